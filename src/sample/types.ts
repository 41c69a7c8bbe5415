/**
 * The types of a world as small integers.
 *
 * The sampler meets the same few hundred types millions of times, so each is interned once and asked about by number:
 * "is 17 a subtype of 4?", "what is the join of 3 and 9?". Numbers never decide an output; names do.
 */
import type { TypeRef, WorldIR } from '../ir/ir.js';
import { hull, isSubtype, showSizes, typeKey } from '../runtime/subtype.js';
import { TypeTable as DeclaredTypes } from '../runtime/type-table.js';

/**
 * A text that is equal for types that are equal and drawn alike. The run time's key leaves out the weights of unions,
 * which say nothing about what a type holds but all about what a user is given.
 */
function drawnKey(t: TypeRef): string {
  switch (t.kind) {
    case 'named':
    case 'var':
      return typeKey(t);
    case 'list':
      return `list<${drawnKey(t.element)}>${showSizes(t)}`;
    case 'dict':
      return `dict<${drawnKey(t.key)},${drawnKey(t.value)}>${showSizes(t)}`;
    case 'union':
      return `(${t.members.map((m) => `${drawnKey(m.type)}@${m.weight}`).join('|')})`;
    case 'optional':
      return `${drawnKey(t.of)}?`;
    case 'record':
      return `{${t.fields.map((f) => `${f.name}:${drawnKey(f.type)}`).join(',')}}`;
  }
}

export const NO_TYPE = -1;

/** What is bound to each type variable of one tool, by name. */
export type Bindings = ReadonlyMap<string, TypeRef>;

/** The types of one world, interned. */
export class TypeIndex {
  readonly refs: TypeRef[] = [];
  private readonly keys: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly subtypes = new Map<number, boolean>();
  private readonly joins = new Map<number, number>();
  private readonly drawables: (boolean | undefined)[] = [];
  private readonly named = new Map<string, boolean>();
  private readonly declared: DeclaredTypes;

  constructor(ir: WorldIR) {
    this.declared = new DeclaredTypes(ir.types);
  }

  /** The number of a type; equal types get equal numbers. */
  intern(t: TypeRef): number {
    const key = drawnKey(t);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.refs.length;
    this.refs.push(t);
    this.keys.push(key);
    this.ids.set(key, id);
    return id;
  }

  ref(id: number): TypeRef {
    const t = this.refs[id];
    if (t === undefined) throw new RangeError(`no type ${id}`);
    return t;
  }

  key(id: number): string {
    return this.keys[id] ?? '';
  }

  isSubtype(a: number, b: number): boolean {
    if (a === b) return true;
    const s = this.ref(a);
    const t = this.ref(b);
    if (s.kind === 'named' && t.kind === 'named') return this.declared.isBelow(s.name, t.name);
    const at = a * 67108864 + b;
    const known = this.subtypes.get(at);
    if (known !== undefined) return known;
    const answer = isSubtype(this.declared, s, t);
    this.subtypes.set(at, answer);
    return answer;
  }

  /**
   * The least upper bound of two types, or NO_TYPE where there is none or several. Names join in their declared
   * ancestors, lists and dicts by their parts; other shapes join only where one contains the other.
   */
  join(a: number, b: number): number {
    if (this.isSubtype(a, b)) return b;
    if (this.isSubtype(b, a)) return a;
    const at = a < b ? a * 67108864 + b : b * 67108864 + a;
    const known = this.joins.get(at);
    if (known !== undefined) return known;
    const answer = this.findJoin(this.ref(a), this.ref(b));
    this.joins.set(at, answer);
    return answer;
  }

  private findJoin(a: TypeRef, b: TypeRef): number {
    if (a.kind === 'named' && b.kind === 'named') {
      const found = this.declared.join([a.name, b.name], null);
      return found !== undefined && 'name' in found ? this.intern({ kind: 'named', name: found.name }) : NO_TYPE;
    }
    if (a.kind === 'list' && b.kind === 'list') {
      const element = this.join(this.intern(a.element), this.intern(b.element));
      if (element === NO_TYPE) return NO_TYPE;
      return this.intern({ kind: 'list', element: this.ref(element), ...hull(a, b) });
    }
    if (a.kind === 'dict' && b.kind === 'dict') {
      const key = this.join(this.intern(a.key), this.intern(b.key));
      const value = this.join(this.intern(a.value), this.intern(b.value));
      if (key === NO_TYPE || value === NO_TYPE) return NO_TYPE;
      return this.intern({ kind: 'dict', key: this.ref(key), value: this.ref(value), ...hull(a, b) });
    }
    return NO_TYPE;
  }

  /** Whether values of the type can be drawn at all, so that a user may be given one. */
  drawable(id: number): boolean {
    const known = this.drawables[id];
    if (known !== undefined) return known;
    const answer = this.canDraw(this.ref(id));
    this.drawables[id] = answer;
    return answer;
  }

  private canDraw(t: TypeRef): boolean {
    switch (t.kind) {
      case 'named': {
        const known = this.named.get(t.name);
        if (known !== undefined) return known;
        this.named.set(t.name, false);
        const declared = this.declared.get(t.name);
        const answer = declared === undefined || declared.values !== null || this.declared.children(t.name).some((name) => this.canDraw({ kind: 'named', name }));
        this.named.set(t.name, answer);
        return answer;
      }
      case 'var':
        return false;
      case 'list':
        return this.canDraw(t.element);
      case 'dict':
        return this.canDraw(t.key) && this.canDraw(t.value);
      case 'union':
        return t.members.every((m) => this.canDraw(m.type));
      case 'optional':
        return this.canDraw(t.of);
      case 'record':
        return t.fields.every((f) => this.canDraw(f.type));
    }
  }
}

/** Whether a type variable occurs in the type. */
export function hasVariable(t: TypeRef): boolean {
  switch (t.kind) {
    case 'named':
      return false;
    case 'var':
      return true;
    case 'list':
      return hasVariable(t.element);
    case 'dict':
      return hasVariable(t.key) || hasVariable(t.value);
    case 'union':
      return t.members.some((m) => hasVariable(m.type));
    case 'optional':
      return hasVariable(t.of);
    case 'record':
      return t.fields.some((f) => hasVariable(f.type));
  }
}

/**
 * What each variable of `pattern` must at least be for `exact` to fit it: `list<T>` against `list<price>` says
 * `T = price`. False where the shapes differ. Sizes and plain parts are left to the subtype test afterwards.
 */
export function matchVariables(pattern: TypeRef, exact: TypeRef, found: (variable: string, type: TypeRef) => void): boolean {
  if (!hasVariable(pattern)) return true;
  switch (pattern.kind) {
    case 'var':
      found(pattern.name, exact);
      return true;
    case 'named':
      return true;
    case 'list':
      return exact.kind === 'list' && matchVariables(pattern.element, exact.element, found);
    case 'dict':
      return exact.kind === 'dict' && matchVariables(pattern.key, exact.key, found) && matchVariables(pattern.value, exact.value, found);
    case 'optional':
      return matchVariables(pattern.of, exact.kind === 'optional' ? exact.of : exact, found);
    case 'record': {
      if (exact.kind !== 'record') return false;
      return pattern.fields.every((f) => {
        const other = exact.fields.find((g) => g.name === f.name);
        return other !== undefined && matchVariables(f.type, other.type, found);
      });
    }
    case 'union':
      return false;
  }
}

/** How deep constructors are nested: 0 for a name. */
export function nesting(t: TypeRef): number {
  switch (t.kind) {
    case 'named':
    case 'var':
      return 0;
    case 'list':
      return 1 + nesting(t.element);
    case 'dict':
      return 1 + Math.max(nesting(t.key), nesting(t.value));
    case 'union':
      return 1 + Math.max(0, ...t.members.map((m) => nesting(m.type)));
    case 'optional':
      return 1 + nesting(t.of);
    case 'record':
      return 1 + Math.max(0, ...t.fields.map((f) => nesting(f.type)));
  }
}
