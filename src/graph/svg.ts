/** The composition graph as SVG, with nothing in it that asks for another file. */
import type { TypeRef } from '../ir/ir.js';
import { layOut, type Box, type Point } from './layered.js';
import type { Picture, PictureLink, PictureNode } from './picture.js';

export interface SvgOptions {
  /** Where a tool or a type is described; null: nowhere. */
  readonly href?: (kind: 'tool' | 'type', name: string) => string | null;
  /** Whether the picture brings its own colours, for light and dark; else the page around it does, with `GRAPH_STYLE`. */
  readonly styled: boolean;
}

const MARGIN = 26;
/** Above a box, in the gap between two: where a line runs back to the left. */
const BYPASS = 7;
/** How far it swings out to turn. */
const TURN = 22;
const HEAD = 26;
const ROW = 17;
const CHARACTER = { name: 7.7, row: 6.3 };
const LONGEST = 34;
/** In a page, a picture shrinks to this part of its size before it has to be scrolled. */
const SMALLEST = 0.78;

/** Colours as custom properties, so that a page can set its own. */
export const GRAPH_STYLE = `
.rw-graph { --g-ink: #1c2330; --g-dim: #5b6675; --g-box: #ffffff; --g-edge: #c5ccd6; --g-type: #e7f0ea; --g-type-ink: #1c5a3a; --g-line: #9aa5b4; --g-focus: #1f5fbf; font-family: ui-sans-serif, system-ui, sans-serif; font-size: 12px; }
.rw-graph text { fill: var(--g-ink); }
.rw-graph .name { font-weight: 600; }
.rw-graph .row { fill: var(--g-dim); font-size: 11px; }
.rw-graph .tool { fill: var(--g-box); stroke: var(--g-edge); }
.rw-graph .focus { stroke: var(--g-focus); stroke-width: 2; }
.rw-graph .type { fill: var(--g-type); }
.rw-graph .type-name { fill: var(--g-type-ink); font-size: 11px; }
.rw-graph .more { fill: none; stroke: var(--g-edge); stroke-dasharray: 3 3; }
.rw-graph .link { fill: none; stroke: var(--g-line); stroke-width: 1.2; }
.rw-graph .head { fill: var(--g-line); }
.rw-graph a:hover .tool, .rw-graph a:focus .tool { stroke: var(--g-focus); }
.rw-graph .link:hover { stroke: var(--g-focus); stroke-width: 2.2; }
`;
export const GRAPH_DARK = `.rw-graph { --g-ink: #e4e8ee; --g-dim: #97a3b3; --g-box: #242d39; --g-edge: #455263; --g-type: #1b3328; --g-type-ink: #8fd6ae; --g-line: #6b7a8f; --g-focus: #79aef5; }`;

export function renderSvg(picture: Picture, options: SvgOptions): string {
  const boxes = picture.nodes.map(boxOf);
  const drawing = layOut(
    boxes,
    picture.links.map(({ from, to }) => ({ from, to, bundle: picture.nodes[to]?.kind === 'type' ? ('to' as const) : ('from' as const) })),
    { across: 52, along: 16 },
  );
  const width = Math.ceil(drawing.width + 2 * MARGIN);
  const height = Math.ceil(drawing.height + 2 * MARGIN);
  const at = (i: number): Point => {
    const p = drawing.boxes[i] ?? { x: 0, y: 0 };
    return { x: p.x + MARGIN, y: p.y + MARGIN };
  };
  const lines = picture.links.map((link, i) => {
    const route = drawing.links[i] ?? { backward: false, via: [] };
    const ends = endsOf(picture, boxes, link, at);
    const via = route.via.map((p) => ({ x: p.x + MARGIN, y: p.y + MARGIN }));
    const d = route.backward ? around(ends.from, over(link.from, boxes, at), via, over(link.to, boxes, at), ends.to) : curve([ends.from, ...via, ends.to]);
    return `<path class="link" d="${d}" marker-end="url(#rw-head)"><title>${escapeXml(sayLink(picture, link))}</title></path>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="rw-graph" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"${options.styled ? '' : ` style="width:100%;max-width:${width}px;min-width:${Math.round(width * SMALLEST)}px;height:auto"`} role="img" aria-label="${escapeXml(picture.title)}">`,
    `<title>${escapeXml(picture.title)}</title>`,
    ...(options.styled ? [`<style>${GRAPH_STYLE}.rw-graph { background: #fbfcfd; }\n@media (prefers-color-scheme: dark) { ${GRAPH_DARK} .rw-graph { background: #141920; } }\n</style>`] : []),
    '<defs><marker id="rw-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 1 L7 4 L0 7 Z"/></marker></defs>',
    ...lines,
    ...picture.nodes.map((node, i) => drawNode(node, boxes[i] ?? { width: 0, height: 0 }, at(i), options)),
    '</svg>',
    '',
  ].join('\n');
}

/** The parameters that arrows can end at, and the fields that they can start from, as the lines of a tool's box. */
function rowsOf(node: PictureNode): { readonly left: readonly string[]; readonly right: readonly string[] } {
  if (node.kind !== 'tool') return { left: [], right: [] };
  return { left: node.tool.params.filter((p) => p.default === undefined).map((p) => p.name), right: fieldPaths(node.tool.result) };
}

function fieldPaths(type: TypeRef): readonly string[] {
  return type.kind === 'record' ? type.fields.map((f) => f.name) : [];
}

function boxOf(node: PictureNode): Box {
  if (node.kind === 'type') return { width: cut(node.label).length * CHARACTER.row + 22, height: 22 };
  if (node.kind === 'more') return { width: 84, height: 24 };
  const { left, right } = rowsOf(node);
  const rows = Math.max(left.length, right.length);
  const longest = Math.max(0, ...Array.from({ length: rows }, (_, i) => cut(left[i] ?? '').length + cut(right[i] ?? '').length + ((left[i] ?? '') !== '' && (right[i] ?? '') !== '' ? 3 : 0)));
  return { width: Math.max(cut(node.tool.name).length * CHARACTER.name, longest * CHARACTER.row) + 24, height: HEAD + rows * ROW + (rows === 0 ? 0 : 5) };
}

function drawNode(node: PictureNode, box: Box, middle: Point, options: SvgOptions): string {
  const x = middle.x - box.width / 2;
  const y = middle.y - box.height / 2;
  const rect = (kind: string, radius: number): string => `<rect class="${kind}" x="${n(x)}" y="${n(y)}" width="${n(box.width)}" height="${n(box.height)}" rx="${radius}"/>`;
  const text = (kind: string, tx: number, ty: number, content: string, anchor: 'start' | 'middle' | 'end'): string => `<text class="${kind}" x="${n(tx)}" y="${n(ty)}" text-anchor="${anchor}">${escapeXml(cut(content))}</text>`;
  switch (node.kind) {
    case 'type':
      return linked(node.name === null ? null : (options.href?.('type', node.name) ?? null), `<g>${rect('type', 11)}${text('type-name', middle.x, middle.y + 4, node.label, 'middle')}</g>`);
    case 'more':
      return `<g>${rect('more', 6)}${text('row', middle.x, middle.y + 4, `and ${node.count} more`, 'middle')}</g>`;
    case 'tool': {
      const { left, right } = rowsOf(node);
      const rows = [...left.map((name, i) => text('row', x + 10, rowY(y, i) + 4, name, 'start')), ...right.map((name, i) => text('row', x + box.width - 10, rowY(y, i) + 4, name, 'end'))];
      const title = node.tool.description === '' ? '' : `<title>${escapeXml(node.tool.description)}</title>`;
      return linked(options.href?.('tool', node.tool.name) ?? null, `<g>${title}${rect(node.focus ? 'tool focus' : 'tool', 6)}${text('name', middle.x, y + 17, node.tool.name, 'middle')}${rows.join('')}</g>`);
    }
  }
}

function linked(href: string | null, content: string): string {
  return href === null ? content : `<a href="${escapeXml(href)}">${content}</a>`;
}

const rowY = (top: number, row: number): number => top + HEAD + row * ROW + ROW / 2 - 2;

/** Where a line leaves one box, on its right, and enters another, on its left: at the row of the field or parameter. */
function endsOf(picture: Picture, boxes: readonly Box[], link: PictureLink, at: (i: number) => Point): { readonly from: Point; readonly to: Point } {
  const end = (i: number, side: 1 | -1, row: number): Point => {
    const box = boxes[i] ?? { width: 0, height: 0 };
    const { x, y } = at(i);
    const height = picture.nodes[i]?.kind !== 'tool' ? y : row >= 0 ? rowY(y - box.height / 2, row) : y - box.height / 2 + HEAD / 2;
    return { x: x + (side * box.width) / 2, y: height };
  };
  const row = (i: number, side: 'left' | 'right', name: string | undefined): number => {
    const node = picture.nodes[i];
    return node === undefined || name === undefined ? -1 : rowsOf(node)[side].indexOf(name);
  };
  return { from: end(link.from, 1, row(link.from, 'right', link.path[0])), to: end(link.to, -1, row(link.to, 'left', link.param ?? undefined)) };
}

/** The lane above a box, from right to left. */
function over(i: number, boxes: readonly Box[], at: (i: number) => Point): readonly [Point, Point] {
  const box = boxes[i] ?? { width: 0, height: 0 };
  const { x, y } = at(i);
  const top = y - box.height / 2 - BYPASS;
  return [
    { x: x + box.width / 2, y: top },
    { x: x - box.width / 2, y: top },
  ];
}

/** A line that runs back: out on the right and over its box, on to the left, over the other box and into it from the left. */
function around(from: Point, overFrom: readonly [Point, Point], via: readonly Point[], overTo: readonly [Point, Point], to: Point): string {
  const [out] = overFrom;
  const [, home] = overTo;
  const turn = `M${n(from.x)} ${n(from.y)}C${n(from.x + TURN)} ${n(from.y)} ${n(out.x + TURN)} ${n(out.y)} ${n(out.x)} ${n(out.y)}`;
  const back = curve([...overFrom, ...via, ...overTo]).replace(/^M[^LC]*/, '');
  return `${turn}${back}C${n(home.x - TURN)} ${n(home.y)} ${n(to.x - TURN)} ${n(to.y)} ${n(to.x)} ${n(to.y)}`;
}

function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let last = first;
  let d = `M${n(first.x)} ${n(first.y)}`;
  for (const p of rest) {
    const bend = (p.x - last.x) / 2;
    d += p.y === last.y ? `L${n(p.x)} ${n(p.y)}` : `C${n(last.x + bend)} ${n(last.y)} ${n(p.x - bend)} ${n(p.y)} ${n(p.x)} ${n(p.y)}`;
    last = p;
  }
  return d;
}

function sayLink(picture: Picture, link: PictureLink): string {
  const name = (node: PictureNode | undefined): string => (node === undefined ? '' : node.kind === 'tool' ? node.tool.name : node.kind === 'type' ? node.label : `${node.count} more`);
  return `${[name(picture.nodes[link.from]), ...link.path].join('.')} → ${name(picture.nodes[link.to])}${link.param === null ? '' : `.${link.param}`}`;
}

function cut(text: string): string {
  const points = [...text];
  return points.length <= LONGEST ? text : `${points.slice(0, LONGEST - 1).join('')}…`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Text for XML: markup, and what XML 1.0 has no way to write. */
export function escapeXml(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
