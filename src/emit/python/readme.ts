/** README.md of a Python package: what its user reads first. */
import type { WorldIR } from '../../ir/ir.js';
import { defaultSet } from '../mcp/server/choice.js';
import { summary } from '../prose.js';
import type { Topic } from '../topics.js';

/** A module of tools, as it is emitted. */
export interface ReadmeModule {
  readonly name: string;
  readonly topic: Topic;
  /** The names of the functions by those of the tools. */
  readonly functions: ReadonlyMap<string, string>;
}

export function readme(ir: WorldIR, folder: string, sets: readonly string[], modules: readonly ReadmeModule[]): string {
  const set = defaultSet(sets);
  return [introduction(ir, folder, sets, set), functionsSection(folder, modules), set === undefined ? '' : frameworksSection(folder, set), modulesSection(modules)].filter((part) => part !== '').join('\n');
}

function introduction(ir: WorldIR, folder: string, sets: readonly string[], set: string | undefined): string {
  const chosen = set === undefined ? 'path="train.jsonl"' : JSON.stringify(set);
  return `# ${inline(ir.world.name)} ${inline(ir.world.version)}

${inline(summary(ir.world.description || `The world ${ir.world.name}`))} ${ir.tools.length} tools${sets.length === 0 ? '' : ` and tasks (${sets.map((s) => `\`${inline(s)}\``).join(', ')})`}, compiled by rworld. Python 3.11 or later, no dependencies.

\`\`\`sh
pip install .
\`\`\`

\`\`\`python
from ${folder} import Environment, solution, tasks

task = next(tasks(${chosen}))
environment = Environment(task)
environment.instruction  # what is asked
environment.tools  # what a model is shown: names, descriptions, JSON Schemas
environment.call("no_such_tool", {})  # {"ok": False, "error": {"code": "unknown_tool", "message": ...}}
for name, arguments in solution(task):  # what a perfect agent would do; it ends with the tool that takes the answer
    environment.call(name, arguments)  # {"ok": True, "value": ...}
environment.score()  # {"reward": 1, "submitted": True, "win": True, ...}
\`\`\`

- \`list(tasks(${chosen}))\` has all tasks ${set === undefined ? 'of a file' : 'of a set; `tasks(path="file.jsonl")` reads any file of this world\'s tasks'}.
- \`call\` never raises: a wrong call answers with an error that names the parameter, what was expected and what came.
- \`environment.tools\` ends with the tool that a model submits its answer with; \`environment.submit(answer)\` does the same. A value may be given
  as text (\`"25"\` is 25).
- \`snapshot()\` and \`restore()\` go back to any point; snapshots are plain JSON.
- Everything is a function of the task: the same calls give the same answers, on every machine, and in TypeScript too.
- Numbers come as \`int\` where they are whole and as \`float\` where they are not: \`25.0\` and \`25\` are one number, as in JSON.
`;
}

function functionsSection(folder: string, modules: readonly ReadmeModule[]): string {
  const [first] = modules;
  const tool = first?.topic.tools.find((t) => t.params.length > 0) ?? first?.topic.tools[0];
  const named = tool === undefined ? undefined : first?.functions.get(tool.name);
  return `## Tools as functions

\`environment.functions()\` has the task's tools as typed Python functions with docstrings, bound to the environment.
${first === undefined || named === undefined ? '' : `Or take them from their modules, and give them an environment:

\`\`\`python
from ${folder}.tools import ${first.name}

help(${first.name}.${named})
\`\`\`
`}`;
}

function frameworksSection(folder: string, set: string): string {
  return `## With a model

\`examples/\` beside this file has a program for each framework. Without \`--model\` the model of \`scripted_model.py\` acts, which knows the
answers: so each shows that all is in place before a model takes part. With \`--model NAME --base-url http://127.0.0.1:8000/v1\` any model
behind an OpenAI-compatible endpoint does. No framework at all is needed to evaluate one:

\`\`\`sh
python examples/evaluate.py                  # gold: 20 of 20 right
python examples/scripted_model.py            # serves the scripted model until it is stopped, for any other harness
\`\`\`

An answer counts when it is handed in: reward 1 if it is right, else 0. The modules of \`${folder}.adapters\` are imported lazily, begin with
an example each, and say what to install where a framework is missing.

### TRL

\`\`\`sh
pip install 'trl>=1.10' 'transformers>=5.2' 'datasets>=4.7' jmespath
python examples/trl_grpo.py                  # two steps with a tiny random model; --model Qwen/Qwen3-4B trains a real one
rworld export ../../tasks/${set}.jsonl --as chat -o chat.parquet      # where this package lies in its build
python examples/trl_sft.py chat.parquet
\`\`\`

In \`GRPOTrainer\`, and \`AsyncGRPOTrainer\`, each task shows its own tools:
\`train_dataset=trl.dataset(train), environment_factory=trl.environments(train), reward_funcs=trl.reward\`, with \`train = list(tasks(${JSON.stringify(set)}))\`
and \`from ${folder}.adapters import trl\`.

### verifiers

\`\`\`sh
pip install 'verifiers>=0.4' uv
python examples/verifiers_eval.py            # prints the command of vf-eval, and runs it
\`\`\`

The taskset is \`${folder}_verifiers\`: \`--env.taskset.split\` names a task set, \`--env.taskset.path\` a file of tasks. The harness \`null\` shows a model
the tools of its task alone; the default one adds a shell.

### OpenEnv

\`\`\`sh
pip install 'openenv>=0.10'
python examples/openenv_episodes.py          # runs a server, and plays; --server URL plays on one that runs already
uvicorn --factory ${folder}.adapters.openenv:app --port 8000      # a server, until it is stopped
\`\`\`

\`reset(split=${JSON.stringify(set)}, index=3)\` opens a task, \`reset(seed=7)\` the one that the seed chooses. The server has the Task API.

### NeMo Gym

\`\`\`sh
pip install 'nemo-gym>=0.7' uv               # asks for Python 3.13.14
python examples/nemo_gym_eval.py             # prints the command of gym, and runs it
python -m ${folder}.adapters.nemo_gym_folder resources_servers/${folder} --license "Apache 2.0"
\`\`\`

The last writes the resources server, its configuration and its rows. \`verify\` makes the calls of a response once more, so that rollouts can be
verified anew.

### verl and BFCL

\`${folder}.adapters.verl\` has the tools and the reward for the rows of \`rworld export tasks/${set}.jsonl --as verl -o ${set}.parquet\`, and
\`${folder}.adapters.bfcl\` the class that the leaderboard's checker runs on those of \`--as bfcl\`: see how each module begins.
`;
}

function modulesSection(modules: readonly ReadmeModule[]): string {
  return `## Modules

| module | tools | |
|---|---|---|
${modules.map((m) => `| \`tools.${m.name}\` | ${m.topic.tools.length} | ${inline(summary(m.topic.description))} |`).join('\n')}
`;
}

/** Text in a line of Markdown. */
function inline(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, ' ').replace(/[|`<>\\[\]*]/g, '\\$&');
}
