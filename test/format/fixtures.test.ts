/**
 * Files before and after: `test/fixtures/format/x.rworld` and, formatted, `x.expected` beside it. `UPDATE=1 npx vitest run
 * test/format/fixtures.test.ts` writes what is found; what changed is then read in the diff.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { format } from '../../src/format/format.js';
import { brokenLaw } from './laws.js';

const FOLDER = fileURLToPath(new URL('../fixtures/format/', import.meta.url));

describe('files before and after', () => {
  for (const name of readdirSync(FOLDER).filter((n) => n.endsWith('.rworld')).sort()) {
    it(name, () => {
      const text = readFileSync(FOLDER + name, 'utf8');
      const result = format(text, name);
      if (!result.ok) throw new Error(`${result.reason}: ${text.slice(result.span.start, result.span.end)}`);
      expect(brokenLaw(text)).toBeNull();
      const expected = FOLDER + name.replace(/\.rworld$/, '.expected');
      if (process.env['UPDATE'] === '1') writeFileSync(expected, result.text);
      expect(result.text, 'run with UPDATE=1 to accept what changed').toBe(existsSync(expected) ? readFileSync(expected, 'utf8') : '');
    });
  }
});
