/** Comprehensions: `[item for x in source if condition sort by key]`. */
import type { ExprIR, Json } from '../ir/ir.js';
import { isList } from './canonical.js';
import type { Compiled, Frame } from './evaluate.js';
import type { Facts } from './facts.js';
import { compareValues, fail } from './functions/built-in.js';
import { compileFilter } from './row-filter.js';

type EachExpr = Extract<ExprIR, { op: 'each' }>;
type Compile = (expr: ExprIR, names: readonly string[]) => Compiled;

export function compileEach(expr: EachExpr, names: readonly string[], compile: Compile): Compiled {
  const inner = [...names, expr.variable];
  const place = names.length;
  const items = expr.source.op === 'rows' ? compileFilter(expr.source.entity, expr.condition, expr.variable, names, compile) : itemsKept(expr, names, compile);
  const by = expr.sort === null ? undefined : compile(expr.sort.by, inner);
  const sign = expr.sort?.descending === true ? -1 : 1;
  const item = expr.item.op === 'local' && expr.item.name === expr.variable ? undefined : compile(expr.item, inner);
  return (frame, facts) => {
    let kept = items(frame, facts);
    if (by !== undefined) {
      const keys: Json[] = [];
      for (const x of kept) {
        frame[place] = x;
        keys.push(by(frame, facts));
      }
      kept = sortedBy(keys, kept, sign);
    }
    if (item === undefined) return kept;
    const made: Json[] = [];
    for (const x of kept) {
      frame[place] = x;
      made.push(item(frame, facts));
    }
    return made;
  };
}

/** Up to so many items are sorted in place. */
const FEW = 12;

/** The items in the order of their keys; those with equal keys as they stood. @param sign -1 for falling order */
function sortedBy(keys: Json[], items: Json[], sign: number): Json[] {
  if (items.length > FEW) {
    return items
      .map((item, i) => ({ item, key: keys[i]! }))
      .sort((a, b) => sign * compareValues(a.key, b.key))
      .map((pair) => pair.item);
  }
  for (let i = 1; i < items.length; i++) {
    const item = items[i]!;
    const key = keys[i]!;
    let at = i;
    for (; at > 0 && sign * compareValues(keys[at - 1]!, key) > 0; at--) {
      items[at] = items[at - 1]!;
      keys[at] = keys[at - 1]!;
    }
    items[at] = item;
    keys[at] = key;
  }
  return items;
}

/** The items of a list that a condition keeps, in a list of their own. */
function itemsKept(expr: EachExpr, names: readonly string[], compile: Compile): (frame: Frame, facts: Facts) => Json[] {
  const place = names.length;
  const source = compile(expr.source, names);
  const condition = expr.condition === null ? undefined : compile(expr.condition, [...names, expr.variable]);
  return (frame, facts) => {
    const items = source(frame, facts);
    if (!isList(items)) return fail('a list was expected');
    facts.meter.spend(items.length);
    if (condition === undefined) return [...items];
    return items.filter((x) => {
      frame[place] = x;
      return condition(frame, facts) === true;
    });
  };
}
