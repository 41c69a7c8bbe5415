/**
 * A layered drawing of a directed graph, from left to right (Sugiyama, Tagawa and Toda 1981): cycles are cut by the greedy
 * order of Eades, Lin and Smyth (1993), layers are longest paths, crossings are reduced by barycentres, and heights are
 * the least squares of neighbours' heights under the order. Deterministic: ties fall to the order of the input.
 */

export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Link {
  /** Places of boxes. */
  readonly from: number;
  readonly to: number;
  /** The end whose lines run together for as long as they can: many lines to one box become one that branches. */
  readonly bundle?: 'from' | 'to';
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** The middle of each box. */
  readonly boxes: readonly Point[];
  /** For each link, whether it runs from right to left, and the points it passes between its ends, in its direction. */
  readonly links: readonly { readonly backward: boolean; readonly via: readonly Point[] }[];
}

export interface Spacing {
  /** Between layers. */
  readonly across: number;
  /** Between boxes of a layer. */
  readonly along: number;
}

const SWEEPS = 24;
/** Room that a passing line takes in a layer. */
const LANE = 6;

interface Cell {
  readonly layer: number;
  readonly width: number;
  readonly height: number;
  readonly before: number[];
  readonly after: number[];
}

export function layOut(boxes: readonly Box[], links: readonly Link[], spacing: Spacing): Drawing {
  const position = cutCycles(boxes.length, links);
  const forward = links.map(({ from, to }) => 
    at(position, from) <= at(position, to) ? { from, to, backward: false } : { from: to, to: from, backward: true },
  );
  const layers = layersOf(boxes.length, forward, position);
  const cells: Cell[] = boxes.map((box, i) => ({ layer: at(layers, i), ...box, before: [], after: [] }));
  const joined = new Set<string>();
  const join = (from: number, to: number): void => {
    const key = `${from} ${to}`;
    if (joined.has(key)) return;
    joined.add(key);
    cells[from]?.after.push(to);
    cells[to]?.before.push(from);
  };
  // A link over several layers passes a cell in each: its own, or one that it shares with its bundle.
  const shared = new Map<string, number>();
  const passed = forward.map(({ from, to, backward }, i) => {
    const lanes: number[] = [];
    const bundle = links[i]?.bundle;
    const end = bundle === undefined ? `link ${i}` : `${links[i]?.[bundle] ?? 0} ${bundle} ${backward ? 'back' : ''}`;
    let last = from;
    for (let layer = at(layers, from) + 1; layer < at(layers, to); layer++) {
      const key = `${layer} ${end}`;
      const lane = shared.get(key) ?? cells.push({ layer, width: 0, height: LANE, before: [], after: [] }) - 1;
      shared.set(key, lane);
      join(last, lane);
      lanes.push((last = lane));
    }
    if (from !== to) join(last, to);
    return lanes;
  });
  const rows = orderRows(cells);
  const y = heights(cells, rows, spacing.along);
  const widths = rows.map((row) => Math.max(0, ...row.map((c) => cells[c]?.width ?? 0)));
  const middles: number[] = [];
  let x = 0;
  for (const width of widths) {
    middles.push(x + width / 2);
    x += width + spacing.across;
  }
  const top = Math.min(...cells.map((cell, i) => at(y, i) - cell.height / 2), Infinity);
  const bottom = Math.max(...cells.map((cell, i) => at(y, i) + cell.height / 2), -Infinity);
  const place = (i: number): Point => ({ x: at(middles, cells[i]?.layer ?? 0), y: at(y, i) - top });
  return {
    width: Math.max(0, x - spacing.across),
    height: cells.length === 0 ? 0 : bottom - top,
    boxes: boxes.map((_, i) => place(i)),
    links: forward.map(({ backward }, i) => {
      // Where a line passes a layer it runs level over the layer's whole width: no box is cut.
      const via = (passed[i] ?? []).flatMap((lane) => {
        const { x: middle, y: height } = place(lane);
        const half = at(widths, cells[lane]?.layer ?? 0) / 2;
        return [{ x: middle - half, y: height }, { x: middle + half, y: height }];
      });
      return { backward, via: backward ? via.reverse() : via };
    }),
  };
}

/** A place for every box such that few links run backward: sinks to the end, sources to the start, else what gives most. */
function cutCycles(count: number, links: readonly Link[]): readonly number[] {
  const left = new Set(Array.from({ length: count }, (_, i) => i));
  const outs = new Map<number, Map<number, number>>();
  const ins = new Map<number, Map<number, number>>();
  const add = (map: Map<number, Map<number, number>>, a: number, b: number): void => {
    const known = map.get(a) ?? new Map<number, number>();
    known.set(b, (known.get(b) ?? 0) + 1);
    map.set(a, known);
  };
  for (const { from, to } of links) {
    if (from === to) continue;
    add(outs, from, to);
    add(ins, to, from);
  }
  const degree = (map: Map<number, Map<number, number>>, of: number): number => {
    let sum = 0;
    for (const [other, n] of map.get(of) ?? []) if (left.has(other)) sum += n;
    return sum;
  };
  const start: number[] = [];
  const end: number[] = [];
  while (left.size > 0) {
    const sink = [...left].find((i) => degree(outs, i) === 0 && degree(ins, i) > 0);
    const source = sink !== undefined ? undefined : [...left].find((i) => degree(ins, i) === 0);
    let next = sink ?? source;
    if (next === undefined) {
      let best = -Infinity;
      for (const i of left) {
        const gain = degree(outs, i) - degree(ins, i);
        if (gain > best) [best, next] = [gain, i];
      }
    }
    if (next === undefined) break;
    left.delete(next);
    if (sink !== undefined) end.push(next);
    else start.push(next);
  }
  const position: number[] = Array.from({ length: count }, () => 0);
  [...start, ...end.reverse()].forEach((box, i) => (position[box] = i));
  return position;
}

function layersOf(count: number, links: readonly Link[], position: readonly number[]): readonly number[] {
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => at(position, a) - at(position, b));
  const before: number[][] = order.map(() => []);
  const after: number[][] = order.map(() => []);
  for (const { from, to } of links) {
    if (from === to) continue;
    before[to]?.push(from);
    after[from]?.push(to);
  }
  const layers: number[] = order.map(() => 0);
  for (const box of order) layers[box] = Math.max(0, ...(before[box] ?? []).map((b) => at(layers, b) + 1));
  // What nothing leads to stands next to what it leads to.
  for (const box of order) if (before[box]?.length === 0 && (after[box]?.length ?? 0) > 0) layers[box] = Math.min(...(after[box] ?? []).map((a) => at(layers, a))) - 1;
  return layers;
}

/** The order of the cells in each layer: sweeps by barycentres, the best of them kept. */
function orderRows(cells: readonly Cell[]): readonly (readonly number[])[] {
  const rows: number[][] = [];
  cells.forEach((cell, i) => (rows[cell.layer] ??= []).push(i));
  for (let i = 0; i < rows.length; i++) rows[i] ??= [];
  let best = rows.map((row) => row.slice());
  let least = crossings(cells, rows);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
    const down = sweep % 2 === 0;
    const index = places(rows);
    for (const row of down ? rows : rows.slice().reverse()) {
      const key = new Map(
        row.map((c, i) => {
          const near = (down ? cells[c]?.before : cells[c]?.after) ?? [];
          return [c, near.length === 0 ? i : near.reduce((sum, n) => sum + (index.get(n) ?? 0), 0) / near.length];
        }),
      );
      row.sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
      row.forEach((c, i) => index.set(c, i));
    }
    const now = crossings(cells, rows);
    if (now < least) [least, best] = [now, rows.map((row) => row.slice())];
  }
  return best;
}

function places(rows: readonly (readonly number[])[]): Map<number, number> {
  return new Map(rows.flatMap((row) => row.map((c, i): [number, number] => [c, i])));
}

function crossings(cells: readonly Cell[], rows: readonly (readonly number[])[]): number {
  const index = places(rows);
  let total = 0;
  for (const row of rows) {
    const ends = row.flatMap((c) => (cells[c]?.after ?? []).map((a) => index.get(a) ?? 0).sort((a, b) => a - b));
    for (let i = 0; i < ends.length; i++) for (let j = i + 1; j < ends.length; j++) if (at(ends, i) > at(ends, j)) total++;
  }
  return total;
}

/** The middle of every cell: as near to its neighbours' as the order of its layer and the gaps allow. */
function heights(cells: readonly Cell[], rows: readonly (readonly number[])[], gap: number): readonly number[] {
  const y: number[] = cells.map(() => 0);
  for (const row of rows) {
    let from = 0;
    for (const c of row) {
      const { height } = cells[c] ?? { height: 0 };
      y[c] = from + height / 2;
      from += height + gap;
    }
    for (const c of row) y[c] = at(y, c) - (from - gap) / 2;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const row of sweep % 2 === 0 ? rows : rows.slice().reverse()) {
      const wanted = row.map((c) => {
        const { before, after } = cells[c] ?? { before: [], after: [] };
        const near = sweep < SWEEPS - 2 ? (sweep % 2 === 0 ? before : after) : [...before, ...after];
        return near.length === 0 ? at(y, c) : near.reduce((sum, n) => sum + at(y, n), 0) / near.length;
      });
      settle(row, wanted, cells, gap).forEach((value, i) => (y[at(row, i)] = value));
    }
  }
  return y;
}

/** The heights nearest to those wanted that keep the order and the gaps: pooling of adjacent violators. */
function settle(row: readonly number[], wanted: readonly number[], cells: readonly Cell[], gap: number): readonly number[] {
  const offsets: number[] = [];
  row.forEach((c, i) => {
    const half = (n: number | undefined): number => (n === undefined ? 0 : (cells[n]?.height ?? 0) / 2);
    offsets.push(i === 0 ? 0 : at(offsets, i - 1) + half(row[i - 1]) + gap + half(c));
  });
  const pools: { sum: number; size: number }[] = [];
  wanted.forEach((value, i) => {
    let pool = { sum: value - at(offsets, i), size: 1 };
    for (let last = pools.at(-1); last !== undefined && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
    }
    pools.push(pool);
  });
  return pools.flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size)).map((value, i) => value + at(offsets, i));
}

function at(values: readonly number[], i: number): number {
  const value = values[i];
  if (value === undefined) throw new RangeError(`no place ${i}`);
  return value;
}
