/**
 * Diagnostics as one types. What the checker finds is told at once; what takes the whole world comes from the worker once the
 * author rests, and until then what it found before moves with the text.
 */
import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticsNow, diagnosticsOf, filesWithDiagnostics, type FileDiagnostic } from '../editor/diagnostics.js';
import type { SetCount } from '../editor/deep.js';
import type { Workspace } from '../editor/workspace.js';
import type { Background } from './background/background.js';
import { toDiagnostic, type Files } from './convert.js';
import { changeBetween, moveThrough } from '../editor/change.js';

/** How long after a keystroke inside of a tool the whole world is checked. */
const PAUSE_MS = 120;

/** How long an author must rest before the worker looks at the world. */
const REST_MS = 400;

interface DeepState {
  readonly revision: number;
  /** By path, with the text that the places are in. */
  readonly findings: ReadonlyMap<string, { readonly text: string; readonly all: readonly FileDiagnostic[] }>;
  readonly counts: readonly SetCount[] | null;
}

export interface PublisherEvents {
  publish(uri: string, diagnostics: Diagnostic[]): void;
  /** The numbers of a world's tasks are known, or known anew. */
  counted(): void;
}

export class Publisher {
  readonly #pending = new Set<string>();
  readonly #told = new Map<string, string>();
  readonly #deep = new Map<string, DeepState>();
  /** Files of which only the tool that is being written was looked at. */
  readonly #unsettled = new Set<string>();
  /** Worlds that changed since the worker looked at them. */
  readonly #touched = new Set<string>();
  #pausing: NodeJS.Timeout | undefined;
  #scheduled: NodeJS.Immediate | undefined;
  #resting: NodeJS.Timeout | undefined;
  #revision = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly files: Files,
    private readonly background: Background,
    private readonly events: PublisherEvents,
  ) {}

  get revision(): number {
    return this.#revision;
  }

  /** A file is not as it was. Several changes that come at once are looked at once. */
  changed(path: string): void {
    this.#revision++;
    this.#pending.add(path);
    this.#scheduled ??= setImmediate(() => this.#flush());
  }

  counts(entry: string): readonly SetCount[] | null {
    return this.#deep.get(entry)?.counts ?? null;
  }

  close(): void {
    clearImmediate(this.#scheduled);
    clearTimeout(this.#pausing);
    clearTimeout(this.#resting);
  }

  #flush(): void {
    this.#scheduled = undefined;
    const changed = [...this.#pending];
    this.#pending.clear();
    for (const path of changed) {
      const { diagnostics, settled } = diagnosticsNow(this.workspace, path);
      this.#show(path, diagnostics);
      if (!settled) this.#unsettled.add(path);
      else this.#settle(path);
    }
    clearTimeout(this.#pausing);
    clearTimeout(this.#resting);
    if (this.#unsettled.size > 0) this.#pausing = setTimeout(() => this.#settleAll(), PAUSE_MS);
    this.#resting = setTimeout(() => void this.#lookDeeply(), REST_MS);
    this.#resting.unref();
  }

  #settleAll(): void {
    for (const path of [...this.#unsettled]) {
      this.#tell(path);
      this.#settle(path);
    }
  }

  /** What a change of one file does to the others of its worlds. */
  #settle(path: string): void {
    this.#unsettled.delete(path);
    for (const entry of new Set([...this.workspace.entriesOf(path), ...this.workspace.knownWorlds(path)])) {
      this.#touched.add(entry);
      this.#tellWorld(entry, path);
    }
  }

  /** The other files of a world: what one of them declares, another uses. */
  #tellWorld(entry: string, told: string): void {
    const analysis = this.workspace.world(entry);
    if (analysis === null) return;
    for (const [path, diagnostics] of filesWithDiagnostics(analysis)) {
      if (path === told) continue;
      const known = this.#told.has(path);
      if (analysis.module(path)?.territory.name !== null && !known) continue;
      if (diagnostics.length > 0 || known) this.#tell(path);
    }
  }

  #tell(path: string): void {
    this.#show(path, this.workspace.syntax(path) === null ? [] : diagnosticsOf(this.workspace, path));
  }

  /** With what only the whole world told, as far as it still stands. */
  #show(path: string, checked: readonly FileDiagnostic[]): void {
    const found = [...checked];
    const text = this.files.file(path).text;
    for (const entry of this.workspace.entriesOf(path)) {
      const deep = this.#deep.get(entry)?.findings.get(path);
      if (deep === undefined) continue;
      const change = changeBetween(deep.text, text);
      for (const d of deep.all) {
        const span = moveThrough(change, d.span);
        if (span !== null) found.push({ ...d, span });
      }
    }
    this.#send(path, found.map((d) => toDiagnostic(this.files, path, d)));
  }

  #send(path: string, diagnostics: Diagnostic[]): void {
    const text = JSON.stringify(diagnostics);
    const before = this.#told.get(path);
    if (before === text || (before === undefined && diagnostics.length === 0 && !this.workspace.host.isOpen(path))) return;
    this.#told.set(path, text);
    this.events.publish(this.files.uri(path), diagnostics);
  }

  async #lookDeeply(): Promise<void> {
    this.#settleAll();
    const entries = [...this.#touched];
    this.#touched.clear();
    for (const entry of entries) {
      const revision = this.#revision;
      const analysis = this.workspace.world(entry);
      if (analysis?.isWorld !== true || analysis.checked.program === null) continue;
      const { modules } = analysis.graph;
      const open = this.workspace.host.texts();
      const composed = await this.background.ask({ kind: 'compose' }, entry, revision, open);
      if (composed.kind !== 'compose' || revision !== this.#revision) continue;
      const findings = new Map<string, { text: string; all: FileDiagnostic[] }>();
      for (const { path, diagnostic } of composed.findings) {
        const text = modules.find((m) => m.path === path)?.file.text;
        if (text === undefined) continue;
        const known = findings.get(path);
        if (known === undefined) findings.set(path, { text, all: [diagnostic] });
        else known.all.push(diagnostic);
      }
      const before = this.#deep.get(entry);
      this.#deep.set(entry, { revision, findings, counts: before?.counts ?? null });
      for (const path of new Set([...findings.keys(), ...(before?.findings.keys() ?? [])])) this.#tell(path);
      const counted = await this.background.ask({ kind: 'count' }, entry, revision, open);
      if (revision !== this.#revision) continue;
      // What could not be counted is not waited for.
      this.#deep.set(entry, { revision, findings, counts: counted.kind === 'count' ? counted.counts : [] });
      this.events.counted();
    }
  }
}

