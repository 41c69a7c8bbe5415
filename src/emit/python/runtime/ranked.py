"""Value sets as numbered lists that are never written out: the value of a rank, and the rank of a value.

Columns without repetitions are permutations of ranks, so a row is found by its value without any memory.
"""

from __future__ import annotations

import math
from typing import Final, Protocol

from .calendars import format_of
from .dfa import Automaton, Words
from .numbers import round_half_up
from .type_ir import CalendarSet, EnumSet, RangeSet, Scalar, TypeRef, ValueSetIR
from .type_table import TypeTable
from .values import Json, normal_number

MAX_RANKS: Final = 2**52
"""At most so many ranks are used: of a larger set, as many values are picked, evenly spread."""


class Ranked(Protocol):
    """Numbered values; no two ranks share one."""

    @property
    def size(self) -> int:
        """How many there are."""

    def at(self, rank: int) -> Scalar:
        """Return the value of a rank from 0 to size - 1."""

    def rank_of(self, value: Json) -> int:
        """Return the rank of a value, or -1."""


def rank_type(ref: TypeRef, table: TypeTable) -> Ranked | None:
    """Number the values of a type; None where they cannot be numbered without the risk of one standing twice."""
    if ref["kind"] != "named":
        return None
    own = table.get(ref["name"])
    if own is not None and own["values"] is not None:
        return rank_values(own["values"])
    sets = [found["values"] for name in table.down_set(ref["name"]) if (found := table.get(name)) is not None]
    filled = [each for each in sets if each is not None]
    return rank_values(filled[0]) if len(filled) == 1 else None


def rank_values(values: ValueSetIR) -> Ranked | None:
    """Number the values of a set; None for open ranges, endless languages, and unions, whose members may overlap."""
    if values["kind"] == "enum":
        return _Enum(values)
    if values["kind"] == "range":
        if values["low"] is None or values["high"] is None:
            return None
        return _Range(values, values["low"], values["high"])
    if values["kind"] == "calendar":
        return _Calendar(values)
    if values["kind"] == "regex":
        words = Automaton(values["dfa"]).words()
        return _Regex(words) if words is not None and words.size > 0 else None
    return None


class _Enum:
    def __init__(self, values: EnumSet) -> None:
        self._values = values["values"]
        self._ranks = {(isinstance(value, bool), value): rank for rank, value in enumerate(self._values)}
        self.size = len(self._values)

    def at(self, rank: int) -> Scalar:
        return self._values[rank]

    def rank_of(self, value: Json) -> int:
        return -1 if isinstance(value, list | dict) else self._ranks.get((isinstance(value, bool), value), -1)


class _Range:
    def __init__(self, values: RangeSet, low: int, high: int) -> None:
        self._low = low
        self._scale = values["scale"]
        self._stride = values["step"] or 1
        self.size = (high - low) // self._stride + 1

    def at(self, rank: int) -> Scalar:
        return normal_number((self._low + rank * self._stride) / self._scale)

    def rank_of(self, value: Json) -> int:
        if type(value) is not int and type(value) is not float:
            return -1
        n = round_half_up(float(value) * self._scale)
        if not math.isfinite(n) or n / self._scale != value:
            return -1
        rank, rest = divmod(int(n) - self._low, self._stride)
        return rank if rest == 0 and 0 <= rank < self.size else -1


class _Calendar:
    def __init__(self, values: CalendarSet) -> None:
        self._format = format_of(values["format"], values["unit"])
        self._low = values["low"]
        self.size = values["high"] - values["low"] + 1

    def at(self, rank: int) -> Scalar:
        return self._format.print(self._low + rank)

    def rank_of(self, value: Json) -> int:
        n = self._format.read(value) if isinstance(value, str) else None
        return n - self._low if n is not None and 0 <= n - self._low < self.size else -1


class _Regex:
    """The texts of an automaton.

    Where there are more than 2**52, each rank stands for one text out of a run of `stride`; which one, its own number
    decides.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._stride = 1 if words.size <= MAX_RANKS else (words.size + MAX_RANKS - 1) // MAX_RANKS
        self.size = words.size // self._stride

    def _within(self, rank: int) -> int:
        return rank * 0x9E3779B97F4A7C15 % self._stride

    def at(self, rank: int) -> Scalar:
        return self._words.at(rank * self._stride + self._within(rank))

    def rank_of(self, value: Json) -> int:
        n = self._words.rank_of(value) if isinstance(value, str) else -1
        rank, within = divmod(n, self._stride)
        return -1 if n < 0 or rank >= self.size or within != self._within(rank) else rank
