"""The kinds of columns: planned once for a world, opened in each environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from .canonical import canonical_json
from .cell_source import CellSource
from .column import Column, ColumnSource, DerivedColumn, References
from .denotations import Denotations
from .entity_ir import EntityFieldIR, EntityIR
from .errors import ComputationError
from .expressions import Compiled, compile_expression
from .permutations import Permutation
from .ranked import Ranked, rank_type
from .streams import RandomSource, Stream
from .type_ir import TypeRef
from .type_table import TypeTable
from .value_sets import Denotation
from .values import Absent, Json

if TYPE_CHECKING:
    from .facts import Facts, Table

ColumnPlan: TypeAlias = "Callable[[Table, Facts, bytes], Column]"
"""How a column comes by its values: opens it for a table, in an environment, with the column's key."""


def plan_column(entity: EntityIR, field: EntityFieldIR, table: TypeTable, denotations: Denotations) -> ColumnPlan:
    """Plan how a column comes by its values."""
    is_fixed = entity["fixed"] is not None and field["name"] in entity["fixed"]["columns"]
    if field["derived"] is not None and not is_fixed:
        compute = compile_expression(field["derived"], ["self"])
        return lambda table, facts, key: DerivedColumn(table.count, _Computed(compute, facts), facts)
    plan = _plan_source(entity, field, table, denotations)
    return lambda table, facts, key: Column(table.count, plan(table, facts, key))


def _plan_source(
    entity: EntityIR, field: EntityFieldIR, table: TypeTable, denotations: Denotations
) -> Callable[[Table, Facts, bytes], ColumnSource]:
    fixed = entity["fixed"]
    if fixed is not None and field["name"] in fixed["columns"]:
        place = fixed["columns"].index(field["name"])
        cells = [row[place] for row in fixed["rows"]]
        lines = {canonical_json(cell): line for line, cell in enumerate(cells)} if field["unique"] else {}
        return lambda table, facts, key: _Fixed(table, cells, lines)
    shape, target = field["type"], field["reference"]
    if target is not None:
        if field["unique"] and shape["kind"] == "named":
            return lambda table, facts, key: _UniqueReference(table, facts.table(target), key)
        return lambda table, facts, key: _Referring(shape, facts.table(target), key)
    of = denotations.of(shape)
    if not field["unique"]:
        return lambda table, facts, key: _Drawn(of, facts, key)
    ranks = rank_type(shape, table)
    if ranks is None:
        return lambda table, facts, key: _Listed(of, table.count, key)
    return lambda table, facts, key: _Ranked(ranks, table, key)


def permutation(n: int, key: bytes) -> Permutation:
    """Return the permutation of 0 to n - 1 of a key of 32 bytes."""
    stream = Stream(key)
    return Permutation(n, [stream.u32() for _ in range(6)])


class _Source:
    """A source of cells that are not looked for by their values."""

    leads_to: References | None = None

    def row_of(self, value: Json) -> int:
        return -1


class _Computed(_Source):
    """Cells computed from others."""

    def __init__(self, compute: Compiled, facts: Facts) -> None:
        self._compute = compute
        self._facts = facts

    def cell(self, row: int) -> Json:
        return self._compute([row], self._facts)


class _Drawn(_Source):
    """Cells drawn each on its own."""

    def __init__(self, of: Denotation, facts: Facts, key: bytes) -> None:
        self._of = of
        self._facts = facts
        self._words = CellSource(key)

    def cell(self, row: int) -> Json:
        value = self._of.generate(self._words.at(row), self._facts)
        return None if isinstance(value, Absent) else value


class _Referring(_Source):
    """Keys of another entity."""

    def __init__(self, shape: TypeRef, target: Table, key: bytes) -> None:
        self._shape = shape
        self._target = target
        self._words = CellSource(key)
        if shape["kind"] == "named" and target.count > 0:
            self.leads_to = References(target, lambda row: self._words.at(row).below(target.count))

    def cell(self, row: int) -> Json:
        return _draw_references(self._shape, self._target, self._words.at(row))


class _Fixed:
    """Cells of a file."""

    leads_to = None

    def __init__(self, table: Table, cells: list[Json], lines: Mapping[str, int]) -> None:
        self._table = table
        self._cells = cells
        self._lines = lines

    def cell(self, row: int) -> Json:
        return self._cells[self._table.line(row)]

    def row_of(self, value: Json) -> int:
        line = self._lines.get(canonical_json(value))
        return -1 if line is None else self._table.row_of_line(line)


class _Ranked:
    """Different values, permuted."""

    leads_to = None

    def __init__(self, ranks: Ranked, table: Table, key: bytes) -> None:
        self._ranks = ranks
        self._count = table.count
        self._order = permutation(ranks.size, key)

    def cell(self, row: int) -> Json:
        return self._ranks.at(self._order.at(row))

    def row_of(self, value: Json) -> int:
        rank = self._ranks.rank_of(value)
        row = -1 if rank < 0 else self._order.index_of(rank)
        return row if row < self._count else -1


class _UniqueReference:
    """Different keys of another entity."""

    leads_to = None

    def __init__(self, table: Table, target: Table, key: bytes) -> None:
        self._count = table.count
        self._target = target
        self._order = permutation(target.count, key)

    def cell(self, row: int) -> Json:
        return self._target.keys().cell(self._order.at(row))

    def row_of(self, value: Json) -> int:
        found = self._target.keys().row_of(value)
        row = -1 if found < 0 else self._order.index_of(found)
        return row if row < self._count else -1


class _Listed:
    """Different values that cannot be numbered: drawn in order, what came before is passed over."""

    leads_to = None

    def __init__(self, of: Denotation, count: int, key: bytes) -> None:
        self._of = of
        self._count = count
        self._key = key
        self._cells: list[Json] = []
        self._rows: dict[str, int] = {}

    def cell(self, row: int) -> Json:
        self._draw()
        return self._cells[row]

    def row_of(self, value: Json) -> int:
        self._draw()
        return self._rows.get(canonical_json(value), -1)

    def _draw(self) -> None:
        if len(self._cells) == self._count:
            return
        self._cells, self._rows = [], {}
        stream = Stream(self._key)
        tries = 0
        while len(self._cells) < self._count:
            if tries > self._count * 64 + 4096:
                raise ComputationError("a unique column has too few values for its rows")
            tries += 1
            value = self._of.generate(stream)
            if isinstance(value, Absent):
                continue
            text = canonical_json(value)
            if text not in self._rows:
                self._rows[text] = len(self._cells)
                self._cells.append(value)


def _draw_references(shape: TypeRef, target: Table, source: RandomSource) -> Json:
    """Draw keys of another entity in the shape of a field: one, one or none, or a list of different ones."""
    if shape["kind"] == "optional":
        return None if source.below(4) == 0 else _draw_references(shape["of"], target, source)
    if shape["kind"] == "list":
        low, high = (2, 5) if shape["max"] is None else (shape["min"], shape["max"])
        length = min(target.count, low + source.below(high - low + 1))
        chosen: dict[int, None] = {}
        while len(chosen) < length:
            chosen[source.below(target.count)] = None
        return [target.keys().cell(row) for row in chosen]
    if target.count == 0:
        raise ComputationError(f"there is no {target.plan.ir['noun']} to refer to")
    return target.keys().cell(source.below(target.count))
