"""The built-in functions of the expression language, by name. Those that fail say why, for an agent to read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cmp_to_key
from typing import Final, NoReturn, TypeAlias

from .calendars import (
    MONTHS,
    PER_DAY,
    WEEKDAYS,
    Moment,
    days_from_civil,
    days_in_month,
    format_of,
    from_number,
    to_number,
    weekday_of,
)
from .canonical import canonical_json, plain_json
from .errors import ComputationError
from .ir import CalendarSet
from .numbers import round_half_even
from .values import SAFE, Json, Number, sorted_texts, utf16_key

BuiltIn: TypeAlias = "Callable[[Sequence[Json], CalendarSet | None], Json]"


def fail(message: str) -> NoReturn:
    """Stop a computation.

    Raises:
        ComputationError: always.
    """
    raise ComputationError(message)


def safe(n: Number) -> int:
    """Return a whole number that a double holds exactly, or fail."""
    if -SAFE <= n <= SAFE and n == (whole := int(n)):
        return whole
    fail("the whole number is too large")


def finite(x: Number) -> Number:
    """Return a finite number in its one form, or fail."""
    if -SAFE <= x <= SAFE:
        whole = int(x)
        return whole if whole == x else x
    if x - x != 0:
        fail("the number is too large")
    return float(x)


def number(value: Json) -> Number:
    """Return a number, or fail."""
    if type(value) is int or type(value) is float:
        return value
    fail("a number was expected")


def text(value: Json) -> str:
    """Return a text, or fail."""
    return value if isinstance(value, str) else fail("text was expected")


def items_of(value: Json) -> list[Json]:
    """Return a list, or fail."""
    return value if isinstance(value, list) else fail("a list was expected")


def compare_values(a: Json, b: Json) -> int:
    """Order two values: numbers by size, text by code unit, false before true, null last, else by canonical JSON."""
    if a is None or b is None:
        return int(a is None) - int(b is None)
    if isinstance(a, bool) or isinstance(b, bool):
        if isinstance(a, bool) and isinstance(b, bool):
            return int(a) - int(b)
    elif isinstance(a, int | float) and isinstance(b, int | float):
        return -1 if a < b else 1 if a > b else 0
    elif isinstance(a, str) and isinstance(b, str):
        return _order(a, b)
    return _order(canonical_json(a), canonical_json(b))


def _order(a: str, b: str) -> int:
    if a == b:
        return 0
    if a.isascii() and b.isascii():
        return -1 if a < b else 1
    return -1 if utf16_key(a) < utf16_key(b) else 1


SORT_KEY: Final = cmp_to_key(compare_values)


def equal_values(a: Json, b: Json) -> bool:
    """Whether two values are one; `True` and 1 are not."""
    if isinstance(a, list | dict):
        return isinstance(b, list | dict) and canonical_json(a) == canonical_json(b)
    return a == b and isinstance(a, bool) == isinstance(b, bool)


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


def _round(args: Sequence[Json], _: CalendarSet | None) -> Json:
    digits = max(-15, min(15, int(number(args[1])))) if len(args) > 1 else 0
    return round_half_even(number(args[0]), digits)


def _div(args: Sequence[Json], _: CalendarSet | None) -> Json:
    a, b = number(args[0]), number(args[1])
    # Divided as doubles and then rounded down, as everywhere else.
    return safe(math.floor(float(a) / float(b))) if b != 0 else fail("division by zero")


_TO_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_TO_UPPER: Final = {upper + 32: upper for upper in range(ord("A"), ord("Z") + 1)}
_WHOLE: Final = re.compile(r"-?[0-9]{1,16}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,300}(\.[0-9]{1,300})?")


def _split(args: Sequence[Json], _: CalendarSet | None) -> Json:
    whole, separator = text(args[0]), text(args[1])
    return list(whole.split(separator)) if separator else fail("an empty separator")


def _replace(args: Sequence[Json], _: CalendarSet | None) -> Json:
    whole, old = text(args[0]), text(args[1])
    return whole.replace(old, text(args[2])) if old else fail("an empty text to replace")


def _str(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    return value if isinstance(value, str) else canonical_json(value)


def _int(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    if type(value) is int or type(value) is float:
        return safe(math.trunc(value))
    if _WHOLE.fullmatch(text(value)):
        return safe(float(text(value)))
    fail(f"{plain_json(value)} is not a whole number")


def _float(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    if type(value) is int or type(value) is float:
        return value
    if _DECIMAL.fullmatch(text(value)):
        return finite(float(text(value)))
    fail(f"{plain_json(value)} is not a number")


def _keys(args: Sequence[Json], _: CalendarSet | None) -> Json:
    value = args[0]
    return list(sorted_texts(value)) if isinstance(value, dict) else fail("a dict was expected")


def _month_name(args: Sequence[Json], _: CalendarSet | None) -> Json:
    month = number(args[0])
    return MONTHS[month - 1] if isinstance(month, int) and 1 <= month <= 12 else fail("there is no such month")


# ---- Dates and times. `calendar` is the set of the first argument's type.


def read(value: Json, calendar: CalendarSet | None) -> tuple[int, CalendarSet]:
    """Return the number that a date or time stands for, or fail."""
    if calendar is None:
        fail("the value is not a date or time")
    n = format_of(calendar["format"], calendar["unit"]).read(text(value))
    return (n, calendar) if n is not None else fail(f"{plain_json(value)} is not written as {calendar['format']}")


def time_order(calendar: CalendarSet) -> Callable[[Json, Json], int]:
    """Return the order of dates or times of one format."""
    return lambda a, b: read(a, calendar)[0] - read(b, calendar)[0]


def _print(n: int, calendar: CalendarSet) -> str:
    return format_of(calendar["format"], calendar["unit"]).print(n)


def _day_number(n: int, calendar: CalendarSet) -> int:
    return n // PER_DAY[calendar["unit"]]


def _in_years(n: float, calendar: CalendarSet) -> int:
    """Dates have four-digit years; what leaves them cannot be written."""
    if -SAFE <= n <= SAFE and 1 <= from_number(int(n), calendar["unit"]).year <= 9999:
        return int(n)
    fail("the date leaves the years 1 to 9999")


def _part(name: str) -> BuiltIn:
    place = Moment._fields.index(name)

    def evaluate(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
        n, known = read(args[0], calendar)
        return from_number(n, known["unit"])[place]

    return evaluate


def _weekday(args: Sequence[Json], calendar: CalendarSet | None) -> int:
    n, known = read(args[0], calendar)
    return weekday_of(_day_number(n, known))


def _day_of_year(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    n, known = read(args[0], calendar)
    return _day_number(n, known) - days_from_civil(from_number(n, known["unit"]).year, 1, 1) + 1


def _days_between(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    first, known = read(args[0], calendar)
    second, _ = read(args[1], calendar)
    return _day_number(second, known) - _day_number(first, known)


def _minutes_between(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    first, known = read(args[0], calendar)
    second, _ = read(args[1], calendar)
    per = 60 if known["unit"] == "second" else 1
    return second // per - first // per


def _add_days(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    n, known = read(args[0], calendar)
    return _print(_in_years(n + float(number(args[1])) * PER_DAY[known["unit"]], known), known)


def _add_months(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    n, known = read(args[0], calendar)
    at = from_number(n, known["unit"])
    year, month = divmod(at.year * 12 + at.month - 1 + int(number(args[1])), 12)
    if not 1 <= year <= 9999:
        fail("the date leaves the years 1 to 9999")
    moved = at._replace(year=year, month=month + 1, day=min(at.day, days_in_month(year, month + 1)))
    return _print(to_number(moved, known["unit"]), known)


def _add_minutes(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    n, known = read(args[0], calendar)
    per = 60 if known["unit"] == "second" else 1
    later = n + float(number(args[1])) * per
    if known["what"] != "time":
        return _print(_in_years(later, known), known)
    # A time of day goes round the clock.
    return _print(int(math.fmod(math.fmod(later, 1440 * per) + 1440 * per, 1440 * per)), known)


def _by_time(name: str, place: int) -> BuiltIn:
    def evaluate(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
        dated = sorted(((read(value, calendar)[0], value) for value in items_of(args[0])), key=lambda pair: pair[0])
        return dated[place][1] if dated else fail(f"{name} of an empty list")

    return evaluate


BUILT_INS: Final[Mapping[str, BuiltIn]] = {
    "len": _len,
    "count": lambda args, _: len(items_of(args[0])),
    "sum": lambda args, _: _sum(items_of(args[0])),
    "mean": _mean,
    "min": _extreme(1, "min"),
    "max": _extreme(-1, "max"),
    "first": _end(0, "first"),
    "last": _end(-1, "last"),
    "sort": lambda args, _: sorted(items_of(args[0]), key=SORT_KEY),
    "reverse": lambda args, _: items_of(args[0])[::-1],
    "distinct": _distinct,
    "any": lambda args, _: any(x is True for x in items_of(args[0])),
    "all": lambda args, _: all(x is True for x in items_of(args[0])),
    "round": _round,
    "floor": lambda args, _: safe(math.floor(number(args[0]))),
    "ceil": lambda args, _: safe(math.ceil(number(args[0]))),
    "abs": lambda args, _: finite(abs(number(args[0]))),
    "div": _div,
    "lower": lambda args, _: text(args[0]).translate(_TO_LOWER),
    "upper": lambda args, _: text(args[0]).translate(_TO_UPPER),
    "trim": lambda args, _: text(args[0]).strip(" \t\n\r\f\v"),
    "contains": lambda args, _: text(args[1]) in text(args[0]),
    "starts_with": lambda args, _: text(args[0]).startswith(text(args[1])),
    "ends_with": lambda args, _: text(args[0]).endswith(text(args[1])),
    "split": _split,
    "join": lambda args, _: text(args[1]).join(map(text, items_of(args[0]))),
    "replace": _replace,
    "str": _str,
    "int": _int,
    "float": _float,
    "keys": _keys,
    "year": _part("year"),
    "month": _part("month"),
    "day": _part("day"),
    "hour": _part("hour"),
    "minute": _part("minute"),
    "weekday": lambda args, calendar: WEEKDAYS[_weekday(args, calendar)],
    "weekday_number": lambda args, calendar: _weekday(args, calendar) + 1,
    "month_name": _month_name,
    "day_of_year": _day_of_year,
    "days_between": _days_between,
    "minutes_between": _minutes_between,
    "add_days": _add_days,
    "add_months": _add_months,
    "add_minutes": _add_minutes,
    "earliest": _by_time("earliest", 0),
    "latest": _by_time("latest", -1),
    "is_before": lambda args, calendar: read(args[0], calendar)[0] < read(args[1], calendar)[0],
}
