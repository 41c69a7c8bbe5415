"""Comprehensions: `[item for x in source if condition sort by key]`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from .expression_ir import EachExpr
from .functions.built_in import SORT_KEY, items_of
from .row_filter import Filter, compile_filter
from .values import Json

if TYPE_CHECKING:
    from .expressions import Compile, Compiled, Frame
    from .facts import Facts


_NUMBERS: Final = frozenset((int, float))
_TEXT: Final = frozenset((str,))


def compile_each(expr: EachExpr, names: list[str], make: Compile) -> Compiled:
    """Make a comprehension ready. `make` makes an expression ready."""
    inner, place = [*names, expr["variable"]], len(names)
    source, sort, item = expr["source"], expr["sort"], expr["item"]
    if source["op"] == "rows":
        items = compile_filter(source["entity"], expr["condition"], expr["variable"], names, make)
    else:
        items = _items_kept(expr, names, make)
    by = None if sort is None else make(sort["by"], inner)
    descending = sort is not None and sort["descending"]
    is_same = item["op"] == "local" and item["name"] == expr["variable"]
    result = None if is_same else make(item, inner)

    def evaluate(frame: Frame, facts: Facts) -> Json:
        kept = items(frame, facts)
        if len(frame) == place:
            frame.append(None)
        if by is not None:
            keys: list[Json] = []
            for frame[place] in kept:
                keys.append(by(frame, facts))
            # Stable both ways: `reverse` keeps the order of equal keys.
            order = sorted(range(len(kept)), key=_ranking(keys), reverse=descending)
            kept = [kept[at] for at in order]
        if result is None:
            return kept
        made: list[Json] = []
        for frame[place] in kept:
            made.append(result(frame, facts))
        return made

    return evaluate


def _items_kept(expr: EachExpr, names: list[str], make: Compile) -> Filter:
    """Return what gives the items of a list that a condition keeps, in a list of their own."""
    place = len(names)
    source = make(expr["source"], names)
    condition = None if expr["condition"] is None else make(expr["condition"], [*names, expr["variable"]])

    def evaluate(frame: Frame, facts: Facts) -> list[Json]:
        items = items_of(source(frame, facts))
        facts.spend(len(items))
        if condition is None:
            return items[:]
        if len(frame) == place:
            frame.append(None)
        kept: list[Json] = []
        for item in items:
            frame[place] = item
            if condition(frame, facts) is True:
                kept.append(item)
        return kept

    return evaluate


def _ranking(keys: list[Json]) -> Callable[[int], Any]:
    """Return the order of places by their keys. Numbers, and texts of ASCII, are ordered by Python as by JSON."""
    kinds = set(map(type, keys))
    if kinds <= _NUMBERS or (kinds == _TEXT and all(isinstance(key, str) and key.isascii() for key in keys)):
        return keys.__getitem__
    return lambda at: SORT_KEY(keys[at])
