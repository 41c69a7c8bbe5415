/** Laws of facts: rows are functions of their environment, unique columns are unique, and keys lead back to their rows. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import type { Json, ValueSetIR, WorldIR } from '../../src/ir/ir.js';
import { Permutation } from '../../src/runtime/permutation.js';
import { deriveKey } from '../../src/runtime/random.js';
import { rankValues } from '../../src/runtime/ranked.js';
import { createRuntime } from '../../src/runtime/runtime.js';
import { compileWorldText } from '../support/compile-text.js';

const FOLDER = fileURLToPath(new URL('../fixtures/valid/', import.meta.url));

function films(): WorldIR {
  const { ir, diagnostics } = compileWorld(nodeHost(FOLDER), 'entities.rworld');
  if (ir === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return ir;
}

const environments = fc.nat().map((n) => deriveKey(null, 'test', n));

describe('permutations', () => {
  it('are bijections, and go back the way they came', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.array(fc.nat(0xffffffff), { minLength: 6, maxLength: 6 }), (n, words) => {
        const p = new Permutation(n, Uint32Array.from(words));
        const image = Array.from({ length: n }, (_, i) => p.at(i));
        expect(new Set(image).size).toBe(n);
        expect(image.every((x) => x >= 0 && x < n)).toBe(true);
        image.forEach((x, i) => expect(p.indexOf(x)).toBe(i));
      }),
      { numRuns: 60 },
    );
  });

  it('go back over large ranges, too', () => {
    const p = new Permutation(2 ** 52, Uint32Array.from([1, 2, 3, 4, 5, 6]));
    for (const i of [0, 1, 2 ** 31, 2 ** 52 - 1]) expect(p.indexOf(p.at(i))).toBe(i);
  });
});

describe('ranks', () => {
  const { ir } = compileWorldText(`world w "1.0.0"
type a <: str = /[A-C]{1,3}/
type b <: str = /(ab|c)[0-9]{2}x?/
type c <: float = 0.5..9.5 step 0.25
type d = date("d/M/yyyy", "27/2/2024".."3/3/2024")
type e <: str = "x" | "y" @ 5 | "z"
type f <: str = /[A-HJ-NPR-Z0-9]{17}/
/// Tool.
tool t(a) -> b { phrase "the b of {a}" }`);
  const sets = new Map(ir.types.map((t) => [t.name, t.values] as const));
  for (const [name, set] of sets) {
    it(`number the values of ${name} without a gap or a repetition`, () => {
      const ranks = rankValues(set as ValueSetIR);
      if (ranks === null) throw new Error('no ranks');
      const recognize = createRuntime(ir).recognize;
      const step = Math.max(1, Math.floor(ranks.size / 500));
      const seen = new Set<Json>();
      for (let rank = 0; rank < ranks.size; rank += step) {
        const value = ranks.at(rank);
        expect(recognize({ kind: 'named', name }, value)).toBe(true);
        expect(ranks.rankOf(value)).toBe(rank);
        expect(seen.has(value)).toBe(false);
        seen.add(value);
      }
      expect(ranks.rankOf('no such value')).toBe(-1);
      expect(ranks.rankOf(null)).toBe(-1);
    });
  }
  it('count what there is', () => {
    const sizes = Object.fromEntries([...sets].map(([name, set]) => [name, set === null ? 0 : rankValues(set)?.size]));
    expect(sizes).toMatchObject({ a: 39, b: 400, c: 37, d: 6, e: 3 });
    // 33^17 strings: an even selection of at most 2^52.
    expect(sizes['f']).toBeGreaterThan(2 ** 51);
    expect(sizes['f']).toBeLessThanOrEqual(2 ** 52);
  });
});

describe('facts', () => {
  const runtime = createRuntime(films());

  it('are the same whatever is looked at first', () => {
    fc.assert(
      fc.property(environments, (key) => {
        const one = runtime.environment(key).facts.table('Film');
        const other = runtime.environment(key).facts.table('Film');
        expect(one.count).toBe(other.count);
        expect(one.count).toBeGreaterThanOrEqual(6);
        expect(one.count).toBeLessThanOrEqual(9);
        const fields = one.ir.fields.map((f) => f.name);
        const forwards = Array.from({ length: one.count }, (_, row) => fields.map((f) => one.cell(row, f)));
        const backwards = Array.from({ length: one.count }, (_, i) => fields.toReversed().map((f) => other.cell(one.count - 1 - i, f)));
        expect(backwards.map((row) => row.toReversed()).toReversed()).toEqual(forwards);
      }),
      { numRuns: 40 },
    );
  });

  it('have unique columns whose values lead back to their rows', () => {
    fc.assert(
      fc.property(environments, (key) => {
        const { facts } = runtime.environment(key);
        for (const entity of runtime.ir.entities) {
          const table = facts.table(entity.name);
          for (const field of entity.fields.filter((f) => f.unique)) {
            const values = Array.from({ length: table.count }, (_, row) => table.cell(row, field.name));
            expect(new Set(values).size).toBe(table.count);
            values.forEach((value, row) => expect(table.rowWith(field.name, value)).toBe(row));
            expect(table.rowWith(field.name, 'nobody')).toBe(-1);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold values of their types, and references that lead to rows', () => {
    fc.assert(
      fc.property(environments, (key) => {
        const { facts } = runtime.environment(key);
        for (const entity of runtime.ir.entities) {
          const table = facts.table(entity.name);
          for (const field of entity.fields) {
            for (let row = 0; row < table.count; row++) {
              const value = table.cell(row, field.name);
              expect(runtime.recognize(field.type, value)).toBe(true);
              if (field.reference === null) continue;
              const target = facts.table(field.reference);
              for (const one of Array.isArray(value) ? (value as Json[]) : [value]) if (one !== null) expect(target.rowOf(one)).toBeGreaterThanOrEqual(0);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are computed where they are derived', () => {
    const { facts } = runtime.environment(deriveKey(null, 'derived'));
    const film = facts.table('Film');
    const actor = facts.table('Actor');
    const year = (date: Json): number => Number(String(date).split('/')[2]);
    for (let row = 0; row < film.count; row++) {
      const born = actor.cell(actor.rowOf(film.cell(row, 'lead')), 'born');
      expect(film.cell(row, 'lead_age')).toBe(year(film.cell(row, 'released')) - year(born));
    }
    const contract = facts.table('Contract');
    for (let row = 0; row < contract.count; row++) {
      const leads = Array.from({ length: film.count }, (_, f) => film.cell(f, 'lead')).filter((l) => l === contract.cell(row, 'actor'));
      expect(contract.cell(row, 'fee')).toBe(100 * leads.length);
    }
  });

  it('are where sampled values of their keys come from', () => {
    fc.assert(
      fc.property(environments, (key) => {
        const environment = runtime.environment(key);
        const film = String(environment.facts.table('Film').cell(0, 'title'));
        const lead = environment.call('film_lead', { film });
        expect(lead.ok).toBe(true);
        if (!lead.ok) return;
        const films = environment.call('films_with', { actor: lead.value });
        expect(films.ok).toBe(true);
        expect(environment.call('is_film', { title: film })).toEqual({ ok: true, value: true });
      }),
      { numRuns: 40 },
    );
  });

  it('answer for a row that is not there', () => {
    const environment = runtime.environment(deriveKey(null, 'missing'));
    const titles = ['Dusk', 'Ember', 'Fable', 'Grove', 'Haze', 'Isle', 'Jade', 'Knot', 'Lark'];
    const absent = titles.find((t) => environment.facts.table('Film').rowOf(t) < 0) ?? 'none';
    expect(environment.call('film_lead', { film: absent })).toMatchObject({ ok: false, error: { code: 'failed_computation', message: `film_lead: there is no film "${absent}"` } });
  });
});

it('draw the values of a key type from the rows wherever a value is drawn', () => {
  const { ir } = compileWorldText(`world w "1.0.0"
type name <: str = /[a-z]{8}/
type text
type code <: str, text = /[0-9]{9}/
entity Person[3..5] { name key  code unique }
/// Friends.
tool friends(name) -> list<name>[1..3] { phrase "the friends of {name}" }
/// Any.
tool anything(name) -> text { phrase "anything of {name}" }`);
  const runtime = createRuntime(ir);
  for (let n = 0; n < 50; n++) {
    const environment = runtime.environment(deriveKey(null, n));
    const people = environment.facts.table('Person');
    const name = people.cell(0, 'name');
    const friends = environment.call('friends', { name: String(name) });
    if (!friends.ok) throw new Error(friends.error.message);
    for (const friend of friends.value as Json[]) expect(people.rowOf(friend)).toBeGreaterThanOrEqual(0);
    const any = environment.call('anything', { name: String(name) });
    if (!any.ok) throw new Error(any.error.message);
    expect(people.rowWith('code', any.value)).toBeGreaterThanOrEqual(0);
  }
});

it('open an environment of 100,000 rows without drawing them', () => {
  const { ir } = compileWorldText(`world w "1.0.0"
type name <: str = /[a-z]{12}/
entity Person[100000] { name key  boss: Person  score: int }
/// Boss.
tool boss_of(name) -> name { phrase "the boss of {name}" returns Person[name].boss.boss.boss }`);
  const environment = createRuntime(ir).environment(deriveKey(null, 'large'));
  const table = environment.facts.table('Person');
  const last = table.cell(99_999, 'name');
  expect(table.rowOf(last)).toBe(99_999);
  expect(environment.call('boss_of', { name: String(last) }).ok).toBe(true);
});
