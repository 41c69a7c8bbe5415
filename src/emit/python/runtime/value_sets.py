"""Value sets made ready: the recognizer and the generator that one declaration denotes."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from .calendars import format_of
from .dfa import Automaton
from .numbers import round_half_up
from .streams import RandomSource
from .type_ir import CalendarSet, EnumSet, RangeSet, ValueSetIR
from .values import ABSENT, Json, Number, OrAbsent, normal_number

if TYPE_CHECKING:
    from .facts import Facts


class Denotation(Protocol):
    """What a type denotes. Values are JSON with numbers in their one form (see `values`)."""

    def recognize(self, value: Json) -> bool:
        """Whether a value is one of the type's."""

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        """Draw a value, or nothing where there is none. With facts, values at home in a column come from it."""

    def example(self) -> OrAbsent:
        """Return a plain value, for messages: the first, or the smallest."""


def compile_set(values: ValueSetIR) -> Denotation:
    """Make a value set ready."""
    if values["kind"] == "enum":
        return _Enum(values)
    if values["kind"] == "range":
        return _WholeRange(values) if _is_whole(values) else _Range(values)
    if values["kind"] == "calendar":
        return _Calendar(values)
    if values["kind"] == "regex":
        return _Regex(Automaton(values["dfa"]))
    return AnyOf([compile_set(m["set"]) for m in values["members"]], [m["weight"] for m in values["members"]])


class AnyOf:
    """Alternatives, drawn by weight."""

    def __init__(self, members: list[Denotation], weights: list[int]) -> None:
        """Join the members."""
        self._members = members
        self._cumulative = list(accumulate(weights))

    def recognize(self, value: Json) -> bool:
        """Whether a member recognizes the value."""
        return any(member.recognize(value) for member in self._members)

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        """Draw from a member."""
        return self._members[source.weighted(self._cumulative)].generate(source, facts)

    def example(self) -> OrAbsent:
        """Return the first member's example."""
        return self._members[0].example()


class _Enum:
    def __init__(self, values: EnumSet) -> None:
        self._values = values["values"]
        weights = values.get("weights")
        self._cumulative = None if weights is None else list(accumulate(weights))
        # True and 1 are equal to Python, and not to JSON.
        self._bools = {v for v in self._values if isinstance(v, bool)}
        self._others = {v for v in self._values if not isinstance(v, bool)}

    def recognize(self, value: Json) -> bool:
        if isinstance(value, bool):
            return value in self._bools
        return not isinstance(value, list | dict) and value in self._others

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        if not self._values:
            return ABSENT
        if self._cumulative is None:
            return source.pick(self._values)
        return self._values[source.weighted(self._cumulative)]

    def example(self) -> OrAbsent:
        return self._values[0] if self._values else ABSENT


def _is_whole(values: RangeSet) -> bool:
    return values["number"] == "int" and values["scale"] == 1 and values["step"] in (1, None)


class _WholeRange:
    """Every whole number of an interval."""

    def __init__(self, values: RangeSet) -> None:
        self._low = values["low"]
        self._high = values["high"]

    def recognize(self, value: Json) -> bool:
        if type(value) is not int:
            return False
        return (self._low is None or value >= self._low) and (self._high is None or value <= self._high)

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        if self._low is None or self._high is None or self._high < self._low:
            return ABSENT
        return self._low + source.below(self._high - self._low + 1)

    def example(self) -> OrAbsent:
        return self._low if self._low is not None else self._high if self._high is not None else 0


class _Range:
    """Numbers of an interval, on a grid or not."""

    def __init__(self, values: RangeSet) -> None:
        self._first = values["low"]
        self._last = values["high"]
        self._scale = values["scale"]
        self._step = values["step"]
        self._whole = values["number"] == "int"
        self._low = -math.inf if self._first is None else self._first / self._scale
        self._high = math.inf if self._last is None else self._last / self._scale

    def recognize(self, value: Json) -> bool:
        if type(value) is float:
            if self._whole:
                return False
        elif type(value) is not int:
            return False
        if not self._low <= value <= self._high:
            return False
        if self._step is None:
            return True
        n = round_half_up(float(value) * self._scale)
        # The grid's points are the doubles n / scale: a value is on it if it is that very double.
        return n / self._scale == value and math.fmod(n - (self._first or 0), self._step) == 0

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        if self._first is None or self._last is None or self._last < self._first:
            return ABSENT
        stride = self._step or 1
        count = math.floor((float(self._last) - float(self._first)) / stride) + 1
        return self._at(self._first + stride * source.below(count))

    def example(self) -> OrAbsent:
        return self._at(self._first if self._first is not None else self._last if self._last is not None else 0)

    def _at(self, n: int) -> Number:
        return normal_number(n / self._scale)


class _Calendar:
    def __init__(self, values: CalendarSet) -> None:
        self._format = format_of(values["format"], values["unit"])
        self._low = values["low"]
        self._high = values["high"]

    def recognize(self, value: Json) -> bool:
        if not isinstance(value, str):
            return False
        n = self._format.read(value)
        return n is not None and self._low <= n <= self._high

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        return self._format.print(self._low + source.below(self._high - self._low + 1))

    def example(self) -> OrAbsent:
        return self._format.print(self._low + (self._high - self._low) // 2)


class _Regex:
    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton

    def recognize(self, value: Json) -> bool:
        return isinstance(value, str) and self._automaton.matches(value)

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        return self._automaton.draw(source)

    def example(self) -> OrAbsent:
        return self._automaton.shortest()
