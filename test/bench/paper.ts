/**
 * The paper's own way to trajectory skeletons, as the baseline: sample user inputs, add tools whose every parameter has a
 * fitting variable in play, trim what the goal does not use, refill, repeat until the length is met. Written with care:
 * which tools are enabled is kept up to date instead of being found again at each step.
 */
import type { WorldIR } from '../../src/ir/ir.js';
import { portsOf, atBounds } from '../../src/graph/edges.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { isSubtype, typeKey } from '../../src/runtime/subtype.js';
import { TypeTable } from '../../src/runtime/type-table.js';

interface Call {
  readonly tool: number;
  /** Variables: user inputs below `inputs`, then one for each port of each call. */
  readonly args: readonly number[];
  readonly outputs: readonly number[];
}

export class PaperSampler {
  readonly #ports: readonly (readonly number[])[];
  readonly #slots: readonly (readonly number[])[];
  readonly #fits: readonly (readonly number[])[];
  readonly #given: readonly number[];
  /** For each type, the tools with a parameter of it; and for each tool, how many different types its parameters have. */
  readonly #askers: readonly (readonly number[])[];
  readonly #wanted: Int32Array;
  readonly #stream: Stream;
  /** Tools without parameters. */
  readonly #free: readonly number[];
  /** Which call a variable comes from. */
  readonly #producer = new Map<number, number>();

  constructor(ir: WorldIR, seed: number) {
    const table = new TypeTable(ir.types);
    const ids = new Map<string, number>();
    const types: Parameters<typeof isSubtype>[1][] = [];
    const intern = (type: Parameters<typeof isSubtype>[1]): number => {
      const key = typeKey(type);
      let id = ids.get(key);
      if (id === undefined) {
        ids.set(key, (id = types.length));
        types.push(type);
      }
      return id;
    };
    this.#ports = ir.tools.map((t) => portsOf(t).filter((p) => p.type.kind !== 'record').map((p) => intern(p.type)));
    this.#slots = ir.tools.map((t) => t.params.filter((p) => p.default === undefined).map((p) => intern(atBounds(t, p.type))));
    this.#fits = types.map((a) => types.flatMap((b, j) => (isSubtype(table, a, b) ? [j] : [])));
    const never = new Set((ir.taskSets[0]?.rules ?? []).flatMap((r) => (r.kind === 'never-from-user' ? r.types.map(typeKey) : [])));
    this.#given = [...new Set(this.#slots.flat())].filter((t) => !never.has(typeKey(types[t] ?? { kind: 'named', name: 'str' })));
    const kinds = this.#slots.map((slots) => new Set(slots));
    this.#askers = types.map((_, type) => kinds.flatMap((k, tool) => (k.has(type) ? [tool] : [])));
    this.#wanted = Int32Array.from(kinds, (k) => k.size);
    this.#free = kinds.flatMap((k, tool) => (k.size === 0 ? [tool] : []));
    this.#stream = new Stream(deriveKey(null, 'paper', seed));
  }

  /** One skeleton of the length as the tools of its calls, or null once the time is up. @param until by `performance.now()` */
  sample(length: number, until: number): readonly number[] | null {
    for (;;) {
      const found = this.#try(length, until);
      if (found !== undefined) return found;
      if (performance.now() > until) return null;
    }
  }

  #try(length: number, until: number): readonly number[] | null | undefined {
    const stream = this.#stream;
    const inputs = 1 + stream.below(4);
    const variables: number[] = [];
    for (let i = 0; i < inputs; i++) variables.push(stream.pick(this.#given));
    let calls: Call[] = [];
    for (let round = 0; round < 5000; round++) {
      if (round % 16 === 0 && performance.now() > until) return null;
      const made = new Set(calls.flatMap((c) => c.outputs));
      const byKind = new Map<number, number[]>();
      const missing = this.#wanted.slice();
      const enabled = this.#free.slice();
      const put = (type: number, variable: number): void => {
        for (const wide of this.#fits[type] ?? []) {
          const list = byKind.get(wide);
          if (list !== undefined) list.push(variable);
          else {
            byKind.set(wide, [variable]);
            for (const tool of this.#askers[wide] ?? []) {
              const left = (missing[tool] ?? 0) - 1;
              missing[tool] = left;
              if (left === 0) enabled.push(tool);
            }
          }
        }
      };
      for (const [variable, type] of variables.entries()) if (variable < inputs || made.has(variable)) put(type, variable);
      while (calls.length < length) {
        if (enabled.length === 0) return undefined;
        const tool = stream.pick(enabled);
        const args = (this.#slots[tool] ?? []).map((s) => stream.pick(byKind.get(s) ?? [0]));
        const outputs: number[] = [];
        for (const type of this.#ports[tool] ?? []) {
          outputs.push(variables.length);
          put(type, variables.length);
          this.#producer.set(variables.length, calls.length);
          variables.push(type);
        }
        calls.push({ tool, args, outputs });
      }
      const used = new Set<number>([calls.length - 1]);
      for (let c = calls.length - 1; c >= 0; c--) {
        if (!used.has(c)) continue;
        for (const arg of calls[c]?.args ?? []) {
          const from = arg < inputs ? undefined : this.#producer.get(arg);
          if (from !== undefined) used.add(from);
        }
      }
      calls = calls.filter((_, c) => used.has(c));
      for (const [c, call] of calls.entries()) for (const output of call.outputs) this.#producer.set(output, c);
      if (calls.length === length) return calls.map((c) => c.tool);
    }
    return undefined;
  }
}
