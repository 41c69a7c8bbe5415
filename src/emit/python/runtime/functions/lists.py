"""Lists, dicts, and what may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..canonical import canonical_json
from ..type_ir import CalendarSet
from ..values import Json, Number, sorted_texts
from .built_in import SORT_KEY, BuiltIn, Functions, compare_values, equal_values, fail, finite, items_of, number, safe


def _sum(values: list[Json]) -> Number:
    # A plain loop over doubles, left to right: `sum` compensates from Python 3.12 on, and does not round whole numbers.
    total = 0.0
    for value in values:
        total += number(value)
    return finite(total)


def _mean(args: Sequence[Json], _: CalendarSet | None) -> Json:
    values = items_of(args[0])
    return finite(float(_sum(values)) / len(values)) if values else fail("mean of an empty list")


def _extreme(sign: int, name: str) -> BuiltIn:
    def evaluate(args: Sequence[Json], _: CalendarSet | None) -> Json:
        values = args if len(args) == 2 else items_of(args[0])
        if not values:
            fail(f"{name} of an empty list")
        best = values[0]
        for value in values:
            if sign * compare_values(value, best) < 0:
                best = value
        return best

    return evaluate


def _len(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    return len(value) if isinstance(value, str | list | dict) else fail("it has no length")


def _end(place: int, name: str) -> BuiltIn:
    def evaluate(args: Sequence[Json], _: CalendarSet | None) -> Json:
        values = items_of(args[0])
        return values[place] if values else fail(f"{name} of an empty list")

    return evaluate


def _distinct(args: Sequence[Json], _: CalendarSet | None) -> Json:
    found: dict[str, Json] = {}
    for value in items_of(args[0]):
        found.setdefault(canonical_json(value), value)
    return list(found.values())


def _median(args: Sequence[Json], _: CalendarSet | None) -> Json:
    values = sorted(map(number, items_of(args[0])))
    if not values:
        fail("median of an empty list")
    upper, lower = values[len(values) // 2], values[(len(values) - 1) // 2]
    return upper if upper == lower else finite((float(lower) + float(upper)) / 2)


def _most_common(args: Sequence[Json], _: CalendarSet | None) -> Json:
    counts: dict[str, int] = {}
    firsts: dict[str, Json] = {}
    for value in items_of(args[0]):
        key = canonical_json(value)
        firsts.setdefault(key, value)
        counts[key] = counts.get(key, 0) + 1
    return firsts[max(counts, key=lambda key: counts[key])] if counts else fail("most_common of an empty list")


def _position(args: Sequence[Json], _: CalendarSet | None) -> Json:
    for at, value in enumerate(items_of(args[0])):
        if equal_values(value, args[1]):
            return at
    fail("it is not in the list")


_MAX_RANGE: Final = 10_000


def _range(args: Sequence[Json], _: CalendarSet | None) -> Json:
    low, high = number(args[0]), number(args[1])
    size = 0 if high < low else safe(high - low + 1)
    if size > _MAX_RANGE:
        fail(f"range has {size} numbers, and {_MAX_RANGE} are the limit")
    return [low + i for i in range(size)]


def _keys(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    return list(sorted_texts(value)) if isinstance(value, dict) else fail("a dict was expected")


def _values(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    return [value[name] for name in sorted_texts(value)] if isinstance(value, dict) else fail("a dict was expected")


LISTS: Final[Functions] = {
    "len": _len,
    "count": lambda args, _: len(items_of(args[0])),
    "sum": lambda args, _: _sum(items_of(args[0])),
    "mean": _mean,
    "median": _median,
    "min": _extreme(1, "min"),
    "max": _extreme(-1, "max"),
    "first": _end(0, "first"),
    "last": _end(-1, "last"),
    "sort": lambda args, _: sorted(items_of(args[0]), key=SORT_KEY),
    "reverse": lambda args, _: items_of(args[0])[::-1],
    "distinct": _distinct,
    "most_common": _most_common,
    "flatten": lambda args, _: [value for values in items_of(args[0]) for value in items_of(values)],
    "position": _position,
    "range": _range,
    "any": lambda args, _: any(x is True for x in items_of(args[0])),
    "all": lambda args, _: all(x is True for x in items_of(args[0])),
    "keys": _keys,
    "values": _values,
    "coalesce": lambda args, _: args[1] if args[0] is None else args[0],
}
