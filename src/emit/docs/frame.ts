/** What stands around every page: head, search, navigation. Nothing on it asks for a file outside the site. */
import { html, type Html } from './html.js';
import type { Page, Site } from './site.js';

export function framePage(site: Site, page: Page): string {
  const root = page.path.includes('/') ? '../' : '';
  const { name, version } = site.ir.world;
  const entry = (path: string, label: string, count: number | null): Html => html`<a href="${root}${path}"${page.entry === path ? html` aria-current="page"` : null}>${label}${count === null ? null : html` <span>${count}</span>`}</a>`;
  const title = page.path === 'index.html' ? name : `${page.title} · ${name}`;
  return html`<!doctype html>
<html lang="en" data-root="${root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="rworld">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}assets/site.css">
<script src="${root}assets/theme.js"></script>
</head>
<body>
<header>
<a class="brand" href="${root}index.html"><b>${name}</b> <span>${version}</span></a>
<div class="search" hidden><input id="search" type="search" placeholder="Search tools, types, …" aria-label="Search" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false" aria-controls="hits"><kbd>/</kbd><ul id="hits" role="listbox" hidden></ul></div>
<button id="theme" type="button" aria-label="Light or dark" title="Light or dark" hidden><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/></svg></button>
</header>
<div class="frame">
<nav aria-label="Pages">
${entry('index.html', 'Overview', null)}
${entry('types.html', 'Types', site.ir.types.length)}
${site.ir.entities.length === 0 ? null : entry('entities.html', 'Entities', site.ir.entities.length)}
${entry('graph.html', 'Composition', null)}
${entry('tasks.html', 'Tasks', site.ir.taskSets.length)}
<div class="nav-head">Tools</div>
${site.toolPages.map((p) => entry(p.path, p.title, p.tools.length))}
</nav>
<main>
${page.body}
</main>
</div>
<script src="${root}assets/index.js"></script>
<script src="${root}assets/search.js"></script>
</body>
</html>
`.text;
}
