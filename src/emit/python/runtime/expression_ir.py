"""Expressions in the intermediate representation of a world (see `ir`)."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from .type_ir import CalendarSet
from .values import Json


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
