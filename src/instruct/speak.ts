/** From a plan to sentences. */
import { takesTitle } from './codes.js';
import { FIELD_LINKS, fitsGoal, GOALS, goalsFor, introsFor, NAMING, TAILS, type Fill, type GoalFrame, type GoalKind, type IntroFrame } from './frames.js';
import type { Graph } from './graph.js';
import { capitalise, isReport, type Name } from './nouns.js';
import { outcomes } from './outcomes.js';
import type { Phrase } from './phrases.js';
import { callBehind, type SpeechPlan } from './plan.js';
import type { Discourse } from './refer.js';
import type { Variety } from './variety.js';

export interface Manner {
  /** Whether fields are always "from" their records, which fewer phrases say. */
  readonly plain: boolean;
  /** Whether introductions give names: "call it city A". */
  readonly names: boolean;
  /** The author's frames; empty: ours. */
  readonly asks: readonly GoalFrame[];
}

interface Words {
  readonly text: string;
  readonly plural: boolean;
}

/**
 * The instruction; undefined where something has no description left.
 * @param discourse about this graph, with nothing introduced, as it is left again
 */
export function speak(graph: Graph, plan: SpeechPlan, manner: Manner, variety: Variety, discourse: Discourse): string | undefined {
  const text = new Speaker(graph, plan, manner, variety, discourse).speak();
  discourse.clear();
  return text;
}

class Speaker {
  #stuck = false;

  constructor(
    private readonly graph: Graph,
    private readonly plan: SpeechPlan,
    private readonly manner: Manner,
    private readonly variety: Variety,
    private readonly discourse: Discourse,
  ) {}

  speak(): string | undefined {
    let text = '';
    let last: IntroFrame | null = null;
    for (const head of this.plan.heads) {
      const call = callBehind(this.graph, head);
      const phrase = this.plan.phrases[call];
      if (phrase === undefined) return undefined;
      const isVerb = this.plan.verbs[call] === true;
      const words = isVerb || head === call ? this.#call(call, phrase) : this.#value(head, '');
      const fill: Fill = isVerb ? 'verb' : head === call && phrase.clause ? 'clause' : 'noun';
      last = this.#intro(fill, head, last);
      const frame = last?.text ?? '';
      const given = this.manner.names ? this.discourse.nameFor(head) : null;
      this.discourse.introduce(head, given);
      text += `${frame === '' ? capitalise(words.text) : frame + words.text}${given === null ? '' : NAMING + given}. `;
    }
    text += this.#goal();
    return this.#stuck ? undefined : text;
  }

  #intro(fill: Fill, head: number, last: IntroFrame | null): IntroFrame | null {
    const count = this.discourse.heads;
    const place: IntroFrame['place'] = count === 0 ? 'first' : this.#builds(head) || this.variety.chance(60) ? 'next' : 'also';
    return this.variety.pick(introsFor(fill, place, this.#isComputed(head), last)) ?? last;
  }

  #isComputed(id: number): boolean {
    const node = this.graph.node(id);
    return node.kind === 'call' && node.tool.computed;
  }

  /** Whether a new sentence uses anything introduced before it. */
  #builds(id: number): boolean {
    const node = this.graph.node(id);
    if (this.discourse.isHead(id)) return true;
    if (node.kind === 'field') return this.#builds(node.of);
    if (node.kind === 'call') for (const arg of node.args) if (this.#builds(arg)) return true;
    return false;
  }

  #goal(): string {
    const { goal } = this.plan;
    const call = callBehind(this.graph, goal);
    const phrase = this.plan.phrases[call];
    const isHead = this.discourse.isHead(call);
    if (phrase === undefined || isHead || this.plan.verbs[call] !== true) {
      const bare = goal === call && phrase !== undefined && !isHead;
      const words = bare ? this.#call(call, phrase) : this.#value(goal, '');
      return this.#framed(words, bare && phrase.clause ? 'clause' : 'noun');
    }
    const outcome = this.#outcome(goal, call);
    const words = this.#call(call, phrase);
    return this.#framed({ text: words.text + outcome, plural: false }, 'verb');
  }

  /** What is asked for after a verb phrase: needed for a field, welcome where the result has a name. */
  #outcome(goal: number, call: number): string {
    const all = outcomes(this.graph, call).filter((o) => o.node === goal);
    const best = all[0];
    if (best === undefined) return '';
    if (goal === call && this.variety.chance(best.name === 'result' ? 70 : 30)) return '';
    return (this.variety.pick(TAILS) ?? '') + best.name;
  }

  #framed(words: Words, fill: Fill): string {
    const first = this.discourse.heads === 0;
    const { goal } = this.plan;
    const kind: GoalKind = { fill, plural: words.plural, person: this.graph.isPerson(goal), computed: this.#isComputed(goal) };
    const { asks } = this.manner;
    let frames: readonly GoalFrame[] = asks.length === 0 ? asks : asks.filter((f) => fitsGoal(f, kind));
    if (frames.length === 0) frames = goalsFor(kind, first);
    const frame = this.variety.pick(frames) ?? GOALS[0];
    if (frame === undefined) return '';
    return frame.before + (frame.before === '' ? capitalise(words.text) : words.text) + frame.after;
  }

  #value(id: number, before: string): Words {
    const node = this.graph.node(id);
    if (node.kind === 'input') return { text: node.written, plural: false };
    if (this.discourse.isHead(id)) {
      const call = callBehind(this.graph, id);
      const role = id === call ? (this.plan.phrases[call]?.role?.text ?? null) : null;
      const found = this.discourse.describe(id, role, before);
      if (found === undefined) this.#stuck = true;
      return found ?? { text: '', plural: false };
    }
    if (node.kind === 'field') {
      const name: Name | undefined = this.graph.names(id)[0];
      return { text: `the ${name?.text ?? node.field}${this.#link(node.of)}${this.#value(node.of, '').text}`, plural: name?.plural === true };
    }
    const phrase = this.plan.phrases[id];
    if (phrase === undefined) this.#stuck = true;
    return phrase === undefined ? { text: '', plural: false } : this.#call(id, phrase);
  }

  #link(record: number): string {
    const [of = ' of ', from = ' from '] = FIELD_LINKS;
    return this.manner.plain || isReport(this.graph.names(record)[0]?.text ?? 'result') ? from : of;
  }

  #call(id: number, phrase: Phrase): Words {
    const node = this.graph.node(id);
    if (node.kind !== 'call') return { text: '', plural: false };
    // An argument with an article of its own does not stand after one.
    const used = phrase.elided.size === 0 ? phrase : (phrase.elided.get(this.#elided(node.args, phrase)) ?? phrase);
    let text = used.texts[0] ?? '';
    for (let h = 0; h < used.holes.length; h++) text += this.#argument(node.args[used.holes[h] ?? 0] ?? 0, used, h) + (used.texts[h + 1] ?? '');
    return { text, plural: phrase.plural };
  }

  #argument(id: number, phrase: Phrase, hole: number): string {
    const node = this.graph.node(id);
    if (node.kind === 'input') return node.title !== null && takesTitle(phrase, hole, node.title) ? `${node.title} ${node.written}` : node.written;
    return this.#value(id, phrase.texts[hole] ?? '').text;
  }

  /** The holes whose article, noun or kind the argument has itself: bit h for hole h. */
  #elided(args: readonly number[], phrase: Phrase): number {
    let mask = 0;
    for (let h = 0; h < phrase.holes.length; h++) {
      const arg = args[phrase.holes[h] ?? 0] ?? 0;
      if (phrase.measures[h] === true ? this.graph.isTelling(arg) : phrase.modifiers[h] === true && this.graph.node(arg).kind !== 'input') mask |= 1 << h;
    }
    return mask;
  }
}
