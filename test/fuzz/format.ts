/**
 * The formatter's laws on random programs and on damaged worlds: `node dist/test/fuzz/format.js 10000 [seed]`. Half as many
 * mutations of the worlds of the project follow. Exit code 1 where a law is broken.
 */
import { brokenLaw, brokenRangeLaw, shrink } from '../format/laws.js';
import { mutate, seeded } from '../support/mutations.js';
import { randomProgram } from '../support/random-programs.js';
import { readSpec, specFiles } from '../support/spec-files.js';

const runs = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
let failures = 0;
let characters = 0;
let formatted = 0;

function test(what: string, text: string): void {
  characters += text.length;
  const law = brokenLaw(text);
  if (law === null) return;
  failures++;
  if (failures > 5) return;
  const small = shrink(text);
  console.log(`${what}: ${law}; shrunk, ${brokenLaw(small) ?? ''}:\n${JSON.stringify(small).slice(0, 1500)}`);
}

for (let i = 0; i < runs; i++) {
  const random = seeded(seed * 1_000_003 + i);
  const text = randomProgram(random, [0, 0.03, 0.15, 0.5][i % 4] ?? 0);
  test(`program ${i}`, text);
  const start = Math.floor(random() * text.length);
  const law = brokenRangeLaw(text, start, start + Math.floor(random() * 100));
  if (law === null) continue;
  failures++;
  if (failures < 5) console.log(`program ${i}: ${law}\n${JSON.stringify(text).slice(0, 3000)}`);
}
console.log(`${runs} random programs, ${failures} failures, ${Math.round(characters / runs)} characters each`);
const texts = specFiles().map(readSpec);
const before = failures;
for (let i = 0; i < runs / 2; i++) {
  const text = mutate(texts[i % texts.length] ?? '', seeded(seed * 1_000_003 + i));
  test(`mutation ${i}`, text);
  formatted++;
}
console.log(`${formatted} mutations, ${failures - before} failures`);
process.exitCode = failures > 0 ? 1 : 0;
