/** Random skeletons over a world's tools, with sharing: arguments are looked for among values of a fitting type. */
import type { Json, ToolIR, TypeRef, WorldIR } from '../../src/ir/ir.js';
import { Denotations } from '../../src/runtime/denotation.js';
import type { Stream } from '../../src/runtime/random.js';
import { isSubtype } from '../../src/runtime/subtype.js';
import { TypeTable } from '../../src/runtime/type-table.js';
import { ref, skeletonOf, type Case, type Term } from './world.js';

interface Port {
  readonly term: Term;
  readonly type: TypeRef;
}

export class RandomSkeletons {
  readonly #table: TypeTable;
  readonly #denotations: Denotations;

  constructor(readonly ir: WorldIR) {
    this.#table = new TypeTable(ir.types);
    this.#denotations = new Denotations(this.#table);
  }

  /** A case of exactly `length` calls, with at least `distractors` further tools; undefined where the attempts run out. */
  draw(length: number, stream: Stream, distractors: number): Case | undefined {
    for (let attempt = 0; attempt < 400; attempt++) {
      const made = this.#attempt(length, stream);
      if (made === undefined) continue;
      const tools = new Set(made.tools);
      for (let i = 0; i < distractors * 2 && tools.size < made.tools.length + distractors; i++) tools.add(stream.pick(this.ir.tools).name);
      return { ...made, tools: [...tools] };
    }
    return undefined;
  }

  #attempt(length: number, stream: Stream): Case | undefined {
    const values = new Map<string, { term: Term; type: TypeRef }>();
    const made: Port[] = [];
    let budget = length;
    const fill = (slot: TypeRef, depth: number): Term | undefined => {
      const asked = slot.kind === 'var' ? ref('float') : slot.kind === 'list' && slot.element.kind === 'var' ? ref('list<movie_title>') : slot;
      if (made.length > 0 && stream.below(5) === 0) {
        const fits = made.filter((p) => isSubtype(this.#table, p.type, asked));
        if (fits.length > 0) return stream.pick(fits).term;
      }
      if (budget > 0 && (depth === 0 || stream.below(budget > 6 ? 12 : 3) > 0)) {
        const makers = this.ir.tools.flatMap((t) => this.#ports(t).filter((p) => isSubtype(this.#table, p.type, asked)).map((p) => ({ t, p })));
        if (makers.length > 0) {
          const { t, p } = stream.pick(makers);
          return grow(t, p.path, depth + 1);
        }
      }
      const known = [...values.values()].filter((v) => isSubtype(this.#table, v.type, asked));
      if (known.length > 0 && stream.below(4) === 0) return stream.pick(known).term;
      for (let i = 0; i < 8; i++) {
        const drawn: Json | undefined = this.#denotations.of(asked).generate(stream);
        if (drawn === undefined) return undefined;
        const key = JSON.stringify(drawn);
        if (values.has(key)) continue;
        const term: Term = { value: drawn };
        values.set(key, { term, type: asked });
        return term;
      }
      return undefined;
    };
    const grow = (tool: ToolIR, path: readonly string[], depth: number): Term | undefined => {
      budget--;
      const args: Term[] = [];
      for (const param of tool.params) {
        const arg = fill(param.type, depth);
        if (arg === undefined) return undefined;
        args.push(arg);
      }
      const term: Term = { tool: tool.name, args };
      for (const port of this.#ports(tool)) made.push({ term: { ...term, path: port.path }, type: port.type });
      return { ...term, path };
    };
    const roots = this.ir.tools.filter((t) => t.typeParams.length === 0);
    const root = stream.pick(roots);
    const ports = this.#ports(root).filter((p) => p.type.kind !== 'record');
    const goal = grow(root, stream.pick(ports).path, 0);
    if (goal === undefined) return undefined;
    const found = skeletonOf(this.ir, goal);
    return found.skeleton.calls.length === length ? found : undefined;
  }

  #ports(tool: ToolIR): { readonly path: readonly string[]; readonly type: TypeRef }[] {
    const all: { path: readonly string[]; type: TypeRef }[] = [];
    const visit = (type: TypeRef, path: readonly string[]): void => {
      // Results with variables are taken at what the variables are given here.
      all.push({ path, type: type.kind === 'var' ? ref('float') : type });
      if (type.kind === 'record') for (const f of type.fields) visit(f.type, [...path, f.name]);
    };
    visit(tool.result, []);
    return tool.typeParams.some((p) => p.bound === null) ? all.filter((p) => p.type.kind === 'named' && p.type.name === 'int') : all;
  }
}
