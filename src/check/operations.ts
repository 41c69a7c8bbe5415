/** Operators between two values: what they take, what they give, and their IR. */
import type { BinaryExpr } from '../syntax/ast.js';
import type { Expressions, Typed } from './expressions.js';
import { BOOL, FLOAT, INT, STR, type Static } from './statics.js';

/** An operation on two typed values; null where it makes no sense, which has been reported. */
export function typeOperation(expr: BinaryExpr, one: Typed, other: Typed, checker: Expressions): Typed | null {
  const { statics } = checker;
  // Rows are compared with rows, and are their keys beside anything else.
  const rows = statics.join(one.type, other.type)?.kind === 'row' || statics.itemOf(other.type)?.kind === 'row';
  const left = rows ? one : checker.asValue(one);
  const right = rows ? other : checker.asValue(other);
  switch (expr.operator) {
    case 'and':
    case 'or':
      if (!checker.expect(left, BOOL, expr.left.span) || !checker.expect(right, BOOL, expr.right.span)) return null;
      return { ir: { op: expr.operator, left: left.ir, right: right.ir }, type: BOOL };
    case '++': {
      const bothText = statics.baseOf(left.type) === 'str' && statics.baseOf(right.type) === 'str';
      const bothLists = statics.itemOf(left.type) !== undefined && statics.itemOf(right.type) !== undefined;
      const type = bothText ? STR : bothLists ? statics.join(left.type, right.type) : undefined;
      if (type !== undefined) return { ir: { op: 'concat', left: left.ir, right: right.ir }, type };
      return checker.fail(expr.span, `\`++\` joins two texts or two lists, and these are ${statics.describe(left.type)} and ${statics.describe(right.type)}`, '`str(x)` makes a text of a number');
    }
    case 'in': {
      const item = right.type.kind === 'dict' ? right.type.key : statics.itemOf(right.type);
      const inText = statics.baseOf(right.type) === 'str' && statics.baseOf(left.type) === 'str';
      if (item !== undefined) checker.never.among(left, right, expr.span);
      if (inText || (item !== undefined && (item.kind === 'empty-list' || statics.comparable(left.type, item)))) return { ir: { op: 'in', left: left.ir, right: right.ir }, type: BOOL };
      return checker.fail(expr.span, `${statics.describe(left.type)} cannot be in ${statics.describe(right.type)}`);
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      if (!statics.comparable(left.type, right.type)) return checker.fail(expr.span, `${statics.describe(left.type)} and ${statics.describe(right.type)} cannot be compared`);
      const ordered = expr.operator === '==' || expr.operator === '!=' || statics.baseOf(unwrap(left.type)) !== null;
      if (!ordered) return checker.fail(expr.left.span, `${statics.describe(left.type)} has no order`);
      if (expr.operator === '==' || expr.operator === '!=') checker.never.equal(left, right, expr.span);
      const calendar = expr.operator === '==' || expr.operator === '!=' ? null : (statics.calendarOf(unwrap(left.type)) ?? statics.calendarOf(unwrap(right.type)));
      return { ir: { op: 'compare', operator: expr.operator, left: left.ir, right: right.ir, ...(calendar === null ? {} : { calendar }) }, type: BOOL };
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': {
      for (const [side, at] of [[left, expr.left], [right, expr.right]] as const) {
        if (statics.isNumber(side.type)) continue;
        const hint = statics.baseOf(side.type) === 'str' ? 'texts are joined with `++`' : undefined;
        return checker.fail(at.span, `\`${expr.operator}\` works on numbers, and this is ${statics.describe(side.type)}`, hint);
      }
      if (expr.operator === '/' || expr.operator === '%') checker.never.divided(right.ir, expr.span);
      const int = expr.operator !== '/' && statics.baseOf(left.type) === 'int' && statics.baseOf(right.type) === 'int';
      return { ir: { op: 'arith', operator: expr.operator, number: int ? 'int' : 'float', left: left.ir, right: right.ir }, type: int ? INT : FLOAT };
    }
    case '<:':
    case 'is':
      return checker.fail(expr.span, `\`${expr.operator}\` has a meaning only in the \`where\` of a template`);
    default: {
      const never: never = expr.operator;
      return never;
    }
  }
}

function unwrap(type: Static): Static {
  return type.kind === 'optional' ? type.of : type;
}
