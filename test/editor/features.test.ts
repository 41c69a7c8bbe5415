/** Hover, outline, colours, folding, selection, hints, lenses, links, signatures and fixes. */
import { describe, expect, it } from 'vitest';
import { codeActions, fixAll } from '../../src/editor/code-actions.js';
import { codeLenses } from '../../src/editor/code-lens.js';
import { diagnosticsOf } from '../../src/editor/diagnostics.js';
import { documentSymbols } from '../../src/editor/document-symbols.js';
import { linkedFiles } from '../../src/editor/document-links.js';
import { foldingRanges } from '../../src/editor/folding.js';
import { hoverAt } from '../../src/editor/hover.js';
import { inlayHints } from '../../src/editor/inlay-hints.js';
import { selectionRanges } from '../../src/editor/selection-ranges.js';
import { semanticTokens } from '../../src/editor/semantic-tokens.js';
import { signatureHelpAt } from '../../src/editor/signature-help.js';
import { workspaceSymbols } from '../../src/editor/workspace-symbols.js';
import { applyEdits, open, viewOf, onDisk } from './support.js';
import { SPECS, specFiles } from '../support/spec-files.js';

const WORLD = `/// A small world.
world w "1.0.0"

/// A city of Europe.
type city <: str = "Oslo" | "Rome" | "Lima"
/// An amount.
type price <: float = 1.00..9.00 accepts 0.00..

/// Returns what a night costs.
tool night(city, nights: int = 1) -> price {
  phrase "the price of a night in {city}"
}
/// Returns the highest price.
tool highest(prices: list<price>[1..9]) -> price {
  phrase "the highest of {prices}"
  returns max([p for p in prices if p > 0])
  tags #math
}
tasks train { count 2 length 1..2 }
`;

function hover(marked: string): string {
  const opened = open(marked);
  return hoverAt(opened.workspace, viewOf(opened), opened.offset)?.markdown ?? '';
}

describe('hover', () => {
  it('on a type: its words, its values, what is above and below', () => {
    const text = hover(WORLD.replace('(city,', '(c<|>: city, place: ci<|>ty,').replace('<|>', '').replace('the price', 'the price {c} {place}'));
    expect(text).toContain('type city <: str = "Oslo" | "Rome" | "Lima"');
    expect(text).toContain('A city of Europe.');
    expect(text).toContain('Draws one of "Oslo", "Rome" or "Lima".');
    expect(text).toMatch(/Examples: `"(?:Oslo|Rome|Lima)"`/);
    expect(text).toContain('Below `str`');
    expect(hover(WORLD.replace('-> price {', '-> pr<|>ice {'))).toContain('Accepts also');
  });

  it('on a tool: its signature, its phrase and its neighbours', () => {
    const text = hover(WORLD.replace('tool night', 'tool ni<|>ght'));
    expect(text).toContain('tool night(city, nights: int = 1) -> price');
    expect(text).toContain('> the price of a night in *city*');
    expect(text).toContain('No tool feeds it');
  });

  it('on what is both a parameter and a type: both', () => {
    const text = hover(WORLD.replace('night(city', 'night(ci<|>ty'));
    expect(text).toContain('(parameter) city');
    expect(text).toContain('type city');
  });

  it('on functions, variables, expressions, words and tags', () => {
    expect(hover(WORLD.replace('returns max', 'returns ma<|>x'))).toMatch(/max\(.*The larger of two/s);
    expect(hover(WORLD.replace('[p for p', '[p for p<|>'))).toContain('(variable) p: price');
    expect(hover(WORLD.replace('p > 0', 'p ><|> 0'))).toContain('p > 0: bool');
    expect(hover(WORLD.replace('  returns', '  ret<|>urns'))).toContain('Computes the result');
    expect(hover(WORLD.replace('#math', '#ma<|>th'))).toContain('One tool has this tag: `highest`');
    expect(hover(WORLD.replace('A city', 'A ci<|>ty'))).toBe('');
    expect(hover(WORLD.replace('of a night', 'of a tool<|>'))).toBe('');
  });
});

describe('outline', () => {
  const opened = open(WORLD);
  it('of a file', () => {
    const symbols = documentSymbols(viewOf(opened).module.ast);
    expect(symbols.map((s) => `${s.kind} ${s.name} ${s.detail}`.trim())).toEqual(['world w 1.0.0', 'type city <: str', 'type price <: float', 'tool night -> price', 'tool highest -> price', 'tasks train']);
    expect(symbols[3]?.children.map((c) => c.name)).toEqual(['city', 'nights']);
  });

  it('of a workspace, best first', () => {
    const names = (query: string): string[] => workspaceSymbols(opened.workspace, query).map((s) => s.name);
    expect(names('ni')).toEqual(['night']);
    expect(names('ght')).toEqual(['night', 'highest']);
    expect(names('hgst')).toEqual(['highest']);
    expect(names('')).toHaveLength(6);
    expect(names('zz')).toEqual([]);
  });
});

describe('colours', () => {
  it('are those of what names stand for', () => {
    const opened = open('world w "1.0.0"\ntype count <: int = 1..2\ntool f(type: count) -> count { phrase "x {type}" returns abs(type) }\n');
    const shown = semanticTokens(viewOf(opened), { lexical: false }).map((t) => `${opened.text.slice(t.span.start, t.span.end)}:${t.type}`);
    expect(shown).toEqual(['w:namespace', 'count:type', 'int:type', 'f:function', 'type:parameter', 'count:type', 'count:type', 'type:parameter', 'abs:function', 'type:parameter']);
  });

  it('are in order, apart, and on one line, in every world of the project', () => {
    const workspace = onDisk(SPECS);
    for (const path of specFiles()) {
      const view = workspace.view(workspace.real(SPECS + path));
      if (view === null) throw new Error(`${path} is not known`);
      const { text } = view.module.file;
      for (const lexical of [true, false]) {
        let end = 0;
        for (const { span } of semanticTokens(view, { lexical })) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(text.slice(span.start, span.end)).not.toContain('\n');
          end = span.end;
        }
      }
    }
  }, 30_000);
});

describe('folding', () => {
  it('takes brackets, comments and imports', () => {
    const opened = open('// a\n// b\nworld w "1.0.0"\nimport "./a.rworld"\nimport "./b.rworld"\n\ntool f(\n  a: int,\n  b: int\n) -> int {\n  phrase "{a} {b}"\n}\n');
    expect(foldingRanges(viewOf(opened).module.ast)).toEqual([
      { startLine: 0, endLine: 1, kind: 'comment' },
      { startLine: 3, endLine: 4, kind: 'imports' },
      { startLine: 6, endLine: 8, kind: 'region' },
      { startLine: 9, endLine: 10, kind: 'region' },
    ]);
  });
});

describe('selection', () => {
  it('grows node by node', () => {
    const opened = open('tool f(a: list<i<|>nt>) -> int { phrase "{a}" }');
    const grown = selectionRanges(viewOf(opened).module.ast, opened.offset).map((s) => opened.text.slice(s.start, s.end));
    expect(grown).toEqual(['int', 'list<int>', 'a: list<int>', opened.text]);
  });
});

describe('hints', () => {
  it('say types and steps that are not written', () => {
    const opened = open(WORLD);
    const shown = inlayHints(viewOf(opened)).reduceRight((text, h) => `${text.slice(0, h.offset)}⟨${h.text}⟩${text.slice(h.offset)}`, opened.text);
    expect(shown).toContain('= 1.00..9.00⟨ step 0.01⟩ accepts 0.00..');
    expect(shown).toContain('for p⟨: price⟩ in prices');
  });
});

describe('lenses', () => {
  it('stand on the world and on task sets', () => {
    const view = viewOf(open(WORLD));
    expect(codeLenses(view, null).map((l) => l.title)).toEqual(['compile', 'show graph', 'preview a task', 'counting…']);
    expect(codeLenses(view, [{ set: 'train', text: '2 tasks of 9' }]).map((l) => l.title)).toEqual(['compile', 'show graph', 'preview a task', '2 tasks of 9']);
    expect(codeLenses(view, []).map((l) => l.title)).toEqual(['compile', 'show graph', 'preview a task']);
  });
});

describe('links', () => {
  it('lead to imports and data files that exist', () => {
    const opened = open('world w "1.0.0"\nimport "./lib.rworld"\ntype t <: str = lines("a.txt") \ntype u <: str = lines("../a.txt")\n', { 'lib.rworld': '', 'a.txt': 'x\n' });
    expect(linkedFiles(opened.workspace, viewOf(opened)).map((l) => `${l.what} ${l.path}`)).toEqual(['import /w/lib.rworld', 'data /w/a.txt']);
  });
});

describe('signatures', () => {
  const help = (text: string): string | undefined => {
    const { workspace, path, offset } = open(text);
    const found = signatureHelpAt(workspace, path, offset);
    const [start, end] = found?.params[found.active] ?? [0, 0];
    return found === null ? undefined : `${found.label.slice(0, start)}<${found.label.slice(start, end)}>${found.label.slice(end)}`;
  };

  it('show the argument that is being written', () => {
    expect(help('tool f(a: float) -> float { returns round(a, <|>')).toBe('round(number, <int?>) -> float');
    expect(help('tool f(a: float) -> float { returns round(max(a, 2), <|>) }')).toBe('round(number, <int?>) -> float');
    expect(help('tool f(a: float) -> float { returns len([1, 2, <|>')).toBe('len(<list, dict or text>) -> int');
    expect(help('type t = column("a.csv", <|>)')).toBe('column(file, <column>)');
  });

  it('are silent elsewhere', () => {
    expect(help('tool f(a: <|>float) -> float { }')).toBeUndefined();
    expect(help('tool f(a: float) -> float { returns (a + <|>')).toBeUndefined();
  });
});

describe('fixes', () => {
  const fixed = (text: string, files: Record<string, string> = {}): Record<string, string> => {
    const opened = open({ ...files, 'world.rworld': `<|${text}|>` });
    const diagnostics = diagnosticsOf(opened.workspace, opened.path);
    const actions = codeActions(opened.workspace, viewOf(opened), { start: 0, end: opened.text.length }, diagnostics);
    return Object.fromEntries(actions.map((a) => [a.title, applyEdits(opened.text, a.edits)]));
  };

  it('are those that the report proposes', () => {
    const world = 'world w "1.0.0"\ntype city <: str = "x"\n/// F.\ntool f(a: citty) -> city { phrase "{a}" }\n';
    expect(fixed(world)['Write `city`']).toBe(world.replace('citty', 'city'));
  });

  it('import what another file declares', () => {
    const lib = { 'lib/places.rworld': 'type city <: str = "x"\ntype town <: str = "y"\n' };
    expect(fixed('world w "1.0.0"\n\n/// F.\ntool f(a: city) -> int { phrase "{a}" }\n', lib)['Import `city` from "./lib/places.rworld"']).toBe('world w "1.0.0"\n\nimport { city } from "./lib/places.rworld"\n\n/// F.\ntool f(a: city) -> int { phrase "{a}" }\n');
    expect(fixed('world w "1.0.0"\nimport { town } from "./lib/places.rworld"\n/// F.\ntool f(a: city, town) -> int { phrase "{a} {town}" }\n', lib)['Import `city` from "./lib/places.rworld"']).toContain('import { town, city } from "./lib/places.rworld"');
  });

  it('are made all at once where each is the only one', () => {
    const opened = open('world w "1.0.0"\ntype City <: str = "x"\n/// F.\ntool Get_it(a: City) -> City { phrase "{a}" }\n');
    const text = applyEdits(opened.text, fixAll(diagnosticsOf(opened.workspace, opened.path)));
    expect(text).toContain('type city <: str');
    expect(text).toContain('tool get_it');
  });
});

describe('files without a header', () => {
  it('are looked at in the worlds that import them', () => {
    const opened = open({ 'world.rworld': 'world w "1.0.0"\nimport "./lib.rworld"\ntype city <: str = "x"\n', 'lib.rworld': 'import { city } from "./types.rworld"\n/// F.\ntool f<|>(a: city) -> int { phrase "the {a}" }\n', 'types.rworld': 'type city <: str = "y"\n' });
    expect(viewOf(opened).analysis.entry).toBe('/w/world.rworld');
    expect(diagnosticsOf(opened.workspace, opened.path).map((d) => d.code)).toEqual([]);
  });

  it('stand for themselves where there is none, and miss no header', () => {
    const opened = open({ 'lib.rworld': '/// F.\ntool f<|>(a: int) -> int { phrase "the {a}" }\n' });
    expect(diagnosticsOf(opened.workspace, opened.path)).toEqual([]);
  });
});
