/**
 * A static site of a world, as texts by path: it is read from a folder, without a server and without a network. A function of the
 * IR alone, byte for byte.
 */
import type { Json, WorldIR } from '../../ir/ir.js';
import { SEARCH, THEME } from './assets/scripts.js';
import { STYLE } from './assets/style.js';
import { framePage } from './frame.js';
import { entitiesPage } from './pages/entities.js';
import { graphPage } from './pages/graph.js';
import { overviewPage } from './pages/overview.js';
import { exampleTasks, tasksPage } from './pages/tasks.js';
import { toolsPage } from './pages/tools.js';
import { typesPage } from './pages/types.js';
import { Site } from './site.js';

export function renderDocs(ir: WorldIR): ReadonlyMap<string, string> {
  const site = new Site(ir);
  const examples = new Map(ir.taskSets.map((set) => [set.name, exampleTasks(site, set)]));
  const pages = [overviewPage(site, examples), typesPage(site), ...(ir.entities.length === 0 ? [] : [entitiesPage(site)]), graphPage(site), tasksPage(site, examples), ...site.toolPages.map((page) => toolsPage(site, page))];
  return new Map([
    ['assets/site.css', STYLE],
    ['assets/theme.js', THEME],
    ['assets/search.js', SEARCH],
    ['assets/index.js', searchIndex(site)],
    ...pages.map((page): [string, string] => [page.path, framePage(site, page)]),
  ]);
}

/** What the search box finds, as a script: a page opened from a folder may not fetch. */
function searchIndex(site: Site): string {
  const { ir } = site;
  const rows: Json[] = [
    ...ir.tools.map((t) => ['tool', t.name, t.description, site.hrefOf('tool', t.name)]),
    ...ir.types.map((t) => ['type', t.name, t.description, site.hrefOf('type', t.name)]),
    ...ir.entities.map((e) => ['entity', e.name, e.description, site.hrefOf('entity', e.name)]),
    ...ir.taskSets.map((s) => ['task set', s.name, s.description, site.hrefOf('set', s.name)]),
    ...site.toolPages.map((p) => ['topic', p.title, '', p.path]),
  ];
  const text = JSON.stringify(rows).replace(/[<\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `const rworldIndex = ${text};\n`;
}
