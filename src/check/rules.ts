/** Constraints: each rule of the source as a rule of the IR, tool sets and types resolved. */
import * as codes from '../diagnostics/codes/task-sets.js';
import { suggest } from '../diagnostics/suggest.js';
import type { RuleIR, TypeRef } from '../ir/ir.js';
import type { CountRange, NumberLiteral, Rule, TypeExpr } from '../syntax/ast.js';
import type { Span } from '../source/source.js';
import type { ModuleView } from './context.js';
import type { ToolInventory } from './selectors.js';
import { resolveType, type DeclaredTypes } from './type-uses.js';

/** More calls than this in one task are not planned for. */
export const MAX_LENGTH = 64;

export interface PlacedRule {
  readonly rule: RuleIR;
  readonly span: Span;
  readonly view: ModuleView;
}

/** The rules that one of the source stands for: one, or of the parameter of a template's tools one each; none where it is wrong. */
export function checkRule(rule: Rule, view: ModuleView, types: DeclaredTypes, tools: ToolInventory): PlacedRule[] {
  const ir = rule.kind === 'source' ? lowerSource(rule, view, tools) : lower(rule, view, types, tools);
  return (Array.isArray(ir) ? ir : ir === null ? [] : [ir]).map((r) => ({ rule: r, span: rule.span, view }));
}

function lower(rule: Exclude<Rule, { kind: 'source' }>, view: ModuleView, types: DeclaredTypes, tools: ToolInventory): RuleIR | null {
  switch (rule.kind) {
    case 'measure': {
      const range = checkRange(rule.range, view, rule.measure === 'length' || rule.measure === 'depth' ? 1 : 0, rule.measure === 'length' ? MAX_LENGTH : undefined);
      return range === null ? null : { kind: 'measure', measure: rule.measure, ...range };
    }
    case 'each-tool': {
      const max = checkWhole(rule.max, view, 1, MAX_LENGTH);
      return max === null ? null : { kind: 'each-tool', max };
    }
    case 'quota': {
      const count = checkWhole(rule.count, view, rule.bound === 'most' ? 0 : 1, MAX_LENGTH);
      const selected = tools.select(rule.of, view);
      return count === null ? null : { kind: rule.bound === 'most' ? 'at-most' : 'at-least', count, tools: selected };
    }
    case 'never':
      return { kind: rule.relation === 'edge' ? 'never-edge' : 'never-path', from: tools.select(rule.from, view), to: tools.select(rule.to, view) };
    case 'goal': {
      const goals = resolveAll(rule.types, view, types);
      return goals === null ? null : { kind: 'goal', types: goals };
    }
    case 'from-user': {
      const all = resolveAll(rule.types, view, types);
      return all === null ? null : { kind: rule.never ? 'never-from-user' : 'from-user', types: all };
    }
    default: {
      const never: never = rule;
      return never;
    }
  }
}

/** One rule for each tool of a template or an app; every one of them has the parameter. */
function lowerSource(rule: Extract<Rule, { kind: 'source' }>, view: ModuleView, tools: ToolInventory): RuleIR[] {
  const names = tools.select([{ tag: false, name: rule.tool, span: rule.tool.span }], view);
  if (rule.param.missing) return [];
  const { from } = rule;
  const source = from.kind === 'tools' ? { from: 'tools' as const, tools: tools.select(from.of, view) } : { from: from.kind, tools: [] };
  const found: RuleIR[] = [];
  for (const name of names) {
    const slots = (tools.byName.get(name)?.params ?? []).filter((p) => p.default === undefined).map((p) => p.name);
    if (!slots.includes(rule.param.text)) {
      view.report(codes.notAParam, rule.param.span, { tool: name, param: rule.param.text, suggestions: suggest(rule.param.text, slots) });
      return [];
    }
    found.push({ kind: 'source', tool: name, param: rule.param.text, ...source });
  }
  return found;
}

function resolveAll(exprs: readonly TypeExpr[], view: ModuleView, types: DeclaredTypes): TypeRef[] | null {
  const refs = exprs.map((e) => resolveType(e, view, types, new Set()));
  const known = refs.filter((r) => r !== null);
  return known.length < refs.length ? null : known;
}

/** @param most the largest number that makes sense: for `length`, what can be planned for */
export function checkRange(range: CountRange, view: ModuleView, least: number, most = 1000): { readonly min: number; readonly max: number | null } | null {
  const min = range.low === null ? least : checkWhole(range.low, view, least, most);
  const max = range.high === null ? null : checkWhole(range.high, view, least, most);
  if (min === null || (range.high !== null && max === null)) return null;
  if (max !== null && min > max) {
    view.report(codes.unmetRange, range.span, { problem: `${min} is above ${max}`, hint: `the smaller number stands first: \`${max}..${min}\`` });
    return null;
  }
  return { min, max };
}

/** A whole number of a range; null where it is none, or where the parser found none. */
export function checkWhole(literal: NumberLiteral | null, view: ModuleView, min: number, max: number): number | null {
  if (literal === null) return null;
  if (Number.isInteger(literal.value) && literal.value >= min && literal.value <= max) return literal.value;
  view.report(codes.unmetRange, literal.span, { problem: `expected a whole number from ${min} to ${inThousands(max)}, but this is ${literal.raw}` });
  return null;
}

/** A number of an interval; null as above. */
export function checkNumber(literal: NumberLiteral | null, view: ModuleView, min: number, max: number): number | null {
  if (literal === null) return null;
  if (literal.value >= min && literal.value <= max) return literal.value;
  view.report(codes.unmetRange, literal.span, { problem: `expected a number from ${min} to ${inThousands(max)}, but this is ${literal.raw}` });
  return null;
}

function inThousands(n: number): string {
  return n === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
