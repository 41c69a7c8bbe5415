/** The whole parser: constraints and task sets, and the declaration that may be any. */
import type { ConstraintDecl, CountRange, Decl, Measure, Name, NumberLiteral, Rule, SourceOfArgument, TasksClause, TasksDecl, ToolSelector, TypeExpr } from '../src/syntax/ast.js';
import type { ParserOptions } from './base.js';
import { DeclarationParser } from './declarations.js';
import * as t from './tokens.js';

export class RworldParser extends DeclarationParser {
  constructor(options: ParserOptions = {}) {
    super(options);
    this.performSelfAnalysis();
  }

  declaration = this.RULE('declaration', (): Decl => this.OR<Decl>([
    { ALT: () => this.SUBRULE(this.typeDecl) },
    { ALT: () => this.SUBRULE(this.toolDecl) },
    { ALT: () => this.SUBRULE(this.entityDecl) },
    { ALT: () => this.SUBRULE(this.appDecl) },
    { ALT: () => this.SUBRULE(this.templateDecl) },
    { ALT: () => this.SUBRULE(this.constraintDecl) },
    { ALT: () => this.SUBRULE(this.tasksDecl) },
  ]), { recoveryValueFunc: (): Decl => ({ kind: 'type', doc: null, name: this.missingName(), parents: [], definition: null, accepts: null, noun: null, plural: null, span: this.here() }) });

  constraintDecl = this.RULE('constraintDecl', (): ConstraintDecl => {
    const start = this.CONSUME(t.KwConstraint);
    const name = this.SUBRULE(this.name);
    this.CONSUME(t.LCurly);
    const rules: Rule[] = [];
    this.MANY(() => rules.push(this.SUBRULE(this.rule)));
    this.CONSUME(t.RCurly);
    return this.ACTION(() => ({ kind: 'constraint', doc: this.doc(start), name, rules, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): ConstraintDecl => ({ kind: 'constraint', doc: null, name: this.missingName(), rules: [], span: this.here() }) });

  /** A rule on the source of an argument begins with a tool's name, which may be spelt like a keyword: the dot decides. */
  rule = this.RULE('rule', (): Rule => {
    const start = this.LA(1);
    return this.OR<Rule>([
      { GATE: () => this.follows(t.Dot, 2), ALT: () => this.SUBRULE(this.sourceRule) },
      {
        ALT: () => {
          const measure = this.SUBRULE(this.measure);
          const range = this.SUBRULE(this.countRange);
          return this.ACTION((): Rule => ({ kind: 'measure', measure, range, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwEach);
          this.CONSUME(t.KwTool);
          this.CONSUME(t.KwAt);
          this.CONSUME(t.KwMost);
          const max = this.SUBRULE(this.number);
          return this.ACTION((): Rule => ({ kind: 'each-tool', max, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME2(t.KwAt);
          const bound = this.OR2<'most' | 'least'>([
            { ALT: () => { this.CONSUME2(t.KwMost); return 'most'; } },
            { ALT: () => { this.CONSUME(t.KwLeast); return 'least'; } },
          ]);
          const count = this.SUBRULE2(this.number);
          this.CONSUME(t.KwOf);
          const of = this.SUBRULE(this.selectors);
          return this.ACTION((): Rule => ({ kind: 'quota', bound, count, of, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwNever);
          return this.OR3<Rule>([
            {
              GATE: () => this.follows(t.KwUser, 2),
              ALT: () => {
                this.CONSUME(t.KwFrom);
                this.CONSUME(t.KwUser);
                const types = this.SUBRULE(this.typeList);
                return this.ACTION((): Rule => ({ kind: 'from-user', never: true, types, span: this.spanFrom(start) }));
              },
            },
            {
              ALT: () => {
                const from = this.SUBRULE2(this.selectors);
                const relation = this.OR4<'edge' | 'path'>([
                  { ALT: () => { this.CONSUME(t.Arrow); return 'edge'; } },
                  { ALT: () => { this.CONSUME(t.PathArrow); return 'path'; } },
                ]);
                const to = this.SUBRULE3(this.selectors);
                return this.ACTION((): Rule => ({ kind: 'never', relation, from, to, span: this.spanFrom(start) }));
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwGoal);
          const types = this.SUBRULE2(this.typeList);
          return this.ACTION((): Rule => ({ kind: 'goal', types, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME2(t.KwFrom);
          this.CONSUME2(t.KwUser);
          const types = this.SUBRULE3(this.typeList);
          return this.ACTION((): Rule => ({ kind: 'from-user', never: false, types, span: this.spanFrom(start) }));
        },
      },
    ]);
  }, { recoveryValueFunc: (): Rule => ({ kind: 'each-tool', max: null, span: this.here() }) });

  /** `g.p from user`, `g.p from tool`, `g.p from f` or `from { f, #math }` */
  sourceRule = this.RULE('sourceRule', (): Rule => {
    const tool = this.SUBRULE(this.name);
    this.CONSUME(t.Dot);
    const param = this.SUBRULE2(this.name);
    this.CONSUME(t.KwFrom);
    const from = this.OR<SourceOfArgument>([
      { IGNORE_AMBIGUITIES: true, ALT: () => { this.CONSUME(t.KwUser); return { kind: 'user' }; } },
      { IGNORE_AMBIGUITIES: true, ALT: () => { this.CONSUME(t.KwTool); return { kind: 'tool' }; } },
      { ALT: () => ({ kind: 'tools', of: this.SUBRULE(this.selectors) }) },
    ]);
    return this.ACTION(() => ({ kind: 'source', tool, param, from, span: this.spanSince(tool.span) }));
  }, { recoveryValueFunc: (): Rule => ({ kind: 'each-tool', max: null, span: this.here() }) });

  measure = this.RULE('measure', (): Measure => this.OR<Measure>([
    { ALT: () => { this.CONSUME(t.KwLength); return 'length'; } },
    { ALT: () => { this.CONSUME(t.KwDepth); return 'depth'; } },
    { ALT: () => { this.CONSUME(t.KwInputs); return 'inputs'; } },
    { ALT: () => { this.CONSUME(t.KwJoins); return 'joins'; } },
    { ALT: () => { this.CONSUME(t.KwShared); return 'shared'; } },
  ]), { recoveryValueFunc: (): Measure => 'length' });

  countRange = this.RULE('countRange', (): CountRange => {
    const start = this.LA(1);
    return this.OR<CountRange>([
      {
        ALT: () => {
          this.CONSUME(t.DotDot);
          const high = this.SUBRULE(this.number);
          return this.ACTION(() => ({ low: null, high, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          const low = this.SUBRULE2(this.number);
          const open = this.OPTION(() => {
            this.CONSUME2(t.DotDot);
            return { high: this.OPTION2(() => this.SUBRULE3(this.number)) ?? null };
          });
          return this.ACTION(() => ({ low, high: open === undefined ? low : open.high, span: this.spanFrom(start) }));
        },
      },
    ]);
  }, { recoveryValueFunc: (): CountRange => ({ low: null, high: null, span: this.here() }) });

  /** One tool, app or `#tag`, or several in braces. */
  selectors = this.RULE('selectors', (): ToolSelector[] => this.OR<ToolSelector[]>([
    { ALT: () => [this.SUBRULE(this.selector)] },
    {
      ALT: () => {
        this.CONSUME(t.LCurly);
        const all: ToolSelector[] = [];
        this.MANY_SEP({ SEP: t.Comma, DEF: () => all.push(this.SUBRULE2(this.selector)) });
        this.CONSUME(t.RCurly);
        return all;
      },
    },
  ]), { recoveryValueFunc: (): ToolSelector[] => [] });

  selector = this.RULE('selector', (): ToolSelector => {
    const start = this.LA(1);
    return this.OR<ToolSelector>([
      {
        ALT: () => {
          const name = this.SUBRULE(this.tag);
          return this.ACTION(() => ({ tag: true, name, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          const name = this.SUBRULE(this.name);
          return this.ACTION(() => ({ tag: false, name, span: name.span }));
        },
      },
    ]);
  }, { recoveryValueFunc: (): ToolSelector => ({ tag: false, name: this.missingName(), span: this.here() }) });

  typeList = this.RULE('typeList', (): TypeExpr[] => {
    this.CONSUME(t.LCurly);
    const types: TypeExpr[] = [];
    this.MANY_SEP({ SEP: t.Comma, DEF: () => types.push(this.SUBRULE(this.typeExpr)) });
    this.CONSUME(t.RCurly);
    return types;
  }, { recoveryValueFunc: (): TypeExpr[] => [] });

  tasksDecl = this.RULE('tasksDecl', (): TasksDecl => {
    const start = this.CONSUME(t.KwTasks);
    const name = this.SUBRULE(this.name);
    this.CONSUME(t.LCurly);
    const clauses: TasksClause[] = [];
    this.MANY(() => clauses.push(this.SUBRULE(this.tasksClause)));
    this.CONSUME(t.RCurly);
    return this.ACTION(() => ({ kind: 'tasks', doc: this.doc(start), name, clauses, span: this.spanFrom(start) }));
  }, { recoveryValueFunc: (): TasksDecl => ({ kind: 'tasks', doc: null, name: this.missingName(), clauses: [], span: this.here() }) });

  tasksClause = this.RULE('tasksClause', (): TasksClause => {
    const start = this.LA(1);
    const valued = (kind: 'count' | 'seed' | 'distractors' | 'sharing' | 'passwords', value: NumberLiteral | null): TasksClause =>
      this.ACTION(() => ({ kind, value, span: this.spanFrom(start) }));
    return this.OR<TasksClause>([
      { ALT: () => { this.CONSUME(t.KwCount); return valued('count', this.SUBRULE(this.number)); } },
      { ALT: () => { this.CONSUME(t.KwSeed); return valued('seed', this.SUBRULE2(this.number)); } },
      { ALT: () => { this.CONSUME(t.KwDistractors); return valued('distractors', this.SUBRULE3(this.number)); } },
      { ALT: () => { this.CONSUME(t.KwSharing); return valued('sharing', this.SUBRULE4(this.number)); } },
      { ALT: () => { this.CONSUME(t.KwPasswords); this.CONSUME(t.KwGiven); return valued('passwords', this.SUBRULE5(this.number)); } },
      {
        ALT: () => {
          const measure = this.SUBRULE(this.measure);
          const range = this.SUBRULE(this.countRange);
          return this.ACTION((): TasksClause => ({ kind: 'measure', measure, range, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwObey);
          const names = [this.SUBRULE(this.name)];
          this.MANY(() => {
            this.CONSUME(t.Comma);
            names.push(this.SUBRULE2(this.name));
          });
          return this.ACTION((): TasksClause => ({ kind: 'obey', names, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwHold);
          this.CONSUME(t.KwOut);
          const count = this.SUBRULE6(this.number);
          this.CONSUME(t.KwTools);
          return this.ACTION((): TasksClause => ({ kind: 'hold-out', count, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwMix);
          const parts = [this.SUBRULE(this.mixPart)];
          this.MANY2(() => {
            this.CONSUME2(t.Comma);
            parts.push(this.SUBRULE2(this.mixPart));
          });
          return this.ACTION((): TasksClause => ({ kind: 'mix', parts, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwCover);
          const what = this.OR2<'tools' | 'edges'>([
            { ALT: () => { this.CONSUME2(t.KwTools); return 'tools'; } },
            { ALT: () => { this.CONSUME(t.KwEdges); return 'edges'; } },
          ]);
          return this.ACTION((): TasksClause => ({ kind: 'cover', what, span: this.spanFrom(start) }));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.KwWeight);
          const of = this.SUBRULE(this.selector);
          const value = this.SUBRULE7(this.number);
          return this.ACTION((): TasksClause => ({ kind: 'weight', of, value, span: this.spanFrom(start) }));
        },
      },
      { ALT: () => { this.CONSUME(t.KwUniform); return this.ACTION((): TasksClause => ({ kind: 'uniform', span: this.spanFrom(start) })); } },
      {
        ALT: () => {
          this.CONSUME(t.KwAsk);
          const alternatives = this.SUBRULE(this.texts);
          return this.ACTION((): TasksClause => ({ kind: 'ask', alternatives, span: this.spanFrom(start) }));
        },
      },
    ]);
  }, { recoveryValueFunc: (): TasksClause => ({ kind: 'uniform', span: this.here() }) });

  mixPart = this.RULE('mixPart', () => {
    const percent = this.SUBRULE(this.number);
    this.CONSUME(t.Percent);
    const name: Name = this.SUBRULE(this.name);
    return this.ACTION(() => ({ percent, name, span: { start: percent?.span.start ?? name.span.start, end: name.span.end } }));
  }, { recoveryValueFunc: () => ({ percent: null, name: this.missingName(), span: this.here() }) });
}
