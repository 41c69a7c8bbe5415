/**
 * Mutations of whole worlds through the whole compiler: `node dist/test/fuzz/mutate.js 10000 [seed]`. Every run must
 * end, within two seconds, in an IR or in errors that can be printed. Exit code 1 where one did not.
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
const worlds = ['markets/world.rworld', 'randomworld/world.rworld'];
const base = nodeHost(SPECS);
const texts = new Map(specFiles().map((path) => [path, readSpec(path)]));
const paths = [...texts.keys()];

const times: number[] = [];
const codes = new Map<string, number>();
let clean = 0;
let failures = 0;
for (let i = 0; i < runs; i++) {
  const random = seeded(seed * 1_000_003 + i);
  // Half of the runs wound the small world, which is quick; the others any file of the large one, or of the library.
  const small = i % 2 === 0;
  const path = small ? 'markets/world.rworld' : (paths[Math.floor(random() * paths.length)] ?? '');
  const wounded = mutate(texts.get(path) ?? '', random);
  const entry = small || path.startsWith('markets/') ? 'markets/world.rworld' : (worlds[1] ?? '');
  const start = performance.now();
  try {
    const { ir, diagnostics } = compileWorld(memoryHost({ [SPECS + path]: wounded }, { base }), SPECS + entry);
    renderPretty(diagnostics, { color: false, width: 100 });
    if (ir !== null) clean++;
    else if (!diagnostics.some((d) => d.severity === 'error')) throw new Error('neither an IR nor an error');
    for (const d of diagnostics) codes.set(d.code, (codes.get(d.code) ?? 0) + 1);
  } catch (error) {
    failures++;
    console.log(`run ${i} (${path}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  const took = performance.now() - start;
  times.push(took);
  if (took <= LIMIT_MS) continue;
  failures++;
  console.log(`run ${i} (${path}): ${Math.round(took)} ms`);
}
times.sort((a, b) => a - b);
const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(0);
console.log(`${runs} runs, ${failures} failures; ${clean} compiled; ms: median ${at(0.5)}, 99% ${at(0.99)}, most ${at(1)}`);
console.log([...codes].sort((a, b) => b[1] - a[1]).map(([code, n]) => `${code} ${n}`).join('  '));
process.exitCode = failures > 0 ? 1 : 0;
