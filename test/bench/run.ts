/** `npm run bench`: everything, or the parts named: skeletons calls facts tasks check editor format memory. */
import { compileWorld } from '../../src/compile.js';
import { nodeHost } from '../../src/host/node.js';
import { BENCH_WORLDS, benchCalls } from './calls.js';
import { benchCheck } from './check.js';
import { benchEditor } from './editor.js';
import { benchFacts } from './facts.js';
import { benchFormat } from './format.js';
import { benchMemory } from './memory.js';
import { benchSkeletons } from './skeletons.js';
import { benchAllTasks } from './tasks.js';

const asked = process.argv.slice(2);
const wants = (part: string): boolean => asked.length === 0 || asked.includes(part);

if (wants('check')) benchCheck();
if (wants('format')) benchFormat();
if (wants('editor')) await benchEditor();
if (wants('skeletons')) benchSkeletons();
if (wants('tasks')) {
  const { ir } = compileWorld(nodeHost(), 'specs/randomworld');
  await benchAllTasks(ir === null ? [] : [{ name: 'randomworld', ir }]);
}
if (wants('calls')) benchCalls(BENCH_WORLDS.flatMap((path) => compileWorld(nodeHost(), path).ir ?? []));
if (wants('facts')) benchFacts();
if (wants('memory')) benchMemory('specs/randomworld', [10_000, 100_000, 1_000_000]);
