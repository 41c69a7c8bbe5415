"""What the built-in functions of the expression language are made of. Those that fail say why, for an agent to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cmp_to_key
from typing import Final, NoReturn, TypeAlias

from ..canonical import canonical_json
from ..errors import ComputationError
from ..type_ir import CalendarSet
from ..values import SAFE, Json, Number, utf16_key

BuiltIn: TypeAlias = "Callable[[Sequence[Json], CalendarSet | None], Json]"
"""A function of the arguments and, for dates and times, the set of the first argument's type."""

Functions: TypeAlias = Mapping[str, BuiltIn]


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
    if type(a) is str:
        return a == b
    if isinstance(a, list | dict):
        return isinstance(b, list | dict) and canonical_json(a) == canonical_json(b)
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def is_in(item: Json, within: Json) -> bool:
    """Whether an item is in a list, a key in an object, a part in a text."""
    if isinstance(within, list):
        # A text is equal to nothing but itself, in Python as in JSON.
        return item in within if type(item) is str else any(equal_values(each, item) for each in within)
    if isinstance(within, str | dict) and isinstance(item, str):
        return item in within
    fail('a list, a dict or a text was expected after "in"')
