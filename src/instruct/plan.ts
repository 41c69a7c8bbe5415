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

/**
 * @param size the nodes below this number are the skeleton's, in an executable order
 * @param verbGoal whether a verb phrase may be the request itself
 */
export function planSpeech(graph: Graph, size: number, goal: number, measure: Measure, variety: Variety, verbGoal: boolean): SpeechPlan {
  const { uses, direct } = countUses(graph, size, goal);
  const phrases: (Phrase | undefined)[] = [];
  const verbs: boolean[] = [];
  const introduced: boolean[] = [];
  const depth: number[] = [];
  const weight: number[] = [];
  const words: number[] = [];
  const joins: boolean[] = [];
  const goalCall = callBehind(graph, goal);
  for (let id = 0; id < size; id++) {
    const node = graph.node(id);
    if (node.kind !== 'call') continue;
    const { tool } = node;
    const fed = node.args.map((arg) => arg >= 0 && graph.node(arg).kind !== 'input');
    const shared = (uses[id] ?? 0) > 1;
    const nouns = shared || id === goalCall ? tool.nouns : tool.things;
    const mayDo = id === goalCall ? verbGoal || tool.nouns.length === 0 : shared || nouns.length === 0;
    const isVerb = tool.verbs.length > 0 && mayDo && (nouns.length === 0 || variety.chance(40));
    const phrase = choose(isVerb ? tool.verbs : nouns.length > 0 ? nouns : tool.nouns, fed, variety);
    if (phrase === undefined) continue;
    phrases[id] = phrase;
    verbs[id] = isVerb;
    introduced[id] = id === goalCall ? isVerb && !verbGoal : shared || isVerb || phrase.clause;
    // What is spoken inside this phrase, after those that cannot be have got sentences of their own.
    const inside: number[] = [];
    for (let h = 0; h < phrase.holes.length; h++) {
      const call = callBehind(graph, node.args[phrase.holes[h] ?? 0] ?? 0);
      if (call === -1 || introduced[call] === true) continue;
      const early = h < phrase.holes.length - 1;
      const wrapped = !early && phrase.texts[h + 1] !== '';
      const long = early ? (depth[call] ?? 0) > 0 : wrapped && ((depth[call] ?? 0) > 0 || (phrases[call]?.holes.length ?? 0) > 1);
      const clumsy = phrase.modifiers[h] === true || phrase.texts[h] === '' || long || (phrase.joins && joins[call] === true);
      if (clumsy) introduced[call] = true;
      else inside.push(call);
    }
    const total = (of: readonly number[], each: readonly number[], own: number): number => of.reduce((sum, c) => sum + (each[c] ?? 1), own);
    const bare = phrase.words + 2 * phrase.holes.length;
    const tooMuch = (of: readonly number[]): boolean =>
      of.some((c) => (depth[c] ?? 0) + 1 > measure.depth) || total(of, weight, 1) > measure.weight || total(of, words, bare) > measure.words;
    inside.sort((a, b) => (depth[b] ?? 0) - (depth[a] ?? 0) || (words[b] ?? 0) - (words[a] ?? 0) || a - b);
    while (inside.length > 0 && tooMuch(inside)) {
      const heaviest = inside.shift();
      if (heaviest !== undefined) introduced[heaviest] = true;
    }
    depth[id] = inside.reduce((d, c) => Math.max(d, (depth[c] ?? 0) + 1), 0);
    weight[id] = total(inside, weight, 1);
    words[id] = total(inside, words, bare);
    joins[id] = phrase.joins || inside.some((c) => joins[c] === true);
  }
  const heads: number[] = [];
  for (let id = 0; id < size; id++) if (introduced[id] === true) heads.push(verbs[id] === true ? id : narrowest(graph, id, size, uses, direct));
  return { goal, heads, phrases, verbs };
}

/** How often each value is used in all, and how often as it is rather than by a field of it. */
function countUses(graph: Graph, size: number, goal: number): { readonly uses: readonly number[]; readonly direct: readonly number[] } {
  const direct = new Array<number>(size).fill(0);
  for (let id = 0; id < size; id++) {
    const node = graph.node(id);
    if (node.kind === 'call') for (const arg of node.args) direct[arg] = (direct[arg] ?? 0) + 1;
  }
  direct[goal] = (direct[goal] ?? 0) + 1;
  const uses = [...direct];
  // A field's node is younger than its record's.
  for (let id = size - 1; id >= 0; id--) {
    const node = graph.node(id);
    if (node.kind === 'field') uses[node.of] = (uses[node.of] ?? 0) + (uses[id] ?? 0);
  }
  return { uses, direct };
}

/** The field that all uses of a record go through, else the record. */
function narrowest(graph: Graph, call: number, size: number, uses: readonly number[], direct: readonly number[]): number {
  let at = call;
  for (let id = call + 1; id < size; id++) {
    const node = graph.node(id);
    if (node.kind === 'field' && node.of === at && direct[at] === 0 && uses[id] === uses[at]) at = id;
  }
  return at;
}

/** One of the phrases, rather one in which calls fill holes at the end, and none that wants a bare value. */
function choose(phrases: readonly Phrase[], fed: readonly boolean[], variety: Variety): Phrase | undefined {
  if (phrases.length < 2) return phrases[0];
  let best: Phrase[] = [];
  let least = Infinity;
  for (const phrase of phrases) {
    let trouble = 0;
    for (const [h, slot] of phrase.holes.entries()) if (fed[slot] === true) trouble += (phrase.modifiers[h] === true ? 4 : 0) + (phrase.texts[phrase.holes.length] === '' ? 0 : 1);
    if (trouble < least) [best, least] = [[phrase], trouble];
    else if (trouble === least) best.push(phrase);
  }
  return variety.pick(best);
}
