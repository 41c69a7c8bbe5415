"""The task record: one JSON object a line of a `.jsonl` file."""

from __future__ import annotations

from typing import NotRequired, TypeAlias, TypedDict, final

from .values import Json


@final
class Reference(TypedDict):
    """An input or a call by its id; `path` names fields of a record result."""

    ref: str
    path: NotRequired[list[str]]


@final
class Literally(TypedDict):
    """The value itself."""

    value: Json


Source: TypeAlias = Reference | Literally
"""Where an argument comes from."""


class Input(TypedDict):
    """A value that the instruction states."""

    id: str
    type: str
    value: Json


class RecordedCall(TypedDict):
    """A call of a right solution."""

    id: str
    tool: str
    arguments: dict[str, Source]
    result: Json


class Answer(TypedDict):
    """What a correct agent submits, and where it comes from."""

    ref: str
    path: NotRequired[list[str]]
    type: str
    value: Json


class Shape(TypedDict):
    """The measures of a solution."""

    length: int
    depth: int
    inputs: int
    joins: int
    shared: int


class Task(TypedDict):
    """A task: what is asked, the tools to show, and a right solution with its results."""

    id: str
    world: str
    ir: str
    set: str
    index: int
    seed: int
    environment: str
    instruction: str
    tools: list[str]
    inputs: list[Input]
    calls: list[RecordedCall]
    answer: Answer
    shape: Shape
    skeleton: str
