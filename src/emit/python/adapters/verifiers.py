"""verifiers: the tasks as a v1 taskset, and their tools as one server for all rollouts of a worker (verifiers >= 0.4).

    vf-eval PACKAGE_verifiers --env.taskset.split test -m some/model -n 50 \\
        --env.agent.harness.id null --env.agent.runtime.type docker

(the module of that name beside this package exports the taskset). The harness `null` gives a model the tools of the task alone;
the default one adds a shell. Without a runtime `prime` is used, which asks for a login; `subprocess` runs here. Or in Python:

    import verifiers.v1 as vf
    from PACKAGE.adapters.verifiers import WorldConfig, WorldTaskset

    for task in WorldTaskset(WorldConfig(split="train")).take(3):
        print(task.data.prompt)

Each rollout sees the tools of its own task. What it has done so far travels in the rollout's state, so that a server that
is started anew goes on where the last one was. A rollout ends with `submit`; the reward `correct` is 1 where the answer is
right, and the measures of `Environment.score` are metrics beside it. `validate` makes the gold calls of each task.
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from .._runtime.scoring import Score, gold_arguments
from .._runtime.task_environment import Snapshot
from .._runtime.values import parse_json
from ..environment import Environment, tasks
from .episodes import missing, replay, result_text, task_of, task_text

try:
    import verifiers.v1 as vf
    from mcp.server.mcpserver import MCPServer
    from mcp.types import CallToolResult, TextContent, Tool
except ImportError as error:
    raise missing("verifiers", ["verifiers>=0.4"], error) from error


class WorldState(vf.State):  # type: ignore[misc]
    """What a rollout and the tool server share."""

    task: str = ""
    """The task record as JSON."""
    snapshot: str = ""
    """What was done so far, as JSON; empty before the first call."""
    submitted: bool = False


class WorldData(vf.TaskData):  # type: ignore[misc]
    """A task: its instruction is the prompt."""

    task: str
    """The task record as JSON."""


class WorldToolset(vf.Toolset[vf.SharedToolsetConfig, WorldState]):  # type: ignore[misc]
    """The tools of whichever task a rollout has, under their own names."""

    TOOL_PREFIX = None

    def __init__(self, config: vf.SharedToolsetConfig) -> None:
        """Serve no rollout yet."""
        super().__init__(config)
        self._turn = asyncio.Lock()

    def register(self, mcp: MCPServer) -> None:
        """Answer for each rollout by its state, as verifiers' own bridge to NeMo Gym does.

        Tools that were registered would be the same for all, and would check arguments in another way than the world does.
        """
        server = cast(Any, mcp)
        server.list_tools = self._with_state(self.list_tools)
        call_tool = self._with_state(self.call_tool)

        async def one_at_a_time(name: str, arguments: dict[str, Any], context: object = None) -> CallToolResult:
            # The state is read before a call and written whole after it: of two calls at once, one would be lost.
            async with self._turn:
                return cast(CallToolResult, await call_tool(name, arguments))

        server.call_tool = one_at_a_time

    async def list_tools(self) -> list[Tool]:
        """Return the tools of the rollout's task, the submission last."""
        return [
            Tool(name=tool["name"], description=tool["description"], input_schema=tool["parameters"])
            for tool in _resumed(self.state).tools
        ]

    async def call_tool(self, name: str, arguments: dict[str, Any]) -> CallToolResult:
        """Call a tool of the rollout's task."""
        environment = _resumed(self.state)
        result = environment.call(name, arguments)
        self.state.snapshot = json.dumps(environment.snapshot())
        self.state.submitted = environment.done
        return CallToolResult(content=[TextContent(type="text", text=result_text(result))], is_error=not result["ok"])


class WorldTask(vf.Task[WorldData, WorldState, vf.TaskConfig]):  # type: ignore[misc]
    """A task of this world."""

    @property
    def key(self) -> str:
        """Its id, which is the same whatever else is loaded."""
        return cast(str, self.data.id)

    async def setup(self, trace: vf.Trace, runtime: vf.Runtime) -> None:
        """Tell the tool server which task the rollout has."""
        trace.state.task = self.data.task

    async def validate(self, runtime: vf.Runtime) -> bool:
        """Return whether the gold calls answer as the record says, and the gold answer is rewarded."""
        task = task_of(self.data.task)
        environment = replay(task, ((call["tool"], gold_arguments(task, call)) for call in task["calls"]))
        results = [call.get("result") for call in environment.calls]
        environment.submit(task["answer"]["value"])
        return results == [call["result"] for call in task["calls"]] and environment.score()["reward"] == 1

    @vf.stop  # type: ignore[untyped-decorator]
    async def answered(self, trace: vf.Trace) -> bool:
        """End with the submission."""
        return bool(trace.state.submitted)

    @vf.reward(weight=1.0)  # type: ignore[untyped-decorator]
    async def correct(self, trace: vf.Trace) -> float:
        """Return 1 where the submitted answer is right."""
        return float(_score(trace)["reward"])

    @vf.metric  # type: ignore[untyped-decorator]
    async def measures(self, trace: vf.Trace) -> dict[str, float]:
        """Return how close the calls were to the gold ones, and how many were refused."""
        return {name: float(cast(float, value)) for name, value in _score(trace).items() if name != "reward"}


class WorldConfig(vf.TasksetConfig):  # type: ignore[misc]
    """Which tasks."""

    split: str = "train"
    """A task set that the package carries."""
    path: Path | None = None
    """A file of tasks to read instead."""
    tools: vf.SharedToolsetConfig = vf.SharedToolsetConfig()
    """How the tool server is run."""


class WorldTaskset(vf.Taskset[WorldTask, WorldConfig]):  # type: ignore[misc]
    """The tasks of a set, in its order."""

    @classmethod
    def toolsets(cls, config: WorldConfig) -> list[vf.Toolset]:
        """Return the one server that all rollouts of a worker share."""
        return [WorldToolset(config.tools)]

    def load(self) -> Iterator[WorldTask]:
        """Yield the tasks, read one by one."""
        for task in tasks(self.config.split, self.config.path):
            data = WorldData(id=task["id"], name=task["id"], prompt=task["instruction"], task=task_text(task))
            yield WorldTask(data, self.config.task)


def _resumed(state: WorldState) -> Environment:
    environment = Environment(task_of(state.task))
    if state.snapshot:
        environment.restore(cast(Snapshot, parse_json(state.snapshot)))
    return environment


def _score(trace: vf.Trace) -> Score:
    return _resumed(trace.state).score()


__all__ = ["WorldTaskset"]

if __name__ == "__main__":
    WorldToolset.run()
