/** Tools and their phrases made ready: fixed texts between holes, each hole the number of a slot. */
import type { PhraseIR, TextIR, ToolIR, TypeRef, WorldIR } from '../ir/ir.js';
import { Denotations, type Denotation } from '../runtime/denotation.js';
import { TypeTable } from '../runtime/type-table.js';
import { substitute } from '../runtime/subtype.js';
import { hasVariable, TypeIndex } from '../sample/types.js';
import { titlesOf, type Title } from './codes.js';
import { fieldName, typeName } from './naming.js';
import { keyOfOpening } from './offer.js';
import { actOf, capitalise, headOf, mayBeNoun, wordsOf, type Name } from './nouns.js';

export interface Slot {
  readonly type: TypeRef;
  /** The interned type; -1 where it has variables. */
  readonly typeId: number;
  /** What a literal here must be: variables stand at their bounds. */
  readonly accepts: Denotation;
  /** Whether a list may stand here. */
  readonly takesList: boolean;
}

export interface Phrase {
  readonly tool: Lexeme;
  /** One text more than there are holes. */
  readonly texts: readonly string[];
  /** The first text as it opens a sentence. */
  readonly large: string;
  /** Where the phrase is filed by how it opens: `offer.ts`. */
  readonly key: number;
  /** The slot of each hole, in the order of the words. */
  readonly holes: readonly number[];
  /**
   * For each hole: whether only a value goes well there, because an article or the thing's own noun stands right before it
   * ("the {genre} movies", "the flight {flight}").
   */
  readonly modifiers: readonly boolean[];
  /** For each hole: whether it says of what kind the value is, "a duration in hours of {duration}", which a value of a call says by itself. */
  readonly measures: readonly boolean[];
  /** Whether the phrase joins two holes by "and". */
  readonly joins: boolean;
  /** How many words the fixed texts have. */
  readonly words: number;
  readonly plural: boolean;
  readonly clause: boolean;
  readonly role: Name | null;
  /** The same phrase without those articles, nouns and kinds at some of the holes (bit h for hole h), for arguments that have their own. */
  readonly elided: ReadonlyMap<number, Phrase>;
}

/** A tool as the instructions see it. */
export interface Lexeme {
  readonly index: number;
  readonly ir: ToolIR;
  readonly slots: readonly Slot[];
  readonly resultId: number;
  /** Whether results are numbers that follow from the arguments alone, so that they are worked out rather than looked up. */
  readonly computed: boolean;
  readonly nouns: readonly Phrase[];
  /** Those of the noun phrases that are no clauses. */
  readonly things: readonly Phrase[];
  readonly verbs: readonly Phrase[];
  /** What a reader knows of the tool: its phrases by kind, elided forms included, and the names of its results' fields. */
  readonly readable: Readable;
  /** What results are called after the phrases, without repetition. */
  readonly roles: readonly Name[];
  /** All names of results, by the number of their type; filled as they are asked for. */
  readonly names: Map<number, readonly Name[]>;
}

export interface Readable {
  readonly nouns: readonly Phrase[];
  /** "whether …" */
  readonly clauses: readonly Phrase[];
  readonly verbs: readonly Phrase[];
  /** Noun phrases that begin with a hole. */
  readonly suffixes: readonly Phrase[];
  readonly fields: readonly string[];
}

export interface Lexicon {
  readonly types: TypeIndex;
  /** Names of values of a type as it is used for an input; filled as they are asked for. */
  readonly inputNames: WeakMap<TypeRef, readonly Name[]>;
  /** Names of fields by the number of their record's type and the field; filled as they are asked for. */
  readonly fieldNames: Map<string, readonly Name[]>;
  /** Whether names are a person's; filled as they are asked for. */
  readonly persons: WeakMap<readonly Name[], boolean>;
  readonly table: TypeTable;
  /** What rows are called by the type of their entity's key: what stands before a bare number or code (`codes.ts`). */
  readonly titles: ReadonlyMap<string, Title>;
  readonly tools: readonly Lexeme[];
  readonly byName: ReadonlyMap<string, Lexeme>;
}

export function createLexicon(ir: WorldIR): Lexicon {
  const types = new TypeIndex(ir);
  const table = new TypeTable(ir.types);
  const denotations = new Denotations(table);
  const tools = ir.tools.map((tool, index) => compileTool(tool, index, types, denotations));
  return { types, inputNames: new WeakMap(), fieldNames: new Map(), persons: new WeakMap(), table, titles: titlesOf(ir), tools, byName: new Map(tools.map((t) => [t.ir.name, t])) };
}

const UNREAD: Readable = { nouns: [], clauses: [], verbs: [], suffixes: [], fields: [] };

function readableOf(nouns: readonly Phrase[], verbs: readonly Phrase[], result: TypeRef, table: TypeTable): Readable {
  const all = nouns.flatMap(withElided);
  const whole = all.filter((p) => p.texts[0] !== '');
  return {
    nouns: whole.filter((p) => !p.clause),
    clauses: whole.filter((p) => p.clause),
    verbs: verbs.flatMap(withElided).filter((p) => p.texts[0] !== ''),
    suffixes: all.filter((p) => p.texts[0] === ''),
    fields: fieldNames(result, table),
  };
}

function fieldNames(type: TypeRef, table: TypeTable): string[] {
  return type.kind === 'record' ? type.fields.flatMap((field) => [fieldName(field, type.fields, table).text, ...fieldNames(field.type, table)]) : [];
}

function withElided(phrase: Phrase): Phrase[] {
  return [phrase, ...phrase.elided.values()];
}

function compileTool(tool: ToolIR, index: number, types: TypeIndex, denotations: Denotations): Lexeme {
  const bounds = new Map(tool.typeParams.map((p) => [p.name, p.bound]));
  const required = tool.params.filter((p) => p.default === undefined);
  const slots = required.map((p): Slot => {
    const varies = hasVariable(p.type);
    return {
      type: p.type,
      typeId: varies ? -1 : types.intern(p.type),
      accepts: denotations.of(varies ? substitute(p.type, (v) => bounds.get(v) ?? undefined) : p.type),
      takesList: mayBeList(p.type),
    };
  });
  const places = new Map(required.map((p, k) => [p.name, k]));
  const nouns: Phrase[] = [];
  const verbs: Phrase[] = [];
  const roles: Name[] = [];
  const lexeme: Lexeme & { readable: Readable; things: readonly Phrase[] } = {
    index,
    ir: tool,
    slots,
    resultId: hasVariable(tool.result) ? -1 : types.intern(tool.result),
    computed: isComputed(tool, denotations.table),
    nouns,
    things: nouns,
    verbs,
    roles,
    names: new Map(),
    readable: UNREAD,
  };
  for (const each of tool.phrases) {
    const phrase = compilePhrase(each, lexeme, places, denotations.table);
    if (phrase === null) continue;
    (each.form === 'noun' ? nouns : verbs).push(phrase);
    const role = phrase.role;
    if (role !== null && !roles.some((r) => r.text === role.text)) roles.push({ ...role, role: true });
  }
  if (nouns.some((p) => p.clause)) lexeme.things = nouns.filter((p) => !p.clause);
  lexeme.readable = readableOf(nouns, verbs, tool.result, denotations.table);
  return lexeme;
}

/** Whether a list may have the type. */
function mayBeList(type: TypeRef): boolean {
  switch (type.kind) {
    case 'list':
    case 'var':
      return true;
    case 'optional':
      return mayBeList(type.of);
    case 'union':
      return type.members.some((m) => mayBeList(m.type));
    case 'named':
    case 'dict':
    case 'record':
      return false;
  }
}

function isComputed(tool: ToolIR, table: TypeTable): boolean {
  const bound = tool.result.kind === 'var' ? tool.typeParams.find((p) => tool.result.kind === 'var' && p.name === tool.result.name)?.bound : tool.result;
  if (bound?.kind !== 'named' || !table.isBelow(bound.name, 'float')) return false;
  return tool.typeParams.length > 0 || (tool.returns !== null && !/"op":"rows?"/.test(JSON.stringify(tool.returns)));
}

const TRAILING_ARTICLE = /(^|\s)(?:the|a|an)\s$/i;

/** Null for a phrase whose holes are not the tool's slots, each once: nothing could be read back from it. */
function compilePhrase(phrase: PhraseIR, tool: Lexeme, places: ReadonlyMap<string, number>, table: TypeTable): Phrase | null {
  const { texts, holes: names } = splitText(phrase.text);
  const holes: number[] = [];
  for (const name of names) {
    const place = places.get(name);
    if (place === undefined || holes.includes(place)) return null;
    holes.push(place);
  }
  texts[0] = (texts[0] ?? '').replace(/^(?:The|A|An|All|Any|Whether) /, (word) => word.toLowerCase());
  if (holes.length !== places.size || texts.every((t) => t.trim() === '')) return null;
  const head = headOf((texts[0] === '' ? texts[1] : texts[0]) ?? '');
  const bare = texts.map((t, h) => {
    const slot = tool.slots[holes[h] ?? -1];
    const name = names[h];
    if (slot === undefined || name === undefined) return t;
    const own = typeName(slot.type, table)?.name.text ?? '';
    return withoutNoun(t, new Set(`${wordsOf(name)} ${own}`.toLowerCase().split(' ')), phrase.form === 'verb' && h === 0);
  });
  const modifiers = holes.map((_, h) => bare[h] !== texts[h]);
  const measures = holes.map((_, h) => {
    const slot = tool.slots[holes[h] ?? -1];
    const short = slot === undefined || modifiers[h] === true ? undefined : withoutKind(texts[h] ?? '', typeName(slot.type, table)?.name.text ?? '');
    if (short !== undefined) bare[h] = short;
    return short !== undefined;
  });
  const made = (words: readonly string[], elided: ReadonlyMap<number, Phrase>): Phrase => ({
    tool,
    texts: words,
    large: capitalise(words[0] ?? ''),
    key: keyOfOpening(words[0] ?? ''),
    holes,
    modifiers,
    measures,
    joins: texts.slice(1, -1).some((t) => /\band\b/.test(t)),
    words: texts.reduce((n, t) => n + t.split(' ').filter((w) => w !== '').length, 0),
    plural: head.plural,
    clause: phrase.form === 'noun' && head.clause,
    // "That booking" is a record of one; a price that booking gives is none.
    role: phrase.form === 'noun' ? head.name : tool.ir.result.kind === 'record' ? actOf(texts[0] ?? '') : null,
    elided,
  });
  const elided = new Map<number, Phrase>();
  for (const mask of subsets(holes.map((_, h) => modifiers[h] === true || measures[h] === true))) {
    const words = texts.map((t, h) => ((mask >> h) & 1 ? (bare[h] ?? t) : t));
    if (words.some((t) => t.trim() !== '')) elided.set(mask, made(words, new Map()));
  }
  return made(texts, elided);
}

/** A text before a hole without the "a duration in hours of" that it ends with; undefined where it does not, or where nothing else is left. */
function withoutKind(text: string, noun: string): string | undefined {
  for (const article of ['a', 'an']) {
    const kind = ` ${article} ${noun} of `;
    if (noun !== '' && text.endsWith(kind) && text.length > kind.length) return text.slice(0, 1 - kind.length);
  }
  return undefined;
}

/** The sets of holes that may be fed by calls where only values go well; just the whole where they are many. */
function subsets(marked: readonly boolean[]): number[] {
  const bits = marked.flatMap((m, h) => (m && h < 31 ? [1 << h] : []));
  if (bits.length > 4) return [bits.reduce((a, b) => a | b, 0)];
  let all = [0];
  for (const bit of bits) all = all.flatMap((mask) => [mask, mask | bit]);
  return all.filter((mask) => mask !== 0);
}

/** A text before a hole without the article, or the nouns of what fills the hole, that it ends with. */
function withoutNoun(text: string, nouns: ReadonlySet<string>, keepFirst: boolean): string {
  const words = text.split(' ');
  if (words.pop() !== '') return text;
  const fewest = keepFirst ? 1 : 0;
  const before = words.length;
  while (words.length > fewest && isNounOf((words[words.length - 1] ?? '').toLowerCase(), nouns)) words.pop();
  if (words.length === 0) return text;
  const short = words.length < before || TRAILING_ARTICLE.test(text) ? `${words.join(' ')} `.replace(TRAILING_ARTICLE, '$1') : text;
  return keepFirst && short.trim() === '' ? text : short;
}

function isNounOf(word: string, nouns: ReadonlySet<string>): boolean {
  return nouns.has(word) && mayBeNoun(word);
}

/** Texts and holes of a TextIR, ends trimmed, runs of white space made one space. */
export function splitText(text: TextIR): { readonly texts: string[]; readonly holes: string[] } {
  const texts = [''];
  const holes: string[] = [];
  for (const part of text) {
    if (typeof part === 'string') texts[texts.length - 1] += part;
    else {
      holes.push(part.hole);
      texts.push('');
    }
  }
  const last = texts.length - 1;
  for (let i = 0; i <= last; i++) texts[i] = (texts[i] ?? '').replace(/\s+/g, ' ');
  texts[0] = (texts[0] ?? '').trimStart();
  texts[last] = (texts[last] ?? '').trimEnd();
  return { texts, holes };
}
