/** Names and texts that try to break out compile, run and come back as they went in, in every back end. */
import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FunctionShelf } from '../../src/emit/formats/tools.js';
import { pythonPackage } from '../../src/emit/python/name.js';
import { pythonLiteral, docText, pythonString } from '../../src/emit/python/literals.js';
import { emitTypescript } from '../../src/emit/typescript/emit.js';
import { commentText, tsString } from '../../src/emit/typescript/literals.js';
import type { Json, WorldIR } from '../../src/ir/ir.js';
import { validateIR } from '../../src/ir/validate.js';
import { canonicalJson } from '../../src/runtime/canonical.js';
import { createRuntime } from '../../src/runtime/runtime.js';
import { findPython } from '../conformance/python.js';
import { compileTypescript, runPython, syntaxErrors, writePython } from './emitted.js';
import { hostileText, hostileWorld, worstWorld } from './hostile-world.js';

const python = findPython();
const folder = mkdtempSync(join(tmpdir(), 'rworld-emit-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Calls every tool with values it takes; what it answers, as canonical JSON. */
function calls(ir: WorldIR): { readonly tool: string; readonly args: { readonly [name: string]: Json }; readonly expect: string }[] {
  const runtime = createRuntime(ir);
  const environment = runtime.environment(new Uint8Array(32));
  return ir.tools.map((tool) => {
    const args = Object.fromEntries(tool.params.filter((p) => p.default === undefined).map((p) => [p.name, runtime.example(p.type) ?? null] as const));
    return { tool: tool.name, args, expect: canonicalJson(environment.call(tool.name, args) as unknown as Json) };
  });
}

function functionSchemas(ir: WorldIR): unknown[] {
  const shelf = new FunctionShelf(ir);
  return ir.tools.map((tool) => shelf.function(tool.name));
}

const TASK = (ir: WorldIR): object => ({ id: 't', ir: ir.hash, environment: '0'.repeat(64), instruction: '', tools: ir.tools.map((t) => t.name), inputs: [], calls: [], answer: { value: null } });

describe('literals', () => {
  it('of TypeScript are what they say', () => {
    fc.assert(fc.property(hostileText, (text) => {
      // An indirect way to run the literal: the text itself can do nothing if the literal holds.
      expect(new Function(`return ${tsString(text)}`)()).toBe(text);
      expect(new Function(`/* ${commentText(text)} */ return 1`)()).toBe(1);
    }), { numRuns: 500 });
  });

  it.skipIf(python === null)('of Python are what they say', () => {
    const texts = fc.sample(hostileText, { numRuns: 1000, seed: 7 });
    const lines = texts.map((text) => `    (${pythonString(text)}, """${docText(text)}"""),\n`).join('');
    const program = `import json\nx = [\n${lines}]\nprint(json.dumps([x, ${pythonLiteral({ a: [1, -2.5, true, null, 'b'] })}]))`;
    expect(runPython(python ?? '', folder, program, null)).toEqual([texts.map((t) => [t, t]), { a: [1, -2.5, true, null, 'b'] }]);
  });
});

describe('hostile worlds', () => {
  const worlds = fc.sample(hostileWorld, { numRuns: 24, seed: 11 });

  it('are valid worlds', () => {
    for (const ir of [...worlds, worstWorld()]) expect(validateIR(ir)).toMatchObject({ ok: true });
  });

  it('give TypeScript without a mistake of grammar, and the very same world', () => {
    for (const ir of worlds) {
      const files = emitTypescript(ir, []);
      for (const file of files.filter((f) => f.path.endsWith('.ts'))) expect(syntaxErrors(file)).toEqual([]);
      const source = files.find((f) => f.path === 'src/world.ts')?.text ?? '';
      const body = source.replace(/^import .*$/gm, '').replace(/export const (\w+)(: [^=]*)? =/g, 'const $1 =').replace(/const schemas: .* = \[/, 'const schemas = [');
      const made = new Function(`${body}; return [world, [...functions.values()]];`)() as [WorldIR, unknown];
      expect(made).toEqual([JSON.parse(JSON.stringify(ir)), functionSchemas(ir)]);
      expect(new Set(files.map((f) => f.path.toLowerCase())).size).toBe(files.length);
    }
  }, 60_000);

  it.skipIf(python === null)('give Python that runs every tool by its name', () => {
    const at = worlds.map((ir, i) => {
      const into = join(folder, `w${i}`);
      writePython(ir, into);
      return { folder: into, package: pythonPackage(ir), task: TASK(ir), calls: calls(ir) };
    });
    const program = `
import importlib, inspect, json, sys
out = []
for at in json.load(sys.stdin):
    sys.path.insert(0, at["folder"])
    package = importlib.import_module(at["package"])
    canonical = importlib.import_module(at["package"] + "._runtime.canonical").canonical_json
    tools = importlib.import_module(at["package"] + ".tools").TOOLS
    environment = package.Environment(at["task"])
    got = [canonical(environment.call(c["tool"], c["args"])) for c in at["calls"]]
    again = []
    for c, f in zip(at["calls"], environment.functions()):
        needed = [p.name for p in inspect.signature(f).parameters.values() if p.default is p.empty]
        try:
            again.append(f(**dict(zip(needed, c["args"].values()))))
        except package.ToolCallError as error:
            again.append(error.result)
    names = [f.__name__ for f in environment.functions()]
    out.append([got, sorted(tools), names, [t["name"] for t in environment.tools[:-1]], [canonical(a) for a in again]])
    sys.path.pop(0)
    for name in [n for n in sys.modules if n == at["package"] or n.startswith(at["package"] + ".")]:
        del sys.modules[name]
print(json.dumps(out))
`;
    const got = runPython(python ?? '', folder, program, at) as [string[], string[], string[], string[], string[]][];
    for (const [i, ir] of worlds.entries()) {
      const names = ir.tools.map((t) => t.name);
      const [answers, registry, bound, shown, direct] = got[i] ?? [[], [], [], [], []];
      expect(answers).toEqual(at[i]?.calls.map((c) => c.expect));
      expect(new Set(registry)).toEqual(new Set(names));
      expect([bound, shown]).toEqual([names, names]);
      expect(direct).toEqual(at[i]?.calls.map((c) => canonicalJson(valueOf(JSON.parse(c.expect) as Result))));
    }
  }, 60_000);
});

type Result = { readonly ok: boolean; readonly value?: Json };

function valueOf(result: Result): Json {
  return result.ok ? (result.value ?? null) : (result as unknown as Json);
}

describe('the worst world', () => {
  it('compiles under strict and runs', async () => {
    const ir = worstWorld();
    const into = join(folder, 'worst-ts');
    expect(compileTypescript(ir, into)).toEqual([]);
    const made = (await import(/* @vite-ignore */ join(into, 'dist/index.js'))) as { createEnvironment: (task: object) => { tools: readonly { name: string }[]; call: (tool: string, args: object) => unknown }; functions: ReadonlyMap<string, unknown> };
    const environment = made.createEnvironment(TASK(ir));
    for (const { tool, args, expect: wanted } of calls(ir)) expect(canonicalJson(environment.call(tool, args) as Json)).toBe(wanted);
    expect(environment.tools.slice(0, -1).map((t) => t.name)).toEqual(ir.tools.map((t) => t.name));
    expect([...made.functions.values()]).toEqual(functionSchemas(ir));
  }, 120_000);

  it.skipIf(python === null)('runs in Python', () => {
    const ir = worstWorld();
    const into = join(folder, 'worst-py');
    writePython(ir, into);
    const program = `
import json, sys
at = json.load(sys.stdin)
import importlib
package = importlib.import_module(at["package"])
canonical = importlib.import_module(at["package"] + "._runtime.canonical").canonical_json
environment = package.Environment(at["task"])
print(json.dumps([[canonical(environment.call(c["tool"], c["args"])) for c in at["calls"]], environment.tools[:-1]]))
`;
    const all = calls(ir);
    expect(runPython(python ?? '', into, program, { package: pythonPackage(ir), task: TASK(ir), calls: all })).toEqual([all.map((c) => c.expect), functionSchemas(ir)]);
  }, 60_000);
});
