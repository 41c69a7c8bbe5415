import { describe, expect, it } from 'vitest';
import type { Json, TypeRef } from '../../src/ir/ir.js';
import { createNarrator } from '../../src/instruct/narrator.js';
import { canonicalKey } from '../../src/sample/canonical.js';
import { everyday, everydayTools } from './everyday.js';
import { call, field, listed, ref, record, skeletonOf, stream, text, tool, type, value, world, type Term } from './world.js';

const narrator = createNarrator(everyday);

function given(...values: readonly (readonly [string, Json])[]): { type: TypeRef; value: Json }[] {
  return values.map(([t, v]) => ({ type: ref(t), value: v }));
}

function meanings(instruction: string, inputs: { type: TypeRef; value: Json }[], tools: readonly string[] = everydayTools): string[] {
  return narrator.read(instruction, inputs, tools, 9).map(canonicalKey);
}

describe('reading', () => {
  it('reads any wording of the grammar, not only what was composed', () => {
    const oslo = given(['city', 'Oslo']);
    expect(meanings('What is the most recent public holiday in "Oslo"?', oslo)).toEqual(['holiday(u0);c0']);
    expect(meanings('Begin with the most recent public holiday in "Oslo". So what is the year of that date?', oslo)).toEqual(['holiday(u0);year_of(c0);c1']);
    expect(meanings('First, get the most recent public holiday in "Oslo". So what is the year of that public holiday?', oslo)).toEqual(['holiday(u0);year_of(c0);c1']);
    expect(meanings('Find the most recent public holiday in "Oslo" and call it date A. Tell me the year of date A.', oslo)).toEqual(['holiday(u0);year_of(c0);c1']);
  });

  it('knows no instruction that the grammar cannot say', () => {
    const oslo = given(['city', 'Oslo']);
    expect(meanings('What is the largest public holiday in "Oslo"?', oslo)).toEqual([]);
    expect(meanings('What is the most recent public holiday in "Oslo"', oslo)).toEqual([]);
    expect(meanings('What is the most recent public holiday in Oslo?', oslo)).toEqual([]);
    expect(meanings('What is the year of that date?', oslo)).toEqual([]);
    expect(meanings('', oslo)).toEqual([]);
  });

  it('takes only arguments that the slots accept', () => {
    expect(meanings('What is the most recent public holiday in "Nowhere"?', given(['city', 'Nowhere']))).toEqual([]);
    expect(meanings('What is the weekday of the capital of "Peru"?', given(['country', 'Peru']))).toEqual([]);
    expect(meanings('What is the sum of the capital of "Peru" and 1?', given(['country', 'Peru'], ['float', 1]))).toEqual([]);
  });

  it('reads only the tools that are offered', () => {
    expect(meanings('What is the most recent public holiday in "Oslo"?', given(['city', 'Oslo']), ['year_of'])).toEqual([]);
  });

  it('finds a pronoun ambiguous where two things answer to it', () => {
    const inputs = given(['country', 'Peru'], ['country', 'Norway']);
    const both = 'Find the capital of "Peru". Then find the capital of "Norway". ';
    const flight = 'on "3/6/2014"';
    expect(meanings(`${both}Tell me the price of the cheapest flight from that city to the second city ${flight}.`, inputs)).toHaveLength(1);
    expect(meanings(`${both}Tell me the price of the cheapest flight from that city to that capital ${flight}.`, inputs)).toHaveLength(2);
    expect(meanings(`${both}Tell me the price of the cheapest flight from the first city to the second city ${flight}.`, inputs)).toEqual(['capital(u0);capital(u1);find_flight(c0,c1,u2);c2.price']);
  });

  it('finds a pronoun ambiguous where something of its kind was mentioned in between', () => {
    const inputs = given(['country', 'Peru'], ['country', 'Norway'], ['person_name', 'Mia Wong']);
    const two = 'Find the capital of "Peru". Then find the most recent public holiday in the birthplace of "Mia Wong". Tell me the low temperature from the weather forecast for that city on that date.';
    expect(meanings(two, inputs)).toEqual(['capital(u0);birthplace(u1);holiday(c1);forecast(c0,c2);c3.low']);
    const between = 'Find the capital of "Peru". Then find the most recent public holiday in the birthplace of "Mia Wong". Tell me the price of the cheapest flight from the city you found to';
    expect(meanings(`${between} that city on that date.`, inputs)).toHaveLength(2);
    expect(meanings(`${between} that capital on that date.`, inputs)).toHaveLength(1);
  });

  it('reads one conjunction inside another', () => {
    const inputs = given(['float', 1], ['float', 2], ['float', 3]);
    expect(meanings('What is the sum of the sum of 1 and 2 and 3?', inputs)).toEqual(['add(u0,u1);add(c0,u2);c1']);
    const two = meanings('What is the number of "Night Bus" and "The Quiet Shore"?', given(['list<movie_title>', ['Night Bus', 'The Quiet Shore']]));
    expect(two).toEqual([]);
  });

  it('drops no sentence: what is introduced is used', () => {
    expect(meanings('Find the capital of "Peru". Tell me the weekday of "3/6/2014".', given(['country', 'Peru'], ['date', '3/6/2014']))).toEqual([]);
  });

  it('makes one call of equal calls', () => {
    const asked = 'Tell me the low temperature from the weather forecast for the capital of "Peru" on the most recent public holiday in the capital of "Peru".';
    expect(meanings(asked, given(['country', 'Peru']))).toEqual(['capital(u0);holiday(c0);forecast(c0,c1);c2.low']);
  });

  it('takes texts that are no instruction without harm', () => {
    for (const odd of ['"', 'What is "', '[', '{"a":', 'What is 1e999?', 'What is the sum of "\\ud800" and [1,2?', 'Tell me '.repeat(500), '"a" and '.repeat(500)]) expect(meanings(odd, [])).toEqual([]);
  });
});

describe('refusals', () => {
  const shop = world(
    [type('item', 'str', listed('pen', 'cup')), type('price', 'float', listed(1, 2)), type('shop', 'str', listed('A', 'B')), type('word', 'str', { kind: 'regex', pattern: '[a-z]+', dfa: { states: 2, accept: [1], edges: [0, 97, 122, 1, 1, 97, 122, 1] } })],
    [
      tool('best', {}, 'item', 'the best item'),
      tool('cheapest', { item: 'item' }, 'shop', 'the cheapest shop for {item}'),
      tool('cost', { item: 'word' }, 'price', 'the cost of {item}'),
      tool('cost_again', { item: 'item' }, 'price', ['the cost of {item}', 'the amount to pay for {item}']),
      tool('price_of', { item: 'item' }, 'price', 'the price of {item}'),
      tool('price_too', { thing: 'item' }, 'price', 'the price of {thing}'),
      tool('shop_price', { item: 'item', shop: 'shop' }, 'price', 'the price of {item} in {shop}'),
    ],
  );
  const clerk = createNarrator(shop);
  const say = (goal: Term, more: readonly string[] = []): string | null => {
    const { skeleton, inputs, tools } = skeletonOf(shop, goal);
    return clerk.compose(skeleton, inputs, [...tools, ...more], stream('shop'), [text('Tell me {goal}.')]);
  };

  it('refuses a phrase that two offered tools share', () => {
    expect(say(call('price_of', value('pen')))).toBe('Tell me the price of "pen".');
    expect(say(call('price_of', value('pen')), ['price_too'])).toBeNull();
  });

  it('takes another phrase where one is shared', () => {
    expect(say(call('cost_again', value('pen')), ['cost'])).toBe('Tell me the amount to pay for "pen".');
    expect(say(call('cost', value('pen')), ['cost_again'])).toBeNull();
  });

  it('lets the types of the arguments decide between like phrases', () => {
    expect(say(call('cost', value('book')), ['cost_again'])).toBe('Tell me the cost of "book".');
    expect(say(call('cost_again', call('best')), ['cost'])).not.toBeNull();
  });

  it('is not misled by phrases that go on', () => {
    expect(say(call('shop_price', value('pen'), value('A')), ['price_of'])).toBe('Tell me the price of "pen" in "A".');
    expect(say(call('price_of', call('best')), ['shop_price', 'cheapest'])).toBe('Tell me the price of the best item.');
  });

  it('refuses a skeleton of another world', () => {
    expect(clerk.compose({ inputs: [], calls: [{ tool: 'nothing', args: [], result: ref('item') }], goal: { call: 0, path: [], type: ref('item') } }, [], ['nothing'], stream('x'), [])).toBeNull();
  });
});

describe('hostile values', () => {
  const open = world(
    [type('note', 'str', { kind: 'enum', values: [] })],
    [
      tool('join', { a: 'str', b: 'str' }, 'str', 'the text made of {a} and {b}'),
      tool('translate', { text: 'str' }, 'str', ['the translation of {text}', "{text}'s translation"]),
      tool('words', { text: 'list<str>' }, 'int', 'the number of letters in {text}'),
      tool('describe', { of: 'T' }, record({ kind: 'str', size: 'int' }), 'the description of {of}', { T: 'str' }),
    ],
  );
  const clerk = createNarrator(open);
  const values: Json[] = [
    '',
    ' ',
    '"',
    '\\',
    '\\"',
    'a "quoted" word',
    'line\nbreak\ttab',
    'the translation of "x"',
    '". What is the translation of "x',
    '{text}',
    '{x} and {y}',
    'a and b',
    'that text',
    '😀 emoji',
    '\u2028\u0000\u00e9',
    'true',
    '12',
    '.',
    '?',
    '$&$1',
    '__proto__',
  ];

  it('states every value so that it reads back', () => {
    for (const [i, hostile] of values.entries()) {
      const other = values[(i + 1) % values.length] ?? '';
      const terms = [
        call('translate', value(hostile)),
        call('join', value(hostile), value(other)),
        call('join', call('translate', value(hostile)), call('translate', value(other))),
        field(call('describe', call('join', value(hostile), call('translate', value(hostile)))), 'kind'),
        call('words', value([typeof hostile === 'string' ? hostile : '', 'b', 'and c'])),
      ];
      for (const [n, term] of terms.entries()) {
        const { skeleton, inputs } = skeletonOf(open, term);
        const said = clerk.compose(skeleton, inputs, open.tools.map((t) => t.name), stream('hostile', i, n), []);
        expect(said, JSON.stringify(term)).not.toBeNull();
        const read = clerk.read(said ?? '', skeleton.inputs.map((input, k) => ({ type: input.type, value: inputs[k] ?? null })), open.tools.map((t) => t.name), 5);
        expect(read.map(canonicalKey)).toEqual([canonicalKey(skeleton)]);
        expect(read[0]?.inputs.length).toBe(skeleton.inputs.length);
      }
    }
  });
});
