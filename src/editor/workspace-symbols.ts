/** Declarations of the whole workspace whose names fit what was typed: its letters, in order. */
import { documentSymbols, type DocumentSymbol, type SymbolKind } from './document-symbols.js';
import type { Place } from './places.js';
import type { Workspace } from './workspace.js';

export interface WorkspaceSymbol extends Place {
  readonly name: string;
  readonly kind: SymbolKind;
  /** The app or template around it, or the file. */
  readonly container: string;
}

const MOST = 500;

export function workspaceSymbols(workspace: Workspace, query: string): readonly WorkspaceSymbol[] {
  const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
  for (const path of workspace.files()) {
    const syntax = workspace.syntax(path);
    if (syntax === null) continue;
    const visit = (symbols: readonly DocumentSymbol[], container: string): void => {
      for (const { name, kind, at, children } of symbols) {
        if (kind === 'parameter' || kind === 'field') continue;
        const rank = rankOf(name, query);
        if (rank !== undefined) found.push({ symbol: { name, kind, container, path, span: at }, rank });
        visit(children, name);
      }
    };
    visit(documentSymbols(syntax.module), syntax.module.file.path);
  }
  found.sort((a, b) => a.rank - b.rank || (a.symbol.name < b.symbol.name ? -1 : a.symbol.name > b.symbol.name ? 1 : a.symbol.path < b.symbol.path ? -1 : 1));
  return found.slice(0, MOST).map((f) => f.symbol);
}

/** 0 for a beginning, 1 for a part, 2 for its letters in order; undefined where it does not fit. */
function rankOf(name: string, query: string): number | undefined {
  const text = name.toLowerCase();
  const wanted = query.toLowerCase();
  if (text.startsWith(wanted)) return 0;
  if (text.includes(wanted)) return 1;
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return undefined;
  }
  return 2;
}
