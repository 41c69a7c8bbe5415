/** Waiting until a file that was read is another one. */
import { watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';
import type { Seen } from './recording.js';

export interface WatchTiming {
  /** Milliseconds without another change before a change counts: editors write in several steps. */
  readonly quiet: number;
  /** Milliseconds between looks where the system tells nothing, as on shared and network folders. */
  readonly poll: number;
}

export const WATCH_TIMING: WatchTiming = { quiet: 80, poll: 1000 };

/** Resolves with the paths that changed since they were seen, once they have come to rest; with none when the signal ends the wait. */
export function nextChange(seen: Seen, signal?: AbortSignal, timing: WatchTiming = WATCH_TIMING): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const watchers: FSWatcher[] = [];
    let resting: NodeJS.Timeout | undefined;
    let before = '';
    const end = (paths: readonly string[]): void => {
      clearTimeout(resting);
      clearInterval(polling);
      for (const watcher of watchers) watcher.close();
      signal?.removeEventListener('abort', stop);
      resolve(paths);
    };
    const stop = (): void => end([]);
    const rest = (): void => {
      const changed = seen.changed();
      if (changed.length > 0) end(changed);
    };
    const look = (): void => {
      if (seen.changed().length === 0) return;
      clearTimeout(resting);
      resting = setTimeout(rest, timing.quiet);
    };
    const polling = setInterval(() => {
      // What the folders' watchers have told is already on its way.
      const now = seen.changed().join('\n');
      if (now !== before) look();
      before = now;
    }, timing.poll);
    if (signal?.aborted === true) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    // Folders, not files: most editors put a new file in the place of the old one.
    for (const folder of new Set(seen.paths().map((path) => dirname(path)))) {
      try {
        const watcher = watch(folder, look);
        watcher.on('error', () => watcher.close());
        watchers.push(watcher);
      } catch {
        // No such folder, or no watcher left to give: polling sees to it.
      }
    }
    look();
  });
}
