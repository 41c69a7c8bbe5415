/** RW305x to RW306x: how types are declared and used. */
import { defineDiagnostic } from '../diagnostic.js';

export const mixedUnion = defineDiagnostic<Record<never, never>>({
  code: 'RW3050',
  severity: 'error',
  title: 'Values and types in one union',
  message: () => 'a union is of values or of types, not of both',
  help: () => 'give the values a type of their own, and name it here',
  explain: `
A union of values (\`"a" | 1\`) defines a type's values; a union of types (\`movie_title | netflix_id\`) is a use of types. They do not mix, because values have no name that a tool could ask for.

\`\`\`rworld
// wrong
type answer = "yes" | "no" | number_of_days

// right
type yes_no <: str = "yes" | "no"
type answer = yes_no | number_of_days
\`\`\`
`,
});

export const bareValues = defineDiagnostic<Record<never, never>>({
  code: 'RW3051',
  severity: 'error',
  title: 'Values where a type is needed',
  message: () => 'values stand where a type is needed',
  help: () => 'declare them as a type, and write its name here',
  explain: `
Parameters, results and fields name types. Composition goes by these names: a result fits a parameter if its type is below the parameter's.

\`\`\`rworld
// wrong
tool roll() -> 1..6

// right
type die <: int = 1..6
tool roll() -> die
\`\`\`
`,
});

export const aliasBelow = defineDiagnostic<{ name: string }>({
  code: 'RW3052',
  severity: 'error',
  title: 'An alias cannot have a parent',
  message: ({ name }) => `\`${name}\` is another name for a type made of types, so it cannot be declared below one`,
  help: () => 'take out the parent, or the definition',
  explain: `
\`type a = list<b>\` is an alias: wherever it is used, \`list<b>\` is meant. Only types with values of their own, or without any definition, stand below others.

\`\`\`rworld
// wrong
type playlist <: id = list<song_id>

// right
type playlist = list<song_id>
\`\`\`
`,
});

export const aliasAccepts = defineDiagnostic<{ name: string; clause: string }>({
  code: 'RW3053',
  severity: 'error',
  title: 'A clause that an alias cannot have',
  message: ({ name, clause }) => `\`${name}\` is another name for a type made of types, so \`${clause}\` means nothing here`,
  help: () => 'take the clause out, or give the type values of its own',
  explain: `
An alias stands for what is written after \`=\`. It has no values, no recognizer and no words of its own.

\`\`\`rworld
// wrong
type playlist = list<song_id> { noun "playlist" }

// right
type playlist = list<song_id>
\`\`\`
`,
});

export const typeCycle = defineDiagnostic<{ names: readonly string[] }>({
  code: 'RW3054',
  severity: 'error',
  title: 'Types that are defined by themselves',
  message: ({ names }) => (names.length === 1 ? `\`${names[0] ?? ''}\` is defined by itself` : `these types are defined by one another: ${[...names, names[0] ?? ''].join(' → ')}`),
  help: () => 'break the circle: one of them must be defined without the others',
  explain: `
Neither aliases nor parents may lead in a circle.

\`\`\`rworld
// wrong
type a <: b
type b <: a

// right
type a <: b
type b <: str
\`\`\`
`,
});

export const badSize = defineDiagnostic<{ problem: string }>({
  code: 'RW3055',
  severity: 'error',
  title: 'A size that cannot be',
  message: ({ problem }) => problem,
  help: () => 'sizes are whole numbers from 0 to 1000, the smaller first: `[3..10]`',
  explain: `
The size of a list or dict says how many items it has. Without one, it has 2 to 5.

\`\`\`rworld
// wrong
type playlist = list<song_id>[10..3]

// right
type playlist = list<song_id>[3..10]
\`\`\`
`,
});

export const dictKey = defineDiagnostic<{ found: string }>({
  code: 'RW3056',
  severity: 'error',
  title: 'The keys of a dict are texts',
  message: ({ found }) => `the keys of a dict are texts, and ${found} is not a type of texts`,
  help: () => 'use a type below `str` for the keys',
  explain: `
Dicts are JSON objects, whose keys are always texts.

\`\`\`rworld
// wrong
tool ages() -> dict<age, person_name>

// right
tool ages() -> dict<person_name, age>
\`\`\`
`,
});

export const twoBases = defineDiagnostic<{ name: string; bases: readonly string[] }>({
  code: 'RW3057',
  severity: 'error',
  title: 'Parents of different kinds',
  message: ({ name, bases }) => `\`${name}\` is below ${bases.join(' and ')}, and no value is both`,
  help: () => 'declare a type for each kind, and a type without values above them',
  explain: `
A value is a text, a number or a truth value. A type may have several parents, but all must lead to the same base type (\`int\` is below \`float\`).

\`\`\`rworld
// wrong
type month <: str, int

// right
type month_name <: str, month
type month_number <: int, month
type month
\`\`\`
`,
});

export const emptyType = defineDiagnostic<{ name: string }>({
  code: 'RW3058',
  severity: 'error',
  title: 'A type without any value',
  message: ({ name }) => `\`${name}\` has no values: it defines none, and no type is below it`,
  help: () => 'give it values after `=`, or declare types below it',
  explain: `
A type without values of its own is the union of the types declared below it.

\`\`\`rworld
// wrong
type id <: str

// right
type id <: str
type flight_id <: id = /[A-Z]{2}[0-9]{3}/
\`\`\`
`,
});

export const fieldTwice = defineDiagnostic<{ name: string }>({
  code: 'RW3059',
  severity: 'error',
  title: 'Two fields of one name',
  message: ({ name }) => `the field \`${name}\` stands twice in this record`,
  help: () => 'name the fields: `{ origin: city, destination: city }`',
  explain: `
A record has each field once. A field written as a type alone is named after it.

\`\`\`rworld
// wrong
tool route() -> { city, city }

// right
tool route() -> { origin: city, destination: city }
\`\`\`
`,
});

export const parentNoType = defineDiagnostic<{ name: string; entity: boolean }>({
  code: 'RW3060',
  severity: 'error',
  title: 'A parent that is no declared type',
  message: ({ name, entity }) => `\`${name}\` is ${entity ? 'an entity' : 'another name for a type made of types'}, and cannot be a parent`,
  explain: `
Parents are types with names of their own: they have values, or are the union of what stands below them.

\`\`\`rworld
// wrong
type songs = list<song>
type playlist <: songs

// right
type collection <: str
type playlist <: collection = "Top 50" | "New Music"
\`\`\`
`,
});

export const noPath = defineDiagnostic<{ path: string }>({
  code: 'RW3061',
  severity: 'error',
  title: 'A dotted name outside a template',
  message: ({ path }) => `\`${path}\` has a meaning only inside a template`,
  explain: `
\`E.key\` and the like speak of a template's parameters. Types elsewhere are single names.

\`\`\`rworld
// wrong
tool price(item: shop.item) -> price

// right
tool price(item) -> price
\`\`\`
`,
});

export const optionalTwice = defineDiagnostic<Record<never, never>>({
  code: 'RW3062',
  severity: 'error',
  title: 'Optional twice',
  message: () => 'a type can be optional only once',
  explain: `
\`T?\` is \`T\` or null. More question marks add nothing.

\`\`\`rworld
// wrong
tool middle_name(p: person) -> name??

// right
tool middle_name(p: person) -> name?
\`\`\`
`,
});

export const typeTooLarge = defineDiagnostic<{ limit: number }>({
  code: 'RW3063',
  severity: 'error',
  title: 'A type that is too large once its aliases are expanded',
  message: ({ limit }) => `this type has more than ${limit} parts, or nests deeper than 64, once its aliases are expanded`,
  help: () => 'give its parts values or subtypes of their own, so that they stand by their names',
  explain: `
An alias stands for its definition wherever it is used. Aliases of aliases that each use one twice grow without bound.

\`\`\`rworld
// wrong, and so on thirty times
type a1 = { left: a0, right: a0 }
type a2 = { left: a1, right: a1 }

// right
type route = { from: city, to: city }
\`\`\`
`,
});
