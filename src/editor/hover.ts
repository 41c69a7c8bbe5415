/** What a reader should know of what stands at an offset, in Markdown. */
import { describeSet } from '../types/describe.js';
import { Stream, deriveKey } from '../runtime/random.js';
import type { Expr, Name, TypeDecl } from '../syntax/ast.js';
import type { Span } from '../source/source.js';
import type { Analysis } from './analysis.js';
import { functionWord } from './functions.js';
import { linkedFiles } from './document-links.js';
import { neighboursOf } from './neighbours.js';
import { occurrencesAt } from './occurrences.js';
import { code, showParam, showSignature, showType, someNames, sourceText } from './show.js';
import type { Target } from './targets.js';
import { contains, declsAt, inside } from './tree.js';
import { BASE_TYPES, SOURCES, WORDS } from './vocabulary.js';
import type { FileView, Workspace } from './workspace.js';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
  /** The tool that it speaks of, by its name in the world: what only counting can tell of it may be added. */
  readonly tool?: string;
}

export function hoverAt(workspace: Workspace, view: FileView, offset: number): Hover | null {
  const [first, ...more] = occurrencesAt(view, offset);
  if (first !== undefined) {
    const all = [first, ...more];
    const markdown = all.map((o) => describe(view, o.target)).filter((text) => text !== '').join('\n\n---\n\n');
    const tool = all.map((o) => toolOf(o.target)).find((name) => name !== undefined);
    return { span: first.span, markdown, ...(tool === undefined ? {} : { tool }) };
  }
  const link = linkedFiles(workspace, view).find((l) => contains(l.span, offset));
  if (link !== undefined) return { span: link.span, markdown: fileSummary(workspace, link.path, link.what) };
  return expressionAt(view, offset) ?? wordAt(view, offset);
}

function toolOf(target: Target): string | undefined {
  if (target.kind === 'alias') return toolOf(target.of);
  return target.kind === 'symbol' && target.symbol.decl.kind === 'tool' ? target.symbol.name : undefined;
}

function describe(view: FileView, target: Target): string {
  switch (target.kind) {
    case 'symbol': {
      const { decl, module } = target.symbol;
      const doc = decl.doc?.text ?? '';
      switch (decl.kind) {
        case 'type':
          return lines(code(sourceText(module, decl.span, 200)), doc, aboutType(view.analysis, target.symbol.name, decl));
        case 'tool':
          return lines(code(showSignature(decl, module)), doc, aboutTool(view.analysis, target.symbol.name));
        case 'entity':
          return lines(code(sourceText(module, { start: decl.span.start, end: decl.fields[0]?.span.start ?? decl.span.end }).replace(/\s*\{$/, '')), doc, decl.fields.map((f) => `- \`${showParam(module, f)}\`${f.modifiers.map((m) => ` ${m.kind}`).join('')}${f.doc === null ? '' : `: ${f.doc.text.replaceAll('\n', ' ')}`}`).join('\n'));
        case 'app':
        case 'template':
          return lines(code(sourceText(module, { start: decl.span.start, end: decl.decls[0]?.span.start ?? decl.span.end }).replace(/\s*\{$/, '')), doc);
        case 'constraint':
          return lines(code(`constraint ${decl.name.text}`), doc, decl.rules.map((r) => `- \`${sourceText(module, r.span)}\``).join('\n'));
        case 'tasks':
          return lines(code(`tasks ${decl.name.text}`), doc, decl.clauses.map((c) => `- \`${sourceText(module, c.span)}\``).join('\n'));
        default: {
          const never: never = decl;
          return never;
        }
      }
    }
    case 'param': {
      const optional = target.param.defaultValue === null ? '' : 'Optional: composition leaves it out.';
      return lines(code(`(parameter) ${showParam(target.module, target.param)}`), target.param.doc?.text ?? typeDoc(view, target.param.type === null ? target.param.name.text : sourceText(target.module, target.param.type.span)), optional);
    }
    case 'field':
      return lines(code(`(field) ${showParam(target.module, target.field)}`), target.field.doc?.text ?? typeDoc(view, target.field.type === null ? target.field.name.text : sourceText(target.module, target.field.type.span)));
    case 'type-variable':
      return lines(code(`(type variable) ${sourceText(target.module, target.variable.span)}`), target.variable.bound === null ? 'Any type. It carries the type of the arguments to the result.' : 'It carries the type of the arguments to the result.');
    case 'template-param':
      return code(`(template parameter) ${sourceText(target.module, target.param.span)}`);
    case 'local': {
      const type = localType(view, target.name);
      return code(`(variable) ${target.name.text}${type === undefined ? '' : `: ${type}`}`);
    }
    case 'alias':
      return describe(view, target.of);
    case 'world':
      return lines(code(`world ${target.name.text}`), target.module.ast.world?.doc?.text ?? '');
    case 'tag': {
      const tagged = view.analysis.checked.parts.tools.filter((t) => t.tags.includes(target.name)).map((t) => t.name);
      return lines(code(`#${target.name}`), `${tagged.length === 1 ? 'One tool has' : `${tagged.length} tools have`} this tag${tagged.length === 0 ? '.' : `: ${someNames(tagged)}.`}`);
    }
    case 'function': {
      const word = functionWord(target.name);
      return word === undefined ? '' : lines(code(word.form), word.doc);
    }
    case 'source': {
      const word = SOURCES.get(target.name);
      return word === undefined ? '' : lines(code(word.form), word.doc);
    }
    case 'base':
      return lines(code(target.name), BASE_TYPES.get(target.name) ?? '', aboutBase(view.analysis, target.name));
    default: {
      const never: never = target;
      return never;
    }
  }
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

/** What the type says of a parameter that has no words of its own. */
function typeDoc(view: FileView, name: string): string {
  return view.scopes.get(view.module)?.lookup('type', name)?.decl.doc?.text ?? '';
}

function aboutType(analysis: Analysis, name: string, decl: TypeDecl): string {
  const { types } = analysis.checked.parts;
  const type = types.table.get(name);
  if (type === undefined) return decl.definition === null ? '' : 'An alias: it is expanded wherever it is used.';
  const values = type.values === null ? '' : `Draws ${describeSet(type.values)}.`;
  const accepts = type.accepts === null ? '' : `Accepts also ${describeSet(type.accepts)}.`;
  const below = types.table.downSet(name).filter((n) => n !== name);
  const above = [...types.table.ancestors(name)].filter((n) => n !== name);
  return lines(
    [values, accepts].filter((s) => s !== '').join(' '),
    examples(analysis, name),
    [above.length === 0 ? '' : `Below ${someNames(above)}.`, below.length === 0 ? '' : `Above ${someNames(below)}.`].filter((s) => s !== '').join(' '),
  );
}

/** A few values that tasks would be made of, the same each time. */
function examples(analysis: Analysis, name: string): string {
  const denotation = analysis.denotations.of({ kind: 'named', name });
  const stream = new Stream(deriveKey(null, 'hover', name));
  const found = new Set<string>();
  for (let tries = 0; tries < 12 && found.size < 4; tries++) {
    const value = denotation.generate(stream);
    if (value === undefined) return '';
    const text = JSON.stringify(value);
    found.add(text.length <= 60 ? text : `${text.slice(0, 59)}…`);
  }
  return `Examples: ${[...found].map((v) => inlineCode(v)).join(', ')}`;
}

function inlineCode(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return fence + (fence === '``' ? ` ${text} ` : text) + fence;
}

function aboutBase(analysis: Analysis, name: string): string {
  const below = analysis.checked.parts.types.table.downSet(name).filter((n) => n !== name);
  return lines(examples(analysis, name), below.length === 0 ? '' : `Above ${someNames(below)}.`);
}

function aboutTool(analysis: Analysis, name: string): string {
  const { tools, types } = analysis.checked.parts;
  const tool = tools.find((t) => t.name === name);
  if (tool === undefined) return '';
  const { before, after } = neighboursOf(tool, tools, types.table);
  const sampled = tool.returns === null ? 'Its result is drawn from the result type.' : '';
  return lines(
    tool.phrases.slice(0, 3).map((p) => `> ${p.text.map((part) => (typeof part === 'string' ? part : `*${part.hole}*`)).join('')}`).join('  \n'),
    sampled,
    [before.length === 0 ? 'No tool feeds it: its arguments come from the user.' : `Fed by ${before.length}: ${someNames(before)}.`, after.length === 0 ? 'It feeds no tool.' : `Feeds ${after.length}: ${someNames(after)}.`].join('  \n'),
  );
}

function fileSummary(workspace: Workspace, path: string, what: 'import' | 'data'): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (what === 'import') {
    const names = (workspace.syntax(path)?.module.decls ?? []).flatMap((d) => ('parts' in d.name ? [] : d.name.text));
    return lines(`**${name}** declares ${names.length} ${names.length === 1 ? 'name' : 'names'}`, someNames(names, 24));
  }
  const read = workspace.host.readText(path);
  if (!read.ok) return `**${name}**`;
  const rows = read.text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines(`**${name}**: ${rows.length} lines`, `\`\`\`text\n${rows.slice(0, 8).map((r) => r.slice(0, 100).replaceAll('```', "'''")).join('\n')}${rows.length > 8 ? '\n…' : ''}\n\`\`\``);
}

/** The type of the smallest expression at an offset. */
function expressionAt(view: FileView, offset: number): Hover | null {
  let best: { readonly expr: Expr; readonly type: string } | undefined;
  for (const [expr, type] of view.analysis.typesIn(view.module)) {
    if (!contains(expr.span, offset)) continue;
    if (best === undefined || expr.span.end - expr.span.start <= best.expr.span.end - best.expr.span.start) best = { expr, type: showType(view.analysis, type) };
  }
  return best === undefined ? null : { span: best.expr.span, markdown: code(`${sourceText(view.module, best.expr.span, 60)}: ${best.type}`) };
}

/** The type of a variable, as one of its uses inside its declaration has it. */
function localType(view: FileView, name: Name): string | undefined {
  const decl = declsAt(view.module.ast.decls, name.span.start).at(-1);
  for (const [expr, type] of view.analysis.typesIn(view.module)) {
    if (expr.kind === 'name' && expr.name.text === name.text && decl !== undefined && inside(expr.span, decl.span)) return showType(view.analysis, type);
  }
  return undefined;
}

/** Words of the language, where they are no names. */
function wordAt(view: FileView, offset: number): Hover | null {
  const { text } = view.module.file;
  if (view.module.ast.comments.some((c) => contains(c.span, offset))) return null;
  let start = offset;
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  const word = /^\w+/.exec(text.slice(start, start + 40))?.[0] ?? '';
  const known = WORDS.get(word);
  const quoted = (text.slice(text.lastIndexOf('\n', start) + 1, start).replace(/\\"/g, '').split('"').length - 1) % 2 === 1;
  if (known === undefined || quoted) return null;
  return { span: { start, end: start + word.length }, markdown: lines(code(known.form), known.doc) };
}
