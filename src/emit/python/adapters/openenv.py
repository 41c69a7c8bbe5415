"""OpenEnv: the tasks as an environment server with tools and the Task API (openenv >= 0.10).

    uvicorn --factory PACKAGE.adapters.openenv:app --port 8000

A client, over a WebSocket, with a session of its own:

    from openenv.core import GenericEnvClient

    with GenericEnvClient(base_url="http://localhost:8000").sync() as client:
        start = client.reset(split="train", index=3).observation
        start["instruction"], start["tools"]
        step = client.step({"type": "call_tool", "tool_name": "some_tool", "arguments": {"some": "argument"}})
        step.observation["result"], step.observation["error"]
        end = client.step({"type": "call_tool", "tool_name": "submit", "arguments": {"answer": "some answer"}})
        end.reward, end.done

- `reset` takes `split` and `index`, or `split` and `seed` (seed modulo the number of tasks), or a record in `task`; with none
  of them it goes on to the next task of the split. The same arguments open the same task, always.
- `step` takes `CallToolAction` and `ListToolsAction`. A refused call gives an observation with `error`, and the episode goes on;
  a submission ends it, with a reward of 1 where the answer is right and else 0. Rewards before that are 0.
- Tasks are listed without their solutions.
"""

from typing import Any, ClassVar, Final

from .._runtime.errors import CallResult
from .._runtime.submission import FunctionSchema
from .._runtime.tasks import Task
from ..environment import Environment
from .episodes import OWN_NAME, all_tools, missing, task_list, task_of, task_sets, task_text

try:
    from fastapi import FastAPI
    from openenv.core.env_server import Environment as Server
    from openenv.core.env_server import create_app
    from openenv.core.env_server.mcp_types import (
        CallToolAction,
        CallToolObservation,
        ListToolsAction,
        ListToolsObservation,
        Tool,
        ToolError,
        ToolErrorType,
    )
    from openenv.core.env_server.types import Observation, State
    from pydantic import Field
except ImportError as error:
    raise missing("openenv", ["openenv>=0.10"], error) from error

NAME: Final = OWN_NAME
"""The environment's name, in the paths of the Task API too."""


class TaskObservation(Observation):  # type: ignore[misc]
    """What `reset` returns: the task, as a model is shown it."""

    instruction: str = Field(description="What is asked")
    tools: list[dict[str, Any]] = Field(description="The tools to show: names, descriptions, JSON Schemas")
    task_id: str = Field(description="The task's id")


_ERROR_TYPES: Final = {
    "unknown_tool": ToolErrorType.TOOL_NOT_FOUND,
    "missing_argument": ToolErrorType.INVALID_ARGS,
    "extra_argument": ToolErrorType.INVALID_ARGS,
    "bad_argument": ToolErrorType.INVALID_ARGS,
}


class WorldServer(Server):  # type: ignore[misc]
    """The tasks of this world, one open at a time in each session."""

    SUPPORTS_CONCURRENT_SESSIONS: ClassVar[bool] = True

    def __init__(self) -> None:
        """Wait for `reset` to say which task."""
        super().__init__()
        self._environment: Environment | None = None
        self._state = State(episode_id=None, step_count=0)
        self._next: dict[str, int] = {}

    def reset(
        self,
        seed: int | None = None,
        episode_id: str | None = None,
        split: str | None = None,
        index: int | None = None,
        task: dict[str, Any] | str | None = None,
    ) -> TaskObservation:
        """Open a task.

        Args:
            seed: Chooses the task where `index` does not: seed modulo the number of tasks.
            episode_id: What `state` calls the episode; by default, the task's id.
            split: A task set of the package; by default, its first.
            index: The place in it, from 0.
            task: A task record, or its JSON, to open instead.

        Raises:
            ValueError: If the package carries no such task.
        """
        environment = Environment(self._chosen(seed, split, index) if task is None else _record(task))
        self._environment = environment
        self._state = State(episode_id=episode_id or environment.task["id"], step_count=0)
        return TaskObservation(
            done=False,
            reward=0.0,
            instruction=environment.instruction,
            tools=[dict(tool) for tool in environment.tools],
            task_id=environment.task["id"],
        )

    def step(
        self, action: CallToolAction | ListToolsAction, timeout_s: float | None = None
    ) -> CallToolObservation | ListToolsObservation:
        """Call a tool, or list them.

        Args:
            action: The call.
            timeout_s: Not needed: every call ends.

        Raises:
            RuntimeError: If a tool is called and no task is open.
        """
        if isinstance(action, ListToolsAction):
            shown = all_tools() if self._environment is None else self._environment.tools
            return ListToolsObservation(tools=[_listed(tool) for tool in shown])
        if self._environment is None:
            raise RuntimeError("no task is open: reset first")
        result = self._environment.call(action.tool_name, action.arguments)
        self._state.step_count += 1
        done = self._environment.done
        return CallToolObservation(
            tool_name=action.tool_name,
            result=result["value"] if result["ok"] else None,
            error=_error(result),
            done=done,
            reward=float(self._environment.score()["reward"]) if done else 0.0,
        )

    @property
    def state(self) -> State:
        """Which episode this is, and how many calls were made in it."""
        return self._state

    def list_splits(self) -> list[str]:
        """Return the names of the task sets."""
        return task_sets()

    def num_tasks(self, split: str) -> int:
        """Return how many tasks a set has."""
        return len(_tasks(split))

    def list_tasks(self, split: str) -> list[dict[str, Any]]:
        """Return what is asked in each task of a set."""
        return self.get_task_range(split)

    def get_task(self, split: str, index: int) -> dict[str, Any]:
        """Return what is asked in a task.

        Raises:
            IndexError: If the set has no such task.
        """
        found = _tasks(split)
        if not 0 <= index < len(found):
            raise IndexError(f"the set {split} has {len(found)} tasks, and no task {index}")
        return _described(found[index], index)

    def get_task_range(self, split: str, start: int | None = None, stop: int | None = None) -> list[dict[str, Any]]:
        """Return what is asked in the tasks of a slice."""
        found = _tasks(split)
        return [_described(found[i], i) for i in range(*slice(start, stop).indices(len(found)))]

    def _chosen(self, seed: int | None, split: str | None, index: int | None) -> Task:
        sets = task_sets()
        if not sets:
            raise ValueError("this package carries no tasks: build it with tasks, or give reset a task")
        name = sets[0] if split is None else split
        found = _tasks(name)
        if not found:
            raise ValueError(f"the set {name} has no tasks")
        if index is None:
            index = self._next.get(name, 0) % len(found) if seed is None else seed % len(found)
        if not 0 <= index < len(found):
            raise ValueError(f"the set {name} has {len(found)} tasks, and no task {index}")
        self._next[name] = index + 1
        return found[index]


def app() -> FastAPI:
    """Return the server, as `uvicorn --factory` takes it."""
    return create_app(WorldServer, CallToolAction, CallToolObservation, env_name=NAME, max_concurrent_envs=256)


def _record(task: dict[str, Any] | str) -> Task:
    return task_of(task if isinstance(task, str) else task_text(task))  # type: ignore[arg-type]


def _tasks(split: str) -> tuple[Task, ...]:
    if split not in task_sets():
        raise ValueError(f'there is no set "{split}"; there are: {", ".join(task_sets()) or "none"}')
    return task_list(split)


def _described(task: Task, index: int) -> dict[str, Any]:
    return {"id": task["id"], "index": index, "instruction": task["instruction"]}


def _listed(tool: FunctionSchema) -> Tool:
    return Tool(name=tool["name"], description=tool["description"], input_schema=dict(tool["parameters"]))


def _error(result: CallResult) -> ToolError | None:
    if result["ok"]:
        return None
    told = result["error"]
    return ToolError(error_type=_ERROR_TYPES.get(told["code"], ToolErrorType.EXECUTION_ERROR), message=told["message"])
