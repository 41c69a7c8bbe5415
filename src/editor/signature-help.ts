/** What the call around an offset takes, and which of its arguments is being written. */
import { startOf } from '../../grammar/base.js';
import { placeAt } from './completion/place.js';
import { functionWord } from './functions.js';
import { SOURCES } from './vocabulary.js';
import type { Workspace } from './workspace.js';

export interface SignatureHelp {
  readonly label: string;
  readonly doc: string;
  /** Where each parameter stands in the label. */
  readonly params: readonly (readonly [number, number])[];
  readonly active: number;
}

export function signatureHelpAt(workspace: Workspace, path: string, offset: number): SignatureHelp | null {
  const file = workspace.syntax(path)?.module.file;
  const place = file === undefined ? null : placeAt(file.text, offset);
  if (place === null) return null;
  const tokens = place.word.start < offset ? [...place.before] : place.before;
  let depth = 0;
  let active = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || startOf(token) >= offset) continue;
    const { image } = token;
    if (image === ')' || image === ']' || image === '}') depth++;
    else if (image === '[' || image === '{') {
      // Commas inside an open list are not those of the call around it.
      if (depth === 0) active = 0;
      else depth--;
    } else if (image === '(') {
      if (depth > 0) {
        depth--;
        continue;
      }
      const found = describe(tokens[i - 1]?.image ?? '', tokens[i - 2]?.image);
      if (found !== null) return { ...found, active: Math.min(active, Math.max(0, found.params.length - 1)) };
      active = 0;
    } else if (image === ',' && depth === 0) active++;
  }
  return null;
}

function describe(name: string, before: string | undefined): Omit<SignatureHelp, 'active'> | null {
  // The declaration of a tool looks like a call.
  if (before === 'tool') return null;
  const word = functionWord(name);
  if (word !== undefined) return withParams(name, word.params, word.doc, ` -> ${word.result}`);
  const source = SOURCES.get(name);
  return source === undefined ? null : withParams(name, source.params, `${source.doc}\n\nExample: \`${source.form}\``, '');
}

function withParams(name: string, params: readonly string[], doc: string, tail: string): Omit<SignatureHelp, 'active'> {
  const places: [number, number][] = [];
  let label = `${name}(`;
  for (const [i, param] of params.entries()) {
    if (i > 0) label += ', ';
    places.push([label.length, label.length + param.length]);
    label += param;
  }
  return { label: `${label})${tail}`, doc, params: places };
}
