/**
 * Writes Python packages of worlds whose names and texts try to break out, for
 * what checks packages from outside.
 *   usage: node dist/test/adapters/hostile.js FOLDER COUNT
 */
import * as fc from 'fast-check';
import { join } from 'node:path';
import { writePython } from '../emit/emitted.js';
import { hostileWorld, worstWorld } from '../emit/hostile-world.js';

const [folder = '.', count = '4'] = process.argv.slice(2);
const worlds = [worstWorld(), ...fc.sample(hostileWorld, { numRuns: Number(count), seed: 23 })];
for (const [i, ir] of worlds.entries()) writePython(ir, join(folder, `hostile${i}`));
