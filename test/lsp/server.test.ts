/** The server, as an editor meets it. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, CompletionItem, DocumentSymbol, Hover, InlayHint, Location, Position, SemanticTokens, SemanticTokensDelta, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { SourceFile } from '../../src/source/source.js';
import { toOffset, toPosition } from '../../src/lsp/convert.js';
import { Client } from './client.js';

const TYPES = `/// A city.
type city <: str = "Oslo" | "Rome" | "Lima" { plural "cities" }
/// An amount.
type price <: float = 1.00..9.00
`;
const WORLD = `/// A small world.
world small "1.0.0"

import { city, price } from "./types.rworld"

/// Returns the price of a night.
tool night(city) -> price { phrase "the price of a night in {city}" }

/// Returns the cheapest city under a price.
tool cheapest(limit: price) -> city { phrase "the cheapest city under {limit}" }

/// Doubles a price.
tool double(amount: price) -> price { phrase "twice {amount}" returns amount * 2 }

tasks train { count 4 length 1..3 }
`;

let root: string;
let client: Client;
let world: string;
let types: string;

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'rworld-lsp-')));
  writeFileSync(join(root, 'package.json'), '{}');
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, 'data/names.txt'), 'Ada\nAlan\n');
  writeFileSync(join(root, 'types.rworld'), TYPES);
  writeFileSync(join(root, 'world.rworld'), WORLD);
  world = pathToFileURL(join(root, 'world.rworld')).href;
  types = pathToFileURL(join(root, 'types.rworld')).href;
  client = await Client.start(root, { textDocument: { completion: { completionItem: { snippetSupport: true } } }, workspace: { codeLens: { refreshSupport: true } } });
  client.connection.onRequest('workspace/codeLens/refresh', () => null);
  await client.open(world, WORLD);
}, 30_000);

afterAll(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  rmSync(root, { recursive: true });
});

const at = (needle: string, text = WORLD, plus = 0): Position => toPosition(new SourceFile('x', text), text.indexOf(needle) + plus);
const here = (position: Position, uri = world): object => ({ textDocument: { uri }, position });

describe('a session', () => {
  it('begins with what the server can do', () => {
    expect(client.initialized.serverInfo?.name).toBe('rworld');
    expect(Object.keys(client.initialized.capabilities)).toEqual(expect.arrayContaining(['completionProvider', 'hoverProvider', 'renameProvider', 'semanticTokensProvider', 'inlayHintProvider', 'codeLensProvider', 'documentLinkProvider', 'signatureHelpProvider', 'foldingRangeProvider', 'selectionRangeProvider']));
  });

  it('has no diagnostics on a sound world', async () => expect(await client.waitFor(world, () => true)).toEqual([]));

  it('tells of mistakes as they are typed, and takes them back', async () => {
    const end = at('returns amount', WORLD, 'returns amount'.length);
    await client.change(world, { range: { start: end, end }, text: 's' });
    const [found] = await client.waitFor(world, (d) => d.length > 0);
    expect(found).toMatchObject({ code: 'RW2013', source: 'rworld', severity: 1 });
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: world }, range: found?.range, context: { diagnostics: [found] } });
    expect(actions.map((a) => a.title)).toEqual(['Write `amount`', 'Fix all that has one fix']);
    expect(actions[0]?.edit?.changes?.[world]?.[0]?.newText).toBe('amount');
    await client.change(world, { range: { start: end, end: { ...end, character: end.character + 1 } }, text: '' });
    await client.waitFor(world, (d) => d.length === 0);
  });

  it('sees a file that is not saved through an import', async () => {
    await client.open(types, TYPES.replace('type city', 'type town'));
    await client.waitFor(world, (d) => d.some((each) => each.code === 'RW2011'));
    await client.change(types, { text: TYPES });
    await client.waitFor(world, (d) => d.length === 0);
  });

  it('warns of what only the whole world tells, once the author rests', async () => {
    const twin = WORLD.replace('tasks train', '/// Returns another.\ntool other(city) -> price { phrase "the price of a night in {city}" }\n\ntasks train');
    await client.change(world, { text: twin });
    const found = await client.waitFor(world, (d) => d.some((each) => each.code === 'RW5005'));
    const [warning] = found;
    // A change above moves it.
    const top = { line: 0, character: 0 };
    await client.change(world, { range: { start: top, end: top }, text: '// more\n' });
    await client.waitFor(world, (d) => d[0]?.range.start.line === (warning?.range.start.line ?? 0) + 1);
    await client.change(world, { text: WORLD });
    await client.waitFor(world, (d) => d.length === 0);
  }, 20_000);
});

describe('requests', () => {
  it('completion', async () => {
    const items = await client.request<CompletionItem[]>('textDocument/completion', here(at('amount * 2')));
    expect(items.find((i) => i.label === 'round')).toMatchObject({ insertTextFormat: 2, textEdit: { newText: 'round($1)' } });
    expect(items.map((i) => i.label)).toContain('amount');
  });

  it('hover, with what counting tells', async () => {
    let hover: Hover | null = null;
    for (let tries = 0; tries < 20; tries++) {
      hover = await client.request<Hover | null>('textDocument/hover', here(at('night(')));
      if (JSON.stringify(hover).includes('Occurs in')) break;
    }
    const text = JSON.stringify(hover);
    expect(text).toContain('tool night(city) -> price');
    expect(text).toContain('Fed by 1: `cheapest`');
    expect(text).toMatch(/Occurs in\\n- \d+ of the \d+ tree-shaped compositions of `train`/);
  }, 20_000);

  it('definition, references and rename across files', async () => {
    const target = at('city)', WORLD);
    const definition = await client.request<Location[]>('textDocument/definition', here(at('city {', WORLD)));
    expect(definition).toEqual([{ uri: types, range: { start: at('city <:', TYPES), end: at(' <:', TYPES) } }]);
    const references = await client.request<Location[]>('textDocument/references', { ...here(target), context: { includeDeclaration: true } });
    expect(new Set(references.map((r) => r.uri))).toEqual(new Set([types, world]));
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...here(at('city <:', TYPES), types), newName: 'town' });
    const renamed = Object.entries(edit.changes ?? {}).map(([uri, edits]) => {
      const text = uri === world ? WORLD : TYPES;
      const file = new SourceFile('x', text);
      return [...edits].sort((a, b) => toOffset(file, b.range.start) - toOffset(file, a.range.start)).reduce((t, e) => t.slice(0, toOffset(file, e.range.start)) + e.newText + t.slice(toOffset(file, e.range.end)), text);
    });
    expect(renamed.join('')).toContain('tool night(city: town) -> price { phrase "the price of a night in {city}" }');
    expect(renamed.join('')).toContain('import { town, price } from');
    expect(renamed.join('')).toContain('type town <: str');
    await expect(client.request('textDocument/rename', { ...here(at('city <:', TYPES), types), newName: 'price' })).rejects.toThrow(/already/);
  });

  it('symbols, folding, selection, links', async () => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: world } });
    expect(symbols.map((s) => s.name)).toEqual(['small', 'night', 'cheapest', 'double', 'train']);
    const found = await client.request<{ name: string }[]>('workspace/symbol', { query: 'nig' });
    expect(found.map((s) => s.name)).toEqual(['night']);
    const links = await client.request<{ target: string }[]>('textDocument/documentLink', { textDocument: { uri: world } });
    expect(links.map((l) => l.target)).toEqual([types]);
    const selection = await client.request<object[]>('textDocument/selectionRange', { textDocument: { uri: world }, positions: [at('amount * 2')] });
    expect(JSON.stringify(selection).split('parent').length).toBeGreaterThan(3);
  });

  it('semantic tokens whole and as a difference', async () => {
    const whole = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: world } });
    expect(whole.data.length % 5).toBe(0);
    expect(whole.data.length).toBeGreaterThan(100);
    const top = { line: 0, character: 0 };
    await client.change(world, { range: { start: top, end: top }, text: '\n' });
    const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument: { uri: world }, previousResultId: whole.resultId });
    expect(delta.edits).toHaveLength(1);
    await client.change(world, { range: { start: top, end: { line: 1, character: 0 } }, text: '' });
  });

  it('formatting of a file, and of a part of it', async () => {
    await client.change(world, { text: 'world   small "1.0.0"\ntool f( )->int{phrase "x"}\ntool g( )->int{phrase "y"}\n' });
    const options = { tabSize: 2, insertSpaces: true };
    const part = await client.request<TextEdit[]>('textDocument/rangeFormatting', { textDocument: { uri: world }, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } }, options });
    expect(part).toHaveLength(1);
    expect(part[0]?.range.start.line).toBe(2);
    const whole = await client.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri: world }, options });
    expect(whole[0]?.range.start).toEqual({ line: 0, character: 6 });
    await client.change(world, { text: 'tool f(' });
    expect(await client.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri: world }, options })).toEqual([]);
    await client.change(world, { text: WORLD });
  });

  it('inlay hints', async () => {
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: world }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } });
    expect(hints.map((h) => h.label)).toEqual([': float']);
  });

  it('code lenses with numbers, and the commands behind them', async () => {
    let lenses: CodeLens[] = [];
    for (let tries = 0; tries < 100 && !lenses.some((l) => /\d+ compositions/.test(l.command?.title ?? '')); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: world } });
    }
    expect(lenses.map((l) => l.command?.title)).toEqual(['compile', 'show graph', 'preview a task', expect.stringMatching(/^4 tasks of \d+ compositions$/)]);
    const preview = lenses.find((l) => l.command?.title === 'preview a task')?.command;
    const page = await client.request<{ text: string }>('workspace/executeCommand', { command: preview?.command, arguments: preview?.arguments });
    expect(page.text).toMatch(/^# train, task 0\n\n.+\n\n\*\*Answer:\*\*/);
    const graph = await client.request<{ text: string }>('workspace/executeCommand', { command: 'rworld.server.graph', arguments: [world] });
    expect(graph.text).toContain('flowchart LR');
    const compiled = await client.request<{ text: string }>('workspace/executeCommand', { command: 'rworld.server.compile', arguments: [world] });
    expect(JSON.parse(compiled.text)).toMatchObject({ world: { name: 'small' } });
  }, 20_000);

  it('answers on a file that is in pieces', async () => {
    const broken = `${WORLD}tool broken(a: price, b: ci`;
    await client.change(world, { text: broken });
    const end = toPosition(new SourceFile('x', broken), broken.length);
    const items = await client.request<CompletionItem[]>('textDocument/completion', here(end));
    expect(items.map((i) => i.label)).toContain('city');
    for (const method of ['hover', 'definition', 'documentHighlight', 'signatureHelp', 'prepareRename']) {
      await client.request(`textDocument/${method}`, here(end)).catch((error: unknown) => expect(String(error)).toMatch(/there is no name here/));
    }
    await client.change(world, { text: WORLD });
    await client.waitFor(world, (d) => d.length === 0);
  });
});
