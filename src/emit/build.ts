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
import { renderCard } from './card.js';
import { Statistics, type SetStatistics } from './statistics.js';

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
  for (const set of ir.taskSets) {
    const path = `tasks/${set.name}.jsonl`;
    const file = new AtomicFile(join(directory, path));
    const statistics = new Statistics(ir, set);
    options.progress?.(set.name, 0, set.count);
    const made = await produce(
      { ir, set: set.name, workers: options.workers ?? 1, progress: (done, total) => options.progress?.(set.name, done, total) },
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
    sets.push({ name: set.name, seed: set.seed, count: set.count, tools: set.tools.length, gates: made.counts, ...(made.cover === null ? {} : { cover: made.cover }), statistics: statistics.result() });
  }

  note('README.md', writeFileAtomically(join(directory, 'README.md'), renderCard(ir, sets)));
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
