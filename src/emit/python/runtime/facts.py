"""The facts of one environment: the rows of its entities.

Every cell is a function of (environment, entity, row, field) and is drawn when it is first looked at; what is kept is
only a memory of it. Columns without repetitions are keyed permutations, so the row of a key is computed, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from .column import Column
from .columns import permutation, plan_column
from .denotations import Denotations
from .entity_ir import EntityIR
from .errors import ComputationError, show
from .permutations import Permutation
from .streams import RandomSource, Stream, derive_key
from .type_table import TypeTable
from .values import ABSENT, Json, OrAbsent


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


MOST_ITEMS: Final = 10_000_000
TOO_LONG: Final = "this takes too long to compute: it goes through more than 10,000,000 items"


class EntityPlan:
    """What is known of an entity before any environment is opened."""

    def __init__(self, ir: EntityIR, table: TypeTable, denotations: Denotations) -> None:
        """Plan how each column comes by its values."""
        self.ir: Final = ir
        self.columns: Final = {field["name"]: plan_column(ir, field, table, denotations) for field in ir["fields"]}


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
        self._keys: Column | None = None

    def keys(self) -> Column:
        """Return the column of the keys."""
        if self._keys is None:
            self._keys = self._facts.column((self.plan.ir["name"], self.plan.ir["key"]))
        return self._keys

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
            self._order = permutation(self._lines, derive_key(self._facts.key, "lines", self.plan.ir["name"]))
        return self._order
