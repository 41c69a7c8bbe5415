/** From what features answer to what the protocol says. Nothing here decides anything. */
import {
  type CompletionItem as ProtocolItem, CompletionItemKind, type Diagnostic as ProtocolDiagnostic, DiagnosticSeverity, DiagnosticTag, type DocumentSymbol as ProtocolSymbol, type FoldingRange as ProtocolFolding,
  InsertTextFormat, type Location, type Position, type Range, type SelectionRange, SemanticTokensBuilder, SymbolKind, type TextEdit as ProtocolEdit, type WorkspaceEdit,
} from 'vscode-languageserver';
import { unusedImport } from '../diagnostics/codes/modules.js';
import type { CompletionItem, ItemKind } from '../editor/completion/completion.js';
import type { FileDiagnostic } from '../editor/diagnostics.js';
import type { DocumentSymbol, SymbolKind as EditorSymbolKind } from '../editor/document-symbols.js';
import type { FoldingRange } from '../editor/folding.js';
import type { Place, TextEdit } from '../editor/places.js';
import { TOKEN_MODIFIERS, TOKEN_TYPES, type SemanticToken } from '../editor/semantic-tokens.js';
import { SourceFile, type Span } from '../source/source.js';

export function toPosition(file: SourceFile, offset: number): Position {
  const { line, column } = file.positionAt(offset);
  return { line: line - 1, character: column - 1 };
}

export function toRange(file: SourceFile, span: Span): Range {
  return { start: toPosition(file, span.start), end: toPosition(file, span.end) };
}

/** Positions outside of the text are moved to its nearest end, and those beyond a line to the line's. */
export function toOffset(file: SourceFile, { line, character }: Position): number {
  const starts = file.lineStarts;
  if (line >= starts.length) return file.text.length;
  const start = starts[Math.max(0, line)] ?? 0;
  return start + Math.min(Math.max(0, character), file.lineText(line + 1).length);
}

export function toSpan(file: SourceFile, range: Range): Span {
  return { start: toOffset(file, range.start), end: toOffset(file, range.end) };
}

/** What turning paths into URIs and offsets into positions takes. */
export interface Files {
  uri(path: string): string;
  file(path: string): SourceFile;
}

export function toLocation(files: Files, { path, span }: Place): Location {
  return { uri: files.uri(path), range: toRange(files.file(path), span) };
}

export function toEdit(file: SourceFile, edit: Pick<TextEdit, 'span' | 'newText'>): ProtocolEdit {
  return { range: toRange(file, edit.span), newText: edit.newText };
}

export function toWorkspaceEdit(files: Files, edits: readonly TextEdit[]): WorkspaceEdit {
  const changes: Record<string, ProtocolEdit[]> = {};
  for (const edit of edits) (changes[files.uri(edit.path)] ??= []).push(toEdit(files.file(edit.path), edit));
  return { changes };
}

const SEVERITIES = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information } as const;

export function toDiagnostic(files: Files, path: string, d: FileDiagnostic): ProtocolDiagnostic {
  return {
    range: toRange(files.file(path), d.span),
    severity: SEVERITIES[d.severity],
    code: d.code,
    source: 'rworld',
    message: d.help === undefined ? d.message : `${d.message}\n${d.help}`,
    ...(d.related.length === 0 ? {} : { relatedInformation: d.related.map((r) => ({ message: r.message, location: toLocation(files, r) })) }),
    ...(d.code === unusedImport.code ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

const ITEM_KINDS: { readonly [K in ItemKind]: CompletionItemKind } = {
  keyword: CompletionItemKind.Keyword,
  type: CompletionItemKind.Interface,
  entity: CompletionItemKind.Class,
  tool: CompletionItemKind.Function,
  app: CompletionItemKind.Module,
  template: CompletionItemKind.Struct,
  constraint: CompletionItemKind.Constant,
  parameter: CompletionItemKind.Variable,
  variable: CompletionItemKind.Variable,
  field: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  source: CompletionItemKind.Function,
  file: CompletionItemKind.File,
  tag: CompletionItemKind.Constant,
  name: CompletionItemKind.Text,
  value: CompletionItemKind.Value,
};

/** @param snippets whether the editor knows tab stops */
export function toCompletionItem(file: SourceFile, item: CompletionItem, snippets: boolean): ProtocolItem {
  const plain = item.newText.replace(/\("\$1"\)|\(\$1\)/, '');
  return {
    label: item.label,
    kind: ITEM_KINDS[item.kind],
    sortText: `${item.rank}${item.label.toLowerCase()}`,
    ...(item.detail === '' ? {} : { detail: item.detail }),
    ...(item.doc === '' ? {} : { documentation: { kind: 'markdown', value: item.doc } }),
    ...(item.snippet && snippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    textEdit: { range: toRange(file, item.span), newText: item.snippet && !snippets ? plain : item.newText },
    ...(item.also.length === 0 ? {} : { additionalTextEdits: item.also.map((edit) => toEdit(file, edit)) }),
  };
}

const SYMBOL_KINDS: { readonly [K in EditorSymbolKind]: SymbolKind } = {
  world: SymbolKind.Package,
  type: SymbolKind.Interface,
  entity: SymbolKind.Class,
  field: SymbolKind.Field,
  tool: SymbolKind.Function,
  parameter: SymbolKind.Variable,
  app: SymbolKind.Module,
  template: SymbolKind.Struct,
  constraint: SymbolKind.Constant,
  tasks: SymbolKind.Event,
};

export function toSymbolKind(kind: EditorSymbolKind): SymbolKind {
  return SYMBOL_KINDS[kind];
}

export function toDocumentSymbol(file: SourceFile, symbol: DocumentSymbol): ProtocolSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: SYMBOL_KINDS[symbol.kind],
    range: toRange(file, symbol.span),
    selectionRange: toRange(file, symbol.at),
    children: symbol.children.map((child) => toDocumentSymbol(file, child)),
  };
}

export function toFoldingRange({ startLine, endLine, kind }: FoldingRange): ProtocolFolding {
  return { startLine, endLine, ...(kind === 'region' ? {} : { kind }) };
}

export function toSelectionRange(file: SourceFile, spans: readonly Span[]): SelectionRange {
  let range: SelectionRange | undefined;
  for (const span of [...spans].reverse()) range = { range: toRange(file, span), ...(range === undefined ? {} : { parent: range }) };
  return range ?? { range: toRange(file, { start: 0, end: 0 }) };
}

export function fillTokens(builder: SemanticTokensBuilder, file: SourceFile, tokens: readonly SemanticToken[]): void {
  for (const { span, type, modifiers } of tokens) {
    const { line, character } = toPosition(file, span.start);
    builder.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), modifiers.reduce((bits, m) => bits | (1 << TOKEN_MODIFIERS.indexOf(m)), 0));
  }
}
