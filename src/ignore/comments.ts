/**
 * Comments that silence a finding: `// rworld-ignore rule: why`. Several rules are parted by commas, and `rule(name)` means the
 * finding about one thing, wherever it is shown. A comment on a line of its own is about what comes next: the whole
 * declaration, or within one the next line; a comment after code is about its line. `rworld-ignore-file` is about the file.
 */
import type { Location, SourceFile, Span } from '../source/source.js';
import type { Comment, Decl, Module } from '../syntax/ast.js';

export interface Ignore {
  readonly rule: string;
  /** The name of the one thing that is meant; null: anything in the scope. */
  readonly subject: string | null;
  /** Empty where the comment gives none. */
  readonly reason: string;
  readonly location: Location;
  /** Where it holds. */
  readonly scope: Span;
  readonly wholeFile: boolean;
}

const MARK = /^(?:\/\/|\/\*)\s*rworld-ignore(-file)?(?=[\s:]|\*\/|$)([^]*)$/;
const RULE = /^([A-Za-z][A-Za-z0-9-]*)(?:\(([^()]*)\))?$/;

/** Every silencing comment of a file, one entry for each rule that it names. A comment that names none has the rule "". */
export function ignoresOf(module: Module): Ignore[] {
  const found: Ignore[] = [];
  for (const comment of module.comments) {
    const match = comment.kind === 'doc' ? null : MARK.exec(comment.text.replace(/\s*\*\/$/, ''));
    if (match === null) continue;
    const wholeFile = match[1] !== undefined;
    const [rules = '', ...why] = (match[2] ?? '').split(':');
    const base = {
      reason: why.join(':').trim(),
      location: { file: module.file, span: comment.span },
      scope: wholeFile ? { start: 0, end: module.file.text.length } : scopeOf(comment, module),
      wholeFile,
    };
    const names = rules.split(',').map((r) => r.trim()).filter((r) => r !== '');
    for (const name of names.length === 0 ? [''] : names) {
      const parts = RULE.exec(name);
      found.push({ rule: parts?.[1] ?? name, subject: parts?.[2] ?? null, ...base });
    }
  }
  return found;
}

function scopeOf(comment: Comment, module: Module): Span {
  const { file } = module;
  const { text } = file;
  const lineStart = text.lastIndexOf('\n', comment.span.start - 1) + 1;
  const before = text.slice(lineStart, comment.span.start);
  if (before.trim() !== '') return lineOf(file, comment.span.start);
  const next = nextCode(comment, module);
  for (const node of declarationsOf(module)) if (node.start === next) return node;
  return next === null ? lineOf(file, comment.span.end) : lineOf(file, next);
}

/** Where the next code begins, comments passed over: a doc comment is part of what it describes. */
function nextCode(comment: Comment, module: Module): number | null {
  const { text } = module.file;
  let at = comment.span.end;
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++;
    const other = module.comments.find((c) => c.span.start === at);
    if (other === undefined) return at < text.length ? at : null;
    at = other.span.end;
  }
}

/** Declarations and the header, each from its first word: doc comments come before it. */
function declarationsOf(module: Module): Span[] {
  const spans: Span[] = module.world === null ? [] : [module.world.span];
  const visit = (decls: readonly Decl[]): void => {
    for (const decl of decls) {
      spans.push(decl.span);
      if (decl.kind === 'app' || decl.kind === 'template') visit(decl.decls);
    }
  };
  visit(module.decls);
  return spans;
}

function lineOf(file: SourceFile, offset: number): Span {
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  const end = file.text.indexOf('\n', offset);
  return { start, end: end === -1 ? file.text.length : end };
}
