/** RW2xxx: files, imports and names. */
import { defineDiagnostic } from '../diagnostic.js';

/** `did you mean "a" or "b"?`, for help lines. */
export function mean(suggestions: readonly string[]): string | undefined {
  const names = suggestions.map((s) => `"${s}"`);
  const last = names.pop();
  if (last === undefined) return undefined;
  return names.length === 0 ? `did you mean ${last}?` : `did you mean ${names.join(', ')} or ${last}?`;
}

export const entryUnreadable = defineDiagnostic<{ path: string; reason: string }>({
  code: 'RW2001',
  severity: 'error',
  title: 'The world cannot be read',
  message: ({ path, reason }) => `cannot read ${path}: ${reason}`,
  help: () => 'name a .rworld file, or a folder that holds a world.rworld',
  explain: `
The file named on the command line is missing, is not UTF-8 text, or may not be read. A folder stands for the
\`world.rworld\` in it, or for the file that its \`package.json\` names as \`"rworld"\`.

\`\`\`sh
# wrong: a folder without a world
rworld check specs

# right
rworld check specs/markets
\`\`\`
`,
});

export const badImportSource = defineDiagnostic<{ source: string; sibling: string | undefined }>({
  code: 'RW2002',
  severity: 'error',
  title: 'An import that is neither a path nor a package',
  message: ({ source }) => `"${source}" is neither a relative path nor the name of a package`,
  help: ({ sibling }) => (sibling === undefined ? 'a path begins with ./ or ../, the standard library is std/…' : `did you mean "${sibling}"?`),
  explain: `
An import names a file by a path that begins with \`./\` or \`../\`, a part of the standard library by \`std/…\`, or a package in
\`node_modules\` by its name.

\`\`\`rworld
// wrong
import { location } from "/home/me/common.rworld"

// right
import { location } from "./common.rworld"
import { date } from "std/dates"
import { city } from "@acme/rworld-geo"
\`\`\`
`,
});

export const importOutside = defineDiagnostic<{ source: string; root: string }>({
  code: 'RW2003',
  severity: 'error',
  title: 'An import that leaves the project',
  message: ({ source, root }) => `"${source}" leads outside ${root}`,
  help: () => 'move the file into the project, or make it a package',
  explain: `
A world is built from its own project and from packages. No import, data file or symbolic link may lead elsewhere, so
that a world means the same on every machine, and a downloaded package cannot read other files.

\`\`\`rworld
// wrong
import "../../../other-project/types.rworld"

// right
import "@acme/types"
\`\`\`
`,
});

export const noSuchFile = defineDiagnostic<{ source: string; suggestions: readonly string[] }>({
  code: 'RW2004',
  severity: 'error',
  title: 'An imported file does not exist',
  message: ({ source }) => `there is no file "${source}"`,
  help: ({ suggestions }) => mean(suggestions) ?? 'the path is relative to the file that imports',
  explain: `
The path of an import is relative to the file it stands in, and has the extension \`.rworld\`.

\`\`\`rworld
// wrong
import "./common"

// right
import "./common.rworld"
\`\`\`
`,
});

export const noSuchStandardModule = defineDiagnostic<{ source: string; suggestions: readonly string[]; parts: readonly string[] }>({
  code: 'RW2005',
  severity: 'error',
  title: 'The standard library has no such part',
  message: ({ source }) => `the standard library has no "${source}"`,
  help: ({ suggestions, parts }) => mean(suggestions) ?? (parts.length === 0 ? 'this host has no standard library' : `it has ${parts.join(', ')}`),
  explain: `
Imports that begin with \`std/\` name parts of the standard library, which comes with the compiler.

\`\`\`rworld
// wrong
import { date } from "std/calendar"

// right
import { date } from "std/dates"
\`\`\`
`,
});

export const noSuchPackage = defineDiagnostic<{ name: string; sibling: string | undefined }>({
  code: 'RW2006',
  severity: 'error',
  title: 'A package is not installed',
  message: ({ name }) => `there is no package "${name}" in node_modules`,
  help: ({ name, sibling }) => (sibling === undefined ? `install it with \`npm install ${name}\`; a file is imported by a path that begins with ./` : `did you mean "${sibling}"?`),
  explain: `
A name without \`./\` is a package: it is looked for in \`node_modules\` beside the importing file and in the folders above.
Its \`package.json\` says in \`"rworld"\` which file is the world; without that, it is \`world.rworld\`.

\`\`\`rworld
// wrong: a file of this project
import { location } from "common.rworld"

// right
import { location } from "./common.rworld"
\`\`\`
`,
});

export const importUnreadable = defineDiagnostic<{ source: string; reason: string }>({
  code: 'RW2007',
  severity: 'error',
  title: 'An imported file cannot be read',
  message: ({ source, reason }) => `cannot import "${source}": ${reason}`,
  help: ({ source, reason }) => (reason === 'it is a folder' ? `name a file in it, as in "${source.replace(/\/$/, '')}/types.rworld"` : undefined),
  explain: `
The import leads to something that exists but is not a readable UTF-8 text file.

\`\`\`rworld
// wrong: a folder
import "./types"

// right: a file in it
import "./types/dates.rworld"
\`\`\`
`,
});

export const tooManyModules = defineDiagnostic<{ limit: number }>({
  code: 'RW2008',
  severity: 'error',
  title: 'Too many files',
  message: ({ limit }) => `a world may be made of at most ${limit} files`,
  explain: `
Imports led to more files than any world needs. Join small files, or split the world into packages with worlds of their own.

\`\`\`rworld
// wrong: one file a type, thousands of times
import "./types/type_0001.rworld"

// right: one file a topic
import "./types.rworld"
\`\`\`
`,
});

export const importCycle = defineDiagnostic<{ files: readonly string[] }>({
  code: 'RW2009',
  severity: 'error',
  title: 'Files that import one another in a circle',
  message: ({ files }) => (files.length === 1 ? 'this file imports itself' : `these files import one another in a circle: ${[...files, files[0] ?? ''].join(' → ')}`),
  help: () => 'move what both need into a file of its own',
  explain: `
Every file must be readable after the files that it imports.

\`\`\`rworld
// wrong, in a.rworld                  // wrong, in b.rworld
import { b } from "./b.rworld"         import { a } from "./a.rworld"

// right: both import { shared } from "./shared.rworld"
\`\`\`
`,
});

export const declaredTwice = defineDiagnostic<{ name: string; what: string; imported: boolean }>({
  code: 'RW2010',
  severity: 'error',
  title: 'A name is declared twice',
  message: ({ name, what, imported }) => (imported ? `the imported ${what} \`${name}\` clashes with a name of this file` : `the ${what} \`${name}\` is declared twice`),
  help: ({ imported }) => (imported ? 'import it under another name: `import { a as b } from …`' : 'give one of them another name'),
  explain: `
Within a file, a name stands for one type, one tool, one constraint and one task set. (A type and a tool may share a name.)

\`\`\`rworld
// wrong
type color <: str = "red"
type color <: str = "blue"

// right
type color <: str = "red" | "blue"
\`\`\`
`,
});

export const notDeclaredThere = defineDiagnostic<{ name: string; source: string; suggestions: readonly string[]; passedOn: string | undefined }>({
  code: 'RW2011',
  severity: 'error',
  title: 'The imported file declares no such name',
  message: ({ name, source }) => `"${source}" declares no \`${name}\``,
  help: ({ suggestions, passedOn, name }) => (passedOn === undefined ? mean(suggestions) : `it only imports \`${name}\` itself: import it from "${passedOn}"`),
  explain: `
An import brings in names that the file declares itself. Names that it imports are not passed on.

\`\`\`rworld
// wrong
import { locatoin } from "./places.rworld"

// right
import { location } from "./places.rworld"
\`\`\`
`,
});

export const clashInWorld = defineDiagnostic<{ name: string; what: string; other: string }>({
  code: 'RW2012',
  severity: 'error',
  title: 'Two files of a world declare the same name',
  message: ({ name, what, other }) => `the ${what} \`${name}\` is also declared in ${other}, and both are part of this world`,
  help: () => 'rename one of them, or let one file import the other’s',
  explain: `
Agents know tools and types by their names alone, so a world may hold each name once, whatever files it is made of.

\`\`\`rworld
// wrong: "./a.rworld" and "./b.rworld" both declare \`type city\`
import "./a.rworld"
import "./b.rworld"

// right: b.rworld says \`import { city } from "./a.rworld"\` and declares none
\`\`\`
`,
});

export const unknownName = defineDiagnostic<{ what: string; name: string; suggestions: readonly string[]; note?: string | undefined }>({
  code: 'RW2013',
  severity: 'error',
  title: 'A name that stands for nothing',
  message: ({ what, name }) => `there is no ${what} \`${name}\``,
  help: ({ suggestions, note }) => note ?? mean(suggestions),
  explain: `
Every name must be declared in the file or imported into it. The base types \`str\`, \`int\`, \`float\` and \`bool\` are always there.

\`\`\`rworld
// wrong
tool price_of(item: itm) -> float

// right
type item <: str = "tea" | "cake"
tool price_of(item) -> float
\`\`\`
`,
});

export const unusedImport = defineDiagnostic<{ name: string }>({
  code: 'RW2014',
  severity: 'warning',
  title: 'An import that is not used',
  message: ({ name }) => `\`${name}\` is imported but not used here`,
  help: () => 'take it out of the import',
  explain: `
In files other than the world's own, a name that is imported and never used is noise. (In the file of the world itself, importing a
tool by name is its use: it makes the tool part of the world.)

\`\`\`rworld
// wrong
import { date, time } from "std/dates"
tool today() -> date

// right
import { date } from "std/dates"
tool today() -> date
\`\`\`
`,
});

export const noHeader = defineDiagnostic<{ path: string }>({
  code: 'RW2015',
  severity: 'error',
  title: 'The world has no header',
  message: () => 'a world begins with its name and version',
  help: () => 'add a first line such as `world markets "1.0.0"`',
  explain: `
The file that is compiled names the world and its version: both are part of every task's identity.

\`\`\`rworld
// right
world markets "1.2.0"
\`\`\`
`,
});

export const badVersion = defineDiagnostic<{ version: string }>({
  code: 'RW2016',
  severity: 'error',
  title: 'A version that is not one',
  message: ({ version }) => `"${version}" is not a version`,
  help: () => 'write three numbers, as in "1.2.0" (semver.org)',
  explain: `
Versions follow Semantic Versioning: three numbers, and if need be a pre-release such as \`-beta.1\`.

\`\`\`rworld
// wrong
world markets "v2"

// right
world markets "2.0.0"
\`\`\`
`,
});

export const badCase = defineDiagnostic<{ what: string; name: string; better: string; style: 'snake_case' | 'PascalCase' }>({
  code: 'RW2017',
  severity: 'error',
  title: 'A name in the wrong style',
  message: ({ what, name, style }) => `the name of ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} is written in ${style}: \`${name}\` is not`,
  help: ({ better }) => `write \`${better}\``,
  explain: `
Types, tools, apps, templates, constraints, task sets, fields and parameters are written in \`snake_case\`; entities and type variables in
\`PascalCase\`. Agents read these names, and code is made of them.

\`\`\`rworld
// wrong
type CompanyName <: str = "Acme"

// right
type company_name <: str = "Acme"
\`\`\`
`,
});

export const baseName = defineDiagnostic<{ name: string }>({
  code: 'RW2018',
  severity: 'error',
  title: 'A name that is taken by the language',
  message: ({ name }) => `\`${name}\` is a type of the language and cannot be declared`,
  help: () => 'choose another name, and put the type below this one with `<:`',
  explain: `
\`str\`, \`int\`, \`float\` and \`bool\` are the base types.

\`\`\`rworld
// wrong
type str = "a" | "b"

// right
type letter <: str = "a" | "b"
\`\`\`
`,
});
