/** Peak memory of `rworld sample` by number of tasks. Limits: flat, and below 400 MB. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { row } from './table.js';

export function benchMemory(world: string, counts: readonly number[]): void {
  console.log('\nPeak memory of `rworld sample`, written to /dev/null');
  row('tasks', 'MB', 'seconds');
  const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
  const script = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS)); process.argv = [process.argv[0], ${JSON.stringify(main)}, ...process.argv.slice(1)]; await import(${JSON.stringify(main)});`;
  for (const count of counts) {
    const start = performance.now();
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', 'sample', world, '--count', String(count)], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 26 });
    const peak = /peak (\d+)/.exec(run.stderr)?.[1];
    row(count, peak === undefined ? 'failed' : (Number(peak) / 1024).toFixed(0), ((performance.now() - start) / 1000).toFixed(1));
  }
}
