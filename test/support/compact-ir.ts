/** An IR as text for people who read diffs: one line for each type, tool, rule and clause, automata by their size. */
import type { Json, WorldIR } from '../../src/ir/ir.js';

const MAX_LISTED = 12;

export function compactIR(ir: WorldIR): string {
  const lines = [`world ${ir.world.name} ${ir.world.version} ${show(ir.world.description)}`, `hash ${ir.hash}`];
  for (const type of ir.types) lines.push('', `type ${type.name}`, ...members({ ...type }, ['name']));
  for (const entity of ir.entities) {
    lines.push('', `entity ${entity.name}`, ...members({ ...entity }, ['name', 'fields']));
    for (const field of entity.fields) lines.push(`  field ${show(field)}`);
  }
  for (const tool of ir.tools) {
    lines.push('', `tool ${tool.name}`, ...members({ ...tool }, ['name', 'module', 'params', 'phrases']));
    for (const param of tool.params) lines.push(`  param ${show(param)}`);
    for (const phrase of tool.phrases) lines.push(`  phrase ${show(phrase)}`);
  }
  for (const constraint of ir.constraints) lines.push('', `constraint ${constraint.name}`, ...constraint.rules.map((r) => `  ${show(r)}`));
  for (const set of ir.taskSets) lines.push('', `tasks ${set.name}`, ...members({ ...set }, ['name']));
  return `${lines.join('\n')}\n`;
}

function members(of: { readonly [key: string]: unknown }, without: readonly string[]): string[] {
  return Object.entries(of).flatMap(([key, value]) => (without.includes(key) || value === null || value === '' || (Array.isArray(value) && value.length === 0) ? [] : [`  ${key} ${show(value)}`]));
}

function show(value: unknown): string {
  return JSON.stringify(value, (key, inner: Json) => {
    if (key === 'dfa' && typeof inner === 'object' && inner !== null && 'states' in inner) return `${String(inner.states)} states`;
    if ((key === 'values' || key === 'weights') && Array.isArray(inner) && inner.length > MAX_LISTED) return [...inner.slice(0, MAX_LISTED), `… ${inner.length} in all`];
    return inner;
  });
}
