/**
 * The composition graph: tool *f* feeds parameter *p* of *g* if a result of *f*, or a field of it, is a subtype of what
 * *p* takes. Type variables stand for their bounds; an unbounded one takes anything.
 */
import type { ToolIR, TypeRef } from '../ir/ir.js';
import { isSubtype, substitute, typeKey, within } from '../runtime/subtype.js';
import type { TypeTable } from '../runtime/type-table.js';

/** A value that a call gives: its whole result, or a field of a record by its path. */
export interface Port {
  readonly path: readonly string[];
  readonly type: TypeRef;
}

/** The result and, through records, its fields; a variable without a bound stays. */
export function portsOf(tool: ToolIR): Port[] {
  const ports: Port[] = [];
  const visit = (type: TypeRef, path: readonly string[]): void => {
    ports.push({ path, type });
    if (type.kind === 'record') for (const field of type.fields) visit(field.type, [...path, field.name]);
  };
  visit(atBounds(tool, tool.result), []);
  return ports;
}

export function atBounds(tool: ToolIR, type: TypeRef): TypeRef {
  return substitute(type, (name) => tool.typeParams.find((p) => p.name === name)?.bound ?? undefined);
}

/** Whether a value of a type may stand for a parameter; a variable without a bound takes and gives anything. */
export function mayFeed(table: TypeTable, from: TypeRef, to: TypeRef): boolean {
  if (to.kind === 'var' || from.kind === 'var') return true;
  if (to.kind === 'optional') return mayFeed(table, from.kind === 'optional' ? from.of : from, to.of);
  if (from.kind === 'list' && to.kind === 'list') return within(from, to) && mayFeed(table, from.element, to.element);
  if (from.kind === 'dict' && to.kind === 'dict') return within(from, to) && mayFeed(table, from.key, to.key) && mayFeed(table, from.value, to.value);
  return isSubtype(table, from, to);
}

/** Whether one tool feeds another, by their names; asked often, so answers by types are kept. */
export function resultFeeds(tools: readonly ToolIR[], table: TypeTable): (from: string, to: string) => boolean {
  const ids = new Map<string, number>();
  const types: TypeRef[] = [];
  const intern = (type: TypeRef): number => {
    const key = typeKey(type);
    let id = ids.get(key);
    if (id === undefined) {
      ids.set(key, (id = types.length));
      types.push(type);
    }
    return id;
  };
  const out = new Map(tools.map((t) => [t.name, portsOf(t).map((p) => intern(p.type))]));
  const taken = new Map(tools.map((t) => [t.name, t.params.filter((p) => p.default === undefined).map((p) => intern(atBounds(t, p.type)))]));
  const known = new Map<number, boolean>();
  const fits = (a: number, b: number): boolean => {
    const key = a * 1_048_576 + b;
    let answer = known.get(key);
    if (answer === undefined) {
      const from = types[a];
      const to = types[b];
      known.set(key, (answer = from !== undefined && to !== undefined && mayFeed(table, from, to)));
    }
    return answer;
  };
  return (from, to) => (out.get(from) ?? []).some((a) => (taken.get(to) ?? []).some((b) => fits(a, b)));
}
