/** RW42xx: constraints and task sets. */
import { defineDiagnostic } from '../diagnostic.js';

export const unmetRange = defineDiagnostic<{ problem: string; hint?: string | undefined }>({
  code: 'RW4201',
  severity: 'error',
  title: 'A number that makes no sense here',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
Counts, lengths and shares have natural limits.

\`\`\`rworld
// wrong
tasks train { count 0 length 8..2 }

// right
tasks train { count 100 length 2..8 }
\`\`\`
`,
});

export const noLength = defineDiagnostic<Record<never, never>>({
  code: 'RW4202',
  severity: 'error',
  title: 'A task set without a longest length',
  message: () => 'a task set needs a `length` with an upper end',
  help: () => 'write `length 2..8`, here or in a constraint that it obeys; at most 64',
  explain: `
Lengths are numbers of calls. Tasks are spread evenly over the lengths, so there must be an end to them.

\`\`\`rworld
// wrong
tasks train { count 100 }

// right
tasks train { count 100 length 2..8 }
\`\`\`
`,
});

export const noCount = defineDiagnostic<Record<never, never>>({
  code: 'RW4203',
  severity: 'error',
  title: 'A task set without a count',
  message: () => 'a task set needs a `count`',
  help: () => 'write `count 1000`',
  explain: `
The count says how many tasks the set has. Task *i* of a set depends on it, so it is part of the source.

\`\`\`rworld
// wrong
tasks train { length 2..8 }

// right
tasks train { count 1000 length 2..8 }
\`\`\`
`,
});

export const badMix = defineDiagnostic<{ problem: string }>({
  code: 'RW4204',
  severity: 'error',
  title: 'A mix that does not add up',
  message: ({ problem }) => problem,
  explain: `
The shares of a mix are percents, and add up to 100.

\`\`\`rworld
// wrong
tasks train { count 100 length 2..8 mix 30% easy, 60% hard }

// right
tasks train { count 100 length 2..8 mix 30% easy, 70% hard }
\`\`\`
`,
});

export const emptySelection = defineDiagnostic<{ name: string; what: string; suggestions: readonly string[] }>({
  code: 'RW4205',
  severity: 'error',
  title: 'Nothing is selected',
  message: ({ name, what }) => `no tool ${what} \`${name}\``,
  help: ({ suggestions }) => (suggestions.length === 0 ? 'tools get tags by the clause `tags #math #text`' : `did you mean ${suggestions.map((s) => `\`${s}\``).join(' or ')}?`),
  explain: `
A rule or weight speaks of tools by name, by tag (\`#math\`) or by app. One that selects nothing says nothing.

\`\`\`rworld
// wrong
tasks train { count 100 length 2..8 weight #maths 0.2 }

// right
tasks train { count 100 length 2..8 weight #math 0.2 }
\`\`\`
`,
});

export const notAParam = defineDiagnostic<{ tool: string; param: string; suggestions: readonly string[] }>({
  code: 'RW4206',
  severity: 'error',
  title: 'A rule on a parameter that is not there',
  message: ({ tool, param }) => `\`${tool}\` has no parameter \`${param}\` that a composition could fill`,
  help: ({ suggestions }) => (suggestions.length === 0 ? undefined : `did you mean ${suggestions.map((s) => `\`${s}\``).join(' or ')}?`),
  explain: `
Rules on sources speak of a parameter without a default.

\`\`\`rworld
// wrong
constraint c { stock_price.when from user }

// right
constraint c { stock_price.day from user }
\`\`\`
`,
});

export const tooManyHeldOut = defineDiagnostic<{ wanted: number; available: number }>({
  code: 'RW4207',
  severity: 'error',
  title: 'More tools are held out than there are',
  message: ({ wanted, available }) => `${wanted} tools are to be held out, and there ${available === 1 ? 'is' : 'are'} only ${available} to choose from`,
  help: () => 'hold out fewer tools, in this set or in another',
  explain: `
Held-out tools occur in one set alone: the sets together cannot hold out more tools than the world has, and the others need some, too.

\`\`\`rworld
// wrong
tasks test { count 10 length 2..3 hold out 500 tools }

// right
tasks test { count 10 length 2..3 hold out 5 tools }
\`\`\`
`,
});

export const askGoal = defineDiagnostic<Record<never, never>>({
  code: 'RW4208',
  severity: 'error',
  title: 'A frame without its goal',
  message: () => 'a frame of the request has the hole `{goal}`, once',
  help: () => 'write it where the goal’s phrase belongs, as in "Please tell me {goal}."',
  explain: `
\`ask\` frames what is asked for: the goal's phrase stands in its hole.

\`\`\`rworld
// wrong
tasks train { count 10 length 2..3 ask "Please tell me." }

// right
tasks train { count 10 length 2..3 ask "Please tell me {goal}." }
\`\`\`
`,
});
