/**
 * Tasks from places: a plan's candidate skeletons are brought to life and sent through the gates; the first that
 * passes them all is the task. Nothing here depends on another task, so any shard or worker makes the same one.
 */
import type { Json, TaskSetIR, WorldIR } from '../../ir/ir.js';
import { createNarrator, type Narrator } from '../../instruct/narrator.js';
import { writeValue } from '../../instruct/values.js';
import { Stream, deriveKey } from '../../runtime/random.js';
import { createRuntime, type Runtime } from '../../runtime/runtime.js';
import { createPlan, type Plan, type PlanRefusal } from '../plan.js';
import type { Skeleton } from '../skeleton.js';
import { readCredentials, sameCredentials, sayCredentials } from '../../instruct/credentials.js';
import { Access, type Login } from './access.js';
import { ToolShelf } from './distractors.js';
import { MattersGate } from './matters.js';
import { states } from './stated.js';
import { Instantiator } from './instantiate.js';
import { leadsBack } from './progress.js';
import { ProgramBuilder, follow, sameValue, type Instance, type Program } from './values.js';

/** The gates in the order in which a candidate meets them. */
export const GATES = ['drawable', 'runs', 'empty', 'answer', 'progress', 'matters', 'reading', 'secret', 'complete'] as const;
export type Gate = (typeof GATES)[number];

/** What each gate asks, for manifests and reports. */
export const GATE_MEANING: { readonly [G in Gate]: string } = {
  drawable: 'every input can be drawn, and no two inputs are equal',
  runs: 'every gold call is accepted by the run time',
  empty: 'no gold call finds nothing, where its tool does not say that it may',
  answer: 'the answer is not null, and not one of the inputs',
  progress: 'no call leads back to a value that it came from, or hands back a list as it was given',
  matters: 'another result of any call changes the answer',
  reading: 'the instruction reads back to this skeleton and no other',
  secret: 'the instruction states no result of any call',
  complete: 'the instruction states every input',
};

export interface GateCounts {
  /** Tasks made. */
  made: number;
  /** Tasks for which no candidate passed. */
  refused: number;
  /** Skeletons that were tried and passed over. */
  skippedSkeletons: number;
  /** Draws of values that were thrown away. */
  redraws: number;
  /** How often each gate turned something down. */
  readonly failures: Record<Gate, number>;
}

export function emptyCounts(): GateCounts {
  return { made: 0, refused: 0, skippedSkeletons: 0, redraws: 0, failures: { drawable: 0, runs: 0, empty: 0, answer: 0, progress: 0, matters: 0, reading: 0, secret: 0, complete: 0 } };
}

export function addCounts(into: GateCounts, more: GateCounts): void {
  into.made += more.made;
  into.refused += more.refused;
  into.skippedSkeletons += more.skippedSkeletons;
  into.redraws += more.redraws;
  for (const gate of GATES) into.failures[gate] += more.failures[gate];
}

/** A finished task, before it is written. */
export interface Task {
  readonly index: number;
  readonly skeleton: Skeleton;
  readonly instance: Instance;
  readonly answer: Json;
  readonly tools: readonly string[];
  readonly instruction: string;
  /** The logins that its calls need, sorted by app. */
  readonly logins: readonly Login[];
}

/** How many draws of values one skeleton gets. */
const DRAWS = 4;

/**
 * What these gates turn down tells of the skeleton: other skeletons are tried first, and more values only where none of
 * them passes. What the other gates turn down is a coincidence of values, which are drawn again at once.
 */
const TELLING: ReadonlySet<Gate> = new Set<Gate>(['drawable', 'runs', 'empty', 'progress', 'matters', 'reading']);

/** Skeletons that are tried once before any of them is tried again. */
const BATCH = 8;

/** A bound on candidates for one task; a plan's places end long before in practice. */
const CANDIDATES = 512;

/** Tasks that go through the stages together: enough for each stage's code and tables to stay in the processor's caches. */
const TOGETHER = 128;

interface Candidate {
  readonly program: Program;
  /** Its number among the candidates of its task. */
  readonly number: number;
  draws: number;
}

/** A candidate brought to life, which has passed the gates on values; what is left is to tell it. */
interface Draft {
  readonly program: Program;
  readonly instance: Instance;
  readonly answer: Json;
}

/** The search for one task's skeleton and values, with its first candidate's first draw behind it. */
interface Search {
  readonly index: number;
  readonly candidates: Iterator<Skeleton>;
  /** Undefined where the task has none. */
  readonly first: Candidate | undefined;
  /** What came of the first draw. */
  outcome: Draft | Task | Gate | undefined;
}

export class TaskMaker {
  readonly #programs: ProgramBuilder;
  readonly #shelf: ToolShelf;
  readonly #instantiator: Instantiator;
  readonly #root: Uint8Array;
  readonly #matters: MattersGate;
  readonly #words = new Stream(new Uint8Array(32));
  readonly access: Access;

  private constructor(
    readonly ir: WorldIR,
    readonly set: TaskSetIR,
    readonly seed: number,
    readonly plan: Plan,
    private readonly runtime: Runtime,
    private readonly narrator: Narrator,
  ) {
    this.#programs = new ProgramBuilder(runtime);
    this.#shelf = new ToolShelf(set.tools);
    this.#instantiator = new Instantiator(runtime);
    this.#matters = new MattersGate(ir, runtime);
    this.access = new Access(ir);
    this.#root = deriveKey(null, 'rworld', ir.world.name, set.name, seed);
  }

  static create(ir: WorldIR, set: TaskSetIR, options: { readonly count?: number; readonly seed?: number } = {}): TaskMaker | PlanRefusal {
    const judge = (index: number, skeleton: Skeleton): Gate | null => maker.#judge(index, skeleton);
    const plan = createPlan(ir, set, { ...options, judge });
    if ('refused' in plan) return plan;
    const maker = new TaskMaker(ir, set, options.seed ?? set.seed, plan, createRuntime(ir), createNarrator(ir));
    return maker;
  }

  /** Whether task `index` can be made of the skeleton: null, or the gate that turned down most of its draws. */
  #judge(index: number, skeleton: Skeleton): Gate | null {
    const counts = emptyCounts();
    // As `make` does with a first candidate, which a directed skeleton is.
    if (this.#try(index, this.#candidate(skeleton, 0), false, counts) !== null) return null;
    return GATES.reduce((most, gate) => (counts.failures[gate] > counts.failures[most] ? gate : most));
  }

  /** Task `index`, or null where none of its candidates passes the gates. `counts` is added to. */
  make(index: number, counts: GateCounts): Task | null {
    const search = this.#begin(index);
    if (search.first !== undefined) search.outcome = this.#tell(index, this.#enact(index, search.first));
    return this.#finish(search, counts);
  }

  /**
   * Tasks `from` up to `to`, each as `make` makes it. Many go through each stage before the next begins, which takes a third
   * less time than one task after the other.
   */
  *makeAll(from: number, to: number, counts: GateCounts): Generator<Task | null> {
    for (let start = from; start < to; start += TOGETHER) {
      const searches: Search[] = [];
      for (let index = start; index < Math.min(start + TOGETHER, to); index++) searches.push(this.#begin(index));
      for (const search of searches) if (search.first !== undefined) search.outcome = this.#enact(search.index, search.first);
      for (const search of searches) if (search.outcome !== undefined) search.outcome = this.#tell(search.index, search.outcome);
      for (const search of searches) yield this.#finish(search, counts);
    }
  }

  #begin(index: number): Search {
    const candidates = this.plan.candidates(index);
    const next = candidates.next();
    return { index, candidates, first: next.done === true ? undefined : this.#candidate(next.value, 0), outcome: undefined };
  }

  #candidate(skeleton: Skeleton, number: number): Candidate {
    return { program: this.#programs.build(skeleton), number, draws: 0 };
  }

  /** Goes on from the first draw, candidate by candidate, until a task passes all gates. */
  #finish(search: Search, counts: GateCounts): Task | null {
    const { index, candidates } = search;
    let pending = search.first;
    let known = search.outcome;
    let number = pending === undefined ? 0 : 1;
    for (let last = pending === undefined; !last && number < CANDIDATES; ) {
      const batch: Candidate[] = [];
      let task: Task | null = null;
      while (task === null && !last && batch.length < BATCH) {
        let candidate = pending;
        pending = undefined;
        if (candidate === undefined) {
          const next = candidates.next();
          if (next.done === true) {
            last = true;
            break;
          }
          candidate = this.#candidate(next.value, number++);
        }
        batch.push(candidate);
        task = this.#try(index, candidate, true, counts, known);
        known = undefined;
      }
      for (let k = 0; task === null && k < batch.length; k++) {
        const candidate = batch[k];
        if (candidate !== undefined) task = this.#try(index, candidate, false, counts);
      }
      if (task !== null) {
        counts.made++;
        counts.skippedSkeletons += number - 1;
        return task;
      }
    }
    counts.skippedSkeletons += number;
    counts.refused++;
    return null;
  }

  /**
   * Draws values until a task passes all gates.
   * @param first whether to leave it where a gate tells of the skeleton @param known what came of the next draw, where it is made
   */
  #try(index: number, candidate: Candidate, first: boolean, counts: GateCounts, known?: Draft | Task | Gate): Task | null {
    let next = known;
    while (candidate.draws < DRAWS || next !== undefined) {
      const outcome = this.#tell(index, next ?? this.#enact(index, candidate));
      next = undefined;
      if (typeof outcome !== 'string') return outcome;
      counts.failures[outcome]++;
      counts.redraws++;
      if (first && TELLING.has(outcome)) return null;
      // Where a chain leads back once it nearly always does: its tools are each other's inverse.
      if (outcome === 'progress' && candidate.draws > 1) break;
    }
    return null;
  }

  /** The candidate's next draw of values, sent through the gates that look at values. */
  #enact(index: number, candidate: Candidate): Draft | Gate {
    const { program } = candidate;
    const { skeleton } = program;
    const environment = this.runtime.environment(deriveKey(this.#root, index, candidate.number, candidate.draws++));
    const instance = this.#instantiator.instantiate(program, environment);
    if (typeof instance === 'string') return instance;
    const { inputs, results } = instance;
    const answer = follow(results[skeleton.goal.call], skeleton.goal.path);
    if (answer === undefined || answer === null || inputs.some((input) => sameValue(input, answer))) return 'answer';
    if (leadsBack(skeleton, inputs, results)) return 'progress';
    // What the values give away, no wording hides.
    const values = inputs.map(writeValue).join(' ');
    if (results.some((result) => statesResult(values, result))) return 'secret';
    if (!this.#matters.passes(program, instance)) return 'matters';
    return { program, instance, answer };
  }

  /** A draft told in words, and read back. What is no draft stays as it is. */
  #tell(index: number, draft: Draft | Task | Gate): Task | Gate {
    if (typeof draft === 'string' || 'instruction' in draft) return draft;
    const { program, instance, answer } = draft;
    const { skeleton } = program;
    const { inputs, results, environment } = instance;
    const tools = this.#shelf.list(program.gold, Math.round(program.gold.length * this.set.distractors), environment.key);
    const request = this.narrator.compose(skeleton, inputs, tools, this.#words.restart(environment.key, 'words'), this.set.asks);
    if (request === null) return 'reading';
    const logins = this.access.logins(program.gold, environment, this.set.passwordsGiven);
    const instruction = logins.length === 0 ? request : this.#introduce(logins, request, environment.key);
    if (instruction === null) return 'reading';
    if (logins.some((l) => sameValue(l.username, answer) || sameValue(l.password, answer))) return 'answer';
    if (logins.some((l) => !l.given && states(instruction, l.password))) return 'secret';
    if (results.some((result) => statesResult(instruction, result))) return 'secret';
    if (!inputs.every((input) => isStated(instruction, input))) return 'complete';
    return { index, skeleton, instance, answer, tools: this.access.offer(tools, environment.key), instruction, logins };
  }

  /** The request with the accounts before it; null where it would not be read back so. */
  #introduce(logins: readonly Login[], request: string, key: Uint8Array): string | null {
    const credentials = logins.map((l) => ({ app: l.app.name, noun: l.app.noun, username: l.username, password: l.given ? l.password : undefined }));
    const text = sayCredentials(credentials, new Stream(deriveKey(key, 'credentials'))) + request;
    const read = readCredentials(text, this.ir.apps);
    return read.rest === request && sameCredentials(read.credentials, credentials) ? text : null;
  }
}

/** A record gives itself away by any field; a list or dict only by all of its parts. */
function statesResult(instruction: string, result: Json): boolean {
  if (result !== null && typeof result === 'object' && !Array.isArray(result)) {
    return Object.values(result as { readonly [key: string]: Json }).some((field) => states(instruction, field));
  }
  return states(instruction, result);
}

/** Empty strings, lists and nulls have words of their own; only the reader can vouch for them. */
function isStated(instruction: string, input: Json): boolean {
  return input === null || input === '' || (typeof input === 'object' && Object.keys(input).length === 0) || states(instruction, input);
}
