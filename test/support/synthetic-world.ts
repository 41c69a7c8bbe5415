/**
 * Worlds made up from a seed, for tests and benches: a hierarchy of types (15 in 100 have a second parent, at most four
 * deep), 70 in 100 of which a user may give; tools of one to four parameters (40, 35, 20, 5 in 100), 15 in 100 with a record of
 * two results; types as popular as 1 / sqrt(rank). Two task sets, `train` and `test`, of lengths 2..8.
 */
import type { ParamIR, PhraseIR, RuleIR, TaskSetIR, TextIR, ToolIR, TypeIR, TypeRef, ValueSetIR, WorldIR } from '../../src/ir/ir.js';
import { Stream, deriveKey } from '../../src/runtime/random.js';

export interface SyntheticOptions {
  readonly tools: number;
  readonly types: number;
  readonly seed: number;
  /** How many tools have a type variable; default 0. */
  readonly generic?: number;
  /** Tasks of `train`; default 12,000. */
  readonly count?: number;
  /** Lengths of both sets; default 2..8. */
  readonly lengths?: readonly [number, number];
  /** Of a hundred types, how many the user may give; default 70. */
  readonly given?: number;
  /** The most parameters of a tool; default 4. */
  readonly widest?: number;
}

const ADJECTIVES = ['amber', 'brisk', 'coral', 'dusty', 'early', 'faint', 'green', 'hollow', 'ivory', 'jolly', 'keen', 'lunar', 'misty', 'noble', 'olive', 'plain', 'quiet', 'royal', 'silver', 'tidal'];
const NOUNS = ['anchor', 'bridge', 'canyon', 'desert', 'engine', 'forest', 'garden', 'harbor', 'island', 'jacket', 'kettle', 'ladder', 'market', 'needle', 'orchard', 'pocket', 'quarry', 'ribbon', 'saddle', 'tunnel'];
const DEEDS = ['find', 'rate', 'pick', 'name', 'sort', 'look_up', 'price', 'match', 'list', 'trace'];

function named(list: readonly string[], k: number): string {
  return list[k % list.length] ?? 'thing';
}

/** A name for thing number `k`: two words, and a number once those run out. */
function words(k: number): string {
  const round = Math.floor(k / (ADJECTIVES.length * NOUNS.length));
  return `${named(ADJECTIVES, Math.floor(k / NOUNS.length))}_${named(NOUNS, k)}${round === 0 ? '' : `_${round}`}`;
}

export function syntheticWorld(options: SyntheticOptions): WorldIR {
  const stream = new Stream(deriveKey(null, 'synthetic', options.tools, options.types, options.seed));
  const types = makeTypes(options.types, stream);
  const given = new Set(types.filter(() => stream.below(100) < (options.given ?? 70)).map((t) => t.name));
  const popularity = types.map((_, k) => Math.max(1, Math.floor(1000 / Math.sqrt(k + 1))));
  const cumulative: number[] = [];
  let sum = 0;
  for (const p of popularity) cumulative.push((sum += p));
  const pick = (): string => types[stream.weighted(cumulative)]?.name ?? 'str';
  const tools: ToolIR[] = [];
  for (let k = 0; k < options.tools; k++) tools.push(makeTool(k, k < (options.generic ?? 0), pick, stream, options.widest ?? 4));
  const never: RuleIR = { kind: 'never-from-user', types: types.filter((t) => !given.has(t.name)).map((t) => ({ kind: 'named', name: t.name })) };
  const [min, max] = options.lengths ?? [2, 8];
  const rules: RuleIR[] = [{ kind: 'measure', measure: 'length', min, max }];
  if (never.types.length > 0) rules.push(never);
  const names = tools.map((t) => t.name).sort();
  const set = (name: string, count: number, seed: number): TaskSetIR => ({
    name,
    description: `Made-up tasks, ${name}.`,
    count,
    seed,
    distractors: 1,
    sharing: 0.2,
    passwordsGiven: 0,
    rules,
    mix: [],
    cover: null,
    distribution: 'fitted',
    weights: [],
    holdOut: 0,
    tools: names,
    asks: [],
  });
  return {
    irVersion: 1,
    world: { name: 'synthetic', version: '1.0.0', description: 'A made-up world.' },
    types: [...types].sort(byName),
    entities: [],
    apps: [],
    tools: [...tools].sort(byName),
    constraints: [],
    taskSets: [set('test', 276, 2), set('train', options.count ?? 12_000, 1)],
    hash: `sha256-${'0'.repeat(64)}`,
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

/** The root of the hierarchy has no values of its own; every other type has, so all but it can be drawn. */
function makeTypes(count: number, stream: Stream): TypeIR[] {
  const types: TypeIR[] = [];
  const depths: number[] = [];
  for (let k = 0; k < count; k++) {
    const name = words(k);
    const parents = new Set<string>();
    let depth = 1;
    const shallow = types.map((_, i) => i).filter((i) => (depths[i] ?? 0) < 4);
    if (shallow.length > 0 && stream.below(100) < 60) {
      const first = stream.pick(shallow);
      parents.add(types[first]?.name ?? 'str');
      depth = 1 + (depths[first] ?? 0);
      if (stream.below(100) < 25) {
        const second = stream.pick(shallow);
        parents.add(types[second]?.name ?? 'str');
        depth = Math.max(depth, 1 + (depths[second] ?? 0));
      }
    }
    const noun = name.replaceAll('_', ' ');
    types.push({ name, description: `A ${noun}.`, noun, plural: `${noun}s`, parents: parents.size === 0 ? ['str'] : [...parents].sort(), values: valuesOf(k, stream), accepts: null });
    depths.push(depth);
  }
  return types;
}

function valuesOf(k: number, stream: Stream): ValueSetIR {
  const values: string[] = [];
  const stem = words(k).split('_').map((w) => w.slice(0, 3)).join('');
  for (let v = 0; v < 40; v++) values.push(`${stem}-${named(NOUNS, v + stream.below(20))}-${100 + v}`);
  return { kind: 'enum', values };
}

function makeTool(k: number, generic: boolean, pick: () => string, stream: Stream, widest: number): ToolIR {
  const arity = Math.min(widest, 1 + stream.weighted([40, 75, 95, 100]));
  const name = `${named(DEEDS, k)}_${words(k)}`;
  const type = (): TypeRef => ({ kind: 'named', name: pick() });
  const variable: TypeRef = { kind: 'var', name: 'T' };
  const bound = generic ? type() : null;
  const params: ParamIR[] = [];
  for (let p = 0; p < arity; p++) {
    const of = generic && p < 2 ? variable : type();
    params.push({ name: `p${p + 1}`, description: `Value ${p + 1}.`, type: of });
  }
  const result: TypeRef = generic
    ? variable
    : stream.below(100) < 15
      ? { kind: 'record', fields: [{ name: 'first', description: 'The first.', type: type() }, { name: 'second', description: 'The second.', type: type() }] }
      : type();
  const label = `${named(ADJECTIVES, k * 7)} ${named(NOUNS, k * 3)} number ${k}`;
  const noun: PhraseIR = { form: 'noun', text: phrase(`the ${label} of `, params) };
  const verb: PhraseIR = { form: 'verb', text: phrase(`work out the ${label} of `, params) };
  return {
    name,
    description: `Returns the ${label}.`,
    app: null,
    tags: [],
    typeParams: generic ? [{ name: 'T', bound }] : [],
    params,
    result,
    requires: [],
    returns: null,
    phrases: [noun, verb],
  };
}

function phrase(start: string, params: readonly ParamIR[]): TextIR {
  const text: (string | { hole: string })[] = [start];
  params.forEach((p, k) => {
    if (k > 0) text.push(k === params.length - 1 ? ' and ' : ', ');
    text.push({ hole: p.name });
  });
  return text;
}
