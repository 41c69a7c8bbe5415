import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { renderDocs } from '../../src/emit/docs/docs.js';
import { sayRule } from '../../src/emit/docs/pages/rules.js';
import { memoryHost } from '../../src/host/memory.js';
import { nodeHost } from '../../src/host/node.js';
import { join, dirname } from '../../src/host/path.js';
import type { WorldIR } from '../../src/ir/ir.js';
import { SPECS } from '../support/spec-files.js';

const compiled = ({ ir, diagnostics }: ReturnType<typeof compileWorld>): WorldIR => {
  if (ir === null) throw new Error(diagnostics.map((d) => d.message).join('\n'));
  return ir;
};
const markets = compiled(compileWorld(nodeHost(), `${SPECS}/markets`));

/** Texts that break out of HTML, attributes, scripts or a line, where nothing stops them. */
const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(1)> " ' \` & <!-- ]]> \u2028 \u202e \u0001 😀 \${x} */`;
const quoted = JSON.stringify(HOSTILE);
const hostileWorld = (): WorldIR =>
  compiled(
    compileWorld(
      memoryHost({
        '/w/world.rworld': `/// ${HOSTILE.replace('\u2028', '')}
world hostile "1.0.0"
import { strange } from "./a'><b>&.rworld"
/// ${HOSTILE.replace('\u2028', '')}
type constructor <: str = ${quoted} | "constructor" { noun "class" plural "classes" }
/// A row.
entity Row[2] { constructor key }
/// It.
tool valueof(a: constructor) -> int { phrase "the <b>length</b> of {a}" returns len(a) }
/// Those.
tasks train { count 2 length 1..2 seed 1 }
`.replace(/[\u202e\u0001\u2028]/g, (c) => `\\u{${c.charCodeAt(0).toString(16)}}`),
        "/w/a'><b>&.rworld": `/// Of another file.\ntool strange(n: int) -> int { phrase "the double of {n}" returns n + n }\n`,
      }),
      '/w/world.rworld',
    ),
  );

function linksOf(files: ReadonlyMap<string, string>): { from: string; to: string; id: string | undefined }[] {
  return [...files].flatMap(([path, text]) =>
    !path.endsWith('.html')
      ? []
      : [...text.matchAll(/(?:href|src)="([^"]*)"/g)].flatMap(([, href = '']) => {
          if (href === 'data:,') return [];
          const [to = '', id] = href.split('#');
          return [{ from: path, to: to === '' ? path : join(`/${dirname(`/${path}`)}`, to).slice(1), id }];
        }),
  );
}

describe('the site of a world', () => {
  it('has no link that leads nowhere, and none that leads out', () => {
    const files = renderDocs(markets);
    const links = linksOf(files);
    expect(links.length).toBeGreaterThan(200);
    for (const { from, to, id } of links) {
      expect(files.has(to), `${from} → ${to}`).toBe(true);
      if (id !== undefined) expect(files.get(to)?.includes(`id="${id}"`), `${from} → ${to}#${id}`).toBe(true);
    }
    for (const [path, text] of files) expect(text.replaceAll('xmlns="http://www.w3.org/2000/svg"', ''), path).not.toMatch(/https?:|\/\/[a-z]+\.[a-z]|@import|fetch\(|XMLHttpRequest/);
  });

  it('tells of every tool, type, entity and set, and finds each', () => {
    const files = renderDocs(markets);
    const all = [...files.values()].join('\n');
    for (const { name } of [...markets.tools, ...markets.types, ...markets.taskSets]) {
      expect(all).toContain(`id="${name}"`);
      expect(files.get('assets/index.js')).toContain(JSON.stringify(name));
    }
  });

  it('shows examples that the run time gave, and tasks with their calls', () => {
    const files = renderDocs(markets);
    expect(files.get('tools/markets.html')).toMatch(/add_tax\(<span class="p">amount<\/span>: <span class="v v-number">[0-9.]+<\/span>\) → <span class="v v-number">[0-9.]+<\/span>/);
    expect(files.get('tasks.html')?.match(/<article class="task">/g)).toHaveLength(8);
  });

  it('is the same each time', () => {
    expect([...renderDocs(markets)]).toEqual([...renderDocs(markets)]);
  });

  it('lets no text of a source become markup, script or a path', () => {
    const files = renderDocs(hostileWorld());
    for (const path of files.keys()) expect(path).toMatch(/^(?:(?:tools|assets)\/)?[a-z0-9_-]+\.(?:html|css|js)$/);
    for (const [path, text] of files) {
      if (!path.endsWith('.html')) continue;
      expect(text, path).not.toMatch(/alert\(1\)<\/script>|<img|<b>length|\u202e|\u0001/);
      // Exactly the scripts of the site itself.
      expect(text.match(/<script/g), path).toHaveLength(3);
      expect(new XMLParser({ ignoreAttributes: false }).parse(text.replace('<!doctype html>', '').replace(/<(meta|link|input)([^>]*)>/g, '<$1$2/>').replace(/ hidden([ >])/g, ' hidden="" $1')), path).toBeTypeOf('object');
    }
    const index = files.get('assets/index.js') ?? '';
    expect(index).not.toMatch(/<|\u2028/);
    const rows: unknown = new Function(`${index}; return rworldIndex;`)();
    expect(rows).toContainEqual(['type', 'constructor', expect.stringContaining('</script>'), 'types.html#constructor']);
  });

  it('splits a topic of very many tools, and keeps names of pages apart', () => {
    const [tool] = markets.tools;
    if (tool === undefined) throw new Error('no tool');
    const many = Array.from({ length: 250 }, (_, i) => ({ ...tool, name: `t${String(i).padStart(3, '0')}` }));
    const files = renderDocs({ ...markets, taskSets: [], tools: [...many, { ...tool, name: 'a', module: 'A b' }, { ...tool, name: 'b', module: 'a-B' }, { ...tool, name: 'c', module: '../..' }] });
    expect([...files.keys()].filter((p) => p.startsWith('tools/'))).toEqual(['tools/tools.html', 'tools/a-b.html', 'tools/a-b-2.html', 'tools/markets-1.html', 'tools/markets-2.html', 'tools/markets-3.html']);
  });

  it('says rules in words', () => {
    expect([
      sayRule({ kind: 'measure', measure: 'length', min: 2, max: 8 }),
      sayRule({ kind: 'measure', measure: 'depth', min: 0, max: 5 }),
      sayRule({ kind: 'each-tool', max: 2 }),
      sayRule({ kind: 'at-most', count: 1, tools: ['a', 'b', 'c', 'd', 'e'] }),
      sayRule({ kind: 'never-path', from: ['a'], to: ['b', 'c'] }),
      sayRule({ kind: 'source', tool: 'a', param: 'p', from: 'tool', tools: [] }),
      sayRule({ kind: 'goal', types: [{ kind: 'list', element: { kind: 'named', name: 'x' }, min: 0, max: null }] }),
    ]).toEqual(['calls: 2 to 8', 'calls in a chain: at most 5', 'each tool at most twice', 'at most 1 of {a, b, c, d and 1 more}', 'never a anywhere before {b, c}', 'a.p from a tool', 'asks for list<x>']);
  });
});
