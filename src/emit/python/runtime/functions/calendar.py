"""Dates and times: texts that are read in the format of their type."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from ..calendars import (
    MONTHS,
    PER_DAY,
    WEEKDAYS,
    CalendarUnit,
    Moment,
    days_from_civil,
    days_in_month,
    format_of,
    from_number,
    to_number,
    weekday_of,
)
from ..canonical import plain_json
from ..type_ir import CalendarSet
from ..values import SAFE, Json
from .built_in import BuiltIn, Functions, fail, items_of, number, safe, text


def read(value: Json, calendar: CalendarSet | None) -> tuple[int, CalendarSet]:
    """Return the number that a date or time stands for, or fail."""
    if calendar is None:
        fail("the value is not a date or time")
    n = format_of(calendar["format"], calendar["unit"]).read(text(value))
    return (n, calendar) if n is not None else fail(f"{plain_json(value)} is not written as {calendar['format']}")


def time_order(calendar: CalendarSet) -> Callable[[Json, Json], int]:
    """Return the order of dates or times of one format."""
    read_time = time_reader(calendar)
    return lambda a, b: read_time(a) - read_time(b)


def time_reader(calendar: CalendarSet) -> Callable[[Json], int]:
    """Return what gives the number that a date or time stands for, or fails: the same function for the same format."""
    return _reader(calendar["format"], calendar["unit"])


@lru_cache(maxsize=512)
def _reader(pattern: str, unit: CalendarUnit) -> Callable[[Json], int]:
    known = format_of(pattern, unit)

    def read_time(value: Json) -> int:
        n = known.read(text(value))
        return n if n is not None else fail(f"{plain_json(value)} is not written as {pattern}")

    return read_time


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


def _months_later(value: Json, months: int, calendar: CalendarSet | None) -> Json:
    n, known = read(value, calendar)
    at = from_number(n, known["unit"])
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
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


def _add_years(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    read(args[0], calendar)
    return _months_later(args[0], safe(number(args[1]) * 12), calendar)


def _moment(args: Sequence[Json], calendar: CalendarSet | None) -> Moment:
    n, known = read(args[0], calendar)
    return from_number(n, known["unit"])


def _months_between(args: Sequence[Json], calendar: CalendarSet | None) -> int:
    """Count whole months; a month is over on the same day of the next, or on its last."""
    a, known = read(args[0], calendar)
    b, _ = read(args[1], calendar)
    first, last = from_number(min(a, b), known["unit"]), from_number(max(a, b), known["unit"])
    months = (last.year - first.year) * 12 + last.month - first.month
    same_day = first._replace(
        year=last.year, month=last.month, day=min(first.day, days_in_month(last.year, last.month))
    )
    if to_number(same_day, known["unit"]) > max(a, b):
        months -= 1
    return months if a <= b else -months


def _in_month(last: bool) -> BuiltIn:
    """Return the first or last day of the month that a value lies in, its time of day kept."""

    def evaluate(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
        n, known = read(args[0], calendar)
        at = from_number(n, known["unit"])
        day = days_in_month(at.year, at.month) if last else 1
        return _print(to_number(at._replace(day=day), known["unit"]), known)

    return evaluate


def _format(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
    """Write a date or time in another format, which may leave parts out."""
    n, known = read(args[0], calendar)
    try:
        return format_of(text(args[1]), known["unit"]).print(n)
    except ValueError as problem:
        fail(str(problem))


def _month_name(args: Sequence[Json], _: CalendarSet | None) -> Json:
    month = number(args[0])
    return MONTHS[month - 1] if isinstance(month, int) and 1 <= month <= 12 else fail("there is no such month")


def _by_time(name: str, place: int) -> BuiltIn:
    def evaluate(args: Sequence[Json], calendar: CalendarSet | None) -> Json:
        dated = sorted(((read(value, calendar)[0], value) for value in items_of(args[0])), key=lambda pair: pair[0])
        return dated[place][1] if dated else fail(f"{name} of an empty list")

    return evaluate


CALENDAR: Final[Functions] = {
    "year": _part("year"),
    "month": _part("month"),
    "day": _part("day"),
    "hour": _part("hour"),
    "minute": _part("minute"),
    "second": _part("second"),
    "quarter": lambda args, calendar: (_moment(args, calendar).month + 2) // 3,
    "weekday": lambda args, calendar: WEEKDAYS[_weekday(args, calendar)],
    "weekday_number": lambda args, calendar: _weekday(args, calendar) + 1,
    "is_weekend": lambda args, calendar: _weekday(args, calendar) > 4,
    "month_name": _month_name,
    "day_of_year": _day_of_year,
    "is_leap_year": lambda args, _: days_in_month(safe(number(args[0])), 2) == 29,
    "days_in_month": lambda args, calendar: days_in_month(*_moment(args, calendar)[:2]),
    "days_between": _days_between,
    "months_between": _months_between,
    "years_between": lambda args, calendar: int(_months_between(args, calendar) / 12),
    "minutes_between": _minutes_between,
    "add_days": _add_days,
    "add_months": lambda args, calendar: _months_later(args[0], int(number(args[1])), calendar),
    "add_years": _add_years,
    "add_minutes": _add_minutes,
    "start_of_month": _in_month(False),
    "end_of_month": _in_month(True),
    "format": _format,
    "earliest": _by_time("earliest", 0),
    "latest": _by_time("latest", -1),
    "is_before": lambda args, calendar: read(args[0], calendar)[0] < read(args[1], calendar)[0],
}
