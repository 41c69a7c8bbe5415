/**
 * Puts Chevrotain into one file, `dist/vendor/chevrotain.js`: part of `npm run build`.
 *
 * Chevrotain and the lodash-es that it uses are 690 files, and reading them took longer than checking a world of 150 tools.
 * `#chevrotain` in `package.json` names the file; its types are the package's own.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// From `dist/grammar/`, where this runs.
const root = fileURLToPath(new URL('../../', import.meta.url));

await build({
  stdin: { contents: "export * from 'chevrotain';", resolveDir: root },
  outfile: `${root}dist/vendor/chevrotain.js`,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'eof',
  logLevel: 'warning',
});
