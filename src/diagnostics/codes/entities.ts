/** RW43xx: entities and their rows. */
import { defineDiagnostic } from '../diagnostic.js';

const list = (names: readonly string[]): string => names.map((n) => `\`${n}\``).join(', ');

export const noKey = defineDiagnostic<{ name: string; keys: readonly string[] }>({
  code: 'RW4301',
  severity: 'error',
  title: 'An entity has one key',
  message: ({ name, keys }) => (keys.length === 0 ? `the entity \`${name}\` has no key` : `the entity \`${name}\` has ${keys.length} keys: ${list(keys)}`),
  help: ({ keys }) => (keys.length === 0 ? 'write `key` after the field that rows are known by' : 'write `key` after one field, and `unique` after the others'),
  explain: `
Rows are looked up by their key, \`Company[name]\`, and other rows refer to them by it. So an entity has exactly one field with \`key\`. Other
fields of which no two rows share a value are \`unique\`.

\`\`\`rworld
// wrong
entity Company[40] { name: company_name  ticker: stock_id }

// right
entity Company[40] { name: company_name key  ticker: stock_id unique }
\`\`\`
`,
});

export const badRows = defineDiagnostic<{ problem: string }>({
  code: 'RW4302',
  severity: 'error',
  title: 'A number of rows that cannot be',
  message: ({ problem }) => problem,
  help: () => 'write how many rows an environment has, as in `entity Company[40]` or `entity Company[20..60]`',
  explain: `
An entity says how many rows each environment has: one number, or a range of which each environment draws one. There may be a million at most.
Where the rows come from a file, all of them are there if no number is written; with one, each environment has so many of the file's rows.

\`\`\`rworld
// wrong
entity Company { name: company_name key }

// right
entity Company[40] { name: company_name key }
entity City from "data/cities.csv" { name: city_name key }
\`\`\`
`,
});

export const fieldTwice = defineDiagnostic<{ name: string; entity: string }>({
  code: 'RW4303',
  severity: 'error',
  title: 'A field stands twice in an entity',
  message: ({ name, entity }) => `the entity \`${entity}\` has the field \`${name}\` twice`,
  help: () => 'give each field a name of its own, as in `home: city, workplace: city`',
  explain: `
Fields are known by their names. A field that is written as a type alone is named after the type.

\`\`\`rworld
// wrong
entity Flight[50] { number: flight_id key  city  city }

// right
entity Flight[50] { number: flight_id key  from: city  to: city }
\`\`\`
`,
});

export const badUnique = defineDiagnostic<{ name: string; problem: string; hint: string }>({
  code: 'RW4304',
  severity: 'error',
  title: 'A field that cannot be a key or unique',
  message: ({ name, problem }) => `\`${name}\` ${problem}`,
  help: ({ hint }) => hint,
  explain: `
The values of a key or a unique field are drawn without repetition, so its type is a declared type (or an entity) with values of its own:
no list, no optional type, and nothing that is computed.

\`\`\`rworld
// wrong
entity Person[20] { first: first_name  last: last_name  name: str = first ++ " " ++ last key }

// right
entity Person[20] { name: person_name key }
\`\`\`
`,
});

export const tooFewValues = defineDiagnostic<{ name: string; values: number; rows: number; what: string; key: boolean }>({
  code: 'RW4305',
  severity: 'error',
  title: 'Too few values for so many rows',
  message: ({ name, values, rows, what }) => `\`${name}\` differs in all rows, and ${what} ${values} values for ${rows} rows`,
  help: ({ key }) => `ask for fewer rows, ${key ? 'or give the type of the key more values' : 'give the type more values, or leave out `unique`'}`,
  explain: `
No two rows share a value of a key or of a unique field, so its type needs as many values as there can be rows.

\`\`\`rworld
// wrong: seven days for ten rows
entity Shift[10] { day: day_name key  worker: person_name }

// right
entity Shift[7] { day: day_name key  worker: person_name }
\`\`\`
`,
});

export const badRow = defineDiagnostic<{ file: string; line: number; problem: string; hint: string }>({
  code: 'RW4306',
  severity: 'error',
  title: 'Rows of a file that do not fit the entity',
  message: ({ file, line, problem }) => `${line === 0 ? `"${file}"` : `row ${line} of "${file}"`}: ${problem}`,
  help: ({ hint }) => hint,
  explain: `
The rows of \`entity City from "cities.csv"\` are the rows of the file. A column is a field by its name; fields without a column are drawn, for
each environment anew; columns without a field do not count. Every cell must be a value of its field's type, keys and unique fields may not
repeat, and references must lead to rows that exist. A CSV file (RFC 4180) has a header; an empty cell is \`null\`, which only optional
fields have. A JSON file is a list of objects.
`,
});

export const derivedCycle = defineDiagnostic<{ fields: readonly string[] }>({
  code: 'RW4307',
  severity: 'error',
  title: 'Fields that are computed from each other',
  message: ({ fields }) => (fields.length === 1 ? `\`${fields[0] ?? ''}\` is computed from itself` : `${list(fields)} are computed from each other in a circle`),
  help: () => 'compute one of them from fields that are drawn',
  explain: `
A derived field is computed from others, which may be derived themselves, but not in a circle.

\`\`\`rworld
// wrong
entity Item[9] { id: item_id key  net: price = gross / 2  gross: price = net * 2 }

// right
entity Item[9] { id: item_id key  net: price  gross: price = net * 2 }
\`\`\`
`,
});

export const derivedChain = defineDiagnostic<{ fields: readonly string[] }>({
  code: 'RW4310',
  severity: 'error',
  title: 'Fields computed through too many others',
  message: ({ fields }) => `\`${fields[0] ?? ''}\` is computed from \`${fields[1] ?? ''}\`, that from \`${fields[2] ?? ''}\`, and so on through ${fields.length} fields, and 32 are the limit`,
  help: () => 'compute some of them from fields that are drawn',
  explain: `
A derived field may be computed from others that are derived themselves. Every call must end soon, in every language, so no more than 32
of them may stand one behind the other.

\`\`\`rworld
// wrong, and so on up to d40
entity Item[9] { id: item_id key  d0: int  d1: int = d0 + 1  d2: int = d1 + 1  d3: int = d2 + 1 }

// right
entity Item[9] { id: item_id key  d0: int  d1: int = d0 + 1  d40: int = d0 + 40 }
\`\`\`
`,
});

export const sharedKey = defineDiagnostic<{ name: string; type: string; other: string }>({
  code: 'RW4308',
  severity: 'warning',
  title: 'Two entities with keys of one type',
  message: ({ name, type, other }) => `\`${name}\` and \`${other}\` are both known by a \`${type}\``,
  help: ({ type }) => `give each a type of its own, as in \`type other_${type} <: ${type}\`, so that values lead to the rows of one entity`,
  explain: `
A type that is the key of exactly one entity is at home there: wherever one of its values is drawn, it is the key of a row, so what one
tool returns another can look up. With two entities of one key type nobody can know whose row is meant, and values are drawn from the type.

\`\`\`rworld
// wrong
entity Actor[50] { name: person_name key }
entity Driver[50] { name: person_name key }

// right
type actor_name <: person_name = lines("actors.txt")
entity Actor[50] { name: actor_name key }
entity Driver[50] { name: person_name key }
\`\`\`
`,
});

export const keyCycle = defineDiagnostic<{ names: readonly string[] }>({
  code: 'RW4309',
  severity: 'error',
  title: 'Keys that are each other’s',
  message: ({ names }) => `the ${names.length === 1 ? `key of ${list(names)} is itself` : `keys of ${list(names)} refer to each other in a circle`}`,
  help: () => 'give one of them a key of a declared type',
  explain: `
A key may be a reference to another entity (each account belongs to one person), but not in a circle.

\`\`\`rworld
// wrong
entity Account[10] { owner: Person key }
entity Person[10] { account: Account key }

// right
entity Person[10] { name: person_name key }
entity Account[10] { owner: Person key }
\`\`\`
`,
});
