/** The composition graph as data, and as DOT, Mermaid and JSON; and why an edge is not there. */
import type { ToolIR, TypeRef, WorldIR } from '../ir/ir.js';
import { isSubtype } from '../runtime/subtype.js';
import { TypeTable } from '../runtime/type-table.js';
import { describeType } from '../types/describe.js';
import { atBounds, mayFeed, portsOf } from './edges.js';

export interface Edge {
  readonly from: string;
  /** The field of the result; empty for the whole. */
  readonly path: readonly string[];
  readonly to: string;
  readonly param: string;
}

/** Every edge between the given tools, in the order of tools, ports and parameters. */
export function compositionGraph(ir: WorldIR, names?: ReadonlySet<string>): Edge[] {
  const table = new TypeTable(ir.types);
  const tools = ir.tools.filter((t) => t.access === undefined && (names?.has(t.name) ?? true));
  const slots = tools.flatMap((to) => to.params.filter((p) => p.default === undefined).map((p) => ({ to: to.name, param: p.name, type: atBounds(to, p.type) })));
  const edges: Edge[] = [];
  for (const from of tools) {
    for (const port of portsOf(from)) {
      for (const slot of slots) if (mayFeed(table, port.type, slot.type)) edges.push({ from: from.name, path: port.path, to: slot.to, param: slot.param });
    }
  }
  return edges;
}

/** Why one tool does not feed another, in lines for a person; or through what it does. */
export function whyNot(ir: WorldIR, from: ToolIR, to: ToolIR): string[] {
  const table = new TypeTable(ir.types);
  const lines: string[] = [];
  for (const param of to.params) {
    const wanted = atBounds(to, param.type);
    const takes = `\`${param.name}\` of ${to.name} takes ${describeType(wanted, table)}`;
    if (param.default !== undefined) {
      lines.push(`${takes}, but has a default, and composition leaves it out`);
      continue;
    }
    for (const port of portsOf(from)) {
      const gives = `${port.path.length === 0 ? from.name : `${from.name}.${port.path.join('.')}`} gives ${describeType(port.type, table)}`;
      if (mayFeed(table, port.type, wanted)) lines.push(`yes: ${gives}, and ${takes}`);
      else lines.push(`no: ${gives}, and ${takes}${reason(table, port.type, wanted)}`);
    }
  }
  return lines.length === 0 ? [`no: ${to.name} takes nothing`] : lines;
}

function reason(table: TypeTable, from: TypeRef, to: TypeRef): string {
  if (from.kind === 'optional') return '; the result may be null';
  if (isSubtype(table, to, from)) return '; it is wider than what is taken: only some of its values would do';
  if (from.kind === 'list' && to.kind !== 'list') return '; a list is not one of its items';
  if (from.kind !== to.kind) return '';
  return '; neither is declared below the other';
}

export type GraphFormat = 'dot' | 'mermaid' | 'json' | 'text';

export function renderGraph(edges: readonly Edge[], tools: readonly string[], format: GraphFormat): string {
  const label = (e: Edge): string => `${e.path.length === 0 ? '' : `${e.path.join('.')} → `}${e.param}`;
  switch (format) {
    case 'json':
      return `${JSON.stringify({ tools, edges }, null, 1)}\n`;
    case 'text':
      return edges.map((e) => `${[e.from, ...e.path].join('.')} -> ${e.to}.${e.param}\n`).join('');
    case 'dot':
      return `digraph composition {\n  rankdir=LR;\n  node [shape=box];\n${tools.map((t) => `  ${quote(t)};\n`).join('')}${edges.map((e) => `  ${quote(e.from)} -> ${quote(e.to)} [label=${quote(label(e))}];\n`).join('')}}\n`;
    case 'mermaid': {
      const id = new Map(tools.map((t, i) => [t, `t${i}`]));
      return `flowchart LR\n${tools.map((t) => `  ${id.get(t) ?? ''}["${t}"]\n`).join('')}${edges.map((e) => `  ${id.get(e.from) ?? ''} -->|"${label(e)}"| ${id.get(e.to) ?? ''}\n`).join('')}`;
    }
  }
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
