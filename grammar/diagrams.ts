/** All syntax diagrams on one page that needs nothing else: no script, no font, no other file. */
import { renderRule } from './ebnf.js';
import { mentions, readGrammar } from './model.js';
import { renderDiagram } from './railroad.js';

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2433; --paper: #fcfcfa; --line: #6b7486; --rule: #e4ecf8; --literal: #fbeecb; --token: #dff1e1; --quiet: #6b7486; }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e7ef; --paper: #14181f; --line: #8b95a7; --rule: #243450; --literal: #4a3d17; --token: #1f4028; --quiet: #98a2b3; } }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 6rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font: 600 1.05rem ui-monospace, monospace; margin: 2.4rem 0 .4rem; }
nav { columns: 11rem; font: .85rem/1.7 ui-monospace, monospace; } nav a, h2 a, p a { color: inherit; }
nav a, h2 a { display: block; text-decoration: none; } nav a:hover, p a:hover { text-decoration: underline; }
.diagram { overflow-x: auto; } svg { display: block; max-width: none; }
svg path { fill: none; stroke: var(--line); stroke-width: 1.5; } svg rect { stroke: var(--line); }
svg .rule { fill: var(--rule); } svg .literal { fill: var(--literal); } svg .token { fill: var(--token); }
svg text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; text-anchor: middle; fill: var(--ink); }
p.used { font-size: .85rem; color: var(--quiet); margin: .3rem 0 0; } pre { overflow-x: auto; font-size: .8rem; color: var(--quiet); }
section:target h2 { text-decoration: underline; }
`;

export function renderDiagrams(): string {
  const rules = readGrammar();
  const known = new Set(rules.map((r) => r.name));
  const users = new Map<string, string[]>();
  for (const rule of rules) for (const name of mentions(rule.node)) users.set(name, [...(users.get(name) ?? []), rule.name]);
  const link = (name: string): string => `<a href="#${name}">${name}</a>`;
  const sections = rules.map(({ name, node }) => {
    const used = users.get(name) ?? [];
    return `<section id="${name}">
<h2><a href="#${name}">${name}</a></h2>
<div class="diagram">${renderDiagram(node, known)}</div>
${used.length === 0 ? '' : `<p class="used">in ${used.map(link).join(', ')}</p>\n`}<details><summary class="used">as text</summary><pre>${escape(renderRule({ name, node }))}</pre></details>
</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>rworld: syntax diagrams</title>
<style>${STYLE}</style>
</head>
<body>
<h1>The syntax of rworld</h1>
<p>Every way from the left end of a diagram to its right end is a sentence. Square boxes are rules, with a diagram of their own; yellow
ones are written as they stand; green ones are tokens. Generated from the parser by <code>npm run grammar</code>.</p>
<nav>${rules.map((r) => link(r.name)).join('\n')}</nav>
${sections.join('\n')}
<section id="tokens">
<h2><a href="#tokens">tokens</a></h2>
<p><code>Word</code> is an identifier or a keyword: keywords are contextual, and may be names. <code>Number</code> is <code>12</code>, <code>0.50</code> or
<code>1e6</code>; <code>String</code> stands in double quotes on one line; <code>Regex</code> stands between slashes. The exact patterns are in <code>rworld.ebnf</code>.</p>
</section>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
