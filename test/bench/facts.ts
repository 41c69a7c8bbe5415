/**
 * Facts in large tables: 100,000 people who refer to each other and to 20,000 firms. Opening an environment and one call
 * (limit: 50 ms), by what the call does; and the memory that environments leave behind once they are closed (limit: none).
 */
import { compileWorld } from '../../src/compile.js';
import { memoryHost } from '../../src/host/memory.js';
import type { Json } from '../../src/ir/ir.js';
import { deriveKey } from '../../src/runtime/random.js';
import { createRuntime, type Runtime } from '../../src/runtime/runtime.js';
import { row } from './table.js';

const WORLD = `world large "1.0.0"
type person_name <: str = /[A-Z][a-z]{5,11}/
type firm_name <: str = /[A-Z][a-z]{4,9} (Ltd|Inc)/
type score <: float = 0.0..100.0
type city <: str = "Oslo" | "Rome" | "Lima" | "Bern" | "Cairo" | "Quito" | "Perth" | "Accra"
entity Firm[20000] { name: firm_name key  seat: city }
entity Person[100000] { name: person_name key  boss: Person  firm: Firm  city  score }
/// Looks up a row by its key and follows three references.
tool by_key(name: person_name) -> city { phrase "the seat of the firm of the boss of {name}" returns name.boss.boss.firm.seat }
/// Filters all rows by one field.
tool by_field(city) -> int { phrase "the number of people in {city}" returns len([p for p in Person if p.city == city]) }
/// Filters all rows by a reference and sorts them.
tool by_reference(firm: firm_name) -> list<person_name> { phrase "the people of {firm}" returns [p for p in Person if p.firm == firm sort by p.score] }
/// Draws a result, which is the key of a row.
tool sampled(name: person_name) -> person_name { phrase "the neighbour of {name}" }
`;

const ROUNDS = 30;

export function benchFacts(): void {
  const { ir, diagnostics } = compileWorld(memoryHost({ '/w/world.rworld': WORLD }), '/w/world.rworld');
  if (ir === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  const runtime = createRuntime(ir);
  console.log('\nOpening an environment with 100,000 rows, and one call: milliseconds, median of 30');
  row('call', 'ms', 'again');
  for (const tool of ['by_key', 'sampled', 'by_field', 'by_reference']) {
    const first: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const args = argumentsOf(runtime, tool, round);
      const start = performance.now();
      const environment = runtime.environment(deriveKey(null, 'bench', round));
      if (!environment.call(tool, args).ok) throw new Error(`${tool} was refused`);
      const opened = performance.now();
      environment.call(tool, args);
      first.push(opened - start);
      again.push(performance.now() - opened);
    }
    row(tool, median(first).toFixed(2), median(again).toFixed(3));
  }
  console.log('\nMemory after so many environments were opened, asked and closed: MB of the heap, and of the process');
  row('environments', 'heap', 'process');
  const collect = globalThis.gc;
  for (let opened = 0; opened <= 2000; opened++) {
    runtime.environment(deriveKey(null, 'memory', opened)).call('by_key', argumentsOf(runtime, 'by_key', opened));
    if (opened % 500 !== 0) continue;
    collect?.();
    const { heapUsed, rss } = process.memoryUsage();
    row(opened, (heapUsed / 1048576).toFixed(1), (rss / 1048576).toFixed(0));
  }
}

function argumentsOf(runtime: Runtime, tool: string, round: number): { readonly [name: string]: Json } {
  const { facts } = runtime.environment(deriveKey(null, 'bench', round));
  switch (tool) {
    case 'by_field':
      return { city: 'Lima' };
    case 'by_reference':
      return { firm: facts.table('Firm').cell(round, 'name') };
    default:
      return { name: facts.table('Person').cell(round * 97, 'name') };
  }
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
