/** RW44xx: templates. */
import { defineDiagnostic } from '../diagnostic.js';

export const badVariable = defineDiagnostic<{ problem: string; hint: string }>({
  code: 'RW4401',
  severity: 'error',
  title: 'A variable of a template that cannot be',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
A variable of a template ranges over the entities of the world, the fields of an entity, the declared types below a type, or listed names.

\`\`\`rworld
// wrong: T is no entity
template attribute<T: type, A: field of T> { tool "{T}_{A}"(T) -> A }

// right
template attribute<E: entity, A: field of E> { tool "{E}_{A}"(E) -> A }
\`\`\`
`,
});

export const badPlace = defineDiagnostic<{ problem: string; suggestions: readonly string[] }>({
  code: 'RW4402',
  severity: 'error',
  title: 'A variable of a template that says nothing here',
  message: ({ problem }) => problem,
  help: ({ suggestions }) => (suggestions.length === 0 ? undefined : `did you mean ${suggestions.map((s) => `\`${s}\``).join(' or ')}?`),
  explain: `
In texts, \`{A}\` is the name, and \`{A.label}\`, \`{A.plural}\` and \`{A.article}\` are its words; entities have a \`key\`, fields a \`type\` and an
\`item\`, each with words of its own. In types, \`E\`, \`E.key\`, \`A\`, \`A.item\` and \`T\` may stand. In expressions a field stands after a row.

\`\`\`rworld
// wrong
tool "{E}_{A}"(key: E.key) -> A { phrase "the {A.lable} of {key}" returns A }

// right
tool "{E}_{A}"(key: E.key) -> A { phrase "the {A.label} of {key}" returns E[key].A }
\`\`\`
`,
});

export const badWhere = defineDiagnostic<{ problem: string; hint: string | undefined }>({
  code: 'RW4403',
  severity: 'error',
  title: 'A condition that cannot be decided while templates are expanded',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
\`where\` speaks of the variables of the template, not of values: \`E == Movie\`, \`E in { Movie, Actor }\`, \`A != E.key\`, \`A.type <: float\`,
\`A is list\`, joined by \`and\`, \`or\` and \`not\`.

\`\`\`rworld
// wrong
template cheap<E: entity, A: field of E> where A < 10 { tool "{E}_{A}"(E) -> A }

// right
template cheap<E: entity, A: field of E> where A.type <: price { tool "{E}_{A}"(E) -> A }
\`\`\`
`,
});

export const makesNothing = defineDiagnostic<{ name: string; why: string }>({
  code: 'RW4404',
  severity: 'warning',
  title: 'A template that makes nothing',
  message: ({ name, why }) => `the template \`${name}\` makes nothing here: ${why}`,
  help: () => 'look at its `where`, or take the template out',
  explain: `
A template makes its declarations once for each choice of its variables. In this world no choice is left.

\`\`\`rworld
// wrong, where no type is declared below \`price\`
template round_up<T: type <: price> where T != price { tool "round_{T}"(T) -> T }

// right
template round_up<T: type <: price> { tool "round_{T}"(T) -> T }
\`\`\`
`,
});

export const instancesClash = defineDiagnostic<{ what: string; name: string; other: string }>({
  code: 'RW4405',
  severity: 'error',
  title: 'A template makes a name that is taken',
  message: ({ what, name, other }) => `the ${what} \`${name}\` is made by this template, and ${other}`,
  help: () => 'put what tells them apart into the name, as in `"{E}_{A}"`, or leave one out by `where`',
  explain: `
What a template makes is known by its name, like everything else in a world.

\`\`\`rworld
// wrong: one name for all fields
template attribute<E: entity, A: field of E> { tool "{E}_field"(E) -> A }

// right
template attribute<E: entity, A: field of E> { tool "{E}_{A}"(E) -> A }
\`\`\`
`,
});

export const tooManyInstances = defineDiagnostic<{ name: string; limit: number }>({
  code: 'RW4406',
  severity: 'error',
  title: 'A template with too many instances',
  message: ({ name, limit }) => `the template \`${name}\` has more than ${limit} choices of its variables`,
  help: () => 'take a variable out, or list what it may stand for',
  explain: `
Every choice of a template's variables makes its declarations once. A few hundred are useful; hundreds of thousands are a mistake.

\`\`\`rworld
// wrong, in a large world
template triple<S: type, T: type, U: type> { tool "{S}_{T}_{U}"(S, T) -> U }

// right
template pair<S: type <: id, T: type <: id> sample 40 { tool "{S}_of_{T}"(T) -> S }
\`\`\`
`,
});

export const notInside = defineDiagnostic<{ what: string; where: string; allowed: string }>({
  code: 'RW4407',
  severity: 'error',
  title: 'A declaration that cannot stand inside another',
  message: ({ what, where }) => `${what} cannot stand inside ${where}`,
  help: ({ where, allowed }) => `${where} holds ${allowed}; put the declaration after its closing brace`,
  explain: `
Templates hold tools and types. Apps hold tools, types, entities and templates.

\`\`\`rworld
// wrong
app shop { tasks train { count 10 length 1..3 } }

// right
app shop { tool price_of(item) -> price }
tasks train { count 10 length 1..3 }
\`\`\`
`,
});

export const nameWithHoles = defineDiagnostic<{ what: string; better: string | undefined }>({
  code: 'RW4408',
  severity: 'error',
  title: 'A name in quotes outside a template',
  message: ({ what }) => `the name of this ${what} stands in quotes`,
  help: ({ better }) => (better === undefined ? 'names with holes are for templates' : `write \`${better}\``),
  explain: `
Inside a template a name is a text with holes, which each instance fills. Elsewhere names are plain.

\`\`\`rworld
// wrong
tool "night_price"(city) -> price

// right
tool night_price(city) -> price
\`\`\`
`,
});

export const narrowsNothing = defineDiagnostic<{ problem: string }>({
  code: 'RW4409',
  severity: 'error',
  title: 'An import that narrows nothing',
  message: ({ problem }) => problem,
  help: () => '`where` and `sample` of an import say which instances of its templates this world takes',
  explain: `
An import that brings templates may choose among their instances.

\`\`\`rworld
// wrong: no template comes in
import { price } from "std/money" where E == Movie

// right
import { attribute } from "std/facts" where E in { Movie, Actor }
\`\`\`
`,
});
