/**
 * Cycles in a graph, each reported once. Used for modules, for parents of types and for aliases.
 *
 * A strongly connected part may hold many cycles; one of them, a shortest through its first node, stands for all:
 * breaking it and checking again shows what is left.
 */

/** One shortest cycle for each strongly connected part that has one; nodes in the order of `nodes` come first. */
export function findCycles<N extends object>(nodes: readonly N[], next: (node: N) => readonly N[]): N[][] {
  const place = new Map(nodes.map((node, i) => [node, i]));
  const cycles: N[][] = [];
  for (const part of components(nodes, next)) {
    let first: N | undefined;
    for (const node of part) if (first === undefined || (place.get(node) ?? Infinity) < (place.get(first) ?? Infinity)) first = node;
    if (first === undefined) continue;
    if (part.size === 1 && !next(first).includes(first)) continue;
    cycles.push(shortestCycle(first, (n) => next(n).filter((m) => part.has(m))));
  }
  return cycles;
}

/** Tarjan's algorithm with its own stack: a chain of many thousand nodes must not overflow the call stack. */
function components<N extends object>(nodes: readonly N[], next: (node: N) => readonly N[]): Set<N>[] {
  const order = new Map<N, number>();
  const low = new Map<N, number>();
  const open: N[] = [];
  const isOpen = new Set<N>();
  const found: Set<N>[] = [];
  for (const start of nodes) {
    if (order.has(start)) continue;
    const work: { node: N; edges: readonly N[]; at: number }[] = [];
    const enter = (node: N): void => {
      order.set(node, order.size);
      low.set(node, order.size - 1);
      open.push(node);
      isOpen.add(node);
      work.push({ node, edges: next(node), at: 0 });
    };
    enter(start);
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const to = top.edges[top.at++];
      if (to !== undefined) {
        if (!order.has(to)) enter(to);
        else if (isOpen.has(to)) low.set(top.node, Math.min(low.get(top.node) ?? 0, order.get(to) ?? 0));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined) low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(top.node) ?? 0));
      if (low.get(top.node) !== order.get(top.node)) continue;
      const part = new Set<N>();
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        isOpen.delete(node);
        part.add(node);
        if (node === top.node) break;
      }
      found.push(part);
    }
  }
  return found;
}

function shortestCycle<N extends object>(start: N, next: (node: N) => readonly N[]): N[] {
  const from = new Map<N, N>();
  const queue = [start];
  for (const node of queue) {
    for (const to of next(node)) {
      if (to === start) {
        const cycle = [node];
        for (let at = from.get(node); at !== undefined; at = from.get(at)) cycle.unshift(at);
        return cycle;
      }
      if (from.has(to)) continue;
      from.set(to, node);
      queue.push(to);
    }
  }
  return [start];
}
