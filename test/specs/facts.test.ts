/** The library of templates over facts: its tools agree with each other in every environment. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { memoryHost } from '../../src/host/memory.js';
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

  it('searches fields that may be missing, and asks for none of them', () => {
    const source = `/// Films.
world films "1.0.0"
import "std/facts"
/// A title.
type title <: str = /[A-Z][a-z]{4,9}/
/// A genre.
type genre <: str = "drama" | "war"
/// A day.
type day = date("d/M/yyyy", "1/1/1990".."31/12/2024")
/// A score.
type score <: float = 0.0..10.0
entity Film[30] { title: title key  sequel: Film?  genre: genre?  score: score?  shown: day?  tags: list<genre>[1..2]?  cast: list<Film>[1..2]?  seen: bool? }
tasks train { count 20 length 1..3 }`;
    const compiled = compileWorld(memoryHost({ '/world.rworld': source }, { base: nodeHost() }), '/world.rworld');
    expect(compiled.diagnostics).toEqual([]);
    if (compiled.ir === null) throw new Error('the world does not compile');
    expect(compiled.ir.tools.map((t) => t.name)).toEqual(['count_films_by_genre', 'count_films_by_sequel', 'films_by_genre', 'films_by_sequel', 'films_filtered_by_genre', 'films_filtered_by_sequel', 'films_shown_after', 'films_with_score_from', 'films_with_score_up_to']);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 0, max: 100 }).map((n) => n / 10), (key, bound) => {
        const { call, facts } = createRuntime(compiled.ir ?? raise()).environment(key);
        const films = facts.table('Film');
        const rows = Array.from({ length: 30 }, (_, row) => ({ title: films.cell(row, 'title'), genre: films.cell(row, 'genre'), score: films.cell(row, 'score') }));
        const titles = (chosen: typeof rows): readonly Json[] => chosen.map((r) => r.title);
        expect(call('films_by_genre', { genre: 'war' })).toEqual({ ok: true, value: titles(rows.filter((r) => r.genre === 'war')) });
        expect(call('films_with_score_from', { score: bound })).toEqual({ ok: true, value: titles(rows.filter((r) => r.score !== null && Number(r.score) >= bound)) });
        expect(call('films_by_genre', { genre: null })).toMatchObject({ ok: false });
      }),
      { numRuns: 30 },
    );
  });
});

function raise(): never {
  throw new Error('the world does not compile');
}
