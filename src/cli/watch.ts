/** `--watch`: the same work again whenever a source or a data file of the world changes. */
import type { Host } from '../host/host.js';
import { nodeHost } from '../host/node.js';
import { relativeTo } from '../host/path.js';
import { recordingHost, Seen } from '../host/recording.js';
import { nextChange } from '../host/watch.js';
import { CliError, type Terminal } from './terminal.js';

/**
 * Works, and works again after every change of a file that the last run asked its host for, until the signal ends it
 * (without one: until the program is). A mistake in the files is told and waited out; any other error ends it.
 */
export async function watchAndRepeat(terminal: Terminal, work: (host: Host) => void | Promise<void>, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const seen = new Seen();
    try {
      await work(recordingHost(nodeHost(), seen));
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      terminal.err(`rworld: ${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`);
    }
    if (signal?.aborted === true) return;
    terminal.err(`watching ${seen.files === 1 ? '1 file' : `${seen.files} files`}; Ctrl-C ends\n`);
    const changed = await nextChange(seen, signal);
    if (changed.length === 0) return;
    const here = nodeHost().resolve('.');
    terminal.err(`\nchanged: ${changed.map((path) => relativeTo(here, path)).join(', ')}\n`);
  }
}
