/** Sets that ask for more than exists, and rules that nothing meets: told while checking, exactly, also where only walking shows it. */
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { memoryHost } from '../../src/host/memory.js';
import { createPlan } from '../../src/sample/plan.js';
import { compileWorldText } from '../support/compile-text.js';

const CHAIN = `world w "1.0.0"
type a <: str = "a1" | "a2"
type b <: str = "b1" | "b2"
type c <: str = "c1" | "c2"
/// B.
tool ab(a) -> b { phrase "the b of {a}" }
/// C of b.
tool bc(b) -> c { phrase "the c of {b}" }
/// C of both.
tool abc(a, b) -> c { phrase "the pair of {a} and {b}" }
`;
const SUMS = `world w "1.0.0"
type n <: int = 1..9
/// Sum.
tool add(x: n, y: n) -> n { phrase "the sum of {x} and {y}" }
/// Product.
tool times(x: n, y: n) -> n { phrase "the product of {x} and {y}" }
`;

function found(text: string): string[] {
  return compileWorld(memoryHost({ '/w/world.rworld': text }), '/w/world.rworld').diagnostics.map((d) => `${d.code} ${d.message}`);
}

describe('more tasks than exist', () => {
  it.each([
    [CHAIN, 'tasks t { count 7 length 1..2 }', 'RW5002 the task set "t" asks for 7 tasks, and only 6 different skeletons meet its rules: 3 of length 1, 3 of length 2'],
    [CHAIN, 'constraint one { length 1 }\nconstraint two { length ..2 }\ntasks t { count 7 mix 50% one, 50% two }', 'RW5002 the task set "t" asks for 7 tasks, and only 6 different skeletons meet its rules: 3 of length 1, 3 of length 2'],
  ])('%#', (world, sets, message) => {
    expect(found(world + sets)).toEqual([message]);
    expect(found((world + sets).replace('count 7', 'count 6'))).toEqual([]);
  });

  it('where the space looks large, and rules that are tested while deriving leave little', () => {
    // With each tool once at most there are few, though five calls of two tools have thousands.
    const sets = (count: number): string => `${SUMS}constraint k { each tool at most 1 }\ntasks t { count ${count} length 1..7 obey k }`;
    const { ir } = compileWorldText(sets(1));
    const set = ir.taskSets[0];
    if (set === undefined) throw new Error('no set');
    const plan = createPlan(ir, set, { count: 10_000 });
    const said = /only (\d+) different/.exec('refused' in plan ? plan.refused : '')?.[1];
    expect(Number(said)).toBeGreaterThan(2);
    expect(found(sets(Number(said)))).toEqual([]);
    expect(found(sets(Number(said) + 1))).toEqual([`RW5002 the task set "t" asks for ${Number(said) + 1} tasks, and only ${said} different skeletons meet its rules: ${/rules: (.*)$/.exec('refused' in plan ? plan.refused : '')?.[1]}`]);
  });
});

describe('rules that nothing meets', () => {
  it.each([
    [SUMS, 'constraint k { each tool at most 1 }\nconstraint g { goal { n } }\ntasks t { count 1 length 4..8 obey k, g }', '`length 4..8` and `each tool at most 1` together'],
    [SUMS, 'tasks t { count 1 length 1..3 joins 3.. depth 1.. }', '`length 1..3` and `joins 3..` together'],
    [SUMS, 'tasks t { count 1 length 1..3 sharing 0 shared 1.. }', '`shared 1..`'],
    [CHAIN, 'constraint k { at most 0 of { ab } }\nconstraint g { goal { c } }\ntasks t { count 1 length 2..3 depth 2.. obey k, g }', '`length 2..3` and `at most 0 of { ab }` together'],
    [CHAIN, 'constraint easy { length 1 }\nconstraint hard { inputs 1.. at most 0 of { ab } length 2..3 }\ntasks t { count 2 mix 50% easy, 50% hard }', '`at most 0 of { ab }` and `length 2..3` together'],
  ])('%#', (world, sets, rules) => {
    expect(found(world + sets)).toEqual([`RW5001 no task of the set \`t\` meets ${rules}`]);
  });
});
