/** RW3xxx: what is wrong with the values that a type declares, and with what is declared to be below what. */
import { defineDiagnostic } from '../diagnostic.js';
import { didYouMean } from '../suggest.js';

export const notAValueSet = defineDiagnostic<{ found: string }>({
  code: 'RW3001',
  severity: 'error',
  title: 'Values were expected, and this is a type',
  message: ({ found }) => `${found} cannot stand among the values of a type`,
  help: () => 'list values only, or declare a type for each set of values and join the types by name',
  explain: `
A type is made of values (literals, ranges, patterns, calls such as \`lines(…)\`) or of other types, never of both:
a value set says what exists, a union of types says what may stand somewhere.

\`\`\`rworld
type size <: str = "small" | letter_size                // wrong

type word_size <: str = "small" | "large"               // right
type any_size = word_size | letter_size
\`\`\`
`,
});

export const nullValue = defineDiagnostic<object>({
  code: 'RW3002',
  severity: 'error',
  title: 'null is not a value of a type',
  message: () => '`null` cannot be one of the values of a type',
  help: () => 'leave it out, and write `?` after the type where a value may be missing',
  explain: `
Where a value may be missing, the place says so: \`T?\` takes a value of \`T\` or nothing.

\`\`\`rworld
type gate <: str = "A1" | "B7" | null                          // wrong

type gate <: str = "A1" | "B7"                                 // right
tool gate_of(flight_id) -> gate? { phrase "the gate of {flight_id}" }
\`\`\`
`,
});

export const mixedKinds = defineDiagnostic<{ first: string; second: string }>({
  code: 'RW3003',
  severity: 'error',
  title: 'The values of one type are of different kinds',
  message: ({ first, second }) => `${second} stand among ${first}`,
  help: () => 'declare a type for each kind of values; a union of types may join them',
  explain: `
All values of a type are texts, or all are numbers, or all are truth values. A type without a parent takes its kind from
its first value.

\`\`\`rworld
type floor = "ground" | 1..12                                  // wrong

type floor_name = "ground" | "roof"                            // right
type floor_number = 1..12
type floor = floor_name | floor_number
\`\`\`
`,
});

export const wrongKind = defineDiagnostic<{ found: string; base: string; hint: string | undefined }>({
  code: 'RW3004',
  severity: 'error',
  title: 'A value does not belong to the base type',
  message: ({ found, base }) => `${found} cannot be a value below \`${base}\``,
  help: ({ hint }) => hint ?? 'change the value, or the parent after `<:`',
  explain: `
The values of a type must be values of the base type (\`str\`, \`int\`, \`float\`, \`bool\`) that its parents lead to.

\`\`\`rworld
type age <: int = 0.5..120.0           // wrong: these are not whole numbers

type age <: int = 0..120               // right
\`\`\`
`,
});

export const badNumber = defineDiagnostic<{ problem: string; hint: string }>({
  code: 'RW3005',
  severity: 'error',
  title: 'Numbers that cannot be kept exactly',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
Ranges are counted in whole steps, so that every language draws and recognises the very same numbers. The ends, counted
in the smallest decimal place that is written, must be safe integers: up to 2^53 - 1 for whole numbers, and up to
2^50 decimal steps for others. The two ends lie at most 2^53 - 1 apart.

\`\`\`rworld
type mass <: float = 0.000000000000000001..1000.0    // wrong: 21 digits

type mass <: float = 0.000001..1000.0                // right: 10 digits
\`\`\`
`,
});

export const badRange = defineDiagnostic<{ problem: string; hint: string }>({
  code: 'RW3006',
  severity: 'error',
  title: 'A range that makes no sense here',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
A range that values are drawn from has two ends, the smaller first, and a step above zero. Only \`accepts\`, which is
never drawn from, may leave an end open. A step counts from the low end.

\`\`\`rworld
type price <: float = 5.00..1.00       // wrong: the ends are swapped
type price <: float = 1.00..           // wrong: nothing can be drawn from a range without an end

type price <: float = 1.00..5.00 step 0.25 accepts 0.00..      // right
\`\`\`
`,
});

export const unreachedEnd = defineDiagnostic<{ high: string; last: string }>({
  code: 'RW3007',
  severity: 'warning',
  title: 'The end of a range is not one of its values',
  message: ({ high, last }) => `the steps of this range end at ${last}, so ${high} is never a value`,
  help: ({ last }) => `write ${last} as the end, or change the step`,
  explain: `
A range holds its low end and whole steps from there. Where the high end is not a whole number of steps away, the range
ends before it.

\`\`\`rworld
type hour <: int = 1..24 step 2        // wrong: 1, 3, … 23

type hour <: int = 1..23 step 2        // right
\`\`\`
`,
});

export const duplicateValue = defineDiagnostic<{ value: string }>({
  code: 'RW3008',
  severity: 'error',
  title: 'A value is listed twice',
  message: ({ value }) => `${value} is listed twice`,
  help: () => 'take one away; to make a value more frequent, give it a weight: `"a" @ 2`',
  explain: `
Values are a set. How often each is drawn is said by weights. \`1\` and \`1.0\` are one value.

\`\`\`rworld
type status <: str = "late" | "late" | "on time"     // wrong

type status <: str = "late" @ 2 | "on time"          // right
\`\`\`
`,
});

export const badWeight = defineDiagnostic<{ problem: string }>({
  code: 'RW3009',
  severity: 'error',
  title: 'A weight is not a positive number',
  message: ({ problem }) => problem,
  help: () => 'write a number above zero, such as `@ 3` or `@ 0.5`',
  explain: `
A weight says how often a value is drawn beside the others, whose weight is 1 where none is written. Only the ratios
matter, so decimals are fine; together they must stay below 2^53.

\`\`\`rworld
type status <: str = "on time" @ 8 | "lost" @ 0      // wrong

type status <: str = "on time" @ 8 | "late" @ 0.5    // right
type status <: str = "on time" accepts "lost"        // right: recognised, never drawn
\`\`\`
`,
});

export const badPattern = defineDiagnostic<{ problem: string; hint: string | undefined }>({
  code: 'RW3010',
  severity: 'error',
  title: 'A regular expression that is not understood',
  message: ({ problem }) => problem,
  // The hints of patterns are sentences of their own.
  help: ({ hint }) => hint?.replace(/^[A-Z](?=[a-z ])/, (c) => c.toLowerCase()).replace(/\.$/, ''),
  explain: `
Patterns are regular expressions in the strict sense, which can be recognised in linear time and drawn from: literal
characters, classes, \`\\d \\w \\s\`, groups, \`|\`, \`? * + {n,m}\`. There is no look-around, no back-reference, no lazy or
possessive quantifier, no flag. The whole text must match.

\`\`\`rworld
type code <: str = /(?=A)\\w{4}/        // wrong: look-around

type code <: str = /A\\w{3}/            // right
\`\`\`
`,
});

export const endlessPattern = defineDiagnostic<{ problem: string }>({
  code: 'RW3011',
  severity: 'error',
  title: 'A pattern that values are drawn from has no longest match',
  message: ({ problem }) => problem,
  help: () => 'say how often at most: `{1,20}` in place of `+`, `{0,20}` in place of `*`; in `accepts` both are fine',
  explain: `
Values are drawn from a pattern by length, each length equally often, so a pattern of a generator must say how long a
match may be: at most 1,000 characters. What is only recognised (\`accepts\`) may be of any length.

\`\`\`rworld
type word <: str = /[a-z]+/                           // wrong

type word <: str = /[a-z]{1,12}/ accepts /[a-z]+/     // right
\`\`\`
`,
});

export const unknownCall = defineDiagnostic<{ name: string; known: readonly string[] }>({
  code: 'RW3012',
  severity: 'error',
  title: 'There is no such source of values',
  message: ({ name, known }) => `there is no source of values \`${name}(…)\`${didYouMean(name, known)}`,
  help: ({ known }) => `the sources of values are ${known.map((k) => `\`${k}\``).join(', ')}`,
  explain: `
Values come from literals, ranges, patterns, and these calls:

- \`lines("names.txt")\`: one value a line; blank lines and lines that begin with \`#\` do not count.
- \`column("cities.csv", "name")\`: a column of a CSV file with a header.
- \`date("d/M/yyyy", "1/1/1990".."31/12/2029")\`, \`time("HH:mm")\`, \`datetime("yyyy-MM-dd HH:mm")\`.
- \`digits(10..15)\`: texts of 10 to 15 digits, the first not 0.
- \`faker("person.fullName", 500)\`: texts drawn once by the package faker.
`,
});

export const badArguments = defineDiagnostic<{ problem: string; usage: string }>({
  code: 'RW3013',
  severity: 'error',
  title: 'A source of values is called wrongly',
  message: ({ problem }) => problem,
  help: ({ usage }) => `write ${usage}`,
  explain: `
Each source of values takes its own arguments, in order.

\`\`\`rworld
type name <: str = faker("person.fullName")           // wrong: how many?

type name <: str = faker("person.fullName", 500)      // right
\`\`\`
`,
});

export const badFormat = defineDiagnostic<{ format: string; problem: string; hint: string }>({
  code: 'RW3014',
  severity: 'error',
  title: 'A date or time format that cannot be used',
  message: ({ format, problem }) => `in the format "${format}", ${problem}`,
  help: ({ hint }) => hint,
  explain: `
The letters of a format: \`d dd\` day, \`M MM MMM MMMM\` month, \`yy yyyy\` year, \`H HH\` hour from 0 to 23, \`h hh\` hour
from 1 to 12 together with \`a\` (AM or PM), \`m mm\` minute, \`s ss\` second, \`EEE EEEE\` weekday. Other letters stand
between quotes: \`d 'of' MMMM\`. Everything else stands for itself.

What is printed must be read back the same. So every part occurs once, a finer part needs the coarser ones (no day
without a month and a year), and a number without leading zeros is not followed by another digit.

\`\`\`rworld
type day <: str = date("dd/mm/yyyy")     // wrong: mm is minutes
type day <: str = date("dMyyyy")         // wrong: is 1112024 the 1st or the 11th?

type day <: str = date("dd/MM/yyyy")     // right
\`\`\`
`,
});

export const badCalendarEnd = defineDiagnostic<{ problem: string; hint: string }>({
  code: 'RW3015',
  severity: 'error',
  title: 'The end of a range of dates or times cannot be read',
  message: ({ problem }) => problem,
  help: ({ hint }) => hint,
  explain: `
The ends of a range of dates or times are written in the format that stands before them, exactly as it prints.

\`\`\`rworld
type day <: str = date("dd/MM/yyyy", "1/1/2000".."31/12/2029")       // wrong: 01/01/2000

type day <: str = date("dd/MM/yyyy", "01/01/2000".."31/12/2029")     // right
\`\`\`
`,
});

export const noValues = defineDiagnostic<{ what: string }>({
  code: 'RW3016',
  severity: 'error',
  title: 'A source gives no values',
  message: ({ what }) => `${what} has no values`,
  help: () => 'blank lines, empty cells and lines that begin with `#` do not count',
  explain: `
A type that is made from a file needs at least one value in it.
`,
});

export const repeatedData = defineDiagnostic<{ file: string; value: string; line: number; first: number; more: number }>({
  code: 'RW3017',
  severity: 'warning',
  title: 'A data file lists a value twice',
  message: ({ file, value, line, first, more }) =>
    `line ${line} of "${file}" repeats ${value} of line ${first}${more === 0 ? '' : `, and ${more} more ${more === 1 ? 'line repeats' : 'lines repeat'} others`}`,
  help: () => 'it counts once; take the repetition out of the file',
  explain: `
Values are a set: a value that a file lists twice is drawn no more often than the others. To draw some values more often,
write them as literals with weights.
`,
});

export const badData = defineDiagnostic<{ file: string; line: number; problem: string; hint: string }>({
  code: 'RW3018',
  severity: 'error',
  title: 'A data file that cannot be used',
  // Line 0: the file as a whole.
  message: ({ file, line, problem }) => (line === 0 ? `"${file}" cannot be used: ${problem}` : `line ${line} of "${file}": ${problem}`),
  help: ({ hint }) => hint,
  explain: `
\`lines\` takes one value a line. \`column\` takes CSV as RFC 4180 has it: a header, commas, fields with commas, quotes or
line ends between double quotes, a double quote written twice, and as many fields in each row as in the header.

Below \`int\` and \`float\` every value must be a number of that type.
`,
});

export const noColumn = defineDiagnostic<{ file: string; column: string; columns: readonly string[] }>({
  code: 'RW3019',
  severity: 'error',
  title: 'A CSV file has no such column',
  message: ({ file, column, columns }) => `"${file}" has no column "${column}"${didYouMean(column, columns)}`,
  help: ({ columns }) => `its columns are ${columns.slice(0, 12).map((c) => `"${c}"`).join(', ')}${columns.length > 12 ? ', …' : ''}`,
  explain: `
The second argument of \`column\` is one of the names in the first row of the file, written the same way.
`,
});

export const tooManyValues = defineDiagnostic<{ problem: string }>({
  code: 'RW3020',
  severity: 'error',
  title: 'Too many values, or too long ones',
  message: ({ problem }) => problem,
  help: () => 'use fewer and shorter values, or a range or a pattern, which take no room',
  explain: `
Listed values become part of the compiled world, which every tool carries: at most 1,000,000 values, each of at most
10,000 characters.
`,
});

export const fakerMissing = defineDiagnostic<object>({
  code: 'RW3021',
  severity: 'error',
  title: 'The package faker is not installed',
  message: () => '`faker(…)` needs the package @faker-js/faker, which is not installed',
  help: () => 'run `npm install @faker-js/faker`, or put the values into a file and use `lines(…)`',
  explain: `
Texts of \`faker\` are drawn once, while the world is compiled, and become part of it. The compiled world needs no faker.
`,
});

export const fakerUnknown = defineDiagnostic<{ generator: string; candidates: readonly string[] }>({
  code: 'RW3022',
  severity: 'error',
  title: 'faker has no such generator',
  message: ({ generator, candidates }) => `faker has no generator "${generator}" of texts${didYouMean(generator, candidates)}`,
  help: () => 'generators are written `module.method`, as in faker\'s documentation: "person.fullName", "location.city"',
  explain: `
\`\`\`rworld
type full_name <: str = faker("name.full", 500)           // wrong

type full_name <: str = faker("person.fullName", 500)     // right
\`\`\`
`,
});

export const fakerFew = defineDiagnostic<{ generator: string; wanted: number; got: number }>({
  code: 'RW3023',
  severity: 'warning',
  title: 'faker has fewer values than asked for',
  message: ({ generator, wanted, got }) => `faker found only ${got} different values of "${generator}", not ${wanted}`,
  help: ({ got }) => `ask for ${got}, or join several generators with \`|\``,
  explain: `
The values of a type are distinct. Some generators have only a few dozen different ones.
`,
});
