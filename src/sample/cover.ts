/**
 * `cover tools` and `cover edges`: the first tasks of a set are placed so that every tool, or every edge of the composition
 * graph, occurs in one of them.
 *
 * Targets are gone through in a keyed order of their names, those that few strata can hold first. One that no task holds
 * yet is given a task of its own: a stratum is drawn among those that can hold it, in proportion to the tasks they
 * have left (so the split by lengths and parts stays what it was), skeletons with the target are found there, directed
 * (`direct.ts`) or in the stratum's list, and the one that holds the most targets still open is taken, if it passes the gates.
 *
 * All of it is a function of the world, the set, its seed and its count, and is worked out again wherever tasks are made.
 */
import type { TaskSetIR } from '../ir/ir.js';
import { canonicalKey } from './canonical.js';
import { Director } from './direct.js';
import { mix32 } from '../runtime/permutation.js';
import { Draws, nameHash } from './keys.js';
import { forbidsEdge } from './limits.js';
import type { StratumSpace } from './plan.js';
import type { Skeleton } from './skeleton.js';
import { Targets, type TargetName } from './targets.js';

/** What says whether task `index` may have a skeleton: null, or the name of the gate that turned it down. */
export type Judge = (index: number, skeleton: Skeleton) => string | null;

/**
 * Why a target is in no directed task. `rules`: no skeleton of the set's lengths has it under its rules. `count`: all tasks
 * whose lengths could hold it have other targets. `gates`: every skeleton tried was turned down. `not-found`: none was found,
 * and there are too many skeletons to list them all.
 */
export type MissingReason = 'rules' | 'count' | 'gates' | 'not-found';

export type Missing = TargetName & {
  readonly reason: MissingReason;
  /** For `gates`: how many skeletons each gate turned down. */
  readonly gates?: Readonly<Record<string, number>>;
};

export interface CoverReport {
  readonly of: 'tools' | 'edges';
  /** How many there are: tools of the set, or edges that types and rules on edges allow. */
  readonly targets: number;
  readonly covered: number;
  /** How many tasks it took: the first of the set. */
  readonly tasks: number;
  /** Skeletons that were tried for them and turned down by a gate. */
  readonly passedOver: number;
  /** How many targets are missing for each reason. */
  readonly reasons: Readonly<Partial<Record<MissingReason, number>>>;
  /** Those that are missing, by name; of each reason the first hundred. */
  readonly missing: readonly Missing[];
}

export interface Coverage {
  /** The skeletons of the first tasks. */
  readonly directed: readonly Skeleton[];
  /** For each stratum, how many of its tasks are directed, and which of its listed skeletons they have. */
  readonly placed: readonly { readonly tasks: number; readonly entries: ReadonlySet<number> }[];
  readonly report: CoverReport;
}

/** Skeletons that are compared before one is taken. */
const BATCH = 6;
/** Skeletons of one target that the gates are asked about, at most. */
const JUDGED = 48;
/** Walks for one target in one stratum, at most. */
const WALKS = 400;
/** Missing targets that a report names, for each reason. */
const NAMED = 100;

interface Candidate {
  readonly skeleton: Skeleton;
  /** Its targets that no task holds yet. */
  readonly open: readonly number[];
  readonly hash: number;
  /** Its place in the stratum's list; -1 where there is none. */
  readonly entry: number;
}

/** A stratum while its directed tasks are placed. */
class Field {
  readonly entries = new Set<number>();
  tasks = 0;
  private made: Director | null = null;

  constructor(
    readonly stratum: StratumSpace,
    readonly most: number,
  ) {}

  get left(): number {
    return this.most - this.tasks;
  }

  get director(): Director {
    return (this.made ??= new Director(this.stratum.part, this.stratum.size));
  }
}

/** @param tasks how many tasks each stratum has */
export function coverTargets(of: 'tools' | 'edges', strata: readonly StratumSpace[], tasks: readonly number[], judge: Judge): Coverage {
  return new Placing(of, strata, tasks, judge).run();
}

class Placing {
  private readonly fields: readonly Field[];
  private readonly targets: Targets;
  private readonly open: Set<number>;
  private readonly draws = new Draws();
  private readonly directed: Skeleton[] = [];
  private readonly missing = new Map<number, { readonly reason: MissingReason; readonly gates: ReadonlyMap<string, number> }>();
  private passedOver = 0;

  constructor(
    private readonly of: 'tools' | 'edges',
    strata: readonly StratumSpace[],
    tasks: readonly number[],
    private readonly judge: Judge,
  ) {
    this.fields = strata.map((s, k) => new Field(s, tasks[k] ?? 0));
    const [first, ...others] = [...new Set(strata.map((s) => s.part.model))];
    if (first === undefined) throw new RangeError('a set without strata has no tasks');
    this.targets = new Targets(of, [first, ...others], strata[0]?.key[5] ?? 0);
    this.open = new Set(this.targets.all);
  }

  run(): Coverage {
    const able = new Map<number, readonly Field[]>();
    for (const id of this.targets.all) {
      const fields = this.fields.filter((f) => f.most > 0 && this.canHold(f, id));
      if (fields.length === 0) this.missing.set(id, { reason: 'rules', gates: new Map() });
      else able.set(id, fields);
    }
    const order = [...able.keys()].sort((a, b) => (able.get(a)?.length ?? 0) - (able.get(b)?.length ?? 0));
    for (const id of order) if (this.open.has(id)) this.place(id, able.get(id) ?? []);
    return { directed: this.directed, placed: this.fields.map(({ tasks, entries }) => ({ tasks, entries })), report: this.report() };
  }

  private canHold(field: Field, id: number): boolean {
    const { from, into, argument } = this.targets.read(id);
    if (this.of === 'tools') return field.director.expected(from) > 0;
    const { limits, model } = field.stratum.part;
    return !forbidsEdge(limits, model.tools[from]?.name ?? '', model.tools[into]?.name ?? '') && field.director.hasEdge(from, into, argument);
  }

  /** Gives the target a task, or says why there is none. */
  private place(id: number, able: readonly Field[]): void {
    const salt = this.saltOf(id);
    const gates = new Map<string, number>();
    const sources = new Map(able.map((field) => [field, this.find(field, id, salt)]));
    let judged = 0;
    let full = false;
    while (judged < JUDGED) {
      for (const field of sources.keys()) {
        if (field.left > 0) continue;
        sources.delete(field);
        full = true;
      }
      const field = this.pick([...sources.keys()], salt, judged);
      if (field === undefined) break;
      const batch = this.take(sources.get(field));
      if (batch.length < BATCH) sources.delete(field);
      for (const candidate of batch) {
        if (judged++ >= JUDGED) break;
        const gate = this.judge(this.directed.length, candidate.skeleton);
        if (gate === null) return this.accept(field, candidate);
        gates.set(gate, (gates.get(gate) ?? 0) + 1);
        this.passedOver++;
      }
    }
    const listed = able.every((f) => f.stratum.list !== null);
    this.missing.set(id, { reason: gates.size > 0 ? 'gates' : full ? 'count' : listed ? 'rules' : 'not-found', gates });
  }

  private saltOf(id: number): number {
    const name = this.targets.name(id);
    return nameHash('tool' in name ? name.tool : `${name.from}\u0000${name.into}\u0000${name.param}`);
  }

  /** A field drawn in proportion to the tasks that it has left. */
  private pick(fields: readonly Field[], salt: number, turn: number): Field | undefined {
    const total = fields.reduce((sum, f) => sum + f.left, 0);
    const key = this.fields[0]?.stratum.key;
    this.draws.seed((key?.[6] ?? 0) ^ salt, key?.[7] ?? 0, turn);
    let x = this.draws.unit() * total;
    return fields.find((f) => (x -= f.left) < 0) ?? fields[fields.length - 1];
  }

  /** The next few skeletons, those that hold the most open targets first. */
  private take(source: Iterator<Candidate> | undefined): Candidate[] {
    const batch: Candidate[] = [];
    while (source !== undefined && batch.length < BATCH) {
      const next = source.next();
      if (next.done === true) break;
      batch.push(next.value);
    }
    return batch.sort((a, b) => b.open.length - a.open.length);
  }

  private accept(field: Field, candidate: Candidate): void {
    this.directed.push(candidate.skeleton);
    field.tasks++;
    if (candidate.entry >= 0) field.entries.add(candidate.entry);
    else field.stratum.reserved.add(candidate.hash, canonicalKey(candidate.skeleton));
    for (const id of candidate.open) {
      this.open.delete(id);
      this.missing.delete(id);
    }
  }

  private find(field: Field, id: number, salt: number): Iterator<Candidate> {
    return field.stratum.list === null ? this.walkTo(field, id, salt) : this.lookFor(field, id, salt);
  }

  /** Skeletons of a large stratum, by directed walks. */
  private *walkTo(field: Field, id: number, salt: number): Iterator<Candidate> {
    const { deriver, size, key, owns } = field.stratum;
    const { from, into, argument } = this.targets.read(id);
    const seen = new Set<string>();
    const chain = this.of === 'tools' ? (draws: Draws) => field.director.toTool(from, draws) : field.director.toEdge(from, into, argument);
    for (let walk = 0; walk < WALKS; walk++) {
      this.draws.seed((key[2] ?? 0) ^ salt, (key[3] ?? 0) ^ 0x2545f491, walk);
      const spine = chain(this.draws);
      if (spine === null) return;
      if (deriver.walkFreely(size, (key[2] ?? 0) ^ salt, (key[3] ?? 0) ^ mix32(salt), walk, spine) !== 'done' || !owns()) continue;
      const candidate = this.candidate(field, id, -1, () => deriver.skeleton());
      const text = candidate === null ? '' : canonicalKey(candidate.skeleton);
      if (candidate === null || seen.has(text)) continue;
      seen.add(text);
      yield candidate;
    }
  }

  /** Skeletons of a listed stratum, all that hold the target, from a keyed place of the list on. */
  private *lookFor(field: Field, id: number, salt: number): Iterator<Candidate> {
    const { list, key } = field.stratum;
    if (list === null) return;
    const { from, into } = this.targets.read(id);
    const start = mix32(salt ^ (key[2] ?? 0)) % Math.max(1, list.count);
    for (let k = 0; k < list.count; k++) {
      const entry = (start + k) % list.count;
      if (field.entries.has(entry) || !list.has(entry, from) || (into >= 0 && !list.has(entry, into))) continue;
      const candidate = this.candidate(field, id, entry, () => list.at(entry));
      if (candidate !== null) yield candidate;
    }
  }

  /** What a walk has ended in, if it holds the target. @param read gives the skeleton, and leaves its term in the deriver */
  private candidate(field: Field, id: number, entry: number, read: () => Skeleton): Candidate | null {
    const { deriver } = field.stratum;
    const skeleton = read();
    const open = new Set<number>();
    let holds = false;
    this.targets.each(deriver.term, (found) => {
      holds ||= found === id;
      if (this.open.has(found)) open.add(found);
    });
    return holds ? { skeleton, open: [...open], hash: deriver.totals.hash(), entry } : null;
  }

  private report(): CoverReport {
    const reasons: Partial<Record<MissingReason, number>> = {};
    const missing: Missing[] = [];
    for (const [id, { reason, gates }] of this.missing) {
      const n = (reasons[reason] ?? 0) + 1;
      reasons[reason] = n;
      if (n <= NAMED) missing.push({ ...this.targets.name(id), reason, ...(gates.size === 0 ? {} : { gates: Object.fromEntries([...gates].sort()) }) });
    }
    const text = (m: Missing): string => ('tool' in m ? m.tool : `${m.from}\u0000${m.into}\u0000${m.param}`);
    missing.sort((a, b) => (text(a) < text(b) ? -1 : 1));
    const targets = this.targets.all.length;
    return { of: this.of, targets, covered: targets - this.missing.size, tasks: this.directed.length, passedOver: this.passedOver, reasons, missing };
  }
}

/** What a report comes to, in a sentence without a full stop. */
export function sayCoverage(report: CoverReport): string {
  const what = report.of === 'tools' ? 'tools' : 'edges';
  const head = `${report.covered} of ${report.targets} ${what} are covered by the first ${report.tasks} tasks`;
  const why: Readonly<Record<MissingReason, string>> = {
    rules: 'occur in no skeleton under the rules',
    count: 'would need more tasks',
    gates: 'had every skeleton turned down by a gate',
    'not-found': 'were not found',
  };
  const parts = (Object.keys(why) as MissingReason[]).flatMap((r) => ((report.reasons[r] ?? 0) === 0 ? [] : [`${report.reasons[r] ?? 0} ${why[r]}`]));
  return parts.length === 0 ? head : `${head}; ${parts.join(', ')}`;
}

/** Whether a set asks for it. */
export function covers(set: TaskSetIR): set is TaskSetIR & { readonly cover: 'tools' | 'edges' } {
  return set.cover !== null;
}
