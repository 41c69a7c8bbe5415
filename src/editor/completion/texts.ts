/** Inside quotes: holes of phrases, sources of imports, data files and their columns. */
import { basename, dirname, join } from '../../host/path.js';
import { MAX_DATA_BYTES } from '../../host/host.js';
import { locateData } from '../../resolve/locate.js';
import { readCsv } from '../../types/values/csv.js';
import { importable, relativeImport } from '../code-actions.js';
import { showParam } from '../show.js';
import { offerTemplateParts } from './expressions.js';
import { templateAround, toolAround, type Context } from './context.js';
import type { Expected } from './follow.js';
import { toItem, type CompletionItem, type Offer } from './item.js';

export function completeText(context: Context, text: NonNullable<Context['place']['text']>, expected: readonly Expected[]): CompletionItem[] {
  const rules = new Set(expected.filter((e) => e.terminal.kind === 'token' && e.terminal.text === 'String').flatMap((e) => e.rules));
  const inner = { start: text.span.start + 1, end: text.closed ? text.span.end - 1 : text.span.end };
  const whole = (offers: readonly Offer[]): CompletionItem[] => offers.map((o) => toItem(o, inner));
  if (rules.has('importDecl')) return whole(importable(context.workspace, context.view).map(({ source, names }) => ({ label: source, kind: 'file', rank: source.startsWith('std/') ? 2 : 1, detail: `${names.size} names` })));
  if (rules.has('callType')) return whole(argumentOfSource(context));
  if (rules.has('text')) return holes(context, inner, rules);
  if (rules.has('entityDecl')) return whole(dataFiles(context, '.csv'));
  return [];
}

// ---------------------------------------------------------------- holes

function holes(context: Context, inner: { readonly start: number; readonly end: number }, rules: ReadonlySet<string>): CompletionItem[] {
  const { view, place } = context;
  const source = context.workspace.syntax(view.path)?.module.file.text ?? view.module.file.text;
  const before = source.slice(inner.start, place.offset).replaceAll('{{', '  ');
  const brace = before.lastIndexOf('{');
  if (brace === -1 || before.includes('}', brace)) return [];
  const start = inner.start + brace + 1;
  const written = before.slice(brace + 1);
  const rest = /^\w*\}?/.exec(source.slice(place.offset, inner.end))?.[0] ?? '';
  const dot = written.lastIndexOf('.');
  const span = { start: dot === -1 ? start : start + dot + 1, end: place.offset + rest.length };
  const offers: Offer[] = [];
  if (dot !== -1) offers.push(...offerTemplateParts());
  else if (rules.has('tasksClause')) offers.push({ label: 'goal', kind: 'name', rank: 0, detail: 'the phrase of what is asked for' });
  else {
    const named = place.before[place.before.length - 1]?.image === 'tool';
    const inPhrase = !place.before.some((t) => t.image === 'requires') || place.before.findLastIndex((t) => t.image === 'phrase' || t.image === 'action') > place.before.findLastIndex((t) => t.image === 'requires');
    for (const param of named ? [] : (toolAround(context)?.params ?? [])) {
      if (param.name.missing || (inPhrase && param.defaultValue !== null)) continue;
      const used = source.slice(inner.start, inner.end).includes(`{${param.name.text}}`);
      offers.push({ label: param.name.text, kind: 'parameter', rank: used ? 2 : 0, detail: showParam(view.module, param), doc: param.doc?.text ?? '' });
    }
    for (const param of templateAround(context)?.params ?? []) if (!param.name.missing) offers.push({ label: param.name.text, kind: 'type', rank: 1, detail: 'template parameter' });
  }
  return offers.map((o) => toItem({ ...o, newText: `${o.newText ?? o.label}}` }, span));
}

// ---------------------------------------------------------------- data

function argumentOfSource(context: Context): Offer[] {
  const { before } = context.place;
  const open = before.findLastIndex((t) => t.image === '(');
  const name = before[open - 1]?.image;
  const commas = before.slice(open).filter((t) => t.image === ',').length;
  switch (name) {
    case 'lines':
      return dataFiles(context, '.txt');
    case 'column':
      return commas === 0 ? dataFiles(context, '.csv') : columns(context, before[open + 1]?.image.replaceAll('"', '') ?? '');
    case 'date':
      return commas === 0 ? formats('d/M/yyyy', 'yyyy-MM-dd', 'EEEE d MMMM yyyy', 'MM/yyyy') : [];
    case 'time':
      return commas === 0 ? formats('HH:mm', 'h:mm a', 'HH:mm:ss') : [];
    case 'datetime':
      return commas === 0 ? formats('yyyy-MM-dd HH:mm', "d/M/yyyy 'at' h:mm a") : [];
    default:
      return [];
  }
}

function formats(...all: readonly string[]): Offer[] {
  return all.map((label) => ({ label, kind: 'value', rank: 1 }));
}

const DEEPEST = 4;
const MOST_FILES = 300;

/** Files beside and below the one that names them; those with the usual ending first. */
function dataFiles({ workspace: { host }, view }: Context, usual: string): Offer[] {
  const found: Offer[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const name of host.list(folder)) {
      if (found.length >= MOST_FILES || name.startsWith('.') || name === 'node_modules') continue;
      const path = join(folder, name);
      if (host.kind(path) === 'directory') {
        if (depth < DEEPEST) visit(path, depth + 1);
      } else if (/\.(?:txt|csv|tsv|lst|dat)$/.test(name)) found.push({ label: relativeImport(view.path, path).replace(/^\.\//, ''), kind: 'file', rank: name.endsWith(usual) ? 0 : 1 });
    }
  };
  visit(dirname(view.path), 0);
  return found;
}

function columns({ workspace: { host }, view: { module } }: Context, file: string): Offer[] {
  const found = locateData(host, module.path, module.territory, file);
  const read = found.ok ? host.readText(found.path, MAX_DATA_BYTES) : undefined;
  if (read?.ok !== true) return [];
  return header(read.text).map((label) => ({ label, kind: 'name', rank: 0, detail: `of ${basename(file)}` }));
}

/** The names in the first line of a CSV file. */
function header(text: string): readonly string[] {
  const first = readCsv(text).next().value;
  return first !== undefined && 'fields' in first ? first.fields.map((f) => f.text) : [];
}
