"""Entities in the intermediate representation of a world (see `ir`)."""

from __future__ import annotations

from typing import TypedDict

from .expression_ir import ExprIR
from .type_ir import TypeRef
from .values import Json


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
