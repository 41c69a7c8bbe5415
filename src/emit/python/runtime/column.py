"""A column of one environment: its cells, computed when they are first looked at, and ways to find rows by them.

Nothing here decides a value; all of it is memory, never larger than the column.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from .errors import ComputationError
from .functions.built_in import equal_values
from .values import Json, Number

if TYPE_CHECKING:
    from .facts import Facts, Table


class References(NamedTuple):
    """The rows that references to one row each lead to; they are known before their keys are."""

    table: Table
    row: Callable[[int], int]


class ColumnSource(Protocol):
    """How a column comes by its cells."""

    @property
    def leads_to(self) -> References | None:
        """The rows that are referred to, where each cell is one reference."""

    def cell(self, row: int) -> Json:
        """Compute the value in a row, always the same."""

    def row_of(self, value: Json) -> int:
        """Return the row with a value, or -1; only unique columns are asked."""


class Column:
    """A column that was opened."""

    def __init__(self, count: int, source: ColumnSource) -> None:
        """Begin with no cell looked at. `count` is the number of rows."""
        self.cells: Final[dict[int, Json]] = {}
        """The cells that were looked at, but for those that must be paid for. They must not be changed."""
        self._count = count
        self._source = source
        self._rows: dict[Json, int] = {}
        self._looked_through = False
        self._index: dict[Hashable, list[int]] | None = None
        self._has_lists = False
        self._numbers: tuple[Callable[[Json], Number], list[Number] | None] | None = None

    def cell(self, row: int) -> Json:
        """Return the value in a row, from 0. It is kept: it must not be changed."""
        try:
            return self.cells[row]
        except KeyError:
            value = self.cells[row] = self._source.cell(row)
            return value

    def row_of(self, value: Json) -> int:
        """Return the row with a value in a unique column, or -1."""
        kind = type(value)
        if kind is not str and kind is not int and kind is not float:
            return self._source.row_of(value)
        known = self._rows.get(value)
        if known is not None:
            return known
        row = self._source.row_of(value)
        if row >= 0:
            self._rows[value] = row
        return row

    def having(self, value: Json) -> Callable[[int], bool]:
        """Return what tells whether a row has a value. References are compared by the rows that they lead to."""
        leads_to = self._source.leads_to
        if leads_to is None:
            cell = self.cell
            return (lambda row: cell(row) == value) if type(value) is str else lambda row: equal_values(cell(row), value)
        wanted, row_of = leads_to.table.keys().row_of(value), leads_to.row
        return lambda row: row_of(row) == wanted

    def looked_through(self) -> None:
        """Say that every cell has been looked at, and none failed: `rows_with` and `numbers` save the next look."""
        self._looked_through = True

    def rows_with(self, value: Json) -> list[int] | None:
        """Return the rows with a value, in order. None while the column was not looked through, or if it cannot tell."""
        if not self._looked_through or self._has_lists:
            return None
        if self._index is None:
            self._index = self._indexed()
            if self._index is None:
                self._has_lists = True
                return None
        leads_to = self._source.leads_to
        if leads_to is not None:
            return self._index.get(leads_to.table.keys().row_of(value), [])[:]
        return [] if isinstance(value, list | dict) else self._index.get(_key(value), [])[:]

    def _indexed(self) -> dict[Hashable, list[int]] | None:
        """Return the rows by value, or by the row that they refer to; None if there are lists or objects among the cells."""
        leads_to = self._source.leads_to
        index: dict[Hashable, list[int]] = {}
        for row in range(self._count):
            if leads_to is not None:
                index.setdefault(leads_to.row(row), []).append(row)
                continue
            value = self.cell(row)
            if isinstance(value, list | dict):
                return None
            index.setdefault(_key(value), []).append(row)
        return index

    def numbers(self, read: Callable[[Json], Number]) -> list[Number] | None:
        """Return the numbers that cells are compared by, NaN for null.

        Args:
            read: Returns the number of a cell, or raises; the same function for the same numbers.

        Returns:
            A number a row. None while the column was not looked through, and where some cell is no such number.
        """
        if not self._looked_through:
            return None
        if self._numbers is None or self._numbers[0] is not read:
            self._numbers = (read, self._read(read))
        return self._numbers[1]

    def _read(self, read: Callable[[Json], Number]) -> list[Number] | None:
        cells = map(self.cell, range(self._count))
        try:
            return [math.nan if cell is None else read(cell) for cell in cells]
        except ComputationError:
            return None


def _key(value: bool | Number | str | None) -> Hashable:
    """Return what is equal for equal values only: to Python, `True` is 1."""
    return ("bool", value) if isinstance(value, bool) else value


class DerivedColumn(Column):
    """A column that is computed from others.

    What cells cost that cost anything is charged to whoever looks, also where they are remembered.
    """

    def __init__(self, count: int, source: ColumnSource, facts: Facts) -> None:
        """Begin with no cell looked at. The facts keep count of what is spent."""
        super().__init__(count, source)
        self._facts = facts
        self._paid: dict[int, tuple[Json, int]] = {}

    def cell(self, row: int) -> Json:
        """Return the value in a row, from 0. It is kept: it must not be changed."""
        if row in self.cells:
            return self.cells[row]
        facts = self._facts
        if row in self._paid:
            value, cost = self._paid[row]
            facts.spend(cost)
            return value
        before = facts.spent
        value = self._source.cell(row)
        cost = facts.spent - before
        if cost > 0:
            self._paid[row] = (value, cost)
        else:
            self.cells[row] = value
        return value

    def looked_through(self) -> None:
        """Say that every cell has been looked at. An index would look at cells without paying for them."""
        if not self._paid:
            super().looked_through()
