/**
 * Calls of tools a second of processor time (machines are shared), in TypeScript and in Python: sampled, computed and looked-up ones.
 * Limits: 200,000 and 20,000. And how many environments are opened a second, which is done for every task and every episode.
 *
 * A call is `environment.call` with arguments as an agent gives them, 4,000 different ones of all tools in turn, in one environment that
 * lives long. Warm is what such an environment remembers, and all of it has bounds: cells that were looked at, rows that were found
 * by their keys, indexes of columns that a filter has looked through; in Python also the numbers of the last 8,192 dates. Nothing
 * remembers a result: every call checks its arguments, computes or draws, and checks what comes out.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExprIR, Json, ToolIR, WorldIR } from '../../src/ir/ir.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { createRuntime } from '../../src/runtime/runtime.js';
import { substitute } from '../../src/runtime/subtype.js';
import { ROOT, SOURCES, findPython } from '../conformance/python.js';
import { row } from './table.js';

type Call = readonly [tool: string, args: { readonly [name: string]: Json }];

const CALLS = 4000;
const ENVIRONMENT = '07'.repeat(32);

/** Calls that are answered, all in one environment, tools in turn. */
function callsOf(ir: WorldIR, tools: readonly ToolIR[]): Call[] {
  const environment = createRuntime(ir).environment(new Uint8Array(32).fill(7));
  const runtime = createRuntime(ir);
  const stream = new Stream(deriveKey(null, 'bench calls'));
  const calls: Call[] = [];
  for (let i = 0; calls.length < CALLS && i < CALLS * 20; i++) {
    const tool = tools[i % tools.length];
    if (tool === undefined) break;
    const args = tool.params.map((p) => [p.name, runtime.generate(substitute(p.type, (v) => tool.typeParams.find((t) => t.name === v)?.bound ?? { kind: 'named', name: 'int' }), stream, environment.facts) ?? null] as const);
    const call: Call = [tool.name, Object.fromEntries(args)];
    if (environment.call(...call).ok) calls.push(call);
  }
  return calls;
}

/** How often something is done in a second of processor time, after half a second of it. @param turn does it and returns how often */
function perSecond(turn: () => number): number {
  const during = (microseconds: number): number => {
    let made = 0;
    const start = process.cpuUsage();
    for (;;) {
      made += turn();
      const { user, system } = process.cpuUsage(start);
      if (user + system > microseconds) return made / (user + system);
    }
  };
  during(5e5);
  return Math.round(during(1e6) * 1e6);
}

function callsInTypescript(ir: WorldIR, calls: readonly Call[]): number {
  const environment = createRuntime(ir).environment(new Uint8Array(32).fill(7));
  return perSecond(() => {
    for (const [tool, args] of calls) environment.call(tool, args);
    return calls.length;
  });
}

function openedInTypescript(ir: WorldIR): number {
  const runtime = createRuntime(ir);
  const keys = Array.from({ length: CALLS }, (_, i) => deriveKey(null, 'bench environments', i));
  return perSecond(() => {
    for (const key of keys) runtime.environment(key);
    return keys.length;
  });
}

const PROGRAM = `
import json, sys, time
from runtime.streams import derive_key
from runtime.values import parse_json
from runtime.world import World
at = json.load(sys.stdin)
with open(at["world"], encoding="utf-8") as file:
    world = World(parse_json(file.read()))
environment = world.environment(bytes.fromhex(at["environment"]))
calls = at["calls"]
keys = [derive_key(None, "bench environments", i) for i in range(at["keys"])]

def turn():
    for tool, args in calls:
        environment.call(tool, args)
    for key in keys:
        world.environment(key)

turn()
turns, start = 0, time.process_time()
while time.process_time() - start < 1:
    turn()
    turns += 1
print(turns * (len(calls) + len(keys)) / (time.process_time() - start))
`;

function inPython(python: string | null, world: string, calls: readonly Call[], keys = 0): number | string {
  if (python === null) return 'no Python';
  const done = spawnSync(python, ['-B', '-c', PROGRAM], { cwd: SOURCES.folder, input: JSON.stringify({ world, calls, keys, environment: ENVIRONMENT }), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return Math.round(Number(done.stdout));
}

/** Whether an expression speaks of entities. */
function looksUp(expr: ExprIR): boolean {
  return /"op":"(rows|row|has|cell|project)"/.test(JSON.stringify(expr));
}

export function benchCalls(worlds: readonly WorldIR[]): void {
  console.log('\nCalls of tools a second of processor time, one thread, each answered; and environments opened');
  row('world', 'tools', 'number', 'TypeScript', 'Python');
  const python = findPython();
  const folder = mkdtempSync(join(tmpdir(), 'rworld-bench-'));
  try {
    for (const ir of worlds) {
      const file = join(folder, 'world.ir.json');
      writeFileSync(file, JSON.stringify(ir));
      const open = ir.tools.filter((t) => t.access === undefined && (ir.apps.find((a) => a.name === t.app)?.login ?? null) === null);
      const kinds: readonly [string, readonly ToolIR[]][] = [
        ['sampled', open.filter((t) => t.returns === null)],
        ['computed', open.filter((t) => t.returns !== null && !looksUp(t.returns))],
        ['looked up', open.filter((t) => t.returns !== null && looksUp(t.returns))],
      ];
      for (const [kind, tools] of kinds) {
        const calls = callsOf(ir, tools);
        if (calls.length === 0) continue;
        row(ir.world.name, kind, tools.length, callsInTypescript(ir, calls), inPython(python, file, calls));
      }
      row(ir.world.name, 'opened', '', openedInTypescript(ir), inPython(python, file, [], CALLS));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const BENCH_WORLDS: readonly string[] = [`${ROOT}specs/randomworld`, `${ROOT}test/conformance/everything`];
