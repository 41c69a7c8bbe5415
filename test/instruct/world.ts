/** Worlds and skeletons in a few words, for tests. */
import type { Json, PhraseIR, TextIR, ToolIR, TypeIR, TypeRef, ValueSetIR, WorldIR } from '../../src/ir/ir.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { isSubtype, substitute } from '../../src/runtime/subtype.js';
import { TypeTable } from '../../src/runtime/type-table.js';
import type { ArgumentSource, Skeleton, SkeletonCall } from '../../src/sample/skeleton.js';

/** `list<city>`, `T`, `city?`, or a name. */
export function ref(text: string): TypeRef {
  if (text.endsWith('?')) return { kind: 'optional', of: ref(text.slice(0, -1)) };
  const list = /^list<(.*)>$/.exec(text)?.[1];
  if (list !== undefined) return { kind: 'list', element: ref(list), min: 2, max: 5 };
  return /^[A-Z]$/.test(text) ? { kind: 'var', name: text } : { kind: 'named', name: text };
}

export function record(fields: { readonly [name: string]: string }): TypeRef {
  return { kind: 'record', fields: Object.entries(fields).map(([name, type]) => ({ name, description: '', type: ref(type) })) };
}

/** "the price of {item}" as a TextIR. */
export function text(source: string): TextIR {
  return source.split(/(\{[a-z_]+\})/).filter((part) => part !== '').map((part) => (/^\{[a-z_]+\}$/.test(part) ? { hole: part.slice(1, -1) } : part));
}

export function type(name: string, parents: string, values: ValueSetIR | null, noun?: string, plural?: string): TypeIR {
  const word = noun ?? name.replaceAll('_', ' ');
  return { name, description: '', noun: word, plural: plural ?? `${word}s`, parents: parents === '' ? [] : parents.split(' '), values, accepts: null };
}

export function listed(...values: (string | number)[]): ValueSetIR {
  return { kind: 'enum', values };
}

export function numbers(low: number, high: number, number: 'int' | 'float' = 'int'): ValueSetIR {
  return { kind: 'range', number, low, high, step: 1, scale: 1 };
}

/** A phrase that begins with `!` is a verb phrase. */
export function tool(name: string, params: { readonly [name: string]: string }, result: TypeRef | string, phrases: string | readonly string[], bounds: { readonly [name: string]: string } = {}): ToolIR {
  return {
    name,
    description: '',
    app: null,
    tags: [],
    typeParams: Object.entries(bounds).map(([v, bound]) => ({ name: v, bound: bound === '' ? null : ref(bound) })),
    params: Object.entries(params).map(([p, t]) => ({ name: p, description: '', type: ref(t) })),
    result: typeof result === 'string' ? ref(result) : result,
    requires: [],
    returns: null,
    phrases: (typeof phrases === 'string' ? [phrases] : phrases).map((p): PhraseIR => (p.startsWith('!') ? { form: 'verb', text: text(p.slice(1)) } : { form: 'noun', text: text(p) })),
  };
}

export function world(types: readonly TypeIR[], tools: readonly ToolIR[]): WorldIR {
  return {
    irVersion: 1,
    world: { name: 'test', version: '1.0.0', description: '' },
    types,
    entities: [],
    apps: [],
    tools,
    constraints: [],
    taskSets: [],
    hash: 'sha256-0',
  };
}

/** What an argument is: a user's value, or a term; equal terms are one call, and equal values one input. */
export type Term = { readonly value: Json; readonly type?: string } | { readonly tool: string; readonly args: readonly Term[]; readonly path?: readonly string[] };

export function value(of: Json, as?: string): Term {
  return as === undefined ? { value: of } : { value: of, type: as };
}

export function call(name: string, ...args: readonly Term[]): Term {
  return { tool: name, args };
}

export function field(of: Term, ...path: readonly string[]): Term {
  return 'value' in of ? of : { ...of, path: [...(of.path ?? []), ...path] };
}

export interface Case {
  readonly skeleton: Skeleton;
  readonly inputs: readonly Json[];
  readonly tools: readonly string[];
}

/** The canonical skeleton of a term, its inputs' values, and its tools. Variables are left at the join of at most one type. */
export function skeletonOf(ir: WorldIR, goal: Term): Case {
  const table = new TypeTable(ir.types);
  const inputs: { type: TypeRef }[] = [];
  const values: Json[] = [];
  const calls: SkeletonCall[] = [];
  const seen = new Map<string, ArgumentSource>();
  const typeOf = (s: ArgumentSource): TypeRef => {
    if (s.kind === 'input') return inputs[s.input]?.type ?? ref('str');
    let at = calls[s.call]?.result ?? ref('str');
    for (const name of s.path) at = (at.kind === 'record' ? at.fields.find((f) => f.name === name)?.type : undefined) ?? at;
    return at;
  };
  const visit = (term: Term, slot: TypeRef): ArgumentSource => {
    const key = JSON.stringify('value' in term ? [term.value] : { tool: term.tool, args: term.args });
    const known = seen.get(key);
    if (known !== undefined) return known.kind === 'call' && 'tool' in term ? { ...known, path: term.path ?? [] } : known;
    if ('value' in term) {
      inputs.push({ type: term.type === undefined ? slot : ref(term.type) });
      values.push(term.value);
      const made: ArgumentSource = { kind: 'input', input: inputs.length - 1 };
      seen.set(key, made);
      return made;
    }
    const found = ir.tools.find((t) => t.name === term.tool);
    if (found === undefined) throw new Error(`no tool ${term.tool}`);
    const bound = (name: string): TypeRef | undefined => found.typeParams.find((p) => p.name === name)?.bound ?? undefined;
    const args = term.args.map((arg, i) => visit(arg, substitute(found.params[i]?.type ?? ref('str'), bound)));
    let binding: TypeRef | undefined;
    for (const [i, arg] of args.entries()) {
      if (arg.kind !== 'call' || found.params[i]?.type.kind !== 'var') continue;
      const is = typeOf(arg);
      if (binding === undefined || isSubtype(table, binding, is)) binding = is;
    }
    calls.push({ tool: term.tool, args, result: substitute(found.result, (name) => binding ?? bound(name)) });
    const made: ArgumentSource = { kind: 'call', call: calls.length - 1, path: [] };
    seen.set(key, made);
    return { ...made, path: term.path ?? [] };
  };
  const root = visit(goal, ref('str'));
  if (root.kind !== 'call') throw new Error('the goal must be a call');
  return { skeleton: { inputs, calls, goal: { call: root.call, path: root.path, type: typeOf(root) } }, inputs: values, tools: [...new Set(calls.map((c) => c.tool))] };
}

export function stream(...labels: readonly (string | number)[]): Stream {
  return new Stream(deriveKey(null, 'test', ...labels));
}
