/** Constraints and task sets. */
import { builders } from 'prettier/doc';
import * as t from '../../../grammar/tokens.js';
import type { ConstraintDecl, Rule, TasksClause, TasksDecl, TextTemplate, ToolSelector, TypeExpr } from '../../syntax/ast.js';
import type { Doc, Writer } from '../writer.js';
import { body, bracketed, commaList, number, numberRange, words } from './lists.js';
import { typeExpr } from './types.js';

const { align, group, indent } = builders;

export function constraintDecl(w: Writer, decl: ConstraintDecl): Doc {
  const items = decl.rules.map((r) => ({ end: r.span.end, layout: () => rule(w, r) }));
  return [w.token(), w.next('space'), w.gap('space'), body(w, items, true)];
}

export function tasksDecl(w: Writer, decl: TasksDecl): Doc {
  const items = decl.clauses.map((c) => ({ end: c.span.end, layout: () => clause(w, c) }));
  return [w.token(), w.next('space'), w.gap('space'), body(w, items, true)];
}

function rule(w: Writer, rule: Rule): Doc {
  switch (rule.kind) {
    case 'measure':
      return [w.token(), w.gap('space'), numberRange(w)];
    case 'each-tool':
      return [words(w, 4), w.gap('space'), number(w)];
    case 'quota':
      return [words(w, 2), w.gap('space'), number(w), w.next('space'), w.gap('space'), selectors(w, rule.of)];
    case 'never':
      return [w.token(), w.gap('space'), selectors(w, rule.from), w.next('space'), w.gap('space'), selectors(w, rule.to)];
    case 'source':
      return [w.token(), w.next('none'), w.next('none'), w.next('space'), w.gap('space'), rule.from.kind === 'tools' ? selectors(w, rule.from.of) : w.token()];
    case 'goal':
      return [w.token(), w.gap('space'), types(w, rule.types)];
    case 'from-user':
      return [words(w, rule.never ? 3 : 2), w.gap('space'), types(w, rule.types)];
  }
}

/** One tool, app or tag, or several in braces. */
function selectors(w: Writer, of: readonly ToolSelector[]): Doc {
  if (w.peek() === t.LCurly) return bracketed(w, of, (s) => selector(w, s), { spaced: true, filled: true });
  return of.map((s) => selector(w, s));
}

function selector(w: Writer, { tag }: ToolSelector): Doc {
  return tag ? [w.token(), w.next('none')] : w.token();
}

function types(w: Writer, of: readonly TypeExpr[]): Doc {
  return bracketed(w, of, (type) => typeExpr(w, type), { spaced: true, filled: true });
}

function clause(w: Writer, clause: TasksClause): Doc {
  switch (clause.kind) {
    case 'count':
    case 'seed':
    case 'distractors':
    case 'sharing':
      return [w.token(), w.gap('space'), number(w)];
    case 'passwords':
      return [words(w, 2), w.gap('space'), number(w)];
    case 'measure':
      return [w.token(), w.gap('space'), numberRange(w)];
    case 'obey':
      return [w.token(), w.gap('space'), indent(commaList(w, clause.names, () => w.token()))];
    case 'hold-out':
      return [words(w, 2), w.gap('space'), number(w), w.next('space')];
    case 'mix':
      return [w.token(), w.gap('space'), indent(commaList(w, clause.parts, () => [number(w), w.next('none'), w.next('space')]))];
    case 'cover':
      return words(w, 2);
    case 'weight':
      return [w.token(), w.gap('space'), selector(w, clause.of), w.gap('space'), number(w)];
    case 'uniform':
      return w.token();
    case 'ask':
      return texts(w, clause.alternatives);
  }
}

/** `phrase "…" | "…"`, `ask "…" | "…"`: on one line, or the texts under one another. */
export function texts(w: Writer, alternatives: readonly TextTemplate[]): Doc {
  const word = w.token();
  const docs = alternatives.map((_, i) => (i === 0 ? w.next('space') : [w.gap('line'), w.token(), w.next('space')]));
  return group([word, align(word.length - 1, docs)]);
}
