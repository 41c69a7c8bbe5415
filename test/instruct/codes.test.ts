import { describe, expect, it } from 'vitest';
import { createNarrator } from '../../src/instruct/narrator.js';
import type { Json, TypeRef } from '../../src/ir/ir.js';
import { canonicalKey } from '../../src/sample/canonical.js';
import type { Skeleton } from '../../src/sample/skeleton.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';
import { compileWorldText } from '../support/compile-text.js';

/** Orders go by numbers, cars by codes, people by names. */
const { ir } = compileWorldText(`
world shop "1.0.0"
type order_number <: int = 1000..9999
type plate <: str = /[A-Z]{2}[0-9A-Z]{3}/
type person <: str = "Ada Lovelace" | "Grace Hopper" | "Alan Turing"
type amount <: int = 1..5000
type distance <: int = 1..900000
entity Order[4..6] { noun "order"  plural "orders"  number: order_number key  total: amount }
entity Car[4..6] { noun "delivery van"  plural "delivery vans"  plate key  mileage: distance }
tool total(order: order_number) -> amount { phrase "the total of {order}" }
tool other(order: order_number) -> order_number { phrase "the order placed after {order}" }
tool same(order: order_number) -> distance { phrase "the way of the orders whose order is {order}" }
tool of_order(order: order_number) -> distance { phrase "the way that the order {order} went" }
tool mileage(van: plate) -> distance { phrase "the mileage of {van}" }
tool both(order: order_number, van: plate) -> distance { phrase "the way of {order} in {van}" }
tool weight(order: order_number) -> amount { phrase "{order}'s weight" }
tool friend(of: person) -> person { phrase "the friend of {of}" }
`);
const narrator = createNarrator(ir);
const tools = ir.tools.map((t) => t.name);
const order: TypeRef = { kind: 'named', name: 'order_number' };
const plate: TypeRef = { kind: 'named', name: 'plate' };
const person: TypeRef = { kind: 'named', name: 'person' };

function one(tool: string, ...inputs: readonly TypeRef[]): Skeleton {
  const result = ir.tools.find((t) => t.name === tool)?.result ?? order;
  return { inputs: inputs.map((type) => ({ type })), calls: [{ tool, args: inputs.map((_, input) => ({ kind: 'input', input })), result }], goal: { call: 0, path: [], type: result } };
}

function say(skeleton: Skeleton, ...values: readonly Json[]): string | null {
  return narrator.compose(skeleton, values, tools, new Stream(deriveKey(null, 'codes')), [['Tell me ', { hole: 'goal' }, '.']]);
}

function meanings(text: string, ...inputs: readonly (readonly [TypeRef, Json])[]): string[] {
  return narrator.read(text, inputs.map(([type, value]) => ({ type, value })), tools, 9).map(canonicalKey);
}

describe('codes', () => {
  it('are told with what they are a code of', () => {
    expect(say(one('total', order), 1234)).toBe('Tell me the total of order 1234.');
    expect(say(one('mileage', plate), 'AB12C')).toBe('Tell me the mileage of delivery van "AB12C".');
    expect(say(one('mileage', plate), 'ABCDE')).toBe('Tell me the mileage of delivery van "ABCDE".');
    expect(say(one('both', order, plate), 1234, 'AB12C')).toBe('Tell me the way of order 1234 in delivery van "AB12C".');
  });

  it('are bare where the phrase has just said it, or begins with them', () => {
    expect(say(one('same', order), 1234)).toBe('Tell me the way of the orders whose order is 1234.');
    expect(say(one('of_order', order), 1234)).toBe('Tell me the way that the order 1234 went.');
    expect(say(one('weight', order), 1234)).toBe("Tell me 1234's weight.");
  });

  it('are no names', () => {
    expect(say(one('friend', person), 'Ada Lovelace')).toBe('Tell me the friend of "Ada Lovelace".');
  });

  it('are read with the title and without', () => {
    expect(meanings('Tell me the total of order 1234.', [order, 1234])).toEqual(['total(u0);c0']);
    expect(meanings('Tell me the total of 1234.', [order, 1234])).toEqual(['total(u0);c0']);
    expect(meanings('Tell me the way of order 1234 in delivery van "AB12C".', [order, 1234], [plate, 'AB12C'])).toEqual(['both(u0,u1);c0']);
    expect(meanings('Tell me the total of order 12345.', [order, 1234])).toEqual([]);
    expect(meanings('Tell me the total of van 1234.', [order, 1234])).toEqual([]);
    expect(meanings('Tell me the mileage of order 1234.', [order, 1234])).toEqual([]);
  });
});
