"""What uses of types denote: a recognizer and a generator for each, made once.

One declaration gives both, so what a tool returns is accepted by the tool that takes it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from .canonical import canonical_json
from .streams import RandomSource
from .type_ir import RangeSet, RegexSet, TypeRef
from .type_table import TypeTable
from .value_sets import AnyOf, Denotation, compile_set
from .values import ABSENT, Absent, Json, JsonObject, OrAbsent

if TYPE_CHECKING:
    from .facts import Facts, Home

_INT: Final[RangeSet] = {"kind": "range", "number": "int", "low": 0, "high": 1000, "step": 1, "scale": 1}
_FLOAT: Final[RangeSet] = {"kind": "range", "number": "float", "low": 0, "high": 10000, "step": 1, "scale": 10}
_STR: Final[RegexSet] = {
    "kind": "regex",
    "pattern": "[a-z]{3,10}",
    "dfa": {
        "states": 11,
        "accept": [3, 4, 5, 6, 7, 8, 9, 10],
        "edges": [x for s in range(10) for x in (s, ord("a"), ord("z"), s + 1)],
    },
}

# What a base type without subtypes draws.
_BUILT_IN: Final[dict[str, Denotation]] = {
    "int": compile_set(_INT),
    "float": compile_set(_FLOAT),
    "bool": compile_set({"kind": "enum", "values": [False, True]}),
    "str": compile_set(_STR),
}

# What a base type accepts. Numbers are finite and in their one form, texts well-formed, before they come here.
_BASE: Final[dict[str, Callable[[Json], bool]]] = {
    "str": lambda value: isinstance(value, str),
    "int": lambda value: type(value) is int,
    "float": lambda value: type(value) is int or type(value) is float,
    "bool": lambda value: isinstance(value, bool),
}


class Denotations:
    """The denotations of a world's types, each made when it is first asked for."""

    def __init__(self, table: TypeTable, homes: Mapping[str, Home]) -> None:
        """Begin with none. `homes` says which column the values of a type are drawn from where there are facts."""
        self._table = table
        self._homes = homes
        self._known: dict[str, Denotation] = {}

    def of(self, ref: TypeRef) -> Denotation:
        """Return the denotation of a use of a type."""
        key = repr(ref)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._compile(ref)
        return known

    def _compile(self, ref: TypeRef) -> Denotation:
        if ref["kind"] == "named":
            return _Named(ref["name"], self._table, self._homes)
        if ref["kind"] == "var":
            return _Anything()
        if ref["kind"] == "optional":
            return _Optional(self.of(ref["of"]))
        if ref["kind"] == "union":
            return AnyOf([self.of(m["type"]) for m in ref["members"]], [m["weight"] for m in ref["members"]])
        if ref["kind"] == "list":
            return _List(self.of(ref["element"]), ref["min"], ref["max"])
        if ref["kind"] == "dict":
            return _Dict(self.of(ref["key"]), self.of(ref["value"]), ref["min"], ref["max"])
        return _Record([(field["name"], self.of(field["type"])) for field in ref["fields"]])


class _Named:
    def __init__(self, name: str, table: TypeTable, homes: Mapping[str, Home]) -> None:
        sets: list[Denotation] = []
        accepted: list[Denotation] = []
        own: list[Denotation] = []
        filled: list[str] = []
        for each in table.down_set(name):
            found = table.get(each)
            if found is None:
                continue
            if found["values"] is not None:
                made = compile_set(found["values"])
                sets.append(made)
                filled.append(each)
                if each == name:
                    own = [made]
            if found["accepts"] is not None:
                accepted.append(compile_set(found["accepts"]))
        self._drawn = own or sets or ([_BUILT_IN[name]] if name in _BUILT_IN else [])
        # A type without values of its own has a home of its own, or those of the types below it.
        self._homes = [homes.get(each) for each in ([name] if own or name in homes else filled)]
        self._ways = 1 if len(self._homes) == 1 else len(self._drawn)
        self._first = next(iter(self._drawn or accepted), None)
        self.recognize = _BASE[name] if name in _BASE else _recognizer(sets + accepted)

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        if self._ways == 0:
            return ABSENT
        at = 0 if self._ways == 1 else source.below(self._ways)
        if facts is not None and at < len(self._homes):
            home = self._homes[at]
            value = ABSENT if home is None else facts.draw(home, source)
            if not isinstance(value, Absent) and value is not None:
                return value
        return self._drawn[at].generate(source) if at < len(self._drawn) else ABSENT

    def example(self) -> OrAbsent:
        return ABSENT if self._first is None else self._first.example()


def _recognizer(sets: list[Denotation]) -> Callable[[Json], bool]:
    if len(sets) == 1:
        return sets[0].recognize
    return lambda value: any(each.recognize(value) for each in sets)


class _Anything:
    """A type variable without a bound. What comes here is JSON already; nothing is ever drawn."""

    def recognize(self, value: Json) -> bool:
        return True

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        return ABSENT

    def example(self) -> OrAbsent:
        return ABSENT


class _Optional:
    def __init__(self, of: Denotation) -> None:
        self._of = of

    def recognize(self, value: Json) -> bool:
        return value is None or self._of.recognize(value)

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        return None if source.below(4) == 0 else self._of.generate(source, facts)

    def example(self) -> OrAbsent:
        return self._of.example()


class _List:
    def __init__(self, element: Denotation, least: int, most: int | None) -> None:
        self._element = element
        self._least = least
        self._most = math.inf if most is None else most
        # Of any size, some are drawn.
        self._low, self._high = (least, most) if most is not None else (2, 5)

    def recognize(self, value: Json) -> bool:
        return (
            isinstance(value, list)
            and self._least <= len(value) <= self._most
            and all(map(self._element.recognize, value))
        )

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        length = self._low + source.below(self._high - self._low + 1)
        items: list[Json] = []
        # Items differ from one another where the element has the values for it.
        seen: set[str | tuple[str]] = set()
        tries = 0
        while len(items) < length and tries < length * 8:
            item = self._element.generate(source, facts)
            if isinstance(item, Absent):
                return ABSENT
            key = item if isinstance(item, str) else (canonical_json(item),)
            if key not in seen or tries >= length * 4:
                seen.add(key)
                items.append(item)
            tries += 1
        return items if len(items) == length else ABSENT

    def example(self) -> OrAbsent:
        item = self._element.example()
        if isinstance(item, Absent):
            return ABSENT if self._least > 0 else []
        return [item] * max(1, self._least)


class _Dict:
    def __init__(self, key: Denotation, value: Denotation, least: int, most: int | None) -> None:
        self._key = key
        self._value = value
        self._least = least
        self._most = math.inf if most is None else most
        # Of any size, some are drawn.
        self._low, self._high = (least, most) if most is not None else (2, 5)

    def recognize(self, value: Json) -> bool:
        return (
            isinstance(value, dict)
            and self._least <= len(value) <= self._most
            and all(map(self._key.recognize, value))
            and all(map(self._value.recognize, value.values()))
        )

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        size = self._low + source.below(self._high - self._low + 1)
        entries: JsonObject = {}
        tries = 0
        while len(entries) < size and tries < size * 8:
            tries += 1
            name = self._key.generate(source, facts)
            if not isinstance(name, str):
                return ABSENT
            if name in entries:
                continue
            item = self._value.generate(source, facts)
            if isinstance(item, Absent):
                return ABSENT
            entries[name] = item
        return entries if len(entries) >= self._low else ABSENT

    def example(self) -> OrAbsent:
        name = self._key.example()
        item = self._value.example()
        return ABSENT if not isinstance(name, str) or isinstance(item, Absent) else {name: item}


class _Record:
    def __init__(self, fields: list[tuple[str, Denotation]]) -> None:
        self._fields = fields

    def recognize(self, value: Json) -> bool:
        return isinstance(value, dict) and all(name in value and of.recognize(value[name]) for name, of in self._fields)

    def generate(self, source: RandomSource, facts: Facts | None = None) -> OrAbsent:
        return self._make(lambda of: of.generate(source, facts))

    def example(self) -> OrAbsent:
        return self._make(lambda of: of.example())

    def _make(self, value: Callable[[Denotation], OrAbsent]) -> OrAbsent:
        record: JsonObject = {}
        for name, of in self._fields:
            item = value(of)
            if isinstance(item, Absent):
                return ABSENT
            record[name] = item
        return record
