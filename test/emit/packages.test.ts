/** Packages as `rworld build` writes them: whole, with tasks, and nothing left of what was emitted before. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, type Manifest } from '../../src/emit/build.js';
import { mayEmitTo, writePackage } from '../../src/emit/package.js';
import type { WorldIR } from '../../src/ir/ir.js';
import { ROOT, findPython } from '../conformance/python.js';
import { worldOf } from '../support/sampled.js';
import { runPython } from './emitted.js';

const folder = mkdtempSync(join(tmpdir(), 'rworld-build-'));
const python = findPython();
let ir: WorldIR;
let manifest: Manifest;

beforeAll(async () => {
  const whole = worldOf(`${ROOT}specs/markets`);
  ir = { ...whole, taskSets: whole.taskSets.map((set) => ({ ...set, count: 12 })) };
  const built = await build(ir, folder, { targets: ['python', 'typescript', 'mcp'] });
  if (!built.ok) throw new Error(built.refused);
  manifest = built.manifest;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a build', () => {
  it('names every file of the packages in its manifest', () => {
    const paths = manifest.files.map((f) => f.path);
    for (const path of ['tools/python/pyproject.toml', 'tools/python/rworld_markets/py.typed', 'tools/python/rworld_markets/data/tasks/test.jsonl', 'tools/python/rworld_markets/_runtime/world.py', 'tools/typescript/src/runtime/runtime.ts', 'tools/typescript/src/tools/markets.ts']) {
      expect(paths).toContain(path);
      expect(existsSync(join(folder, path))).toBe(true);
    }
    expect(readFileSync(join(folder, 'tools/python/rworld_markets/data/tasks/train.jsonl'), 'utf8')).toBe(readFileSync(join(folder, 'tasks/train.jsonl'), 'utf8'));
  });

  it('brings every example that its README names, filled in', () => {
    for (const target of ['python', 'mcp']) {
      const at = join(folder, 'tools', target);
      const named = [...readFileSync(join(at, 'README.md'), 'utf8').matchAll(/examples\/\w+\.py/g)].map(([path]) => path);
      expect(named.length).toBeGreaterThan(0);
      for (const path of named) expect(existsSync(join(at, path)), path).toBe(true);
      const examples = manifest.files.map((f) => f.path).filter((path) => path.startsWith(`tools/${target}/examples/`));
      for (const path of examples) expect(readFileSync(join(folder, path), 'utf8')).not.toMatch(target === 'python' ? /PACKAGE|SPLIT/ : /SPLIT|SUBMIT/);
    }
  });

  it.skipIf(python === null)('gives a Python package whose gold calls, answers and snapshots hold', () => {
    const program = `
import json
from rworld_markets import Environment, tasks
from rworld_markets._runtime.scoring import gold_arguments
out = []
for task in [*tasks("train"), *tasks("test")]:
    environment = Environment(task)
    start = json.loads(json.dumps(environment.snapshot()))
    same = all(environment.call(c["tool"], gold_arguments(task, c)) == {"ok": True, "value": c["result"]} for c in task["calls"])
    done = environment.submit(task["answer"]["value"])
    score = environment.score()
    after = environment.call("add", {"a": 1, "b": 2})["error"]["code"]
    end = environment.snapshot()
    environment.restore(start)
    fresh = (environment.done, environment.calls, environment.score()["reward"])
    environment.restore(end)
    out.append([same, done["ok"], score["reward"], score["fullSequence"], after, fresh == (False, [], 0), environment.score() == score])
print(json.dumps(out))
`;
    const got = runPython(python ?? '', join(folder, 'tools/python'), program, null);
    expect(got).toEqual(Array.from({ length: 24 }, () => [true, true, 1, true, 'task_over', true, true]));
  });

  it('is emitted anew over what was emitted before, and over nothing else', () => {
    const into = join(folder, 'again');
    const stale = { ...ir, tools: ir.tools.map((t) => ({ ...t, module: 'other' })) };
    writePackage('python', stale, into, []);
    writeFileSync(join(into, 'mine.txt'), 'kept');
    expect(existsSync(join(into, 'rworld_markets/tools/other.py'))).toBe(true);
    expect(mayEmitTo(into)).toBe(true);
    writePackage('python', ir, into, []);
    expect(existsSync(join(into, 'rworld_markets/tools/other.py'))).toBe(false);
    expect(existsSync(join(into, 'mine.txt'))).toBe(true);
    expect(mayEmitTo(join(folder, 'tasks'))).toBe(false);
    expect(mayEmitTo(join(folder, 'not there'))).toBe(true);
  });
});
