import { describe, expect, it } from 'vitest';
import { parseCall, parseValue } from '../../src/cli/play/parse-call.js';

const params = (tool: string): readonly string[] | undefined => (tool === 'add' ? ['a', 'b'] : tool === 'hq' ? ['company'] : undefined);
const args = (text: string): unknown => {
  const parsed = parseCall(text, params);
  return parsed.ok ? parsed.args : parsed.message;
};

describe('parseCall', () => {
  it.each([
    ['add(a: 1, b: 2.5)', { a: 1, b: 2.5 }],
    ['add(1, 2)', { a: 1, b: 2 }],
    ['add a=1 b=2', { a: 1, b: 2 }],
    ['add {"a": 1, "b": [2]}', { a: 1, b: [2] }],
    ['hq("Contoso, Ltd")', { company: 'Contoso, Ltd' }],
    ['hq(Contoso Ltd)', { company: 'Contoso Ltd' }],
    ['hq(company: 10/10/2024)', { company: '10/10/2024' }],
    ['hq(company: ["a", "b"])', { company: ['a', 'b'] }],
    ['hq(company: "say \\"hi\\"")', { company: 'say "hi"' }],
    ['hq()', {}],
    ['hq', {}],
  ])('%s', (text, expected) => {
    expect(args(text)).toEqual(expected);
  });

  it('keeps a dangerous name as a plain one', () => {
    const parsed = parseCall('hq(__proto__: 1)', params);
    expect(parsed.ok && Object.keys(parsed.args)).toEqual(['__proto__']);
  });

  it.each([
    ['add(1, 2, 3)', /no parameter number 3/],
    ['hq("open', /not closed/],
    ['hq "open', /not begin with a value/],
    ['add {oops', /not JSON/],
    ['(1)', /begins with the name/],
  ])('%s is refused', (text, message) => {
    expect(args(text)).toMatch(message);
  });
});

describe('parseValue', () => {
  it('reads JSON, and else text', () => {
    expect([parseValue(' 25.0 '), parseValue('"a b"'), parseValue('10/10/2024'), parseValue('[1]')]).toEqual([25, 'a b', '10/10/2024', [1]]);
  });
});
