/** RW5xxx: what can be composed, and what cannot. */
import { defineDiagnostic } from '../diagnostic.js';

export const unmeetable = defineDiagnostic<{ set: string; rules: readonly string[] }>({
  code: 'RW5001',
  severity: 'error',
  title: 'Constraints that nothing meets',
  message: ({ set, rules }) => (rules.length === 0 ? `no task of the set \`${set}\` exists: its tools cannot be composed in the wanted lengths` : `no task of the set \`${set}\` meets ${rules.join(' and ')}${rules.length > 1 ? ' together' : ''}`),
  help: () => 'the rules named are a smallest set that clashes: loosening any one of them helps',
  explain: `
Every rule of a task set holds for every task of it. These rules leave nothing.

\`\`\`rworld
// wrong
tasks train { count 10 length 5..8 depth ..1 inputs ..1 }

// right
tasks train { count 10 length 5..8 depth ..5 inputs ..3 }
\`\`\`
`,
});

export const tooFew = defineDiagnostic<{ message: string }>({
  code: 'RW5002',
  severity: 'error',
  title: 'More tasks are asked for than exist',
  message: ({ message }) => message,
  help: () => 'lower the count, widen the lengths, or loosen the rules; `rworld count` shows the space',
  explain: `
No two tasks of a set share a skeleton, so a set cannot have more tasks than there are skeletons.

\`\`\`rworld
// wrong
tasks train { count 1000000 length 1 }

// right
tasks train { count 100 length 1..4 }
\`\`\`
`,
});

export const unreachable = defineDiagnostic<{ tool: string; why: string }>({
  code: 'RW5003',
  severity: 'warning',
  title: 'A tool that no task can use',
  message: ({ tool, why }) => `no task can use \`${tool}\`: ${why}`,
  help: () => 'take the `?` away, or add a tool that takes the result',
  explain: `
A tool occurs in tasks if its result can be asked for or feeds another tool. A result that may be missing cannot be asked for: a
task needs an answer.

\`\`\`rworld
// wrong, where no other tool takes a middle name
tool middle_name_of(person) -> middle_name?

// right
tool middle_name_of(person) -> middle_name
\`\`\`
`,
});

export const unfed = defineDiagnostic<{ tool: string; param: string; type: string }>({
  code: 'RW5004',
  severity: 'warning',
  title: 'A parameter that nothing can fill',
  message: ({ tool, param, type }) => `nothing can fill \`${param}\` of \`${tool}\`: no tool returns ${type}, and no value of it can be drawn`,
  help: () => 'give the type values after `=`, or add a tool that returns it',
  explain: `
A parameter is filled by the user, who needs a value to give, or by the result of another tool.

\`\`\`rworld
// wrong
type handle <: str accepts /h[0-9]+/
tool read(handle) -> text

// right
type handle <: str = /h[0-9]{4}/
tool read(handle) -> text
\`\`\`
`,
});

export const lookAlike = defineDiagnostic<{ tool: string; other: string; phrase: string }>({
  code: 'RW5005',
  severity: 'warning',
  title: 'Two tools whose phrases read alike',
  message: ({ tool, other, phrase }) => `"${phrase}" of \`${tool}\` reads like a phrase of \`${other}\``,
  help: () => 'reword one of them: a request with this phrase could mean either tool, so it is never used',
  explain: `
Every request must have one reading. Where two tools can be meant by the same words, one of them is never told in these words.

\`\`\`rworld
// wrong
tool a(m: movie) -> date { phrase "the date of {m}" }
tool b(m: movie) -> time { phrase "the date of {m}" }

// right
tool a(m: movie) -> date { phrase "the release date of {m}" }
tool b(m: movie) -> time { phrase "the starting time of {m}" }
\`\`\`
`,
});
