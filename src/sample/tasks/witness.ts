/**
 * Which facts a tool's arguments are looked up in.
 *
 * `Company[company]` needs the key of a row, and `[f for f in Flight if f.from == from and f.to == to]` finds nothing for most
 * pairs of cities. A witness says how such arguments follow from one row: draw the row, and read them off it. What the
 * user is given to ask with then exists, and what is asked has an answer.
 */
import type { ExprIR, Json, ToolIR } from '../../ir/ir.js';
import { childrenOf, someWithin } from '../../ir/walk.js';
import { equalValues, ComputationError } from '../../runtime/functions/built-in.js';
import { compileExpr, type Compiled } from '../../runtime/evaluate.js';
import type { Facts } from '../../runtime/facts.js';
import type { RandomSource } from '../../runtime/random.js';

/** How one argument follows from a row. */
interface Clue {
  readonly param: string;
  readonly read: Compiled;
  /** `equal`: the argument is what is read; `item`: an item of it; `bound`: it may be what is read, and other values do as well. */
  readonly how: 'equal' | 'item' | 'bound';
}

/** The arguments that follow from one row of an entity. */
export interface Witness {
  readonly entity: string;
  readonly clues: readonly Clue[];
}

/** Rows that are looked at for one that fits what is already known. */
const MAX_LOOKED_AT = 4096;

export function witnessesOf(tool: ToolIR): readonly Witness[] {
  const found: Witness[] = [];
  const visit = (expr: ExprIR): void => {
    if ((expr.op === 'row' || expr.op === 'has') && expr.key.op === 'param') {
      const { entity, key } = expr;
      found.push({ entity, clues: [{ param: key.name, how: 'equal', read: ([row], facts) => keyOf(facts, entity, row ?? null) }] });
    }
    if (expr.op === 'each' && expr.source.op === 'rows' && expr.condition !== null) {
      const clues = conjuncts(expr.condition).flatMap((c) => clueOf(c, expr.variable) ?? []);
      if (clues.length > 0) found.push({ entity: expr.source.entity, clues });
    }
    for (const child of childrenOf(expr)) visit(child);
  };
  for (const { condition } of tool.requires) visit(condition);
  if (tool.returns !== null) visit(tool.returns);
  return withoutRepetitions(found);
}

function keyOf(facts: Facts, entity: string, row: Json): Json {
  const table = facts.table(entity);
  return typeof row === 'number' ? table.cell(row, table.ir.key) : null;
}

/** A filter that stands in a precondition and in the result is one witness; the one with the most clues says all. */
function withoutRepetitions(all: readonly Witness[]): Witness[] {
  const kept: Witness[] = [];
  for (const witness of [...all].sort((a, b) => b.clues.length - a.clues.length)) {
    const told = new Set(kept.filter((k) => k.entity === witness.entity).flatMap((k) => k.clues.map((c) => c.param)));
    if (!witness.clues.every((c) => told.has(c.param))) kept.push(witness);
  }
  return kept;
}

function conjuncts(expr: ExprIR): readonly ExprIR[] {
  return expr.op === 'and' ? [...conjuncts(expr.left), ...conjuncts(expr.right)] : [expr];
}

/** `e(row) == p`, `p in e(row)`, `e(row) <= p`, either way round. */
function clueOf(expr: ExprIR, row: string): Clue | null {
  if (expr.op !== 'compare' && expr.op !== 'in') return null;
  if (expr.op === 'in') return expr.left.op === 'param' && isOfRow(expr.right, row) ? { param: expr.left.name, how: 'item', read: compileExpr(expr.right, [row]) } : null;
  const [param, other] = expr.left.op === 'param' ? [expr.left.name, expr.right] : expr.right.op === 'param' ? [expr.right.name, expr.left] : [null, expr];
  if (param === null || !isOfRow(other, row)) return null;
  const read = compileExpr(other, [row]);
  if (expr.operator === '==') return { param, how: 'equal', read };
  return expr.operator === '<=' || expr.operator === '>=' ? { param, how: 'bound', read } : null;
}

/** Whether an expression speaks of the row, and of nothing else that is not fixed. */
function isOfRow(expr: ExprIR, row: string): boolean {
  return someWithin(expr, (e) => e.op === 'local' && e.name === row) && !someWithin(expr, (e) => e.op === 'param' || e.op === 'each' || (e.op === 'local' && e.name !== row));
}

/**
 * Arguments read off a row that agrees with those already known: by parameter, those that are `wanted`. Undefined where
 * no row agrees.
 * @param bounds whether clues that only bound an argument are read, too
 */
export function readOff(witness: Witness, facts: Facts, known: ReadonlyMap<string, Json>, wanted: ReadonlySet<string>, bounds: boolean, source: RandomSource): Map<string, Json> | undefined {
  const { count } = facts.table(witness.entity);
  if (count === 0) return undefined;
  facts.meter.reset();
  const start = source.below(count);
  for (let n = 0; n < Math.min(count, MAX_LOOKED_AT); n++) {
    const values = readRow(witness, facts, (start + n) % count, known, wanted, bounds, source);
    if (values !== undefined) return values;
  }
  return undefined;
}

function readRow(witness: Witness, facts: Facts, row: number, known: ReadonlyMap<string, Json>, wanted: ReadonlySet<string>, bounds: boolean, source: RandomSource): Map<string, Json> | undefined {
  const values = new Map<string, Json>();
  for (const clue of witness.clues) {
    const given = known.get(clue.param);
    const isWanted = wanted.has(clue.param);
    if ((!isWanted && given === undefined) || (clue.how === 'bound' && !(isWanted && bounds))) continue;
    const read = attempt(clue.read, row, facts);
    if (read === undefined || read === null) return undefined;
    if (clue.how === 'item') {
      if (!Array.isArray(read) || read.length === 0) return undefined;
      const items: readonly Json[] = read;
      if (given !== undefined && !items.some((item) => equalValues(item, given))) return undefined;
      if (isWanted) values.set(clue.param, source.pick(items));
      continue;
    }
    if (given !== undefined && !equalValues(read, given)) return undefined;
    if (isWanted) values.set(clue.param, read);
  }
  return values;
}

function attempt(read: Compiled, row: number, facts: Facts): Json | undefined {
  try {
    return read([row], facts);
  } catch (error) {
    if (error instanceof ComputationError) return undefined;
    throw error;
  }
}
