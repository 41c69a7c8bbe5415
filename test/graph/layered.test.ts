import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Box, type Link } from '../../src/graph/layered.js';

const graphs = fc.integer({ min: 1, max: 14 }).chain((n) =>
  fc.record({
    boxes: fc.array(fc.record({ width: fc.integer({ min: 4, max: 90 }), height: fc.integer({ min: 4, max: 60 }) }), { minLength: n, maxLength: n }),
    links: fc.array(fc.record({ from: fc.nat(n - 1), to: fc.nat(n - 1), bundle: fc.constantFrom('from' as const, 'to' as const) }), { maxLength: 30 }),
  }),
);
const SPACING = { across: 40, along: 10 };
const draw = ({ boxes, links }: { boxes: readonly Box[]; links: readonly Link[] }) => layOut(boxes, links, SPACING);

describe('a layered drawing', () => {
  it('keeps boxes apart and inside the picture', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { boxes, width, height } = draw(graph);
        const sides = boxes.map((p, i) => {
          const { width: w, height: h } = graph.boxes[i] ?? { width: 0, height: 0 };
          return { left: p.x - w / 2, right: p.x + w / 2, top: p.y - h / 2, bottom: p.y + h / 2 };
        });
        const e = 1e-6;
        for (const a of sides) {
          expect(a.left).toBeGreaterThanOrEqual(-e);
          expect(a.top).toBeGreaterThanOrEqual(-e);
          expect(a.right).toBeLessThanOrEqual(width + e);
          expect(a.bottom).toBeLessThanOrEqual(height + e);
          for (const b of sides) if (a !== b) expect(a.right <= b.left + e || b.right <= a.left + e || a.bottom <= b.top + e || b.bottom <= a.top + e).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leads every forward line from left to right, every backward one from right to left', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { boxes, links } = draw(graph);
        links.forEach(({ backward, via }, i) => {
          const { from, to } = graph.links[i] ?? { from: 0, to: 0 };
          if (from === to) return;
          const xs = [boxes[from]?.x ?? 0, ...via.map((p) => p.x), boxes[to]?.x ?? 0];
          if (backward) xs.reverse();
          for (let k = 1; k < xs.length; k++) expect(xs[k]).toBeGreaterThanOrEqual((xs[k - 1] ?? 0) - 1e-6);
          expect(xs.at(-1)).toBeGreaterThan(xs[0] ?? 0);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('turns no line of a graph without cycles', () => {
    fc.assert(
      fc.property(graphs, ({ boxes, links }) => {
        const acyclic = links.filter((l) => l.from < l.to);
        expect(draw({ boxes, links: acyclic }).links.some((l) => l.backward)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('draws nothing of nothing', () => {
    expect(draw({ boxes: [], links: [] })).toEqual({ width: 0, height: 0, boxes: [], links: [] });
  });
});
