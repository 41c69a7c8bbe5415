/** The fixed wordings around what is asked for and what is introduced on the way. Speaker and reader share them. */
import type { TextIR } from '../ir/ir.js';
import { splitText } from './phrases.js';

/** What may fill a frame. */
export type Fill = 'noun' | 'clause' | 'verb';

/** A wording that introduces a value, ended by a full stop. */
export interface IntroFrame {
  readonly text: string;
  readonly fill: Fill;
  /** Where in an instruction it may be spoken. It is read anywhere. */
  readonly place: 'first' | 'next' | 'also';
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
}

function intros(place: IntroFrame['place'], fill: Fill, texts: readonly string[]): IntroFrame[] {
  return texts.map((text) => ({ text, fill, place }));
}

export const INTROS: readonly IntroFrame[] = [
  ...intros('first', 'noun', ['First, find ', 'First, look up ', 'First find ', 'Start with ', 'Start by finding ', 'Begin with ', 'Find ', 'Look up ', 'First, get ']),
  ...intros('next', 'noun', ['Then find ', 'Then look up ', 'Next, find ', 'Next, look up ', 'Then get ', 'After that, find ', 'Then take ', 'Now find ', 'Next, get ']),
  ...intros('first', 'clause', ['First, find out ', 'First, check ', 'Find out ', 'Start by checking ']),
  ...intros('next', 'clause', ['Then find out ', 'Next, check ', 'Then check ']),
  ...intros('also', 'noun', ['Also find ', 'Also look up ']),
  ...intros('also', 'clause', ['Also find out ']),
  ...intros('also', 'verb', ['Also ']),
  ...intros('first', 'verb', ['First, ', '']),
  ...intros('next', 'verb', ['Then ', 'Next, ', 'After that, ']),
];

function goals(fill: Fill, place: GoalFrame['place'], plural: boolean | null, texts: readonly string[]): GoalFrame[] {
  return texts.map((text) => {
    const [before = '', after = ''] = text.split('{goal}');
    return { before, after, fill, plural, person: /\bwho (?:is|are) $/i.test(before) ? true : /\bwhat (?:is|are) $/i.test(before) ? false : null, place };
  });
}

export const GOALS: readonly GoalFrame[] = [
  ...goals('noun', 'any', false, ['What is {goal}?', 'Who is {goal}?']),
  ...goals('noun', 'any', true, ['What are {goal}?', 'Who are {goal}?']),
  ...goals('noun', 'only', null, ['Find {goal}.', 'I need {goal}.', 'Could you look up {goal}?', 'Please look up {goal}.', 'I am looking for {goal}.']),
  ...goals('noun', 'any', null, ['Tell me {goal}.', 'Please tell me {goal}.', 'Could you tell me {goal}?', 'Can you tell me {goal}?', "I'd like to know {goal}.", 'I want to know {goal}.', 'I need to know {goal}.', 'Please give me {goal}.', 'Please find {goal}.', 'Let me know {goal}.']),
  ...goals('noun', 'last', null, ['Finally, tell me {goal}.', 'Then tell me {goal}.', 'Finally, give me {goal}.', 'With that, tell me {goal}.']),
  ...goals('noun', 'last', false, ['What I need in the end is {goal}.']),
  ...goals('noun', 'last', false, ['Now, what is {goal}?', 'So what is {goal}?', 'Now, who is {goal}?']),
  ...goals('noun', 'last', true, ['Now, what are {goal}?', 'So what are {goal}?', 'Now, who are {goal}?']),
  ...goals('clause', 'any', null, ['Tell me {goal}.', 'Please tell me {goal}.', 'Could you tell me {goal}?', "I'd like to know {goal}.", 'Please find out {goal}.', 'Can you check {goal}?']),
  ...goals('clause', 'last', null, ['Finally, tell me {goal}.', 'Then check {goal}.']),
  ...goals('verb', 'any', null, ['Please {goal}.', 'I would like you to {goal}.', "I'd like you to {goal}.", 'Could you {goal}?', 'Can you {goal}?', 'I need you to {goal}.']),
  ...goals('verb', 'only', null, ['{goal}.']),
  ...goals('verb', 'last', null, ['Finally, {goal}.', 'Then {goal}.', 'After that, please {goal}.']),
];

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
  if (verb === undefined) return [{ before, after, fill: 'noun', plural: null, person: null, place: 'any' }, { before, after, fill: 'clause', plural: null, person: null, place: 'any' }];
  const plural = verb === 'are' || verb === 'were';
  const other = before.slice(0, -verb.length - 1) + (OTHER_NUMBER[verb] ?? verb) + ' ';
  return [{ before, after, fill: 'noun', plural, person: null, place: 'any' }, { before: other, after, fill: 'noun', plural: !plural, person: null, place: 'any' }];
}

const OTHER_NUMBER: { readonly [verb: string]: string } = { is: 'are', are: 'is', was: 'were', were: 'was' };
