/** The first page: what the world is, in numbers, and where to go on. */
import { html, type Html } from '../html.js';
import { firstSentence, link, plural, prose } from '../show.js';
import type { Page, Site } from '../site.js';
import { taskCard, type Examples } from './tasks.js';

const TASKS = 3;
/** A world with more tools is shown by topic. */
const LISTED = 40;

export function overviewPage(site: Site, examples: ReadonlyMap<string, Examples>): Page {
  const { ir } = site;
  const figures: readonly (readonly [number, string, string])[] = [
    [ir.tools.length, ir.tools.length === 1 ? 'tool' : 'tools', site.toolPages[0]?.path ?? 'index.html'],
    [ir.types.length, ir.types.length === 1 ? 'type' : 'types', 'types.html'],
    ...(ir.entities.length === 0 ? [] : [[ir.entities.length, ir.entities.length === 1 ? 'entity' : 'entities', 'entities.html'] as const]),
    [ir.taskSets.length, ir.taskSets.length === 1 ? 'task set' : 'task sets', 'tasks.html'],
    [ir.taskSets.reduce((sum, set) => sum + set.count, 0), 'tasks', 'tasks.html'],
  ];
  const shown = [...examples.values()].flatMap((e) => ('tasks' in e ? e.tasks.slice(0, 1) : [])).slice(0, TASKS);
  return {
    path: 'index.html',
    title: 'Overview',
    entry: 'index.html',
    body: html`<h1>${ir.world.name} <span class="version">${ir.world.version}</span></h1>
<div class="lede">${prose(ir.world.description)}</div>
<div class="figures">${figures.map(([n, what, href]) => html`<a href="${href}"><b>${String(n).replace(/\B(?=(\d{3})+$)/g, ',')}</b> ${what}</a>`)}</div>
<h2>Tools</h2>
${ir.tools.length <= LISTED ? toolList(site) : topicCards(site)}
${ir.taskSets.length === 0 ? null : html`<h2>Task sets</h2>
<div class="scroll"><table><thead><tr><th>set</th><th class="n">tasks</th><th class="n">tools</th><th class="n">held out</th><th>about</th></tr></thead><tbody>
${ir.taskSets.map((set) => html`<tr><td>${link(site, '', 'set', set.name)}</td><td class="n">${set.count}</td><td class="n">${set.tools.length}</td><td class="n">${set.holdOut}</td><td>${set.description}</td></tr>`)}
</tbody></table></div>`}
${shown.length === 0 ? null : html`<h2>What is asked</h2>${shown.map((task) => taskCard(site, task))}`}
<p class="dim foot">Compiled to <code>${ir.hash.slice(0, 23)}…</code></p>`,
  };
}

function toolList(site: Site): Html {
  return html`${site.toolPages.map(
    (page) => html`${site.toolPages.length === 1 ? null : html`<h3><a href="${page.path}">${page.title}</a></h3>`}<ul class="index">${page.tools.map((tool) => html`<li>${link(site, '', 'tool', tool.name)} <span>${firstSentence(tool.description)}</span></li>`)}</ul>`,
  )}`;
}

function topicCards(site: Site): Html {
  return html`<div class="topics">${site.toolPages.map(
    (page) => html`<a class="topic" href="${page.path}"><b>${page.title}</b> <span class="dim">${plural(page.tools.length, 'tool')}</span><span class="names">${page.tools.slice(0, 6).map((t) => t.name).join(', ')}${page.tools.length > 6 ? ', …' : ''}</span></a>`,
  )}</div>`;
}
