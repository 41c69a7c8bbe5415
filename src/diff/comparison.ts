/** Two worlds side by side: where they differ, and what rules ask of both. */
import type { ConstraintIR, EntityIR, ParamIR, TaskSetIR, ToolIR, TypeIR, TypeRef, WorldIR } from '../ir/ir.js';
import { TypeTable } from '../runtime/type-table.js';
import { homesOf, type Home } from '../runtime/facts.js';
import { atBounds } from '../graph/edges.js';
import { deltasOf, fits, type Delta } from './deltas.js';
import { Drawings, type Numbering } from './drawings.js';
import { Languages } from './languages.js';
import { once } from './once.js';

/** A thing of a world that changes are about. */
export interface Place {
  readonly kind: 'world' | 'type' | 'tool' | 'constraint' | 'tasks' | 'entity' | 'app';
  readonly name: string;
  /** Within it: a parameter, a field. */
  readonly member?: string;
}

/** One of the two worlds. */
export class Side {
  readonly table: TypeTable;
  readonly types: ReadonlyMap<string, TypeIR>;
  readonly tools: ReadonlyMap<string, ToolIR>;
  readonly constraints: ReadonlyMap<string, ConstraintIR>;
  readonly sets: ReadonlyMap<string, TaskSetIR>;
  readonly entities: ReadonlyMap<string, EntityIR>;
  readonly homes: ReadonlyMap<string, Home>;
  readonly drawings: Drawings;

  constructor(
    readonly ir: WorldIR,
    numbers: Numbering,
  ) {
    this.table = new TypeTable(ir.types);
    this.types = byName(ir.types);
    this.tools = byName(ir.tools);
    this.constraints = byName(ir.constraints);
    this.sets = byName(ir.taskSets);
    this.entities = byName(ir.entities);
    this.homes = homesOf(ir.entities);
    this.drawings = new Drawings(ir, this.homes, this.table, numbers);
  }

  /** Every use of a type in a tool's signature, variables at their bounds. */
  readonly uses = once((tool: ToolIR): { readonly taken: readonly TypeRef[]; readonly given: TypeRef } => ({ taken: tool.params.map((p) => atBounds(tool, p.type)), given: atBounds(tool, tool.result) }));

  /** What the answers of a tool depend on beside its own expressions. */
  readonly answers = once((tool: ToolIR): string => {
    const facts = [tool.returns, ...tool.requires.map((r) => r.condition)].flatMap((expr) => (expr === null ? [] : [this.drawings.ofExpression(expr)]));
    return `${tool.returns === null ? this.drawings.ofType(this.uses(tool).given) : ''} ${facts.join()}`;
  });
}

/** A difference with the names that stood for the stars of a pattern. */
export interface Found {
  readonly delta: Delta;
  readonly names: readonly [string, string];
}

export class Comparison {
  readonly old: Side;
  readonly now: Side;
  readonly deltas: readonly Delta[];
  readonly languages: Languages;
  #pairs: readonly ToolPair[] | undefined;

  constructor(old: WorldIR, now: WorldIR) {
    const numbers: Numbering = new Map();
    this.old = new Side(old, numbers);
    this.now = new Side(now, numbers);
    this.deltas = deltasOf(old, now);
    this.languages = new Languages(this.old.table, this.now.table);
  }

  /** The differences at places of a shape, written with at most two stars: "tools, any, params, any". */
  at(pattern: string): Found[] {
    const steps = pattern.split('/');
    return this.deltas.flatMap((delta) => {
      if (!fits(delta.path, steps)) return [];
      const [first = '', second = ''] = delta.path.filter((_, i) => steps[i] === '*');
      return [{ delta, names: [first, second] as const }];
    });
  }

  /** Differences below a place, at any depth. */
  below(...path: readonly string[]): Delta[] {
    return this.deltas.filter((d) => d.path.length >= path.length && path.every((step, i) => step === d.path[i]));
  }

  /** The tools that both worlds have under one name. */
  get tools(): readonly ToolPair[] {
    return (this.#pairs ??= this.now.ir.tools.flatMap((now) => {
      const old = this.old.tools.get(now.name);
      return old === undefined ? [] : [{ name: now.name, old, now }];
    }));
  }

  toolPair(name: string): ToolPair | undefined {
    const old = this.old.tools.get(name);
    const now = this.now.tools.get(name);
    return old === undefined || now === undefined ? undefined : { name, old, now };
  }

  paramPair(tool: string, param: string): { readonly tool: ToolPair; readonly old: ParamIR; readonly now: ParamIR } | undefined {
    const pair = this.toolPair(tool);
    const old = pair?.old.params.find((p) => p.name === param);
    const now = pair?.now.params.find((p) => p.name === param);
    return pair === undefined || old === undefined || now === undefined ? undefined : { tool: pair, old, now };
  }

  setPair(name: string): { readonly old: TaskSetIR; readonly now: TaskSetIR } | undefined {
    const old = this.old.sets.get(name);
    const now = this.now.sets.get(name);
    return old === undefined || now === undefined ? undefined : { old, now };
  }
}

export interface ToolPair {
  readonly name: string;
  readonly old: ToolIR;
  readonly now: ToolIR;
}

function byName<T extends { readonly name: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((t) => [t.name, t]));
}
