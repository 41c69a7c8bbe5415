/**
 * The Python back end: IR in, a package out that `pip install` takes. Standard library only, Python 3.11 and later.
 *
 * The package holds the run time, the IR and the tools' schemas as data, a module of functions a topic, and, where they are
 * given, the tasks.
 */
import type { Json, WorldIR } from '../../ir/ir.js';
import { TypeTable } from '../../runtime/type-table.js';
import type { EmittedFile } from '../emitted.js';
import { bfclClass } from '../formats/bfcl.js';
import { FunctionShelf, type FunctionSchema } from '../formats/tools.js';
import { defaultSet } from '../mcp/server/choice.js';
import { Names, asciiWord } from '../names.js';
import { topicsOf } from '../topics.js';
import { PYTHON_RESERVED, docText, pythonString } from './literals.js';
import { pythonPackage } from './name.js';
import { pyproject } from './project.js';
import { readme } from './readme.js';
import { toolsModule } from './tools.js';
import { PythonTypes } from './types.js';
import { summary } from '../prose.js';

/** Where a package keeps the tasks of a set. */
export function pythonTasksPath(ir: WorldIR, set: string): string {
  return `${pythonPackage(ir)}/data/tasks/${asciiWord(set)}.jsonl`;
}

/** Modules written by hand, which packages carry as they are. */
export interface PythonModules {
  readonly runtime: readonly EmittedFile[];
  /** In these and the examples `PACKAGE` stands for the name of the package, and `SPLIT` for that of
   *  its first task set; `"CLASS"` is how BFCL's rows name the world. */
  readonly adapters: readonly EmittedFile[];
  /** Programs beside the package, which are not installed with it. */
  readonly examples: readonly EmittedFile[];
}

/** @param sets the names of the task sets that are put beside the files */
export function emitPython(ir: WorldIR, modules: PythonModules, sets: readonly string[]): EmittedFile[] {
  const folder = pythonPackage(ir);
  const table = new TypeTable(ir.types);
  const types = new PythonTypes(ir.types, table);
  const names = new Names([...PYTHON_RESERVED, 'con', 'nul', 'aux', 'prn'], true);
  const topics = topicsOf(ir).map((topic) => ({ topic, name: names.take(topic.name.toLowerCase()), ...toolsModule(topic, types, table) }));
  const split = defaultSet(sets) ?? 'train';
  const named = (text: string): string => text.replaceAll('PACKAGE', folder).replaceAll('SPLIT', asciiWord(split)).replaceAll('"CLASS"', () => pythonString(bfclClass(ir)));
  return [
    { path: 'pyproject.toml', text: pyproject(ir, folder) },
    { path: 'README.md', text: readme(ir, folder, sets, topics) },
    { path: `${folder}/__init__.py`, text: init(ir, folder) },
    { path: `${folder}/py.typed`, text: '' },
    { path: `${folder}/environment.py`, text: ENVIRONMENT },
    { path: `${folder}/data/world.ir.json`, text: `${json(ir)}\n` },
    { path: `${folder}/data/functions.json`, text: `[\n${schemasOf(ir).map(json).join(',\n')}\n]\n` },
    { path: `${folder}/types.py`, text: types.module() },
    { path: `${folder}/tools/__init__.py`, text: toolsInit(topics.map((m) => m.name)) },
    ...topics.map((m) => ({ path: `${folder}/tools/${m.name}.py`, text: m.text })),
    ...modules.runtime.map((file) => ({ path: `${folder}/_runtime/${file.path}`, text: file.text })),
    ...modules.adapters.map((file) => ({ path: `${folder}/adapters/${file.path}`, text: named(file.text) })),
    ...modules.examples.map((file) => ({ path: `examples/${file.path}`, text: named(file.text) })),
    { path: `${verifiersModule(folder)}.py`, text: verifiersPlugin(folder) },
  ];
}

/** verifiers finds a taskset by the name of a module at the top, one that exports it. */
export function verifiersModule(folder: string): string {
  return `${folder}_verifiers`;
}

function verifiersPlugin(folder: string): string {
  return `"""The taskset of ${folder} for verifiers, which finds it by the name of this module."""

from ${folder}.adapters.verifiers import WorldTaskset

__all__ = ["WorldTaskset"]
`;
}

/** The tools as a model is shown them, in the order of the IR. */
function schemasOf(ir: WorldIR): FunctionSchema[] {
  const shelf = new FunctionShelf(ir);
  return ir.tools.map((tool) => shelf.function(tool.name));
}

/** With half surrogate pairs escaped, JSON.stringify as it is; no other text is needed. */
function json(value: unknown): string {
  return JSON.stringify(value as Json);
}

function init(ir: WorldIR, folder: string): string {
  return `"""${docText(summary(ir.world.description || `The world ${ir.world.name}`))}

Example:
    >>> from ${folder} import Environment, tasks
    >>> environment = Environment(next(tasks()))
    >>> environment.instruction
    >>> environment.tools  # what a model is shown: names, descriptions, JSON Schemas
    >>> environment.call("some_tool", {"some": "argument"})
    >>> environment.submit("some answer")
    >>> environment.score()["reward"]
"""

from ._runtime.errors import CallResult, ToolError
from ._runtime.scoring import Score, Tolerance
from ._runtime.submission import FunctionSchema
from ._runtime.task_environment import Snapshot, ToolCallError
from ._runtime.tasks import Task
from .environment import Environment, solution, tasks

__version__ = ${pythonString(ir.world.version)}

__all__ = [
    "CallResult",
    "Environment",
    "FunctionSchema",
    "Score",
    "Snapshot",
    "Task",
    "Tolerance",
    "ToolCallError",
    "ToolError",
    "solution",
    "tasks",
]
`;
}

/** Every module is imported under its own name, and all functions are listed by the names of their tools. */
function toolsInit(modules: readonly string[]): string {
  const registry = modules.map((m) => `    **${m}.TOOLS,\n`).join('');
  return `"""The tools of the world as functions, a module a topic."""

from collections.abc import Callable

${modules.length === 0 ? '' : `from . import (\n${modules.map((m) => `    ${m},\n`).join('')})\n\n`}TOOLS: dict[str, Callable[..., object]] = {\n${registry}}
"""Every function by the name of its tool."""

__all__ = [
    "TOOLS",
${modules.map((m) => `    "${m}",\n`).join('')}]
`;
}

const ENVIRONMENT = `"""Tasks of this world, and environments to act in."""

import functools
import inspect
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import cast, get_type_hints

from ._runtime.ir import WorldIR
from ._runtime.scoring import gold_arguments
from ._runtime.submission import PARAMETER, FunctionSchema, answer_text, submit_name
from ._runtime.task_environment import TaskEnvironment
from ._runtime.tasks import Task
from ._runtime.values import JsonObject, parse_json
from ._runtime.world import World


@functools.cache
def _world() -> World:
    text = files(__package__).joinpath("data", "world.ir.json").read_text(encoding="utf-8")
    return World(cast(WorldIR, parse_json(text)))


@functools.cache
def _functions() -> dict[str, FunctionSchema]:
    text = files(__package__).joinpath("data", "functions.json").read_text(encoding="utf-8")
    return {function["name"]: function for function in json.loads(text)}


def tasks(name: str = "train", path: str | Path | None = None) -> Iterator[Task]:
    """Read tasks, one after the other.

    Args:
        name: The task set, one that the package carries.
        path: A \`.jsonl\` file to read instead.

    Yields:
        The tasks in the order of the file.

    Raises:
        FileNotFoundError: If the package carries no such set, or there is no such file.
    """
    source = files(__package__).joinpath("data", "tasks", f"{name}.jsonl") if path is None else Path(path)
    if not source.is_file():
        raise FileNotFoundError(
            f"there is no file {source}"
            if path is not None
            else f'this package carries no task set "{name}": build it with tasks, or name a file with path='
        )
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            yield cast(Task, parse_json(line))


def solution(task: Task) -> list[tuple[str, JsonObject]]:
    """Return a right solution of a task: what a perfect agent would do.

    Args:
        task: The task record.

    Returns:
        The name and the arguments of each call in order, the submission of the answer last.
    """
    calls = [(call["tool"], gold_arguments(task, call)) for call in task["calls"]]
    return [*calls, (submit_name(_functions()), {PARAMETER: answer_text(task["answer"]["value"])})]


class Environment(TaskEnvironment):
    """A task of this world, ready to be acted in.

    \`tools\` is what a model is shown, \`call\` takes its calls, \`submit\` its answer, and \`score\` says how it did.
    """

    def __init__(self, task: Task) -> None:
        """Open a task.

        Args:
            task: A record from \`tasks\`, or from a file of them.

        Raises:
            ValueError: If the task was made from another world, or another version of it.
        """
        super().__init__(_world(), _functions(), task)

    def functions(self) -> list[Callable[..., object]]:
        """Return the task's tools as functions bound to this environment.

        They have the tools' names, typed parameters and docstrings with \`Args:\`, as frameworks read them, and raise
        \`ToolCallError\` where a call is refused. The submission is not among them: \`submit\` takes the answer.
        """
        from .tools import TOOLS

        return [_bound(name, TOOLS[name], self) for name in self.task["tools"]]


def _bound(name: str, function: Callable[..., object], environment: Environment) -> Callable[..., object]:
    """Bind a tool's function to an environment, so that nothing of the environment shows."""
    signature = inspect.signature(function)
    first, *others = signature.parameters.values()

    @functools.wraps(function)
    def bound(*args: object, **kwargs: object) -> object:
        return function(environment, *args, **kwargs)

    hints = get_type_hints(function)
    hints.pop(first.name, None)
    bound.__annotations__ = hints
    bound.__name__ = bound.__qualname__ = name
    lines = (function.__doc__ or "").splitlines(keepends=True)
    bound.__doc__ = "".join(line for line in lines if line.strip() != f"{first.name}: The environment to call it in.")
    typed = [p.replace(annotation=hints.get(p.name, p.annotation)) for p in others]
    bound.__signature__ = signature.replace(parameters=typed)  # type: ignore[attr-defined]
    return bound
`;
