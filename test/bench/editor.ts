/**
 * An author types in a file of 5,000 lines. Limits: diagnostics within 50 ms of a keystroke, completion within 30 ms (medians), memory
 * steady over 10,000 edits. Once in this process, and once with the server, over standard input and output, as an editor has it.
 */
import { spawn } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { completionsAt } from '../../src/editor/completion/completion.js';
import { diagnosticsNow, diagnosticsOf } from '../../src/editor/diagnostics.js';
import { Workspace } from '../../src/editor/workspace.js';
import { memoryHost } from '../../src/host/memory.js';
import { row } from './table.js';

/** Types of all kinds, and tools with phrases, conditions and computed results, each over several lines, commented. */
export function longFile(lines: number): string {
  const types: string[] = [];
  const tools: string[] = [];
  const kinds = Math.floor(lines / 50);
  for (let t = 0; t < kinds; t++) {
    const values = [`<: str = /[A-Z]{3}-${t}-[0-9]{4}/`, `<: float = ${t}.00..${t + 900}.00 step 0.01 accepts 0.00..`, `<: str = "red ${t}" | "green ${t}" @ 3 | "blue ${t}"`, `= date("d/M/yyyy", "1/1/${1950 + (t % 50)}".."31/12/2029")`][t % 4] ?? '';
    types.push(`/// Kind ${t} of thing.`, `type kind_${t} ${values}`, '');
  }
  types.push('type item = { name: kind_0, price: kind_1, colour: kind_2 }', '');
  for (let k = 0; types.length + tools.length < lines - 4; k++) {
    const [a, b, c] = [k % kinds, (k * 7 + 3) % kinds, (k * 13 + 5) % kinds].map((n) => `kind_${n}`);
    tools.push('/// Returns the match of a thing and another.');
    if (k % 4 === 0) tools.push(`tool cheapest_${k}(items: list<item>[1..9], limit: kind_1) -> list<kind_0>[0..9] {`, `  phrase "the names in ${k} of {items} below {limit}"`, '  requires limit > 0 else "{limit} is no limit"', '  returns [i.name for i in items if i.price <= limit sort by i.price]', '}', '');
    else tools.push(`tool match_${k}(first: ${a}, second: ${b}) -> ${c} {`, `  phrase "match number ${k} of {first} with {second}"`, '  tags #match', '}', '');
  }
  return ['/// A long file.', 'world large "1.0.0"', '', ...types, ...tools, 'tasks train { count 100 length 2..4 }', ''].join('\n');
}

/** What is typed into the middle of the file, a key at a time, and deleted again. */
const TYPED = '\n/// Typed.\ntool typed(items: list<item>[1..9], n: kind_1) -> kind_1 {\n  phrase "the sum of {items} and {n}"\n  returns sum([i.price for i in items]) + n\n}\n';

interface Times {
  readonly diagnostics: number[];
  readonly completion: number[];
}

/** Time of the clock, and of the processor: on a machine that others use too, the second is what the work takes. */
interface Measured {
  readonly clock: Times;
  readonly processor: Times;
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(times: readonly number[], share = 0.5): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}

function report(name: string, { diagnostics, completion }: Times): void {
  row(name, diagnostics.length, median(diagnostics).toFixed(1), median(diagnostics, 0.95).toFixed(1), median(completion).toFixed(1), median(completion, 0.95).toFixed(1));
}

/** The texts after each key, and where the cursor is. */
function* keystrokes(text: string): Generator<{ readonly text: string; readonly at: number; readonly key: string }> {
  const middle = text.indexOf('\n\n/// ', Math.floor(text.length / 2)) + 1;
  for (let n = 1; n <= TYPED.length; n++) yield { text: text.slice(0, middle) + TYPED.slice(0, n) + text.slice(middle), at: middle + n, key: TYPED[n - 1] ?? '' };
  for (let n = TYPED.length - 1; n >= 0; n--) yield { text: text.slice(0, middle) + TYPED.slice(0, n) + text.slice(middle), at: middle + n, key: '' };
}

function inProcess(text: string, warm: number, rounds: number): Measured {
  const workspace = new Workspace(memoryHost({ '/w/package.json': '{}' }), ['/w']);
  const path = '/w/world.rworld';
  workspace.set(path, text);
  diagnosticsOf(workspace, path);
  const clock: Times = { diagnostics: [], completion: [] };
  const processor: Times = { diagnostics: [], completion: [] };
  for (let round = 0; round < warm + rounds; round++) {
    for (const step of keystrokes(text)) {
      const [start, startWork] = [performance.now(), processorMs()];
      workspace.set(path, step.text);
      diagnosticsNow(workspace, path);
      const [told, toldWork] = [performance.now(), processorMs()];
      completionsAt(workspace, path, step.at);
      const [completed, completedWork] = [performance.now(), processorMs()];
      if (round < warm) continue;
      clock.diagnostics.push(told - start);
      clock.completion.push(completed - told);
      processor.diagnostics.push(toldWork - startWork);
      processor.completion.push(completedWork - toldWork);
    }
  }
  return { clock, processor };
}

/** Completion that is asked for before anything else has looked at the new text. */
function completionFirst(text: string): number[] {
  const workspace = new Workspace(memoryHost({ '/w/package.json': '{}' }), ['/w']);
  const path = '/w/world.rworld';
  workspace.set(path, text);
  diagnosticsOf(workspace, path);
  const times: number[] = [];
  for (const step of keystrokes(text)) {
    workspace.set(path, step.text);
    const start = performance.now();
    completionsAt(workspace, path, step.at);
    times.push(performance.now() - start);
  }
  return times;
}

/** From sending a change to hearing of it, with the real server. Each change makes or mends a mistake, so each is answered. */
async function overStdio(text: string, rounds: number): Promise<Times> {
  const server = spawn(process.execPath, [fileURLToPath(new URL('../../src/cli/main.js', import.meta.url)), 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  let heard: () => void = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', () => heard());
  const next = (): Promise<void> => new Promise((resolve) => (heard = resolve));
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const uri = 'untitled:bench';
  let version = 0;
  let told = next();
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'rworld', version: ++version, text } });
  await told;
  const line = text.slice(0, text.indexOf('returns [i.name', text.length / 2)).split('\n').length - 1;
  const character = '  returns [i.name'.length;
  const times: Times = { diagnostics: [], completion: [] };
  for (let n = 0; n < rounds; n++) {
    const wrong = n % 2 === 0;
    told = next();
    let start = performance.now();
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ range: { start: { line, character }, end: { line, character: character + (wrong ? 0 : 1) } }, text: wrong ? 'x' : '' }] });
    await told;
    times.diagnostics.push(performance.now() - start);
    start = performance.now();
    await connection.sendRequest('textDocument/completion', { textDocument: { uri }, position: { line, character: character - 4 } });
    times.completion.push(performance.now() - start);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
  return { diagnostics: times.diagnostics.slice(rounds / 4), completion: times.completion.slice(rounds / 4) };
}

function memory(text: string, edits: number): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const workspace = new Workspace(memoryHost({ '/w/package.json': '{}' }), ['/w']);
  const path = '/w/world.rworld';
  row('edits', 'heap MB');
  let done = 0;
  while (done < edits) {
    for (const step of keystrokes(text)) {
      if (done % (edits / 5) === 0) {
        collect();
        row(done, (process.memoryUsage().heapUsed / 1e6).toFixed(1));
      }
      if (done++ >= edits) break;
      workspace.set(path, step.text);
      diagnosticsOf(workspace, path);
      if (done % 10 === 0) completionsAt(workspace, path, step.at);
    }
  }
}

export async function benchEditor(): Promise<void> {
  const text = longFile(5000);
  console.log(`\nTyping in a file of ${text.split('\n').length} lines (${Math.round(text.length / 1000)} kB), ms`);
  row('', 'keys', 'diagnostics', '95%', 'completion', '95%');
  const { clock, processor } = inProcess(text, 1, 1);
  report('in process', clock);
  report('its processor', processor);
  row('alone', '', '', '', median(completionFirst(text)).toFixed(1), '');
  report('over stdio', await overStdio(text, 400));
  console.log('\nMemory over edits of a file of 500 lines, each checked');
  memory(longFile(500), 10_000);
}
