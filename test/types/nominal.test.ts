/** What is declared below what, and whether the values keep to it. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import type { TypeIR, ValueSetIR } from '../../src/ir/ir.js';
import { TypeTable } from '../../src/runtime/type-table.js';
import { compileSet } from '../../src/runtime/value-set.js';
import { SourceFile } from '../../src/source/source.js';
import { checkNominal } from '../../src/types/nominal.js';
import { draws, numberSet, textSet } from './arbitraries.js';
import { setOf } from './source.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

interface Declared {
  readonly name: string;
  readonly parents: readonly string[];
  readonly values?: ValueSetIR;
  readonly accepts?: ValueSetIR;
}

function check(declared: readonly Declared[]): Diagnostic[] {
  const types = declared.map((d): TypeIR => ({ name: d.name, description: '', noun: d.name, plural: d.name, parents: d.parents, values: d.values ?? null, accepts: d.accepts ?? null }));
  const text = declared.map((d) => `type ${d.name} <: ${d.parents.join(', ')}`).join('\n');
  const file = new SourceFile('t.rworld', text);
  const found: Diagnostic[] = [];
  const find = (words: string, word: string) => {
    const start = text.indexOf(word, text.indexOf(words));
    return { file, span: { start, end: start + word.length } };
  };
  checkNominal(
    new TypeTable(types),
    types,
    { parent: (type, parent) => find(`type ${type} <:`, parent), declaration: (type) => (declared.some((d) => d.name === type) ? find(`type ${type} <:`, type) : null) },
    (d) => found.push(d),
  );
  return found;
}

const month: Declared = { name: 'month', parents: ['int'], values: setOf('1..12') };

describe('a declared subtype', () => {
  it('may have only values of a parent that lists its values', () => {
    const [only, ...rest] = check([month, { name: 'odd', parents: ['month'], values: setOf('3 | 13') }]);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      code: 'RW3030',
      severity: 'error',
      message: '`odd` is declared below `month`, but its value 13 is not a value of `month`',
      help: '`month` is a whole number from 1 to 12: narrow `odd`, widen `month` (with `accepts`, if it should not be drawn), or drop the parent',
      location: { span: { start: 30, end: 35 } },
      related: [{ message: '`month` is declared here', location: { span: { start: 5, end: 10 } } }],
    });
  });

  it('may have what the parent accepts', () => {
    expect(check([{ ...month, accepts: setOf('1..', { accepts: true }) }, { name: 'odd', parents: ['month'], values: setOf('3 | 13') }])).toEqual([]);
  });

  it('answers for what it accepts as well', () => {
    expect(check([month, { name: 'odd', parents: ['month'], values: setOf('3'), accepts: setOf('..3', { accepts: true }) }]).map((d) => d.message)).toEqual([
      '`odd` is declared below `month`, but its value -9007199254740991 is not a value of `month`',
    ]);
  });

  it('may have any value of the base below a parent without values', () => {
    const id: Declared = { name: 'id', parents: ['str'] };
    expect(check([id, { name: 'code', parents: ['id'], values: setOf('/[a-z]{3}/') }])).toEqual([]);
    expect(check([{ ...id, accepts: setOf('"x"') }, { name: 'code', parents: ['id'], values: setOf('/[a-z]{3}/') }])).toEqual([]);
    expect(check([id, { name: 'code', parents: ['id'], values: setOf('1..5') }]).map((d) => d.message)).toEqual(['`code` is declared below `str`, but its value 1 is not a value of `str`']);
  });

  it('is held to every ancestor through parents without values, once each', () => {
    const types: Declared[] = [month, { name: 'late', parents: ['month'] }, { name: 'other', parents: ['late', 'month'], values: setOf('11..13') }, { name: 'below', parents: ['other'], values: setOf('13') }];
    expect(check(types).map((d) => d.message)).toEqual(['`other` is declared below `month`, but its value 13 is not a value of `month`']);
  });

  it('is held to each of several parents', () => {
    const found = check([month, { name: 'few', parents: ['int'], values: setOf('1..3') }, { name: 'both', parents: ['few', 'month'], values: setOf('2 | 4 | 13') }]);
    expect(found.map((d) => d.message)).toEqual(['`both` is declared below `few`, but its value 4 is not a value of `few`', '`both` is declared below `month`, but its value 13 is not a value of `month`']);
  });

  it('is reported as not proved where it was only tried', () => {
    const found = check([
      { name: 'moment', parents: ['str'], values: setOf('datetime("yyyy-MM-dd HH:mm", "2000-01-01 00:00".."2010-12-31 23:59") | datetime("yyyy-MM-dd HH:mm:ss")') },
      { name: 'second', parents: ['moment'], values: setOf("datetime(\"yyyy-MM-dd HH:mm':00'\", \"2000-01-01 00:00:00\"..\"2010-12-31 23:59:00\")") },
    ]);
    expect(found.map((d) => `${d.code} ${d.severity}`)).toEqual(['RW3031 info']);
  });

  it('is reported exactly where some value is outside: random sets', () => {
    for (const set of [numberSet, textSet]) {
      fc.assert(
        fc.property(set, set, (a, b) => {
          const base = compileSet(a).recognize(draws(a, 1)[0]) && typeof draws(a, 1)[0] === 'string' ? 'str' : 'float';
          const found = check([{ name: 'big', parents: [base], values: b }, { name: 'small', parents: ['big'], values: a }]);
          const outside = draws(a, 100).some((v) => !compileSet(b).recognize(v));
          if (outside) expect(found.map((d) => d.code)).toEqual(['RW3030']);
          if (found.some((d) => d.code === 'RW3030')) expect(outside || found[0]?.message.includes('its value')).toBe(true);
        }),
        { seed: 41, numRuns: 30 },
      );
    }
  });
});
