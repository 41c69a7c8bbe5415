/** Definition, references, highlights and rename, on marked sources: what is marked is what must be found. */
import { describe, expect, it } from 'vitest';
import { definitionAt } from '../../src/editor/definition.js';
import { highlightsAt, referencesAt } from '../../src/editor/references.js';
import { renamableAt, rename } from '../../src/editor/rename.js';
import { applyEdits, marked, open, viewOf, type Opened } from './support.js';

/** The cursor is at the first range; every range must be found, and nothing else. */
function expectReferences(files: string | Record<string, string>): void {
  const opened = open(files);
  const all = typeof files === 'string' ? { 'world.rworld': files } : files;
  const view = viewOf(opened);
  const found = referencesAt(opened.workspace, view, opened.ranges[0]?.start ?? 0, true);
  const wanted = Object.fromEntries(Object.entries(all).filter(([, text]) => text.includes('<|')));
  expect(marked(opened, found)).toEqual(wanted);
}

describe('references', () => {
  it('of a type, in every part of the language that speaks of types', () => {
    expectReferences(`world w "1.0.0"
type <|city|> <: str = "Oslo" | "Rome"
type town <: <|city|> = "Oslo"
type pair = { from: <|city|>, cities: list<<|city|>?>[1..2] }
tool f<T <: <|city|>>(a: T, b: dict<<|city|>, float>) -> <|city|> { phrase "{a} {b}" }
tool g(<|city|>) -> float { phrase "the size of {city}" }
constraint c { goal { <|city|> } never from user { list<<|city|>> } }
template t<X: type <: <|city|>> { tool "f_{X}"(x: X) -> X { phrase "{x}" } }
`);
  });

  it('of a parameter: type names spelt alike are others', () => {
    expectReferences(`world w "1.0.0"
type city <: str = "Oslo"
tool f(<|place|>: city, n: int) -> city { phrase "near {<|place|>}" | "at {<|place|>}" requires <|place|> != "x" else "not {<|place|>}" returns [c for c in [<|place|>]][0] }
tool g(place: city) -> city { phrase "by {place}" }
constraint c { f.<|place|> from user }
`);
  });

  it('of a tool, a tag, a constraint', () => {
    expectReferences('world w "1.0.0"\ntool <|f|>() -> int { phrase "x" }\nconstraint c { never <|f|> -> { <|f|>, #t } at most 1 of <|f|> <|f|>.x from tool }\ntasks s { count 1 weight <|f|> 2 }\n');
    expectReferences('world w "1.0.0"\ntool f() -> int { phrase "x" tags #<|math|> }\nconstraint c { at most 1 of { #<|math|> } }\ntasks s { count 1 weight #<|math|> 2 }\n');
    expectReferences('world w "1.0.0"\nconstraint <|short|> { length 1..2 }\ntasks s { count 1 obey <|short|> mix 100% <|short|> }\n');
  });

  it('of a field, through aliases, lists and functions', () => {
    expectReferences(`world w "1.0.0"
type price <: float = 1.0..2.0
type offer = { name: str, <|cost|>: price }
type offers = list<offer>[1..9]
tool f(os: offers, o: offer) -> price { phrase "{os} {o}" returns first([x for x in os sort by x.<|cost|>]).<|cost|> + o.<|cost|> + os[0].<|cost|> }
tool g(c: price) -> offer { phrase "{c}" returns { name: "x", <|cost|>: c } }
`);
  });

  it('of entities and their fields', () => {
    expectReferences(`world w "1.0.0"
type name <: str = /[a-z]{4}/
entity City[9] { name key  <|size|>: float  half: float = <|size|> / 2 }
tool f(n: name) -> float { phrase "{n}" returns City[n].<|size|> + max([c.<|size|> for c in City]) }
`);
    expectReferences(`world w "1.0.0"
entity <|City|>[9] { name: str key }
entity Trip[9] { id: int key  goal: <|City|> }
tool f(n: str) -> int { phrase "{n}" returns len(<|City|>) }
`);
  });

  it('of a variable, a type variable and a parameter of a template', () => {
    expectReferences('world w "1.0.0"\ntool f(xs: list<int>[1..3]) -> list<int>[0..3] { phrase "{xs}" returns [<|x|> + 1 for <|x|> in xs if <|x|> > 0 sort by <|x|>] }\n');
    expectReferences('world w "1.0.0"\ntool f<<|T|> <: float>(a: <|T|>, b: list<<|T|>>) -> <|T|> { phrase "{a} {b}" }\n');
    expectReferences('world w "1.0.0"\ntemplate t<<|E|>: entity, A: field of <|E|>> where A != <|E|>.key {\n  tool "{<|E|>}_{A}"(key: <|E|>.key) -> A { phrase "the {A.label} of {key}" returns <|E|>[key].A }\n}\n');
  });

  it('across files, and through another name', () => {
    expectReferences({
      'lib.rworld': 'type <|city|> <: str = "Oslo"\ntype other = list<<|city|>>\n',
      'world.rworld': 'world w "1.0.0"\nimport { <|city|>, other } from "./lib.rworld"\ntool f(a: <|city|>, b: other) -> <|city|> { phrase "{a} {b}" }\n',
      'second.rworld': 'world v "1.0.0"\nimport { <|city|> as town } from "./lib.rworld"\ntool f(a: town) -> town { phrase "{a}" }\n',
    });
  });

  it('of another name stay with it', () => {
    expectReferences({ 'lib.rworld': 'type city <: str = "Oslo"\n', 'world.rworld': 'world w "1.0.0"\nimport { city as <|town|> } from "./lib.rworld"\ntool f(a: <|town|>) -> <|town|> { phrase "{a}" }\n' });
  });

  it('in a file that is in pieces', () => {
    expectReferences('world w "1.0.0"\ntype <|city|> <: str = "Oslo"\ntool f(a: <|city|>, b: ) -> { phrase "{a"\ntool g(a: <|city|>) -> <|city|> { phrase "{a}" }\n');
  });
});

describe('highlights', () => {
  it('are the places in the file', () => {
    const opened = open('world w "1.0.0"\ntype <|city|> <: str = "Oslo"\ntool f(a: <|city|>) -> int { phrase "{a}" }\n');
    expect(highlightsAt(viewOf(opened), opened.ranges[1]?.start ?? 0)).toEqual([{ span: opened.ranges[0], declares: true }, { span: opened.ranges[1], declares: false }]);
  });
});

describe('definition', () => {
  const definition = (files: string | Record<string, string>): Record<string, string> => {
    const opened = open(files);
    return marked(opened, definitionAt(opened.workspace, viewOf(opened), opened.offset));
  };

  it('leads to other files', () => {
    expect(definition({ 'lib.rworld': 'type city <: str = "Oslo"\n', 'world.rworld': 'world w "1.0.0"\nimport { city as town } from "./lib.rworld"\ntool f(a: to<|>wn) -> int { phrase "{a}" }\n' })).toEqual({ 'lib.rworld': 'type <|city|> <: str = "Oslo"\n' });
  });

  it('of a hole is the parameter', () => expect(definition('world w "1.0.0"\ntool f(a: int) -> int { phrase "x {<|>a}" }\n')).toEqual({ 'world.rworld': 'world w "1.0.0"\ntool f(<|a|>: int) -> int { phrase "x {a}" }\n' }));

  it('of a parameter written as a type is both', () => expect(definition('world w "1.0.0"\ntype city <: str = "x"\ntool f(<|>city) -> int { phrase "{city}" }\n')).toEqual({ 'world.rworld': 'world w "1.0.0"\ntype <|city|> <: str = "x"\ntool f(<|city|>) -> int { phrase "{city}" }\n' }));

  it('of an import or a data file is the file', () => {
    const opened = open('world w "1.0.0"\ntype t <: str = lines("na<|>mes.txt")\n', { 'names.txt': 'a\n' });
    expect(definitionAt(opened.workspace, viewOf(opened), opened.offset).map((d) => d.path)).toEqual(['/w/names.txt']);
  });

  it('of what is part of the language is nowhere', () => expect(definition('world w "1.0.0"\ntool f(a: in<|>t) -> int { phrase "{a}" }\n')).toEqual({}));
});

describe('rename', () => {
  function renamed(files: string | Record<string, string>, name: string): Record<string, string> | string {
    const opened: Opened = open(files);
    const done = rename(opened.workspace, viewOf(opened), opened.offset, name);
    if (!done.ok) return done.problem;
    return Object.fromEntries([...new Set(done.edits.map((e) => e.path))].map((path) => [path.slice(3), applyEdits(opened.textOf(path), done.edits.filter((e) => e.path === path))]));
  }

  it('writes both where one name said two things', () => {
    expect(renamed('world w "1.0.0"\ntype pr<|>ice <: float = 1.0..2.0\ntype o = { price, more: price }\ntool f(price) -> o { phrase "{price}" returns { price, more: price } }\n', 'cost')).toEqual({
      'world.rworld': 'world w "1.0.0"\ntype cost <: float = 1.0..2.0\ntype o = { price: cost, more: cost }\ntool f(price: cost) -> o { phrase "{price}" returns { price, more: price } }\n',
    });
    expect(renamed('world w "1.0.0"\ntype price <: float = 1.0..2.0\ntype o = { price }\ntool f(pr<|>ice) -> o { phrase "{price}" returns { price } }\n', 'cost')).toEqual({
      'world.rworld': 'world w "1.0.0"\ntype price <: float = 1.0..2.0\ntype o = { price }\ntool f(cost: price) -> o { phrase "{cost}" returns { price: cost } }\n',
    });
    expect(renamed('world w "1.0.0"\ntype o = { si<|>ze: float }\ntool f(size: float) -> o { phrase "{size}" returns { size } }\n', 'area')).toEqual({
      'world.rworld': 'world w "1.0.0"\ntype o = { area: float }\ntool f(size: float) -> o { phrase "{size}" returns { area: size } }\n',
    });
  });

  it('goes across files, and leaves other names of imports alone', () => {
    expect(renamed({ 'lib.rworld': 'type ci<|>ty <: str = "x"\n', 'world.rworld': 'world w "1.0.0"\nimport { city } from "./lib.rworld"\ntool f(city) -> city { phrase "{city}" }\n', 'b.rworld': 'world b "1.0.0"\nimport { city as c } from "./lib.rworld"\ntool f(x: c) -> c { phrase "{x}" }\n' }, 'town')).toEqual({
      'lib.rworld': 'type town <: str = "x"\n',
      'world.rworld': 'world w "1.0.0"\nimport { town } from "./lib.rworld"\ntool f(city: town) -> town { phrase "{city}" }\n',
      'b.rworld': 'world b "1.0.0"\nimport { town as c } from "./lib.rworld"\ntool f(x: c) -> c { phrase "{x}" }\n',
    });
  });

  it('says why not', () => {
    const world = 'world w "1.0.0"\ntype ci<|>ty <: str = "x"\ntype town <: str = "y"\ntool f(a: city, b: int) -> city { phrase "{a} {b}" }\n';
    expect(renamed(world, 'town')).toBe('world.rworld already has a type `town`');
    expect(renamed(world, 'if')).toMatch(/word of the language/);
    expect(renamed(world, '1st')).toMatch(/is no name/);
    expect(renamed(world, 'int')).toBe('`int` is a base type');
    expect(renamed(world.replace('<|>', '').replace('(a:', '(<|>a:'), 'b')).toBe('the tool already has a parameter `b`');
    expect(renamed(world.replace('<|>', '').replace('in', 'i<|>n'), 'b')).toBe('`int` is part of the language');
    expect(renamed('wor<|>ld w "1.0.0"\n', 'b')).toBe('there is no name here');
  });

  it('leaves the standard library alone', () => {
    const opened = open('world w "1.0.0"\nimport { date } from "std/dates"\ntool f(d: da<|>te) -> int { phrase "{d}" }\n', { '../std/dates.rworld': 'type date = date("d/M/yyyy")\n' });
    expect(renamableAt(viewOf(opened), opened.offset)).toEqual({ ok: false, problem: 'it belongs to the standard library' });
  });
});
