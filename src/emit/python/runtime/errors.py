"""What a refused call answers: made for an agent to learn from, the same in every language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NotRequired, TypeAlias, TypedDict

from .canonical import plain_json
from .values import Json, utf16_key

ToolErrorCode: TypeAlias = Literal[
    "unknown_tool",
    "missing_argument",
    "extra_argument",
    "bad_argument",
    "not_logged_in",
    "unmet_requirement",
    "failed_computation",
    "task_over",
]


class Expected(TypedDict):
    """What a parameter takes."""

    type: str
    description: str
    example: NotRequired[Json]


class ToolError(TypedDict):
    """Why a call was refused. `message` is a sentence for the agent, without a final full stop."""

    code: ToolErrorCode
    message: str
    tool: str
    parameter: NotRequired[str]
    expected: NotRequired[Expected]
    got: NotRequired[Json]
    suggestions: NotRequired[list[str]]


class Answered(TypedDict):
    """A call that was answered."""

    ok: Literal[True]
    value: Json


class Refused(TypedDict):
    """A call that was refused."""

    ok: Literal[False]
    error: ToolError


CallResult: TypeAlias = Answered | Refused


class ComputationError(Exception):
    """A computation that cannot be done; its message is for the agent."""


def show(value: Json) -> str:
    """Write a value as an error message shows it: JSON, cut at 60 characters."""
    text = plain_json(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Return at most three names within a third of a word's length of it, nearest first, then by name."""
    units = _units(word)
    limit = len(units) // 3 + 1
    near: list[tuple[int, bytes, str]] = []
    for name in names:
        others = _units(name)
        if abs(len(others) - len(units)) <= limit:
            distance = _edit_distance(units, others)
            if distance <= limit:
                near.append((distance, utf16_key(name), name))
    return [name for _, _, name in sorted(near)[:3]]


def meant(suggestions: list[str]) -> str:
    """Ask whether one of the suggestions was meant, in brackets; nothing where there are none."""
    return f" (did you mean {' or '.join(f'{chr(34)}{s}{chr(34)}' for s in suggestions)}?)" if suggestions else ""


def _units(text: str) -> str:
    """Return a text whose characters are the UTF-16 code units of the given one."""
    if text.isascii():
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(data[i] | data[i + 1] << 8) for i in range(0, len(data), 2))


def _edit_distance(a: str, b: str) -> int:
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = row
    return previous[-1]
