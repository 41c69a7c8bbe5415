/** The types: which stands below which, and what values each has. */
import type { TypeIR } from '../../../ir/ir.js';
import { describeSet } from '../../../types/describe.js';
import { schemaOf } from '../../../types/schema.js';
import { html, type Html } from '../html.js';
import { link, plural, prose, showCode, showValue } from '../show.js';
import type { Page, Site } from '../site.js';

const SAMPLES = 8;
/** `int` stands below `float`. */
const BASES = ['str', 'float', 'bool'] as const;

export function typesPage(site: Site): Page {
  const { types } = site.ir;
  const below = (base: string): readonly string[] => site.runtime.table.children(base);
  const used = BASES.filter((base) => below(base).some((child) => child !== 'int' || below('int').length > 0));
  const roots = [...used, ...types.filter((t) => t.parents.length === 0).map((t) => t.name)];
  return {
    path: 'types.html',
    title: 'Types',
    entry: 'types.html',
    body: html`<h1>Types</h1>
<p class="lede">${plural(types.length, 'type')}. What stands further in is a kind of what it stands below, and may be used in its place.</p>
<div class="card tree"><ul>${roots.map((root) => branch(site, root, new Set()))}</ul></div>
${types.map((type) => typeCard(site, type))}`,
  };
}

function branch(site: Site, name: string, above: ReadonlySet<string>): Html {
  const type = site.runtime.table.get(name);
  const children = site.runtime.table.children(name).filter((c) => !above.has(c));
  const others = (type?.parents ?? []).length > 1;
  return html`<li><span class="node">${type === undefined ? html`<span class="base">${name}</span>` : html`<a href="#${name}">${name}</a>`}${others ? html` <span class="dim" title="it stands below several types">also ${(type?.parents ?? []).filter((p) => !above.has(p)).join(', ')}</span>` : null}</span>${
    children.length === 0 ? null : html`<ul>${children.map((child) => branch(site, child, new Set([...above, name])))}</ul>`
  }</li>`;
}

function typeCard(site: Site, type: TypeIR): Html {
  const children = site.runtime.table.children(type.name);
  const samples = site.samples({ kind: 'named', name: type.name }, SAMPLES, type.name);
  return html`<section class="card" id="${type.name}">
<h2><a class="anchor" href="#${type.name}">${type.name}</a>${type.parents.length === 0 ? null : html` <span class="below">&lt;: ${type.parents.map((p, i) => html`${i === 0 ? null : ', '}${link(site, '', 'type', p)}`)}</span>`}</h2>
${prose(type.description)}
<dl class="facts">
<dt>Values</dt><dd>${type.values === null ? (children.length === 0 ? 'none of its own' : 'those of its subtypes') : describeSet(type.values)}</dd>
${type.accepts === null ? null : html`<dt>Accepts also</dt><dd>${describeSet(type.accepts)}</dd>`}
<dt>In a sentence</dt><dd>${type.noun}, ${type.plural}</dd>
${children.length === 0 ? null : html`<dt>Subtypes</dt><dd>${children.map((c, i) => html`${i === 0 ? null : ', '}${link(site, '', 'type', c)}`)}</dd>`}
</dl>
${samples.length === 0 ? null : html`<p class="samples">${samples.map((value) => html`<span class="sample">${showValue(value)}</span>`)}</p>`}
<div class="foot"><details><summary>JSON Schema</summary>${showCode(schemaOf({ kind: 'named', name: type.name }, site.runtime.table, { enumLimit: 24 }))}</details></div>
</section>`;
}
