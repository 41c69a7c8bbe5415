/** The worker as the server sees it: questions with answers that may come late, or never. */
import { Worker } from 'node:worker_threads';
import type { Answer, Question, Reply, Request } from './messages.js';

/** A question that takes longer than this is given up, and the worker with it. */
const LONGEST_MS = 30_000;

interface Waiting {
  readonly request: Request;
  readonly done: (answer: Answer) => void;
}

export class Background {
  #worker: Worker | undefined;
  #ids = 0;
  readonly #queue: Waiting[] = [];
  #busy: Waiting | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #closed = false;

  /** One question at a time, in turn. A question of a kind that waits already for the same world takes its place. */
  ask(question: Question, entry: string, revision: number, open: ReadonlyMap<string, string>): Promise<Answer> {
    return new Promise((done) => {
      const waiting: Waiting = { request: { id: ++this.#ids, question, entry, revision, open: new Map(open) }, done };
      const older = this.#queue.findIndex((w) => w.request.entry === entry && same(w.request.question, question));
      if (older !== -1) this.#queue.splice(older, 1)[0]?.done({ kind: 'nothing' });
      // What a person waits for comes before what nobody asked for.
      if (question.kind === 'compose' || question.kind === 'count') this.#queue.push(waiting);
      else this.#queue.unshift(waiting);
      this.#next();
    });
  }

  close(): void {
    this.#closed = true;
    for (const { done } of this.#queue.splice(0)) done({ kind: 'nothing' });
    this.#drop();
  }

  #next(): void {
    if (this.#busy !== undefined || this.#closed) return;
    const next = this.#queue.shift();
    if (next === undefined) return;
    this.#busy = next;
    this.#watchdog = setTimeout(() => this.#drop(), LONGEST_MS);
    this.#watchdog.unref();
    this.#start().postMessage(next.request);
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL('./worker.js', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 2048 } });
    worker.unref();
    worker.on('message', (reply: Reply) => {
      if (this.#busy?.request.id !== reply.id) return;
      this.#settle(reply.answer);
    });
    worker.on('error', (error) => {
      process.stderr.write(`rworld lsp: the worker ended: ${error.message}\n`);
      if (this.#worker === worker) this.#drop();
    });
    return (this.#worker = worker);
  }

  #settle(answer: Answer): void {
    const busy = this.#busy;
    this.#busy = undefined;
    clearTimeout(this.#watchdog);
    busy?.done(answer);
    this.#next();
  }

  /** Ends the worker in the midst of whatever it does; the next question starts another. */
  #drop(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    if (this.#busy !== undefined) this.#settle({ kind: 'nothing' });
  }
}

function same(a: Question, b: Question): boolean {
  return a.kind === b.kind && (a.kind !== 'tool' || b.kind !== 'tool' || a.tool === b.tool) && (a.kind !== 'preview' || b.kind !== 'preview' || a.set === b.set);
}
