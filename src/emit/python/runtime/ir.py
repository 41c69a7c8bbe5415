"""The intermediate representation of a world, as far as the run time reads it: the shapes of `world.ir.json`."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from .calendars import CalendarUnit
from .values import Json

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


class TypeParam(TypedDict):
    """A type variable of a tool."""

    name: str
    bound: TypeRef | None


class ParamIR(TypedDict):
    """A parameter; one with a default may be left out."""

    name: str
    description: str
    type: TypeRef
    default: NotRequired[Json]


class Hole(TypedDict):
    """Where the value of a parameter stands in a text."""

    hole: str


TextIR: TypeAlias = "list[str | Hole]"


class Requirement(TypedDict):
    """A condition that a call must meet, and what is said where it does not."""

    condition: ExprIR
    message: TextIR


class ToolIR(TypedDict):
    """A tool."""

    name: str
    description: str
    app: str | None
    module: NotRequired[str]
    access: NotRequired[Literal["login", "password"]]
    tags: list[str]
    typeParams: list[TypeParam]
    params: list[ParamIR]
    result: TypeRef
    requires: list[Requirement]
    returns: ExprIR | None


class ConstExpr(TypedDict):
    """A constant."""

    op: Literal["const"]
    value: Json


class NameExpr(TypedDict):
    """The value of a parameter, or of a variable of a comprehension."""

    op: Literal["param", "local"]
    name: str


class FieldExpr(TypedDict):
    """A field of a record."""

    op: Literal["field"]
    of: ExprIR
    name: str


class IndexExpr(TypedDict):
    """An item of a list or an entry of a dict."""

    op: Literal["index"]
    of: ExprIR
    index: ExprIR


class SliceExpr(TypedDict):
    """A part of a list or a text."""

    op: Literal["slice"]
    of: ExprIR
    start: ExprIR | None
    end: ExprIR | None


class ListExpr(TypedDict):
    """A list of values."""

    op: Literal["list"]
    items: list[ExprIR]


class NamedValue(TypedDict):
    """A field with its value."""

    name: str
    value: ExprIR


class RecordExpr(TypedDict):
    """A record."""

    op: Literal["record"]
    fields: list[NamedValue]


class UnaryExpr(TypedDict):
    """The negative of a number, or `not`."""

    op: Literal["negate", "not"]
    of: ExprIR


class ArithExpr(TypedDict):
    """Arithmetic; `int` marks results that must be whole."""

    op: Literal["arith"]
    operator: Literal["+", "-", "*", "/", "%"]
    number: Literal["int", "float"]
    left: ExprIR
    right: ExprIR


class BinaryExpr(TypedDict):
    """Two texts or lists put together; membership; and, or."""

    op: Literal["concat", "in", "and", "or"]
    left: ExprIR
    right: ExprIR


class CompareExpr(TypedDict):
    """A comparison; with a calendar, both sides are dates or times of its format, compared by time."""

    op: Literal["compare"]
    operator: Literal["==", "!=", "<", "<=", ">", ">="]
    left: ExprIR
    right: ExprIR
    calendar: NotRequired[CalendarSet]


class IfExpr(TypedDict):
    """One of two values."""

    op: Literal["if"]
    condition: ExprIR
    then: ExprIR
    otherwise: ExprIR


class CallExpr(TypedDict):
    """A built-in function; `calendar` is the set of its first argument, for the functions on dates."""

    op: Literal["call"]
    function: str
    args: list[ExprIR]
    calendar: NotRequired[CalendarSet]


class SortIR(TypedDict):
    """The order of a comprehension's items."""

    by: ExprIR
    descending: bool


class EachExpr(TypedDict):
    """A comprehension."""

    op: Literal["each"]
    variable: str
    source: ExprIR
    condition: ExprIR | None
    sort: SortIR | None
    item: ExprIR


class RowsExpr(TypedDict):
    """All rows of an entity. Rows are known by their numbers, from 0, while an expression is evaluated."""

    op: Literal["rows"]
    entity: str


class RowExpr(TypedDict):
    """The row with a key, or whether there is one."""

    op: Literal["row", "has"]
    entity: str
    key: ExprIR


class CellExpr(TypedDict):
    """A field of a row."""

    op: Literal["cell"]
    entity: str
    row: ExprIR
    field: str


class ProjectExpr(TypedDict):
    """Some fields of a row as a record."""

    op: Literal["project"]
    entity: str
    row: ExprIR
    fields: list[str]


ExprIR: TypeAlias = (
    "ConstExpr | NameExpr | FieldExpr | IndexExpr | SliceExpr | ListExpr | RecordExpr | UnaryExpr"
    " | ArithExpr | BinaryExpr | CompareExpr | IfExpr | CallExpr | EachExpr"
    " | RowsExpr | RowExpr | CellExpr | ProjectExpr"
)


class Span(TypedDict):
    """A number of rows, both ends included."""

    min: int
    max: int


class FixedRows(TypedDict):
    """Rows from a file, cells in the order of `columns`, which are names of fields."""

    columns: list[str]
    rows: list[list[Json]]


class EntityFieldIR(TypedDict):
    """A column: drawn, fixed, computed, or keys of another entity."""

    name: str
    description: str
    type: TypeRef
    unique: bool
    reference: str | None
    derived: ExprIR | None


class EntityIR(TypedDict):
    """Facts: rows that every environment has its own of."""

    name: str
    description: str
    noun: str
    plural: str
    key: str
    rows: Span
    fixed: FixedRows | None
    fields: list[EntityFieldIR]


class LoginIR(TypedDict):
    """The types of an account's user name and password."""

    username: TypeRef
    password: TypeRef


class AppIR(TypedDict):
    """A group of tools; those of an app with a login need one."""

    name: str
    description: str
    noun: str
    login: LoginIR | None


class WorldName(TypedDict):
    """What a world is called."""

    name: str
    version: str
    description: str


class WorldIR(TypedDict):
    """A world."""

    irVersion: Literal[1]
    world: WorldName
    types: list[TypeIR]
    entities: list[EntityIR]
    apps: list[AppIR]
    tools: list[ToolIR]
    hash: str
