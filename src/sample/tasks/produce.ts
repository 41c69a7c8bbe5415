/**
 * A stretch of a task set written to a sink, by this thread or by several workers, always the same bytes.
 *
 * Workers make blocks of neighbouring tasks and hand them over as encoded lines; the main thread writes the blocks
 * in order, and asks for new ones only as old ones are written, so memory stays flat.
 */
import { availableParallelism } from 'node:os';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { LineSink } from '../../host/output.js';
import type { WorldIR } from '../../ir/ir.js';
import type { CoverReport, PlanRefusal } from '../plan.js';
import { LineWriter } from './line.js';
import { TaskMaker, addCounts, emptyCounts, type GateCounts } from './maker.js';

export interface Stretch {
  readonly ir: WorldIR;
  readonly set: string;
  readonly count?: number;
  readonly seed?: number;
  /** `index` from 1 to `of`: the tasks from ⌊(index−1)·count/of⌋ up to ⌊index·count/of⌋. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** Threads; left out, one for every 50,000 tasks, at most one a processor. The bytes are the same for any number. */
  readonly workers?: number;
  /** Called now and then with how many tasks of the stretch are behind. */
  readonly progress?: (done: number, total: number) => void;
}

export interface Produced {
  readonly from: number;
  readonly to: number;
  readonly counts: GateCounts;
  /** What the first tasks of the set cover; null where the set does not ask for it, or the stretch is empty. */
  readonly cover: CoverReport | null;
}

const BLOCK = 512;

/** @throws what the sink throws */
export async function produce(stretch: Stretch, sink: LineSink): Promise<Produced | PlanRefusal> {
  const set = stretch.ir.taskSets.find((s) => s.name === stretch.set);
  if (set === undefined) throw new Error(`no task set "${stretch.set}"`);
  const total = stretch.count ?? set.count;
  const { index, of } = stretch.shard ?? { index: 1, of: 1 };
  const from = Math.floor(((index - 1) * total) / of);
  const to = Math.floor((index * total) / of);
  const counts = emptyCounts();
  const workers = Math.min(stretch.workers ?? fewWorkers(to - from), Math.ceil((to - from) / BLOCK));
  let cover: CoverReport | null = null;
  if (workers > 1) {
    const done = await byWorkers(stretch, workers, from, to, sink, counts);
    if (done !== null && 'refused' in done) return done;
    cover = done;
  } else {
    const maker = TaskMaker.create(stretch.ir, set, options(stretch));
    if (!(maker instanceof TaskMaker)) return maker;
    const writer = new LineWriter(stretch.ir, set.name, maker.seed);
    for (let start = from; start < to; start += BLOCK) {
      const end = Math.min(start + BLOCK, to);
      for (const task of maker.makeAll(start, end, counts)) if (task !== null) sink.line(writer.line(task));
      if (end === to) break;
      stretch.progress?.(end - from, to - from);
      // A turn of the event loop lets a signal be heard.
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (from < to) cover = maker.plan.cover;
  }
  stretch.progress?.(to - from, to - from);
  return { from, to, counts, cover };
}

/** A worker makes the plan anew and warms up before it is of use, which fewer tasks than this do not pay back. */
const WORTH_A_WORKER = 50_000;

function fewWorkers(tasks: number): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(tasks / WORTH_A_WORKER)));
}

function options(stretch: { readonly count?: number; readonly seed?: number }): { count?: number; seed?: number } {
  return { ...(stretch.count === undefined ? {} : { count: stretch.count }), ...(stretch.seed === undefined ? {} : { seed: stretch.seed }) };
}

// ---------------------------------------------------------------- workers

interface Order {
  readonly from: number;
  readonly to: number;
}

interface Delivery {
  readonly from: number;
  readonly lines: number;
  readonly data: Uint8Array;
  readonly counts: GateCounts;
  readonly cover: CoverReport | null;
}

interface WorkerSetup {
  readonly role: 'rworld-task-worker';
  readonly ir: WorldIR;
  readonly set: string;
  readonly count?: number;
  readonly seed?: number;
}

/** Every worker makes the plan, the main thread none: a set that cannot be made is refused by the first worker that is asked. */
async function byWorkers(stretch: Stretch, workers: number, from: number, to: number, sink: LineSink, counts: GateCounts): Promise<CoverReport | PlanRefusal | null> {
  const setup: WorkerSetup = { role: 'rworld-task-worker', ir: stretch.ir, set: stretch.set, ...options(stretch) };
  const crew = Array.from({ length: workers }, () => new Worker(new URL(import.meta.url), { workerData: setup }));
  let cover: CoverReport | null = null;
  let refusal: PlanRefusal | null = null;
  try {
    await new Promise<void>((resolve, reject) => {
      let ordered = from;
      let written = from;
      const waiting = new Map<number, Delivery>();
      const idle: Worker[] = [];
      const dispatch = (): void => {
        // No more than four blocks a worker are under way or waiting to be written.
        while (idle.length > 0 && ordered < to && ordered - written < workers * 4 * BLOCK) {
          const order: Order = { from: ordered, to: Math.min(ordered + BLOCK, to) };
          ordered = order.to;
          idle.pop()?.postMessage(order);
        }
      };
      const accept = (delivery: Delivery): void => {
        cover ??= delivery.cover;
        waiting.set(delivery.from, delivery);
        for (let next = waiting.get(written); next !== undefined; next = waiting.get(written)) {
          waiting.delete(written);
          sink.bytes(next.data, next.lines);
          addCounts(counts, next.counts);
          written = Math.min(written + BLOCK, to);
          stretch.progress?.(written - from, to - from);
        }
        if (written >= to) resolve();
      };
      for (const worker of crew) {
        idle.push(worker);
        worker.on('error', reject);
        worker.on('exit', (code) => {
          if (written < to && refusal === null) reject(new Error(`a worker ended early, with code ${code}`));
        });
        worker.on('message', (delivery: Delivery | PlanRefusal) => {
          if ('refused' in delivery) {
            refusal = delivery;
            resolve();
            return;
          }
          idle.push(worker);
          try {
            accept(delivery);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          dispatch();
        });
      }
      dispatch();
      if (from >= to) resolve();
    });
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()));
  }
  return refusal ?? cover;
}

function isWorkerSetup(data: unknown): data is WorkerSetup {
  return typeof data === 'object' && data !== null && 'role' in data && data.role === 'rworld-task-worker';
}

function work(setup: WorkerSetup): void {
  const set = setup.ir.taskSets.find((s) => s.name === setup.set);
  if (set === undefined) throw new Error(`no task set "${setup.set}"`);
  const maker = TaskMaker.create(setup.ir, set, options(setup));
  if (!(maker instanceof TaskMaker)) {
    parentPort?.postMessage(maker);
    return;
  }
  const writer = new LineWriter(setup.ir, setup.set, maker.seed);
  let told = false;
  parentPort?.on('message', (order: Order) => {
    const counts = emptyCounts();
    const lines: string[] = [];
    for (const task of maker.makeAll(order.from, order.to, counts)) if (task !== null) lines.push(writer.line(task), '\n');
    const data = new TextEncoder().encode(lines.join(''));
    const delivery: Delivery = { from: order.from, lines: lines.length / 2, data, counts, cover: told ? null : maker.plan.cover };
    told = true;
    parentPort?.postMessage(delivery, [data.buffer as ArrayBuffer]);
  });
}

if (!isMainThread && isWorkerSetup(workerData)) work(workerData);
