/** `rworld serve --http`, with the official client: sessions side by side, and what a browser or a stranger may send. */
import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/ir/ir.js';
import { canonicalJson } from '../../../src/runtime/canonical.js';
import { createRuntime } from '../../../src/runtime/runtime.js';
import { goldCalls } from '../../../src/runtime/score.js';
import { answerText } from '../../../src/runtime/submit.js';
import { CallMaker, bytesOf } from '../../conformance/cases.js';
import type { Listening } from '../../../src/emit/mcp/server/http.js';
import { MAIN, call, overHttp, read, startHttp } from './clients.js';
import { loadWorldFor, serveHere } from './worlds.js';

const LOGINS = 'test/fixtures/valid/logins.rworld';
const EVERYTHING = 'test/conformance/everything';

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly session: string | undefined;
}

function send(url: string, options: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer }): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: options.method ?? 'POST', agent: false, headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...options.headers } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => void (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, session: response.headers['mcp-session-id'] as string | undefined }));
    });
    asked.on('error', reject);
    asked.end(options.body ?? '');
  });
}

/** Arguments as a client can send them: JSON has no infinities. */
function onTheWire(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(args)) as Record<string, unknown>;
}

const hello = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } } });
const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

it.each(['specs/markets', LOGINS, EVERYTHING])(
  'answers random calls as the run time does, byte for byte: %s',
  async (path) => {
    const { ir } = loadWorldFor(path);
    const runtime = createRuntime(ir);
    const maker = new CallMaker(ir, 'mcp', 60);
    const server = await serveHere(ir);
    try {
      for (let e = 0; e < 2; e++) {
        const cases = Array.from({ length: 60 }, () => maker.next());
        const key = cases[0]?.environment ?? '';
        const client = await overHttp(server.url, `?environment=${key}`);
        // The client checks every result against the output schema that was listed.
        await client.listTools();
        const environment = runtime.environment(bytesOf(key));
        for (const of of cases) {
          const args = onTheWire(JSON.parse(`{${of.arguments.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`) as Record<string, unknown>);
          const expected = environment.call(of.tool, args);
          const got = await call(client, of.tool, args);
          const record = ir.tools.find((t) => t.name === of.tool)?.result.kind === 'record';
          const structured = expected.ok ? (record ? expected.value : { result: expected.value }) : undefined;
          expect(got, `${of.kind}: ${of.tool}`).toEqual({ text: canonicalJson(expected.ok ? expected.value : { error: expected.error as unknown as Json }), structured, error: !expected.ok, ...(!expected.ok && expected.error.code === 'unknown_tool' ? { protocol: true } : {}) });
        }
        await client.close();
      }
    } finally {
      await server.close();
    }
  },
  60_000,
);

describe('sessions', () => {
  const world = loadWorldFor(LOGINS);
  let server: Listening;
  beforeAll(async () => {
    server = await serveHere(world.ir, 3);
  });
  afterAll(() => server.close());

  it('are apart: logins, submissions and scores', async () => {
    const task = world.tasks('train', ...Array.from({ length: 20 }, (_, i) => i)).find((t) => t.calls.some((c) => c.id.startsWith('l')));
    if (task === undefined) throw new Error('no task logs in');
    const words = `?set=train&task=${task.index}`;
    const [one, two] = await Promise.all([overHttp(server.url, words), overHttp(server.url, words)]);
    const gold = goldCalls(task);
    const closed = world.ir.tools.find((t) => t.app !== null && t.access === undefined && task.calls.some((c) => c.tool === t.name))?.name ?? '';
    const last = gold.find((g) => g.tool === closed);
    for (const step of gold) {
      expect((await call(one, step.tool, step.arguments)).error).toBe(false);
      // What the first session has logged in to stays closed in the second.
      expect(await call(two, closed, last?.arguments ?? {})).toMatchObject({ error: true, text: expect.stringContaining('not_logged_in') as string });
    }
    await call(one, 'submit', { answer: answerText(task.answer.value) });
    expect(await read(one, 'rworld://score')).toMatchObject({ reward: 1, errors: 0 });
    expect(await read(two, 'rworld://score')).toMatchObject({ reward: 0, submitted: false });
    for (const step of gold) await call(two, step.tool, step.arguments);
    await call(two, 'submit', { answer: 'something else' });
    expect(await read(two, 'rworld://score')).toMatchObject({ reward: 0, submitted: true, win: true, errors: gold.length });
    await Promise.all([one.close(), two.close()]);
  }, 30_000);

  it('end when the client ends them, and when there are too many the one unused for longest does', async () => {
    const open = async (): Promise<string> => (await send(server.url, { body: hello })).session ?? '';
    const asks = (session: string): Promise<Reply> => send(server.url, { headers: { 'mcp-session-id': session }, body: list });
    const first = await open();
    expect((await asks(first)).status).toBe(200);
    expect((await send(server.url, { method: 'DELETE', headers: { 'mcp-session-id': first } })).status).toBe(200);
    expect((await asks(first)).status).toBe(404);
    const [a, b, c] = [await open(), await open(), await open()];
    await asks(a);
    const d = await open();
    expect((await asks(b)).status).toBe(404);
    expect(await Promise.all([a, c, d].map(async (s) => (await asks(s)).status))).toEqual([200, 200, 200]);
    // The same request, the same bytes, whichever session.
    expect((await asks(a)).body).toBe((await asks(d)).body);
  });

  it('outlive clients that go away in the middle of a request or of its answer', async () => {
    const session = (await send(server.url, { body: hello })).session ?? '';
    const call = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'no_such_tool', arguments: {} } });
    for (const written of [call.slice(0, 20), call]) {
      await new Promise<void>((resolve) => {
        const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-session-id': session, 'content-length': call.length };
        const asking = request(server.url, { method: 'POST', headers });
        asking.on('error', () => undefined);
        asking.on('close', resolve);
        asking.write(written, () => asking.destroy());
      });
    }
    expect((await send(server.url, { headers: { 'mcp-session-id': session }, body: list })).status).toBe(200);
  });

  it('are opened on what there is only', async () => {
    for (const [words, message] of [
      ['?task=999', /tasks 0 to 19/],
      ['?set=nope', /no task set \\"nope\\"/],
      ['?task=1e3', /whole number/],
      ['?environment=12', /64 hex digits/],
      ['?task=1&environment=12', /not both/],
      ['?set=__proto__', /no task set/],
    ] as const) {
      const { status, body } = await send(server.url + words, { body: hello });
      expect(status, words).toBe(400);
      expect(body).toMatch(message);
    }
  });

  it('are not for strangers, nor for what is too large or no message', async () => {
    const at = async (options: Parameters<typeof send>[1], path = ''): Promise<number> => (await send(server.url + path, options)).status;
    expect(await at({ body: hello, headers: { host: 'evil.example:80' } })).toBe(403);
    expect(await at({ body: hello, headers: { origin: 'https://evil.example' } })).toBe(403);
    expect(await at({ body: hello, headers: { origin: 'null' } })).toBe(403);
    expect(await at({ body: hello, headers: { origin: 'http://localhost:3000' } })).toBe(200);
    expect(await at({ body: hello }, '/other')).toBe(404);
    expect(await at({ body: list })).toBe(400);
    expect(await at({ method: 'GET' })).toBe(400);
    expect(await at({ body: '{' })).toBe(400);
    expect(await at({ body: '' })).toBe(400);
    expect(await at({ body: Buffer.from([0xff, 0xfe]) })).toBe(400);
    expect(await at({ body: hello, headers: { 'mcp-session-id': '__proto__' } })).toBe(404);
    const session = (await send(server.url, { body: hello })).session ?? '';
    const large = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'letters', arguments: { text: 'x'.repeat(5_000_000) } } });
    expect(await at({ body: large, headers: { 'mcp-session-id': session } }).catch((error: NodeJS.ErrnoException) => (['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? 413 : Promise.reject(error)))).toBe(413);
    expect(await at({ body: list, headers: { 'mcp-session-id': session } })).toBe(200);
    expect(await at({ body: list, headers: { 'mcp-session-id': session, 'mcp-protocol-version': '1999-01-01' } })).toBe(400);
  });
});

it('listens for the command line, and says so where the port is taken', async () => {
  const server = await startHttp([LOGINS, '--mcp']);
  const port = new URL(server.url).port;
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'serve', LOGINS, '--http', port], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'rworld: the port is taken\n' });
  } finally {
    expect(await server.stop()).toBe(130);
  }
}, 30_000);
