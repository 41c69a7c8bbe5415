/** The emitted package, installed and run without rworld; and worlds whose every name tries to break out. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, expect, it } from 'vitest';
import { toolDefinitions } from '../../../src/emit/mcp/definitions.js';
import { createServer } from '../../../src/emit/mcp/server/server.js';
import { openSession } from '../../../src/emit/mcp/server/session.js';
import { ServedWorld } from '../../../src/emit/mcp/server/world.js';
import { canonicalJson } from '../../../src/runtime/canonical.js';
import { createRuntime } from '../../../src/runtime/runtime.js';
import { goldCalls } from '../../../src/runtime/score.js';
import { answerText } from '../../../src/runtime/submit.js';
import { CallMaker, bytesOf } from '../../conformance/cases.js';
import { worstWorld } from '../hostile-world.js';
import { MAIN, call, overHttp, overStdio, read, startHttp } from './clients.js';
import { loadWorldFor } from './worlds.js';

const ROOT = mkdtempSync(join(tmpdir(), 'rworld-mcp-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

it('serves a build without the compiler: the same tools, tasks and scores', async () => {
  const built = spawnSync(process.execPath, [MAIN, 'build', 'specs/markets', '-o', ROOT, '--target', 'mcp'], { encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
  const folder = join(ROOT, 'tools', 'mcp');
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  // What `npm install` would fetch, and nothing else of ours.
  for (const name of Object.keys(description.dependencies)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(fileURLToPath(new URL(`../../../node_modules/${name}`, import.meta.url)), link);
  }
  const server = join(folder, 'server.js');
  const [task] = loadWorldFor('specs/markets').tasks('test', 7);
  if (task === undefined) throw new Error('no task');
  const http = await startHttp(['--set', 'test', '--task', '7'], [server]);
  const clients = [await overStdio(['--set', 'test', '--task', '7'], [server]), await overStdio(['specs/markets', '--set', 'test', '--task', '7']), await overHttp(http.url)];
  try {
    const [listed, ...others] = await Promise.all(clients.map((client) => client.listTools()));
    for (const other of others) expect(other).toEqual(listed);
    for (const client of clients) {
      for (const [i, gold] of goldCalls(task).entries()) expect((await call(client, gold.tool, gold.arguments)).text).toBe(canonicalJson(task.calls[i]?.result ?? null));
      await call(client, 'submit', { answer: answerText(task.answer.value) });
      expect(await read(client, 'rworld://score')).toMatchObject({ task: task.id, reward: 1, fullSequence: true, extraCalls: 0, errors: 0 });
    }
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    expect(await http.stop()).toBe(130);
  }
  for (const [args, message] of [
    [['--set', 'test', '--task', '9999'], /no task 9999/],
    [['--set', '../train'], /there is no task set/],
    [['--port', '1'], /--port/],
    [['--http', 'x'], /65535/],
  ] as const) {
    const ran = spawnSync(process.execPath, [server, ...args], { encoding: 'utf8', input: '' });
    expect({ status: ran.status, stdout: ran.stdout }).toEqual({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  }
}, 60_000);

it('is the same package each time, with no trace of where it was built', () => {
  const read = (name: string): string[] => {
    const folder = join(ROOT, name);
    expect(spawnSync(process.execPath, [MAIN, 'emit', 'mcp', 'specs/markets', '-o', folder], { encoding: 'utf8' }).status).toBe(0);
    const { emitted } = JSON.parse(readFileSync(join(folder, '.rworld.json'), 'utf8')) as { emitted: string[] };
    expect(emitted.filter((path) => /lib\/(?!runtime\/|emit\/mcp\/server\/)/.test(path))).toEqual([]);
    return emitted.map((path) => `${path}\n${readFileSync(join(folder, path), 'utf8')}`);
  };
  const one = read('one');
  expect(read('two')).toEqual(one);
  expect(one.filter((text) => text.includes(ROOT) || text.includes('sourceMappingURL'))).toEqual([]);
}, 30_000);

it('serves names and texts that try to break out', async () => {
  const ir = worstWorld();
  const definitions = toolDefinitions(ir);
  const runtime = createRuntime(ir);
  const world = new ServedWorld(ir, definitions);
  const maker = new CallMaker(ir, 'mcp worst', 1200);
  const cases = Array.from({ length: 1200 }, () => maker.next());
  const key = cases[0]?.environment ?? '';
  const opened = openSession(world, { kind: 'environment', key }, { tasks: { sets: [], find: () => ({ ok: false, problem: 'none' }) }, startable: false });
  if (!opened.ok) throw new Error(opened.problem);
  const [a, b] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'x', version: '1' });
  await Promise.all([createServer(opened.session).connect(a), client.connect(b)]);
  const { tools } = await client.listTools();
  expect(tools.map((t) => t.name)).toEqual(ir.tools.map((t) => t.name));
  const environment = runtime.environment(bytesOf(key));
  let answered = 0;
  for (const of of cases) {
    const args = JSON.parse(`{${of.arguments.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`) as Record<string, unknown>;
    const expected = environment.call(of.tool, args);
    const got = await call(client, of.tool, args);
    if (expected.ok) answered++;
    expect(got.error).toBe(!expected.ok);
    expect(got.text).toBe(canonicalJson(expected.ok ? expected.value : { error: { ...expected.error } }));
    if (expected.ok) expect(canonicalJson(world.structured(of.tool, expected.value))).toBe(canonicalJson(JSON.parse(JSON.stringify(got.structured)) as never));
  }
  expect(answered).toBeGreaterThan(200);
  await client.close();
}, 60_000);
