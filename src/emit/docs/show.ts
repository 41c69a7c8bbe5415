/** Names, types, values and calls as pages show them. `root` leads from a page to the root of the site. */
import type { Json, TextIR, TypeRef } from '../../ir/ir.js';
import { showSizes } from '../../runtime/subtype.js';
import { html, type Html } from './html.js';
import type { Site } from './site.js';

const LONGEST = 96;

export function link(site: Site, root: string, kind: 'tool' | 'type' | 'entity' | 'set', name: string): Html {
  const href = site.hrefOf(kind, name);
  return href === null ? html`${name}` : html`<a href="${root}${href}">${name}</a>`;
}

/** A use of a type as in a source, every name a link. */
export function showType(site: Site, root: string, type: TypeRef): Html {
  const of = (inner: TypeRef): Html => showType(site, root, inner);
  const joined = (parts: readonly Html[], mark: string): Html[] => parts.map((part, i) => (i === 0 ? part : html`${mark}${part}`));
  switch (type.kind) {
    case 'named':
      return link(site, root, 'type', type.name);
    case 'var':
      return html`${type.name}`;
    case 'list':
      return html`list&lt;${of(type.element)}&gt;${showSizes(type)}`;
    case 'dict':
      return html`dict&lt;${of(type.key)}, ${of(type.value)}&gt;${showSizes(type)}`;
    case 'union':
      return html`${joined(type.members.map((m) => of(m.type)), ' | ')}`;
    case 'optional':
      return html`${of(type.of)}?`;
    case 'record':
      return html`{ ${joined(type.fields.map((f) => html`${f.name}: ${of(f.type)}`), ', ')} }`;
  }
}

export function showValue(value: Json): Html {
  const text = JSON.stringify(value) ?? 'null';
  const points = [...text];
  const kind = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'other';
  return points.length <= LONGEST ? html`<span class="v v-${kind}">${text}</span>` : html`<span class="v v-${kind}" title="${text.length > 2000 ? `${text.slice(0, 2000).toWellFormed()}…` : text}">${points.slice(0, LONGEST - 1).join('')}…</span>`;
}

/** A phrase, its holes marked. */
export function showPhrase(text: TextIR): Html {
  return html`${text.map((part) => (typeof part === 'string' ? html`${part}` : html`<var>${part.hole}</var>`))}`;
}

export function showCode(value: Json): Html {
  return html`<pre><code>${JSON.stringify(value, null, 2)}</code></pre>`;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${String(n).replace(/\B(?=(\d{3})+$)/g, ',')} ${n === 1 ? one : many}`;
}

/** Text of a doc comment, its paragraphs apart. */
export function prose(text: string): Html {
  return html`${text.split(/\n{2,}/).filter((p) => p.trim() !== '').map((p) => html`<p>${p}</p>`)}`;
}

export function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}
