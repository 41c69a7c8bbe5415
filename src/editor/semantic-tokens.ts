/**
 * Colours by meaning: a parameter called `count` is a parameter, and a hole in a phrase is coloured as what it stands for.
 * With `lexical`, also keywords, texts, numbers and comments, for editors that have no grammar of their own.
 */
import { lexer, KEYWORDS, NumberToken, OpenString, Regex, RESERVED, StringToken } from '../../grammar/tokens.js';
import { spanOf } from '../../grammar/base.js';
import type { Span } from '../source/source.js';
import { occurrencesIn } from './occurrences.js';
import type { Target } from './targets.js';
import type { FileView } from './workspace.js';

export const TOKEN_TYPES = ['namespace', 'type', 'class', 'function', 'parameter', 'typeParameter', 'property', 'variable', 'decorator', 'macro', 'struct', 'keyword', 'string', 'regexp', 'number', 'comment'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = ['declaration', 'defaultLibrary', 'documentation'] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const KEYWORD_TYPES = new Set([...KEYWORDS, ...RESERVED]);

/** In the order of the text, none over another, none over a line end. */
export function semanticTokens(view: FileView, options: { readonly lexical: boolean; readonly range?: Span }): readonly SemanticToken[] {
  const { range } = options;
  const wanted = (span: Span): boolean => range === undefined || (span.end >= range.start && span.start <= range.end);
  const names: SemanticToken[] = [];
  let end = -1;
  for (const { span, target, declares } of occurrencesIn(view)) {
    if (span.start < end || span.end === span.start) continue;
    end = span.end;
    if (wanted(span)) names.push({ span, type: typeOf(target), modifiers: [...(declares ? (['declaration'] as const) : []), ...(isBuiltIn(target) ? (['defaultLibrary'] as const) : [])] });
  }
  if (!options.lexical) return names;
  return merge(names, [...lexical(view)].filter((t) => wanted(t.span)));
}

function typeOf(target: Target): TokenType {
  switch (target.kind) {
    case 'symbol':
      switch (target.symbol.decl.kind) {
        case 'type':
          return 'type';
        case 'entity':
          return 'class';
        case 'tool':
          return 'function';
        case 'template':
          return 'macro';
        case 'app':
          return 'namespace';
        case 'constraint':
        case 'tasks':
          return 'struct';
      }
    case 'param':
      return 'parameter';
    case 'type-variable':
    case 'template-param':
      return 'typeParameter';
    case 'field':
      return 'property';
    case 'local':
      return 'variable';
    case 'alias':
      return typeOf(target.of);
    case 'world':
      return 'namespace';
    case 'tag':
      return 'decorator';
    case 'function':
    case 'source':
      return 'function';
    case 'base':
      return 'type';
    default: {
      const never: never = target;
      return never;
    }
  }
}

function isBuiltIn(target: Target): boolean {
  return target.kind === 'function' || target.kind === 'source' || target.kind === 'base';
}

function* lexical({ module }: FileView): Iterable<SemanticToken> {
  const { text } = module.file;
  const comments = module.ast.comments.flatMap((c) => lineByLine(text, c.span).map((span): SemanticToken => ({ span, type: 'comment', modifiers: c.kind === 'doc' ? ['documentation'] : [] })));
  const tokens: SemanticToken[] = [];
  for (const token of lexer.tokenize(text).tokens) {
    const type = token.tokenType;
    const as: TokenType | undefined = KEYWORD_TYPES.has(type) ? 'keyword' : type === StringToken || type === OpenString ? 'string' : type === NumberToken ? 'number' : type === Regex ? 'regexp' : undefined;
    if (as !== undefined) tokens.push({ span: spanOf(token), type: as, modifiers: [] });
  }
  yield* merge(comments, tokens);
}

function lineByLine(text: string, span: Span): Span[] {
  const spans: Span[] = [];
  let start = span.start;
  for (let at = text.indexOf('\n', start); at !== -1 && at < span.end; at = text.indexOf('\n', start)) {
    spans.push({ start, end: text[at - 1] === '\r' ? at - 1 : at });
    start = at + 1;
  }
  spans.push({ start, end: span.end });
  return spans.filter((s) => s.end > s.start);
}

/** Both in order; where a name stands over a word or in a text, the name wins, and the rest of the text stays around it. */
function merge(names: readonly SemanticToken[], under: readonly SemanticToken[]): SemanticToken[] {
  const merged: SemanticToken[] = [];
  let n = 0;
  for (const token of under) {
    let start = token.span.start;
    for (let name = names[n]; name !== undefined && name.span.start < token.span.end; name = names[++n]) {
      if (name.span.start > start && name.span.end <= token.span.end) merged.push({ ...token, span: { start, end: name.span.start } });
      merged.push(name);
      start = Math.max(start, name.span.end);
    }
    if (start < token.span.end) merged.push({ ...token, span: { start, end: token.span.end } });
  }
  merged.push(...names.slice(n));
  return merged;
}
