/** The compiler's version, as its `package.json` has it. */
import { readFileSync } from 'node:fs';

function read(): string {
  // From `dist/src/` in an installed package, from `src/` when the sources are run as they are.
  for (const up of ['../../package.json', '../package.json']) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8'));
      if (typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'rworld' && 'version' in parsed && typeof parsed.version === 'string') return parsed.version;
    } catch {
      // Not here: the other place is tried.
    }
  }
  return '0.0.0';
}

export const version: string = read();
