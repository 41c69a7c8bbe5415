/** A real client: the built server as a process of its own, spoken to over standard input and output. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import type { Diagnostic, InitializeResult } from 'vscode-languageserver';

const SERVER = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

export class Client {
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #waiting: { readonly uri: string; readonly is: (d: readonly Diagnostic[]) => boolean; readonly done: (d: readonly Diagnostic[]) => void }[] = [];
  #versions = 0;
  stderr = '';

  private constructor(
    readonly connection: MessageConnection,
    readonly process: ChildProcess,
    readonly initialized: InitializeResult,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      this.diagnostics.set(uri, diagnostics);
      for (const w of this.#waiting.filter((each) => each.uri === uri && each.is(diagnostics))) {
        this.#waiting.splice(this.#waiting.indexOf(w), 1);
        w.done(diagnostics);
      }
    });
    process.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
  }

  static async start(root: string, capabilities: object = {}, initializationOptions: object = {}): Promise<Client> {
    const server = spawn(process.execPath, [SERVER, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    connection.listen();
    const uri = pathToFileURL(root).href;
    const result = await connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: uri, workspaceFolders: [{ uri, name: 'w' }], capabilities, initializationOptions });
    const client = new Client(connection, server, result);
    await connection.sendNotification('initialized', {});
    return client;
  }

  /** Resolves with the first diagnostics of a file that are as wanted: those that came already, or those to come. */
  waitFor(uri: string, is: (d: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    const known = this.diagnostics.get(uri);
    if (known !== undefined && is(known)) return Promise.resolve(known);
    return new Promise((done) => this.#waiting.push({ uri, is, done }));
  }

  async open(uri: string, text: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'rworld', version: ++this.#versions, text } });
  }

  async change(uri: string, ...contentChanges: readonly object[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: ++this.#versions }, contentChanges });
  }

  request<T>(method: string, params: object): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  /** Ends the server as an editor does. @returns its exit status */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const status = await ended;
    this.connection.dispose();
    return status;
  }
}
