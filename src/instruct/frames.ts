/** The fixed wordings around what is asked for and what is introduced on the way. Speaker and reader share them. */
import type { TextIR } from '../ir/ir.js';
import { splitText } from './phrases.js';

/** What may fill a frame. */
export type Fill = 'noun' | 'clause' | 'verb';

/** A wording that introduces a value, ended by a full stop. */
export interface IntroFrame {
  readonly text: string;
  /** The number of its first word: two sentences in a row should not begin alike. -1 where it has none. */
  readonly first: number;
  readonly fill: Fill;
  /** Where in an instruction it may be spoken. It is read anywhere. */
  readonly place: 'first' | 'next' | 'also';
  /** Whether the wording is for what is computed ("work out") or for what is looked up, where it shows. */
  readonly computed: boolean | null;
}

export interface GoalFrame {
  readonly before: string;
  readonly after: string;
  readonly fill: Fill;
  /** The number that the wording asks for, where it shows. */
  readonly plural: boolean | null;
  /** Whether the wording asks for a person ("Who") or a thing ("What"), where it shows. */
  readonly person: boolean | null;
  /** Whether sentences may stand before it ("Finally, …") or must ("Then …"). */
  readonly place: 'only' | 'last' | 'any';
  readonly computed: boolean | null;
}

function isComputed(text: string): boolean | null {
  return /\b(?:work(?:ing)? out|calculate|calculating)\b/i.test(text) ? true : /\blook(?:ing)? (?:up|for)\b/i.test(text) ? false : null;
}

/** The first words of introductions. */
const FIRST_WORDS: string[] = [];

function intros(place: IntroFrame['place'], fill: Fill, texts: readonly string[]): IntroFrame[] {
  return texts.map((text) => ({ text, first: text === '' ? -1 : firstWord(text.slice(0, text.indexOf(' '))), fill, place, computed: isComputed(text) }));
}

function firstWord(word: string): number {
  if (!FIRST_WORDS.includes(word)) FIRST_WORDS.push(word);
  return FIRST_WORDS.indexOf(word);
}

export const INTROS: readonly IntroFrame[] = [
  ...intros('first', 'noun', ['First, find ', 'First, look up ', 'First find ', 'Start with ', 'Start by finding ', 'Begin with ', 'Find ', 'Look up ', 'First, get ', 'First, work out ', 'Work out ', 'Start by working out ', 'First, calculate ']),
  ...intros('next', 'noun', ['Then find ', 'Then look up ', 'Next, find ', 'Next, look up ', 'Then get ', 'After that, find ', 'Then take ', 'Now find ', 'Next, get ', 'Then work out ', 'Next, work out ', 'Next, calculate ', 'After that, calculate ']),
  ...intros('first', 'clause', ['First, find out ', 'First, check ', 'Find out ', 'Start by checking ']),
  ...intros('next', 'clause', ['Then find out ', 'Next, check ', 'Then check ']),
  ...intros('also', 'noun', ['Also find ', 'Also look up ', 'Also work out ']),
  ...intros('also', 'clause', ['Also find out ']),
  ...intros('also', 'verb', ['Also ']),
  ...intros('first', 'verb', ['First, ', '']),
  ...intros('next', 'verb', ['Then ', 'Next, ', 'After that, ']),
];

function goals(fill: Fill, place: GoalFrame['place'], plural: boolean | null, texts: readonly string[]): GoalFrame[] {
  return texts.map((text) => {
    const [before = '', after = ''] = text.split('{goal}');
    return { before, after, fill, plural, person: /\bwho (?:is|are) $/i.test(before) ? true : /\bwhat (?:is|are) $/i.test(before) ? false : null, place, computed: isComputed(before) };
  });
}

export const GOALS: readonly GoalFrame[] = [
  ...goals('noun', 'any', false, ['What is {goal}?', 'Who is {goal}?']),
  ...goals('noun', 'any', true, ['What are {goal}?', 'Who are {goal}?']),
  ...goals('noun', 'only', null, ['Find {goal}.', 'I need {goal}.', 'Could you look up {goal}?', 'Please look up {goal}.', 'I am looking for {goal}.', 'Please work out {goal}.', 'Can you calculate {goal}?']),
  ...goals('noun', 'any', null, ['Tell me {goal}.', 'Please tell me {goal}.', 'Could you tell me {goal}?', 'Can you tell me {goal}?', "I'd like to know {goal}.", 'I want to know {goal}.', 'I need to know {goal}.', 'Please give me {goal}.', 'Please find {goal}.', 'Let me know {goal}.']),
  ...goals('noun', 'last', null, ['Finally, tell me {goal}.', 'Then tell me {goal}.', 'Finally, give me {goal}.', 'With that, tell me {goal}.', 'Finally, work out {goal}.', 'With that, calculate {goal}.']),
  ...goals('noun', 'last', false, ['What I need in the end is {goal}.']),
  ...goals('noun', 'last', false, ['Now, what is {goal}?', 'So what is {goal}?', 'Now, who is {goal}?']),
  ...goals('noun', 'last', true, ['Now, what are {goal}?', 'So what are {goal}?', 'Now, who are {goal}?']),
  ...goals('clause', 'any', null, ['Tell me {goal}.', 'Please tell me {goal}.', 'Could you tell me {goal}?', "I'd like to know {goal}.", 'Please find out {goal}.', 'Can you check {goal}?']),
  ...goals('clause', 'last', null, ['Finally, tell me {goal}.', 'Then check {goal}.']),
  ...goals('verb', 'any', null, ['Please {goal}.', 'I would like you to {goal}.', "I'd like you to {goal}.", 'Could you {goal}?', 'Can you {goal}?', 'I need you to {goal}.']),
  ...goals('verb', 'only', null, ['{goal}.']),
  ...goals('verb', 'last', null, ['Finally, {goal}.', 'Then {goal}.', 'After that, please {goal}.']),
];

/** Whether a wording that shows something (or does not: null) goes with a thing that is so. */
function suits(shown: boolean | null, is: boolean): boolean {
  return shown === null || shown === is;
}

const FILLS: readonly Fill[] = ['noun', 'clause', 'verb'];
const PLACES: readonly IntroFrame['place'][] = ['first', 'next', 'also'];

/** The frames for each question, by its number; each answered when it is first asked. */
const knownIntros: (readonly IntroFrame[])[] = [];
const knownGoals: (readonly GoalFrame[])[] = [];

/** @param last the frame of the sentence before, whose first word is not said again; null where there is none */
export function introsFor(fill: Fill, place: IntroFrame['place'], computed: boolean, last: IntroFrame | null): readonly IntroFrame[] {
  const before = last?.first ?? -1;
  const question = ((FILLS.indexOf(fill) * PLACES.length + PLACES.indexOf(place)) * 2 + (computed ? 1 : 0)) * (FIRST_WORDS.length + 1) + before + 1;
  return (knownIntros[question] ??= INTROS.filter((f) => f.fill === fill && f.place === place && suits(f.computed, computed) && (f.first === -1 || f.first !== before)));
}

/** What a goal is like, where frames show it. */
export interface GoalKind {
  readonly fill: Fill;
  readonly plural: boolean;
  readonly person: boolean;
  readonly computed: boolean;
}

/** @param only whether no sentence stands before */
export function goalsFor(kind: GoalKind, only: boolean): readonly GoalFrame[] {
  const question = FILLS.indexOf(kind.fill) * 16 + (kind.plural ? 8 : 0) + (kind.person ? 4 : 0) + (kind.computed ? 2 : 0) + (only ? 1 : 0);
  return (knownGoals[question] ??= GOALS.filter((f) => fitsGoal(f, kind) && (f.place === 'any' || f.place === (only ? 'only' : 'last'))));
}

export function fitsGoal(frame: GoalFrame, kind: GoalKind): boolean {
  return frame.fill === kind.fill && suits(frame.plural, kind.plural) && suits(frame.person, kind.person) && suits(frame.computed, kind.computed);
}

/** Frames by how their words begin, so that a reader tries few. */
export class FrameIndex<F> {
  readonly #byLetter = new Map<number, { readonly frame: F; readonly words: string; readonly probe: number }[]>();
  /** The frames without words before what fills them. */
  readonly wordless: F[] = [];

  constructor(
    frames: readonly F[],
    private readonly words: (frame: F) => string,
  ) {
    for (const frame of frames) this.add(frame);
  }

  add(frame: F): void {
    const words = this.words(frame);
    if (words === '') {
      this.wordless.push(frame);
      return;
    }
    const letter = words.charCodeAt(0);
    // Many frames begin alike and all end with a space: the letter before it tells most of them apart.
    const entry = { frame, words, probe: Math.max(0, words.length - 2) };
    const known = this.#byLetter.get(letter);
    if (known === undefined) this.#byLetter.set(letter, [entry]);
    else known.push(entry);
  }

  /** Calls back with the frames whose words stand at a place of the text, and where these end. */
  each(text: string, at: number, found: (frame: F, end: number) => void): void {
    const entries = this.#byLetter.get(text.charCodeAt(at));
    if (entries === undefined) return;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      const { words, probe } = entry;
      if (text.charCodeAt(at + probe) === words.charCodeAt(probe) && text.startsWith(words, at)) found(entry.frame, at + words.length);
    }
  }
}

export const INTRO_INDEX = new FrameIndex(INTROS, (frame) => frame.text);

/** After a verb phrase as a goal: which part of the outcome is asked for. */
export const TAILS: readonly string[] = [' and tell me the ', ' and give me the '];

/** Between a field and its record. */
export const FIELD_LINKS: readonly string[] = [' of ', ' from ', ' in '];

/** Around a name that is given with an introduction: `… and call it city A.` */
export const NAMING = ' and call it ';

/**
 * The author's frame as ours: "What is {goal}?" is also spoken "What are {goal}?". None where the text does not have the
 * hole just once.
 */
export function compileAsk(ask: TextIR): readonly GoalFrame[] {
  const { texts, holes } = splitText(ask);
  const [before, after] = texts;
  if (holes.length !== 1 || holes[0] !== 'goal' || before === undefined || after === undefined) return [];
  const verb = /(^|\s)(is|was|are|were)\s$/.exec(before)?.[2];
  if (verb === undefined) return [{ before, after, fill: 'noun', plural: null, person: null, place: 'any', computed: null }, { before, after, fill: 'clause', plural: null, person: null, place: 'any', computed: null }];
  const plural = verb === 'are' || verb === 'were';
  const other = before.slice(0, -verb.length - 1) + (OTHER_NUMBER[verb] ?? verb) + ' ';
  return [{ before, after, fill: 'noun', plural, person: null, place: 'any', computed: null }, { before: other, after, fill: 'noun', plural: !plural, person: null, place: 'any', computed: null }];
}

const OTHER_NUMBER: { readonly [verb: string]: string } = { is: 'are', are: 'is', was: 'were', were: 'was' };
