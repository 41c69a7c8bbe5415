"""Texts, counted in code points. Case is that of ASCII: the tables of other scripts change with each Unicode."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..canonical import canonical_json
from ..type_ir import CalendarSet
from ..values import Json
from .built_in import Functions, fail, items_of, number, text

_TO_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_TO_UPPER: Final = {upper + 32: upper for upper in range(ord("A"), ord("Z") + 1)}


def _title(args: Sequence[Json], _: CalendarSet | None) -> Json:
    return re.sub("(^|[ -])([a-z])", lambda found: found[1] + found[2].upper(), text(args[0]))


def _pad(args: Sequence[Json], _: CalendarSet | None) -> Json:
    whole, width, filler = text(args[0]), number(args[1]), text(args[2])
    if len(filler) != 1:
        fail("one sign fills a text up")
    return filler * (int(min(width, 1000)) - len(whole)) + whole


def _occurrences(args: Sequence[Json], _: CalendarSet | None) -> Json:
    whole, part = text(args[0]), text(args[1])
    return whole.count(part) if part else fail("an empty text to count")


def _split(args: Sequence[Json], _: CalendarSet | None) -> Json:
    whole, separator = text(args[0]), text(args[1])
    return list(whole.split(separator)) if separator else fail("an empty separator")


def _replace(args: Sequence[Json], _: CalendarSet | None) -> Json:
    whole, old = text(args[0]), text(args[1])
    return whole.replace(old, text(args[2])) if old else fail("an empty text to replace")


def _str(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    return value if isinstance(value, str) else canonical_json(value)


TEXTS: Final[Functions] = {
    "lower": lambda args, _: text(args[0]).translate(_TO_LOWER),
    "upper": lambda args, _: text(args[0]).translate(_TO_UPPER),
    "title": _title,
    "trim": lambda args, _: text(args[0]).strip(" \t\n\r\f\v"),
    "contains": lambda args, _: text(args[1]) in text(args[0]),
    "starts_with": lambda args, _: text(args[0]).startswith(text(args[1])),
    "ends_with": lambda args, _: text(args[0]).endswith(text(args[1])),
    "occurrences": _occurrences,
    "split": _split,
    "join": lambda args, _: text(args[1]).join(map(text, items_of(args[0]))),
    "replace": _replace,
    "pad": _pad,
    "str": _str,
}
