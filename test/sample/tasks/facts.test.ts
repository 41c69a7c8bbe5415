/** Tasks over facts: what is asked exists, filters find something, and nothing is drawn twice to get there. */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/ir/ir.js';
import { createRuntime } from '../../../src/runtime/runtime.js';
import { emptyCounts, TaskMaker } from '../../../src/sample/tasks/maker.js';
import { compileWorldText } from '../../support/compile-text.js';

const WORLD = `/// Flights.
world flights "1.0.0"
/// A city.
type city <: str = /[A-Z][a-z]{5}/ { plural "cities" }
/// A flight number.
type flight_number <: str = /[A-Z]{2}[0-9]{3}/
/// A fare.
type fare <: float = 20.00..900.00 step 0.01
/// A name.
type crew_name <: str = /[A-Z][a-z]{9}/
/// An airport.
entity Airport[40] { name: city key  fee: fare }
/// A flight.
entity Flight[60] { number: flight_number key  origin: Airport  destination: Airport  fare  crew: list<crew_name>[2..3] }
/// Returns the flights between two cities.
tool flights_between(from: city, to: city) -> list<flight_number> {
  phrase "the flights from {from} to {to}"
  requires from != to else "a flight leads elsewhere"
  returns [f for f in Flight if f.origin == from and f.destination == to]
}
/// Returns the first of some flights.
tool first_flight(flights: list<flight_number>) -> flight_number { phrase "the first of {flights}" returns first(flights) }
/// Returns the flights that a person works on.
tool shifts(crew: crew_name) -> list<flight_number> { phrase "the flights staffed by {crew}" returns [f for f in Flight if crew in f.crew] }
/// Returns the dearest flight to a city at a fare of at least so much.
tool dearest(to: city, least: fare) -> flight_number { phrase "the dearest flight to {to} at {least} or more" returns first([f for f in Flight if f.destination == to and f.fare >= least sort by f.fare desc]) }
/// Returns the fare of a flight.
tool fare_of(number: flight_number) -> fare { phrase "the fare of {number}" returns Flight[number].fare }
/// Returns where a flight goes.
tool destination(number: flight_number) -> city { phrase "the destination of {number}" returns Flight[number].destination }
/// Returns flights that may be none.
tool cheap_flights(to: city) -> list<flight_number>[0..60] { phrase "the cheap flights to {to}" returns [f for f in Flight if f.destination == to and f.fare < 60] }
constraint plausible { first_flight.flights from tool }
tasks train { count 60 length 1..4 obey plausible seed 1 }
tasks single { count 6 length 1 obey plausible }`;

describe('tasks over facts', () => {
  const { ir } = compileWorldText(WORLD);
  const set = ir.taskSets.find((t) => t.name === 'train');
  if (set === undefined) throw new Error('no set');
  const maker = TaskMaker.create(ir, set);
  if (!(maker instanceof TaskMaker)) throw new Error('refused');
  const counts = emptyCounts();
  const tasks = Array.from({ length: set.count }, (_, i) => maker.make(i, counts)).filter((t) => t !== null);

  it('never fail to ask for something that exists, where the user gives all that is asked with', () => {
    const single = ir.taskSets.find((t) => t.name === 'single');
    if (single === undefined) throw new Error('no set');
    for (let seed = 0; seed < 20; seed++) {
      const one = TaskMaker.create(ir, single, { seed });
      if (!(one instanceof TaskMaker)) throw new Error('refused');
      const failed = emptyCounts();
      for (let i = 0; i < single.count; i++) expect(one.make(i, failed)).not.toBeNull();
      expect(failed.failures).toMatchObject({ drawable: 0, runs: 0, empty: 0 });
    }
  });

  it('find something wherever the type does not allow nothing', () => {
    for (const task of tasks) {
      task.skeleton.calls.forEach((call, i) => {
        const result = task.instance.results[i];
        if (call.tool !== 'cheap_flights') expect(Array.isArray(result) && result.length === 0).toBe(false);
      });
    }
  });

  it('use every tool, those with two filters among them', () => {
    const used = new Set(tasks.flatMap((t) => t.skeleton.calls.map((c) => c.tool)));
    expect([...used].sort()).toEqual(ir.tools.map((t) => t.name));
    expect(tasks.length).toBeGreaterThan(15);
  });

  it('give keys of rows to tools that look them up', () => {
    const runtime = createRuntime(ir);
    for (const task of tasks) {
      const { facts } = runtime.environment(task.instance.environment.key);
      task.skeleton.calls.forEach((call) => {
        for (const arg of call.args) {
          if (arg.kind !== 'input') continue;
          const type = task.skeleton.inputs[arg.input]?.type;
          const value: Json = task.instance.inputs[arg.input] ?? null;
          if (type?.kind === 'named' && type.name === 'city') expect(facts.table('Airport').rowOf(value)).toBeGreaterThanOrEqual(0);
          if (type?.kind === 'named' && type.name === 'flight_number') expect(facts.table('Flight').rowOf(value)).toBeGreaterThanOrEqual(0);
        }
      });
    }
  });
});
