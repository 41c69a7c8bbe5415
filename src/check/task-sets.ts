/** Task sets, checked and lowered; the tools of each are decided here, hold-outs included. */
import * as codes from '../diagnostics/codes/task-sets.js';
import { clauseTwice } from '../diagnostics/codes/tools.js';
import type { ConstraintIR, RuleIR, TaskSetIR, TextIR, WorldIR } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';
import type { TasksSymbol } from '../resolve/symbols.js';
import type { TasksClause } from '../syntax/ast.js';
import type { ModuleView } from './context.js';
import { checkNumber, checkRange, checkWhole, MAX_LENGTH, type PlacedRule } from './rules.js';
import type { ToolInventory } from './selectors.js';
import { readText } from './tools.js';

/** A set as far as its source says; the tools are decided once all sets are known. */
export type TaskSetDraft = Omit<TaskSetIR, 'tools'> & {
  readonly placed: readonly PlacedRule[];
  /** The rules of each part of the mix. */
  readonly placedInMix: readonly (readonly PlacedRule[])[];
};

/** Clauses that a set may have once only. */
const SINGLE: ReadonlySet<TasksClause['kind']> = new Set(['count', 'seed', 'distractors', 'sharing', 'passwords', 'hold-out', 'mix', 'cover', 'uniform']);

const MAX_COUNT = 1_000_000_000;

export function checkTaskSet(symbol: TasksSymbol, view: ModuleView, constraints: ReadonlyMap<string, readonly PlacedRule[]>, known: ReadonlySet<string>, tools: ToolInventory): TaskSetDraft | null {
  const { decl } = symbol;
  view.snakeCase('task set', symbol.nameNode);
  const seen = new Set<string>();
  const placed: PlacedRule[] = [];
  const mix: { constraint: string; percent: number }[] = [];
  const placedInMix: (readonly PlacedRule[])[] = [];
  const weights: { tool: string; weight: number }[] = [];
  const asks: TextIR[] = [];
  const found = { count: null as number | null, seed: 0, distractors: 0, sharing: 0.2, passwordsGiven: 1, holdOut: 0, cover: null as TaskSetIR['cover'], distribution: 'fitted' as TaskSetIR['distribution'] };
  let whole = true;
  const need = <T>(value: T | null, use: (value: T) => void): void => {
    if (value === null) whole = false;
    else use(value);
  };
  for (const clause of decl.clauses) {
    const key = clause.kind === 'measure' ? clause.measure : clause.kind;
    if (seen.has(key) && (SINGLE.has(clause.kind) || clause.kind === 'measure')) view.report(clauseTwice, clause.span, { clause: key.replace('-', ' ') });
    seen.add(key);
    switch (clause.kind) {
      case 'count':
        need(checkWhole(clause.value, view, 1, MAX_COUNT), (n) => (found.count = n));
        break;
      case 'seed':
        need(checkWhole(clause.value, view, 0, Number.MAX_SAFE_INTEGER), (n) => (found.seed = n));
        break;
      case 'distractors':
        need(checkNumber(clause.value, view, 0, 100), (n) => (found.distractors = n));
        break;
      case 'sharing':
        need(checkNumber(clause.value, view, 0, 100), (n) => (found.sharing = n));
        break;
      case 'passwords':
        need(checkNumber(clause.value, view, 0, 1), (n) => (found.passwordsGiven = n));
        break;
      case 'measure':
        need(checkRange(clause.range, view, clause.measure === 'length' || clause.measure === 'depth' ? 1 : 0, clause.measure === 'length' ? MAX_LENGTH : undefined), (range) => placed.push({ rule: { kind: 'measure', measure: clause.measure, ...range }, span: clause.span, view }));
        break;
      case 'obey':
        for (const name of clause.names) need(lookUpRules(name.text, name.missing, () => view.lookup('constraint', name, 'constraint')?.name, constraints, known), (rules) => placed.push(...rules));
        break;
      case 'hold-out':
        need(checkWhole(clause.count, view, 1, 1_000_000), (n) => (found.holdOut = n));
        break;
      case 'mix': {
        let total = 0;
        for (const part of clause.parts) {
          const percent = checkNumber(part.percent, view, 0, 100);
          const rules = lookUpRules(part.name.text, part.name.missing, () => view.lookup('constraint', part.name, 'constraint')?.name, constraints, known);
          need(percent, (p) => (total += p));
          need(rules, (list) => {
            mix.push({ constraint: view.scope?.lookup('constraint', part.name.text)?.name ?? part.name.text, percent: percent ?? 0 });
            placedInMix.push(list);
          });
        }
        if (whole && Math.abs(total - 100) > 1e-9) {
          view.report(codes.badMix, clause.span, { problem: `the shares add up to ${total}%, not to 100%` });
          whole = false;
        }
        break;
      }
      case 'cover':
        found.cover = clause.what;
        break;
      case 'weight':
        need(checkNumber(clause.value, view, 0, 1_000_000), (weight) => {
          for (const tool of tools.select([clause.of], view)) weights.push({ tool, weight });
        });
        break;
      case 'uniform':
        found.distribution = 'uniform';
        break;
      case 'ask':
        for (const alternative of clause.alternatives) {
          const text = readText(alternative, view, (name) => (name.text === 'goal' ? undefined : { problem: 'is not `{goal}`, the only hole of a frame', suggestions: ['goal'] }));
          if (text === null) whole = false;
          else if (text.filter((p) => typeof p !== 'string').length !== 1) view.report(codes.askGoal, alternative.span, {});
          else asks.push(text);
        }
        break;
      default: {
        const never: never = clause;
        return never;
      }
    }
  }
  if (found.count === null && !seen.has('count')) view.report(codes.noCount, symbol.nameNode.span, {});
  const lengths = mix.length === 0 ? [[]] : mix.map((part) => constraints.get(part.constraint) ?? []);
  if (whole && lengths.some((extra) => !isBounded([...placed, ...extra]))) {
    view.report(codes.noLength, symbol.nameNode.span, {});
    whole = false;
  }
  if (!whole || found.count === null) return null;
  const rules = mergeMeasures(placed.map((p) => p.rule));
  weights.sort((a, b) => compareCodeUnits(a.tool, b.tool));
  return {
    name: symbol.name,
    description: decl.doc?.text ?? '',
    count: found.count,
    seed: found.seed,
    distractors: found.distractors,
    sharing: found.sharing,
    passwordsGiven: found.passwordsGiven,
    rules,
    mix,
    cover: found.cover,
    distribution: found.distribution,
    weights: multiplied(weights),
    holdOut: found.holdOut,
    asks,
    placed,
    placedInMix,
  };
}

function lookUpRules(name: string, missing: boolean, resolve: () => string | undefined, constraints: ReadonlyMap<string, readonly PlacedRule[]>, known: ReadonlySet<string>): readonly PlacedRule[] | null {
  if (missing) return null;
  const resolved = resolve();
  if (resolved === undefined) return null;
  const rules = constraints.get(resolved);
  return rules ?? (known.has(name) ? [] : null);
}

function isBounded(rules: readonly PlacedRule[]): boolean {
  return rules.some(({ rule }) => rule.kind === 'measure' && rule.measure === 'length' && rule.max !== null && rule.max <= MAX_LENGTH);
}

/** Ranges of one measure become their intersection. */
export function mergeMeasures(rules: readonly RuleIR[]): RuleIR[] {
  const merged: RuleIR[] = [];
  for (const rule of rules) {
    const at = rule.kind === 'measure' ? merged.findIndex((m) => m.kind === 'measure' && m.measure === rule.measure) : -1;
    const known = merged[at];
    if (rule.kind !== 'measure' || known?.kind !== 'measure') merged.push(rule);
    else merged[at] = { ...known, min: Math.max(known.min, rule.min), max: known.max === null ? rule.max : rule.max === null ? known.max : Math.min(known.max, rule.max) };
  }
  return merged;
}

/** The rules of each part of a set's mix; of the set where it has none. */
export function rulesOfParts(ir: Pick<WorldIR, 'constraints'>, set: Pick<TaskSetIR, 'mix' | 'rules'>): readonly (readonly RuleIR[])[] {
  if (set.mix.length === 0) return [set.rules];
  return set.mix.map((part) => mergeMeasures([...set.rules, ...(ir.constraints.find((c) => c.name === part.constraint)?.rules ?? [])]));
}

/** A tool that several clauses weigh gets the product. */
function multiplied(weights: readonly { readonly tool: string; readonly weight: number }[]): { tool: string; weight: number }[] {
  const all = new Map<string, number>();
  for (const { tool, weight } of weights) all.set(tool, (all.get(tool) ?? 1) * weight);
  return [...all].map(([tool, weight]) => ({ tool, weight }));
}

export function toConstraint(name: string, rules: readonly PlacedRule[]): ConstraintIR {
  return { name, rules: mergeMeasures(rules.map((r) => r.rule)) };
}
