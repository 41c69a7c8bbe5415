"""BFCL: the class that the leaderboard's checker runs the calls of (bfcl-eval 2026.3).

    rworld export tasks/test.jsonl --as bfcl -o bfcl.jsonl        # and bfcl.answers.jsonl beside it

    from PACKAGE.adapters.bfcl import register

    register()      # before the checker runs

Rows name the class in `involved_classes`, and in `initial_config` the task to set it up with, which this package carries. The
checker compares what calls return: a task is passed where all results of its recorded solution occur.
"""

import keyword
from collections.abc import Callable
from typing import Any, Final

from .._runtime.values import Json
from ..environment import Environment
from .episodes import all_tools, missing, task_by_id

try:
    from bfcl_eval.constants.executable_backend_config import CLASS_FILE_PATH_MAPPING
except ImportError as error:
    raise missing("bfcl_eval", ["bfcl-eval"], error) from error

CLASS_NAME: Final = "CLASS"


class _World:
    """The tools of a task as methods. What stands in attributes without an underscore, the checker compares as state."""

    def __init__(self) -> None:
        """Wait for a scenario."""
        self._environment: Environment | None = None

    def _load_scenario(self, scenario: dict[str, Any], long_context: bool = False) -> None:
        """Open the task that a row names."""
        self._environment = Environment(task_by_id(scenario["task"]))


def _method(tool: str) -> Callable[..., Json]:
    def method(self: _World, **arguments: Json) -> Json:
        if self._environment is None:
            raise RuntimeError("no task is open")
        result = self._environment.call(tool, arguments)
        return result["value"] if result["ok"] else {"error": result["error"]["message"]}

    return method


def _python_name(tool: str) -> str:
    return f"{tool}_" if keyword.iskeyword(tool) else tool


_METHODS: Final = {_python_name(tool["name"]): _method(tool["name"]) for tool in all_tools()[:-1]}

globals()[CLASS_NAME] = type(CLASS_NAME, (_World,), {"__doc__": _World.__doc__, **_METHODS})


def register() -> None:
    """Tell the checker where the class is."""
    CLASS_FILE_PATH_MAPPING[CLASS_NAME] = __name__
