/** The files around a Python package: pyproject.toml and README.md. */
import type { ToolIR, WorldIR } from '../../ir/ir.js';
import { summary } from '../prose.js';
import type { Topic } from '../topics.js';

/** TOML's basic strings take JSON's escapes but one: DEL must be escaped. */
function toml(text: string): string {
  return JSON.stringify(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(/\u007f/g, '\\u007f');
}

/** A version as PEP 440 has it: what semver adds to the three numbers becomes a local label. */
export function pep440(version: string): string {
  const match = /^([0-9]+\.[0-9]+\.[0-9]+)(?:[-+](.*))?$/s.exec(version);
  if (match === null) return '0.0.0';
  const label = (match[2] ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '.').replace(/^\.+|\.+$/g, '');
  return label === '' ? (match[1] ?? '') : `${match[1] ?? ''}+${label}`;
}

export function pyproject(ir: WorldIR, folder: string): string {
  return `[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = ${toml(folder.replaceAll('_', '-').replace(/^-+|-+$/g, ''))}
version = ${toml(pep440(ir.world.version))}
description = ${toml(summary(ir.world.description || `The world ${ir.world.name}`))}
readme = "README.md"
requires-python = ">=3.11"
dependencies = []
classifiers = ["Typing :: Typed"]

[tool.setuptools]
packages = [${['', '.adapters', '.tools', '._runtime', '._runtime.functions'].map((p) => toml(folder + p)).join(', ')}]
py-modules = [${toml(`${folder}_verifiers`)}]

[tool.setuptools.package-data]
${toml(folder)} = ["py.typed", "data/*.json", "data/tasks/*.jsonl"]

[tool.mypy]
strict = true

[[tool.mypy.overrides]]  # the frameworks that the adapters are for, where they are not installed
module = ["datasets.*", "fastapi.*", "mcp.*", "nemo_gym.*", "openenv.*", "pydantic.*", "verifiers.*"]
ignore_missing_imports = true

[tool.ruff]
line-length = 120
target-version = "py311"

[tool.ruff.lint]
select = ["E", "F", "B", "UP", "D", "C4", "SIM"]
ignore = ["E501", "D301"]

[tool.ruff.lint.pydocstyle]
convention = "google"
`;
}

export function readme(ir: WorldIR, folder: string, sets: readonly string[], modules: readonly { readonly name: string; readonly topic: Topic }[]): string {
  const [set = 'train'] = sets;
  const first = modules[0];
  const tool = first?.topic.tools.find((t) => t.params.length > 0) ?? first?.topic.tools[0];
  return `# ${inline(ir.world.name)} ${inline(ir.world.version)}

${inline(summary(ir.world.description || `The world ${ir.world.name}`))} ${ir.tools.length} tools${sets.length === 0 ? '' : ` and tasks (${sets.map((s) => `\`${inline(s)}\``).join(', ')})`}, compiled by rworld. Python 3.11 or later, no dependencies.

\`\`\`sh
pip install .
\`\`\`

\`\`\`python
from ${folder} import Environment, tasks

task = next(tasks(${sets.length === 0 ? 'path="train.jsonl"' : JSON.stringify(set)}))
environment = Environment(task)
environment.instruction  # what is asked
environment.tools  # what a model is shown: names, descriptions, JSON Schemas
environment.call("no_such_tool", {})  # {"ok": False, "error": {"code": "unknown_tool", "message": ...}}
task["calls"]  # a right solution is part of the record
environment.submit(task["answer"]["value"])
environment.score()  # {"reward": 1, "submitted": True, "win": ..., ...}
\`\`\`

- \`list(tasks(${JSON.stringify(set)}))\` has all tasks of a set; \`tasks(path="file.jsonl")\` reads any file of this world's tasks.
- \`call\` never raises: a wrong call answers with an error that names the parameter, what was expected and what came.
- The answer may be submitted as a value or as text (\`"25"\` is 25); \`environment.tools\` ends with the tool that a model submits with.
- \`snapshot()\` and \`restore()\` go back to any point; snapshots are plain JSON.
- Everything is a function of the task: the same calls give the same answers, on every machine, and in TypeScript too.
- Numbers come as \`int\` where they are whole and as \`float\` where they are not: \`25.0\` and \`25\` are one number, as in JSON.

## Tools as functions

\`environment.functions()\` has the task's tools as typed Python functions with docstrings, bound to the environment. Or call them
by hand:

\`\`\`python
from ${folder}.tools import ${first?.name ?? 'TOOLS'}
${tool === undefined || first === undefined ? '' : `\nhelp(${first.name}.${functionName(tool)})\n`}\`\`\`

## In training frameworks

Each module of \`${folder}.adapters\` begins with an example, and says what to install where a framework is missing.

| | |
|---|---|
| TRL | \`from ${folder}.adapters import trl\`: \`trl.dataset\`, \`trl.environments\` and \`trl.reward\` are what \`GRPOTrainer\` takes |
| verifiers | \`vf-eval ${folder.replaceAll('_', '-')}-verifiers\`: a v1 taskset |
| OpenEnv | \`uvicorn --factory ${folder}.adapters.openenv:app\`: a server of tools with the Task API |
| NeMo Gym | \`python -m ${folder}.adapters.nemo_gym_folder resources_servers/NAME\`: a resources server and its data |

## Modules

| module | tools |
|---|---|
${modules.map((m) => `| \`tools.${m.name}\` | ${m.topic.tools.length} | ${inline(summary(m.topic.description))} |`).join('\n')}
`.replace('| module | tools |\n|---|---|', '| module | tools | |\n|---|---|---|');
}

function functionName(tool: ToolIR): string {
  return tool.name.replace(/[^A-Za-z0-9_]+/g, '_');
}

/** Text in a line of Markdown. */
function inline(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, ' ').replace(/[|`<>\\[\]*]/g, '\\$&');
}
