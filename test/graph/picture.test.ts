import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { compositionGraph } from '../../src/graph/graph.js';
import { pictureAround, wholePicture, type Picture } from '../../src/graph/picture.js';
import { renderSvg } from '../../src/graph/svg.js';
import { topicsOf } from '../../src/graph/topics.js';
import { nodeHost } from '../../src/host/node.js';
import type { ToolIR, WorldIR } from '../../src/ir/ir.js';
import { SPECS } from '../support/spec-files.js';

const compile = (world: string): WorldIR => {
  const { ir } = compileWorld(nodeHost(), `${SPECS}/${world}`);
  if (ir === null) throw new Error(`${world} does not compile`);
  return ir;
};
const markets = compile('markets');
const large = compile('randomworld');

/** The edges that a picture shows: tool → type → parameter. */
function edgesOf({ nodes, links }: Picture): string[] {
  const name = (i: number): string => {
    const node = nodes[i];
    return node?.kind === 'tool' ? node.tool.name : '';
  };
  return links
    .filter((l) => l.param === null)
    .flatMap((into) => links.filter((l) => l.from === into.to && l.param !== null).map((out) => `${[name(into.from), ...into.path].join('.')} ${name(out.to)}.${out.param ?? ''}`))
    .sort();
}

describe('a picture of the composition graph', () => {
  it('shows its edges and no others', () => {
    const edges = (ir: WorldIR, names: ReadonlySet<string>): string[] => [...new Set(compositionGraph(ir, names).map((e) => `${[e.from, ...e.path].join('.')} ${e.to}.${e.param}`))].sort();
    expect(edgesOf(wholePicture(markets, markets.tools, ''))).toEqual(edges(markets, new Set(markets.tools.map((t) => t.name))));
    for (const { tools } of topicsOf(large).slice(0, 6)) {
      expect(edgesOf(wholePicture(large, tools, ''))).toEqual(edges(large, new Set(tools.map((t) => t.name))));
    }
  });

  it('shows around a tool the edges that touch it, all of them where there is room', () => {
    for (const tool of markets.tools) {
      const touching = compositionGraph(markets).filter((e) => e.from === tool.name || e.to === tool.name);
      const shown = new Set(edgesOf(pictureAround(markets, tool, markets.tools)));
      expect([...new Set(touching.map((e) => `${[e.from, ...e.path].join('.')} ${e.to}.${e.param}`))].filter((e) => !shown.has(e))).toEqual([]);
    }
  });

  it('counts what there is no room for', () => {
    const graph = compositionGraph(large);
    const around = (tool: ToolIR): { takers: number; givers: number } => ({ takers: new Set(graph.filter((e) => e.from === tool.name).map((e) => e.to)).size, givers: new Set(graph.filter((e) => e.to === tool.name).map((e) => e.from)).size });
    const tool = large.tools.find((t) => around(t).takers > 12 && around(t).givers > 12);
    if (tool === undefined) throw new Error('no tool has many neighbours');
    const { takers, givers } = around(tool);
    const { nodes } = pictureAround(large, tool, large.tools);
    const shown = nodes.filter((n) => n.kind === 'tool').length - 1;
    const more = nodes.flatMap((n) => (n.kind === 'more' ? [n.count] : []));
    expect(more).toHaveLength(2);
    expect(shown + more.reduce((a, b) => a + b, 0)).toBe(takers + givers);
  });

  it('is XML that asks for nothing, the same each time', () => {
    const picture = wholePicture(markets, markets.tools, 'How <tools> & "types" compose');
    for (const styled of [true, false]) {
      const svg = renderSvg(picture, { styled, href: (kind, name) => `${kind}.html#${name}` });
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|@import|url\((?!#)|NaN|undefined/);
      expect(renderSvg(picture, { styled, href: (kind, name) => `${kind}.html#${name}` })).toBe(svg);
    }
    expect(renderSvg(picture, { styled: true })).not.toContain('<tools>');
  });
});
