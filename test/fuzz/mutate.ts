/**
 * Mutations of whole worlds through the whole compiler: `node dist/test/fuzz/mutate.js 10000 [seed]`. Every run must
 * end, within two seconds of the processor's time, in an IR or in errors that can be printed. Exit code 1 where one did not.
 */
import { compileWorld } from '../../src/compile.js';
import { renderPretty } from '../../src/diagnostics/render/pretty.js';
import { memoryHost } from '../../src/host/memory.js';
import { nodeHost } from '../../src/host/node.js';
import { mutate, seeded } from '../support/mutations.js';
import { SPECS, readSpec, specFiles } from '../support/spec-files.js';

const LIMIT_MS = 2000;

const runs = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const base = nodeHost(SPECS);
const texts = new Map(specFiles().map((path) => [path, readSpec(path)]));
const paths = [...texts.keys()];
const quick = paths.filter((path) => !path.startsWith('randomworld/'));

/** The world that a file is compiled in: its folder's, or one that imports a part of the standard library whole. */
function entryOf(path: string): { readonly entry: string; readonly files: Readonly<Record<string, string>> } {
  const folder = path.split('/')[0] ?? '';
  if (folder !== 'std') return { entry: `${SPECS}${folder}/world.rworld`, files: {} };
  const entry = `${SPECS}probe/world.rworld`;
  const part = path.slice(0, -'.rworld'.length);
  return { entry, files: { [entry]: `world probe "1.0.0"\nimport "${part}"\n${part === 'std/ids' ? PROBE_IDS : ''}${PROBE}` } };
}

/** What the templates of the standard library apply to. */
const PROBE = `type probe_name <: str = "Ada" | "Alan" | "Grace" | "Kurt"
type probe_code <: str = /[A-Z]{2}[0-9]{3}/
entity Probe[4] { name: probe_name key  code: probe_code unique  age: int  friend: Other?  tags: list<probe_name>[1..2] }
type other_code <: str = /[A-Z]{2}-[0-9]{2}/
entity Other[3] { code: other_code key }
/// Twice a number.
tool twice(n: int) -> int { phrase "twice {n}" returns n * 2 }
tasks train { count 2 length 1..2 }
`;

/** Roots that have no values of their own. */
const PROBE_IDS = `type probe_number <: num_id = 1..9
type probe_text <: text_id = "a1" | "b2"
`;

const times: number[] = [];
const slowest: { readonly run: number; readonly path: string; readonly took: number }[] = [];
const codes = new Map<string, number>();
let clean = 0;
let failures = 0;
for (let i = 0; i < runs; i++) {
  const random = seeded(seed * 1_000_003 + i);
  // Half of the runs wound what compiles quickly; the others any file, most of which are the large world's.
  const among = i % 2 === 0 ? quick : paths;
  const path = among[Math.floor(random() * among.length)] ?? '';
  const wounded = mutate(texts.get(path) ?? '', random);
  const { entry, files } = entryOf(path);
  const start = process.cpuUsage();
  try {
    const { ir, diagnostics } = compileWorld(memoryHost({ ...files, [SPECS + path]: wounded }, { base }), entry);
    renderPretty(diagnostics, { color: false, width: 100 });
    if (ir !== null) clean++;
    else if (!diagnostics.some((d) => d.severity === 'error')) throw new Error('neither an IR nor an error');
    for (const d of diagnostics) {
      codes.set(d.code, (codes.get(d.code) ?? 0) + 1);
      for (const place of [d.location, ...d.related.map((r) => r.location)]) {
        if (place === null) continue;
        const { file, span } = place;
        if (!(span.start >= 0 && span.start <= span.end && span.end <= file.text.length)) throw new Error(`${d.code} lies outside ${file.path}: ${span.start}..${span.end}`);
      }
    }
  } catch (error) {
    failures++;
    console.log(`run ${i} (${path}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  const { user, system } = process.cpuUsage(start);
  const took = (user + system) / 1000;
  times.push(took);
  slowest.push({ run: i, path, took });
  if (took <= LIMIT_MS) continue;
  failures++;
  console.log(`run ${i} (${path}): ${Math.round(took)} ms`);
}
times.sort((a, b) => a - b);
slowest.sort((a, b) => b.took - a.took);
const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(0);
console.log(`${runs} runs, ${failures} failures; ${clean} compiled; ms: median ${at(0.5)}, 99% ${at(0.99)}, most ${at(1)}`);
console.log(`slowest: ${slowest.slice(0, 5).map((s) => `${s.path} (run ${s.run}) ${Math.round(s.took)}`).join(', ')}`);
console.log([...codes].sort((a, b) => b[1] - a[1]).map(([code, n]) => `${code} ${n}`).join('  '));
process.exitCode = failures > 0 ? 1 : 0;
