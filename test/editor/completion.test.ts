import { describe, expect, it } from 'vitest';
import { completionsAt, type CompletionItem } from '../../src/editor/completion/completion.js';
import { applyEdits, open } from './support.js';

const WORLD = `world w "1.0.0"
/// A city.
type city <: str = "Oslo" | "Rome"
type price <: float = 1.00..9.00
type offer = { hotel: str, cost: price, city }
type many = list<offer>
/// Finds offers.
tool offers_in(city, stars: int = 3) -> many { phrase "the offers in {city}" tags #search }
tool cheapest(offers: list<offer>[1..9]) -> offer { phrase "the cheapest of {offers}" returns first([o for o in offers sort by o.cost]) }
constraint short { length 1..3 }
`;

function complete(text: string, files: Readonly<Record<string, string>> = {}, disk: Readonly<Record<string, string>> = {}): readonly CompletionItem[] {
  const { workspace, path, offset } = open({ ...files, 'world.rworld': text }, disk);
  return completionsAt(workspace, path, offset);
}

const labels = (items: readonly CompletionItem[]): string[] => items.map((i) => i.label);
const best = (text: string): string[] => complete(WORLD + text).filter((i) => i.rank === 0).map((i) => i.label);
const all = (text: string): string[] => labels(complete(WORLD + text));

describe('keywords', () => {
  it('begin declarations', () => {
    expect(all('\n<|>')).toEqual(expect.arrayContaining(['type', 'tool', 'entity', 'app', 'template', 'constraint', 'tasks', 'import']));
    expect(all('\nto<|>')).toContain('tool');
  });

  it('are those of the clause, in a declaration without an end', () => {
    expect(best('tool f(city) -> price {\n  <|>')).toEqual(['action', 'phrase', 'requires', 'returns', 'tags']);
    expect(all('tasks t { count 3\n  <|>\n}')).toEqual(expect.arrayContaining(['obey', 'length', 'hold', 'mix', 'ask', 'uniform']));
    expect(best('constraint c { at <|> }')).toEqual(['least', 'most']);
    expect(all('type t = 1..2 <|>')).toEqual(expect.arrayContaining(['step', 'accepts']));
    expect(all('entity City[4] {\n  name: city <|>\n}')).toEqual(expect.arrayContaining(['key', 'unique']));
    expect(all('template t<E: <|>')).toEqual(expect.arrayContaining(['entity', 'field', 'type', 'in']));
  });

  it('are left out where a name is being given', () => {
    for (const place of ['tool <|>', 'type <|>', 'tasks <|>', 'entity <|>', 'constraint <|>', 'app <|>']) expect(all(place)).toEqual([]);
  });

  it('do not stand in comments', () => {
    expect(all('// to<|>')).toEqual([]);
    expect(all('/* <|> */')).toEqual([]);
  });
});

describe('names', () => {
  it('of types, where types stand', () => {
    expect(all('tool f(a: <|>')).toEqual(expect.arrayContaining(['city', 'price', 'offer', 'str', 'int', 'list', 'dict']));
    expect(all('tool f(a: price) -> <|>')).toEqual(expect.arrayContaining(['city', 'offer']));
    expect(all('tool f(a: list<<|>')).toContain('city');
    expect(all('tool f(<|>')).toContain('city');
  });

  it('of types that may be parents, but no aliases, nor itself', () => {
    const parents = all('type town <: <|>');
    expect(parents).toEqual(expect.arrayContaining(['city', 'price', 'str']));
    expect(parents).not.toContain('offer');
    expect(parents).not.toContain('town');
  });

  it('of type variables', () => expect(best('tool f<T <: float>(a: <|>')).toContain('T'));

  it('of sources of values', () => {
    const items = complete(`${WORLD}type t = <|>`);
    expect(labels(items)).toEqual(expect.arrayContaining(['lines', 'column', 'date', 'digits', 'faker']));
    expect(items.find((i) => i.label === 'lines')?.newText).toBe('lines("$1")');
    expect(all('tool f(a: <|>')).not.toContain('lines');
  });

  it('of tools and tags, where tools are chosen', () => {
    expect(all('constraint c { never <|> }')).toEqual(expect.arrayContaining(['offers_in', 'cheapest', '#search', 'from']));
    expect(all('constraint c { at most 1 of { #<|> } }')).toEqual(['#search']);
    expect(all('constraint c { cheapest.<|> }')).toEqual(['offers']);
    expect(all('tasks t { weight <|> }')).toContain('#search');
  });

  it('of constraints', () => {
    expect(all('tasks t { obey <|> }')).toEqual(['short']);
    expect(all('tasks t { mix 40% <|> }')).toEqual(['short']);
  });

  it('of types that tools return, first among goals', () => {
    expect(complete(`${WORLD}constraint c { goal { <|> } }`).find((i) => i.label === 'city')?.rank).toBe(1);
  });
});

describe('expressions', () => {
  it('offer parameters, what fits first, and functions', () => {
    const items = complete(`${WORLD}tool f(a: price, b: city) -> price { returns <|> }`);
    expect(items.filter((i) => i.rank === 0).map((i) => i.label)).toEqual(['a']);
    expect(labels(items)).toEqual(expect.arrayContaining(['b', 'round', 'first', 'if', 'not']));
  });

  it('offer fields after a dot, through aliases, indexes and functions', () => {
    for (const expr of ['o.<|>', 'os[0].<|>', 'first(os).<|>', 'sort(os)[1].<|> + 1', 'round(o.<|>', '[x.<|> for x in os]']) {
      expect(all(`tool f(o: offer, os: many) -> price { returns ${expr} }`), expr).toEqual(['city', 'cost', 'hotel']);
    }
  });

  it('offer fields of entities', () => {
    expect(all('entity City[4] { name: city key  area: float }\ntool f(city) -> float { returns City[city].<|> }')).toEqual(['area', 'name']);
  });

  it('offer variables of comprehensions', () => {
    expect(best('tool f(os: many) -> list<price> { returns [x.cost for x in os if <|>] }')).toContain('x');
  });

  it('offer the fields of the record that is returned', () => {
    expect(best('tool f(c: city) -> { place: city, cost: price } { returns { <|> } }')).toEqual(['cost', 'place']);
  });
});

describe('texts', () => {
  it('offer parameters in holes, those that are missing first', () => {
    const { text, offset } = open(`${WORLD}tool f(a: city, b: price, c: int = 1) -> price { phrase "of {a} and {<|>" }`);
    const items = complete(`${WORLD}tool f(a: city, b: price, c: int = 1) -> price { phrase "of {a} and {<|>" }`);
    expect(labels(items)).toEqual(['b', 'a']);
    const [first] = items;
    if (first === undefined) throw new Error('nothing is offered');
    expect(applyEdits(text, [first]).slice(offset - 12)).toMatch(/^of \{a\} and \{b\}" \}/);
  });

  it('replace a hole that is there', () => {
    const source = `${WORLD}tool f(aaa: city, bbb: price) -> price { phrase "of {<|>bb} and" }`;
    const { text } = open(source);
    const item = complete(source).find((i) => i.label === 'bbb');
    expect(item === undefined ? '' : applyEdits(text, [item])).toContain('"of {bbb} and"');
  });

  it('offer nothing outside of holes, and only the goal in frames', () => {
    expect(all('tool f(a: city) -> price { phrase "of <|>" }')).toEqual([]);
    expect(all('tasks t { ask "Tell {<|>"')).toEqual(['goal']);
  });

  it('offer all parameters in messages', () => expect(all('tool f(a: city, c: int = 1) -> price { requires c > 0 else "no {<|>" }')).toEqual(['a', 'c']));

  it('offer files, columns and imports', () => {
    const disk = { 'data/names.txt': 'a\n', 'data/cities.csv': 'name,"the country",size\nOslo,NO,1\n', 'other.rworld': 'type id <: str = /x/\n' };
    expect(labels(complete(`${WORLD}type t = lines("<|>")`, {}, disk))).toEqual(['data/names.txt', 'data/cities.csv']);
    expect(labels(complete(`${WORLD}type t = column("data/cities.csv", "<|>")`, {}, disk))).toEqual(['name', 'size', 'the country']);
    expect(labels(complete(`import { id } from "<|>"\n${WORLD}`, {}, disk))).toEqual(['./other.rworld']);
    expect(labels(complete(`import { <|> } from "./other.rworld"\n${WORLD}`, {}, disk))).toEqual(['id']);
  });
});

describe('names of other files', () => {
  it('come with their import', () => {
    const files = { 'lib/types.rworld': '/// A day.\ntype day = date("d/M/yyyy")\n' };
    const source = 'world w "1.0.0"\n\ntool f(a: da<|>)';
    const { text } = open(source);
    const item = complete(source, files).find((i) => i.label === 'day');
    expect(item?.rank).toBe(3);
    expect(item === undefined ? '' : applyEdits(text, [item, ...item.also])).toBe('world w "1.0.0"\n\nimport { day } from "./lib/types.rworld"\n\ntool f(a: day)');
  });
});
