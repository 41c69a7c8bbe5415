/**
 * What a picture of the composition graph shows: tools, and between them the types that parameters take. A tool leads to a
 * type where a result of it (or a field) fits, and a type to each parameter of that type; so tool → type → parameter is an
 * edge of the composition graph, exactly, with far fewer lines than an arrow a pair would need.
 */
import type { ToolIR, TypeRef, WorldIR } from '../ir/ir.js';
import { typeKey } from '../runtime/subtype.js';
import { TypeTable } from '../runtime/type-table.js';
import { showTypeRef } from '../types/show.js';
import { atBounds, mayFeed, portsOf } from './edges.js';
import { topicOf } from './topics.js';

export type PictureNode =
  | { readonly kind: 'tool'; readonly tool: ToolIR; readonly focus: boolean }
  | { readonly kind: 'type'; readonly label: string; readonly name: string | null }
  /** Tools that there is no room for. */
  | { readonly kind: 'more'; readonly count: number };

export interface PictureLink {
  readonly from: number;
  readonly to: number;
  /** The field of the result that it starts at; empty: the whole result. */
  readonly path: readonly string[];
  /** The parameter that it ends at; null: it ends at a type. */
  readonly param: string | null;
}

export interface Picture {
  readonly title: string;
  readonly nodes: readonly PictureNode[];
  readonly links: readonly PictureLink[];
}

interface Slot {
  readonly tool: ToolIR;
  readonly param: string;
  readonly type: TypeRef;
}

const slotsOf = (tool: ToolIR): Slot[] => tool.params.filter((p) => p.default === undefined).map((p) => ({ tool, param: p.name, type: atBounds(tool, p.type) }));

class Builder {
  readonly nodes: PictureNode[] = [];
  readonly links: PictureLink[] = [];
  readonly #types = new Map<string, number>();

  add(node: PictureNode): number {
    return this.nodes.push(node) - 1;
  }

  /** @param side types on two sides of a tool are drawn twice */
  type(type: TypeRef, side = ''): number {
    const key = side + typeKey(type);
    let node = this.#types.get(key);
    if (node === undefined) this.#types.set(key, (node = this.add({ kind: 'type', label: type.kind === 'var' ? 'anything' : showTypeRef(type), name: type.kind === 'named' ? type.name : null })));
    return node;
  }

  /** The place of a type that is drawn already. */
  drawn(type: TypeRef, side: string): number | undefined {
    return this.#types.get(side + typeKey(type));
  }

  link(from: number, to: number, path: readonly string[], param: string | null): void {
    this.links.push({ from, to, path, param });
  }
}

/** All of some tools. */
export function wholePicture(ir: WorldIR, tools: readonly ToolIR[], title: string): Picture {
  const table = new TypeTable(ir.types);
  const picture = new Builder();
  const places = new Map(tools.map((tool) => [tool.name, picture.add({ kind: 'tool', tool, focus: false })]));
  const slots = new Map<string, Slot[]>();
  for (const slot of tools.flatMap(slotsOf)) {
    const key = typeKey(slot.type);
    const known = slots.get(key);
    if (known === undefined) slots.set(key, [slot]);
    else known.push(slot);
  }
  for (const takers of slots.values()) {
    const type = takers[0]?.type;
    if (type === undefined) continue;
    // A parameter that nothing here can feed takes what the user gives; its type stands at no arrow.
    const givers = tools.flatMap((tool) => portsOf(tool).filter((port) => mayFeed(table, port.type, type)).map((port) => ({ tool, path: port.path })));
    if (givers.length === 0) continue;
    const hub = picture.type(type);
    for (const { tool, path } of givers) picture.link(places.get(tool.name) ?? 0, hub, path, null);
    for (const { tool, param } of takers) picture.link(hub, places.get(tool.name) ?? 0, [], param);
  }
  return { title, nodes: picture.nodes, links: picture.links };
}

/** Tools shown on each side before "and 87 more". */
const SHOWN = 12;

/** One tool, what of `tools` can feed it to its left, and what it can feed to its right. Of many, those of its own topic come first. */
export function pictureAround(ir: WorldIR, focus: ToolIR, tools: readonly ToolIR[]): Picture {
  const table = new TypeTable(ir.types);
  const picture = new Builder();
  const middle = picture.add({ kind: 'tool', tool: focus, focus: true });
  const others = tools.filter((t) => t.access === undefined);
  const nearFirst = (tools: readonly ToolIR[]): readonly ToolIR[] => {
    const own = topicOf(ir, focus);
    return [...tools.filter((t) => topicOf(ir, t) === own), ...tools.filter((t) => topicOf(ir, t) !== own)];
  };

  const takes = slotsOf(focus);
  const givers = others.filter((t) => portsOf(t).some((port) => takes.some((slot) => mayFeed(table, port.type, slot.type))));
  const shownGivers = nearFirst(givers).slice(0, SHOWN);
  const left = new Map(shownGivers.map((tool) => [tool, picture.add({ kind: 'tool', tool, focus: false })]));
  const hubs = new Set<number>();
  for (const slot of takes) {
    const hub = picture.type(slot.type, 'in:');
    picture.link(hub, middle, [], slot.param);
    if (hubs.has(hub)) continue;
    hubs.add(hub);
    for (const [tool, place] of left) for (const port of portsOf(tool)) if (mayFeed(table, port.type, slot.type)) picture.link(place, hub, port.path, null);
  }
  if (givers.length > shownGivers.length) {
    const more = picture.add({ kind: 'more', count: givers.length - shownGivers.length });
    for (const slot of takes) {
      const hidden = nearFirst(givers).slice(SHOWN);
      if (hidden.some((t) => portsOf(t).some((port) => mayFeed(table, port.type, slot.type)))) picture.link(more, picture.type(slot.type, 'in:'), [], null);
    }
  }

  const gives = portsOf(focus);
  const fits = (slot: Slot): boolean => gives.some((port) => mayFeed(table, port.type, slot.type));
  const takers = others.filter((t) => slotsOf(t).some(fits));
  const shownTakers = nearFirst(takers).slice(0, SHOWN);
  const reached = new Set<number>();
  const reach = (slot: Slot): number => {
    const hub = picture.type(slot.type, 'out:');
    if (!reached.has(hub)) for (const port of gives) if (mayFeed(table, port.type, slot.type)) picture.link(middle, hub, port.path, null);
    reached.add(hub);
    return hub;
  };
  for (const tool of shownTakers) {
    const place = picture.add({ kind: 'tool', tool, focus: false });
    for (const slot of slotsOf(tool).filter(fits)) picture.link(reach(slot), place, [], slot.param);
  }
  if (takers.length > shownTakers.length) {
    const more = picture.add({ kind: 'more', count: takers.length - shownTakers.length });
    const known = new Set(nearFirst(takers).slice(SHOWN).flatMap(slotsOf).filter(fits).map((slot) => picture.drawn(slot.type, 'out:')));
    // Those that take a type that is not drawn hang on the tool itself.
    for (const hub of known) picture.link(hub ?? middle, more, [], null);
  }
  return { title: `What ${focus.name} composes with`, nodes: picture.nodes, links: picture.links };
}
