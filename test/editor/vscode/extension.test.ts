/** The extension as it is packaged: what the file holds, and that its parts speak of one another rightly. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { strFromU8, unzipSync } from 'fflate';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { extensionFiles, zip } from '../../../src/editor/vscode/package-vsix.js';
import { COMMANDS } from '../../../src/lsp/commands.js';
import { parse } from '../../../src/syntax/parse.js';
import { SourceFile } from '../../../src/source/source.js';
import { TOKEN_TYPES } from '../../../src/editor/semantic-tokens.js';

interface Manifest {
  readonly main: string;
  readonly contributes: {
    readonly languages: readonly { readonly extensions: readonly string[]; readonly configuration: string }[];
    readonly grammars: readonly { readonly scopeName: string; readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, readonly string[]>> }[];
  };
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let files: Record<string, Uint8Array>;
let packed: Uint8Array;
const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
const manifest = (): Manifest => JSON.parse(text('extension/package.json')) as Manifest;

beforeAll(async () => {
  packed = zip(await extensionFiles(ROOT));
  files = unzipSync(packed);
}, 30_000);

describe('the package', () => {
  it('is the same each time', async () => expect(Buffer.from(zip(await extensionFiles(ROOT))).equals(Buffer.from(packed))).toBe(true), 30_000);

  it('holds what its manifests name', () => {
    const { main, contributes } = manifest();
    const named = [main, ...contributes.languages.map((l) => l.configuration), ...contributes.grammars.map((g) => g.path), ...contributes.snippets.map((s) => s.path)];
    for (const path of named) expect(Object.keys(files)).toContain(`extension/${path.replace('./', '')}`);
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
    const vsix = parser.parse(text('extension.vsixmanifest')) as { PackageManifest: { Assets: { Asset: { Path: string }[] }; Metadata: { Identity: { Id: string; Version: string } } } };
    for (const { Path } of vsix.PackageManifest.Assets.Asset) expect(Object.keys(files)).toContain(Path);
    expect(vsix.PackageManifest.Metadata.Identity).toMatchObject({ Id: 'rworld', Version: '0.1.0' });
    const types = parser.parse(text('[Content_Types].xml')) as { Types: { Default: { Extension: string }[] } };
    const known = new Set(types.Types.Default.map((d) => d.Extension));
    for (const name of Object.keys(files)) if (name !== '[Content_Types].xml') expect(known, name).toContain(name.slice(name.lastIndexOf('.')));
  });

  it('has the grammar that is made from the tokens', () => expect(text('extension/rworld.tmLanguage.json')).toBe(readFileSync(`${ROOT}grammar/rworld.tmLanguage.json`, 'utf8')));

  it('has colours for tokens that the server gives', () => {
    const types: readonly string[] = TOKEN_TYPES;
    for (const { scopes } of manifest().contributes.semanticTokenScopes) for (const key of Object.keys(scopes)) expect(types).toContain(key.split('.')[0]);
  });
});

describe('the language configuration', () => {
  it('indents after brackets, and goes on with doc comments', () => {
    const config = JSON.parse(text('extension/language-configuration.json')) as { indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string }; onEnterRules: { beforeText: string }[]; wordPattern: string };
    const indents = new RegExp(config.indentationRules.increaseIndentPattern);
    expect(['tool f(', 'tasks t {', '  goal: {', 'tool f(a: int) -> int {'].map((l) => indents.test(l))).toEqual([true, true, true, true]);
    expect(['tool f() -> int { phrase "x" }', '// a {', 'type t <: str = "{"', '}'].map((l) => indents.test(l))).toEqual([false, false, false, false]);
    expect(new RegExp(config.indentationRules.decreaseIndentPattern).test('  }')).toBe(true);
    expect(new RegExp(config.onEnterRules[0]?.beforeText ?? 'x').test('  /// Returns')).toBe(true);
  });
});

describe('snippets', () => {
  it('are programs once their places hold what is proposed', () => {
    const snippets = JSON.parse(text('extension/snippets.json')) as Record<string, { body: string[] }>;
    for (const [name, { body }] of Object.entries(snippets)) {
      const proposed = new Map<string, string>();
      let source = body.join('\n');
      for (let before = ''; before !== source; ) {
        before = source;
        source = source.replace(/\$\{(\d+):([^${}]*)\}/g, (_, n: string, value: string) => (proposed.set(n, value), value)).replace(/\$\{?(\d+)\}?/g, (whole, n: string) => (n === '0' ? '' : (proposed.get(n) ?? whole)));
      }
      expect(source, name).not.toContain('$');
      expect(parse(new SourceFile('snippet.rworld', source)).diagnostics.map((d) => d.message), `${name}\n${source}`).toEqual([]);
    }
  });
});

describe('the extension', () => {
  it('loads, registers its commands, and asks the server for commands that it has', async () => {
    const registered: string[] = [];
    const anything: unknown = new Proxy(function () {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined : anything), apply: () => anything, construct: () => anything as object });
    const commands = { registerCommand: (name: string) => registered.push(name), executeCommand: () => Promise.resolve() };
    const own = { commands, workspace: anything, window: anything, Uri: anything, EventEmitter: anything, ProgressLocation: anything, ViewColumn: anything };
    const vscode = new Proxy(own, { get: (target, key) => (key === 'commands' ? target.commands : key === 'version' ? '1.91.0' : anything) });
    const code = text('extension/extension.cjs');
    const module: { exports: { activate?: (context: object) => Promise<void> } } = { exports: {} };
    const real = createRequire(import.meta.url);
    const load = vm.runInThisContext(`(function (exports, require, module) { ${code}\n})`) as (e: object, r: (name: string) => unknown, m: object) => void;
    load(module.exports, (name) => (name === 'vscode' ? vscode : real(name)), module);
    expect(typeof module.exports.activate).toBe('function');
    await module.exports.activate?.({ subscriptions: [] }).catch(() => undefined);
    expect(registered.sort()).toEqual(manifest().contributes.commands.map((c) => c.command).sort());
    for (const command of COMMANDS) expect(registered).toContain(command.replace('.server', ''));
  });
});
