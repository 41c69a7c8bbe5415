/** The composition graph: of a small world every tool, of a large one how often topics feed each other. */
import { wholePicture } from '../../../graph/picture.js';
import { renderSvg } from '../../../graph/svg.js';
import { html, trusted, type Html } from '../html.js';
import { plural } from '../show.js';
import type { Page, Site } from '../site.js';

/** Larger pictures help nobody. */
const MOST_TOOLS = 40;
const CELL = 30;
const LABEL = 96;
/** What slanted labels need to the right of the last column. */
const SLANT = 48;

export function graphPage(site: Site): Page {
  const tools = site.ir.tools.filter((t) => t.access === undefined);
  const small = tools.length <= MOST_TOOLS;
  return {
    path: 'graph.html',
    title: 'Composition',
    entry: 'graph.html',
    body: html`<h1>Composition</h1>
${
  small
    ? html`<p class="lede">A tool leads to a type where its result fits, and the type to each parameter that takes it.</p>
<div class="card scroll">${trusted(renderSvg(wholePicture(site.ir, tools, `How the tools of ${site.ir.world.name} compose`), { styled: false, href: (kind, name) => site.hrefOf(kind, name) }))}</div>`
    : html`<p class="lede">Pairs of a result and a parameter that takes it: results of the row’s topic, parameters of the column’s.</p>
<div class="card scroll">${matrix(site)}</div>`
}
${mostConnected(site)}`,
  };
}

function matrix(site: Site): Html {
  const topics = [...new Map(site.toolPages.map((page) => [page.topic, page.path]))];
  const most = Math.max(1, ...topics.flatMap(([from]) => topics.map(([to]) => site.between(from, to))));
  const size = topics.length * CELL;
  const strength = (n: number): number => Math.round((0.1 + 0.9 * Math.sqrt(n / most)) * 100) / 100;
  const cells = topics.flatMap(([from], row) =>
    topics.flatMap(([to], column) => {
      const n = site.between(from, to);
      if (n === 0) return [];
      const x = LABEL + column * CELL;
      const y = LABEL + row * CELL;
      return [
        html`<g><title>${from} → ${to}: ${plural(n, 'edge')}</title><rect class="cell" x="${x + 1}" y="${y + 1}" width="${CELL - 2}" height="${CELL - 2}" rx="3" fill-opacity="${strength(n)}"/><text class="${strength(n) > 0.52 ? 'count strong' : 'count'}" x="${x + CELL / 2}" y="${y + CELL / 2 + 3.5}" text-anchor="middle">${n}</text></g>`,
      ];
    }),
  );
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="matrix" viewBox="0 0 ${LABEL + size + SLANT} ${LABEL + size}" width="${LABEL + size + SLANT}" height="${LABEL + size}" role="img" aria-label="How many edges lead from topic to topic">
${topics.map(
    ([name, path], i) => html`<a href="${path}"><text x="${LABEL - 8}" y="${LABEL + i * CELL + CELL / 2 + 4}" text-anchor="end">${short(name)}</text></a>
<a href="${path}"><text transform="translate(${LABEL + i * CELL + CELL / 2 + 4} ${LABEL - 8}) rotate(-60)">${short(name)}</text></a>`,
  )}
${cells}
</svg>`;
}

function short(name: string): string {
  return name.length <= 14 ? name : `${name.slice(0, 13)}…`;
}

function mostConnected(site: Site): Html {
  const rows = site.ir.tools
    .filter((t) => t.access === undefined)
    .map((tool) => ({ name: tool.name, before: site.before.get(tool.name)?.length ?? 0, after: site.after.get(tool.name)?.length ?? 0 }))
    .sort((a, b) => b.before * b.after - a.before * a.after || b.before + b.after - a.before - a.after)
    .slice(0, 15);
  return html`<h2>Most connected</h2>
<div class="scroll"><table><thead><tr><th>tool</th><th class="n">fed by</th><th class="n">feeds</th></tr></thead><tbody>
${rows.map((r) => html`<tr><td><a href="${site.hrefOf('tool', r.name) ?? ''}"><code>${r.name}</code></a></td><td class="n">${r.before}</td><td class="n">${r.after}</td></tr>`)}
</tbody></table></div>`;
}
