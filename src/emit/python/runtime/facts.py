"""The facts of one environment: the rows of its entities.

Every cell is a function of (environment, entity, row, field) and is drawn when it is first looked at; what is kept is
only a memory of it. Columns without repetitions are keyed permutations, so the row of a key is computed, too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Protocol, TypeAlias, TypeVar

from .canonical import canonical_json
from .denotations import Denotations
from .errors import ComputationError, show
from .expressions import compile_expression
from .ir import EntityFieldIR, EntityIR, TypeRef
from .permutations import Permutation
from .ranked import Ranked, rank_type
from .streams import RandomSource, Stream, derive_key
from .type_table import TypeTable
from .value_sets import Denotation
from .values import ABSENT, Absent, Json, OrAbsent

T = TypeVar("T")


class Home(NamedTuple):
    """The column that the values of a type are drawn from wherever there are facts."""

    entity: str
    field: str


def homes_of(entities: Iterable[EntityIR]) -> dict[str, Home]:
    """Find the homes of types: the one key that is declared with a type, else the one unique field."""
    keys: dict[str, list[Home]] = {}
    others: dict[str, list[Home]] = {}
    for entity in entities:
        for field in entity["fields"]:
            if field["unique"] and field["reference"] is None and field["type"]["kind"] == "named":
                among = keys if field["name"] == entity["key"] else others
                among.setdefault(field["type"]["name"], []).append(Home(entity["name"], field["name"]))
    return {name: homes[0] for among in (others, keys) for name, homes in among.items() if len(homes) == 1}


class Column(Protocol):
    """A column of one environment."""

    def cell(self, row: int) -> Json:
        """Return the value in a row."""

    def row_of(self, value: Json) -> int:
        """Return the row with a value, or -1; only unique columns are asked."""


OpenColumn: TypeAlias = "Callable[[Table, Facts, bytes], Column]"
"""A column's plan: makes the column of a table, in an environment, from the column's key."""


MOST_ITEMS: Final = 10_000_000
TOO_LONG: Final = "this takes too long to compute: it goes through more than 10,000,000 items"


class EntityPlan:
    """What is known of an entity before any environment is opened."""

    def __init__(self, ir: EntityIR, table: TypeTable, denotations: Denotations) -> None:
        """Plan how each column comes by its values."""
        self.ir: Final = ir
        self.columns: Final = {field["name"]: _plan(ir, field, table, denotations) for field in ir["fields"]}


class Facts:
    """The facts of an environment."""

    def __init__(self, plans: Mapping[str, EntityPlan], key: bytes) -> None:
        """Open the facts of the environment of a key of 32 bytes."""
        self.key: Final = key
        self._plans = plans
        self._tables: dict[str, Table] = {}
        self.spent = 0
        """Items that the call which is being answered has gone through."""
        self.columns: Final[dict[tuple[str, str], Column]] = {}
        """Those that have been looked at."""

    def table(self, entity: str) -> Table:
        """Return the rows of an entity."""
        known = self._tables.get(entity)
        if known is None:
            if entity not in self._plans:
                raise ComputationError(f'there is no entity "{entity}"')
            known = self._tables[entity] = Table(self._plans[entity], self)
        return known

    def column(self, address: tuple[str, str]) -> Column:
        """Return a column by the names of its entity and field."""
        known = self.columns.get(address)
        if known is None:
            entity, field = address
            table = self.table(entity)
            plan = table.plan.columns.get(field)
            if plan is None:
                raise ComputationError(f'there is no field "{field}"')
            known = self.columns[address] = plan(table, self, derive_key(self.key, "column", entity, field))
        return known

    def spend(self, items: int) -> None:
        """Count items that a call goes through.

        Raises:
            ComputationError: if they are too many.
        """
        self.spent += items
        if self.spent > MOST_ITEMS:
            raise ComputationError(TOO_LONG)

    def draw(self, home: Home, source: RandomSource) -> OrAbsent:
        """Return the value of a home in a row drawn from the source; absent where there are no rows."""
        count = self.table(home.entity).count
        return ABSENT if count == 0 else self.column(home).cell(source.below(count))


class Table:
    """The rows of an entity in one environment, known by their numbers from 0."""

    def __init__(self, plan: EntityPlan, facts: Facts) -> None:
        """Count the rows."""
        self.plan: Final = plan
        self._facts = facts
        low, high = plan.ir["rows"]["min"], plan.ir["rows"]["max"]
        self.count: Final = (
            low if low == high else low + Stream(derive_key(facts.key, "rows", plan.ir["name"])).below(high - low + 1)
        )
        fixed = plan.ir["fixed"]
        self._lines = 0 if fixed is None else len(fixed["rows"])
        self._order: Permutation | None = None

    def keys(self) -> Column:
        """Return the column of the keys."""
        return self._facts.column((self.plan.ir["name"], self.plan.ir["key"]))

    def must_find(self, key: Json) -> int:
        """Return the row of a key that must exist.

        Raises:
            ComputationError: if there is none.
        """
        row = self.keys().row_of(key)
        if row < 0:
            raise ComputationError(f"there is no {self.plan.ir['noun']} {show(key)}")
        return row

    def line(self, row: int) -> int:
        """Return the line of the file that a row is."""
        return row if self._lines == self.count else self._permuted().at(row)

    def row_of_line(self, line: int) -> int:
        """Return the row that a line of the file is, or -1."""
        row = line if self._lines == self.count else self._permuted().index_of(line)
        return row if row < self.count else -1

    def _permuted(self) -> Permutation:
        if self._order is None:
            self._order = _permutation(self._lines, derive_key(self._facts.key, "lines", self.plan.ir["name"]))
        return self._order


def _permutation(n: int, key: bytes) -> Permutation:
    stream = Stream(key)
    return Permutation(n, [stream.u32() for _ in range(6)])


# ---- Plans: one kind of column each.


def _plan(entity: EntityIR, field: EntityFieldIR, table: TypeTable, denotations: Denotations) -> OpenColumn:
    fixed = entity["fixed"]
    if fixed is not None and field["name"] in fixed["columns"]:
        place = fixed["columns"].index(field["name"])
        cells = [row[place] for row in fixed["rows"]]
        lines = {canonical_json(cell): line for line, cell in enumerate(cells)} if field["unique"] else {}
        return lambda table, facts, key: _Fixed(table, cells, lines)
    if field["derived"] is not None:
        compute = compile_expression(field["derived"], ["self"])
        return lambda table, facts, key: _Derived(lambda row: compute([row], facts), facts)
    if field["reference"] is not None:
        return _refer(field["reference"], field["type"], field["unique"])
    of = denotations.of(field["type"])
    if not field["unique"]:
        return lambda table, facts, key: _Remembered(_drawn(CellSource(key), lambda source: of.generate(source, facts)))
    ranks = rank_type(field["type"], table)
    if ranks is None:
        return lambda table, facts, key: _Listed(of, table.count, key)
    known = ranks
    return lambda table, facts, key: _Ranked(known, table, _permutation(known.size, key))


def _refer(entity: str, shape: TypeRef, unique: bool) -> OpenColumn:
    if unique and shape["kind"] == "named":
        return lambda table, facts, key: _UniqueReference(table, facts.table(entity), key)

    def open_column(table: Table, facts: Facts, key: bytes) -> Column:
        target = facts.table(entity)
        return _Remembered(_drawn(CellSource(key), lambda source: _draw_references(shape, target, source)))

    return open_column


def _drawn(source: CellSource, draw: Callable[[RandomSource], OrAbsent]) -> Callable[[int], Json]:
    def compute(row: int) -> Json:
        value = draw(source.at(row))
        return None if isinstance(value, Absent) else value

    return compute


class _Remembered:
    """Cells that are computed once, in rows that are not looked for."""

    def __init__(self, compute: Callable[[int], Json]) -> None:
        self._compute = compute
        self._cells: dict[int, Json] = {}

    def cell(self, row: int) -> Json:
        try:
            return self._cells[row]
        except KeyError:
            value = self._cells[row] = self._compute(row)
            return value

    def row_of(self, value: Json) -> int:
        return -1


class _Derived(_Remembered):
    """Cells that are computed from others: they cost the call as much where they are remembered."""

    def __init__(self, compute: Callable[[int], Json], facts: Facts) -> None:
        super().__init__(compute)
        self._facts = facts
        self._costs: dict[int, int] = {}

    def cell(self, row: int) -> Json:
        facts = self._facts
        if row in self._cells:
            if self._costs:
                facts.spend(self._costs.get(row, 0))
            return self._cells[row]
        before = facts.spent
        value = self._cells[row] = self._compute(row)
        if facts.spent > before:
            self._costs[row] = facts.spent - before
        return value


class _Fixed:
    """Cells of a file."""

    def __init__(self, table: Table, cells: list[Json], lines: Mapping[str, int]) -> None:
        self._table = table
        self._cells = cells
        self._lines = lines

    def cell(self, row: int) -> Json:
        return self._cells[self._table.line(row)]

    def row_of(self, value: Json) -> int:
        line = self._lines.get(canonical_json(value))
        return -1 if line is None else self._table.row_of_line(line)


class _Ranked(_Remembered):
    """Different values, permuted."""

    def __init__(self, ranks: Ranked, table: Table, order: Permutation) -> None:
        super().__init__(lambda row: ranks.at(order.at(row)))
        self._ranks = ranks
        self._table = table
        self._order = order

    def row_of(self, value: Json) -> int:
        rank = self._ranks.rank_of(value)
        row = -1 if rank < 0 else self._order.index_of(rank)
        return row if row < self._table.count else -1


class _UniqueReference:
    """Different keys of another entity."""

    def __init__(self, table: Table, target: Table, key: bytes) -> None:
        self._count = table.count
        self._target = target
        self._order = _permutation(target.count, key)

    def cell(self, row: int) -> Json:
        return self._target.keys().cell(self._order.at(row))

    def row_of(self, value: Json) -> int:
        found = self._target.keys().row_of(value)
        row = -1 if found < 0 else self._order.index_of(found)
        return row if row < self._count else -1


class _Listed:
    """Different values that cannot be numbered: drawn in order, what came before is passed over."""

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


# Where the words for a row of a column lie: the first among those of all rows, the others in a stretch of its own.
_STRETCHES: Final = 2**40
_STRETCH: Final = 4096


class CellSource:
    """The words of the cells of one column.

    The first words of eight neighbouring rows come from one block, more from a stretch of blocks of the row's own.
    One source serves a column: it is set to a row before each draw.
    """

    def __init__(self, key: bytes) -> None:
        """Begin with the column's key of 32 bytes."""
        self._key = key
        self._words: list[int] = []
        self._block = -1
        self._row = 0
        self._fresh = False
        self._rest: Stream | None = None

    def at(self, row: int) -> CellSource:
        """Turn to a row."""
        block = row // 8
        if block != self._block:
            stream = Stream(self._key, block)
            self._words = [stream.u32() for _ in range(8)]
            self._block = block
        self._row = row
        self._fresh = True
        self._rest = None
        return self

    def _more(self) -> Stream:
        if self._rest is None:
            self._rest = Stream(self._key, _STRETCHES + self._row * _STRETCH)
        return self._rest

    def u32(self) -> int:
        """Return the next 32 bits, as a number from 0 to 2**32 - 1."""
        if self._fresh:
            self._fresh = False
            return self._words[self._row % 8]
        return self._more().u32()

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1.

        The first word is multiplied rather than masked, so that it is hardly ever thrown away (Lemire 2019); exact
        all the same.
        """
        if self._fresh and n <= 2**21:
            if n == 1:
                return 0
            product = self.u32() * n
            if product % 2**32 >= 2**32 % n:
                return product >> 32
        return self._more().below(n)

    def unit(self) -> float:
        """Return a multiple of 2**-53 from 0 up to but not including 1."""
        high = self.u32() >> 5
        low = self.u32() >> 6
        return ((high << 26) + low) / 9007199254740992

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, each equally likely."""
        return items[self.below(len(items))]

    def weighted(self, cumulative: Sequence[int]) -> int:
        """Return an index, as likely as its weight; `cumulative` holds the running sums of positive whole weights."""
        return bisect_right(cumulative, self.below(cumulative[-1]))
