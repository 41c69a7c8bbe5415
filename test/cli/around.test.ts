import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/commands/check.js';
import { buildCommand } from '../../src/cli/commands/build.js';
import { docsCommand } from '../../src/cli/commands/docs.js';
import { fmtCommand } from '../../src/cli/commands/fmt.js';
import { graphCommand } from '../../src/cli/commands/graph.js';
import { initCommand } from '../../src/cli/commands/init.js';
import { lintCommand } from '../../src/cli/commands/lint.js';
import { worldName } from '../../src/cli/init/files.js';
import { nodeHost } from '../../src/host/node.js';
import { withHash } from '../../src/ir/hash.js';
import { recordingHost, Seen } from '../../src/host/recording.js';
import { nextChange } from '../../src/host/watch.js';
import { watchAndRepeat } from '../../src/cli/watch.js';
import { compileWorld } from '../../src/compile.js';
import { runCommand } from '../support/run-command.js';
import { SPECS } from '../support/spec-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rworld-around-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('rworld init', () => {
  it('begins a world that checks, builds whole, lints and is formatted', async () => {
    const dir = join(folder, 'Corner Shop');
    const run = await runCommand(initCommand, [dir]);
    expect(run).toMatchObject({ status: 0 });
    expect(run.out.trim().split('\n').map((path) => path.slice(dir.length + 1))).toEqual(['world.rworld', 'data/authors.txt', 'data/branches.txt', 'data/books.txt', 'README.md', 'package.json', '.gitignore', '.github/workflows/rworld.yml']);
    expect(await runCommand(checkCommand, [dir, '--strict'])).toMatchObject({ status: 0, err: 'no problems\n' });
    expect(await runCommand(fmtCommand, [dir, '--check'])).toMatchObject({ status: 0, out: '' });
    expect(await runCommand(lintCommand, [dir, '--strict'])).toMatchObject({ status: 0, err: 'no problems\n' });
    const built = await runCommand(buildCommand, [dir]);
    expect(built).toMatchObject({ status: 0 });
    const manifest: { taskSets: { name: string; gates: { made: number; refused: number } }[] } = JSON.parse(readFileSync(join(dir, 'out/corner_shop/manifest.json'), 'utf8'));
    expect(manifest.taskSets.map((s) => [s.name, s.gates.made, s.gates.refused])).toEqual([['test', 40, 0], ['train', 150, 0]]);
    expect(JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))).toMatchObject({ name: 'corner-shop', rworld: { world: 'world.rworld' } });
  });

  it('overwrites nothing, and then writes nothing', async () => {
    writeFileSync(join(folder, 'README.md'), 'mine');
    const run = await runCommand(initCommand, [folder]);
    expect(run.status).toBe(2);
    expect(run.err).toContain('already has README.md');
    expect(readdirSync(folder)).toEqual(['README.md']);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
    expect((await runCommand(initCommand, [join(folder, 'README.md')])).status).toBe(2);
  });

  it('makes a name of any folder', () => {
    expect(['shop', 'Corner Shop', 'cornerShop', '2nd-Épicerie', '…', '__proto__'].map(worldName)).toEqual(['shop', 'corner_shop', 'corner_shop', 'nd_epicerie', 'my_world', 'proto']);
  });
});

describe('watching', () => {
  const compileSeen = (path: string): Seen => {
    const seen = new Seen();
    compileWorld(recordingHost(nodeHost(), seen), path);
    return seen;
  };
  const world = (values: string): string => `/// A world.\nworld w "1.0.0"\nimport { b } from "./b.rworld"\n/// It.\ntype a <: str = ${values} { noun "a" plural "as" }\n/// It.\ntool t(x: b) -> a { phrase "the a of {x}" }\n`;
  beforeEach(() => {
    writeFileSync(join(folder, 'world.rworld'), world('lines("a.txt")'));
    writeFileSync(join(folder, 'b.rworld'), '/// It.\ntype b <: str = "x" | "y" { noun "b" plural "bs" }\n');
    writeFileSync(join(folder, 'a.txt'), 'one\ntwo\n');
  });

  it('knows sources, imports and data, and nothing else', async () => {
    const seen = compileSeen(folder);
    expect(seen.paths().map((p) => p.slice(folder.length + 1))).toEqual(expect.arrayContaining(['a.txt', 'b.rworld', 'world.rworld']));
    expect(seen.changed()).toEqual([]);
    writeFileSync(join(folder, 'other.txt'), 'x');
    mkdirSync(join(folder, 'out'));
    expect(seen.changed()).toEqual([]);
    writeFileSync(join(folder, 'a.txt'), 'one\ntwo\nthree\n');
    expect(seen.changed().map((p) => p.slice(folder.length + 1))).toEqual(['a.txt']);
  });

  it('wakes for a file that is replaced, comes or goes, and for one that changed before it watched', async () => {
    const timing = { quiet: 10, poll: 50 };
    const change = async (edit: () => void): Promise<readonly string[]> => {
      const changed = nextChange(compileSeen(folder), undefined, timing);
      setTimeout(edit, 20);
      return (await changed).map((p) => p.slice(folder.length + 1));
    };
    expect(
      await change(() => {
        writeFileSync(join(folder, '.new'), 'four\nfive\n');
        renameSync(join(folder, '.new'), join(folder, 'a.txt'));
      }),
    ).toEqual(['a.txt']);
    expect(await change(() => rmSync(join(folder, 'b.rworld')))).toEqual(['b.rworld']);
    expect(await change(() => writeFileSync(join(folder, 'b.rworld'), '/// It.\ntype b <: str = "z"\n'))).toContain('b.rworld');
    const seen = compileSeen(folder);
    writeFileSync(join(folder, 'world.rworld'), world('"later" | "still later"'));
    expect((await nextChange(seen, undefined, timing)).map((p) => p.slice(folder.length + 1))).toEqual(['world.rworld']);
    expect(await nextChange(compileSeen(folder), AbortSignal.abort(), timing)).toEqual([]);
  });

  it('works again after a change, and once for a burst of them', async () => {
    const ending = new AbortController();
    let said = '';
    const terminal = { color: false, outputColor: false, interactive: false, width: 80, out: () => undefined, err: (text: string) => void (said += text) };
    const found: number[] = [];
    await watchAndRepeat(
      terminal,
      (host) => {
        found.push(compileWorld(host, folder).diagnostics.length);
        if (found.length === 3) return ending.abort();
        // Three writes in a row: one change.
        setTimeout(() => {
          for (const text of ['', 'type', found.length === 1 ? 'type ?' : world('"a" | "b"')]) writeFileSync(join(folder, 'world.rworld'), text);
        }, 30);
      },
      ending.signal,
    );
    expect(found).toHaveLength(3);
    expect(found[1]).toBeGreaterThan(0);
    expect(said.match(/changed: .*world\.rworld\n/g)).toHaveLength(2);
    expect(said).toContain('watching 3 files; Ctrl-C ends\n');
  });
});

describe('rworld docs', () => {
  it('writes a site, again over itself, and takes away what it wrote before and no more', async () => {
    const site = join(folder, 'site');
    expect(await runCommand(docsCommand, [`${SPECS}/markets`, '-o', site])).toMatchObject({ status: 0, out: `${site}/index.html\n` });
    const list: { files: string[] } = JSON.parse(readFileSync(join(site, 'rworld-docs.json'), 'utf8'));
    writeFileSync(join(site, 'tools/old.html'), '');
    writeFileSync(join(site, 'tools/mine.txt'), '');
    writeFileSync(join(folder, 'outside.html'), '');
    writeFileSync(join(site, 'rworld-docs.json'), JSON.stringify({ files: [...list.files, 'tools/old.html', 'tools/mine.txt', '../outside.html', '/etc/none.html', 7] }));
    expect((await runCommand(docsCommand, [`${SPECS}/markets`, '-o', site])).status).toBe(0);
    expect([existsSync(join(site, 'tools/old.html')), existsSync(join(site, 'tools/mine.txt')), existsSync(join(folder, 'outside.html'))]).toEqual([false, true, true]);
    expect(JSON.parse(readFileSync(join(site, 'rworld-docs.json'), 'utf8'))).toEqual(list);
  });

  it('does not write into a folder of something else', async () => {
    writeFileSync(join(folder, 'thesis.tex'), '');
    const run = await runCommand(docsCommand, [`${SPECS}/markets`, '-o', folder]);
    expect(run).toMatchObject({ status: 2 });
    expect(readdirSync(folder)).toEqual(['thesis.tex']);
  });
});

describe('rworld graph', () => {
  it('draws a small world, and one tool or topic of a large one', async () => {
    const file = join(folder, 'g.svg');
    expect(await runCommand(graphCommand, [`${SPECS}/markets`, '--format', 'svg', '-o', file])).toMatchObject({ status: 0, out: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg [^]*<\/svg>\n$/);
    const { ir } = compileWorld(nodeHost(), `${SPECS}/markets`);
    if (ir === null) throw new Error('markets does not compile');
    const { hash: _, ...rest } = ir;
    const copies = ir.tools.flatMap((t) => Array.from({ length: 8 }, (_, i) => ({ ...t, name: `${t.name}_${i}`, module: `part_${i}` })));
    const large = join(folder, 'large.ir.json');
    writeFileSync(large, JSON.stringify(withHash({ ...rest, tools: [...ir.tools, ...copies].sort((a, b) => (a.name < b.name ? -1 : 1)) })));
    expect(await runCommand(graphCommand, [large, '--format', 'svg'])).toMatchObject({ status: 2, err: expect.stringContaining('--around markets') });
    expect((await runCommand(graphCommand, [large, '--format', 'svg', '--around', 'part_3'])).out).toContain('How the tools of part_3 compose');
    const text = await runCommand(graphCommand, [`${SPECS}/markets`, '--around', 'hq_locator']);
    expect(text.out.trim().split('\n').every((line) => line.includes('hq_locator'))).toBe(true);
    expect((await runCommand(graphCommand, [`${SPECS}/markets`, '--around', 'hq_locator', '--format', 'dot'])).out).not.toContain('"add"');
    expect((await runCommand(graphCommand, [`${SPECS}/markets`, '--around', 'hq_locater'])).err).toContain('did you mean "hq_locator"');
  });
});
