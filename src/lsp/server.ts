/**
 * The language server: each request of the protocol goes to the feature of that name in `src/editor`, and its answer back.
 * https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
import {
  type CodeAction, CodeActionKind, type CodeLens, CodeLensRefreshRequest, type Connection, DidChangeWatchedFilesNotification, type Hover, InlayHintKind, type InitializeParams, type InitializeResult, LSPErrorCodes, MessageType, type Range, ResponseError,
  SemanticTokensBuilder, type ServerCapabilities, ShowMessageNotification, TextDocumentSyncKind, type TextEdit,
} from 'vscode-languageserver';
import { codeActions, fixAll } from '../editor/code-actions.js';
import { codeLenses } from '../editor/code-lens.js';
import { completionsAt } from '../editor/completion/completion.js';
import { definitionAt } from '../editor/definition.js';
import { diagnosticsOf } from '../editor/diagnostics.js';
import { linkedFiles } from '../editor/document-links.js';
import { documentSymbols } from '../editor/document-symbols.js';
import { formatting } from '../editor/formatting.js';
import { foldingRanges } from '../editor/folding.js';
import { hoverAt } from '../editor/hover.js';
import { inlayHints } from '../editor/inlay-hints.js';
import { highlightsAt, referencesAt } from '../editor/references.js';
import { renamableAt, rename } from '../editor/rename.js';
import { selectionRanges } from '../editor/selection-ranges.js';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../editor/semantic-tokens.js';
import { signatureHelpAt } from '../editor/signature-help.js';
import { type FileView, Workspace } from '../editor/workspace.js';
import { workspaceSymbols } from '../editor/workspace-symbols.js';
import type { Host } from '../host/host.js';
import { basename } from '../host/path.js';
import { version } from '../version.js';
import { Background } from './background/background.js';
import type { Question } from './background/messages.js';
import { COMMANDS, type Page } from './commands.js';
import { fillTokens, toCompletionItem, toDiagnostic, toDocumentSymbol, toEdit, toFoldingRange, toLocation, toRange, toSelectionRange, toSpan, toSymbolKind, toWorkspaceEdit } from './convert.js';
import { Documents } from './documents.js';
import { Publisher } from './publisher.js';
import { pathOfUri } from './uris.js';

/** What a client may say when it starts the server, under `initializationOptions`. */
interface Options {
  /** `names`: only what a grammar cannot know. `all` (default): also keywords, texts and comments. */
  readonly semanticTokens?: 'names' | 'all';
  /** `client`: code lenses name the commands of the extension, which shows pages itself. */
  readonly commands?: 'client' | 'server';
}

/** A hover waits so long for what only counting can tell. */
const HOVER_PATIENCE_MS = 800;

export function startServer(connection: Connection, host: Host): void {
  const workspace = new Workspace(host);
  const documents = new Documents(workspace);
  const background = new Background();
  const builders = new Map<string, SemanticTokensBuilder>();
  let options: Options = {};
  let client: InitializeParams['capabilities'] = {};

  const publisher = new Publisher(workspace, documents, background, {
    publish: (uri, diagnostics) => attempt(connection.sendDiagnostics({ uri, diagnostics })),
    counted: () => {
      if (client.workspace?.codeLens?.refreshSupport === true) attempt(connection.sendRequest(CodeLensRefreshRequest.type));
    },
  });

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    options = readOptions(params.initializationOptions);
    const folders = params.workspaceFolders?.map((f) => f.uri) ?? (params.rootUri == null ? [] : [params.rootUri]);
    workspace.setRoots(folders.filter((uri) => uri.startsWith('file:')).map(pathOfUri));
    return { capabilities: CAPABILITIES, serverInfo: { name: 'rworld', version } };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      attempt(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.{rworld,txt,csv}' }, { globPattern: '**/package.json' }] }));
    }
    if (client.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map((f) => workspace.real(pathOfUri(f.uri))));
        workspace.setRoots([...workspace.roots.filter((root) => !gone.has(root)), ...added.map((f) => pathOfUri(f.uri))]);
      });
    }
  });

  documents.listen(connection, (path) => publisher.changed(path));

  connection.onDidChangeWatchedFiles(() => {
    workspace.refresh();
    for (const path of documents.open) publisher.changed(path);
  });

  // ------------------------------------------------------------ features

  /** A feature of one file; nothing where the file is not known. */
  const inFile = <T>(uri: string, answer: (view: FileView) => T): T | null => {
    const view = workspace.view(documents.path(uri));
    return view === null ? null : answer(view);
  };

  connection.onCompletion(({ textDocument, position }) => {
    const path = documents.path(textDocument.uri);
    const file = documents.file(path);
    const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
    return completionsAt(workspace, path, documents.offset(path, position)).map((item) => toCompletionItem(file, item, snippets));
  });

  connection.onHover(async ({ textDocument, position }): Promise<Hover | null> => {
    const view = workspace.view(documents.path(textDocument.uri));
    const hover = view === null ? null : hoverAt(workspace, view, documents.offset(view.path, position));
    if (view === null || hover === null) return null;
    const counted = hover.tool === undefined || view.analysis.checked.program === null ? '' : await occurrences(view, hover.tool);
    return { contents: { kind: 'markdown', value: hover.markdown + counted }, range: toRange(view.module.file, hover.span) };
  });

  const occurrences = async (view: FileView, tool: string): Promise<string> => {
    const asked = background.ask({ kind: 'tool', tool }, view.analysis.entry, publisher.revision, workspace.host.texts());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), HOVER_PATIENCE_MS)));
    const answer = await Promise.race([asked, late]);
    clearTimeout(timer);
    if (answer === null) return '\n\n*Its compositions are not counted yet.*';
    return answer.kind === 'page' ? `\n\n${answer.text}` : '';
  };

  connection.onDefinition(({ textDocument, position }) =>
    inFile(textDocument.uri, (view) => {
      const found = definitionAt(workspace, view, documents.offset(view.path, position));
      if (client.textDocument?.definition?.linkSupport !== true) return found.map((d) => toLocation(documents, d));
      return found.map((d) => {
        const { uri, range } = toLocation(documents, d);
        return { targetUri: uri, targetRange: range, targetSelectionRange: range, originSelectionRange: toRange(view.module.file, d.origin) };
      });
    }),
  );

  connection.onReferences(({ textDocument, position, context }) =>
    inFile(textDocument.uri, (view) => referencesAt(workspace, view, documents.offset(view.path, position), context.includeDeclaration).map((p) => toLocation(documents, p))),
  );

  connection.onDocumentHighlight(({ textDocument, position }) =>
    inFile(textDocument.uri, (view) => highlightsAt(view, documents.offset(view.path, position)).map((h) => ({ range: toRange(view.module.file, h.span), kind: h.declares ? 3 : 2 }))),
  );

  connection.onPrepareRename(({ textDocument, position }) =>
    inFile(textDocument.uri, (view) => {
      const found = renamableAt(view, documents.offset(view.path, position));
      return found.ok ? { range: toRange(view.module.file, found.span), placeholder: found.name } : refuse(found.problem);
    }),
  );

  connection.onRenameRequest(({ textDocument, position, newName }) =>
    inFile(textDocument.uri, (view) => {
      const done = rename(workspace, view, documents.offset(view.path, position), newName);
      return done.ok ? toWorkspaceEdit(documents, done.edits) : refuse(done.problem);
    }),
  );

  connection.onDocumentSymbol(({ textDocument }) => {
    const path = documents.path(textDocument.uri);
    const module = workspace.syntax(path)?.module;
    return module === undefined ? null : documentSymbols(module).map((s) => toDocumentSymbol(module.file, s));
  });

  connection.onWorkspaceSymbol(({ query }) => workspaceSymbols(workspace, query).map((s) => ({ name: s.name, kind: toSymbolKind(s.kind), containerName: s.container, location: toLocation(documents, s) })));

  connection.onFoldingRanges(({ textDocument }) => {
    const module = workspace.syntax(documents.path(textDocument.uri))?.module;
    return module === undefined ? null : foldingRanges(module).map(toFoldingRange);
  });

  connection.onSelectionRanges(({ textDocument, positions }) => {
    const path = documents.path(textDocument.uri);
    const module = workspace.syntax(path)?.module;
    return module === undefined ? null : positions.map((p) => toSelectionRange(module.file, selectionRanges(module, documents.offset(path, p))));
  });

  const formatted = (uri: string, range?: Range): TextEdit[] => {
    const file = documents.file(documents.path(uri));
    const done = formatting(file.text, range === undefined ? undefined : toSpan(file, range));
    // What cannot be read whole is not touched; its mistakes are told already.
    return done.ok && done.edit !== null ? [toEdit(file, done.edit)] : [];
  };
  connection.onDocumentFormatting(({ textDocument }) => formatted(textDocument.uri));
  connection.onDocumentRangeFormatting(({ textDocument, range }) => formatted(textDocument.uri, range));

  connection.onSignatureHelp(({ textDocument, position }) => {
    const path = documents.path(textDocument.uri);
    const help = signatureHelpAt(workspace, path, documents.offset(path, position));
    if (help === null) return null;
    return { activeSignature: 0, activeParameter: help.active, signatures: [{ label: help.label, documentation: { kind: 'markdown', value: help.doc }, parameters: help.params.map((label) => ({ label: [label[0], label[1]] as [number, number] })) }] };
  });

  connection.languages.inlayHint.on(({ textDocument, range }) =>
    inFile(textDocument.uri, (view) =>
      inlayHints(view, documents.span(view.path, range)).map((h) => ({ position: toRange(view.module.file, { start: h.offset, end: h.offset }).start, label: h.text, tooltip: h.tooltip, ...(h.kind === 'type' ? { kind: InlayHintKind.Type } : {}) })),
    ),
  );

  connection.onDocumentLinks(({ textDocument }) =>
    inFile(textDocument.uri, (view) => linkedFiles(workspace, view).map((l) => ({ range: toRange(view.module.file, l.span), target: documents.uri(l.path) }))),
  );

  connection.onCodeLens(({ textDocument }) =>
    inFile(textDocument.uri, (view) => {
      const uri = documents.uri(view.analysis.entry);
      const prefix = options.commands === 'client' ? 'rworld' : 'rworld.server';
      return codeLenses(view, publisher.counts(view.analysis.entry)).map((lens): CodeLens => {
        const range = toRange(view.module.file, lens.span);
        switch (lens.kind) {
          case 'count':
            return { range, command: { title: lens.title, command: '' } };
          case 'preview':
            return { range, command: { title: lens.title, command: `${prefix}.preview`, arguments: [uri, lens.set, 0] } };
          case 'graph':
          case 'compile':
            return { range, command: { title: lens.title, command: `${prefix}.${lens.kind}`, arguments: [uri] } };
        }
      });
    }),
  );

  connection.onCodeAction(({ textDocument, range, context }) =>
    inFile(textDocument.uri, (view): CodeAction[] => {
      const diagnostics = diagnosticsOf(workspace, view.path);
      const wants = (kind: string): boolean => context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        for (const action of codeActions(workspace, view, documents.span(view.path, range), diagnostics)) {
          actions.push({ title: action.title, kind: CodeActionKind.QuickFix, isPreferred: action.preferred, diagnostics: [toDiagnostic(documents, view.path, action.diagnostic)], edit: toWorkspaceEdit(documents, action.edits) });
        }
      }
      const all = wants(CodeActionKind.SourceFixAll) ? fixAll(diagnostics) : [];
      if (all.length > 0) actions.push({ title: 'Fix all that has one fix', kind: `${CodeActionKind.SourceFixAll}.rworld`, edit: toWorkspaceEdit(documents, all) });
      return actions;
    }),
  );

  // ------------------------------------------------------------ colours

  const lexical = (): boolean => options.semanticTokens !== 'names';
  const builderOf = (uri: string): SemanticTokensBuilder => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.set(uri, builder);
    return builder;
  };
  const NO_TOKENS = { data: [] };

  connection.languages.semanticTokens.on(({ textDocument }) =>
    inFile(textDocument.uri, (view) => {
      const builder = new SemanticTokensBuilder();
      builders.set(textDocument.uri, builder);
      fillTokens(builder, view.module.file, semanticTokens(view, { lexical: lexical() }));
      return builder.build();
    }) ?? NO_TOKENS,
  );

  connection.languages.semanticTokens.onDelta(({ textDocument, previousResultId }) =>
    inFile(textDocument.uri, (view) => {
      const builder = builderOf(textDocument.uri);
      builder.previousResult(previousResultId);
      fillTokens(builder, view.module.file, semanticTokens(view, { lexical: lexical() }));
      return builder.buildEdits();
    }) ?? NO_TOKENS,
  );

  connection.languages.semanticTokens.onRange(({ textDocument, range }) =>
    inFile(textDocument.uri, (view) => {
      const builder = new SemanticTokensBuilder();
      fillTokens(builder, view.module.file, semanticTokens(view, { lexical: lexical(), range: documents.span(view.path, range) }));
      return builder.build();
    }) ?? NO_TOKENS,
  );

  // ------------------------------------------------------------ commands

  connection.onExecuteCommand(async ({ command, arguments: args }): Promise<Page | null> => {
    const [uri, set, index] = (args ?? []) as unknown[];
    if (typeof uri !== 'string') return null;
    const view = workspace.view(documents.path(uri));
    if (view === null) return null;
    const { entry } = view.analysis;
    const name = view.analysis.graph.entry.ast.world?.name.text ?? basename(entry);
    const ask = async (question: Question, title: string, language: Page['language']): Promise<Page> => {
      const answer = await background.ask(question, entry, publisher.revision, workspace.host.texts());
      const page = { title, language, text: answer.kind === 'page' ? answer.text : 'This took too long, and was given up.\n' };
      // An editor without the extension has nowhere to show a page: it shows what it is told.
      if (options.commands !== 'client') attempt(connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: page.text.length > 2000 ? `${page.text.slice(0, 2000)}…` : page.text }));
      return page;
    };
    switch (command) {
      case 'rworld.server.preview':
        return ask({ kind: 'preview', set: typeof set === 'string' ? set : '', index: typeof index === 'number' && index >= 0 ? Math.floor(index) : 0 }, `${name}: a task`, 'markdown');
      case 'rworld.server.graph':
        return ask({ kind: 'graph' }, `${name}: composition graph`, 'markdown');
      case 'rworld.server.compile':
        return ask({ kind: 'compile' }, `${name}.ir.json`, 'json');
      default:
        return null;
    }
  });

  connection.onShutdown(() => {
    publisher.close();
    background.close();
  });
  connection.listen();
}

/** Something that an editor may refuse, or be gone before: nobody waits for it. */
function attempt(sent: Promise<unknown>): void {
  sent.catch(() => undefined);
}

function refuse(problem: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, problem);
}

function readOptions(given: unknown): Options {
  if (typeof given !== 'object' || given === null) return {};
  return {
    ...('semanticTokens' in given && (given.semanticTokens === 'names' || given.semanticTokens === 'all') ? { semanticTokens: given.semanticTokens } : {}),
    ...('commands' in given && (given.commands === 'client' || given.commands === 'server') ? { commands: given.commands } : {}),
  };
}

const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  completionProvider: { triggerCharacters: ['.', '{', '"', '#', '/', '<', ':'] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  inlayHintProvider: true,
  documentLinkProvider: {},
  codeLensProvider: {},
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, `${CodeActionKind.SourceFixAll}.rworld`] },
  semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] }, full: { delta: true }, range: true },
  executeCommandProvider: { commands: [...COMMANDS] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
