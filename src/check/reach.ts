/** Tools that no task can use, and parameters that nothing can fill: a fixed point over the composition graph. */
import * as codes from '../diagnostics/codes/composition.js';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import { atBounds, mayFeed, portsOf } from '../graph/edges.js';
import type { TypeRef, WorldIR } from '../ir/ir.js';
import { Denotations } from '../runtime/denotation.js';
import { Stream, deriveKey } from '../runtime/random.js';
import { typeKey } from '../runtime/subtype.js';
import { TypeTable } from '../runtime/type-table.js';
import { describeType } from '../types/describe.js';
import type { Places } from './check.js';

export function reportUnreachable(ir: WorldIR, places: Places, report: (d: Diagnostic) => void): void {
  const table = new TypeTable(ir.types);
  const denotations = new Denotations(table);
  const drawable = new Map<string, boolean>();
  const canDraw = (type: TypeRef): boolean => {
    if (type.kind === 'var') return true;
    const key = typeKey(type);
    let known = drawable.get(key);
    if (known === undefined) drawable.set(key, (known = denotations.of(type).generate(new Stream(deriveKey(null, 'probe'))) !== undefined));
    return known;
  };
  const slots = new Map(ir.tools.map((t) => [t.name, t.params.filter((p) => p.default === undefined).map((p) => ({ name: p.name, type: atBounds(t, p.type) }))]));
  const available = new Map<string, TypeRef>();
  const fed = new Map<string, boolean>();
  const usable = new Set<string>();
  const canFeed = (type: TypeRef): boolean => {
    if (canDraw(type)) return true;
    for (const from of available.values()) if (mayFeed(table, from, type)) return true;
    return false;
  };
  for (let grew = true; grew; ) {
    grew = false;
    for (const tool of ir.tools) {
      if (usable.has(tool.name)) continue;
      const open = (slots.get(tool.name) ?? []).filter((s) => fed.get(typeKey(s.type)) !== true);
      for (const slot of open) if (canFeed(slot.type)) fed.set(typeKey(slot.type), true);
      if (open.some((s) => fed.get(typeKey(s.type)) !== true)) continue;
      usable.add(tool.name);
      grew = true;
      for (const port of portsOf(tool)) available.set(typeKey(port.type), port.type);
    }
  }
  const taken = [...slots.values()].flat();
  for (const tool of ir.tools) {
    const place = places.tools.get(tool.name);
    if (place === undefined) continue;
    if (usable.has(tool.name)) {
      // A goal is a value of its own: no record, and nothing that may be missing.
      const asked = portsOf(tool).some(({ type }) => type.kind !== 'record' && type.kind !== 'optional');
      const feeds = asked || portsOf(tool).some(({ type }) => taken.some((slot) => mayFeed(table, type, slot.type)));
      const why = 'its result may be missing, so it cannot be asked for, and no tool takes it';
      if (!feeds) report(diagnostic(codes.unreachable, place.view.at(place.decl.result.span), { tool: tool.name, why }));
      continue;
    }
    for (const slot of slots.get(tool.name) ?? []) {
      if (fed.get(typeKey(slot.type)) === true) continue;
      const param = place.decl.params.find((p) => p.name.text === slot.name);
      report(diagnostic(codes.unfed, place.view.at(param?.span ?? place.decl.span), { tool: tool.name, param: slot.name, type: describeType(slot.type, table) }));
    }
  }
}
