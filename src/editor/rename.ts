/** Renaming across files. What cannot be renamed says why. */
import { isBase } from '../runtime/type-table.js';
import { RESERVED } from '../../grammar/tokens.js';
import { occurrencesAt } from './occurrences.js';
import { sortPlaces, type TextEdit } from './places.js';
import { referencesTo, type Reference } from './references.js';
import type { Span } from '../source/source.js';
import { declarationOf, type Occurrence, type Target } from './targets.js';
import type { FileView, Workspace } from './workspace.js';

export type Renaming = { readonly ok: true; readonly edits: readonly TextEdit[] } | { readonly ok: false; readonly problem: string };
export type Renamable = { readonly ok: true; readonly span: Span; readonly name: string } | { readonly ok: false; readonly problem: string };

/** What would be renamed at an offset: where a name says two things, what it declares. */
export function renamableAt(view: FileView, offset: number): Renamable {
  const chosen = choose(view, offset);
  if (chosen === undefined) return { ok: false, problem: 'there is no name here' };
  const problem = fixedName(chosen.target);
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, span: chosen.span, name: view.module.file.text.slice(chosen.span.start, chosen.span.end) };
}

export function rename(workspace: Workspace, view: FileView, offset: number, newName: string): Renaming {
  const chosen = choose(view, offset);
  if (chosen === undefined) return { ok: false, problem: 'there is no name here' };
  const { target } = chosen;
  const problem = fixedName(target) ?? badName(newName);
  if (problem !== undefined) return { ok: false, problem };
  const references = referencesTo(workspace, view, target);
  const foreign = references.find((r) => r.file.module.territory.name !== null);
  if (foreign !== undefined) return { ok: false, problem: `it is used in ${foreign.file.module.file.path}, which belongs to a package` };
  const taken = clash(target, references, newName);
  if (taken !== undefined) return { ok: false, problem: taken };
  const edits = references.map((r): TextEdit => ({ path: r.path, span: r.span, newText: written(r, newName) }));
  return { ok: true, edits: sortPlaces(edits) };
}

function choose(view: FileView, offset: number): Occurrence | undefined {
  const all = occurrencesAt(view, offset);
  // In `import { a }`, a type and a tool of one name are both meant; the first stands for them.
  return all.find((o) => o.declares) ?? all[0];
}

function fixedName(target: Target): string | undefined {
  switch (target.kind) {
    case 'function':
    case 'source':
    case 'base':
      return `\`${target.name}\` is part of the language`;
    default: {
      const territory = declarationOf(target)?.module.territory.name ?? null;
      return territory === null ? undefined : territory === 'std' ? 'it belongs to the standard library' : `it belongs to the package ${territory}`;
    }
  }
}

function badName(name: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `"${name}" is no name: names are made of letters, digits and _, and begin with no digit`;
  if (RESERVED.some((token) => token.PATTERN === name)) return `\`${name}\` is a word of the language and can be no name`;
  return undefined;
}

/** What already has the new name where the old one is used. */
function clash(target: Target, references: readonly Reference[], name: string): string | undefined {
  switch (target.kind) {
    case 'symbol': {
      const { namespace } = target.symbol;
      if (namespace === 'type' && isBase(name)) return `\`${name}\` is a base type`;
      const at = references.find((r) => !r.occurrence.shorthand && r.file.scopes.get(r.file.module)?.lookup(namespace, name) !== undefined);
      return at === undefined ? undefined : `${at.file.module.file.path} already has a ${namespace === 'tasks' ? 'task set' : namespace} \`${name}\``;
    }
    case 'param':
      return target.tool.params.some((p) => p.name.text === name) ? `the tool already has a parameter \`${name}\`` : undefined;
    default:
      return undefined;
  }
}

/** What is written in a place: where one name said two things, now two have to. */
function written({ occurrence: { target, shorthand, declares }, span, file }: Reference, name: string): string {
  if (!shorthand) return name;
  const old = file.module.file.text.slice(span.start, span.end);
  const isLabel = target.kind === 'field' || declares;
  return isLabel ? `${name}: ${old}` : `${old}: ${name}`;
}
