/** Which calls are spoken inside others, and which get a sentence of their own. */
import type { Graph } from './graph.js';
import type { Phrase } from './phrases.js';
import type { Variety } from './variety.js';

/** How much one sentence may carry. */
export interface Measure {
  /** Calls nested inside one another, the outermost not counted. */
  readonly depth: number;
  /** Calls in all. */
  readonly weight: number;
  /** Words, values and references in all. */
  readonly words: number;
}

export interface SpeechPlan {
  readonly goal: number;
  /** The values that get sentences of their own, in an executable order. */
  readonly heads: readonly number[];
  /** One for each call, by node. */
  readonly phrases: readonly (Phrase | undefined)[];
  /** By node, for calls: whether the phrase is a verb phrase. */
  readonly verbs: readonly boolean[];
}

/** The call that a value comes from: itself, or the record's that it is a field of. -1 for inputs. */
export function callBehind(graph: Graph, id: number): number {
  for (let at = id; ; ) {
    const node = graph.node(at);
    if (node.kind !== 'field') return node.kind === 'call' ? at : -1;
    at = node.of;
  }
}

/** What is known of each call of the text at hand, by node. Kept between texts, since every task makes one plan or a few. */
class Loads {
  /** How often a value is used in all, and how often as it is rather than by a field of it. */
  readonly uses: number[] = [];
  readonly direct: number[] = [];
  /** Whether it gets a sentence of its own. */
  readonly introduced: boolean[] = [];
  /** Of the phrase with all that is spoken inside it, as `Measure` counts. */
  readonly depth: number[] = [];
  readonly weight: number[] = [];
  readonly words: number[] = [];
  readonly joins: boolean[] = [];

  clear(size: number): void {
    for (let id = 0; id < size; id++) {
      this.uses[id] = this.direct[id] = this.depth[id] = this.words[id] = 0;
      this.weight[id] = 1;
      this.introduced[id] = this.joins[id] = false;
    }
  }

  count(graph: Graph, size: number, goal: number): void {
    const { uses, direct } = this;
    for (let id = 0; id < size; id++) {
      const node = graph.node(id);
      if (node.kind === 'call') for (const arg of node.args) direct[arg] = (direct[arg] ?? 0) + 1;
    }
    direct[goal] = (direct[goal] ?? 0) + 1;
    for (let id = 0; id < size; id++) uses[id] = direct[id] ?? 0;
    // A field's node is younger than its record's.
    for (let id = size - 1; id >= 0; id--) {
      const node = graph.node(id);
      if (node.kind === 'field') uses[node.of] = (uses[node.of] ?? 0) + (uses[id] ?? 0);
    }
  }

  /** Whether `a` is to be taken out of a sentence before `b`: the deeper, then the longer, then the earlier. */
  heavier(a: number, b: number): boolean {
    const deeper = (this.depth[a] ?? 0) - (this.depth[b] ?? 0) || (this.words[a] ?? 0) - (this.words[b] ?? 0);
    return deeper !== 0 ? deeper > 0 : a < b;
  }
}

/** Used by one plan at a time. */
const loads = new Loads();
/** The calls inside one phrase. Used by one phrase at a time. */
const inside: number[] = [];

/**
 * @param size the nodes below this number are the skeleton's, in an executable order
 * @param verbGoal whether a verb phrase may be the request itself
 */
export function planSpeech(graph: Graph, size: number, goal: number, measure: Measure, variety: Variety, verbGoal: boolean): SpeechPlan {
  loads.clear(size);
  loads.count(graph, size, goal);
  const { uses, introduced, depth, weight, words, joins } = loads;
  const phrases = new Array<Phrase | undefined>(size).fill(undefined);
  const verbs = new Array<boolean>(size).fill(false);
  const goalCall = callBehind(graph, goal);
  for (let id = 0; id < size; id++) {
    const node = graph.node(id);
    if (node.kind !== 'call') continue;
    const { tool } = node;
    const shared = (uses[id] ?? 0) > 1;
    const nouns = shared || id === goalCall ? tool.nouns : tool.things;
    const mayDo = id === goalCall ? verbGoal || tool.nouns.length === 0 : shared || nouns.length === 0;
    const isVerb = tool.verbs.length > 0 && mayDo && (nouns.length === 0 || variety.chance(40));
    const phrase = choose(isVerb ? tool.verbs : nouns.length > 0 ? nouns : tool.nouns, graph, node.args, variety);
    if (phrase === undefined) continue;
    phrases[id] = phrase;
    verbs[id] = isVerb;
    introduced[id] = id === goalCall ? isVerb && !verbGoal : shared || isVerb || phrase.clause;
    // What is spoken inside this phrase, after those that cannot be have got sentences of their own.
    let count = 0;
    const holes = phrase.holes.length;
    for (let h = 0; h < holes; h++) {
      const call = callBehind(graph, node.args[phrase.holes[h] ?? 0] ?? 0);
      if (call === -1 || introduced[call] === true) continue;
      const early = h < holes - 1;
      const wrapped = !early && phrase.texts[h + 1] !== '';
      const long = early ? (depth[call] ?? 0) > 0 : wrapped && ((depth[call] ?? 0) > 0 || (phrases[call]?.holes.length ?? 0) > 1);
      const clumsy = phrase.modifiers[h] === true || phrase.texts[h] === '' || long || (phrase.joins && joins[call] === true);
      if (clumsy) introduced[call] = true;
      else inside[count++] = call;
    }
    const bare = phrase.words + 2 * holes;
    for (;;) {
      let deepest = 0;
      let heavy = 1;
      let long = bare;
      let heaviest = 0;
      for (let i = 0; i < count; i++) {
        const call = inside[i] ?? 0;
        deepest = Math.max(deepest, (depth[call] ?? 0) + 1);
        heavy += weight[call] ?? 1;
        long += words[call] ?? 0;
        if (loads.heavier(call, inside[heaviest] ?? 0)) heaviest = i;
      }
      depth[id] = deepest;
      weight[id] = heavy;
      words[id] = long;
      if (count === 0 || (deepest <= measure.depth && heavy <= measure.weight && long <= measure.words)) break;
      introduced[inside[heaviest] ?? 0] = true;
      inside[heaviest] = inside[--count] ?? 0;
    }
    joins[id] = phrase.joins;
    for (let i = 0; i < count; i++) if (joins[inside[i] ?? 0] === true) joins[id] = true;
  }
  const heads: number[] = [];
  for (let id = 0; id < size; id++) if (introduced[id] === true) heads.push(verbs[id] === true ? id : narrowest(graph, id, size));
  return { goal, heads, phrases, verbs };
}

/** The field that all uses of a record go through, else the record. */
function narrowest(graph: Graph, call: number, size: number): number {
  const { uses, direct } = loads;
  let at = call;
  for (let id = call + 1; id < size; id++) {
    const node = graph.node(id);
    if (node.kind === 'field' && node.of === at && direct[at] === 0 && uses[id] === uses[at]) at = id;
  }
  return at;
}

/** One of the phrases, rather one in which calls fill holes at the end, and none that wants a bare value. */
function choose(phrases: readonly Phrase[], graph: Graph, args: readonly number[], variety: Variety): Phrase | undefined {
  if (phrases.length < 2) return phrases[0];
  let least = Infinity;
  let count = 0;
  for (const phrase of phrases) {
    const trouble = troubleOf(phrase, graph, args);
    if (trouble > least) continue;
    count = trouble < least ? 1 : count + 1;
    least = trouble;
  }
  let chosen = variety.below(count);
  return phrases.find((phrase) => troubleOf(phrase, graph, args) === least && chosen-- === 0);
}

/** How badly the arguments that are not the user's values go with the phrase. */
function troubleOf(phrase: Phrase, graph: Graph, args: readonly number[]): number {
  const open = phrase.texts[phrase.holes.length] !== '';
  let trouble = 0;
  for (let h = 0; h < phrase.holes.length; h++) {
    if (graph.node(args[phrase.holes[h] ?? 0] ?? 0).kind !== 'input') trouble += (phrase.modifiers[h] === true ? 4 : 0) + (open ? 1 : 0);
  }
  return trouble;
}
