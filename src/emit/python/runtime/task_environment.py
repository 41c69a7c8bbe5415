"""A task as an agent acts in it: the tools that the task shows, calls, a submission, a score.

Nothing in it depends on a clock or on chance, so a snapshot is a list of calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NotRequired, TypedDict

from .errors import CallResult, Refused, ToolErrorCode, show
from .scoring import MadeCall, Score, Tolerance, score
from .submission import PARAMETER, FunctionSchema, submit_function, submit_name
from .tasks import Task
from .values import (
    ABSENT,
    Absent,
    Json,
    JsonObject,
    NotJsonError,
    OrAbsent,
    copy,
    from_outside,
    member_names,
    well_formed,
)
from .world import Environment, World, unknown_tool

_NOT_JSON: Final = "(not JSON)"
"""What stands in the record of a call for an argument that is no JSON."""


class Snapshot(TypedDict):
    """All that has happened in an environment: plain JSON, to be kept and restored."""

    task: str
    """The task's id."""
    calls: list[MadeCall]
    answer: NotRequired[Json]
    """Absent: nothing has been submitted."""


class ToolCallError(Exception):
    """A call that was refused, where there is no other way to tell; `result` says why."""

    def __init__(self, result: Refused) -> None:
        """Keep the result; its message is the exception's."""
        super().__init__(result["error"]["message"])
        self.result: Final = result


class TaskEnvironment:
    """A task of a world, ready to be acted in."""

    def __init__(self, world: World, functions: Mapping[str, FunctionSchema], task: Task) -> None:
        """Open a task.

        Args:
            world: The world that the task was made from.
            functions: The tools of the world by name, as a model is shown them.
            task: The task record.

        Raises:
            ValueError: if the task was made from another world, or another version of it.
        """
        if task["ir"] != world.ir["hash"]:
            name = world.ir["world"]["name"]
            raise ValueError(
                f"the task {task['id']} was made from another version of the world {name}"
                f" ({task['ir']}, and this is {world.ir['hash']})"
            )
        self.task: Final = task
        self._world = world
        self._functions = functions
        self._shown = frozenset(task["tools"])
        self._submit = submit_name(functions.keys())
        self._environment = self._open()
        self._calls: list[MadeCall] = []
        self._answer: OrAbsent = ABSENT

    @property
    def instruction(self) -> str:
        """What is asked."""
        return self.task["instruction"]

    @property
    def tools(self) -> list[FunctionSchema]:
        """What a model is to be shown: the task's tools in its order, and last the one that takes the answer."""
        return [*(self._functions[name] for name in self.task["tools"]), submit_function(self._submit)]

    @property
    def calls(self) -> list[MadeCall]:
        """Every call so far, refused ones included, the submission left out."""
        return [_copy_call(call) for call in self._calls]

    @property
    def done(self) -> bool:
        """Whether an answer has been submitted: from then on every call is refused."""
        return not isinstance(self._answer, Absent)

    def call(self, name: str, arguments: object) -> CallResult:
        """Call a tool as an agent does.

        Never raises: whatever is wrong is told in the result.

        Args:
            name: A tool that the task shows, or the one that takes the answer.
            arguments: A dict from parameter names to values.

        Returns:
            `{"ok": True, "value": ...}`, or `{"ok": False, "error": {...}}` with a message for the agent.
        """
        if self.done:
            return _refused("task_over", name, "the answer has been submitted: the task is over")
        if not isinstance(arguments, Mapping) or not all(isinstance(key, str) for key in arguments):
            try:
                shown = show(from_outside(arguments))
            except NotJsonError:
                shown = "what is no JSON"
            message = f"the arguments must be an object from names to values, and not {shown}"
            return self._record(name, {}, _refused("bad_argument", name, message))
        if name == self._submit:
            return self._take(arguments)
        if name not in self._shown:
            return self._record(name, arguments, unknown_tool(name, [*self.task["tools"], self._submit]))
        return self._record(name, arguments, self._environment.call(name, arguments))

    def use(self, name: str, arguments: Mapping[str, object]) -> Json:
        """Return the value of a call that must not fail.

        Raises:
            ToolCallError: if the call is refused.
        """
        result = self.call(name, arguments)
        if not result["ok"]:
            raise ToolCallError(result)
        return result["value"]

    def submit(self, answer: Json) -> CallResult:
        """Hand in the answer, once. Text stands for what it says, so `"25"` is 25."""
        return self.call(self._submit, {PARAMETER: answer})

    def score(self, tolerance: Tolerance | None = None) -> Score:
        """Score what the agent has done so far."""
        return score(self.task, self._calls, self._answer, tolerance, self._world.defaults)

    def snapshot(self) -> Snapshot:
        """Return all that has happened, to be kept and restored."""
        taken: Snapshot = {"task": self.task["id"], "calls": self.calls}
        if not isinstance(self._answer, Absent):
            taken["answer"] = copy(self._answer)
        return taken

    def restore(self, snapshot: Snapshot) -> None:
        """Go back, or on, to what a snapshot holds.

        Raises:
            ValueError: if it was taken of another task.
        """
        if snapshot["task"] != self.task["id"]:
            raise ValueError(f"the snapshot is of the task {snapshot['task']}, and this is {self.task['id']}")
        self._environment = self._open()
        self._calls = [_copy_call(call) for call in snapshot["calls"]]
        # Logins are all that calls change: they are made again.
        for call in self._calls:
            tool = self._world.tool(call["tool"])
            if tool is not None and "access" in tool.ir and call["tool"] in self._shown:
                self._environment.call(call["tool"], call["arguments"])
        self._answer = copy(snapshot["answer"]) if "answer" in snapshot else ABSENT

    def _open(self) -> Environment:
        return self._world.environment(bytes.fromhex(self.task["environment"]))

    def _take(self, arguments: Mapping[str, object]) -> CallResult:
        if PARAMETER not in arguments:
            return _refused(
                "missing_argument", self._submit, f'the argument "{PARAMETER}" is missing: it is the answer'
            )
        extra = next((name for name in member_names(arguments) if name != PARAMETER), None)
        if extra is not None:
            message = f'there is no parameter "{well_formed(extra)}"; it takes "{PARAMETER}"'
            return _refused("extra_argument", self._submit, message)
        try:
            self._answer = from_outside(arguments[PARAMETER])
        except NotJsonError:
            return _refused("bad_argument", self._submit, f'the argument "{PARAMETER}" must be JSON')
        return {"ok": True, "value": "submitted"}

    def _record(self, name: str, arguments: Mapping[str, object], result: CallResult) -> CallResult:
        made: MadeCall = {
            "tool": well_formed(name),
            "arguments": {well_formed(key): _recordable(value) for key, value in arguments.items()},
        }
        if result["ok"]:
            made["result"] = copy(result["value"])
        self._calls.append(made)
        return result


def _recordable(value: object) -> Json:
    try:
        return from_outside(value)
    except NotJsonError:
        return _NOT_JSON


def _copy_call(call: MadeCall) -> MadeCall:
    arguments: JsonObject = {name: copy(value) for name, value in call["arguments"].items()}
    made: MadeCall = {"tool": call["tool"], "arguments": arguments}
    if "result" in call:
        made["result"] = copy(call["result"])
    return made


def _refused(code: ToolErrorCode, name: str, message: str) -> CallResult:
    shown = well_formed(name)
    return {"ok": False, "error": {"code": code, "message": f"{shown}: {message}", "tool": shown}}
