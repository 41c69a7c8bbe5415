/**
 * The values that an instruction speaks of, as a graph in which equal things are one node: inputs, calls, and fields of
 * record results. What is meant and what is read are built in the same graph, so that they are compared by number.
 */
import type { Json, TypeRef } from '../ir/ir.js';
import { canonicalJson } from '../runtime/canonical.js';
import { isBase } from '../runtime/type-table.js';
import { substitute } from '../runtime/subtype.js';
import { matchVariables } from '../sample/types.js';
import type { ArgumentSource, Skeleton, SkeletonCall } from '../sample/skeleton.js';
import { titleOf } from './codes.js';
import { fieldName, typeName } from './naming.js';
import { isPerson, type Name } from './nouns.js';
import type { Lexeme, Lexicon } from './phrases.js';
import { readValue, scalarEnd, writeValue } from './values.js';

export interface GivenInput {
  readonly type: TypeRef;
  readonly value: Json;
}

export type Node =
  | { readonly kind: 'input'; readonly id: number; readonly value: Json; readonly written: string; readonly title: string | null; readonly type: TypeRef | null; names: readonly Name[] | null }
  | { readonly kind: 'call'; readonly id: number; readonly tool: Lexeme; readonly args: readonly number[]; readonly typeId: number; names: readonly Name[] | null }
  | { readonly kind: 'field'; readonly id: number; readonly of: number; readonly field: string; readonly typeId: number; names: readonly Name[] | null };

const NO_NAMES: readonly Name[] = [];

/** A value that the user gives, as it is written. */
export interface WrittenInput {
  readonly written: string;
  /** Where the value begins: behind the title, if it has one. */
  readonly start: number;
  /** All inputs of that value. */
  nodes: readonly number[];
}

export class Graph {
  readonly nodes: Node[] = [];
  /** The inputs by written form. They are few: looking through them takes less than a map of them. */
  readonly #written: WrittenInput[] = [];
  readonly #scalars: WrittenInput[] = [];
  /** Those that have titles, with them. */
  readonly #titled: WrittenInput[] = [];
  /** Results of tools with variables, by the types of their arguments. */
  readonly #inferred: Map<string, number>;

  constructor(
    readonly lexicon: Lexicon,
    inferred: Map<string, number>,
  ) {
    this.#inferred = inferred;
  }

  /** The inputs come first: input i is node i. */
  give(value: Json, type: TypeRef): number {
    const written = writeValue(value);
    const title = titleOf(value, type, this.lexicon.titles);
    const id = this.nodes.length;
    this.nodes.push({ kind: 'input', id, value, written, title, type, names: null });
    const known = this.#find(written);
    if (known === undefined) {
      const input = { written, start: 0, nodes: [id] };
      this.#written.push(input);
      if (typeof value === 'string' || typeof value === 'number') this.#scalars.push(input);
    } else known.nodes = [...known.nodes, id];
    if (title !== null) this.#titled.push({ written: `${title} ${written}`, start: title.length + 1, nodes: [id] });
    return id;
  }

  /** Whether a value that is given with its title may start with the character. */
  mayBeTitle(unit: number): boolean {
    for (let i = 0; i < this.#titled.length; i++) if (this.#titled[i]?.written.charCodeAt(0) === unit) return true;
    return false;
  }

  #find(written: string): WrittenInput | undefined {
    for (let i = 0; i < this.#written.length; i++) {
      const input = this.#written[i];
      if (input?.written === written) return input;
    }
    return undefined;
  }

  /** The text or number given that stands written, whole, at a place of a text, with its title or without. */
  inputAt(text: string, at: number): WrittenInput | undefined {
    return standing(this.#scalars, text, at) ?? (this.#titled.length === 0 ? undefined : standing(this.#titled, text, at));
  }

  node(id: number): Node {
    const node = this.nodes[id];
    if (node === undefined) throw new RangeError(`no node ${id}`);
    return node;
  }

  /** The inputs that a written form may stand for: known ones, or a new one; none where it is no value. */
  literal(written: string): readonly number[] {
    const known = this.#find(written);
    if (known !== undefined) return known.nodes;
    const value = readValue(written);
    if (value === undefined) return [];
    const canonical = canonicalForm(value);
    if (canonical === undefined) return [];
    let same: number[] = [];
    for (const node of this.nodes) if (node.kind === 'input' && canonicalForm(node.value) === canonical) same.push(node.id);
    if (same.length === 0) {
      same = [this.nodes.length];
      this.nodes.push({ kind: 'input', id: this.nodes.length, value, written, title: null, type: null, names: null });
    }
    this.#written.push({ written, start: 0, nodes: same });
    return same;
  }

  /** Whether the node may stand in the slot, as far as that can be said before the other arguments are known. */
  fits(id: number, tool: Lexeme, slot: number): boolean {
    const node = this.node(id);
    const at = tool.slots[slot];
    if (at === undefined) return false;
    if (node.kind === 'input') return at.accepts.recognize(node.value);
    return at.typeId === -1 || this.lexicon.types.isSubtype(node.typeId, at.typeId);
  }

  /**
   * The call of a tool on arguments that fit their slots one by one; -1 where they do not go together.
   * @param given one for each slot; what stands behind them, and the list itself, is not kept
   */
  call(tool: Lexeme, given: readonly number[]): number {
    const nodes = this.nodes;
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      if (node?.kind === 'call' && node.tool === tool && startsWith(given, node.args)) return i;
    }
    const args = given.slice(0, tool.slots.length);
    const typeId = tool.resultId !== -1 && tool.ir.typeParams.length === 0 ? tool.resultId : this.#infer(tool, args);
    if (typeId === -1) return -1;
    nodes.push({ kind: 'call', id: nodes.length, tool, args, typeId, names: null });
    return nodes.length - 1;
  }

  /** A field of a record; -1 where there is none of that name. */
  field(of: number, field: string): number {
    const nodes = this.nodes;
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      if (node?.kind === 'field' && node.of === of && node.field === field) return i;
    }
    const record = this.typeOf(of);
    const type = record?.kind === 'record' ? record.fields.find((f) => f.name === field)?.type : undefined;
    if (type === undefined) return -1;
    nodes.push({ kind: 'field', id: nodes.length, of, field, typeId: this.lexicon.types.intern(type), names: null });
    return nodes.length - 1;
  }

  typeOf(id: number): TypeRef | null {
    const node = this.node(id);
    return node.kind === 'input' ? node.type : this.lexicon.types.ref(node.typeId);
  }

  /** What the node can be called, the best name first. */
  names(id: number): readonly Name[] {
    const node = this.node(id);
    return (node.names ??= this.#name(node));
  }

  /** Whether what the node is called says of what kind it is: "that flight time", but not "that product". */
  isTelling(id: number): boolean {
    const node = this.node(id);
    if (node.kind === 'input' || (node.kind === 'call' && node.tool.ir.typeParams.length > 0)) return false;
    const type = this.lexicon.types.ref(node.typeId);
    return type.kind === 'named' && !isBase(type.name);
  }

  /** Whether the node is called as persons are. */
  isPerson(id: number): boolean {
    const names = this.names(id);
    let known = this.lexicon.persons.get(names);
    if (known === undefined) this.lexicon.persons.set(names, (known = names.some((n) => isPerson(n.text))));
    return known;
  }

  #name(node: Node): readonly Name[] {
    if (node.kind === 'input') {
      if (node.type === null) return NO_NAMES;
      const known = this.lexicon.inputNames.get(node.type);
      if (known !== undefined) return known;
      const own = typeName(node.type, this.lexicon.table);
      const made = own === null || own.vague ? NO_NAMES : [own.name];
      this.lexicon.inputNames.set(node.type, made);
      return made;
    }
    if (node.kind === 'call') {
      const known = node.tool.names.get(node.typeId);
      if (known !== undefined) return known;
      const made = callNames(node.tool, this.lexicon.types.ref(node.typeId), this.lexicon);
      node.tool.names.set(node.typeId, made);
      return made;
    }
    const record = this.typeOf(node.of);
    const of = this.node(node.of);
    const key = `${of.kind === 'input' ? -1 : of.typeId} ${node.field}`;
    let names = this.lexicon.fieldNames.get(key);
    if (names === undefined) this.lexicon.fieldNames.set(key, (names = namesOfField(record, node.field, this.lexicon)));
    return names;
  }

  /**
   * The type of a call's result: each variable is the join of what calls feed to its slots, or its bound; -1 where there is
   * no such join, or where it or an argument does not fit.
   */
  #infer(tool: Lexeme, args: readonly number[]): number {
    let key = `${tool.index}`;
    for (const arg of args) {
      const node = this.node(arg);
      key += node.kind === 'input' ? ',u' : `,${node.typeId}`;
    }
    const known = this.#inferred.get(key);
    if (known !== undefined) return known;
    const found = this.#solve(tool, args);
    this.#inferred.set(key, found);
    return found;
  }

  #solve(tool: Lexeme, args: readonly number[]): number {
    const types = this.lexicon.types;
    const bound = new Map<string, number>();
    for (const [k, arg] of args.entries()) {
      const node = this.node(arg);
      const slot = tool.slots[k];
      if (node.kind === 'input' || slot === undefined || slot.typeId !== -1) continue;
      let joined = true;
      const shaped = matchVariables(slot.type, types.ref(node.typeId), (variable, type) => {
        const before = bound.get(variable);
        const next = before === undefined ? types.intern(type) : types.join(before, types.intern(type));
        if (next === -1) joined = false;
        else bound.set(variable, next);
      });
      if (!shaped || !joined) return -1;
    }
    for (const variable of tool.ir.typeParams) {
      const limit = variable.bound === null ? -1 : types.intern(variable.bound);
      const is = bound.get(variable.name);
      if (is === undefined) {
        if (limit === -1) return -1;
        bound.set(variable.name, limit);
      } else if (limit !== -1 && !types.isSubtype(is, limit)) return -1;
    }
    const binding = (name: string): TypeRef | undefined => {
      const id = bound.get(name);
      return id === undefined ? undefined : types.ref(id);
    };
    for (const [k, arg] of args.entries()) {
      const node = this.node(arg);
      const slot = tool.slots[k];
      if (node.kind === 'input' || slot === undefined) continue;
      if (!types.isSubtype(node.typeId, types.intern(substitute(slot.type, binding)))) return -1;
    }
    return types.intern(substitute(tool.ir.result, binding));
  }

  /**
   * The goal of a skeleton whose inputs have been given; -1 where the skeleton is not one of this world. Whether arguments fit is
   * left to the reader, who takes none that do not.
   */
  goalOf(skeleton: Skeleton): number {
    const calls: number[] = [];
    const args: number[] = [];
    for (const call of skeleton.calls) {
      const tool = this.lexicon.byName.get(call.tool);
      if (tool === undefined || call.args.length !== tool.slots.length) return -1;
      for (let i = 0; i < call.args.length; i++) {
        const source = call.args[i];
        const arg = source === undefined ? -1 : this.#sourced(source, skeleton, calls);
        if (arg === -1) return -1;
        args[i] = arg;
      }
      const made = this.call(tool, args);
      if (made === -1) return -1;
      calls.push(made);
    }
    return this.#field(calls[skeleton.goal.call] ?? -1, skeleton.goal.path);
  }

  #sourced(source: ArgumentSource, skeleton: Skeleton, calls: readonly number[]): number {
    if (source.kind === 'input') return source.input < skeleton.inputs.length ? source.input : -1;
    return this.#field(calls[source.call] ?? -1, source.path);
  }

  #field(of: number, path: readonly string[]): number {
    let at = of;
    for (const name of path) at = at === -1 ? -1 : this.field(at, name);
    return at;
  }

  /** The skeleton whose goal a node is, in canonical form. */
  skeletonOf(goal: number): Skeleton {
    const inputs: { type: TypeRef }[] = [];
    const calls: SkeletonCall[] = [];
    const seen = new Map<number, ArgumentSource>();
    const visit = (id: number, slot: TypeRef | null): ArgumentSource => {
      const known = seen.get(id);
      if (known !== undefined) return known;
      const node = this.node(id);
      let made: ArgumentSource;
      if (node.kind === 'input') {
        made = { kind: 'input', input: inputs.length };
        inputs.push({ type: node.type ?? slot ?? { kind: 'var', name: '_' } });
      } else if (node.kind === 'field') {
        const of = visit(node.of, null);
        made = of.kind === 'call' ? { ...of, path: [...of.path, node.field] } : of;
      } else {
        const args = node.args.map((arg, k) => visit(arg, node.tool.slots[k]?.type ?? null));
        made = { kind: 'call', call: calls.length, path: [] };
        calls.push({ tool: node.tool.ir.name, args, result: this.lexicon.types.ref(node.typeId) });
      }
      seen.set(id, made);
      return made;
    };
    const root = visit(goal, null);
    const path = root.kind === 'call' ? root.path : [];
    return { inputs, calls, goal: { call: calls.length - 1, path, type: this.typeOf(goal) ?? { kind: 'var', name: '_' } } };
  }
}

/** The first of the inputs that stands, whole, at a place of a text. */
function standing(inputs: readonly WrittenInput[], text: string, at: number): WrittenInput | undefined {
  const unit = text.charCodeAt(at);
  const second = text.charCodeAt(at + 1);
  for (let i = 0; i < inputs.length; i++) {
    const input = inputs[i];
    if (input === undefined || input.written.charCodeAt(0) !== unit || (input.written.length > 1 && input.written.charCodeAt(1) !== second)) continue;
    // A text ends with its quote; a number may be the start of a longer one.
    const start = at + input.start;
    if (text.startsWith(input.written, at) && (text.charCodeAt(start) === 0x22 || scalarEnd(text, start) === at + input.written.length)) return input;
  }
  return undefined;
}

/** Undefined for what only looks like JSON: numbers beyond all doubles, lone surrogates. */
function canonicalForm(value: Json): string | undefined {
  try {
    return canonicalJson(value);
  } catch {
    return undefined;
  }
}

function startsWith(a: readonly number[], start: readonly number[]): boolean {
  for (let i = 0; i < start.length; i++) if (a[i] !== start[i]) return false;
  return true;
}

/** A call's names: its type's first, unless that says little. */
function callNames(tool: Lexeme, type: TypeRef, lexicon: Lexicon): readonly Name[] {
  const own = typeName(type, lexicon.table);
  const plural = type.kind === 'list';
  const general: readonly Name[] = [own?.name ?? { text: plural ? 'results' : 'result', plural }];
  const roles = tool.roles.filter((role) => role.text !== general[0]?.text);
  return own === null || own.vague || tool.ir.typeParams.length > 0 ? [...roles, ...general] : [...general, ...roles];
}

function namesOfField(record: TypeRef | null, field: string, lexicon: Lexicon): readonly Name[] {
  const found = record?.kind === 'record' ? record.fields.find((f) => f.name === field) : undefined;
  if (record?.kind !== 'record' || found === undefined) return NO_NAMES;
  const name = fieldName(found, record.fields, lexicon.table);
  const own = typeName(found.type, lexicon.table);
  return own === null || own.vague || own.name.text === name.text ? [name] : [name, own.name];
}
