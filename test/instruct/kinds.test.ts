import { describe, expect, it } from 'vitest';
import { createNarrator } from '../../src/instruct/narrator.js';
import type { Json } from '../../src/ir/ir.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { canonicalKey } from '../../src/sample/canonical.js';
import type { ArgumentSource, Skeleton } from '../../src/sample/skeleton.js';
import { compileWorldText } from '../support/compile-text.js';

const { ir } = compileWorldText(`
world clock "1.0.0"
type duration <: float = 0.5..9.0 { noun "duration in hours" plural "durations in hours" }
type flight <: str = "Red Eye" | "Early Bird"
type moment <: str = /[0-9]{4}/ { noun "time" plural "times" }
tool flight_time(flight) -> duration { phrase "the flight time of {flight}" }
tool twice<T <: float>(a: T) -> T { phrase "the double of {a}" returns a + a }
tool after(start: moment, wait: duration) -> moment { phrase "the time reached from {start} after a duration in hours of {wait}" }
tool rested(wait: duration) -> moment { phrase "a duration in hours of {wait}" }
`);
const narrator = createNarrator(ir);
const tools = ir.tools.map((t) => t.name);

/** Calls of tools on inputs by number and calls by `c0`; the last one is asked for. */
function skeleton(inputs: readonly string[], ...calls: readonly (readonly [tool: string, ...args: (number | 'c0' | 'c1')[]])[]): Skeleton {
  const source = (arg: number | 'c0' | 'c1'): ArgumentSource => (typeof arg === 'number' ? { kind: 'input', input: arg } : { kind: 'call', call: Number(arg.slice(1)), path: [] });
  const made = calls.map(([name, ...args]) => {
    const result = ir.tools.find((t) => t.name === name)?.result;
    if (result === undefined) throw new Error(name);
    return { tool: name, args: args.map(source), result: result.kind === 'var' ? ({ kind: 'named', name: 'duration' } as const) : result };
  });
  const last = made.at(-1);
  if (last === undefined) throw new Error('no calls');
  return { inputs: inputs.map((name) => ({ type: { kind: 'named', name } })), calls: made, goal: { call: made.length - 1, path: [], type: last.result } };
}

function say(of: Skeleton, ...values: readonly Json[]): string | null {
  return narrator.compose(of, values, tools, new Stream(deriveKey(null, 'kinds')), [['Tell me ', { hole: 'goal' }, '.']]);
}

describe('kinds', () => {
  it('are said of values', () => {
    expect(say(skeleton(['moment', 'duration'], ['after', 0, 1]), '1200', 2.5)).toBe('Tell me the time reached from "1200" after a duration in hours of 2.5.');
  });

  it('are left out where an argument says of what kind it is', () => {
    const told = skeleton(['moment', 'flight'], ['flight_time', 1], ['after', 0, 'c0']);
    expect(say(told, '1200', 'Red Eye')).toBe('Tell me the time reached from "1200" after the flight time of "Red Eye".');
  });

  it('are said of what goes by what it is to its tool', () => {
    expect(say(skeleton(['moment', 'flight'], ['flight_time', 1], ['twice', 'c0'], ['after', 0, 'c1']), '1200', 'Red Eye')).toContain('after a duration in hours of ');
  });

  it('stay where nothing else is left of the phrase', () => {
    expect(say(skeleton(['flight'], ['flight_time', 0], ['rested', 'c0']), 'Red Eye')).toContain('a duration in hours of ');
  });

  it('are read with them and without', () => {
    const given = [
      { type: { kind: 'named', name: 'moment' } as const, value: '1200' },
      { type: { kind: 'named', name: 'flight' } as const, value: 'Red Eye' },
    ];
    for (const kind of ['', 'a duration in hours of ']) {
      const meant = narrator.read(`Tell me the time reached from "1200" after ${kind}the flight time of "Red Eye".`, given, tools, 9);
      expect(meant.map(canonicalKey)).toEqual(['flight_time(u1);after(u0,c0);c1']);
    }
  });
});
