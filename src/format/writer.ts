/**
 * A cursor over the tokens of a file that turns them, one after another, into a prettier document. The layout says what
 * separates two tokens; the comments between them come along by themselves.
 */
import type { IToken, TokenType } from 'chevrotain';
import { builders, type builders as b } from 'prettier/doc';
import { endOf, startOf } from '../../grammar/base.js';
import * as t from '../../grammar/tokens.js';
import type { Comment } from '../syntax/ast.js';
import type { Span } from '../source/source.js';
import { isHead, type Gap, type TokenStream } from './trivia.js';

const { breakParent, hardline, indent, line, lineSuffix, literalline, softline } = builders;

export type Doc = b.Doc;

/**
 * What stands between two tokens: nothing; a space; a line end if the group is broken, else nothing (`soft`) or a
 * space (`line`); always a line end (`hard`); and that with an empty line where the author left one (`item`).
 */
export type Separator = 'none' | 'space' | 'soft' | 'line' | 'hard' | 'item';

/** What may stand between two things of a gap. */
type Joint = 'none' | 'space' | 'soft' | 'line' | 'hard' | 'blank';

const OPENING: ReadonlySet<TokenType> = new Set([t.LParen, t.LSquare, t.LCurly, t.Less]);
/** What clings to a comment before it. */
const CLINGING: ReadonlySet<TokenType> = new Set([t.RParen, t.RSquare, t.RCurly, t.Greater, t.Comma, t.Dot, t.DotDot, t.Question, t.Colon]);

/** A fault of the formatter: its tree and its tokens disagree. */
export class LayoutFault extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

export class Writer {
  #index = 0;
  /** Whether the gap before the next token has been written. */
  #written = false;
  readonly #partners: ReadonlyMap<number, number>;

  /** Tokens that would begin a declaration if they stood at the beginning of a line. */
  readonly #heads: ReadonlySet<number>;

  constructor(private readonly stream: TokenStream) {
    this.#partners = pairParentheses(stream.tokens);
    this.#heads = findHeads(stream.tokens);
  }

  /** The kind of the next token, or of one after it; undefined at the end of the file. */
  peek(ahead = 0): TokenType | undefined {
    return this.stream.tokens[this.#index + ahead]?.tokenType;
  }

  /** Where the next token ends, or one after it. */
  endOf(ahead = 0): number {
    const token = this.stream.tokens[this.#index + ahead];
    return token === undefined ? this.stream.text.length : endOf(token);
  }

  /** Whether the next token is a parenthesis that only groups: it is open until after the node, and no part of it. */
  opensGroup(span: Span): boolean {
    const closing = this.#partners.get(this.#index);
    return closing !== undefined && closing >= span.end;
  }

  /** Whether something stands on the line of the token before: a token or a comment. */
  staysOnLine(): boolean {
    const gap = this.#gap();
    return (gap.comments[0]?.lineEndsBefore ?? gap.lineEndsAfter) === 0;
  }

  /** The next token, without what stands before it: for the first one of a node, whose gap its parent wrote. */
  token(): string {
    const token = this.stream.tokens[this.#index];
    if (token === undefined) throw new LayoutFault('the file has no more tokens', this.#here());
    if (!this.#written && this.#gap().comments.length > 0) throw new LayoutFault('a comment would be lost', this.#here());
    this.#index++;
    this.#written = false;
    return token.image;
  }

  /** The gap before the next token and the token. */
  next(separator: Separator): Doc {
    const gap = this.gap(separator);
    return [gap, this.token()];
  }

  /** What stands before the next token: the separator, with the comments of the gap in it. */
  gap(asked: Separator): Doc {
    const gap = this.#gap();
    const separator = this.#heads.has(this.#index) ? (asked === 'line' ? 'space' : asked === 'soft' ? 'none' : asked) : asked;
    this.#written = true;
    if (gap.comments.length === 0) return plain(this.#bare(gap, separator));
    const joints = this.#joints(gap, separator);
    const within = separator === 'none' || separator === 'space';
    return joints.map((joint, i) => {
      const comment = gap.comments[i]?.comment;
      if (comment === undefined) return within && joint === 'hard' ? indent(hardline) : plain(joint);
      return this.#comment(comment, i, joint, within);
    });
  }

  /** A comment with what joins it to the thing before it. */
  #comment(comment: Comment, i: number, joint: Joint, within: boolean): Doc {
    if (this.#index === 0 && i === 0) return commentDoc(comment);
    if (joint === 'hard' || joint === 'blank') return [within ? indent(hardline) : plain(joint), commentDoc(comment)];
    // The widths of comments at line ends break no group: the line ends after them, whatever stands before.
    if (comment.kind === 'line') return [lineSuffix(`  ${commentText(comment)}`), breakParent];
    return [plain(joint), commentDoc(comment)];
  }

  /**
   * What stands before a closing bracket, in two parts: the comments, which are indented like what the brackets hold, and the separator, which is not.
   */
  closing(separator: 'soft' | 'line' | 'hard'): { readonly comments: Doc; readonly separator: Doc } {
    const gap = this.#gap();
    this.#written = true;
    const comments = gap.comments.map(({ comment }, i) => {
      const ends = this.#wanted(gap, i) || this.#forced(gap, i);
      const joint = !ends ? this.#glue(gap, i, separator) : separator === 'hard' && this.#blank(gap, i) ? 'blank' : 'hard';
      return [this.#comment(comment, i, joint, false), comment.kind === 'block' ? '' : breakParent];
    });
    return { comments, separator: plain(separator) };
  }

  /** What stands between two brackets that hold nothing but, perhaps, comments. */
  hollow(): Doc {
    const gap = this.#gap();
    this.#written = true;
    if (gap.comments.length === 0) return '';
    const inline = gap.lineEndsAfter === 0 && !gap.comments.some((c) => c.lineEndsBefore > 0 || c.comment.kind !== 'block' || c.comment.text.includes('\n'));
    if (inline) {
      const pad = this.peek() === t.RCurly ? ' ' : '';
      return [pad, builders.join(' ', gap.comments.map((c) => c.comment.text)), pad];
    }
    const { comments, separator } = this.closing('hard');
    return [indent(comments), separator];
  }

  /** What stands before the end of the file. */
  end(): Doc {
    if (this.peek() !== undefined) throw new LayoutFault('tokens are left over', this.#here());
    const nothing = this.#index === 0 && this.#gap().comments.length === 0;
    const { comments, separator } = this.closing('hard');
    return nothing ? '' : [comments, separator];
  }

  /**
   * An item of a sequence, as the layout makes it or, after `// prettier-ignore`, as it is written.
   *
   * @param end where the item's last token ends
   */
  item(separator: Separator, end: number, layout: () => Doc): Doc {
    const ignored = this.#isIgnored();
    const gap = this.gap(separator);
    return [gap, ignored ? this.#verbatim(end) : layout()];
  }

  #isIgnored(): boolean {
    return this.#gap().comments.some(({ comment, lineEndsBefore }) => (lineEndsBefore > 0 || this.#index === 0 || comment.kind === 'block') && IGNORE.test(comment.text));
  }

  #verbatim(end: number): Doc {
    const first = this.stream.tokens[this.#index];
    if (first === undefined) throw new LayoutFault('the file has no more tokens', this.#here());
    let last = first;
    for (let token = this.stream.tokens[this.#index]; token !== undefined && startOf(token) < end; token = this.stream.tokens[++this.#index]) last = token;
    this.#written = false;
    return lines(this.stream.text.slice(startOf(first), endOf(last)));
  }

  #gap(): Gap {
    return this.stream.gaps[this.#index] ?? { comments: [], lineEndsAfter: 0 };
  }

  #here(): Span {
    const token = this.stream.tokens[this.#index] ?? this.stream.tokens[this.#index - 1];
    return token === undefined ? { start: 0, end: 0 } : { start: startOf(token), end: endOf(token) };
  }

  #afterOpening(): boolean {
    const before = this.stream.tokens[this.#index - 1];
    return before === undefined || OPENING.has(before.tokenType);
  }

  /** The separator of a gap without comments. */
  #bare(gap: Gap, separator: Separator): Joint {
    if (this.#index === 0) return 'none';
    if (separator !== 'item') return separator;
    return gap.lineEndsAfter > 1 && !this.#afterOpening() ? 'blank' : 'hard';
  }

  /** What stands before each comment of a gap and, last, before its token. */
  #joints(gap: Gap, separator: Separator): readonly Joint[] {
    const count = gap.comments.length + 1;
    const all = Array.from({ length: count }, (_, i) => i);
    const forced = all.filter((i) => this.#forced(gap, i));
    const wanted = all.filter((i) => this.#wanted(gap, i));
    const glue = (i: number): Joint => this.#glue(gap, i, separator);
    switch (separator) {
      case 'none':
      case 'space':
        return all.map((i) => (forced.includes(i) ? 'hard' : glue(i)));
      case 'soft':
      case 'line': {
        if (forced.length > 0 || wanted.length > 1) return all.map((i) => (forced.includes(i) || wanted.includes(i) ? 'hard' : glue(i)));
        // The one place where the line may end; joined, it reads as the glue does.
        const place = wanted[0] ?? 0;
        return all.map((i) => (i === place ? (glue(i) === 'none' ? 'soft' : 'line') : glue(i)));
      }
      case 'hard':
      case 'item': {
        const none = forced.length === 0 && wanted.length === 0;
        return all.map((i) => {
          if (!forced.includes(i) && !wanted.includes(i) && !(none && i === 0)) return glue(i);
          return separator === 'item' && this.#blank(gap, i) ? 'blank' : 'hard';
        });
      }
    }
  }

  /** Whether a line must end before the comment, or for the last joint before the token. */
  #forced(gap: Gap, i: number): boolean {
    const left = gap.comments[i - 1]?.comment.kind;
    const right = gap.comments[i];
    if (left === 'line' || left === 'doc') return true;
    return right?.comment.kind === 'doc' || (right?.comment.kind === 'line' && right.lineEndsBefore > 0);
  }

  /** Whether the author ended the line there. */
  #wanted(gap: Gap, i: number): boolean {
    return this.#lineEnds(gap, i) > 0;
  }

  #lineEnds(gap: Gap, i: number): number {
    return gap.comments[i]?.lineEndsBefore ?? gap.lineEndsAfter;
  }

  /** Whether an empty line stays: none after an opening bracket, none between a description and what it describes. */
  #blank(gap: Gap, i: number): boolean {
    if (i === 0 ? this.#afterOpening() : gap.comments[i - 1]?.comment.kind === 'doc') return false;
    return this.#lineEnds(gap, i) > 1;
  }

  /** What joins two things of a gap within a line. */
  #glue(gap: Gap, i: number, separator: Separator): Joint {
    if (separator !== 'none' && separator !== 'soft') return 'space';
    const next = this.peek();
    if (i === 0) return this.#afterOpening() ? 'none' : 'space';
    if (i === gap.comments.length) return next !== undefined && CLINGING.has(next) ? 'none' : 'space';
    return 'space';
  }
}

const IGNORE = /^\/[/*]\s*prettier-ignore\s*(?:\*\/)?$/;

function plain(joint: Joint | Separator): Doc {
  switch (joint) {
    case 'none':
      return '';
    case 'space':
      return ' ';
    case 'soft':
      return softline;
    case 'line':
      return line;
    case 'hard':
    case 'item':
      return hardline;
    case 'blank':
      return [hardline, hardline];
  }
}

/** Lines that keep their place, whatever the indentation around them. */
function lines(text: string): Doc {
  return builders.join(literalline, text.split('\n'));
}

/** A comment as written. One whose lines all begin with a star is set under its beginning. */
function commentDoc(comment: Comment): Doc {
  if (comment.kind !== 'block') return commentText(comment);
  const [first = '', ...rest] = comment.text.split('\n');
  if (rest.length === 0) return first;
  if (!rest.every((l) => l.trimStart().startsWith('*'))) return lines(comment.text);
  return [first.trimEnd(), ...rest.map((l) => [hardline, ` ${l.trim()}`])];
}

function commentText(comment: Comment): string {
  return comment.text.trimEnd();
}

/** Words such as `tool` outside of all brackets, by which a file is cut into declarations: they may be names, too. */
function findHeads(tokens: readonly IToken[]): ReadonlySet<number> {
  const heads = new Set<number>();
  let depth = 0;
  for (const [i, { tokenType }] of tokens.entries()) {
    if (tokenType === t.LParen || tokenType === t.LSquare || tokenType === t.LCurly) depth++;
    else if (tokenType === t.RParen || tokenType === t.RSquare || tokenType === t.RCurly) depth--;
    else if (depth === 0 && isHead(tokenType)) heads.add(i);
  }
  return heads;
}

/** From the index of each `(` to the offset of its `)`. */
function pairParentheses(tokens: readonly IToken[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.tokenType === t.LParen) open.push(i);
    if (token.tokenType !== t.RParen) continue;
    const opening = open.pop();
    if (opening !== undefined) partners.set(opening, startOf(token));
  }
  return partners;
}
