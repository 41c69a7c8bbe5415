/**
 * A build directory (DESIGN, section 7): IR, task files, card and manifest. Every file appears whole or not at all,
 * the manifest last, so a directory with a manifest is a finished build.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { AtomicFile, writeFileAtomically, type Written } from '../host/output.js';
import type { WorldIR } from '../ir/ir.js';
import type { GateCounts } from '../sample/tasks/maker.js';
import type { CoverReport } from '../sample/plan.js';
import { produce } from '../sample/tasks/produce.js';
import { version } from '../version.js';
import { renderCard } from './card/card.js';
import { croissant } from './card/croissant.js';
import { Duplicates } from './card/duplicates.js';
import { barChart, frequencyChart } from './card/figures.js';
import { tasksPath } from './card/front-matter.js';
import type { CardMetadata } from './card/metadata.js';
import { writePackage, type Target } from './package.js';
import { Statistics, type SetStatistics } from './card/statistics.js';

export interface Manifest {
  readonly manifestVersion: 1;
  readonly compiler: { readonly name: 'rworld'; readonly version: string };
  readonly world: { readonly name: string; readonly version: string };
  readonly ir: string;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number; readonly tasks?: number }[];
  readonly taskSets: readonly {
    readonly name: string;
    readonly seed: number;
    readonly count: number;
    readonly tools: number;
    readonly gates: GateCounts;
    /** What the first tasks cover, and what they could not and why; only where the set asks for it. */
    readonly cover?: CoverReport;
    readonly statistics: SetStatistics;
  }[];
}

export interface BuildOptions {
  readonly workers?: number;
  /** The packages that go to `tools/`; by default none. */
  readonly targets?: readonly Target[];
  readonly metadata?: CardMetadata;
  readonly progress?: (label: string, done: number, total: number) => void;
}

export type Built = { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly refused: string };

/** @throws the file system's own errors */
export async function build(ir: WorldIR, directory: string, options: BuildOptions = {}): Promise<Built> {
  const files: Manifest['files'][number][] = [];
  const note = (path: string, written: Written, tasks?: number): void => {
    files.push({ path, sha256: written.sha256, bytes: written.bytes, ...(tasks === undefined ? {} : { tasks }) });
  };
  // A manifest vouches for the files beside it: the old one goes before the first of them changes.
  rmSync(join(directory, 'manifest.json'), { force: true });
  note('world.ir.json', writeFileAtomically(join(directory, 'world.ir.json'), `${JSON.stringify(ir, null, 1)}\n`));

  const sets: Manifest['taskSets'][number][] = [];
  const frequencies: { name: string; calls: number[] }[] = [];
  const duplicates = new Duplicates();
  for (const set of ir.taskSets) {
    const path = tasksPath(set.name);
    const file = new AtomicFile(join(directory, path));
    const statistics = new Statistics(set, duplicates.next());
    options.progress?.(set.name, 0, set.count);
    const made = await produce(
      { ir, set: set.name, ...(options.workers === undefined ? {} : { workers: options.workers }), progress: (done, total) => options.progress?.(set.name, done, total) },
      {
        line: (text) => {
          file.line(text);
          statistics.add(text);
        },
        bytes: (data, lines) => {
          file.bytes(data, lines);
          statistics.addBytes(data);
        },
        finish: () => file.finish(),
        abort: () => file.abort(),
      },
    ).catch((error: unknown) => {
      file.abort();
      throw error;
    });
    if ('refused' in made) {
      file.abort();
      return { ok: false, refused: made.refused };
    }
    const written = file.finish();
    note(path, written, written.lines);
    frequencies.push({ name: set.name, calls: statistics.frequencies() });
    sets.push({ name: set.name, seed: set.seed, count: set.count, tools: set.tools.length, gates: made.counts, ...(made.cover === null ? {} : { cover: made.cover }), statistics: statistics.result() });
  }

  const write = (path: string, text: string): void => note(path, writeFileAtomically(join(directory, path), text));
  if (sets.length > 0) {
    write('figures/length.svg', barChart('Calls a task takes', 'gold calls', sets.map((set) => ({ name: set.name, counts: set.statistics.length }))));
    write('figures/depth.svg', barChart('Depth of tasks', 'calls in the longest chain', sets.map((set) => ({ name: set.name, counts: set.statistics.depth }))));
    write('figures/tools.svg', frequencyChart('How evenly tools are called', frequencies));
  }
  const metadata = options.metadata ?? {};
  write('croissant.json', `${JSON.stringify(croissant(ir, sets, files, metadata), null, 1)}\n`);
  write('README.md', renderCard(ir, sets, files, version, metadata));
  const taskFiles = ir.taskSets.map((set) => ({ set: set.name, path: join(directory, tasksPath(set.name)) }));
  for (const target of options.targets ?? []) {
    const folder = `tools/${target}`;
    for (const { path, written, tasks } of writePackage(target, ir, join(directory, folder), taskFiles)) note(`${folder}/${path}`, written, tasks);
  }
  const manifest: Manifest = {
    manifestVersion: 1,
    compiler: { name: 'rworld', version },
    world: { name: ir.world.name, version: ir.world.version },
    ir: ir.hash,
    files,
    taskSets: sets,
  };
  writeFileAtomically(join(directory, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return { ok: true, manifest };
}
