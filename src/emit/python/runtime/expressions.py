"""Expressions made into functions.

Total: no recursion, no loops but over finite lists; what cannot be computed raises a `ComputationError`, which the run
time turns into a tool error.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from .canonical import plain_json
from .functions import BUILT_INS, SORT_KEY, compare_values, equal_values, fail, finite, items_of, number, safe
from .ir import ArithExpr, CompareExpr, EachExpr, ExprIR, SliceExpr
from .numbers import number_text
from .values import Json, copy

Frame: TypeAlias = "list[Json]"
"""The values that an expression may speak of: parameters in order, then the variables of comprehensions."""

Compiled: TypeAlias = "Callable[[Frame], Json]"


def compile_expression(expr: ExprIR, names: list[str]) -> Compiled:
    """Make an expression ready.

    Args:
        expr: The expression.
        names: What the places of a frame are called. A name that occurs twice means the later place.

    Returns:
        A function from a frame to the value.
    """

    def sub(of: ExprIR) -> Compiled:
        return compile_expression(of, names)

    if expr["op"] == "const":
        constant = expr["value"]
        return (lambda frame: copy(constant)) if isinstance(constant, list | dict) else (lambda frame: constant)
    if expr["op"] == "param":
        place = names.index(expr["name"])
        return lambda frame: frame[place]
    if expr["op"] == "local":
        place = len(names) - 1 - names[::-1].index(expr["name"])
        return lambda frame: frame[place]
    if expr["op"] == "field":
        of, name = sub(expr["of"]), expr["name"]
        return lambda frame: _field(of(frame), name)
    if expr["op"] == "index":
        of, index = sub(expr["of"]), sub(expr["index"])
        return lambda frame: _item(of(frame), index(frame))
    if expr["op"] == "slice":
        return _slice(expr, sub)
    if expr["op"] == "list":
        items = [sub(item) for item in expr["items"]]
        return lambda frame: [item(frame) for item in items]
    if expr["op"] == "record":
        fields = [(field["name"], sub(field["value"])) for field in expr["fields"]]
        return lambda frame: {field: value(frame) for field, value in fields}
    if expr["op"] == "negate":
        of = sub(expr["of"])
        return lambda frame: finite(-number(of(frame)))
    if expr["op"] == "not":
        of = sub(expr["of"])
        return lambda frame: of(frame) is not True
    if expr["op"] == "arith":
        return _arithmetic(expr, sub(expr["left"]), sub(expr["right"]))
    if expr["op"] == "compare":
        return _comparison(expr, sub(expr["left"]), sub(expr["right"]))
    if expr["op"] == "if":
        condition, then, otherwise = sub(expr["condition"]), sub(expr["then"]), sub(expr["otherwise"])
        return lambda frame: then(frame) if condition(frame) is True else otherwise(frame)
    if expr["op"] == "call":
        built_in, args, calendar = BUILT_INS[expr["function"]], [sub(arg) for arg in expr["args"]], expr.get("calendar")
        return lambda frame: built_in([arg(frame) for arg in args], calendar)
    if expr["op"] == "each":
        return _comprehension(expr, names)
    left, right = sub(expr["left"]), sub(expr["right"])
    if expr["op"] == "concat":
        return lambda frame: _concat(left(frame), right(frame))
    if expr["op"] == "in":
        return lambda frame: _is_in(left(frame), right(frame))
    if expr["op"] == "and":
        return lambda frame: left(frame) is True and right(frame) is True
    return lambda frame: left(frame) is True or right(frame) is True


def _comprehension(expr: EachExpr, names: list[str]) -> Compiled:
    source = compile_expression(expr["source"], names)
    inner = [*names, expr["variable"]]
    condition = None if expr["condition"] is None else compile_expression(expr["condition"], inner)
    by = None if expr["sort"] is None else compile_expression(expr["sort"]["by"], inner)
    descending = expr["sort"] is not None and expr["sort"]["descending"]
    item = compile_expression(expr["item"], inner)

    def evaluate(frame: Frame) -> Json:
        bound = [*frame, None]

        def given(value: Json) -> Frame:
            bound[-1] = value
            return bound

        kept = items_of(source(frame))
        if condition is not None:
            kept = [value for value in kept if condition(given(value)) is True]
        if by is not None:
            # Stable both ways: `reverse` keeps the order of equal keys.
            kept = sorted(kept, key=lambda value: SORT_KEY(by(given(value))), reverse=descending)
        return [item(given(value)) for value in kept]

    return evaluate


def _arithmetic(expr: ArithExpr, left: Compiled, right: Compiled) -> Compiled:
    # Sums and products of whole numbers are exact in Python: `check` makes doubles of those that are too large for one.
    whole = expr["number"] == "int"
    check = safe if whole else finite
    if expr["operator"] == "+":
        return lambda frame: check(number(left(frame)) + number(right(frame)))
    if expr["operator"] == "-":
        return lambda frame: check(number(left(frame)) - number(right(frame)))
    if expr["operator"] == "*":
        return lambda frame: check(number(left(frame)) * number(right(frame)))
    if expr["operator"] == "/":

        def divide(frame: Frame) -> Json:
            a, b = number(left(frame)), number(right(frame))
            return finite(float(a) / float(b)) if b != 0 else fail("division by zero")

        return divide

    def remainder(frame: Frame) -> Json:
        a, b = number(left(frame)), number(right(frame))
        if b == 0:
            fail("division by zero")
        rest = math.fmod(a, b)
        return check(rest + b if rest != 0 and (rest < 0) != (b < 0) else rest)

    return remainder


def _comparison(expr: CompareExpr, left: Compiled, right: Compiled) -> Compiled:
    match expr["operator"]:
        case "==":
            return lambda frame: equal_values(left(frame), right(frame))
        case "!=":
            return lambda frame: not equal_values(left(frame), right(frame))
        case "<":
            return lambda frame: compare_values(left(frame), right(frame)) < 0
        case "<=":
            return lambda frame: compare_values(left(frame), right(frame)) <= 0
        case ">":
            return lambda frame: compare_values(left(frame), right(frame)) > 0
        case ">=":
            return lambda frame: compare_values(left(frame), right(frame)) >= 0


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

    def evaluate(frame: Frame) -> Json:
        value = of(frame)
        first = None if start is None else int(number(start(frame)))
        past = None if end is None else int(number(end(frame)))
        if isinstance(value, str | list):
            return value[first:past]
        fail('a list or a text was expected before "["')

    return evaluate
