/** From an instruction back to the goals that it can mean: sentence by sentence, each reading followed to its end. */
import { INTRO_INDEX, NAMING, TAILS, type FrameIndex, type GoalFrame, type IntroFrame } from './frames.js';
import { Budget, Grammar, type Desk } from './grammar.js';
import type { Graph } from './graph.js';
import type { Offer } from './offer.js';
import { outcomes } from './outcomes.js';
import { addReading, type Discourse, type Reading } from './refer.js';

export interface Meanings {
  /** Nodes of the graph, each once. */
  readonly goals: readonly number[];
  /** False where reading was given up: there may be more. */
  readonly complete: boolean;
}

/** @param discourse about this graph, with nothing introduced, as it is left again @param limit reading ends once so many meanings are found */
export function readText(graph: Graph, text: string, offer: Offer, frames: FrameIndex<GoalFrame>, limit: number, discourse: Discourse, desk: Desk): Meanings {
  const reader = new Reader(graph, text, offer, frames, limit, discourse, desk);
  reader.sentences(0);
  return { goals: reader.goals, complete: !reader.budget.exhausted };
}

class Reader {
  readonly goals: number[] = [];
  readonly budget = new Budget();
  readonly #grammar: Grammar;

  constructor(
    private readonly graph: Graph,
    private readonly text: string,
    offer: Offer,
    private readonly frames: FrameIndex<GoalFrame>,
    private readonly limit: number,
    private readonly discourse: Discourse,
    desk: Desk,
  ) {
    this.#grammar = new Grammar(graph, text, offer, discourse, this.budget, desk);
  }

  /** Reads from the start of a sentence to the end of the text. */
  sentences(at: number): void {
    if (this.goals.length >= this.limit || !this.budget.spend()) return;
    this.#grammar.sentence(at, () => {
      this.frames.each(this.text, at, (frame, start) => this.#goal(frame, start));
      for (const frame of this.frames.wordless) this.#goal(frame, at);
      const seen: Reading[] = [];
      INTRO_INDEX.each(this.text, at, (frame, start) => this.#intro(frame, start, seen));
      for (const frame of INTRO_INDEX.wordless) this.#intro(frame, at, seen);
    });
  }

  #intro(frame: IntroFrame, start: number, seen: Reading[]): void {
    const readings = frame.fill === 'noun' ? this.#grammar.nouns(start) : frame.fill === 'clause' ? this.#grammar.clauses(start) : this.#grammar.verbs(start);
    for (const reading of readings) this.#introduction(reading, seen);
  }

  #introduction(reading: Reading, seen: Reading[]): void {
    let { end } = reading;
    const { text } = this;
    if (!text.startsWith('. ', end) && !text.startsWith(NAMING, end)) return;
    // A reference introduces nothing.
    if (this.discourse.isHead(reading.node) || this.graph.node(reading.node).kind === 'input') return;
    let given: string | null = null;
    if (this.text.startsWith(NAMING, end)) {
      given = this.discourse.nameFor(reading.node);
      if (given === null || !this.text.startsWith(given, end + NAMING.length)) return;
      end += NAMING.length + given.length;
    }
    if (!this.text.startsWith('. ', end)) return;
    const before = seen.length;
    addReading(seen, end, reading.node);
    if (seen.length === before) return;
    this.discourse.introduce(reading.node, given);
    this.sentences(end + 2);
    this.discourse.forget();
  }

  #goal(frame: GoalFrame, start: number): void {
    const { text } = this;
    if (!text.endsWith(frame.after)) return;
    const end = text.length - frame.after.length;
    if (start >= end) return;
    if (frame.fill === 'verb') {
      for (const reading of this.#grammar.verbs(start)) {
        if (reading.end === end) this.#found(reading.node);
        else this.#outcome(reading, end);
      }
      return;
    }
    const readings = frame.fill === 'noun' ? this.#grammar.nouns(start) : this.#grammar.clauses(start);
    for (const reading of readings) if (reading.end === end) this.#found(reading.node);
  }

  #outcome(reading: Reading, end: number): void {
    for (const tail of TAILS) {
      if (!this.text.startsWith(tail, reading.end)) continue;
      const name = this.text.slice(reading.end + tail.length, end);
      for (const outcome of outcomes(this.graph, reading.node)) if (outcome.name === name) this.#found(outcome.node);
    }
  }

  #found(goal: number): void {
    const node = this.graph.node(goal);
    if (node.kind === 'input' || this.goals.includes(goal) || this.goals.length >= this.limit) return;
    const type = this.graph.typeOf(goal);
    if (type === null || type.kind === 'record' || type.kind === 'optional' || !this.discourse.allServe(goal)) return;
    this.goals.push(goal);
  }
}
