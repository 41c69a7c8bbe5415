/** Instructions for trajectory skeletons, without a language model: one grammar speaks and reads. */
import type { Json, TextIR, WorldIR } from '../ir/ir.js';
import type { Stream } from '../runtime/random.js';
import type { Skeleton } from '../sample/skeleton.js';
import { compileAsk, FrameIndex, GOALS, type GoalFrame } from './frames.js';
import { Graph, type GivenInput } from './graph.js';
import { Desk } from './grammar.js';
import { Offer } from './offer.js';
import { createLexicon, type Lexicon } from './phrases.js';
import { planSpeech, type Measure } from './plan.js';
import { readText } from './read.js';
import { Discourse } from './refer.js';
import { speak } from './speak.js';
import { Variety } from './variety.js';

export interface Narrator {
  /**
   * An instruction that reads back to this skeleton and no other, over the tools offered; null where no plan gives one.
   * @param inputs the value of each input of the skeleton
   * @param tools the tools that the agent is offered, those of the skeleton among them
   * @param stream which of the wordings is taken
   * @param asks the author's frames with the hole `goal`; empty: the built-in ones
   */
  compose(skeleton: Skeleton, inputs: readonly Json[], tools: readonly string[], stream: Stream, asks: readonly TextIR[]): string | null;
  /**
   * The skeletons that an instruction can mean, at most `limit` of them, over the tools offered. Inputs that the text states
   * beyond those given are inputs of the skeleton too.
   */
  read(text: string, inputs: readonly GivenInput[], tools: readonly string[], limit: number): Skeleton[];
}

/** Ways to speak, from the most fluent to the plainest. The first are tried with several wordings. */
const ATTEMPTS: readonly { readonly measure: Measure; readonly plain: boolean; readonly names: boolean }[] = [
  { measure: { depth: 2, weight: 4, words: 34 }, plain: false, names: false },
  { measure: { depth: 2, weight: 3, words: 28 }, plain: false, names: false },
  { measure: { depth: 1, weight: 3, words: 28 }, plain: true, names: false },
  { measure: { depth: 1, weight: 2, words: 24 }, plain: true, names: false },
  { measure: { depth: 0, weight: 1, words: 0 }, plain: true, names: false },
  { measure: { depth: 0, weight: 1, words: 0 }, plain: true, names: false },
  { measure: { depth: 0, weight: 1, words: 0 }, plain: true, names: true },
  { measure: { depth: 0, weight: 1, words: 0 }, plain: true, names: true },
];

export function createNarrator(ir: WorldIR): Narrator {
  return new WorldNarrator(ir);
}

class WorldNarrator implements Narrator {
  readonly #lexicon: Lexicon;
  /** Types of calls of tools with variables, kept between texts. */
  readonly #inferred = new Map<string, number>();
  readonly #asks = new Map<string, readonly GoalFrame[]>();
  /** All frames that are understood: ours, and those of the world's task sets. */
  readonly #frames = new FrameIndex<GoalFrame>(GOALS, (frame) => frame.before);
  readonly #compiled = new WeakMap<readonly TextIR[], readonly GoalFrame[]>();
  /** Used by one text at a time. */
  readonly #offer = new Offer();
  readonly #desk = new Desk();
  readonly #discourse = new Discourse();

  constructor(ir: WorldIR) {
    this.#lexicon = createLexicon(ir);
    for (const set of ir.taskSets) this.#understood(set.asks);
  }

  compose(skeleton: Skeleton, inputs: readonly Json[], tools: readonly string[], stream: Stream, asks: readonly TextIR[]): string | null {
    const graph = new Graph(this.#lexicon, this.#inferred);
    for (let i = 0; i < skeleton.inputs.length; i++) {
      const input = skeleton.inputs[i];
      if (input !== undefined) graph.give(inputs[i] ?? null, input.type);
    }
    const goal = graph.goalOf(skeleton);
    if (goal === -1) return null;
    this.#discourse.turnTo(graph);
    const size = graph.nodes.length;
    const offer = this.#offered(tools);
    const frames = this.#understood(asks);
    const variety = new Variety(stream);
    for (const attempt of ATTEMPTS) {
      const plan = planSpeech(graph, size, goal, attempt.measure, variety, asks.length === 0);
      const text = speak(graph, plan, { plain: attempt.plain, names: attempt.names, asks: frames }, variety, this.#discourse);
      if (text === undefined) continue;
      const { goals, complete } = readText(graph, text, offer, this.#frames, 2, this.#discourse, this.#desk);
      if (complete && goals.length === 1 && goals[0] === goal) return text;
    }
    return null;
  }

  read(text: string, inputs: readonly GivenInput[], tools: readonly string[], limit: number): Skeleton[] {
    const graph = new Graph(this.#lexicon, this.#inferred);
    for (const input of inputs) graph.give(input.value, input.type);
    this.#discourse.turnTo(graph);
    return readText(graph, text, this.#offered(tools), this.#frames, limit, this.#discourse, this.#desk).goals.map((goal) => graph.skeletonOf(goal));
  }

  #offered(tools: readonly string[]): Offer {
    this.#offer.clear();
    for (const name of tools) {
      const tool = this.#lexicon.byName.get(name);
      if (tool !== undefined) this.#offer.add(tool);
    }
    return this.#offer;
  }

  /** The frames of these requests, which the reader knows from now on. */
  #understood(asks: readonly TextIR[]): readonly GoalFrame[] {
    const known = this.#compiled.get(asks);
    if (known !== undefined) return known;
    const all: GoalFrame[] = [];
    for (const ask of asks) {
      const key = JSON.stringify(ask);
      let frames = this.#asks.get(key);
      if (frames === undefined) {
        frames = compileAsk(ask);
        this.#asks.set(key, frames);
        for (const frame of frames) this.#frames.add(frame);
      }
      all.push(...frames);
    }
    this.#compiled.set(asks, all);
    return all;
  }
}
