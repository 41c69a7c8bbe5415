/** Type expressions: names, constructors and value sets in one grammar. */
import type { Alternative, LiteralType, NamedType, RangeType, RecordTypeField, SizeRange, TypeExpr } from '../src/syntax/ast.js';
import { BaseParser, spanOf } from './base.js';
import * as t from './tokens.js';

export abstract class TypeParser extends BaseParser {
  /** `A | B @ 3` */
  typeExpr = this.RULE('typeExpr', (): TypeExpr => {
    const alternatives: Alternative[] = [];
    alternatives.push(this.SUBRULE(this.alternative));
    this.MANY(() => {
      this.CONSUME(t.Bar);
      alternatives.push(this.SUBRULE2(this.alternative));
    });
    return this.ACTION(() => {
      const first = alternatives[0];
      if (first === undefined) return { kind: 'missing-type', span: this.here() };
      if (alternatives.length === 1 && first.weight === null) return first.type;
      return { kind: 'union-type', alternatives, span: { start: first.span.start, end: alternatives[alternatives.length - 1]?.span.end ?? first.span.end } };
    });
  }, { recoveryValueFunc: (): TypeExpr => ({ kind: 'missing-type', span: this.here() }) });

  alternative = this.RULE('alternative', (): Alternative => {
    const type = this.SUBRULE(this.postfixType);
    const weight = this.OPTION(() => {
      this.CONSUME(t.At);
      return this.SUBRULE(this.number);
    });
    return this.ACTION(() => ({ type, weight: weight ?? null, span: { start: type.span.start, end: weight?.span.end ?? type.span.end } }));
  }, { recoveryValueFunc: (): Alternative => ({ type: { kind: 'missing-type', span: this.here() }, weight: null, span: this.here() }) });

  postfixType = this.RULE('postfixType', (): TypeExpr => {
    let type = this.SUBRULE(this.primaryType);
    this.MANY(() => {
      this.CONSUME(t.Question);
      const of = type;
      type = this.ACTION(() => ({ kind: 'optional-type', of, span: this.spanSince(of.span) }));
    });
    return type;
  }, { recoveryValueFunc: (): TypeExpr => ({ kind: 'missing-type', span: this.here() }) });

  primaryType = this.RULE('primaryType', (): TypeExpr => {
    return this.OR<TypeExpr>([
      { ALT: () => this.SUBRULE(this.listType) },
      { ALT: () => this.SUBRULE(this.dictType) },
      { ALT: () => this.SUBRULE(this.callType) },
      { ALT: () => this.SUBRULE(this.namedType) },
      { ALT: () => this.SUBRULE(this.recordType) },
      {
        ALT: () => {
          const token = this.CONSUME(t.Regex);
          return this.ACTION((): TypeExpr => ({ kind: 'regex-type', pattern: token.image.slice(1, -1), span: spanOf(token) }));
        },
      },
      { ALT: () => this.SUBRULE(this.valueType) },
      {
        ALT: () => {
          this.CONSUME(t.LParen);
          const type = this.SUBRULE(this.typeExpr);
          this.CONSUME(t.RParen);
          return type;
        },
      },
    ]);
  }, { recoveryValueFunc: (): TypeExpr => ({ kind: 'missing-type', span: this.here() }) });

  listType = this.RULE('listType', (): TypeExpr => {
    const start = this.CONSUME(t.KwList);
    this.CONSUME(t.Less);
    const element = this.SUBRULE(this.typeExpr);
    this.CONSUME(t.Greater);
    const size = this.OPTION(() => this.SUBRULE(this.size));
    return this.ACTION(() => ({ kind: 'list-type', element, size: size ?? null, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): TypeExpr => ({ kind: 'missing-type', span: this.here() }) });

  dictType = this.RULE('dictType', (): TypeExpr => {
    const start = this.CONSUME(t.KwDict);
    this.CONSUME(t.Less);
    const key = this.SUBRULE(this.typeExpr);
    this.CONSUME(t.Comma);
    const value = this.SUBRULE2(this.typeExpr);
    this.CONSUME(t.Greater);
    const size = this.OPTION(() => this.SUBRULE(this.size));
    return this.ACTION(() => ({ kind: 'dict-type', key, value, size: size ?? null, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): TypeExpr => ({ kind: 'missing-type', span: this.here() }) });

  /** `[3..10]`, `[40]`, `[3..]`, `[..5]` */
  size = this.RULE('size', (): SizeRange => {
    const start = this.CONSUME(t.LSquare);
    const low = this.OPTION(() => this.SUBRULE(this.number));
    const high = this.OPTION2(() => {
      this.CONSUME(t.DotDot);
      return this.OPTION3(() => this.SUBRULE2(this.number)) ?? null;
    });
    this.CONSUME(t.RSquare);
    return this.ACTION(() => ({ low: low ?? null, high: high === undefined ? (low ?? null) : high, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): SizeRange => ({ low: null, high: null, span: this.here() }) });

  /** `{ id: flight_id, price }` */
  recordType = this.RULE('recordType', (): TypeExpr => {
    const start = this.CONSUME(t.LCurly);
    const fields: RecordTypeField[] = [];
    this.MANY_SEP({ SEP: t.Comma, DEF: () => fields.push(this.SUBRULE(this.recordTypeField)) });
    this.CONSUME(t.RCurly);
    return this.ACTION(() => ({ kind: 'record-type', fields, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): TypeExpr => ({ kind: 'missing-type', span: this.here() }) });

  recordTypeField = this.RULE('recordTypeField', (): RecordTypeField => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const type = this.OPTION(() => {
      this.CONSUME(t.Colon);
      return this.SUBRULE(this.typeExpr);
    });
    return this.ACTION(() => ({ doc: this.doc(first), name, type: type ?? null, span: this.spanSince(name.span) }));
  }, { recoveryValueFunc: (): RecordTypeField => ({ doc: null, name: this.missingName(), type: { kind: 'missing-type', span: this.here() }, span: this.here() }) });

  /** A name, or a path in a template: `E.key`. */
  namedType = this.RULE('namedType', (): NamedType => {
    const path = [this.SUBRULE(this.name)];
    this.MANY(() => {
      this.CONSUME(t.Dot);
      path.push(this.SUBRULE2(this.name));
    });
    return this.ACTION(() => ({ kind: 'named-type', path, span: this.spanSince(path[0]?.span ?? this.here()) }));
  }, { recoveryValueFunc: (): NamedType => ({ kind: 'named-type', path: [this.missingName()], span: this.here() }) });

  /** `date("d/M/yyyy", "1/1/1900".."31/12/2029")` */
  callType = this.RULE('callType', (): TypeExpr => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(t.LParen);
    const args: (LiteralType | RangeType)[] = [];
    this.MANY_SEP({ SEP: t.Comma, DEF: () => args.push(this.SUBRULE(this.valueType)) });
    this.CONSUME(t.RParen);
    return this.ACTION(() => ({ kind: 'call-type', name, args, span: this.spanSince(name.span) }));
  }, { recoveryValueFunc: (): TypeExpr => ({ kind: 'missing-type', span: this.here() }) });

  /** A literal, or a range of numbers or texts. */
  valueType = this.RULE('valueType', (): LiteralType | RangeType => {
    const start = this.LA(1);
    return this.OR<LiteralType | RangeType>([
      {
        ALT: () => {
          this.CONSUME(t.DotDot);
          const high = this.SUBRULE(this.rangeEnd);
          const step = this.OPTION(() => this.SUBRULE(this.step));
          return this.ACTION(() => ({ kind: 'range-type', low: null, high, step: step ?? null, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          const literal = this.SUBRULE(this.literal);
          const range = this.OPTION2(() => {
            this.CONSUME2(t.DotDot);
            const high = this.OPTION3(() => this.SUBRULE2(this.rangeEnd)) ?? null;
            const step = this.OPTION4(() => this.SUBRULE2(this.step)) ?? null;
            return { high, step };
          });
          return this.ACTION(() => {
            if (range === undefined) return { kind: 'literal-type', literal, span: literal.span };
            return { kind: 'range-type', low: literal, high: range.high, step: range.step, span: this.spanFrom(start) };
          });
        },
      },
    ]);
  }, { recoveryValueFunc: (): LiteralType | RangeType => ({ kind: 'literal-type', literal: { kind: 'null', span: this.here() }, span: this.here() }) });

  rangeEnd = this.RULE('rangeEnd', () => this.OR([{ ALT: () => this.SUBRULE(this.number) }, { ALT: () => this.SUBRULE(this.string) }]), { recoveryValueFunc: () => null });

  step = this.RULE('step', () => {
    this.CONSUME(t.KwStep);
    return this.SUBRULE(this.number);
  }, { recoveryValueFunc: () => null });
}
