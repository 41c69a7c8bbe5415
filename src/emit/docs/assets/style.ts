/** The style sheet of a site. */
import { GRAPH_DARK, GRAPH_STYLE } from '../../../graph/svg.js';

const LIGHT = `--bg: #f7f8fa; --card: #ffffff; --ink: #1b222c; --dim: #5d6878; --rule: #e1e5eb; --soft: #eef1f5; --accent: #1756b5; --accent-soft: #e6effb; --text: #0d6b45; --number: #8a3fb0; --good: #0b6e4f; --good-soft: #e2f3ea; --warm: #86530a; --warm-soft: #faf0dc;`;
const DARK = `--bg: #12161c; --card: #191f27; --ink: #e3e7ed; --dim: #94a0b0; --rule: #2a323d; --soft: #222a34; --accent: #7db2f9; --accent-soft: #1c2d45; --text: #79d3a8; --number: #d09bf0; --good: #79d3a8; --good-soft: #18342a; --warm: #e9bf72; --warm-soft: #372b14;`;

export const STYLE = `:root { color-scheme: light; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; ${DARK} } :root:not([data-theme="light"]) ${GRAPH_DARK} }
:root[data-theme="dark"] { color-scheme: dark; ${DARK} }
${GRAPH_STYLE}
:root[data-theme="dark"] ${GRAPH_DARK}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) ${GRAPH_DARK} }
* { box-sizing: border-box; }
html { scroll-padding-top: 68px; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, kbd { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875em; }
p { margin: 0.5em 0; overflow-wrap: anywhere; }

header { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; gap: 16px; height: 52px; padding: 0 20px; background: var(--card); border-bottom: 1px solid var(--rule); }
.brand { color: var(--ink); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.brand span, .version { color: var(--dim); font-weight: 400; font-size: 0.85em; }
.search { position: relative; flex: 1; max-width: 420px; margin-left: auto; }
.search[hidden], #theme[hidden] { display: none; }
.search input { width: 100%; height: 34px; padding: 0 34px 0 12px; border: 1px solid var(--rule); border-radius: 8px; background: var(--soft); color: var(--ink); font: inherit; font-size: 14px; }
.search kbd { position: absolute; right: 9px; top: 7px; padding: 0 6px; border: 1px solid var(--rule); border-radius: 4px; color: var(--dim); font-size: 11px; line-height: 18px; pointer-events: none; }
.search input:focus + kbd { display: none; }
#hits { position: absolute; right: 0; top: 40px; width: min(560px, 92vw); max-height: 70vh; overflow: auto; margin: 0; padding: 6px; list-style: none; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; box-shadow: 0 12px 32px rgb(0 0 0 / 18%); }
#hits a { display: block; padding: 6px 10px; border-radius: 6px; color: var(--ink); }
#hits a:hover, #hits [aria-selected="true"] a { background: var(--accent-soft); text-decoration: none; }
#hits b { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; }
#hits .kind { float: right; color: var(--dim); font-size: 12px; }
#hits .about { display: block; color: var(--dim); font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
#hits .none { padding: 6px 10px; color: var(--dim); }
#theme { display: grid; place-items: center; width: 34px; height: 34px; flex: none; border: 1px solid var(--rule); border-radius: 8px; background: none; color: var(--dim); cursor: pointer; }

.frame { display: grid; grid-template-columns: 220px minmax(0, 1fr); max-width: 1280px; margin: 0 auto; }
nav { position: sticky; top: 52px; align-self: start; max-height: calc(100vh - 52px); overflow: auto; padding: 20px 12px 40px; }
nav a { display: flex; justify-content: space-between; gap: 8px; padding: 4px 10px; border-radius: 6px; color: var(--ink); font-size: 14px; overflow-wrap: anywhere; }
nav a:hover { background: var(--soft); text-decoration: none; }
nav a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
nav span { color: var(--dim); font-weight: 400; font-variant-numeric: tabular-nums; }
.nav-head { margin: 16px 10px 4px; color: var(--dim); font-size: 12px; font-weight: 600; letter-spacing: 0.04em; text-transform: uppercase; }
main { min-width: 0; padding: 24px 28px 80px; }

h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.25; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 32px 0 10px; font-size: 19px; }
h3 { margin: 16px 0 4px; font-size: 15px; }
.lede { color: var(--dim); margin: 0 0 18px; max-width: 72ch; }
.dim { color: var(--dim); }
.note { padding: 8px 12px; border-radius: 8px; background: var(--warm-soft); color: var(--warm); }
.card { margin: 16px 0; padding: 18px 22px; background: var(--card); border: 1px solid var(--rule); border-radius: 12px; }
.card:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.card h2 { margin: 0 0 6px; font-size: 17px; overflow-wrap: anywhere; }
.anchor { color: var(--ink); }
.below { color: var(--dim); font-size: 14px; font-weight: 400; }
.badge { display: inline-block; padding: 1px 8px; border-radius: 999px; background: var(--soft); color: var(--dim); font-size: 12px; font-weight: 500; line-height: 18px; vertical-align: 2px; white-space: nowrap; }
.badge-computed { background: var(--good-soft); color: var(--good); }
.badge-login { background: var(--warm-soft); color: var(--warm); }
.signature { margin: 4px 0 8px; padding: 8px 12px; background: var(--soft); border-radius: 8px; }
.signature code { overflow-wrap: anywhere; }
.p { color: var(--dim); }
.phrases q { font-style: italic; }
.or { color: var(--dim); font-size: 13px; }
var { font-style: normal; font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.84em; padding: 0 5px; border-radius: 4px; background: var(--accent-soft); color: var(--accent); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 16px; margin: 8px 0; }
dt { color: var(--dim); font-size: 14px; }
dd { margin: 0; overflow-wrap: anywhere; }
.v-text { color: var(--text); }
.v-number, .v-other { color: var(--number); }
.example code { overflow-wrap: anywhere; }
.near { display: flex; gap: 10px; margin: 8px 0; align-items: baseline; }
.label { flex: none; width: 54px; color: var(--dim); font-size: 13px; }
.chips { display: flex; flex-wrap: wrap; gap: 5px; align-items: baseline; min-width: 0; }
.chip { padding: 0 8px; border: 1px solid var(--rule); border-radius: 6px; font-size: 12.5px; line-height: 21px; font-family: ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
details summary { cursor: pointer; color: var(--dim); font-size: 13px; }
details summary:hover { color: var(--accent); }
.rest[open] { flex-basis: 100%; }
.rest p { font-size: 13px; color: var(--dim); }
.foot { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 16px; margin-top: 10px; font-size: 13px; }
.foot details[open] { flex-basis: 100%; }
pre { margin: 8px 0 0; padding: 12px 14px; background: var(--soft); border-radius: 8px; overflow: auto; max-height: 420px; line-height: 1.45; }
.index { columns: 2; column-gap: 28px; margin: 0 0 20px; padding: 0; list-style: none; font-size: 13.5px; }
.index li { break-inside: avoid; padding: 2px 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.index a { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 12.5px; }
.index span { color: var(--dim); }
.picture { margin: 0 0 16px; }
.picture .scroll { margin-top: 8px; padding: 8px; background: var(--card); border: 1px solid var(--rule); border-radius: 12px; }
.scroll { overflow-x: auto; }
.scroll svg { display: block; margin: 0 auto; }
.matrix { max-width: none; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; color: var(--dim); font-weight: 500; font-size: 13px; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
.n { text-align: right; padding-right: 28px; font-variant-numeric: tabular-nums; }
.rows { margin-top: 14px; }
.rows td { white-space: nowrap; font-size: 13px; }
.samples { display: flex; flex-wrap: wrap; gap: 6px; }
.sample { padding: 1px 9px; border-radius: 6px; background: var(--soft); font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; overflow-wrap: anywhere; }
.tree ul { margin: 0; padding-left: 18px; list-style: none; border-left: 1px solid var(--rule); }
.tree > ul { padding: 0; border: 0; columns: 3 240px; column-gap: 28px; }
.tree > ul > li { margin-bottom: 8px; }
.tree li { font-size: 14px; }
.tree .node { overflow-wrap: anywhere; }
.tree .node .dim { font-size: 12px; }
.base { font-weight: 600; }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 18px 0 8px; }
.figures a { min-width: 116px; padding: 12px 18px; background: var(--card); border: 1px solid var(--rule); border-radius: 12px; color: var(--dim); }
.figures a:hover, .topic:hover { border-color: var(--accent); text-decoration: none; }
.figures b { display: block; color: var(--ink); font-size: 24px; line-height: 1.2; font-variant-numeric: tabular-nums; }
.topics { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 12px; }
.topic { padding: 12px 16px; background: var(--card); border: 1px solid var(--rule); border-radius: 12px; color: var(--ink); min-width: 0; }
.topic .dim { float: right; font-size: 13px; }
.topic .names { display: block; color: var(--dim); font-size: 12.5px; line-height: 1.45; overflow-wrap: anywhere; }
.rule { display: inline-block; margin: 0 6px 4px 0; padding: 0 8px; border-radius: 6px; background: var(--soft); font-size: 13px; line-height: 22px; }
.task { margin: 16px 0; padding: 14px 18px; background: var(--card); border: 1px solid var(--rule); border-left: 3px solid var(--accent); border-radius: 10px; }
.instruction { margin: 0 0 10px; font-size: 16px; max-width: 78ch; }
.calls { margin: 0; padding: 0; list-style: none; }
.calls li { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 16px; padding: 5px 0; border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
.calls .result::before { content: "→ "; color: var(--dim); }
.ref { color: var(--warm); }
.answer { margin: 8px 0 0; }
.answer code { padding: 2px 8px; border-radius: 6px; background: var(--good-soft); }
.answer .v { color: var(--good); }
.answer .label { margin-right: 6px; }
.matrix text { fill: var(--ink); font-size: 12px; }
.matrix a:hover text { fill: var(--accent); }
.matrix .cell { fill: var(--accent); }
.matrix .count { font-size: 10px; fill: var(--ink); }
.matrix .count.strong { fill: var(--card); }

@media (max-width: 860px) {
  .frame { display: block; }
  nav { position: static; display: flex; gap: 4px; max-height: none; overflow-x: auto; padding: 8px 12px; border-bottom: 1px solid var(--rule); }
  nav a { flex: none; }
  .nav-head { display: none; }
  main { padding: 18px 16px 60px; }
  .index { columns: 1; }
  .index li { white-space: normal; }
  .calls li { grid-template-columns: 1fr; gap: 0; }
  .card { padding: 14px 16px; }
}
@media print { header, nav { display: none; } .frame { display: block; } .card { break-inside: avoid; } }
`;
