/** Calls of tools a second of processor time (machines are shared), in TypeScript and in Python: sampled, computed and looked-up ones. Limits: 200,000 and 20,000. */
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

function inTypescript(ir: WorldIR, calls: readonly Call[]): number {
  const environment = createRuntime(ir).environment(new Uint8Array(32).fill(7));
  const turn = (): void => {
    for (const [tool, args] of calls) environment.call(tool, args);
  };
  turn();
  let made = 0;
  const start = process.cpuUsage();
  for (;;) {
    turn();
    made += calls.length;
    const { user, system } = process.cpuUsage(start);
    if (user + system > 1e6) return (made / (user + system)) * 1e6;
  }
}

const PROGRAM = `
import json, sys, time
from runtime.values import parse_json
from runtime.world import World
at = json.load(sys.stdin)
with open(at["world"], encoding="utf-8") as file:
    world = World(parse_json(file.read()))
environment = world.environment(bytes.fromhex(at["environment"]))
calls = at["calls"]
for tool, args in calls:
    environment.call(tool, args)
made, start = 0, time.process_time()
while time.process_time() - start < 1:
    for tool, args in calls:
        environment.call(tool, args)
    made += len(calls)
print(made / (time.process_time() - start))
`;

function inPython(python: string, world: string, calls: readonly Call[]): number {
  const done = spawnSync(python, ['-B', '-c', PROGRAM], { cwd: SOURCES.folder, input: JSON.stringify({ world, calls, environment: ENVIRONMENT }), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return Number(done.stdout);
}

/** Whether an expression speaks of entities. */
function looksUp(expr: ExprIR): boolean {
  return /"op":"(rows|row|has|cell|project)"/.test(JSON.stringify(expr));
}

export function benchCalls(worlds: readonly WorldIR[]): void {
  console.log('\nCalls of tools a second of processor time, one thread, each answered');
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
        row(ir.world.name, kind, tools.length, Math.round(inTypescript(ir, calls)), python === null ? 'no Python' : Math.round(inPython(python, file, calls)));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const BENCH_WORLDS: readonly string[] = [`${ROOT}specs/randomworld`, `${ROOT}test/conformance/everything`];
