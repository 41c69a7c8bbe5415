/**
 * From the text of one file to its tree. Total: whatever the text, there is a tree, and a diagnostic for everything
 * that it could not hold.
 */
import type { IToken, TokenType } from 'chevrotain';
import { endOf, spanOf, startOf } from '../../grammar/base.js';
import { RworldParser } from '../../grammar/parser.js';
import * as t from '../../grammar/tokens.js';
import * as codes from '../diagnostics/codes/syntax.js';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../source/source.js';
import type { Comment, Decl, Doc, ImportDecl, Module, Name, WorldHeader } from './ast.js';
import { type Chunk, cutIntoChunks, measureDepth } from './chunks.js';
import { checkCharacters, checkComments, checkTokens, reportLexingErrors } from './lexical.js';
import { declarationMeant } from './habits.js';
import type { ChunkNode, ParseMemo } from './memo.js';
import { diagnoseSyntax } from './messages.js';

export interface ParseResult {
  readonly module: Module;
  readonly diagnostics: readonly Diagnostic[];
  /** Declarations in which the parser met a mistake: their names are known, the rest of them cannot be relied on. */
  readonly broken: ReadonlySet<Decl>;
}

/** More characters than this are not parsed. */
export const MAX_SOURCE_LENGTH = 8_000_000;

/** After so many mistakes the rest of a file is not read. */
const MAX_MISTAKES = 200;

/** Chevrotain's recovery walks the grammar once for every open rule: deeper chunks than this are read without it. */
const MAX_RECOVERY_DEPTH = 12;

let recovering: RworldParser | undefined;
let plain: RworldParser | undefined;

/** @param memo what an earlier reading of this file left, and where this one leaves what it reads; for editors */
export function parse(file: SourceFile, memo?: ParseMemo): ParseResult {
  const diagnostics: Diagnostic[] = [];
  const report = (d: Diagnostic): void => void diagnostics.push(d);
  const whole = { start: 0, end: file.text.length };
  if (file.text.length > MAX_SOURCE_LENGTH) {
    report(diagnostic(codes.tooLong, { file, span: { start: 0, end: 1 } }, { megabytes: MAX_SOURCE_LENGTH / 1e6 }));
    return { module: { kind: 'module', file, world: null, imports: [], decls: [], comments: [], span: whole }, diagnostics, broken: new Set() };
  }
  checkCharacters(file, report);
  const lexed = t.lexer.tokenize(file.text);
  const commentTokens = lexed.groups['comments'] ?? [];
  reportLexingErrors(file, lexed.errors, report);
  checkTokens(file, lexed.tokens, report);
  checkComments(file, commentTokens, report);

  const docs = collectDocs(file, commentTokens, lexed.tokens);
  const mistakes = diagnostics.flatMap((d) => d.location?.span.start ?? []);
  const reading = new Reading(file, docs, mistakes, report, memo);
  const before = diagnostics.length;
  const chunks = cutIntoChunks(file.text, lexed.tokens);
  for (const [i, chunk] of chunks.entries()) {
    if (diagnostics.length - before >= MAX_MISTAKES) {
      report(diagnostic(codes.tooManyMistakes, { file, span: chunk.tokens[0] === undefined ? whole : spanOf(chunk.tokens[0]) }, { limit: MAX_MISTAKES }));
      break;
    }
    reading.read(chunk, startOfChunk(chunks[i + 1]) ?? file.text.length);
  }
  memo?.turn();
  for (const [offset, doc] of docs) {
    if (!reading.usedDocs.has(offset) && !reading.isBroken(offset)) report(diagnostic(codes.lostDoc, { file, span: doc.span }, {}));
  }
  const module: Module = { kind: 'module', file, world: reading.world, imports: reading.imports, decls: reading.decls, comments: commentTokens.map(toComment), span: whole };
  return { module, diagnostics, broken: reading.broken };
}

/** The reading of one file's chunks, one after another. */
class Reading {
  world: WorldHeader | null = null;
  readonly imports: ImportDecl[] = [];
  readonly decls: Decl[] = [];
  readonly broken = new Set<Decl>();
  readonly usedDocs = new Set<number>();
  readonly #brokenSpans: Span[] = [];

  constructor(
    private readonly file: SourceFile,
    private readonly docs: ReadonlyMap<number, Doc>,
    /** Where the characters themselves are wrong, which has been reported. */
    private readonly mistakes: readonly number[],
    private readonly report: (d: Diagnostic) => void,
    private readonly memo: ParseMemo | undefined,
  ) {}

  isBroken(offset: number): boolean {
    return this.#brokenSpans.some((s) => offset >= s.start && offset <= s.end);
  }

  /** @param end where the next chunk begins */
  read(chunk: Chunk, end: number): void {
    const { tokens } = chunk;
    const first = tokens[0];
    if (first === undefined) return;
    const span = { start: startOf(first), end: endOf(tokens[tokens.length - 1] ?? first) };
    // What a wrong character or an open text did to the declaration around it is no second mistake.
    const told = this.mistakes.some((at) => at >= span.start && at < end);
    const kept = told ? undefined : this.#kept(chunk, first);
    const { depth, tooDeep } = kept === undefined ? measureDepth(tokens) : { depth: 0 };
    if (tooDeep !== undefined) {
      this.report(diagnostic(codes.tooDeep, { file: this.file, span: spanOf(tooDeep.token) }, tooDeep));
      this.#brokenSpans.push(span);
      if (chunk.kind === 'declaration') this.#lose(nameOnly(first.tokenType, chunk));
      return;
    }
    switch (chunk.kind) {
      case 'world': {
        const { node, ok } = this.#run(chunk, kept, depth, told, isHeader, (p) => p.worldHeader());
        if (!ok) this.#brokenSpans.push(span);
        const late = this.world !== null || this.imports.length > 0 || this.decls.length > 0;
        if (late) this.report(diagnostic(codes.secondHeader, { file: this.file, span }, {}));
        // A header in the wrong place is a header all the same: nothing else says that there is none.
        this.world ??= node.name.missing ? { ...node, name: nameAfter(tokens) ?? node.name } : node;
        return;
      }
      case 'import': {
        const { node, ok } = this.#run(chunk, kept, depth, told, isImport, (p) => p.importDecl());
        if (!ok) this.#brokenSpans.push(span);
        this.imports.push(node);
        return;
      }
      case 'declaration': {
        const { node, ok } = this.#run(chunk, kept, depth, told, isDecl, (p) => p.declaration());
        const decl = ok ? node : withName(node, chunk);
        this.decls.push(decl);
        if (ok) return;
        this.broken.add(decl);
        this.#brokenSpans.push(span);
        return;
      }
      case 'stray':
        this.#brokenSpans.push(span);
        if (!told) this.report(diagnoseSyntax(this.file, chunk, []));
        this.#lose(nameOnly(t.DECLARATIONS.find((keyword) => keyword.PATTERN === declarationMeant(first)), chunk));
    }
  }

  /** A declaration of which only the name is known: uses of it are no mistakes. */
  #lose(decl: Decl | undefined): void {
    if (decl === undefined) return;
    this.decls.push(decl);
    this.broken.add(decl);
  }

  /** What the text of a chunk was read as before, moved to where it stands now. */
  #kept(chunk: Chunk, first: IToken): ChunkNode | undefined {
    const { from, text } = this.#textOf(chunk, first);
    const known = this.memo?.find(text, from);
    for (const offset of known?.docs ?? []) this.usedDocs.add(offset);
    return known?.node;
  }

  /** A declaration's text begins with its doc comment. */
  #textOf(chunk: Chunk, first: IToken): { readonly from: number; readonly text: string } {
    const start = startOf(first);
    const from = this.docs.get(start)?.span.start ?? start;
    return { from, text: this.file.text.slice(from, endOf(chunk.tokens[chunk.tokens.length - 1] ?? first)) };
  }

  /** Reads a chunk, unless it was read before: what is kept under a text is what its own kind of chunk was read as. */
  #run<N extends ChunkNode>(chunk: Chunk, kept: ChunkNode | undefined, depth: number, told: boolean, kind: (node: ChunkNode) => node is N, rule: (parser: RworldParser) => N): { readonly node: N; readonly ok: boolean } {
    if (kept !== undefined && kind(kept)) return { node: kept, ok: true };
    const read = this.#parse(chunk, depth, told, rule);
    const first = chunk.tokens[0];
    if (this.memo !== undefined && read.ok && first !== undefined) {
      const { from, text } = this.#textOf(chunk, first);
      this.memo.keep(text, { node: read.node, start: from, docs: read.docs });
    }
    return read;
  }

  #parse<N>(chunk: Chunk, depth: number, told: boolean, rule: (parser: RworldParser) => N): { readonly node: N; readonly ok: boolean; readonly docs: readonly number[] } {
    const parser = depth > MAX_RECOVERY_DEPTH ? (plain ??= new RworldParser({ recovery: false })) : (recovering ??= new RworldParser());
    parser.input = [...chunk.tokens];
    parser.docs = this.docs;
    parser.usedDocs = new Set();
    parser.strayBraces = [];
    const node = rule(parser);
    const docs = [...parser.usedDocs];
    for (const offset of docs) this.usedDocs.add(offset);
    const errors = parser.errors;
    if (errors.length > 0 && !told) this.report(diagnoseSyntax(this.file, chunk, errors));
    for (const span of parser.strayBraces.slice(0, 1)) {
      this.report(diagnostic(codes.strayBrace, { file: this.file, span }, { brace: this.file.text[span.start] ?? '{' }));
    }
    return { node, ok: errors.length === 0 && !told && parser.strayBraces.length === 0, docs };
  }
}

/** Where the parser lost a declaration whole, its keyword and its name are still known. */
function withName(decl: Decl, chunk: Chunk): Decl {
  const known = 'parts' in decl.name || !decl.name.missing;
  return known ? decl : (nameOnly(chunk.tokens[0]?.tokenType, chunk) ?? decl);
}

/** A declaration of a kind with nothing but its name; undefined where it has none. */
function nameOnly(keyword: TokenType | undefined, chunk: Chunk): Decl | undefined {
  const first = chunk.tokens[0];
  const name = nameAfter(chunk.tokens);
  if (keyword === undefined || first === undefined || name === undefined) return undefined;
  const span = { start: startOf(first), end: endOf(chunk.tokens[chunk.tokens.length - 1] ?? first) };
  const base = { doc: null, name, span };
  switch (keyword) {
    case t.KwTool:
      return { ...base, kind: 'tool', typeParams: [], params: [], result: { kind: 'missing-type', span }, clauses: [] };
    case t.KwEntity:
      return { ...base, kind: 'entity', rows: null, from: null, noun: null, plural: null, fields: [] };
    case t.KwApp:
      return { ...base, kind: 'app', noun: null, login: null, decls: [] };
    case t.KwTemplate:
      return { ...base, kind: 'template', params: [], where: null, sample: null, decls: [] };
    case t.KwConstraint:
      return { ...base, kind: 'constraint', rules: [] };
    case t.KwTasks:
      return { ...base, kind: 'tasks', clauses: [] };
    default:
      return { ...base, kind: 'type', parents: [], definition: null, accepts: null, noun: null, plural: null };
  }
}

function isHeader(node: ChunkNode): node is WorldHeader {
  return node.kind === 'world';
}

function isImport(node: ChunkNode): node is ImportDecl {
  return node.kind === 'import';
}

function isDecl(node: ChunkNode): node is Decl {
  return !isHeader(node) && !isImport(node);
}

function startOfChunk(chunk: Chunk | undefined): number | undefined {
  const first = chunk?.tokens[0];
  return first === undefined ? undefined : startOf(first);
}

function nameAfter(tokens: readonly IToken[]): Name | undefined {
  const token = tokens[1];
  if (token?.tokenType.CATEGORIES?.includes(t.Word) !== true) return undefined;
  return { text: token.image, span: spanOf(token), missing: false };
}

function toComment(token: IToken): Comment {
  const kind = token.tokenType === t.DocComment ? 'doc' : token.tokenType === t.LineComment ? 'line' : 'block';
  return { kind, text: token.image, span: spanOf(token) };
}

/** Runs of `///` lines, by the offset of the token after them. */
function collectDocs(file: SourceFile, comments: readonly IToken[], tokens: readonly IToken[]): Map<number, Doc> {
  const docs = new Map<number, Doc>();
  let next = 0;
  for (const comment of comments) {
    if (comment.tokenType !== t.DocComment) continue;
    while (next < tokens.length && startOf(tokens[next] ?? comment) < startOf(comment)) next++;
    const token = tokens[next];
    const offset = token === undefined ? file.text.length : startOf(token);
    const line = comment.image.slice(3).replace(/^ /, '').trimEnd();
    const before = docs.get(offset);
    const span = { start: before?.span.start ?? startOf(comment), end: endOf(comment) };
    docs.set(offset, { text: before === undefined ? line : `${before.text}\n${line}`, span });
  }
  return docs;
}
