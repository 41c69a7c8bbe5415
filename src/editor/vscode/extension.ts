/** Starts `rworld lsp`, and shows the pages that its commands answer with. Everything else is the server's. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const pages = new Pages();
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider('rworld-page', pages),
    vscode.commands.registerCommand('rworld.compile', (uri?: string) => pages.show('compile', uri)),
    vscode.commands.registerCommand('rworld.preview', (uri?: string, set?: string) => preview(pages, uri, set)),
    vscode.commands.registerCommand('rworld.graph', (uri?: string) => pages.show('graph', uri)),
    vscode.commands.registerCommand('rworld.restart', async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function start(): Promise<void> {
  client = new LanguageClient('rworld', 'rworld', server(), {
    documentSelector: [{ language: 'rworld' }],
    initializationOptions: { semanticTokens: 'names', commands: 'client' },
  });
  try {
    await client.start();
  } catch (error) {
    const chosen = await vscode.window.showErrorMessage(`rworld did not start: ${error instanceof Error ? error.message : String(error)}. Install it in the project (npm install rworld), or name it in the settings.`, 'Settings');
    if (chosen !== undefined) await vscode.commands.executeCommand('workbench.action.openSettings', 'rworld.server.path');
  }
}

/** What the settings name, else the project's own rworld, else the one on the path. */
function server(): ServerOptions {
  const named = vscode.workspace.getConfiguration('rworld').get<string>('server.path') ?? '';
  const own = (vscode.workspace.workspaceFolders ?? []).map((folder) => join(folder.uri.fsPath, 'node_modules/rworld/dist/src/cli/main.js')).find((path) => existsSync(path));
  const path = named === '' ? (own ?? 'rworld') : named;
  return /\.[cm]?js$/.test(path) ? { module: path, args: ['lsp'], transport: TransportKind.stdio } : { command: path, args: ['lsp'], options: { shell: process.platform === 'win32' } };
}

interface Page {
  readonly title: string;
  readonly language: string;
  readonly text: string;
}

function isPage(answer: unknown): answer is Page {
  return typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string' && 'title' in answer && typeof answer.title === 'string' && 'language' in answer && typeof answer.language === 'string';
}

/** The next task of the set each time. */
const shown = new Map<string, number>();

async function preview(pages: Pages, uri?: string, set?: string): Promise<void> {
  const name = set ?? (await vscode.window.showInputBox({ prompt: 'The task set', value: 'train' }));
  if (name === undefined) return;
  const key = `${uri ?? ''} ${name}`;
  const index = shown.get(key) ?? 0;
  shown.set(key, index + 1);
  await pages.show('preview', uri, name, index);
}

/** Pages as documents that cannot be edited. */
class Pages implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show(command: 'compile' | 'preview' | 'graph', uri?: string, ...more: readonly unknown[]): Promise<void> {
    const world = uri ?? vscode.window.activeTextEditor?.document.uri.toString();
    if (world === undefined || client === undefined) return;
    const running = client;
    const page = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: `rworld: ${command}` }, () =>
      running.sendRequest<unknown>('workspace/executeCommand', { command: `rworld.server.${command}`, arguments: [world, ...more] }),
    );
    if (!isPage(page)) return;
    const at = vscode.Uri.from({ scheme: 'rworld-page', path: `/${page.title.replace(/[^\w.-]+/g, ' ')}${page.language === 'markdown' ? '.md' : ''}` });
    this.#texts.set(at.toString(), page.text);
    this.#changed.fire(at);
    if (page.language === 'markdown') await vscode.commands.executeCommand('markdown.showPreviewToSide', at);
    else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at), vscode.ViewColumn.Beside);
  }
}
