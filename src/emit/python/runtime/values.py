"""JSON values as the run time knows them.

JSON has one kind of number, a double. Python has two, so every number is kept in one form: whole numbers up to
2**53 - 1 are `int`, all others are `float`. `25` and `25.0` come in as one value and go out as `25`.
"""

from __future__ import annotations

import enum
import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = "dict[str, Json]"
Number: TypeAlias = "int | float"

SAFE: Final = 2**53 - 1
"""The largest whole number n for which n and n + 1 are both doubles."""

MAX_DEPTH: Final = 64
"""Lists and objects may be nested this deep in arguments."""


class Absent(enum.Enum):
    """What is not there, where `None` would be the JSON value null."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
OrAbsent: TypeAlias = "Json | Literal[Absent.ABSENT]"


class NotJsonError(ValueError):
    """A value from outside that JSON cannot say, or that is nested too deep."""


def normal_number(x: Number) -> Number:
    """Return the one form of a finite number.

    Raises:
        NotJsonError: for NaN, infinities, and whole numbers beyond the doubles.
    """
    if isinstance(x, int):
        if -SAFE <= x <= SAFE:
            return int(x)
        try:
            x = float(x)
        except OverflowError:
            raise NotJsonError from None
    if x.is_integer():
        return int(x) if -SAFE <= x <= SAFE else float(x)
    if x - x != 0:
        raise NotJsonError
    return float(x)


def is_well_formed(text: str) -> bool:
    """Whether a text has no half of a surrogate pair."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def well_formed(text: str) -> str:
    """Return the text with U+FFFD for every half of a surrogate pair."""
    return text if is_well_formed(text) else re.sub("[\ud800-\udfff]", "\ufffd", text)


def from_outside(value: object, depth: int = 0) -> Json:
    """Copy a value from outside, its numbers in their one form.

    Raises:
        NotJsonError: if the value is not JSON.
    """
    if isinstance(value, str):
        if not is_well_formed(value):
            raise NotJsonError
        return value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return normal_number(value)
    if depth >= MAX_DEPTH:
        raise NotJsonError
    if isinstance(value, list):
        return [from_outside(item, depth + 1) for item in value]
    if isinstance(value, dict):
        entries: JsonObject = {}
        for name, item in value.items():
            if not isinstance(name, str) or not is_well_formed(name):
                raise NotJsonError
            entries[name] = from_outside(item, depth + 1)
        return entries
    raise NotJsonError


def copy(value: Json) -> Json:
    """Copy lists and objects, so that whoever receives the copy may change it."""
    if isinstance(value, list):
        return [copy(item) for item in value]
    if isinstance(value, dict):
        return {name: copy(item) for name, item in value.items()}
    return value


def is_number(value: Json) -> bool:
    """Whether a value is a number; `True` and `False` are none."""
    return type(value) is int or type(value) is float


def parse_json(text: str) -> Json:
    """Read JSON text, its numbers in their one form.

    Raises:
        ValueError: if the text is not JSON, NaN and infinities included.
    """
    return _copy_of(json.loads(text, parse_int=_parse_int, parse_float=_parse_float, parse_constant=_refuse))


def _copy_of(value: object) -> Json:
    # What json.loads returns with the hooks below is JSON in its one form; this only tells the type checker so.
    return value  # type: ignore[return-value]


def _parse_int(text: str) -> Number:
    return int(text) if len(text) < 16 else _parse_float(text)


def _parse_float(text: str) -> Number:
    x = float(text)
    return normal_number(x) if math.isfinite(x) else x


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def utf16_key(text: str) -> bytes:
    """Return a key that orders texts by UTF-16 code unit, as RFC 8785 and JavaScript do."""
    return text.encode("utf-16-be", "surrogatepass")


def sorted_texts(texts: Iterable[str]) -> list[str]:
    """Sort texts by UTF-16 code unit."""
    items = list(texts)
    if all(map(str.isascii, items)):
        return sorted(items)
    return sorted(items, key=utf16_key)


_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")


def member_names(value: Mapping[str, object]) -> list[str]:
    """List an object's names in JavaScript's order: array indices first, by size, then the others as they came."""
    names = list(value)
    indices = [name for name in names if _INDEX.fullmatch(name) and int(name) < 2**32 - 1]
    if not indices:
        return names
    chosen = set(indices)
    return sorted(indices, key=int) + [name for name in names if name not in chosen]
