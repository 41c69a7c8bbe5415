/** Open files: the editor's messages about them, passed on to the workspace. */
import { TextDocuments, type Connection, type Position, type Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Workspace } from '../editor/workspace.js';
import { SourceFile, type Span } from '../source/source.js';
import { toOffset, toSpan, type Files } from './convert.js';
import { pathOfUri, Uris } from './uris.js';

export class Documents implements Files {
  readonly #texts = new TextDocuments(TextDocument);
  readonly #uris = new Uris();
  readonly #paths = new Map<string, string>();
  /** Line starts of files that places were shown in. */
  readonly #files = new Map<string, SourceFile>();

  constructor(private readonly workspace: Workspace) {}

  listen(connection: Connection, changed: (path: string) => void): void {
    this.#texts.onDidChangeContent(({ document }) => {
      const path = this.path(document.uri);
      this.#uris.add(path, document.uri);
      this.workspace.set(path, document.getText());
      changed(path);
    });
    this.#texts.onDidClose(({ document }) => {
      const path = this.path(document.uri);
      this.#uris.delete(path);
      this.#paths.delete(document.uri);
      this.#files.delete(path);
      this.workspace.close(path);
      changed(path);
    });
    this.#texts.onDidSave(({ document }) => {
      this.workspace.refresh();
      changed(this.path(document.uri));
    });
    this.#texts.listen(connection);
  }

  /** The paths of all open files. */
  get open(): readonly string[] {
    return this.#texts.all().map((d) => this.path(d.uri));
  }

  path(uri: string): string {
    const known = this.#paths.get(uri);
    if (known !== undefined) return known;
    const path = this.workspace.real(pathOfUri(uri));
    if (this.#texts.get(uri) !== undefined) this.#paths.set(uri, path);
    return path;
  }

  uri(path: string): string {
    return this.#uris.of(path);
  }

  file(path: string): SourceFile {
    const read = this.workspace.host.readText(path);
    const text = read.ok ? read.text : '';
    const known = this.#files.get(path);
    if (known?.text === text) return known;
    const file = new SourceFile(path, text);
    if (this.#files.size > 256) this.#files.clear();
    this.#files.set(path, file);
    return file;
  }

  offset(path: string, position: Position): number {
    return toOffset(this.file(path), position);
  }

  span(path: string, range: Range): Span {
    return toSpan(this.file(path), range);
  }
}
