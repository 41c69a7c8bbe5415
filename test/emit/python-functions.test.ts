/** The run time in Python knows what that in TypeScript knows. */
import { describe, expect, it } from 'vitest';
import { BUILT_INS } from '../../src/runtime/functions/table.js';
import { SOURCES, findPython } from '../conformance/python.js';
import { runPython } from './emitted.js';

const python = findPython();

describe.skipIf(python === null)('the run time in Python', () => {
  it('has the same built-in functions', () => {
    const program = 'import json\nfrom runtime.functions.table import BUILT_INS\nprint(json.dumps(sorted(BUILT_INS)))';
    expect(runPython(python ?? '', SOURCES.folder, program, null)).toEqual([...BUILT_INS.keys()].sort());
  });
});
