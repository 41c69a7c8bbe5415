/** The members of task sets that hold one value: each rule on one of them is made here. */
import type { Breaks, DiffRule } from './rule.js';
import { defineRule } from './rule.js';
import { code, json } from './words.js';

export interface SetValueRule {
  readonly name: string;
  readonly title: string;
  /** The member of a task set in the IR. */
  readonly member: string;
  /** How a sentence calls it: "the seed". */
  readonly words: string;
  readonly breaks: Breaks;
  readonly explain: string;
}

export function setValueRule({ name, title, member, words, breaks, explain }: SetValueRule): DiffRule {
  return defineRule({
    name,
    title,
    breaks,
    explain,
    find: (worlds) =>
      worlds.at(`taskSets/*/${member}`).map(({ delta, names: [set] }) => ({
        message: `${words} of the task set ${code(set)} is now ${json(delta.after)}, and was ${json(delta.before)}`,
        place: { kind: 'tasks', name: set },
        explains: [delta],
      })),
  });
}
