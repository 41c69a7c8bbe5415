"""Numbers: doubles throughout; no function of the C library, whose last digits differ between languages."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from ..canonical import plain_json
from ..numbers import fixed_text, number_text, round_half_even
from ..type_ir import CalendarSet
from ..values import Json
from .built_in import Functions, fail, finite, number, safe, text


def _places(args: Sequence[Json]) -> int:
    return max(-15, min(15, int(number(args[1])))) if len(args) > 1 else 0


def _sign(args: Sequence[Json], _: CalendarSet | None) -> Json:
    x = number(args[0])
    return 1 if x > 0 else -1 if x < 0 else 0


def _div(args: Sequence[Json], _: CalendarSet | None) -> Json:
    a, b = number(args[0]), number(args[1])
    # Divided as doubles and then rounded down, as everywhere else.
    return safe(math.floor(float(a) / float(b))) if b != 0 else fail("division by zero")


def _sqrt(args: Sequence[Json], _: CalendarSet | None) -> Json:
    x = number(args[0])
    return fail("the square root of a negative number") if x < 0 else finite(math.sqrt(x))


def _power(args: Sequence[Json], _: CalendarSet | None) -> Json:
    base, exponent = float(number(args[0])), number(args[1])
    if not isinstance(exponent, int) or not 0 <= exponent <= 1000:
        fail("an exponent is a whole number from 0 to 1000")
    # Products from left to right, so that every language rounds alike.
    result = 1.0
    for _i in range(exponent):
        result *= base
    return finite(result)


def _clamp(args: Sequence[Json], _: CalendarSet | None) -> Json:
    x, low, high = map(number, args)
    if low > high:
        fail(f"{number_text(low)} is above {number_text(high)}")
    return low if x < low else high if x > high else x


_WHOLE: Final = re.compile(r"-?[0-9]{1,16}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,300}(\.[0-9]{1,300})?")


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


NUMBERS: Final[Functions] = {
    "round": lambda args, _: round_half_even(number(args[0]), _places(args)),
    "floor": lambda args, _: safe(math.floor(number(args[0]))),
    "ceil": lambda args, _: safe(math.ceil(number(args[0]))),
    "abs": lambda args, _: finite(abs(number(args[0]))),
    "sign": _sign,
    "div": _div,
    "sqrt": _sqrt,
    "power": _power,
    "clamp": _clamp,
    "fixed": lambda args, _: fixed_text(number(args[0]), max(0, _places(args))),
    "int": _int,
    "float": _float,
}
