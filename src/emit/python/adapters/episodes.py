"""What all adapters do alike: how tasks travel in rows, how a result reads, and how a transcript is scored.

A reward is the answer alone, as in `Environment.score`: the model hands it in with the tool `submit`. A session is a
function of the task and the calls, so any transcript can be scored by making its calls once more; nothing is lost where
a server restarts, or where a rollout moves to another worker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, cast

from .._runtime.canonical import canonical_json
from .._runtime.errors import CallResult
from .._runtime.submission import FunctionSchema, submit_function, submit_name
from .._runtime.tasks import Task
from .._runtime.values import Json, parse_json
from ..environment import Environment, tasks

OWN_NAME: Final = __package__.rpartition(".")[0]


def missing(framework: str, requirements: Iterable[str], cause: ImportError) -> ImportError:
    """Return the error to raise where a framework cannot be imported: it says what to type."""
    wanted = " ".join(f"'{one}'" if re.search(r"[<>@ ]", one) else one for one in requirements)
    return ImportError(
        f"the {framework} adapter of {OWN_NAME} needs {framework}, which cannot be imported here ({cause}): "
        f"pip install {wanted}"
    )


def task_text(task: Task) -> str:
    """Return a task as one JSON text: columnar files keep a text as it is, and would put nulls into an object."""
    return json.dumps(task, ensure_ascii=False, separators=(",", ":"))


def task_of(text: str) -> Task:
    """Read a task from its JSON text."""
    return cast(Task, parse_json(text))


def task_sets() -> list[str]:
    """Return the names of the task sets that the package carries: `train` first, the others by name."""
    folder = files(OWN_NAME).joinpath("data", "tasks")
    if not folder.is_dir():
        return []
    names = (entry.name.removesuffix(".jsonl") for entry in folder.iterdir() if entry.name.endswith(".jsonl"))
    return sorted(names, key=lambda name: (name != "train", name))


@cache
def task_list(name: str) -> tuple[Task, ...]:
    """Return all tasks of a set that the package carries, read once.

    Raises:
        FileNotFoundError: If the package carries no such set.
    """
    return tuple(tasks(name))


@cache
def _tasks_by_id() -> dict[str, Task]:
    return {task["id"]: task for name in task_sets() for task in task_list(name)}


def task_by_id(name: str) -> Task:
    """Return a task that the package carries.

    Raises:
        KeyError: If it carries none of this id.
    """
    found = _tasks_by_id().get(name)
    if found is None:
        raise KeyError(f"{OWN_NAME} does not carry the task {name}: it has to be of the build that the rows are from")
    return found


@cache
def all_tools() -> tuple[FunctionSchema, ...]:
    """Return every tool of the world as a model is shown it, and last the one that takes the answer."""
    text = files(OWN_NAME).joinpath("data", "functions.json").read_text(encoding="utf-8")
    functions: list[FunctionSchema] = json.loads(text)
    return (*functions, submit_function(submit_name([function["name"] for function in functions])))


def result_text(result: CallResult) -> str:
    """Return what a model reads after a call: the value as canonical JSON, or `{"error": ...}` with what was wrong."""
    return canonical_json(result["value"] if result["ok"] else {"error": result["error"]["message"]})


def arguments_of(text: str) -> Json:
    """Read the arguments that a model wrote; what is no JSON stays text, which every tool refuses."""
    try:
        return parse_json(text)
    except ValueError:
        return text


def replay(task: Task, calls: Iterable[tuple[str, object]]) -> Environment:
    """Make the calls of a transcript once more.

    Args:
        task: What was asked.
        calls: Names and arguments in order, the submission among them.

    Returns:
        The environment after them, to be scored.
    """
    environment = Environment(task)
    for name, arguments in calls:
        environment.call(name, arguments)
    return environment
