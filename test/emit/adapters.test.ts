/** Adapters of Python packages, without the frameworks: what needs none works, and what needs one says how to get it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonTasksPath } from '../../src/emit/python/emit.js';
import { pythonPackage } from '../../src/emit/python/name.js';
import { ROOT, findPython } from '../conformance/python.js';
import { sampleLines, worldOf } from '../support/sampled.js';
import { runPython, writePython } from './emitted.js';

const folder = mkdtempSync(join(tmpdir(), 'rworld-adapters-'));
const python = findPython();

beforeAll(() => {
  const ir = worldOf(`${ROOT}specs/markets`);
  writePython(ir, folder);
  const path = join(folder, pythonTasksPath(ir, 'train'));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sampleLines(ir, 30).map((line) => `${line.trimEnd()}\n`).join(''));
  expect(pythonPackage(ir)).toBe('rworld_markets');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Frameworks that are installed here must not be found. */
const NONE = `
import json, sys
for name in ("datasets", "trl", "verifiers", "mcp", "openenv", "fastapi", "nemo_gym", "pydantic", "verl", "bfcl_eval"):
    sys.modules[name] = None
`;

describe.skipIf(python === null)('adapters', () => {
  const run = (program: string): unknown => runPython(python ?? '', folder, `${NONE}${program}`, null);

  it('are not imported with the package', () => {
    expect(run('import rworld_markets\nprint(json.dumps([m for m in sys.modules if m.startswith("rworld_markets.adapters")]))')).toEqual([]);
  });

  it('say what to install', () => {
    const program = `
import importlib
told = {}
for name in ("adapters.verifiers", "adapters.openenv", "adapters.nemo_gym", "adapters.verl", "adapters.bfcl"):
    try:
        importlib.import_module(f"rworld_markets.{name}")
    except ImportError as error:
        told[name] = str(error)
from rworld_markets import tasks
from rworld_markets.adapters import trl
try:
    trl.dataset(tasks("train"))
except ImportError as error:
    told["trl"] = str(error)
print(json.dumps(told))`;
    expect(run(program)).toEqual({
      'adapters.verifiers': expect.stringMatching(/^the verifiers adapter of rworld_markets needs verifiers, .*: pip install 'verifiers>=0\.4'$/) as string,
      'adapters.openenv': expect.stringMatching(/pip install 'openenv>=0\.10'$/) as string,
      'adapters.nemo_gym': expect.stringMatching(/pip install 'nemo-gym>=0\.7'$/) as string,
      'adapters.verl': expect.stringMatching(/pip install 'verl>=0\.9'$/) as string,
      'adapters.bfcl': expect.stringMatching(/pip install bfcl-eval$/) as string,
      trl: expect.stringMatching(/pip install 'trl>=1\.10' 'transformers>=5\.2' 'datasets>=4\.7' jmespath$/) as string,
    });
  });

  it('give TRL a class for each list of tools: methods with hints and Args, which answer as tools do', () => {
    const program = `
import inspect, pickle
from rworld_markets import tasks
from rworld_markets._runtime.scoring import gold_arguments
from rworld_markets._runtime.canonical import canonical_json
from rworld_markets._runtime.submission import answer_text
from rworld_markets.adapters import trl
train = list(tasks("train"))
factories = trl.environments(train)
bad, rewards = [], []
for task, row in zip(train, trl.rows(train)):
    rollout = pickle.loads(pickle.dumps(factories[row["environment"]]))()
    names = [n for n, _ in inspect.getmembers(type(rollout), inspect.isfunction) if not n.startswith("_") and n != "reset"]
    rollout.reset(**{k: v for k, v in row.items() if k != "environment"})
    methods = {getattr(rollout, n).__name__: getattr(rollout, n) for n in names}
    if list(methods) != [*task["tools"], "submit"]:
        bad.append([task["id"], list(methods)])
    for method in methods.values():
        signature = inspect.signature(method)
        if any(p.annotation is p.empty or f"        {p.name}: " not in method.__doc__ for p in signature.parameters.values()) or signature.return_annotation is not str:
            bad.append(str(signature))
    for call in task["calls"]:
        if methods[call["tool"]](**gold_arguments(task, call)) != canonical_json(call["result"]):
            bad.append(call["id"])
    before = trl.reward(environments=[rollout], prompts=[], completions=[])
    methods["submit"](answer=answer_text(task["answer"]["value"]))
    rewards.append([*before, *trl.reward(environments=[rollout])])
try:
    methods[train[-1]["calls"][0]["tool"]](nothing=1)
    bad.append("a refused call raises nothing")
except Exception as error:
    refused = type(error).__name__
print(json.dumps([bad, rewards, refused]))`;
    expect(run(program)).toEqual([[], Array.from({ length: 30 }, () => [0, 1]), 'ToolCallError']);
  });

  it('make a signature of any schema', () => {
    const program = `
import inspect
from rworld_markets.adapters import trl
schema = {"name": "t", "description": "One.\\n\\nArgs:\\n  x: no", "parameters": {"type": "object", "properties": {
    "class": {"type": "string", "enum": ["a", "b"]}, "class_": {"type": "integer"}, "self": {"type": "array", "items": {"type": "number"}},
    "1 b": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None}, "o": {"type": "object", "additionalProperties": {"type": "boolean"}}, "x": {}},
    "required": ["class", "class_", "self"]}}
method = trl._method(schema)
class Fake:
    def _use(self, name, arguments):
        return json.dumps([name, arguments])
made = method(Fake(), class__="a", class_=1, self_=[1], _1_b=None)
print(json.dumps([str(inspect.signature(method)), method.__doc__.splitlines()[0], json.loads(made)]))`;
    expect(run(program)).toEqual([
      "(self, /, *, class__: Literal['a', 'b'], class_: int, self_: list[float], _1_b: Optional[str] = None, o: dict[str, bool] = None, x: Any = None) -> str",
      'One. Args - x: no',
      ['t', { class: 'a', class_: 1, self: [1], '1 b': null }],
    ]);
  });

  it('write the folder for NeMo Gym without NeMo Gym', () => {
    const program = `
from pathlib import Path
from rworld_markets import tasks
from rworld_markets.adapters import nemo_gym_folder as adapter
written = adapter.write_folder(Path("gym/markets"), "MIT")
rows = [json.loads(line) for line in open("gym/markets/data/train.jsonl", encoding="utf-8")]
first = rows[0]["responses_create_params"]
print(json.dumps([[p.as_posix() for p in written], [json.loads(r["task"]) for r in rows] == list(tasks("train")), sorted(first["tools"][0]), first["tools"][-1]["name"], adapter.shown_names(["verify", "verify_"])]))`;
    expect(run(program)).toEqual([
      ['app.py', 'configs/markets.yaml', 'requirements.txt', 'README.md', 'data/example.jsonl', 'data/train.jsonl'].map((p) => `gym/markets/${p}`),
      true,
      ['description', 'name', 'parameters', 'strict', 'type'],
      'submit',
      { verify: 'verify__', verify_: 'verify_' },
    ]);
  });
});
