/** RW3030 and RW3031: whether what is declared below a type really is. */
import { defineDiagnostic } from '../diagnostic.js';

export const notBelow = defineDiagnostic<{ type: string; parent: string; witness: string; accepted: string }>({
  code: 'RW3030',
  severity: 'error',
  title: 'A type has values that its parent does not have',
  message: ({ type, parent, witness }) => `\`${type}\` is declared below \`${parent}\`, but its value ${witness} is not a value of \`${parent}\``,
  help: ({ type, parent, accepted }) => `\`${parent}\` is ${accepted}: narrow \`${type}\`, widen \`${parent}\` (with \`accepts\`, if it should not be drawn), or drop the parent`,
  explain: `
\`type A <: B\` promises that every value of A may stand where a B is asked for. Where B says itself which values it has,
the promise is checked, and a value that breaks it is named. A type without values of its own is the union of the types
below it, so there is nothing to check.

\`\`\`rworld
type month <: int = 1..12
type quarter_end <: month = 3 | 6 | 9 | 13      // wrong: 13

type quarter_end <: month = 3 | 6 | 9 | 12      // right
\`\`\`
`,
});

export const notProved = defineDiagnostic<{ type: string; parent: string }>({
  code: 'RW3031',
  severity: 'info',
  title: 'Whether a type is below its parent was tested, not proved',
  message: ({ type, parent }) => `that every value of \`${type}\` is one of \`${parent}\` was tested on many values, but not proved`,
  help: () => 'nothing need be done; a proof exists for listed values, ranges, patterns and calendars of one format',
  explain: `
Inclusion is decided for listed values, ranges, patterns, and calendars in one format, and by trying every value where
there are few. For two large sets of different kinds, values are tried, and no proof is claimed.
`,
});
