/** Expressions, low precedence to high: if, or, and, not, comparison, `++`, sums, products, minus, postfix. */
import type { IToken } from 'chevrotain';
import type { BinaryOperator, Expr, RecordExpr } from '../src/syntax/ast.js';
import { cover } from '../src/source/source.js';
import { spanOf } from './base.js';
import * as t from './tokens.js';
import { TypeParser } from './types.js';

export abstract class ExpressionParser extends TypeParser {
  private readonly missing = { recoveryValueFunc: (): Expr => ({ kind: 'missing', span: this.here() }) };

  expr = this.RULE('expr', (): Expr => this.OR<Expr>([{ ALT: () => this.SUBRULE(this.ifExpr) }, { ALT: () => this.SUBRULE(this.orExpr) }]), this.missing);

  ifExpr = this.RULE('ifExpr', (): Expr => {
    const start = this.CONSUME(t.KwIf);
    const condition = this.SUBRULE(this.expr);
    this.CONSUME(t.KwThen);
    const then = this.SUBRULE2(this.expr);
    this.CONSUME(t.KwElse);
    const otherwise = this.SUBRULE3(this.expr);
    return this.ACTION(() => ({ kind: 'if', condition, then, otherwise, span: this.spanFrom(start) }));
  }, this.missing);

  orExpr = this.RULE('orExpr', (): Expr => {
    let left = this.SUBRULE(this.andExpr);
    this.MANY(() => {
      this.CONSUME(t.KwOr);
      left = this.binary('or', left, this.SUBRULE2(this.andExpr));
    });
    return left;
  }, this.missing);

  andExpr = this.RULE('andExpr', (): Expr => {
    let left = this.SUBRULE(this.notExpr);
    this.MANY(() => {
      this.CONSUME(t.KwAnd);
      left = this.binary('and', left, this.SUBRULE2(this.notExpr));
    });
    return left;
  }, this.missing);

  notExpr = this.RULE('notExpr', (): Expr => this.OR<Expr>([
    {
      ALT: () => {
        const start = this.CONSUME(t.KwNot);
        const operand = this.SUBRULE(this.notExpr);
        return this.ACTION((): Expr => ({ kind: 'unary', operator: 'not', operand, span: this.spanFrom(start) }));
      },
    },
    { ALT: () => this.SUBRULE(this.comparison) },
  ]), this.missing);

  comparison = this.RULE('comparison', (): Expr => {
    const left = this.SUBRULE(this.concatenation);
    // After a derived field, `is:` is the name of the next one.
    const rest = this.OPTION({ GATE: () => !this.follows(t.KwIs) || !this.follows(t.Colon, 2), DEF: () => {
      const operator = this.OR<IToken>([
        { ALT: () => this.CONSUME(t.EqualEqual) },
        { ALT: () => this.CONSUME(t.NotEqual) },
        { ALT: () => this.CONSUME(t.LessEqual) },
        { ALT: () => this.CONSUME(t.GreaterEqual) },
        { ALT: () => this.CONSUME(t.Less) },
        { ALT: () => this.CONSUME(t.Greater) },
        { ALT: () => this.CONSUME(t.KwIn) },
        { ALT: () => this.CONSUME(t.Below) },
        { ALT: () => this.CONSUME(t.KwIs) },
      ]);
      const right = this.SUBRULE2(this.concatenation);
      return this.ACTION(() => ({ operator: operator.image, right }));
    } });
    return this.ACTION(() => (rest === undefined ? left : this.binary(asComparison(rest.operator), left, rest.right)));
  }, this.missing);

  concatenation = this.RULE('concatenation', (): Expr => {
    let left = this.SUBRULE(this.sum);
    this.MANY(() => {
      this.CONSUME(t.PlusPlus);
      left = this.binary('++', left, this.SUBRULE2(this.sum));
    });
    return left;
  }, this.missing);

  sum = this.RULE('sum', (): Expr => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const operator = this.OR<BinaryOperator>([
        { ALT: () => { this.CONSUME(t.Plus); return '+'; } },
        { ALT: () => { this.CONSUME(t.Minus); return '-'; } },
      ]);
      left = this.binary(operator, left, this.SUBRULE2(this.product));
    });
    return left;
  }, this.missing);

  product = this.RULE('product', (): Expr => {
    let left = this.SUBRULE(this.negation);
    this.MANY(() => {
      const operator = this.OR<BinaryOperator>([
        { ALT: () => { this.CONSUME(t.Star); return '*'; } },
        { ALT: () => { this.CONSUME(t.Slash); return '/'; } },
        { ALT: () => { this.CONSUME(t.Percent); return '%'; } },
      ]);
      left = this.binary(operator, left, this.SUBRULE2(this.negation));
    });
    return left;
  }, this.missing);

  negation = this.RULE('negation', (): Expr => this.OR<Expr>([
    {
      ALT: () => {
        const start = this.CONSUME(t.Minus);
        const operand = this.SUBRULE(this.negation);
        return this.ACTION((): Expr => ({ kind: 'unary', operator: '-', operand, span: this.spanFrom(start) }));
      },
    },
    { ALT: () => this.SUBRULE(this.postfix) },
  ]), this.missing);

  postfix = this.RULE('postfix', (): Expr => {
    let of = this.SUBRULE(this.primary);
    this.MANY(() => {
      const base = of;
      of = this.OR<Expr>([
        {
          ALT: () => {
            this.CONSUME(t.Dot);
            const field = this.SUBRULE(this.name);
            return this.ACTION((): Expr => ({ kind: 'field', of: base, field, span: this.spanSince(base.span) }));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.LSquare);
            const index = this.OPTION(() => this.SUBRULE(this.expr));
            const slice = this.OPTION2(() => {
              this.CONSUME(t.DotDot);
              return { end: this.OPTION3(() => this.SUBRULE2(this.expr)) ?? null };
            });
            this.CONSUME(t.RSquare);
            return this.ACTION((): Expr => ({ kind: 'index', of: base, index: index ?? null, slice: slice ?? null, span: this.spanSince(base.span) }));
          },
        },
      ]);
    });
    return of;
  }, this.missing);

  primary = this.RULE('primary', (): Expr => this.OR<Expr>([
    {
      ALT: () => {
        const literal = this.SUBRULE(this.exprLiteral);
        return this.ACTION((): Expr => ({ kind: 'literal', literal, span: literal.span }));
      },
    },
    { ALT: () => this.SUBRULE(this.callExpr) },
    {
      ALT: () => {
        const name = this.SUBRULE(this.name);
        return this.ACTION((): Expr => ({ kind: 'name', name, span: name.span }));
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.LParen);
        const inner = this.SUBRULE(this.expr);
        this.CONSUME(t.RParen);
        return inner;
      },
    },
    { ALT: () => this.SUBRULE(this.listOrComprehension) },
    { ALT: () => this.SUBRULE(this.recordExpr) },
  ]), this.missing);

  /** A literal without a sign: in an expression, minus is an operator. */
  exprLiteral = this.RULE('exprLiteral', () => this.OR([
    { ALT: () => this.SUBRULE(this.string) ?? this.ACTION(() => ({ kind: 'null' as const, span: this.here() })) },
    {
      ALT: () => {
        const token = this.CONSUME(t.NumberToken);
        return this.ACTION(() => ({ kind: 'number' as const, value: Number(token.image), raw: token.image, span: spanOf(token) }));
      },
    },
    { ALT: () => ({ kind: 'bool' as const, value: true, span: spanOf(this.CONSUME(t.KwTrue)) }) },
    { ALT: () => ({ kind: 'bool' as const, value: false, span: spanOf(this.CONSUME(t.KwFalse)) }) },
    { ALT: () => ({ kind: 'null' as const, span: spanOf(this.CONSUME(t.KwNull)) }) },
  ]), { recoveryValueFunc: () => ({ kind: 'null' as const, span: this.here() }) });

  callExpr = this.RULE('callExpr', (): Expr => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(t.LParen);
    const args: Expr[] = [];
    this.MANY_SEP({ SEP: t.Comma, DEF: () => args.push(this.SUBRULE(this.expr)) });
    this.CONSUME(t.RParen);
    return this.ACTION(() => ({ kind: 'call', name, args, span: this.spanSince(name.span) }));
  }, this.missing);

  /** `[a, b]` or `[c.name for c in Company if … sort by … desc]` */
  listOrComprehension = this.RULE('listOrComprehension', (): Expr => {
    const start = this.CONSUME(t.LSquare);
    const items: Expr[] = [];
    const tail = this.OPTION(() => {
      items.push(this.SUBRULE(this.expr));
      return this.OR([
        {
          ALT: () => {
            this.CONSUME(t.KwFor);
            const variable = this.SUBRULE(this.name);
            this.CONSUME(t.KwIn);
            const source = this.SUBRULE2(this.expr);
            const condition = this.OPTION2(() => {
              this.CONSUME(t.KwIf);
              return this.SUBRULE3(this.expr);
            });
            const sort = this.OPTION3(() => {
              this.CONSUME(t.KwSort);
              this.CONSUME(t.KwBy);
              const by = this.SUBRULE4(this.expr);
              const descending = this.OPTION4(() => this.CONSUME(t.KwDesc)) !== undefined;
              return { by, descending };
            });
            return { variable, source, condition: condition ?? null, sort: sort ?? null };
          },
        },
        {
          ALT: () => {
            this.MANY(() => {
              this.CONSUME(t.Comma);
              items.push(this.SUBRULE5(this.expr));
            });
            return null;
          },
        },
      ]);
    });
    this.CONSUME(t.RSquare);
    return this.ACTION((): Expr => {
      const span = this.spanFrom(start);
      const item = items[0];
      if (tail === undefined || tail === null || item === undefined) return { kind: 'list', items, span };
      return { kind: 'comprehension', item, ...tail, span };
    });
  }, this.missing);

  recordExpr = this.RULE('recordExpr', (): Expr => {
    const start = this.CONSUME(t.LCurly);
    const fields: RecordExpr['fields'][number][] = [];
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => {
        const name = this.SUBRULE(this.name);
        const value = this.OPTION(() => {
          this.CONSUME(t.Colon);
          return this.SUBRULE(this.expr);
        });
        this.ACTION(() => fields.push({ name, value: value ?? null, span: this.spanSince(name.span) }));
      },
    });
    this.CONSUME(t.RCurly);
    return this.ACTION(() => ({ kind: 'record', fields, span: this.spanFrom(start) }));
  }, this.missing);

  private binary(operator: BinaryOperator, left: Expr, right: Expr): Expr {
    return this.ACTION(() => ({ kind: 'binary', operator, left, right, span: cover(left.span, right.span) }));
  }
}

function asComparison(image: string): BinaryOperator {
  switch (image) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'in':
    case '<:':
    case 'is':
      return image;
    default:
      return '==';
  }
}
