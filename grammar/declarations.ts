/** Declarations of what a world holds: types, tools, entities, apps, templates; and the head of a file. */
import type { IToken } from 'chevrotain';
import type { AppDecl, Decl, EntityDecl, EntityField, ImportDecl, ImportName, Param, StringLiteral, TemplateDecl, TemplateParam, TextTemplate, ToolClause, ToolDecl, TypeDecl, TypeExpr, TypeParam, WorldHeader } from '../src/syntax/ast.js';
import { ExpressionParser } from './expressions.js';
import { readTemplate } from './text.js';
import { spanOf } from './base.js';
import * as t from './tokens.js';

interface Nouns {
  readonly noun: StringLiteral | null;
  readonly plural: StringLiteral | null;
}

const NO_NOUNS: Nouns = { noun: null, plural: null };

export abstract class DeclarationParser extends ExpressionParser {
  /** Any declaration; the last class of the chain, which knows them all, has the rule. */
  abstract declaration: (index?: number) => Decl;

  worldHeader = this.RULE('worldHeader', (): WorldHeader => {
    const start = this.CONSUME(t.KwWorld);
    const name = this.SUBRULE(this.name);
    const version = this.OPTION(() => this.SUBRULE(this.string));
    return this.ACTION(() => ({ kind: 'world', doc: this.doc(start), name, version: version ?? null, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): WorldHeader => ({ kind: 'world', doc: null, name: this.missingName(), version: null, span: this.here() }) });

  importDecl = this.RULE('importDecl', (): ImportDecl => {
    const start = this.CONSUME(t.KwImport);
    const names = this.OPTION(() => {
      const list: ImportName[] = [];
      this.CONSUME(t.LCurly);
      this.MANY_SEP({ SEP: t.Comma, DEF: () => list.push(this.SUBRULE(this.importName)) });
      this.CONSUME(t.RCurly);
      this.CONSUME(t.KwFrom);
      return list;
    });
    const from = this.SUBRULE(this.string);
    const where = this.OPTION2(() => {
      this.CONSUME(t.KwWhere);
      return this.SUBRULE(this.expr);
    });
    const sample = this.OPTION3(() => {
      this.CONSUME(t.KwSample);
      return this.SUBRULE(this.number);
    });
    return this.ACTION(() => ({ kind: 'import', names: names ?? null, from, where: where ?? null, sample: sample ?? null, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): ImportDecl => ({ kind: 'import', names: null, from: null, where: null, sample: null, span: this.here() }) });

  importName = this.RULE('importName', (): ImportName => {
    const name = this.SUBRULE(this.name);
    const alias = this.OPTION(() => {
      this.CONSUME(t.KwAs);
      return this.SUBRULE2(this.name);
    });
    return this.ACTION(() => ({ name, alias: alias ?? null, span: this.spanSince(name.span) }));
  }, { recoveryValueFunc: (): ImportName => ({ name: this.missingName(), alias: null, span: this.here() }) });

  typeDecl = this.RULE('typeDecl', (): TypeDecl => {
    const start = this.CONSUME(t.KwType);
    const name = this.OR([{ ALT: () => this.SUBRULE(this.name) }, { ALT: () => this.SUBRULE(this.text) }]);
    const parents = this.OPTION(() => {
      this.CONSUME(t.Below);
      const list = [this.SUBRULE2(this.name)];
      this.MANY(() => {
        this.CONSUME(t.Comma);
        list.push(this.SUBRULE3(this.name));
      });
      return list;
    });
    const definition = this.OPTION2(() => {
      this.CONSUME(t.Equal);
      return this.SUBRULE(this.typeExpr);
    });
    const accepts = this.OPTION3(() => {
      this.CONSUME(t.KwAccepts);
      return this.SUBRULE2(this.typeExpr);
    });
    const words = this.OPTION4(() => this.SUBRULE(this.nouns));
    return this.ACTION(() => ({ kind: 'type', doc: this.doc(start), name, parents: parents ?? [], definition: definition ?? null, accepts: accepts ?? null, noun: words?.noun ?? null, plural: words?.plural ?? null, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): TypeDecl => this.emptyType() });

  /** `{ noun "stock ticker symbol" plural "stock ticker symbols" }` */
  nouns = this.RULE('nouns', (): Nouns => {
    let words: Nouns = NO_NOUNS;
    this.CONSUME(t.LCurly);
    this.MANY(() => {
      words = this.SUBRULE(this.noun, { ARGS: [words] });
    });
    this.CONSUME(t.RCurly);
    return words;
  }, { recoveryValueFunc: (): Nouns => NO_NOUNS });

  noun = this.RULE('noun', (words: Nouns = NO_NOUNS): Nouns => this.OR<Nouns>([
    {
      ALT: () => {
        this.CONSUME(t.KwNoun);
        const noun = this.SUBRULE(this.string);
        return { ...words, noun };
      },
    },
    {
      ALT: () => {
        this.CONSUME(t.KwPlural);
        const plural = this.SUBRULE2(this.string);
        return { ...words, plural };
      },
    },
  ]), { recoveryValueFunc: (): Nouns => NO_NOUNS });

  private emptyType(): TypeDecl {
    return { kind: 'type', doc: null, name: this.missingName(), parents: [], definition: null, accepts: null, noun: null, plural: null, span: this.here() };
  }

  toolDecl = this.RULE('toolDecl', (): ToolDecl => {
    const start = this.CONSUME(t.KwTool);
    const name = this.OR([{ ALT: () => this.SUBRULE(this.name) }, { ALT: () => this.SUBRULE(this.text) }]);
    const typeParams: TypeParam[] = [];
    this.OPTION(() => {
      this.CONSUME(t.Less);
      this.MANY_SEP({ SEP: t.Comma, DEF: () => typeParams.push(this.SUBRULE(this.typeParam)) });
      this.CONSUME(t.Greater);
    });
    this.CONSUME(t.LParen);
    const params: Param[] = [];
    this.MANY_SEP2({ SEP: t.Comma, DEF: () => params.push(this.SUBRULE(this.param)) });
    this.CONSUME(t.RParen);
    this.CONSUME(t.Arrow);
    const result: TypeExpr = this.SUBRULE(this.typeExpr);
    const clauses: ToolClause[] = [];
    this.OPTION2(() => {
      this.CONSUME(t.LCurly);
      this.MANY(() => clauses.push(this.SUBRULE(this.toolClause)));
      this.CONSUME(t.RCurly);
    });
    return this.ACTION(() => ({ kind: 'tool', doc: this.doc(start), name, typeParams, params, result, clauses, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): ToolDecl => ({ kind: 'tool', doc: null, name: this.missingName(), typeParams: [], params: [], result: { kind: 'missing-type', span: this.here() }, clauses: [], span: this.here() }) });

  typeParam = this.RULE('typeParam', (): TypeParam => {
    const name = this.SUBRULE(this.name);
    const bound = this.OPTION(() => {
      this.CONSUME(t.Below);
      return this.SUBRULE(this.typeExpr);
    });
    return this.ACTION(() => ({ name, bound: bound ?? null, span: this.spanSince(name.span) }));
  }, { recoveryValueFunc: (): TypeParam => ({ name: this.missingName(), bound: null, span: this.here() }) });

  param = this.RULE('param', (): Param => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const type = this.OPTION(() => {
      this.CONSUME(t.Colon);
      return this.SUBRULE(this.typeExpr);
    });
    const defaultValue = this.OPTION2(() => {
      this.CONSUME(t.Equal);
      return this.SUBRULE(this.expr);
    });
    return this.ACTION(() => ({ doc: this.doc(first), name, type: type ?? null, defaultValue: defaultValue ?? null, span: this.spanSince(name.span) }));
  }, { recoveryValueFunc: (): Param => ({ doc: null, name: this.missingName(), type: { kind: 'missing-type', span: this.here() }, defaultValue: null, span: this.here() }) });

  toolClause = this.RULE('toolClause', (): ToolClause => {
    const start = this.LA(1);
    return this.OR<ToolClause>([
      { ALT: () => this.phrases('noun', this.CONSUME(t.KwPhrase), this.SUBRULE(this.texts)) },
      { ALT: () => this.phrases('verb', this.CONSUME(t.KwAction), this.SUBRULE2(this.texts)) },
      {
        ALT: () => {
          this.CONSUME(t.KwReturns);
          const expr = this.SUBRULE(this.expr);
          return this.ACTION((): ToolClause => ({ kind: 'returns', expr, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwRequires);
          const condition = this.SUBRULE2(this.expr);
          const message = this.OPTION(() => {
            this.CONSUME(t.KwElse);
            return this.SUBRULE(this.text);
          });
          return this.ACTION((): ToolClause => ({ kind: 'requires', condition, message: message ?? null, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwTags);
          const tags = [this.SUBRULE(this.tag)];
          this.MANY(() => tags.push(this.SUBRULE2(this.tag)));
          return this.ACTION((): ToolClause => ({ kind: 'tags', tags, span: this.spanFrom(start) }));
        },
      },
    ]);
  }, { recoveryValueFunc: (): ToolClause => ({ kind: 'tags', tags: [], span: this.here() }) });

  private phrases(form: 'noun' | 'verb', start: IToken, alternatives: readonly TextTemplate[]): ToolClause {
    return this.ACTION(() => ({ kind: 'phrase', form, alternatives, span: this.spanFrom(start) }));
  }

  /** `#math` */
  tag = this.RULE('tag', () => {
    this.CONSUME(t.Hash);
    return this.SUBRULE(this.name);
  }, { recoveryValueFunc: () => this.missingName() });

  /** Text with `{holes}`. */
  text = this.RULE('text', (): TextTemplate => {
    const token = this.OR([{ ALT: () => this.CONSUME(t.StringToken) }, { ALT: () => this.CONSUME(t.OpenString) }]);
    return this.ACTION(() => (token.isInsertedInRecovery === true ? { parts: [], span: this.here() } : readTemplate(token.image, spanOf(token), (at) => this.strayBraces.push(at))));
  }, { recoveryValueFunc: (): TextTemplate => ({ parts: [], span: this.here() }) });

  texts = this.RULE('texts', (): TextTemplate[] => {
    const all = [this.SUBRULE(this.text)];
    this.MANY(() => {
      this.CONSUME(t.Bar);
      all.push(this.SUBRULE2(this.text));
    });
    return all;
  }, { recoveryValueFunc: (): TextTemplate[] => [] });

  entityDecl = this.RULE('entityDecl', (): EntityDecl => {
    const start = this.CONSUME(t.KwEntity);
    const name = this.SUBRULE(this.name);
    const rows = this.OPTION(() => this.SUBRULE(this.size));
    const from = this.OPTION2(() => {
      this.CONSUME(t.KwFrom);
      return this.SUBRULE(this.string);
    });
    this.CONSUME(t.LCurly);
    let words: Nouns = NO_NOUNS;
    const fields: EntityField[] = [];
    this.MANY(() => {
      // `noun "company"` is no field: a text follows.
      this.OR([
        {
          GATE: () => this.follows(t.StringToken, 2) || this.follows(t.OpenString, 2),
          ALT: () => {
            words = this.SUBRULE(this.noun, { ARGS: [words] });
          },
        },
        { ALT: () => fields.push(this.SUBRULE(this.entityField)) },
      ]);
      this.OPTION3(() => this.CONSUME(t.Comma));
    });
    this.CONSUME(t.RCurly);
    return this.ACTION(() => ({ kind: 'entity', doc: this.doc(start), name, rows: rows ?? null, from: from ?? null, ...words, fields, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): EntityDecl => ({ kind: 'entity', doc: null, name: this.missingName(), rows: null, from: null, ...NO_NOUNS, fields: [], span: this.here() }) });

  /** A modifier ends where a colon follows: then the word is the next field's name. */
  entityField = this.RULE('entityField', (): EntityField => {
    const first = this.LA(1);
    const name = this.SUBRULE(this.name);
    const type = this.OPTION(() => {
      this.CONSUME(t.Colon);
      return this.SUBRULE(this.typeExpr);
    });
    const modifiers: EntityField['modifiers'][number][] = [];
    this.MANY({
      GATE: () => !this.follows(t.Colon, 2),
      DEF: () =>
        this.OR([
          { ALT: () => modifiers.push({ kind: 'key', span: spanOf(this.CONSUME(t.KwKey)) }) },
          { ALT: () => modifiers.push({ kind: 'unique', span: spanOf(this.CONSUME(t.KwUnique)) }) },
        ]),
    });
    const derived = this.OPTION2(() => {
      this.CONSUME(t.Equal);
      return this.SUBRULE(this.expr);
    });
    const words = this.OPTION3(() => this.SUBRULE(this.nouns));
    return this.ACTION(() => ({ doc: this.doc(first), name, type: type ?? null, modifiers, derived: derived ?? null, ...(words ?? NO_NOUNS), span: this.spanSince(name.span) }));
  }, { recoveryValueFunc: (): EntityField => ({ doc: null, name: this.missingName(), type: null, modifiers: [], derived: null, ...NO_NOUNS, span: this.here() }) });

  appDecl = this.RULE('appDecl', (): AppDecl => {
    const start = this.CONSUME(t.KwApp);
    const name = this.SUBRULE(this.name);
    this.CONSUME(t.LCurly);
    const noun = this.OPTION(() => {
      this.CONSUME(t.KwNoun);
      return this.SUBRULE(this.string);
    });
    const login = this.OPTION2(() => this.SUBRULE(this.login));
    const decls: Decl[] = [];
    this.MANY(() => decls.push(this.SUBRULE(this.declaration)));
    this.CONSUME(t.RCurly);
    return this.ACTION(() => ({ kind: 'app', doc: this.doc(start), name, noun: noun ?? null, login: login ?? null, decls, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): AppDecl => ({ kind: 'app', doc: null, name: this.missingName(), noun: null, login: null, decls: [], span: this.here() }) });

  /** `login`, `login as user_name` */
  login = this.RULE('login', (): NonNullable<AppDecl['login']> => {
    const start = this.CONSUME(t.KwLogin);
    const username = this.OPTION(() => {
      this.CONSUME(t.KwAs);
      return this.SUBRULE(this.typeExpr);
    });
    return this.ACTION(() => ({ username: username ?? null, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): NonNullable<AppDecl['login']> => ({ username: null, span: this.here() }) });

  templateDecl = this.RULE('templateDecl', (): TemplateDecl => {
    const start = this.CONSUME(t.KwTemplate);
    const name = this.SUBRULE(this.name);
    const params: TemplateParam[] = [];
    this.CONSUME(t.Less);
    this.MANY_SEP({ SEP: t.Comma, DEF: () => params.push(this.SUBRULE(this.templateParam)) });
    this.CONSUME(t.Greater);
    const where = this.OPTION(() => {
      this.CONSUME(t.KwWhere);
      return this.SUBRULE(this.expr);
    });
    const sample = this.OPTION2(() => {
      this.CONSUME(t.KwSample);
      return this.SUBRULE(this.number);
    });
    this.CONSUME(t.LCurly);
    const decls: Decl[] = [];
    this.MANY(() => decls.push(this.SUBRULE(this.declaration)));
    this.CONSUME(t.RCurly);
    return this.ACTION(() => ({ kind: 'template', doc: this.doc(start), name, params, where: where ?? null, sample: sample ?? null, decls, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): TemplateDecl => ({ kind: 'template', doc: null, name: this.missingName(), params: [], where: null, sample: null, decls: [], span: this.here() }) });

  templateParam = this.RULE('templateParam', (): TemplateParam => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(t.Colon);
    const domain = this.OR<TemplateParam['domain']>([
      {
        ALT: () => {
          this.CONSUME(t.KwEntity);
          return { kind: 'entity' };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwField);
          this.CONSUME(t.KwOf);
          return { kind: 'field', of: this.SUBRULE2(this.name) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwType);
          const bound = this.OPTION(() => {
            this.CONSUME(t.Below);
            return this.SUBRULE(this.typeExpr);
          });
          return { kind: 'type', bound: bound ?? null };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwIn);
          this.CONSUME(t.LCurly);
          const names = [this.SUBRULE3(this.name)];
          this.MANY(() => {
            this.CONSUME(t.Comma);
            names.push(this.SUBRULE4(this.name));
          });
          this.CONSUME(t.RCurly);
          return { kind: 'names', names };
        },
      },
    ]);
    return this.ACTION(() => ({ name, domain, span: this.spanSince(name.span) }));
  }, { recoveryValueFunc: (): TemplateParam => ({ name: this.missingName(), domain: { kind: 'missing' }, span: this.here() }) });
}
