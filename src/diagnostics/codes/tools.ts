/** RW40xx and RW41xx: tools and their expressions. */
import { defineDiagnostic } from '../diagnostic.js';

export const undocumented = defineDiagnostic<{ name: string }>({
  code: 'RW4001',
  severity: 'warning',
  title: 'A tool without a description',
  message: ({ name }) => `the tool \`${name}\` has no description`,
  help: () => 'say in a line of `///` before it what it returns: agents choose tools by their descriptions',
  explain: `
The doc comment before a tool is the description that the agent reads.

\`\`\`rworld
// wrong
tool holiday_checker(place: location) -> date

// right
/// Returns the most recent public holiday at a location.
tool holiday_checker(place: location) -> date
\`\`\`
`,
});

export const paramTwice = defineDiagnostic<{ name: string; what: string }>({
  code: 'RW4002',
  severity: 'error',
  title: 'A name stands twice in a signature',
  message: ({ name, what }) => `the ${what} \`${name}\` stands twice`,
  help: () => 'give each a name of its own, as in `from: city, to: city`',
  explain: `
Arguments are passed by name, so every parameter has its own. A parameter written as a type alone is named after it.

\`\`\`rworld
// wrong
tool distance(city, city) -> kilometres

// right
tool distance(from: city, to: city) -> kilometres
\`\`\`
`,
});

export const phraseMisses = defineDiagnostic<{ params: readonly string[] }>({
  code: 'RW4003',
  severity: 'error',
  title: 'A phrase that leaves out a parameter',
  message: ({ params }) => `this phrase does not mention ${params.map((p) => `\`{${p}}\``).join(' and ')}`,
  help: () => 'a phrase has a hole for every parameter without a default, or the request would leave out what the tool needs',
  explain: `
Requests are made of phrases. What no phrase mentions, the agent cannot know.

\`\`\`rworld
// wrong
tool flight_price(from: city, to: city) -> price { phrase "the price of a flight to {to}" }

// right
tool flight_price(from: city, to: city) -> price { phrase "the price of a flight from {from} to {to}" }
\`\`\`
`,
});

export const badHole = defineDiagnostic<{ hole: string; problem: string; suggestions: readonly string[]; holes?: readonly string[] }>({
  code: 'RW4004',
  severity: 'error',
  title: 'A hole that fits no parameter',
  message: ({ hole, problem }) => `\`{${hole}}\` ${problem}`,
  help: ({ suggestions, holes = [] }) => {
    const write = (names: readonly string[]): string => names.map((s) => `\`{${s}}\``).join(' or ');
    return suggestions.length > 0 ? `did you mean ${write(suggestions)}?` : holes.length > 0 ? `write ${write(holes)}` : undefined;
  },
  explain: `
A hole names a parameter without a default, once in each phrase. (In \`ask\` the one hole is \`{goal}\`.)

\`\`\`rworld
// wrong
tool hq(company) -> city { phrase "where {compny} has its seat" }

// right
tool hq(company) -> city { phrase "the city where {company} has its seat" }
\`\`\`
`,
});

export const noPhrase = defineDiagnostic<{ name: string; made: string }>({
  code: 'RW4005',
  severity: 'warning',
  title: 'A tool without a phrase',
  message: ({ name, made }) => `the tool \`${name}\` has no phrase; requests will say "${made}"`,
  help: () => 'add a `phrase` that a person would use',
  explain: `
A phrase says in words what a call stands for. Without one, a plain one is made of the tool's name.

\`\`\`rworld
// wrong
/// Returns the ticker symbol of a company.
tool stock_ticker(company) -> stock_id

// right
/// Returns the ticker symbol of a company.
tool stock_ticker(company) -> stock_id {
  phrase "the stock ticker symbol of {company}"
}
\`\`\`
`,
});

export const variableUnbound = defineDiagnostic<{ name: string }>({
  code: 'RW4006',
  severity: 'error',
  title: 'A type variable that nothing decides',
  message: ({ name }) => `nothing decides what \`${name}\` is: no parameter has it in its type`,
  help: () => 'take a parameter of this type, or write the bound in its place',
  explain: `
A type variable stands for the type of the arguments it occurs in; the result's follows from it.

\`\`\`rworld
// wrong
tool best<T <: float>(n: int) -> T

// right
tool best<T <: float>(a: T, b: T) -> T
\`\`\`
`,
});

export const badDefault = defineDiagnostic<{ problem: string }>({
  code: 'RW4007',
  severity: 'error',
  title: 'A default that cannot be used',
  message: ({ problem }) => problem,
  help: () => 'a default is a constant of the parameter’s type',
  explain: `
The default stands in for an argument that a call leaves out.

\`\`\`rworld
// wrong
tool top_songs(artist, limit: int = "ten") -> list<song>

// right
tool top_songs(artist, limit: int = 10) -> list<song>
\`\`\`
`,
});

export const clauseTwice = defineDiagnostic<{ clause: string }>({
  code: 'RW4008',
  severity: 'error',
  title: 'A clause stands twice',
  message: ({ clause }) => `\`${clause}\` stands twice`,
  help: () => 'take one of them out',
  explain: `
A tool has one result, a task set one seed, and so on: the second would be ignored.

\`\`\`rworld
// wrong
tool two() -> int { returns 1 returns 2 }

// right
tool two() -> int { returns 2 }
\`\`\`
`,
});

export const emptyPhrase = defineDiagnostic<Record<never, never>>({
  code: 'RW4009',
  severity: 'error',
  title: 'An empty phrase',
  message: () => 'a phrase needs words',
  help: () => 'say what a person would say: `phrase "today’s date"`',
  explain: `
A phrase is what a person would say instead of a call.

\`\`\`rworld
// wrong
tool today() -> date { phrase "" }

// right
tool today() -> date { phrase "today's date" }
\`\`\`
`,
});

export const noTools = defineDiagnostic<{ name: string }>({
  code: 'RW4010',
  severity: 'error',
  title: 'A world without tools',
  message: ({ name }) => `the world \`${name}\` has task sets and no tool`,
  help: () => 'declare one, or import some: `import "std/math"`',
  explain: `
Tasks are made of tools.

\`\`\`rworld
// wrong
world empty "1.0.0"
tasks train { count 10 }

// right
world small "1.0.0"
/// Returns a colour.
tool color() -> color
\`\`\`
`,
});

export const badCalculation = defineDiagnostic<{ problem: string; hint?: string | undefined }>({
  code: 'RW4101',
  severity: 'error',
  title: 'An expression that cannot be',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
Expressions are typed: numbers are added, texts are joined with \`++\`, conditions are truth values. Nothing is converted by itself, except that an \`int\` may stand where a \`float\` is wanted; \`str(x)\`, \`int(x)\` and \`float(x)\` convert.

\`\`\`rworld
// wrong
returns price + " dollars"

// right
returns str(price) ++ " dollars"
\`\`\`
`,
});

export const wrongResult = defineDiagnostic<{ expected: string; found: string }>({
  code: 'RW4102',
  severity: 'error',
  title: 'An expression of the wrong type',
  message: ({ expected, found }) => `expected ${expected}, but this is ${found}`,
  explain: `
What a tool returns must be of its result type. A calculation may return any type of the same base type: whether its value is really one is checked at each call.

\`\`\`rworld
// wrong
tool double(n: int) -> str { returns n * 2 }

// right
tool double(n: int) -> int { returns n * 2 }
\`\`\`
`,
});

export const unknownFunction = defineDiagnostic<{ name: string; suggestions: readonly string[] }>({
  code: 'RW4103',
  severity: 'error',
  title: 'There is no such function',
  message: ({ name }) => `there is no function \`${name}\``,
  help: ({ suggestions }) => (suggestions.length === 0 ? 'tools cannot be called from expressions; the manual lists the functions' : `did you mean ${suggestions.map((s) => `\`${s}\``).join(' or ')}?`),
  explain: `
Expressions call the functions of the language (\`len\`, \`round\`, \`year\`, …), not tools.

\`\`\`rworld
// wrong
returns length(names)

// right
returns len(names)
\`\`\`
`,
});

export const wrongArguments = defineDiagnostic<{ name: string; problem: string }>({
  code: 'RW4104',
  severity: 'error',
  title: 'A function is called wrongly',
  message: ({ name, problem }) => `\`${name}\` ${problem}`,
  explain: `
The manual lists what each function takes and gives.

\`\`\`rworld
// wrong
returns round(x, "2")

// right
returns round(x, 2)
\`\`\`
`,
});

export const unknownField = defineDiagnostic<{ name: string; fields: readonly string[]; suggestions: readonly string[]; hint?: string | undefined }>({
  code: 'RW4105',
  severity: 'error',
  title: 'There is no such field',
  message: ({ name }) => `there is no field \`${name}\``,
  help: ({ suggestions, fields, hint }) => hint ?? (suggestions.length > 0 ? `did you mean ${suggestions.map((s) => `\`${s}\``).join(' or ')}?` : fields.length > 0 ? `it has ${fields.map((f) => `\`${f}\``).join(', ')}` : 'only records have fields'),
  explain: `
A dot reaches into a record.

\`\`\`rworld
// wrong
tool city_of(place: { city, country }) -> city { returns place.town }

// right
tool city_of(place: { city, country }) -> city { returns place.city }
\`\`\`
`,
});

export const neverSucceeds = defineDiagnostic<{ problem: string; hint: string }>({
  code: 'RW4106',
  severity: 'warning',
  title: 'An expression that can never succeed',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
Nothing is wrong with the types, but no value can make this work: a comparison with a text that the type does not have, a division by
zero, the first item of an empty list, a precondition that is never true, a constant result that the result type refuses.

\`\`\`rworld
type status <: str = "open" | "closed"
entity Ticket[20] { id: ticket_id key  status }

// wrong: no status is "close"
tool closed_tickets() -> list<ticket_id> { returns [t for t in Ticket if t.status == "close"] }

// right
tool closed_tickets() -> list<ticket_id> { returns [t for t in Ticket if t.status == "closed"] }
\`\`\`
`,
});
