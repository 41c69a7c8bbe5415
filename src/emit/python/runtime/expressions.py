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
from .comprehensions import compile_each
from .expression_ir import ArithExpr, CompareExpr, ExprIR, SliceExpr
from .functions.built_in import BuiltIn, compare_values, equal_values, fail, finite, is_in, number, safe
from .functions.calendar import time_order
from .functions.table import BUILT_INS
from .numbers import number_text
from .type_ir import CalendarSet
from .values import Json, Number, copy

if TYPE_CHECKING:
    from .facts import Facts

Frame: TypeAlias = "list[Json]"
"""The values that an expression may speak of: parameters in order, then the variables of comprehensions."""

Compiled: TypeAlias = "Callable[[Frame, Facts], Json]"
"""Gives the value of an expression in a frame, with the facts of an environment."""

Compile: TypeAlias = "Callable[[ExprIR, list[str]], Compiled]"


def compile_expression(expr: ExprIR, names: list[str]) -> Compiled:
    """Make an expression ready.

    Args:
        expr: The expression.
        names: What the places of a frame are called: of two with one name, a variable is the later and a parameter the
            earlier.

    Returns:
        A function from a frame and the facts of an environment to the value.
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
        return _call(BUILT_INS[expr["function"]], [sub(arg) for arg in expr["args"]], expr.get("calendar"))
    if expr["op"] == "each":
        return compile_each(expr, names, compile_expression)
    if expr["op"] == "rows":
        entity = expr["entity"]

        def rows(frame: Frame, facts: Facts) -> Json:
            count = facts.table(entity).count
            facts.spend(count)
            return list(range(count))

        return rows
    if expr["op"] == "row":
        entity, key = expr["entity"], sub(expr["key"])
        return lambda frame, facts: facts.table(entity).must_find(key(frame, facts))
    if expr["op"] == "has":
        entity, key = expr["entity"], sub(expr["key"])
        return lambda frame, facts: facts.table(entity).keys().row_of(key(frame, facts)) >= 0
    if expr["op"] == "cell":
        kept = _cell(sub(expr["row"]), (expr["entity"], expr["field"]))

        def cell(frame: Frame, facts: Facts) -> Json:
            value = kept(frame, facts)
            # What is kept must not be changed by whoever receives it.
            return copy(value) if type(value) is list or type(value) is dict else value

        return cell
    if expr["op"] == "project":
        row, addresses = sub(expr["row"]), [(expr["entity"], field) for field in expr["fields"]]

        def project(frame: Frame, facts: Facts) -> Json:
            at = int(number(row(frame, facts)))
            return {address[1]: copy(facts.column(address).cell(at)) for address in addresses}

        return project
    left = sub(expr["left"])
    right = (_kept(expr["right"], names) if expr["op"] == "in" else None) or sub(expr["right"])
    if expr["op"] == "concat":
        return lambda frame, facts: _concat(left(frame, facts), right(frame, facts))
    if expr["op"] == "in":

        def contains(frame: Frame, facts: Facts) -> Json:
            item, within = left(frame, facts), right(frame, facts)
            if type(within) is list:
                facts.spend(len(within))
            return is_in(item, within)

        return contains
    if expr["op"] == "and":
        return lambda frame, facts: left(frame, facts) is True and right(frame, facts) is True
    return lambda frame, facts: left(frame, facts) is True or right(frame, facts) is True


def _call(built_in: BuiltIn, args: list[Compiled], calendar: CalendarSet | None) -> Compiled:
    def call(frame: Frame, facts: Facts) -> Json:
        values = [arg(frame, facts) for arg in args]
        for value in values:
            if type(value) is list:
                facts.spend(len(value))
        result = built_in(values, calendar)
        if type(result) is list:
            facts.spend(len(result))
        return result

    return call


def _cell(row: Compiled, address: tuple[str, str]) -> Compiled:
    """Return what gives a cell as it is kept."""

    def cell(frame: Frame, facts: Facts) -> Json:
        at = row(frame, facts)
        if type(at) is not int:
            fail("a number was expected")
        try:
            return facts.columns[address].cells[at]
        except KeyError:
            return facts.column(address).cell(at)

    return cell


def _kept(expr: ExprIR, names: list[str]) -> Compiled | None:
    """Return what gives a cell or a constant without the copy that is made of it, where it is only read; else None."""
    if expr["op"] == "cell":
        return _cell(compile_expression(expr["row"], names), (expr["entity"], expr["field"]))
    if expr["op"] != "const":
        return None
    constant = expr["value"]
    return lambda frame, facts: constant


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

        def divide(frame: Frame, facts: Facts) -> Json:
            a, b = number(left(frame, facts)), number(right(frame, facts))
            return finite(float(a) / float(b)) if b != 0 else fail("division by zero")

        return divide

    def remainder(frame: Frame, facts: Facts) -> Json:
        a, b = number(left(frame, facts)), number(right(frame, facts))
        if b == 0:
            fail("division by zero")
        rest = math.fmod(a, b)
        return check(rest + b if rest != 0 and (rest < 0) != (b < 0) else rest)

    return remainder


_NUMBERS: Final = frozenset((int, float))
_ORDERS: Final[dict[str, Callable[[Number, Number], bool]]] = {
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
    order = time_order(expr["calendar"]) if "calendar" in expr else compare_values
    plain = "calendar" not in expr

    def compare(frame: Frame, facts: Facts) -> Json:
        a, b = left(frame, facts), right(frame, facts)
        # Most comparisons are of numbers.
        if plain and type(a) in _NUMBERS and type(b) in _NUMBERS:
            return holds(a, b)  # type: ignore[arg-type]
        # Nothing is before or after null.
        return a is not None and b is not None and holds(order(a, b), 0)

    return compare


def _concat(a: Json, b: Json) -> Json:
    if isinstance(a, str) and isinstance(b, str):
        return a + b
    if isinstance(a, list) and isinstance(b, list):
        return a + b
    fail("two texts or two lists were expected")


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

    def evaluate(frame: Frame, facts: Facts) -> Json:
        value = of(frame, facts)
        first = None if start is None else int(number(start(frame, facts)))
        past = None if end is None else int(number(end(frame, facts)))
        if isinstance(value, str | list):
            return value[first:past]
        fail('a list or a text was expected before "["')

    return evaluate
