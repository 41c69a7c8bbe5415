/**
 * Reports on instances of templates, told as reports on the templates: at the place in the template, with the instance as
 * related information, and once for all instances that show the same mistake.
 */
import type { SourceFile } from '../source/source.js';
import type { Diagnostic } from './diagnostic.js';

/** So many other instances are named; the rest are counted. */
const NAMED = 3;

export function mergeInstances(found: readonly Diagnostic[]): Diagnostic[] {
  const merged: Diagnostic[] = [];
  const groups = new Map<string, Diagnostic[]>();
  for (const d of found) {
    const expansion = d.location?.file.expansion;
    if (d.location === null || expansion == null) {
      merged.push(d);
      continue;
    }
    const { path } = d.location.file;
    const key = `${d.code} ${d.location.span.start} ${d.location.span.end} ${path}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [d]);
    else group.push(d);
  }
  for (const group of groups.values()) {
    const told = tell(group);
    if (told !== undefined) merged.push(told);
  }
  return merged;
}

function tell(group: readonly Diagnostic[]): Diagnostic | undefined {
  const [first] = group;
  const expansion = first?.location?.file.expansion;
  if (first?.location == null || expansion == null) return undefined;
  // What mends one instance mends the template only if it is the same for all.
  const same = group.every((d) => d.message === first.message);
  const others = [...new Set(group.map((d) => d.location?.file.expansion?.bindings ?? ''))].slice(1);
  const named = others.slice(0, same ? 0 : NAMED).map((b) => `(${b})`);
  const rest = others.length - named.length;
  const all = rest === 0 ? named : [...named, rest === 1 ? 'one other' : `${rest} others`];
  const more = all.length === 0 ? '' : `, and likewise ${named.length === 0 ? 'in' : 'with'} ${all.join(', ')}`;
  return {
    ...first,
    location: { file: expansion.file, span: first.location.span },
    related: [...first.related.map((r) => ({ ...r, location: { ...r.location, file: asWritten(r.location.file) } })), { message: `in the instance with ${expansion.bindings}${more}`, location: expansion.from }],
    fixes: same ? first.fixes.map((f) => ({ ...f, edits: f.edits.map((e) => ({ ...e, location: { ...e.location, file: asWritten(e.location.file) } })) })) : [],
  };
}

function asWritten(file: SourceFile): SourceFile {
  return file.expansion?.file ?? file;
}
