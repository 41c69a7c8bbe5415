"""Expressions made into functions.

Total: no recursion, no loops but over finite lists; what cannot be computed raises a `ComputationError`, which the run
time turns into a tool error.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from .canonical import plain_json
from .functions.built_in import SORT_KEY, compare_values, equal_values, fail, finite, items_of, number, safe
from .functions.calendar import time_order
from .functions.table import BUILT_INS
from .ir import ArithExpr, CompareExpr, EachExpr, ExprIR, SliceExpr
from .numbers import number_text
from .values import Json, copy

if TYPE_CHECKING:
    from .facts import Facts

Frame: TypeAlias = "list[Json]"
"""The values that an expression may speak of: parameters in order, then the variables of comprehensions."""

Compiled: TypeAlias = "Callable[[Frame, Facts | None], Json]"


def compile_expression(expr: ExprIR, names: list[str]) -> Compiled:
    """Make an expression ready.

    Args:
        expr: The expression.
        names: What the places of a frame are called. A name that occurs twice means the later place.

    Returns:
        A function from a frame and the facts of an environment (None where there are none) to the value.
    """

    def sub(of: ExprIR) -> Compiled:
        return compile_expression(of, names)

    if expr["op"] == "const":
        constant = expr["value"]
        return (
            (lambda frame, facts: copy(constant))
            if isinstance(constant, list | dict)
            else (lambda frame, facts: constant)
        )
    if expr["op"] == "param":
        place = names.index(expr["name"])
        return lambda frame, facts: frame[place]
    if expr["op"] == "local":
        place = len(names) - 1 - names[::-1].index(expr["name"])
        return lambda frame, facts: frame[place]
    if expr["op"] == "field":
        of, name = sub(expr["of"]), expr["name"]
        return lambda frame, facts: _field(of(frame, facts), name)
    if expr["op"] == "index":
        of, index = sub(expr["of"]), sub(expr["index"])
        return lambda frame, facts: _item(of(frame, facts), index(frame, facts))
    if expr["op"] == "slice":
        return _slice(expr, sub)
    if expr["op"] == "list":
        items = [sub(item) for item in expr["items"]]
        return lambda frame, facts: [item(frame, facts) for item in items]
    if expr["op"] == "record":
        fields = [(field["name"], sub(field["value"])) for field in expr["fields"]]
        return lambda frame, facts: {field: value(frame, facts) for field, value in fields}
    if expr["op"] == "negate":
        of = sub(expr["of"])
        return lambda frame, facts: finite(-number(of(frame, facts)))
    if expr["op"] == "not":
        of = sub(expr["of"])
        return lambda frame, facts: of(frame, facts) is not True
    if expr["op"] == "arith":
        return _arithmetic(expr, sub(expr["left"]), sub(expr["right"]))
    if expr["op"] == "compare":
        return _comparison(expr, sub(expr["left"]), sub(expr["right"]))
    if expr["op"] == "if":
        condition, then, otherwise = sub(expr["condition"]), sub(expr["then"]), sub(expr["otherwise"])
        return lambda frame, facts: then(frame, facts) if condition(frame, facts) is True else otherwise(frame, facts)
    if expr["op"] == "call":
        built_in, args, calendar = BUILT_INS[expr["function"]], [sub(arg) for arg in expr["args"]], expr.get("calendar")

        def call(frame: Frame, facts: Facts | None) -> Json:
            values = [arg(frame, facts) for arg in args]
            if facts is not None:
                for value in values:
                    if type(value) is list:
                        facts.spend(len(value))
            result = built_in(values, calendar)
            if type(result) is list and facts is not None:
                facts.spend(len(result))
            return result

        return call
    if expr["op"] == "each":
        return _comprehension(expr, names)
    if expr["op"] == "rows":
        entity = expr["entity"]

        def rows(frame: Frame, facts: Facts | None) -> Json:
            known = _known(facts)
            count = known.table(entity).count
            known.spend(count)
            return list(range(count))

        return rows
    if expr["op"] == "row":
        entity, key = expr["entity"], sub(expr["key"])
        return lambda frame, facts: _known(facts).table(entity).must_find(key(frame, facts))
    if expr["op"] == "has":
        entity, key = expr["entity"], sub(expr["key"])
        return lambda frame, facts: _known(facts).table(entity).keys().row_of(key(frame, facts)) >= 0
    if expr["op"] == "cell":
        return _cell_of(sub(expr["row"]), (expr["entity"], expr["field"]))
    if expr["op"] == "project":
        row, addresses = sub(expr["row"]), [(expr["entity"], field) for field in expr["fields"]]

        def project(frame: Frame, facts: Facts | None) -> Json:
            at = row(frame, facts)
            return {address[1]: _cell(facts, address, at) for address in addresses}

        return project
    left, right = sub(expr["left"]), sub(expr["right"])
    if expr["op"] == "concat":
        return lambda frame, facts: _concat(left(frame, facts), right(frame, facts))
    if expr["op"] == "in":

        def is_in(frame: Frame, facts: Facts | None) -> Json:
            item, within = left(frame, facts), right(frame, facts)
            if type(within) is list and facts is not None:
                facts.spend(len(within))
            return _is_in(item, within)

        return is_in
    if expr["op"] == "and":
        return lambda frame, facts: left(frame, facts) is True and right(frame, facts) is True
    return lambda frame, facts: left(frame, facts) is True or right(frame, facts) is True


def _known(facts: Facts | None) -> Facts:
    return fail("there are no facts here") if facts is None else facts


def _cell(facts: Facts | None, address: tuple[str, str], row: Json) -> Json:
    value = _known(facts).column(address).cell(int(number(row)))
    # Cells are remembered; what is handed out may be changed by whoever receives it.
    return copy(value) if isinstance(value, list | dict) else value


def _cell_of(row: Compiled, address: tuple[str, str]) -> Compiled:
    def cell(frame: Frame, facts: Facts | None) -> Json:
        if facts is not None and (column := facts.columns.get(address)) is not None:
            at = row(frame, facts)
            if type(at) is int:
                value = column.cell(at)
                return copy(value) if type(value) is list or type(value) is dict else value
        return _cell(facts, address, row(frame, facts))

    return cell


def _comprehension(expr: EachExpr, names: list[str]) -> Compiled:
    source = compile_expression(expr["source"], names)
    inner = [*names, expr["variable"]]
    condition = None if expr["condition"] is None else compile_expression(expr["condition"], inner)
    by = None if expr["sort"] is None else compile_expression(expr["sort"]["by"], inner)
    descending = expr["sort"] is not None and expr["sort"]["descending"]
    item = compile_expression(expr["item"], inner)

    def evaluate(frame: Frame, facts: Facts | None) -> Json:
        bound = [*frame, None]
        kept = items_of(source(frame, facts))
        if facts is not None:
            facts.spend(len(kept))
        # Plain loops: rows are many, and a call of a function for each would take as long as its work.
        if condition is not None:
            chosen: list[Json] = []
            for bound[-1] in kept:
                if condition(bound, facts) is True:
                    chosen.append(bound[-1])
            kept = chosen
        if by is not None:
            keys: list[Json] = []
            for bound[-1] in kept:
                keys.append(by(bound, facts))
            # Stable both ways: `reverse` keeps the order of equal keys.
            order = sorted(range(len(kept)), key=lambda at: SORT_KEY(keys[at]), reverse=descending)
            kept = [kept[at] for at in order]
        result: list[Json] = []
        for bound[-1] in kept:
            result.append(item(bound, facts))
        return result

    return evaluate


def _arithmetic(expr: ArithExpr, left: Compiled, right: Compiled) -> Compiled:
    # Sums and products of whole numbers are exact in Python: `check` makes doubles of those that are too large for one.
    whole = expr["number"] == "int"
    check = safe if whole else finite
    if expr["operator"] == "+":
        return lambda frame, facts: check(number(left(frame, facts)) + number(right(frame, facts)))
    if expr["operator"] == "-":
        return lambda frame, facts: check(number(left(frame, facts)) - number(right(frame, facts)))
    if expr["operator"] == "*":
        return lambda frame, facts: check(number(left(frame, facts)) * number(right(frame, facts)))
    if expr["operator"] == "/":

        def divide(frame: Frame, facts: Facts | None) -> Json:
            a, b = number(left(frame, facts)), number(right(frame, facts))
            return finite(float(a) / float(b)) if b != 0 else fail("division by zero")

        return divide

    def remainder(frame: Frame, facts: Facts | None) -> Json:
        a, b = number(left(frame, facts)), number(right(frame, facts))
        if b == 0:
            fail("division by zero")
        rest = math.fmod(a, b)
        return check(rest + b if rest != 0 and (rest < 0) != (b < 0) else rest)

    return remainder


_NUMBERS: Final = frozenset((int, float))
_ORDERS: Final[dict[str, Callable[[int | float, int | float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _comparison(expr: CompareExpr, left: Compiled, right: Compiled) -> Compiled:
    if expr["operator"] == "==":
        return lambda frame, facts: equal_values(left(frame, facts), right(frame, facts))
    if expr["operator"] == "!=":
        return lambda frame, facts: not equal_values(left(frame, facts), right(frame, facts))
    holds = _ORDERS[expr["operator"]]
    if "calendar" in expr:
        order = time_order(expr["calendar"])
        return lambda frame, facts: holds(order(left(frame, facts), right(frame, facts)), 0)

    def compare(frame: Frame, facts: Facts | None) -> Json:
        a, b = left(frame, facts), right(frame, facts)
        # Most comparisons are of numbers.
        if type(a) in _NUMBERS and type(b) in _NUMBERS:
            return holds(a, b)  # type: ignore[arg-type]
        return holds(compare_values(a, b), 0)

    return compare


def _concat(a: Json, b: Json) -> Json:
    if isinstance(a, str) and isinstance(b, str):
        return a + b
    if isinstance(a, list) and isinstance(b, list):
        return a + b
    fail("two texts or two lists were expected")


def _is_in(item: Json, within: Json) -> bool:
    if isinstance(within, list):
        return any(equal_values(each, item) for each in within)
    if isinstance(within, str | dict) and isinstance(item, str):
        return item in within
    fail('a list, a dict or a text was expected after "in"')


def _field(value: Json, name: str) -> Json:
    if isinstance(value, dict) and name in value:
        return value[name]
    fail(f'there is no field "{name}"')


def _item(of: Json, index: Json) -> Json:
    if isinstance(of, list):
        n = number(index)
        at = len(of) + n if n < 0 else n
        if not isinstance(at, int) or not 0 <= at < len(of):
            fail(f"the list of {len(of)} has no item {number_text(n)}")
        return of[at]
    if isinstance(of, dict) and isinstance(index, str):
        return of[index] if index in of else fail(f"there is no entry {plain_json(index)}")
    fail('a list or a dict was expected before "["')


def _slice(expr: SliceExpr, sub: Callable[[ExprIR], Compiled]) -> Compiled:
    of = sub(expr["of"])
    start = None if expr["start"] is None else sub(expr["start"])
    end = None if expr["end"] is None else sub(expr["end"])

    def evaluate(frame: Frame, facts: Facts | None) -> Json:
        value = of(frame, facts)
        first = None if start is None else int(number(start(frame, facts)))
        past = None if end is None else int(number(end(frame, facts)))
        if isinstance(value, str | list):
            return value[first:past]
        fail('a list or a text was expected before "["')

    return evaluate
