"""Numbers that mean the same in every language: their text, and decimal rounding.

Rounding works on the shortest decimal that denotes a double, half to even, so that 2.675 (which prints as 2.675)
rounds as people read it.
"""

from __future__ import annotations

import math

from .values import SAFE, Number, normal_number


def number_text(x: Number) -> str:
    """Return the shortest text that reads back as `x`, as ECMAScript's `Number::toString` writes it, with -0 as 0."""
    if isinstance(x, int):
        if -SAFE <= x <= SAFE:
            return str(x)
        x = float(x)
    if x == 0:
        return "0"
    text = repr(x)
    if "e" not in text:
        return text.removesuffix(".0")
    sign = "-" if text.startswith("-") else ""
    mantissa, _, power = text.lstrip("-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).rstrip("0") or "0"
    point = int(power) + len(whole)
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    exponent = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return f"{sign}{digits[0]}{'.' + digits[1:] if count > 1 else ''}{exponent}"


def round_half_even(x: Number, digits: int) -> Number:
    """Round `x` to `digits` places after the point, half to even.

    Args:
        x: A finite number.
        digits: A whole number from -15 to 15; negative counts places before the point.

    Returns:
        The rounded number, in its one form.
    """
    coefficient, exponent = _decompose(x)
    drop = -exponent - digits
    if drop <= 0:
        return x
    if drop > len(coefficient):
        return 0
    kept = coefficient[: len(coefficient) - drop]
    rest = coefficient[len(coefficient) - drop :]
    odd = kept != "" and int(kept[-1]) % 2 == 1
    half = "5" + "0" * (len(rest) - 1)
    up = rest > half or (rest == half and odd)
    result = float(f"{int(kept or '0') + int(up)}e{-digits}")
    return normal_number(-result if x < 0 else result)


def fixed_text(x: Number, digits: int) -> str:
    """Write `x` with exactly so many places after the point, 0 to 15, rounded half to even."""
    rounded = round_half_even(x, digits)
    coefficient, exponent = _decompose(rounded)
    every = (coefficient + "0" * max(0, exponent + digits)).rjust(digits + 1, "0")
    sign = "-" if rounded < 0 and every.strip("0") else ""
    if digits == 0:
        return sign + every
    return f"{sign}{every[:-digits]}.{every[-digits:]}"


def _decompose(x: Number) -> tuple[str, int]:
    """Return |x| as coefficient * 10 ** exponent, the coefficient in decimal digits without leading zeros."""
    mantissa, _, power = number_text(abs(x)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    coefficient = (whole + fraction).lstrip("0") or "0"
    return coefficient, int(power or "0") - len(fraction)


def round_half_up(x: float) -> float:
    """Return the nearest whole number, halves toward positive infinity (ECMAScript's `Math.round`)."""
    if not math.isfinite(x):
        return x
    below = math.floor(x)
    return float(below if x - below < 0.5 else below + 1)
