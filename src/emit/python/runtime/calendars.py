"""Dates and times as text in a format, and as whole numbers to count with. Proleptic Gregorian calendar, no zones.

Format letters: `d dd` day, `M MM MMM MMMM` month, `yy yyyy` year, `H HH` hour 0 to 23, `h hh` hour 1 to 12 (with `a`,
AM or PM), `m mm` minute, `s ss` second, `EEE EEEE` weekday; `'...'` quotes text, `''` is a quote; everything else
stands for itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LETTERS: Final = frozenset(
    ("d", "dd", "M", "MM", "MMM", "MMMM", "yy", "yyyy", "H", "HH", "h", "hh", "m", "mm", "s", "ss", "a", "EEE", "EEEE")
)

CalendarUnit: TypeAlias = Literal["day", "minute", "second"]

PER_DAY: Final[dict[CalendarUnit, int]] = {"day": 1, "minute": 1440, "second": 86400}
"""How many units a day has."""


class Moment(NamedTuple):
    """A date and a time of day."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int


class _Part(NamedTuple):
    """A run of a format's letters, or text that stands for itself."""

    letter: str
    text: str


def read_format(pattern: str) -> list[_Part]:
    """Split a format into its parts.

    Raises:
        ValueError: if it is none; the message says why.
    """
    parts: list[_Part] = []
    text = ""
    i = 0
    while i < len(pattern):
        c = pattern[i]
        if c == "'":
            end = pattern.find("'", i + 1)
            if end < 0:
                raise ValueError("a quote ' is not closed")
            text += "'" if end == i + 1 else pattern[i + 1 : end]
            i = end + 1
        elif c.isascii() and c.isalpha():
            end = i
            while end < len(pattern) and pattern[end] == c:
                end += 1
            if pattern[i:end] not in _LETTERS:
                raise ValueError(f'"{pattern[i:end]}" is not a part of a date or time')
            if text:
                parts.append(_Part("", text))
                text = ""
            parts.append(_Part(pattern[i:end], ""))
            i = end
        else:
            text += c
            i += 1
    if text:
        parts.append(_Part("", text))
    return parts


def days_from_civil(year: int, month: int, day: int) -> int:
    """Return the days since 1970-01-01 of a date (Hinnant's algorithm)."""
    y = year - 1 if month <= 2 else year
    era = y // 400
    year_of_era = y - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - 719468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Return year, month and day: the inverse of `days_from_civil`."""
    z = days + 719468
    era = z // 146097
    day_of_era = z - era * 146097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year, month, day_of_year - (153 * shifted + 2) // 5 + 1


def weekday_of(days: int) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    return (days + 3) % 7


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def to_number(at: Moment, unit: CalendarUnit) -> int:
    """Return the number that a calendar set counts with."""
    days = days_from_civil(at.year, at.month, at.day)
    if unit == "day":
        return days
    minutes = days * 1440 + at.hour * 60 + at.minute
    return minutes if unit == "minute" else minutes * 60 + at.second


def from_number(n: int, unit: CalendarUnit) -> Moment:
    """Return the moment that a number stands for: the inverse of `to_number`."""
    days, rest = divmod(n, PER_DAY[unit])
    seconds = rest * 60 if unit == "minute" else rest
    return Moment(*civil_from_days(days), seconds // 3600, seconds // 60 % 60, seconds % 60)


class CalendarFormat:
    """A format made ready: prints numbers as text, and reads exactly what it prints."""

    def __init__(self, pattern: str, unit: CalendarUnit) -> None:
        """Make a format ready. `unit` is what its numbers count."""
        self.unit: Final = unit
        self._parts = read_format(pattern)
        # Worlds speak of the same few thousand dates again and again.
        self.print = lru_cache(maxsize=8192)(self._print)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _print(self, n: int) -> str:
        """Write the number as text."""
        at = from_number(n, self.unit)
        weekday = WEEKDAYS[weekday_of(n // PER_DAY[self.unit])]
        return "".join(part.text or _print_letter(part.letter, at, weekday) for part in self._parts)

    def _read(self, text: str) -> int | None:
        """Return the number that prints as `text`, or None. A two-digit year is one of 2000 to 2099."""
        year, month, day, hour, minute, second = 1970, 1, 1, 0, 0, 0
        half = 0
        half12: int | None = None
        at = 0
        for part in self._parts:
            if part.text:
                if not text.startswith(part.text, at):
                    return None
                at += len(part.text)
                continue
            taken = _read_letter(part.letter, text, at)
            if taken is None:
                return None
            value, at = taken
            match part.letter[0]:
                case "y":
                    year = 2000 + value if part.letter == "yy" else value
                case "M":
                    month = value
                case "d":
                    day = value
                case "H":
                    hour = value
                case "h":
                    half12 = value
                case "m":
                    minute = value
                case "s":
                    second = value
                case "a":
                    half = value
        if at != len(text):
            return None
        if half12 is not None:
            hour = half12 % 12 + 12 * half
        if not (1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
            return None
        if hour > 23 or minute > 59 or second > 59:
            return None
        n = to_number(Moment(year, month, day, hour, minute, second), self.unit)
        # The only test that admits no second spelling (leading zeros, a wrong weekday): print it again.
        return n if self._print(n) == text else None


@lru_cache(maxsize=512)
def format_of(pattern: str, unit: CalendarUnit) -> CalendarFormat:
    """Return the format, made once."""
    return CalendarFormat(pattern, unit)


def _print_letter(letter: str, at: Moment, weekday: str) -> str:
    match letter:
        case "d":
            return str(at.day)
        case "dd":
            return f"{at.day:02}"
        case "M":
            return str(at.month)
        case "MM":
            return f"{at.month:02}"
        case "MMM":
            return MONTHS[at.month - 1][:3]
        case "MMMM":
            return MONTHS[at.month - 1]
        case "yy":
            return f"{at.year % 100:02}"
        case "yyyy":
            return str(at.year)
        case "H":
            return str(at.hour)
        case "HH":
            return f"{at.hour:02}"
        case "h":
            return str(at.hour % 12 or 12)
        case "hh":
            return f"{at.hour % 12 or 12:02}"
        case "m":
            return str(at.minute)
        case "mm":
            return f"{at.minute:02}"
        case "s":
            return str(at.second)
        case "ss":
            return f"{at.second:02}"
        case "a":
            return "AM" if at.hour < 12 else "PM"
        case "EEE":
            return weekday[:3]
        case "EEEE":
            return weekday
    raise ValueError(f'"{letter}" is not a part of a date or time')


def _read_letter(letter: str, text: str, at: int) -> tuple[int, int] | None:
    """Return the value that stands at a place and where it ends."""
    match letter:
        case "MMM" | "MMMM":
            return _read_name(MONTHS, letter == "MMM", text, at, 1)
        case "EEE" | "EEEE":
            return _read_name(WEEKDAYS, letter == "EEE", text, at, 0)
        case "a":
            if text.startswith("AM", at):
                return 0, at + 2
            return (1, at + 2) if text.startswith("PM", at) else None
    most = 4 if letter == "yyyy" else 2
    least = 1 if letter == "yyyy" or len(letter) == 1 else 2
    end = at
    while end < len(text) and end - at < most and text[end] in "0123456789":
        end += 1
    return None if end - at < least else (int(text[at:end]), end)


def _read_name(names: tuple[str, ...], short: bool, text: str, at: int, base: int) -> tuple[int, int] | None:
    for i, name in enumerate(names):
        word = name[:3] if short else name
        if text.startswith(word, at):
            return i + base, at + len(word)
    return None
