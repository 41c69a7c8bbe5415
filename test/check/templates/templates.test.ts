/** Templates: what they make is what would be written by hand, whatever is added around it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWorld } from '../../../src/check/check.js';
import { compileWorld } from '../../../src/compile.js';
import { memoryHost } from '../../../src/host/memory.js';
import { loadModules } from '../../../src/resolve/modules.js';
import { printDeclaration } from '../../../src/syntax/print.js';
import { articleOf } from '../../../src/check/words.js';

const TYPES = `
/// An identifier.
type id <: str
/// The number of a film.
type film_id <: id = /f[0-9]{4}/ { noun "film ID" }
/// The number of a hotel.
type hotel_id <: id = /h[0-9]{4}/ { noun "hotel ID" }
/// The hour of a show.
type hour <: int = 0..23
`;

const ENTITIES = `
${TYPES}
/// A film.
entity Film[20] {
  number: film_id key
  hour
  /// Where the crew lives.
  crew_hotel: Hotel { noun "crew hotel" }
  hours: list<hour>[1..3]
  cast: int?
}

entity Hotel[10] {
  noun "inn"
  number: hotel_id key
  opens: hour
}
`;

const TEMPLATES = `
template attribute<E: entity, A: field of E> where A != E.key and not A is optional {
  /// Returns the {A.label} of {E.article} {E.label}.
  tool "{E}_{A}"(
    /// Which {E.label} is meant.
    E
  ) -> A {
    phrase "the {A.label} of {E}"
    returns E[E].A
  }
}

template having<E: entity, A: field of E> where A is number or A.item == hour and A is list {
  /// Lists the {E.plural} by {A.article} {A.item.label}.
  tool "{E.plural}_with_{A}"(A: A.item) -> list<E> {
    phrase "the {E.plural} with the {A.label} {A}"
    returns [row.E.key for row in E if row.A == A]
  }
}
`;

function expand(source: string): { names: string[]; text: string; diagnostics: string[] } {
  const diagnostics: string[] = [];
  const host = memoryHost({ '/world.rworld': source });
  const graph = loadModules(host, '/world.rworld', (d) => diagnostics.push(d.message));
  if (graph === null) throw new Error('not read');
  const { parts } = checkWorld(host, graph, (d) => diagnostics.push(d.message));
  const decls = parts.expanded.flatMap((e) => e.decls);
  return { names: parts.expanded.flatMap((e) => e.symbols.map((s) => s.name)), text: decls.map(printDeclaration).join('\n\n'), diagnostics };
}

describe('templates', () => {
  it('fill in names, words, types and expressions', () => {
    const { text } = expand(`world w "1.0.0"\n${ENTITIES}\n${TEMPLATES.replace('or A.item == hour and A is list', 'and not A is list')}`);
    expect(text).toMatchSnapshot();
  });

  it('make what could have been written: the same IR', () => {
    const world = `/// W.\nworld w "1.0.0"\n${ENTITIES}`;
    const templates = TEMPLATES.replace('row.A == A]', 'row.A == A sort by row.E.key]').replace('A is number or A.item == hour and A is list', 'A is number and not A is optional');
    const { text } = expand(`${world}\n${templates}`);
    const byTemplates = compileWorld(memoryHost({ '/world.rworld': `${world}\n${templates}` }), '/world.rworld');
    const byHand = compileWorld(memoryHost({ '/world.rworld': `${world}\n${text}` }), '/world.rworld');
    expect(byTemplates.diagnostics).toEqual([]);
    expect(byHand.diagnostics).toEqual([]);
    expect(byTemplates.ir).toEqual(byHand.ir);
  });

  it('keep the same sample when something is added, but for what the addition takes', () => {
    const world = (types: readonly string[]): string =>
      `world w "1.0.0"\ntype id <: str\n${types.map((t) => `type ${t} <: id = "${t}"`).join('\n')}\ntemplate rate<T: type <: id> where T != id sample 5 {\n/// Rates.\ntool "rate_{T}"(T) -> int { phrase "the rate of {T}" } }`;
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/).map((s) => `t_${s}`), { minLength: 7, maxLength: 14 }), (types) => {
        const all = expand(world(types)).names;
        const fewer = expand(world(types.slice(1))).names;
        expect(all).toHaveLength(5);
        expect(all.filter((n) => !fewer.includes(n)).length).toBeLessThanOrEqual(1);
        expect(expand(world([...types].reverse())).names.sort()).toEqual([...all].sort());
      }),
      { numRuns: 25 },
    );
  });

  it('apply to the entities that an import leaves', () => {
    const files = (where: string): { [path: string]: string } => ({ '/world.rworld': `/// W.\nworld w "1.0.0"\nimport "./library.rworld"${where}\n${ENTITIES}`, '/library.rworld': TEMPLATES.slice(0, TEMPLATES.indexOf('template having')) });
    const tools = (where: string): string[] | undefined => compileWorld(memoryHost(files(where)), '/world.rworld').ir?.tools.map((t) => t.name);
    expect(tools('')).toEqual(['film_crew_hotel', 'film_hour', 'film_hours', 'hotel_opens']);
    expect(tools(' where E == Hotel')).toEqual(['hotel_opens']);
    expect(tools(' where E in { Film } and not A is list and A != crew_hotel')).toEqual(['film_hour']);
    expect(tools(' where A is reference or A is list')).toEqual(['film_crew_hotel', 'film_hours']);
  });

  it('belong to the file of what they are made for', () => {
    const files = {
      '/world.rworld': '/// W.\nworld w "1.0.0"\nimport "./library.rworld"\nimport "./inns.rworld"\n/// A title.\ntype title <: str = /[a-z]{4}/\n/// A film.\nentity Film[9] { title key seen: int }',
      '/inns.rworld': '/// A name.\ntype inn_name <: str = /[A-Z]{4}/\n/// An inn.\nentity Inn[9] { name: inn_name key beds: int }',
      '/library.rworld': `${TEMPLATES.slice(0, TEMPLATES.indexOf('template having'))}
        template scale<N: in { twice, thrice }> {
          /// Scales a number.
          tool "{N}"(x: int) -> int { phrase "{x} {N}" returns { twice: 2, thrice: 3 }.N * x }
        }`,
    };
    const { ir, diagnostics } = compileWorld(memoryHost(files), '/world.rworld');
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect(Object.fromEntries(ir?.tools.map((t) => [t.name, t.module]) ?? [])).toEqual({ film_seen: undefined, inn_beds: 'inns', twice: 'library', thrice: 'library' });
  });

  it('report one mistake once, with the instance', () => {
    const { diagnostics } = compileWorld(memoryHost({ '/world.rworld': `world w "1.0.0"\n${ENTITIES}\n${TEMPLATES.replace('returns E[E].A', 'returns E[E].A ++ nothing')}` }), '/world.rworld');
    const own = diagnostics.filter((d) => d.message.includes('nothing'));
    expect(own).toHaveLength(1);
    expect(own[0]?.related.map((r) => r.message)).toEqual(['in the instance with E = Film, A = hour, and likewise in 3 others']);
  });
});

describe('articles', () => {
  it.each([
    ['hour', 'an'], ['house', 'a'], ['university', 'a'], ['uninvited guest', 'an'], ['user', 'a'], ['umbrella', 'an'], ['ID', 'an'], ['URL', 'a'], ['SMS', 'an'], ['euro', 'a'],
    ['one-way flight', 'a'], ['8-digit code', 'an'], ['11th hour', 'an'], ['18 holes', 'an'], ['80 items', 'an'], ['honest mistake', 'an'], ['utility', 'a'], ['airport', 'an'], ['unit', 'a'], ['X-ray', 'an'],
  ])('%s: %s', (noun, article) => expect(articleOf(noun)).toBe(article));
});
