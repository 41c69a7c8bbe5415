/**
 * What a rule of `rworld diff` is: a name for one kind of change, what it breaks and for whom, and how it is found.
 * The names never change their meaning: people write them into comments, configurations and scripts.
 */
import type { Comparison, Place } from './comparison.js';
import type { Delta } from './deltas.js';

/** For whom a change can break something. */
export const CONTRACTS = ['agents', 'data', 'reproduction', 'packages'] as const;
export type Contract = (typeof CONTRACTS)[number];

export const CONTRACT_MEANING: Readonly<Record<Contract, string>> = {
  agents: 'what a trained model saw: tools, parameters, schemas, descriptions',
  data: 'tasks already made: their calls would be refused, answer otherwise, or break a rule of their set',
  reproduction: 'the same seed gives other tasks',
  packages: 'the emitted API that other programs are written against',
};

/** `error`: it breaks; `warning`: it may break, and only people, or a replay of real tasks, can tell. Left out: it does not. */
export type Breaks = Readonly<Partial<Record<Contract, 'error' | 'warning'>>>;

export interface DiffRule {
  /** Kebab case. */
  readonly name: string;
  /** What the change is, in one line. */
  readonly title: string;
  /** The most that such a change breaks; a finding may break less. */
  readonly breaks: Breaks;
  /** Whether something was added that was not there: a minor step at least. */
  readonly adds?: true;
  /** Why it breaks that, and what to do instead, in Markdown. */
  readonly explain: string;
  find(worlds: Comparison): readonly Finding[];
}

/** One change, found by a rule. */
export interface Finding {
  readonly message: string;
  /** What the change is about: where it is shown, and what a comment that ignores it must stand at or name. */
  readonly place: Place;
  /** The differences that it speaks for. */
  readonly explains: readonly Delta[];
  /** What this one breaks, where that is not all that the rule says. */
  readonly breaks?: Breaks;
  readonly help?: string | undefined;
}

/** A finding with its rule. */
export interface Change extends Finding {
  readonly rule: DiffRule;
  readonly breaks: Breaks;
}

export const EVERYTHING: Breaks = { agents: 'error', data: 'error', reproduction: 'error', packages: 'error' };

export function defineRule(rule: DiffRule): DiffRule {
  return rule;
}
