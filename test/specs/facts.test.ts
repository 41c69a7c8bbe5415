/** The library of templates over facts: its tools agree with each other in every environment. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import type { Json } from '../../src/ir/ir.js';
import { createRuntime } from '../../src/runtime/runtime.js';

const folder = fileURLToPath(new URL('../fixtures/valid/', import.meta.url));
const { ir } = compileWorld(nodeHost(folder), 'facts.rworld');

describe('std/facts', () => {
  if (ir === null) throw new Error('the world does not compile');
  const runtime = createRuntime(ir);

  it('finds what it counts, filters and compares', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
        const { call, facts } = runtime.environment(key);
        const ask = (tool: string, args: { readonly [name: string]: Json }): Json => {
          const result = call(tool, args);
          if (!result.ok) throw new Error(result.error.message);
          return result.value;
        };
        const list = (value: Json): readonly Json[] => (Array.isArray(value) ? value : []);
        const films = facts.table('Film');
        const people = facts.table('Person');
        for (let row = 0; row < 5; row++) {
          const film = films.cell(row, 'title');
          const director = ask('film_director', { film });
          expect(director).toBe(films.cell(row, 'director'));
          expect(people.rowOf(director)).toBeGreaterThanOrEqual(0);
          expect(ask('film_by_code', { code: ask('film_code', { film }) })).toBe(film);
          const byDirector = list(ask('films_by_director', { director }));
          expect(byDirector).toContain(film);
          for (const other of byDirector) expect(ask('film_director', { film: other })).toBe(director);
          expect(ask('count_films_by_director', { director })).toBe(byDirector.length);
          const ratings = byDirector.map((f) => Number(ask('film_rating', { film: f })));
          expect(ask('film_rating', { film: ask('film_with_highest_rating', { candidates: byDirector }) })).toBe(Math.max(...ratings));
          expect(ask('film_rating', { film: ask('film_with_highest_rating_by_director', { director }) })).toBe(Math.max(...ratings));
          const [member] = list(ask('film_cast_members', { film }));
          expect(list(ask('films_with_person', { cast: member ?? null }))).toContain(film);
          const rating = ask('film_rating', { film });
          const better = list(ask('films_with_rating_from', { rating }));
          expect(better).toContain(film);
          for (const other of better) expect(Number(ask('film_rating', { film: other }))).toBeGreaterThanOrEqual(Number(rating));
        }
        const metres = ask('convert_miles_to_metres', { length: 2 });
        expect(metres).toBe(3218.688);
      }),
      { numRuns: 20 },
    );
  });
});
