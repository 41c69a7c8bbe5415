"""Scoring: whether an answer is right, and how a trajectory compares with the gold one.

The reward is the answer alone: 1 where what was submitted is the gold answer, else 0. How it was found does not matter:
another route, another order, reads too many or refused calls on the way cost nothing. The other measures say how close
the calls were, and are there to be looked at. Sequence accuracy follows NESTFUL (Basu et al., arXiv 2409.03797).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NotRequired, TypedDict

from .canonical import canonical_json
from .tasks import RecordedCall, Source, Task
from .values import ABSENT, Absent, Json, JsonObject, NotJsonError, Number, OrAbsent, normal_number, parse_json


class MadeCall(TypedDict):
    """A call that an agent made; without `result` where it was refused."""

    tool: str
    arguments: JsonObject
    result: NotRequired[Json]


@dataclass(frozen=True)
class Tolerance:
    """How far a submitted number may be from the gold one: |a - b| <= max(absolute, relative * |b|)."""

    absolute: float = 0
    relative: float = 0


class Score(TypedDict):
    """How an agent did."""

    reward: Literal[0, 1]
    """1 if the submitted answer is right, else 0."""
    submitted: bool
    win: bool
    """Whether the last call's result is the answer, whatever was submitted."""
    f1Functions: Number
    """F1 of the tool names called against the gold ones, as multisets."""
    f1Parameters: Number
    """F1 of (tool, parameter, value) triples, as multisets."""
    partialSequence: Number
    """Fraction of aligned places at which tool and all arguments agree."""
    fullSequence: bool
    """Whether all of them do."""
    extraCalls: int
    """Calls that are no gold call, and gold calls made again. Refused ones count."""
    missingCalls: int
    """Gold calls that were never made."""
    errors: int
    """Calls that were refused."""


class _Call(NamedTuple):
    tool: str
    arguments: JsonObject


Defaults = Mapping[str, Mapping[str, Json]]
"""Values of optional parameters, by tool and parameter: giving one is the same call as leaving it out."""


def score(
    task: Task,
    calls: Sequence[MadeCall],
    answer: OrAbsent = ABSENT,
    tolerance: Tolerance | None = None,
    defaults: Defaults | None = None,
) -> Score:
    """Score a trajectory.

    Args:
        task: What was asked.
        calls: Every call but the submission, in order, refused ones included.
        answer: What was submitted; absent where nothing was.
        tolerance: How far numbers may be off; by default, not at all.
        defaults: The values that stand in for optional parameters.

    Returns:
        The reward and the measures of the calls.
    """
    gold = [_Call(call["tool"], gold_arguments(task, call)) for call in task["calls"]]
    made = [_without_defaults(_Call(call["tool"], call["arguments"]), defaults or {}) for call in calls]
    gold_keys = [_key(call) for call in gold]
    made_keys = [_key(call) for call in made]
    gold_names = [call.tool for call in gold]
    made_names = [call.tool for call in made]
    matches, places = _aligned(gold_keys, made_keys, gold_names, made_names)
    common = _overlap(gold_keys, made_keys)
    gold_triples, made_triples = _triples(gold), _triples(made)
    right = not isinstance(answer, Absent) and answer_matches(answer, task["answer"]["value"], tolerance)
    return {
        "reward": 1 if right else 0,
        "submitted": not isinstance(answer, Absent),
        "win": _wins(task, calls, tolerance),
        "f1Functions": _f1(_overlap(gold_names, made_names), len(gold_names), len(made_names)),
        "f1Parameters": _f1(_overlap(gold_triples, made_triples), len(gold_triples), len(made_triples)),
        "partialSequence": normal_number(matches / places) if places > 0 else 1,
        "fullSequence": matches == places,
        "extraCalls": len(made) - common,
        "missingCalls": len(gold) - common,
        "errors": sum("result" not in call for call in calls),
    }


def answer_matches(submitted: Json, gold: Json, tolerance: Tolerance | None = None) -> bool:
    """Whether a submitted answer is the gold one.

    Numbers are compared by value (`25` and `25.0` are one), texts unit by unit, lists in order, objects whatever their
    members' order. Since some interfaces carry only text, a text is also taken for what it says as JSON: `"25"` is 25,
    `"[1, 2]"` is [1, 2]; and a number or truth value is taken for a gold text that is exactly how it is written: 357421
    is the ID `"357421"`, but 7 is not `"007"`.
    """
    allowed = tolerance or Tolerance()
    if _same(submitted, gold, allowed):
        return True
    if not isinstance(submitted, str) or isinstance(gold, str):
        return False
    try:
        return _same(parse_json(submitted), gold, allowed)
    except (ValueError, RecursionError):
        return False


def _same(a: Json, b: Json, allowed: Tolerance) -> bool:
    if isinstance(b, bool):
        return a is b or a == ("true" if b else "false")
    if isinstance(b, int | float):
        if isinstance(a, str):
            return _near(_read_number(a), b, allowed)
        return not isinstance(a, bool) and isinstance(a, int | float) and _near(a, b, allowed)
    if isinstance(b, str):
        return a == b or (isinstance(a, bool | int | float) and _text_of(a) == b)
    if isinstance(b, list):
        return isinstance(a, list) and len(a) == len(b) and all(_same(x, y, allowed) for x, y in zip(a, b, strict=True))
    if isinstance(b, dict):
        return isinstance(a, dict) and a.keys() == b.keys() and all(_same(a[name], b[name], allowed) for name in b)
    return a is None


def _near(a: Number | None, b: Number, allowed: Tolerance) -> bool:
    return a is not None and (a == b or abs(a - b) <= max(allowed.absolute, allowed.relative * abs(b)))


_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def _read_number(text: str) -> Number | None:
    """Return the number that a text is as JSON."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return normal_number(value) if math.isfinite(value) else None


def gold_arguments(task: Task, call: RecordedCall) -> JsonObject:
    """Return the values of a gold call's arguments."""
    return {name: value_of(task, source) for name, source in call["arguments"].items()}


def value_of(task: Task, source: Source) -> Json:
    """Return the value that an argument of a gold call has.

    Raises:
        LookupError: if the record has no such value.
    """
    if "ref" not in source:
        return source["value"]
    ref, path = source["ref"], source.get("path", [])
    starts = [u["value"] for u in task["inputs"] if u["id"] == ref] + [
        c["result"] for c in task["calls"] if c["id"] == ref
    ]
    value = _follow(starts[0], path) if starts else ABSENT
    if isinstance(value, Absent):
        raise LookupError(f"the task has no value {'.'.join([ref, *path])}")
    return value


def _follow(value: Json, path: Iterable[str]) -> OrAbsent:
    for name in path:
        if not isinstance(value, dict) or name not in value:
            return ABSENT
        value = value[name]
    return value


def _wins(task: Task, calls: Sequence[MadeCall], tolerance: Tolerance | None) -> bool:
    if not calls or "result" not in calls[-1]:
        return False
    last = calls[-1]["result"]
    field = _follow(last, task["answer"].get("path", []))
    gold = task["answer"]["value"]
    return answer_matches(last, gold, tolerance) or (
        not isinstance(field, Absent) and answer_matches(field, gold, tolerance)
    )


def _key(call: _Call) -> str:
    """Return a call as text; equal calls have equal texts."""
    return call.tool + _text_of(call.arguments)


def _text_of(value: Json) -> str:
    """Return canonical JSON; for what has none, a text that no value of a task has."""
    try:
        return canonical_json(value)
    except (ValueError, OverflowError, RecursionError, NotJsonError):
        return "?"


def _without_defaults(call: _Call, defaults: Defaults) -> _Call:
    usual = {name: canonical_json(value) for name, value in defaults.get(call.tool, {}).items()}
    return _Call(call.tool, {n: value for n, value in call.arguments.items() if usual.get(n) != _text_of(value)})


def _triples(calls: Iterable[_Call]) -> list[str]:
    return [_text_of([call.tool, name, value]) for call in calls for name, value in call.arguments.items()]


def _f1(common: int, gold: int, made: int) -> Number:
    """Two empty sides agree."""
    return normal_number(2 * common / (gold + made)) if gold + made > 0 else 1


def _overlap(a: Iterable[str], b: Iterable[str]) -> int:
    """Return the size of the intersection of two multisets."""
    return (Counter(a) & Counter(b)).total()


def _aligned(
    gold_keys: Sequence[str], made_keys: Sequence[str], gold_names: Sequence[str], made_names: Sequence[str]
) -> tuple[int, int]:
    """Return how many places of two sequences of calls agree, and how many there are.

    Sequences of one length are compared place by place. Of unequal ones, walking both from the start, calls of one name
    share a place; else a gold call, while there are any, and then a made one has a place to itself, which agrees with
    nothing.
    """
    even = len(gold_keys) == len(made_keys)
    matches = places = i = j = 0
    while i < len(gold_keys) or j < len(made_keys):
        if i < len(gold_keys) and j < len(made_keys) and (even or gold_names[i] == made_names[j]):
            matches += gold_keys[i] == made_keys[j]
            i += 1
            j += 1
        elif i < len(gold_keys):
            i += 1
        else:
            j += 1
        places += 1
    return matches, places
