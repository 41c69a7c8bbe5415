"""Filters of rows, `[c ... for c in Company if c.city == p and ...]`.

Conditions are tested row by row, in the order in which they are written. Where the first is about one column, that
column is read without a detour; and once a filter has looked it through, so that no cell of it can fail any more, it
knows which rows to take.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from itertools import compress, repeat
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from .errors import ComputationError
from .expression_ir import CompareExpr, ExprIR
from .functions.built_in import compare_values, is_in, number
from .functions.calendar import time_order, time_reader
from .values import Json, Number

if TYPE_CHECKING:
    from .column import Column
    from .expressions import Compile, Compiled, Frame
    from .facts import Facts

Filter: TypeAlias = "Callable[[Frame, Facts], list[Json]]"
"""Gives the numbers of the rows that pass, in order, in a list of their own."""


def compile_filter(entity: str, condition: ExprIR | None, variable: str, names: list[str], make: Compile) -> Filter:
    """Make a filter ready.

    Args:
        entity: Whose rows are filtered.
        condition: What a row must meet; None if nothing.
        variable: What the condition calls the row.
        names: What the places of a frame are called; the variable stands at the next one.
        make: Makes an expression ready.

    Returns:
        The filter.
    """
    place, inner = len(names), [*names, variable]
    first, others = (None, None) if condition is None else _split(condition)
    test = None if first is None else _column_test(first, entity, variable, names, make)
    remaining = condition if test is None else others
    rest = None if remaining is None else make(remaining, inner)

    def evaluate(frame: Frame, facts: Facts) -> list[Json]:
        count = facts.table(entity).count
        # The rows that are listed, and those that are run over.
        facts.spend(2 * count)
        if test is None:
            return _passing(range(count), rest, place, frame, facts)
        column = facts.column(test.address)
        value = test.fixed(frame, facts)
        known = test.known(column, value)
        if known is not None:
            return _passing(known, rest, place, frame, facts)
        has = test.having(column, value, facts)
        kept = _passing(filter(has, range(count)), rest, place, frame, facts)
        column.looked_through()
        return kept

    return evaluate


def _passing(rows: Iterable[int], rest: Compiled | None, place: int, frame: Frame, facts: Facts) -> list[Json]:
    if rest is None:
        return list(rows)
    if len(frame) == place:
        frame.append(None)
    # A plain loop: rows are many, and a call of a function for each would take as long as its work.
    kept: list[Json] = []
    for row in rows:
        frame[place] = row
        if rest(frame, facts) is True:
            kept.append(row)
    return kept


def _split(condition: ExprIR) -> tuple[ExprIR, ExprIR | None]:
    """Return the first of the conditions that `and` joins, and what is left."""
    if condition["op"] != "and":
        return condition, None
    first, others = _split(condition["left"])
    right = condition["right"]
    return first, right if others is None else {"op": "and", "left": others, "right": right}


class ColumnTest(NamedTuple):
    """A condition on one column of a row, against a value that is the same for all rows."""

    address: tuple[str, str]
    """The names of the entity and the field."""
    fixed: Compiled
    """The value; computing it cannot fail."""
    known: Callable[[Column, Json], list[int] | None]
    """Gives the rows that pass, in order, where the column knows them."""
    having: Callable[[Column, Json, Facts], Callable[[int], bool]]
    """Gives what tells whether a row passes."""


def _column_test(expr: ExprIR, entity: str, variable: str, names: list[str], make: Compile) -> ColumnTest | None:
    if expr["op"] != "compare" and expr["op"] != "in":
        return None
    left, right = (_field_of_row(side, entity, variable) for side in (expr["left"], expr["right"]))
    field, other = (right, expr["left"]) if left is None else (left, expr["right"])
    if field is None or not _is_fixed(other, variable):
        return None
    address, fixed = (entity, field), make(other, names)
    if expr["op"] == "in":
        return None if left is not None else ColumnTest(address, fixed, lambda column, value: None, _holding)
    if expr["operator"] == "!=":
        return None
    if expr["operator"] == "==":
        return ColumnTest(
            address,
            fixed,
            lambda column, value: column.rows_with(value),
            lambda column, value, facts: column.having(value),
        )
    return _order(expr, left is not None, address, fixed)


def _field_of_row(expr: ExprIR, entity: str, variable: str) -> str | None:
    if expr["op"] != "cell" or expr["entity"] != entity:
        return None
    return expr["field"] if expr["row"]["op"] == "local" and expr["row"]["name"] == variable else None


def _is_fixed(expr: ExprIR, variable: str) -> bool:
    return expr["op"] == "param" or expr["op"] == "const" or (expr["op"] == "local" and expr["name"] != variable)


def _holding(column: Column, value: Json, facts: Facts) -> Callable[[int], bool]:
    """`value in row.field`."""

    def has(row: int) -> bool:
        within = column.cell(row)
        if type(within) is list:
            facts.spend(len(within))
        return is_in(value, within)

    return has


_ORDERS: Final[dict[str, Callable[[Number, Number], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _order(expr: CompareExpr, cell_first: bool, address: tuple[str, str], fixed: Compiled) -> ColumnTest:
    """`row.field < value` and the like."""
    holds = _ORDERS[expr["operator"] if cell_first else _MIRRORED[expr["operator"]]]
    read: Callable[[Json], Number] = time_reader(expr["calendar"]) if "calendar" in expr else number
    compare = time_order(expr["calendar"]) if "calendar" in expr else compare_values

    def known(column: Column, value: Json) -> list[int] | None:
        cells = column.numbers(read)
        if cells is None or value is None:
            return None if cells is None else []
        try:
            limit = read(value)
        except ComputationError:
            return None
        return list(compress(range(len(cells)), map(holds, cells, repeat(limit))))

    def having(column: Column, value: Json, facts: Facts) -> Callable[[int], bool]:
        def has(row: int) -> bool:
            cell = column.cell(row)
            # Nothing is before or after null.
            if cell is None or value is None:
                return False
            return holds(compare(cell, value), 0) if cell_first else holds(-compare(value, cell), 0)

        return has

    return ColumnTest(address, fixed, known, having)
