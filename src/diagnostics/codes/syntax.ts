/** RW1xxx: what is wrong with a file as text, before it means anything. */
import { defineDiagnostic } from '../diagnostic.js';

export const unexpected = defineDiagnostic<{ expected: string; found: string; suggestion?: string | undefined; hint?: string | undefined }>({
  code: 'RW1001',
  severity: 'error',
  title: 'Something else was expected here',
  message: ({ expected, found }) => `expected ${expected}, but found ${found}`,
  help: ({ suggestion, hint }) => hint ?? (suggestion === undefined ? undefined : `did you mean \`${suggestion}\`?`),
  explain: `
The text does not follow the grammar. The message names what may stand at this place.

Only the first such place of a declaration is reported, and the declarations after it are checked as usual.

\`\`\`rworld
// wrong: a result needs an arrow
tool holiday_checker(place: location) date

// right
tool holiday_checker(place: location) -> date
\`\`\`
`,
});

export const notADeclaration = defineDiagnostic<{ found: string; suggestion?: string | undefined; hint?: string | undefined }>({
  code: 'RW1002',
  severity: 'error',
  title: 'This is not the beginning of a declaration',
  message: ({ found }) => `expected a declaration, but found ${found}`,
  help: ({ suggestion, hint }) =>
    hint !== undefined ? hint : suggestion === undefined ? 'a declaration begins with `type`, `tool`, `entity`, `app`, `template`, `constraint` or `tasks`' : `did you mean \`${suggestion}\`?`,
  explain: `
A file is a header (\`world\`), imports and declarations. Each declaration begins with one of the words \`type\`,
\`tool\`, \`entity\`, \`app\`, \`template\`, \`constraint\`, \`tasks\`.

\`\`\`rworld
// wrong
tol add(a: int, b: int) -> int

// right
tool add(a: int, b: int) -> int
\`\`\`
`,
});

export const unclosedBracket = defineDiagnostic<{ bracket: string; closing: string }>({
  code: 'RW1003',
  severity: 'error',
  title: 'A bracket is never closed',
  message: ({ bracket, closing }) => `this \`${bracket}\` has no matching \`${closing}\``,
  help: ({ closing }) => `add \`${closing}\` where it should end`,
  explain: `
A bracket was opened and the declaration ended before it was closed.

\`\`\`rworld
// wrong
tasks train {
  count 100

// right
tasks train {
  count 100
}
\`\`\`
`,
});

export const openString = defineDiagnostic<Record<never, never>>({
  code: 'RW1004',
  severity: 'error',
  title: 'A text has no closing quote',
  message: () => 'this text has no closing quote on its line',
  help: () => 'close it with `"`; a line break inside a text is written `\\n`',
  explain: `
A text in double quotes ends on the line on which it begins. A quote inside it is written \`\\"\`, a line break \`\\n\`.

\`\`\`rworld
// wrong
phrase "the price of {item}

// right
phrase "the price of {item}"
\`\`\`
`,
});

export const openComment = defineDiagnostic<Record<never, never>>({
  code: 'RW1005',
  severity: 'error',
  title: 'A comment is never closed',
  message: () => 'this comment is never closed, so it swallows the rest of the file',
  help: () => 'close it with `*/`',
  explain: `
A comment that begins with \`/*\` ends at the next \`*/\`. Comments do not nest.

\`\`\`rworld
/* wrong: everything after this is comment

/* right */
type color <: str = "red" | "blue"
\`\`\`
`,
});

export const strangeCharacter = defineDiagnostic<{ character: string; count: number; help?: string | undefined }>({
  code: 'RW1006',
  severity: 'error',
  title: 'A character that means nothing here',
  message: ({ character, count }) => (count === 1 ? `the character ${character} means nothing here` : `${count} characters from ${character} on mean nothing here`),
  help: ({ help }) => help,
  explain: `
Names are made of ASCII letters, digits and \`_\`; texts stand in straight double quotes; nothing ends with a semicolon.
Other characters may only stand in texts, regular expressions and comments.

\`\`\`rworld
// wrong
type size <: str = ‘small’ | ‘large’;

// right
type size <: str = "small" | "large"
\`\`\`
`,
});

export const tooDeep = defineDiagnostic<{ limit: number; what: string }>({
  code: 'RW1007',
  severity: 'error',
  title: 'Too deeply nested',
  message: ({ limit, what }) => `this is nested too deeply: more than ${limit} ${what}`,
  help: () => 'give the inner parts names of their own, as types or as tools',
  explain: `
Brackets may be nested 64 deep, and one declaration may hold a thousand operators. Nobody writes such text by hand, and
programs that read it (JSON parsers among them) have limits of their own.

\`\`\`rworld
// wrong: list<list<list<… a hundred times …>>>

// right
type matrix = list<list<float>>
\`\`\`
`,
});

export const tooLong = defineDiagnostic<{ megabytes: number }>({
  code: 'RW1008',
  severity: 'error',
  title: 'The file is too long',
  message: ({ megabytes }) => `a source file may hold at most ${megabytes} million characters`,
  help: () => 'split the world into several files, and keep long lists of values in data files (`lines("names.txt")`)',
  explain: `
Sources are written and read by people. Long lists belong into data files, large worlds into several files that import
one another.

\`\`\`rworld
// wrong: a million alternatives written out
type word <: str = "aardvark" | "abacus"   // and so on

// right
type word <: str = lines("data/words.txt")
\`\`\`
`,
});

export const forbiddenCharacter = defineDiagnostic<{ name: string; escape: string | undefined }>({
  code: 'RW1009',
  severity: 'error',
  title: 'A character that may not stand in a source file',
  message: ({ name }) => `a source file may not hold ${name}`,
  help: ({ escape }) => (escape === undefined ? 'take it out' : `take it out, or write it as an escape inside a text: \`${escape}\``),
  explain: `
NUL characters, controls that change the direction of writing, and halves of surrogate pairs are refused everywhere,
comments included: they make a file look like something that it is not, or cannot be written back as UTF-8.

\`\`\`rworld
// wrong: a text with an invisible right-to-left override in it

// right
type trick <: str = "\\u{202E}abc"
\`\`\`
`,
});

export const badEscape = defineDiagnostic<{ escape: string }>({
  code: 'RW1010',
  severity: 'error',
  title: 'An escape that does not exist',
  message: ({ escape }) => `\`${escape}\` is not an escape`,
  help: () => 'the escapes are \\" \\\\ \\/ \\n \\r \\t \\b \\f \\uXXXX and \\u{X…}; a backslash itself is `\\\\`',
  explain: `
Texts know the escapes of JSON, and \`\\u{…}\` for any character by its code point (not a lone half of a surrogate pair).

\`\`\`rworld
// wrong
phrase "the file C:\\path of {item}"

// right
phrase "the file C:\\\\path of {item}"
\`\`\`
`,
});

export const strayBrace = defineDiagnostic<{ brace: string }>({
  code: 'RW1011',
  severity: 'error',
  title: 'A brace that is no hole',
  message: ({ brace }) => `this \`${brace}\` belongs to no hole`,
  help: ({ brace }) => `a hole is a name in braces, \`{item}\`; a brace itself is written \`${brace}${brace}\``,
  explain: `
In phrases and messages, a name in braces is a hole. A brace that should be read as one is doubled.

\`\`\`rworld
// wrong
phrase "the price of {the item}"

// right
phrase "the price of {item}"
\`\`\`
`,
});

export const lostDoc = defineDiagnostic<Record<never, never>>({
  code: 'RW1012',
  severity: 'warning',
  title: 'A description that describes nothing',
  message: () => 'this doc comment stands before nothing that could be described',
  help: () => 'move it before a declaration, parameter or field, or write `//` for a comment',
  explain: `
A comment with three slashes is the description of the declaration, parameter or field after it: agents read it.

\`\`\`rworld
// wrong
tool holiday_checker(place: location) -> date {
  /// Returns the most recent public holiday.
}

// right
/// Returns the most recent public holiday.
tool holiday_checker(place: location) -> date
\`\`\`
`,
});

export const secondHeader = defineDiagnostic<Record<never, never>>({
  code: 'RW1013',
  severity: 'error',
  title: 'A file has one header, at its beginning',
  message: () => 'the header `world` stands once, before every declaration',
  help: () => 'take this one out, or move it to the top',
  explain: `
\`\`\`rworld
// wrong
type color <: str = "red" | "blue"
world paint "1.0.0"

// right
world paint "1.0.0"
type color <: str = "red" | "blue"
\`\`\`
`,
});

export const hugeNumber = defineDiagnostic<{ raw: string }>({
  code: 'RW1014',
  severity: 'error',
  title: 'A number that is too large',
  message: ({ raw }) => `${raw.length > 24 ? `${raw.slice(0, 20)}…` : raw} is larger than any number can be`,
  explain: `
Numbers are doubles, as in JSON: at most about 1.8e308.

\`\`\`rworld
// wrong
type huge <: float = 0..1e999

// right
type huge <: float = 0..1e15
\`\`\`
`,
});

export const tooManyMistakes = defineDiagnostic<{ limit: number }>({
  code: 'RW1015',
  severity: 'error',
  title: 'Too many mistakes in one file',
  message: ({ limit }) => `this file has more than ${limit} mistakes in its grammar; the rest of it was not looked at`,
  help: () => 'mend the first ones, and check again: is this a file of the language at all?',
  explain: `
A file with hundreds of mistakes is mostly a file of another kind, or one that was cut in two. Reading stops there.

\`\`\`rworld
// wrong: a hundred lines of CSV in a .rworld file
name,age

// right
type name <: str = column("people.csv", "name")
\`\`\`
`,
});
