/** `rworld serve` on standard input and output, with the official client and without one. */
import { spawn } from 'node:child_process';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadWorldFor } from './worlds.js';
import { canonicalJson } from '../../../src/runtime/canonical.js';
import { createRuntime } from '../../../src/runtime/runtime.js';
import { answerText } from '../../../src/runtime/submit.js';
import { goldCalls } from '../../../src/runtime/score.js';
import { MAIN, call, overStdio, read } from './clients.js';

const markets = loadWorldFor('specs/markets');

describe('a task', () => {
  const [task] = markets.tasks('train', 3);
  if (task === undefined) throw new Error('no task');
  let client: Client;
  beforeAll(async () => {
    client = await overStdio(['specs/markets', '--mcp', '--set', 'train', '--task', '3']);
  }, 30_000);
  afterAll(() => client.close());

  it('is what the session is about', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map((p) => p.name)).toEqual(['task']);
    const prompt = await client.getPrompt({ name: 'task' });
    expect(prompt.messages).toEqual([{ role: 'user', content: { type: 'text', text: task.instruction } }]);
    await expect(client.getPrompt({ name: '__proto__' })).rejects.toThrow(/there is no prompt "__proto__"/);
    expect(await read(client, 'rworld://task')).toEqual({ id: task.id, instruction: task.instruction, tools: task.tools });
    await expect(client.readResource({ uri: 'rworld://answer' })).rejects.toThrow(/there is no resource/);
  });

  it('lists its own tools in its own order, and the one that takes the answer', async () => {
    const { tools } = await client.listTools();
    expect(tools.map((t) => t.name)).toEqual([...task.tools, 'submit']);
    for (const tool of tools) {
      expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(tool.outputSchema?.type).toBe('object');
      expect(tool.description).not.toBe('');
    }
    expect(await client.listTools()).toEqual({ tools });
  });

  it('refuses what is wrong with the structured error of the run time', async () => {
    const runtime = createRuntime(markets.ir);
    const environment = runtime.environment(new Uint8Array(32));
    const [tool = ''] = task.tools;
    for (const args of [{}, { nonsense: 1 }, JSON.parse('{"__proto__":{"company":1}}') as object]) {
      const expected = environment.call(tool, args as Record<string, unknown>);
      if (expected.ok) throw new Error('the call is not wrong');
      expect(await call(client, tool, { ...args })).toEqual({ text: canonicalJson({ error: { ...expected.error } }), structured: undefined, error: true });
    }
    const hidden = markets.ir.tools.find((t) => !task.tools.includes(t.name))?.name ?? '';
    expect(await call(client, hidden, {})).toMatchObject({ error: true, protocol: true, text: expect.stringContaining('"code":"unknown_tool"') as string });
  });

  it('ends with the answer, and tells the score only then', async () => {
    for (const [i, gold] of goldCalls(task).entries()) {
      const answer = await call(client, gold.tool, gold.arguments);
      expect(answer).toMatchObject({ error: false, text: canonicalJson(task.calls[i]?.result ?? null) });
    }
    expect(await read(client, 'rworld://score')).toEqual({ task: task.id, reward: 0, submitted: false });
    expect(await call(client, 'submit', { answer: answerText(task.answer.value) })).toEqual({ text: '"submitted"', structured: { result: 'submitted' }, error: false });
    expect(await read(client, 'rworld://score')).toMatchObject({ reward: 1, submitted: true, win: true, missingCalls: 0 });
    expect(await call(client, task.tools[0] ?? '', {})).toMatchObject({ error: true, text: expect.stringContaining('"code":"task_over"') as string });
  });
});

it('starts tasks, one after the other, and says when the tools change', async () => {
  const client = await overStdio(['specs/markets', '--tasks']);
  try {
    let changes = 0;
    const { ToolListChangedNotificationSchema } = await import('@modelcontextprotocol/sdk/types.js');
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => void changes++);
    expect((await client.listTools()).tools.map((t) => t.name)).toEqual(['start_task']);
    expect(await call(client, 'add', { a: 1, b: 2 })).toMatchObject({ error: true, protocol: true, text: expect.stringContaining('call \\"start_task\\" first') as string });
    await expect(client.getPrompt({ name: 'task' })).rejects.toThrow(/no task has been started/);
    for (const index of [0, 1]) {
      const [task] = markets.tasks('test', index);
      if (task === undefined) throw new Error('no task');
      const started = await call(client, 'start_task', { set: 'test', index });
      expect(started.structured).toEqual({ id: task.id, instruction: task.instruction, tools: [...task.tools, 'submit', 'start_task'] });
      expect((await client.listTools()).tools.map((t) => t.name)).toEqual([...task.tools, 'submit', 'start_task']);
      await call(client, 'submit', { answer: answerText(task.answer.value) });
      expect(await read(client, 'rworld://score')).toMatchObject({ task: task.id, reward: 1 });
    }
    expect(changes).toBe(2);
    for (const args of [{}, { index: -1 }, { index: '0' }, { index: 1e9 }, { index: 0, set: 'trian' }, { index: 0, seed: 1 }, { index: 0, set: '\ud800' }]) expect((await call(client, 'start_task', args)).error).toBe(true);
  } finally {
    await client.close();
  }
}, 30_000);

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The server told these lines, and then that there are no more. */
function tell(args: readonly string[], lines: readonly (string | Buffer)[]): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...args]);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  for (const line of lines) child.stdin.write(Buffer.concat([Buffer.from(line), Buffer.from('\n')]));
  child.stdin.end();
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })));
}

const hello = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } } });
const callLine = (id: number, name: string, args: string): string => `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":${JSON.stringify(name)},"arguments":${args}}}`;

interface Message {
  readonly id: number | null;
  readonly result?: { readonly isError?: boolean; readonly protocolVersion?: string; readonly content?: readonly { readonly text: string }[] };
  readonly error?: { readonly code: number; readonly message: string };
}

it('answers what is hostile with errors, goes on, and ends with its input', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const { status, out, err } = await tell(
    ['specs/markets'],
    [
      hello,
      'no JSON',
      '{"jsonrpc":"2.0"}',
      Buffer.from([0xff, 0xfe, 0x00]),
      callLine(1, 'add', `{"a":${deep},"b":1}`),
      callLine(2, 'add', `{"a":"${'x'.repeat(3_000_000)}","b":1}`),
      callLine(3, 'add', `{"a":"${'x'.repeat(9_000_000)}","b":1}`),
      callLine(4, 'add', '{"a":1e999,"b":1}'),
      callLine(5, 'add', '{"a":"\\ud800","b":1}'),
      callLine(6, 'add', '{"__proto__":null,"constructor":1}'),
      callLine(7, '\ud83d\n${x}`"', '{}'),
      callLine(8, 'add', '[1,2]'),
      callLine(9, 'add', 'null'),
      '{"jsonrpc":"2.0","id":10,"method":"tools/call","params":{}}',
      '{"jsonrpc":"2.0","id":11,"method":"no/such/method"}',
      callLine(12, 'add', '{"a":1,"b":2}'),
    ],
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const messages = out.trimEnd().split('\n').map((line) => JSON.parse(line) as Message);
  const byId = new Map(messages.map((m) => [m.id, m]));
  expect(byId.get(0)?.result?.protocolVersion).toBe('2025-11-25');
  expect(byId.get(7)?.error?.code).toBe(-32602);
  for (const id of [1, 2, 4, 5, 6]) {
    expect(byId.get(id)?.result?.isError, `call ${id}`).toBe(true);
    expect(JSON.parse(byId.get(id)?.result?.content?.[0]?.text ?? ''), `call ${id}`).toHaveProperty('error.code');
  }
  for (const id of [8, 10]) expect(byId.get(id)?.error?.code, `call ${id}`).toBe(-32602);
  expect(byId.get(9)?.result?.isError ?? byId.get(9)?.error !== undefined).toBe(true);
  expect(byId.get(11)?.error?.code).toBe(-32601);
  expect(byId.get(12)?.result?.content?.[0]?.text).toBe('3');
  // Without an id to answer to: three that are no messages, and one that is too long.
  expect(messages.filter((m) => m.id === null).map((m) => m.error?.code)).toEqual(expect.arrayContaining([-32700, -32700, -32700, -32600]));
  expect(messages).toHaveLength(12 + 4);
}, 30_000);

it('says what is wrong with what was asked for, and never on standard output', async () => {
  for (const [args, message] of [
    [['specs/markets', '--task', '9999'], /has tasks 0 to [0-9]+/],
    [['specs/markets', '--set', 'trian'], /did you mean "train"/],
    [['specs/markets', '--http', '70000'], /65535/],
  ] as const) {
    const { status, out, err } = await tell(args, []);
    expect({ status, out }, args.join(' ')).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  }
}, 60_000);

it('ends at an interrupt, and quietly when its reader goes away', async () => {
  const child = spawn(process.execPath, [MAIN, 'serve', 'specs/markets']);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.stdin.write(`${hello}\n`);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGINT');
  expect(await exit).toBe(130);
  expect(err).toBe('');

  const other = spawn(process.execPath, [MAIN, 'serve', 'specs/markets']);
  other.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  other.stdin.on('error', () => undefined);
  const left = new Promise<number | null>((resolve) => other.on('exit', resolve));
  other.stdin.write(`${hello}\n`);
  await new Promise((resolve) => other.stdout.once('data', resolve));
  other.stdout.destroy();
  const asking = setInterval(() => other.stdin.write('{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n'), 20);
  expect(await left).toBe(0);
  clearInterval(asking);
  expect(err).toBe('');
}, 30_000);
