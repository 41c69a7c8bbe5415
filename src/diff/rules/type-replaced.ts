import { usedBy } from '../impact.js';
import { defineRule, EVERYTHING } from '../rule.js';
import { typeChanges } from '../type-changes.js';
import type { Relation } from '../languages.js';
import { showScalar } from '../../types/show.js';
import { code } from '../words.js';

export const typeReplaced = defineRule({
  name: 'type-replaced',
  title: 'A type takes other values than before',
  breaks: EVERYTHING,
  explain: `
Some values are no longer taken and some are new: another format of dates, another unit, other members of an enumeration. Every
call that holds such a value is in danger, in agents, in recorded tasks and in programs.

A new type beside the old one, and a new tool that takes it, breaks nobody.
`,
  find: (worlds) =>
    typeChanges(worlds).flatMap((change) => {
      if (change.relation.kind !== 'other') return [];
      const { takers, givers } = change.reach;
      return {
        message: `the type ${code(change.name)} takes other values${differs(change.relation)}${usedBy(change.reach)}`,
        place: { kind: 'type', name: change.name },
        explains: change.explains,
        breaks: takers.length + givers.length > 0 ? EVERYTHING : { packages: 'warning' },
      };
    }),
});

/** ": no longer 1, and now 2.5" */
function differs({ lost, gained }: Relation): string {
  const parts = [...(lost === undefined ? [] : [`no longer ${showScalar(lost)}`]), ...(gained === undefined ? [] : [`now ${showScalar(gained)}`])];
  return parts.length === 0 ? '' : `: ${parts.join(', and ')}`;
}
