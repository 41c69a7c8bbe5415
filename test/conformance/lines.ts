/** Everything of a world that two languages must agree on, as lines of JSON with what TypeScript says: calls, draws, recognition, facts, scores. */
import type { Json, TypeRef, WorldIR } from '../../src/ir/ir.js';
import { canonicalJson } from '../../src/runtime/canonical.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { createRuntime, type Environment, type Runtime } from '../../src/runtime/runtime.js';
import { score, type ScoreOptions } from '../../src/runtime/score.js';
import { substitute } from '../../src/runtime/subtype.js';
import type { TaskRecord } from '../../src/sample/tasks/record.js';
import { Trajectories, type Attempt } from '../support/trajectories.js';
import { CallMaker, bytesOf, callLine, goldCases, hexOf } from './cases.js';
import { ANY_VALUES } from './wrong-values.js';

export interface Amount {
  readonly calls: number;
  readonly tasks: readonly TaskRecord[];
  /** Values drawn of each type. */
  readonly draws: number;
  /** How many environments' facts are compared, cell by cell. */
  readonly facts: number;
  readonly seed: string;
}

export function* linesOf(ir: WorldIR, amount: Amount): Generator<string> {
  const runtime = createRuntime(ir);
  const stream = new Stream(deriveKey(null, 'conformance lines', amount.seed));
  yield* callLines(ir, runtime, amount);
  for (const type of typesOf(ir)) yield* typeLines(type, runtime, amount, stream);
  for (let i = 0; i < amount.facts; i++) yield* factLines(ir, runtime, hexOf(randomKey(stream)));
  const trajectories = new Trajectories(ir);
  for (const task of amount.tasks) {
    // A call without arguments cannot be broken in every way.
    if (task.inputs.length === 0 || task.calls.some((call) => Object.keys(call.arguments).length === 0)) continue;
    for (const attempt of [trajectories.gold(task), ...trajectories.broken(task, stream), ...trajectories.harmless(task, stream)]) {
      yield scoreLine(task, attempt, {});
      yield scoreLine(task, attempt, { tolerance: { absolute: 0.01, relative: 0.001 } });
    }
  }
}

function* callLines(ir: WorldIR, runtime: Runtime, amount: Amount): Generator<string> {
  const environments = new Map<string, Environment>();
  for (const task of amount.tasks) for (const of of goldCases(task)) yield callLine(of, runtime, environments);
  // In short lives most is looked at for the first time; in long ones much is remembered.
  const short = new CallMaker(ir, amount.seed);
  for (let i = 0; i < amount.calls; i += 2) yield callLine(short.next(), runtime, environments);
  const long = new CallMaker(ir, `${amount.seed}, long lives`, 10 * ir.tools.length);
  for (let i = 1; i < amount.calls; i += 2) yield callLine(long.next(), runtime, environments);
}

/** Every type of the world, and every use of one by a tool, once. */
function typesOf(ir: WorldIR): TypeRef[] {
  const found = new Map<string, TypeRef>();
  const add = (type: TypeRef): void => void found.set(JSON.stringify(type), type);
  for (const name of ['str', 'int', 'float', 'bool', ...ir.types.map((t) => t.name)]) add({ kind: 'named', name });
  for (const tool of ir.tools) {
    const atBound = (type: TypeRef): TypeRef => substitute(type, (name) => tool.typeParams.find((p) => p.name === name)?.bound ?? undefined);
    for (const param of tool.params) add(atBound(param.type));
    add(atBound(tool.result));
  }
  return [...found.values()];
}

function* typeLines(type: TypeRef, runtime: Runtime, amount: Amount, from: Stream): Generator<string> {
  const key = randomKey(from);
  const stream = new Stream(key);
  const drawn = Array.from({ length: amount.draws }, () => runtime.generate(type, stream) ?? null);
  yield JSON.stringify({ do: 'draw', type, key: hexOf(key), count: amount.draws, expect: canonicalJson([runtime.example(type) ?? null, ...drawn]) });
  const facts = runtime.environment(key).facts;
  const homed = new Stream(key);
  yield JSON.stringify({ do: 'draw at home', type, key: hexOf(key), count: 8, expect: canonicalJson(Array.from({ length: 8 }, () => runtime.generate(type, homed, facts) ?? null)) });
  // Depth and well-formedness are checked before a recognizer sees a value; calls test them.
  const values = [...drawn.slice(0, 4).map((v) => JSON.stringify(v)), ...ANY_VALUES.filter((text) => text.length < 60 && !/\\ud|e309|000000000000/.test(text))];
  const recognized = values.map((text) => runtime.recognize(type, JSON.parse(text)));
  yield `{"do":"recognize","type":${JSON.stringify(type)},"values":[${values.join()}],"expect":${JSON.stringify(canonicalJson(recognized))}}`;
}

function* factLines(ir: WorldIR, runtime: Runtime, environment: string): Generator<string> {
  const { facts } = runtime.environment(bytesOf(environment));
  for (const entity of ir.entities) {
    const table = facts.table(entity.name);
    const rows = Math.min(table.count, 60);
    const cells = Array.from({ length: rows }, (_, row) => entity.fields.map((field) => table.cell(row, field.name)));
    const found = Array.from({ length: rows }, (_, row) => table.rowOf(table.cell(row, entity.key)));
    yield JSON.stringify({ do: 'rows', environment, entity: entity.name, rows, expect: canonicalJson([table.count, cells, found]) });
  }
}

function scoreLine(task: TaskRecord, attempt: Attempt, options: ScoreOptions): string {
  const { calls, answer } = attempt;
  const made = score(task, { calls, answer }, options);
  return JSON.stringify({ do: 'score', kind: attempt.kind, task, calls, ...(answer === undefined ? {} : { answer }), tolerance: options.tolerance ?? null, expect: canonicalJson(made as unknown as Json) });
}

function randomKey(stream: Stream): Uint8Array {
  return deriveKey(null, stream.u32(), stream.u32());
}
