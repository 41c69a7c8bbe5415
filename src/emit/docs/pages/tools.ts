/** A page of tools. */
import { wholePicture } from '../../../graph/picture.js';
import { renderSvg } from '../../../graph/svg.js';
import type { ToolIR } from '../../../ir/ir.js';
import { html, trusted, type Html } from '../html.js';
import { firstSentence, link, plural, prose, showCode, showPhrase, showType, showValue } from '../show.js';
import type { Call, Page, Site, ToolPage } from '../site.js';

const ROOT = '../';
/** Neighbours that are named before "and 87 more". */
const NEIGHBOURS = 12;
/** Larger pictures help nobody. */
const PICTURE = 40;

export function toolsPage(site: Site, page: ToolPage): Page {
  const app = site.ir.apps.find((a) => a.name === page.topic);
  const composable = page.tools.filter((t) => t.access === undefined);
  const picture = composable.length < 2 || composable.length > PICTURE ? null : wholePicture(site.ir, composable, `How the tools of ${page.title} compose`);
  return {
    path: page.path,
    title: page.title,
    entry: page.path,
    body: html`<h1>${page.title}</h1>
${app === undefined ? null : prose(app.description)}${app?.login == null ? null : html`<p class="note">Tools of this app answer after a login.</p>`}
<p class="lede">${plural(page.tools.length, 'tool')}</p>
<ul class="index">${page.tools.map((tool) => html`<li><a href="#${tool.name}">${tool.name}</a> <span>${firstSentence(tool.description)}</span></li>`)}</ul>
${
  picture === null || picture.links.length === 0
    ? null
    : html`<details class="picture"><summary>How these compose</summary><div class="scroll">${trusted(renderSvg(picture, { styled: false, href: (kind, name) => prefixed(site.hrefOf(kind, name)) }))}</div></details>`
}
${page.tools.map((tool) => toolCard(site, tool))}`,
  };
}

function prefixed(href: string | null): string | null {
  return href === null ? null : ROOT + href;
}

function toolCard(site: Site, tool: ToolIR): Html {
  const call = site.exampleCall(tool);
  const sets = site.ir.taskSets.filter((set) => set.tools.includes(tool.name));
  const told = tool.params.filter((p) => p.description !== '' || p.default !== undefined);
  return html`<section class="card" id="${tool.name}">
<h2><a class="anchor" href="#${tool.name}">${tool.name}</a> ${badge(tool)}${tool.tags.map((tag) => html` <span class="badge">#${tag}</span>`)}</h2>
<p class="signature"><code>${signature(site, tool)}</code></p>
${prose(tool.description)}
${tool.phrases.length === 0 ? null : html`<p class="phrases">${tool.phrases.map((p, i) => html`${i === 0 ? null : html`<span class="or"> or </span>`}<q>${showPhrase(p.text)}</q>`)}</p>`}
${told.length === 0 ? null : html`<dl class="params">${told.map((p) => html`<dt><code>${p.name}</code></dt><dd>${p.description}${p.default === undefined ? null : html` <span class="dim">default ${showValue(p.default)}</span>`}</dd>`)}</dl>`}
${tool.requires.length === 0 ? null : html`<p class="dim">Refuses with: ${tool.requires.map((r, i) => html`${i === 0 ? null : '; '}<q>${showPhrase(r.message)}</q>`)}</p>`}
${call === null ? null : html`<p class="example"><code>${showCall(tool.name, call)}</code></p>`}
${neighbours(site, 'Fed by', site.before.get(tool.name) ?? [])}${neighbours(site, 'Feeds', site.after.get(tool.name) ?? [])}
<div class="foot"><details><summary>JSON Schema</summary>${showCode(site.shelf.function(tool.name))}</details>
${sets.length === 0 ? html`<span class="dim">in no task set</span>` : html`<span class="dim">in ${sets.map((set, i) => html`${i === 0 ? null : ', '}${link(site, ROOT, 'set', set.name)}`)}</span>`}</div>
</section>`;
}

function badge(tool: ToolIR): Html {
  const [kind, why] =
    tool.access !== undefined ? ['login', 'comes with the login of an app'] : tool.returns === null ? ['drawn', 'a keyed draw from the result type: the same arguments, the same result'] : ['computed', 'computed from its arguments, or looked up in facts'];
  return html`<span class="badge badge-${kind}" title="${why}">${kind}</span>`;
}

function signature(site: Site, tool: ToolIR): Html {
  const variables = tool.typeParams.length === 0 ? null : html`&lt;${tool.typeParams.map((t, i) => html`${i === 0 ? null : ', '}${t.name}${t.bound === null ? null : html` &lt;: ${showType(site, ROOT, t.bound)}`}`)}&gt;`;
  const params = tool.params.map((p, i) => html`${i === 0 ? null : ', '}<span class="p">${p.name}</span>${p.default === undefined ? null : '?'}: ${showType(site, ROOT, p.type)}`);
  return html`<b>${tool.name}</b>${variables}(${params}) → ${showType(site, ROOT, tool.result)}`;
}

export function showCall(name: string, call: Call): Html {
  return html`${name}(${call.arguments.map(([param, value], i) => html`${i === 0 ? null : ', '}<span class="p">${param}</span>: ${showValue(value)}`)}) → ${showValue(call.result)}`;
}

function neighbours(site: Site, label: string, names: readonly string[]): Html | null {
  if (names.length === 0) return null;
  const shown = names.length === NEIGHBOURS + 1 ? names : names.slice(0, NEIGHBOURS);
  const rest = names.slice(shown.length);
  return html`<div class="near"><span class="label">${label}</span> <span class="chips">${shown.map((name) => html`<span class="chip">${link(site, ROOT, 'tool', name)}</span>`)}${
    rest.length === 0 ? null : html`<details class="rest"><summary>${rest.length} more</summary><p>${rest.map((name, i) => html`${i === 0 ? null : ', '}${name}`)}</p></details>`
  }</span></div>`;
}
