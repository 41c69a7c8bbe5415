/** The entities: what facts there are, with some rows of one environment. */
import type { EntityIR, Json } from '../../../ir/ir.js';
import { html, type Html } from '../html.js';
import { link, plural, prose, showType, showValue } from '../show.js';
import type { Page, Site } from '../site.js';

const ROWS = 6;

export function entitiesPage(site: Site): Page {
  return {
    path: 'entities.html',
    title: 'Entities',
    entry: 'entities.html',
    body: html`<h1>Entities</h1>
<p class="lede">${plural(site.ir.entities.length, 'kind')} of facts that tools look up. Every task has rows of its own; those below are of one environment.</p>
${site.ir.entities.map((entity) => entityCard(site, entity))}`,
  };
}

function entityCard(site: Site, entity: EntityIR): Html {
  const { min, max } = entity.rows;
  return html`<section class="card" id="${entity.name}">
<h2><a class="anchor" href="#${entity.name}">${entity.name}</a> <span class="below">${min === max ? plural(min, 'row') : `${min} to ${max} rows`}${entity.fixed === null ? '' : ', from a file'}</span></h2>
${prose(entity.description)}
<div class="scroll"><table><thead><tr><th>field</th><th>type</th><th></th><th></th></tr></thead><tbody>
${entity.fields.map((f) => html`<tr><td><code>${f.name}</code></td><td><code>${showType(site, '', f.type)}</code></td><td>${marks(site, entity, f)}</td><td>${f.description}</td></tr>`)}
</tbody></table></div>
${rowTable(site, entity)}
</section>`;
}

function marks(site: Site, entity: EntityIR, field: EntityIR['fields'][number]): Html {
  const some = [
    field.name === entity.key ? html`<span class="badge">key</span>` : field.unique ? html`<span class="badge">unique</span>` : null,
    field.derived === null ? null : html`<span class="badge">computed</span>`,
    field.reference === null ? null : html`<span class="badge">→ ${link(site, '', 'entity', field.reference)}</span>`,
  ];
  return html`${some.map((mark, i) => (mark === null ? null : html`${i === 0 ? null : ' '}${mark}`))}`;
}

function rowTable(site: Site, entity: EntityIR): Html | null {
  const table = site.environment.facts.table(entity.name);
  const count = Math.min(ROWS, table.count);
  if (count === 0) return null;
  const rows = Array.from({ length: count }, (_, row) => entity.fields.map((f): Json => table.cell(row, f.name)));
  return html`<div class="scroll rows"><table><thead><tr>${entity.fields.map((f) => html`<th>${f.name}</th>`)}</tr></thead><tbody>
${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${showValue(cell)}</td>`)}</tr>`)}
</tbody></table></div>`;
}
