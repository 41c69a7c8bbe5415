"""TRL: tasks as environments of `GRPOTrainer`, each with its own tools (trl >= 1.10, transformers >= 5.2).

`GRPOTrainer(environment_factory=...)` takes a dict of factories and a dataset whose column `environment` names one, and shows
a rollout the methods of that environment alone. So there is a factory for each list of tools that occurs among the tasks:

    from trl import GRPOConfig, GRPOTrainer
    from PACKAGE import tasks
    from PACKAGE.adapters import trl

    train = list(tasks("train"))
    trainer = GRPOTrainer(
        model="Qwen/Qwen3-0.6B",
        args=GRPOConfig(output_dir="out", max_completion_length=2048),
        train_dataset=trl.dataset(train),
        environment_factory=trl.environments(train),
        reward_funcs=trl.reward,
    )
    trainer.train()

Where an evaluation set is given, its tasks belong to `environments` too. The model hands in its answer with `submit`; `reward`
is 1 where it is right. It is a reward function and no method `get_reward` of the environments, because TRL makes a reward of
its own, with a column in the logs, of each class that has one. TRL looks at all factories before it starts, and compares each
tool with all others: that takes seconds for a thousand tasks and minutes for ten thousand.

`AsyncGRPOTrainer` (trl.experimental.async_grpo) takes the same three. It generates with a vLLM server, in a process of its own:
factories and reward can be pickled, and the reward makes the calls of a completion once more.

Each tool's signature and docstring say what its JSON Schema says, so that what the trainer makes of them is what the format
`chat` shows in SFT; what annotations cannot say (patterns, bounds) is left out, and still checked at every call.
"""

from __future__ import annotations

import hashlib
import inspect
import keyword
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypedDict, Union

from .._runtime.canonical import canonical_json
from .._runtime.submission import FunctionSchema
from .._runtime.task_environment import ToolCallError
from .._runtime.tasks import Task
from .._runtime.values import Json, JsonObject
from ..environment import Environment
from .episodes import all_tools, missing, task_of, task_text

if TYPE_CHECKING:
    from datasets import Dataset


class Message(TypedDict):
    """A message of a prompt."""

    role: str
    content: str


class Row(TypedDict):
    """A row of the data set: everything but the prompt goes to `reset`."""

    prompt: list[Message]
    environment: str
    """Which class has the task's tools."""
    task: str
    """The task record as JSON."""


class TaskRollout:
    """A rollout of one task: each public method but `reset` is a tool of it.

    Subclasses are made by `RolloutFactory`, one for each list of tools.
    """

    TOOLS: ClassVar[tuple[str, ...]] = ()
    """The names of the tools, the submission last."""

    def __init__(self) -> None:
        """Wait for a task: `reset` brings it."""
        self._environment: Environment | None = None

    def reset(self, task: str, **row: object) -> None:
        """Open a task.

        Args:
            task: The task record as JSON.
            row: The other columns, which are not needed: the prompt states the task already.

        Raises:
            ValueError: If the task was made from another version of the world, or shows other tools.
        """
        environment = Environment(task_of(task))
        if tuple(tool["name"] for tool in environment.tools) != self.TOOLS:
            raise ValueError(f"the task {environment.task['id']} belongs to another environment: see its column")
        self._environment = environment

    def _score(self) -> float:
        """Return the reward of what was done so far."""
        return 0.0 if self._environment is None else float(self._environment.score()["reward"])

    def _use(self, name: str, arguments: JsonObject) -> str:
        if self._environment is None:
            raise RuntimeError("no task is open: reset first")
        return canonical_json(self._environment.use(name, arguments))


@dataclass(frozen=True)
class RolloutFactory:
    """Makes rollouts of the tasks that show one list of tools. It can be sent to another process."""

    tools: tuple[str, ...]
    """The names of the tools, the submission last."""

    def __call__(self) -> TaskRollout:
        """Return a rollout that waits for `reset`."""
        return _rollout_class(self.tools)()


def environments(tasks: Iterable[Task]) -> dict[str, RolloutFactory]:
    """Return the factories that the tasks need, by their names in the column `environment`.

    Args:
        tasks: All tasks of the run, those for evaluation included.

    Returns:
        What `GRPOTrainer` takes as `environment_factory`.
    """
    submit = all_tools()[-1]["name"]
    return {_environment_name(task): RolloutFactory((*task["tools"], submit)) for task in tasks}


def rows(tasks: Iterable[Task]) -> list[Row]:
    """Return the rows of a data set: prompts, and for each its environment and its task."""
    return [
        {
            "prompt": [{"role": "user", "content": task["instruction"]}],
            "environment": _environment_name(task),
            "task": task_text(task),
        }
        for task in tasks
    ]


def dataset(tasks: Iterable[Task]) -> Dataset:
    """Return the rows as `datasets` holds them.

    Raises:
        ImportError: If `datasets` is not installed.
    """
    try:
        from datasets import Dataset
    except ImportError as error:
        raise missing("trl", ("trl>=1.10", "transformers>=5.2", "datasets>=4.7", "jmespath"), error) from error
    return Dataset.from_list(rows(tasks))


def reward(
    completions: Sequence[Sequence[Mapping[str, Any]]] = (),
    task: Sequence[str] = (),
    environments: Sequence[TaskRollout] | None = None,
    **columns: object,
) -> list[float]:
    """Score rollouts, as `GRPOTrainer` and `AsyncGRPOTrainer` ask a reward function to.

    Args:
        completions: What each rollout said: messages with their calls.
        task: The column of that name, for each rollout.
        environments: The rollouts themselves. `AsyncGRPOTrainer` has none to give: there the calls are made once more.
        columns: Prompts and other columns, which are not needed.

    Returns:
        For each rollout 1 where the submitted answer is right, else 0.
    """
    rollouts = map(_replayed, task, completions) if environments is None else environments
    return [rollout._score() for rollout in rollouts]


def _replayed(task: str, completion: Sequence[Mapping[str, Any]]) -> TaskRollout:
    """Make the calls of a completion once more, as a trainer does: by the names that its methods show."""
    record = task_of(task)
    (factory,) = environments([record]).values()
    rollout = factory()
    rollout.reset(task)
    for message in completion:
        for call in message.get("tool_calls") or ():
            function = call["function"]
            if function["name"] in rollout.TOOLS:
                # What a method cannot be called with was refused in the rollout too.
                with suppress(ToolCallError, TypeError):
                    _method_of(function["name"])(rollout, **function.get("arguments", {}))
    return rollout


def _environment_name(task: Task) -> str:
    """Return the name of a list of tools: the same in every process, for training and evaluation."""
    return hashlib.sha256("\n".join(task["tools"]).encode()).hexdigest()[:16]


@cache
def _rollout_class(tools: tuple[str, ...]) -> type[TaskRollout]:
    """Make a class. TRL lists methods by the names of attributes and calls tools by their own: so the order is kept."""
    methods = {f"tool{i:03}_{re.sub(r'[^A-Za-z0-9_]', '_', name)}": _method_of(name) for i, name in enumerate(tools)}
    return type("TaskRollout", (TaskRollout,), {"__doc__": TaskRollout.__doc__, "TOOLS": tools, **methods})


@cache
def _method_of(tool: str) -> Callable[..., str]:
    return _method(_functions()[tool])


@cache
def _functions() -> dict[str, FunctionSchema]:
    return {function["name"]: function for function in all_tools()}


def _method(function: FunctionSchema) -> Callable[..., str]:
    """Make a method that calls a tool and says of itself what the tool's schema says."""
    name = function["name"]
    parameters = function["parameters"]
    properties = _members(parameters.get("properties"))
    required = parameters.get("required")
    needed = required if isinstance(required, list) else []
    shown = _python_names(properties)
    written = {python: real for real, python in shown.items()}

    def method(self: TaskRollout, /, **arguments: Json) -> str:
        return self._use(name, {written.get(key, key): value for key, value in arguments.items()})

    own = [inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)]
    hints: dict[str, Any] = {}
    lines = []
    for real, python in shown.items():
        schema = _members(properties[real])
        hints[python] = _annotation(schema)
        default: object = inspect.Parameter.empty if real in needed else schema.get("default")
        own.append(
            inspect.Parameter(python, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[python])
        )
        lines.append(f"        {python}: {_line(schema.get('description')) or 'A value.'}")
    arguments = "".join(f"{line}\n" for line in lines)
    section = f"\n\n    Args:\n{arguments}" if lines else "\n"
    method.__doc__ = f"{_line(function['description']) or name}{section}"
    method.__annotations__ = {**hints, "return": str}
    method.__name__ = method.__qualname__ = name
    method.__signature__ = inspect.Signature(own, return_annotation=str)  # type: ignore[attr-defined]
    return method


def _members(value: Json | None) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _python_names(properties: JsonObject) -> dict[str, str]:
    """Return names for parameters that a method can have: `class` becomes `class_`."""
    names: dict[str, str] = {}
    for real in properties:
        python = re.sub(r"[^A-Za-z0-9_]", "_", real)
        if python == "" or python[0].isdigit():
            python = f"_{python}"
        while keyword.iskeyword(python) or python == "self" or (python != real and python in properties) or python in names.values():
            python += "_"
        names[real] = python
    return names


_SECTION: Final = re.compile(r"\b(Args|Returns|Raises):")


def _line(text: Json | None) -> str:
    """Return a text as one line in which no section of a docstring begins."""
    return _SECTION.sub(r"\1 -", " ".join(text.split())) if isinstance(text, str) else ""


_BASIC: Final[dict[str, Any]] = {"string": str, "integer": int, "number": float, "boolean": bool, "null": None}


def _annotation(schema: JsonObject) -> Any:
    """Return a type hint that a framework makes the schema of again, as far as hints can say it."""
    values = schema.get("enum")
    if isinstance(values, list) and values and all(isinstance(v, str | bool | int | float) for v in values):
        return Literal[tuple(values)]
    members = schema.get("anyOf")
    if isinstance(members, list):
        return Union[tuple(_annotation(_members(member)) for member in members)]  # noqa: UP007
    kind = schema.get("type")
    if isinstance(kind, list):
        return Union[tuple(_annotation({**schema, "type": one}) for one in kind)]  # noqa: UP007
    if kind == "array":
        items = _annotation(_members(schema.get("items")))
        return list[items]  # type: ignore[valid-type]
    if kind == "object":
        extra = schema.get("additionalProperties")
        return dict[str, _annotation(extra)] if isinstance(extra, dict) else dict  # type: ignore[misc]
    return _BASIC.get(kind, Any) if isinstance(kind, str) else Any
