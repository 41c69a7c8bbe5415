"""Types and value sets in the intermediate representation of a world (see `ir`)."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from .calendars import CalendarUnit

Scalar: TypeAlias = bool | int | float | str | None


class EnumSet(TypedDict):
    """Listed values, with positive whole weights where they are not equally likely."""

    kind: Literal["enum"]
    values: list[Scalar]
    weights: NotRequired[list[int]]


class RangeSet(TypedDict):
    """Numbers from low / scale to high / scale; with a step, exactly the values (low + k * step) / scale."""

    kind: Literal["range"]
    number: Literal["int", "float"]
    low: int | None
    high: int | None
    step: int | None
    scale: int


class DfaIR(TypedDict):
    """A deterministic automaton over code points; four numbers an edge: from, first code point, last code point, to."""

    states: int
    accept: list[int]
    edges: list[int]


class RegexSet(TypedDict):
    """The texts that the whole of a pattern matches."""

    kind: Literal["regex"]
    pattern: str
    dfa: DfaIR


class CalendarSet(TypedDict):
    """Dates, times or both, from low to high, counted in `unit`."""

    kind: Literal["calendar"]
    what: Literal["date", "time", "datetime"]
    format: str
    unit: CalendarUnit
    low: int
    high: int


class WeightedSet(TypedDict):
    """A member of a union of sets."""

    set: ValueSetIR
    weight: int


class UnionSet(TypedDict):
    """Alternatives with positive whole weights."""

    kind: Literal["union"]
    members: list[WeightedSet]


ValueSetIR: TypeAlias = "EnumSet | RangeSet | RegexSet | CalendarSet | UnionSet"


class TypeIR(TypedDict):
    """A named type."""

    name: str
    description: str
    noun: str
    plural: str
    parents: list[str]
    values: ValueSetIR | None
    accepts: ValueSetIR | None


class NamedRef(TypedDict):
    """A use of a named type, base types included."""

    kind: Literal["named"]
    name: str


class VarRef(TypedDict):
    """A use of a type variable."""

    kind: Literal["var"]
    name: str


class ListRef(TypedDict):
    """A list with its size, both ends included; `max` is None where any size is accepted."""

    kind: Literal["list"]
    element: TypeRef
    min: int
    max: int | None


class DictRef(TypedDict):
    """An object from keys of a type to values of a type; sizes as of lists."""

    kind: Literal["dict"]
    key: TypeRef
    value: TypeRef
    min: int
    max: int | None


class WeightedRef(TypedDict):
    """A member of a union of types."""

    type: TypeRef
    weight: int


class UnionRef(TypedDict):
    """Any of several types."""

    kind: Literal["union"]
    members: list[WeightedRef]


class OptionalRef(TypedDict):
    """A type or null."""

    kind: Literal["optional"]
    of: TypeRef


class FieldIR(TypedDict):
    """A field of a record."""

    name: str
    description: str
    type: TypeRef


class RecordRef(TypedDict):
    """An object with named fields."""

    kind: Literal["record"]
    fields: list[FieldIR]


TypeRef: TypeAlias = "NamedRef | VarRef | ListRef | DictRef | UnionRef | OptionalRef | RecordRef"
