"""Tools that answer calls. A tool is a function of its environment's key and its arguments, without any memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2s
from typing import Final, NamedTuple

from .canonical import canonical_json
from .denotations import Denotations
from .errors import CallResult, ComputationError, Expected, ToolError, ToolErrorCode, meant, nearest, show
from .expressions import Compiled, compile_expression
from .facts import EntityPlan, Facts, homes_of
from .ir import TextIR, ToolIR, WorldIR
from .logins import Logins, plan_logins
from .streams import Stream, label_bytes
from .type_ir import TypeRef
from .type_table import TypeTable, substitute, type_key
from .value_sets import Denotation
from .values import (
    ABSENT,
    Absent,
    Json,
    NotJsonError,
    OrAbsent,
    copy,
    from_outside,
    member_names,
    sorted_texts,
    well_formed,
)

_NOUNS: Final = {"str": "text", "int": "whole number", "float": "number", "bool": "truth value"}


class World:
    """A world's types and tools, each made ready when it is first asked for."""

    def __init__(self, ir: WorldIR) -> None:
        """Read a world from its IR."""
        self.ir: Final = ir
        self.table: Final = TypeTable(ir["types"])
        self.denotations: Final = Denotations(self.table, homes_of(ir["entities"]))
        self._logins = plan_logins(ir, self.denotations)
        self._plans = {e["name"]: EntityPlan(e, self.table, self.denotations) for e in ir["entities"]}
        self.defaults: Final = {
            t["name"]: {p["name"]: p["default"] for p in t["params"] if "default" in p} for t in ir["tools"]
        }
        """The values that stand in for optional parameters, by tool and parameter."""
        self._irs = {tool["name"]: tool for tool in ir["tools"]}
        self._tools: dict[str, Tool] = {}

    @property
    def names(self) -> list[str]:
        """The names of all tools, in the order of the IR."""
        return list(self._irs)

    def tool(self, name: str) -> Tool | None:
        """Return a tool by name."""
        tool = self._tools.get(name)
        if tool is None and name in self._irs:
            tool = self._tools[name] = Tool(self._irs[name], self.table, self.denotations)
        return tool

    def environment(self, key: bytes) -> Environment:
        """Open the environment of a key of 32 bytes."""
        facts = Facts(self._plans, key)
        return Environment(self, facts, Logins(self._logins, facts))


class Environment:
    """A world as one task sees it: what is sampled in it, and its facts, are functions of its key."""

    def __init__(self, world: World, facts: Facts, logins: Logins) -> None:
        """Open an environment; `World.environment` does."""
        self.facts: Final = facts
        self.logins: Final = logins
        self._world = world

    def call(self, name: str, arguments: Mapping[str, object]) -> CallResult:
        """Call a tool by name. Tools of an app with a login answer once the caller has logged in."""
        tool = self._world.tool(name)
        if tool is None:
            return unknown_tool(name, self._world.names)
        closed = self.logins.refuse(tool.ir)
        return tool.call(self, arguments) if closed is None else {"ok": False, "error": closed}


def unknown_tool(name: str, names: list[str]) -> CallResult:
    """Refuse a call of a tool that is not there, where `names` are."""
    suggestions = nearest(name, names)
    shown = well_formed(name)
    error: ToolError = {
        "code": "unknown_tool",
        "message": f'there is no tool "{shown}"{meant(suggestions)}',
        "tool": shown,
    }
    if suggestions:
        error["suggestions"] = suggestions
    return {"ok": False, "error": error}


class Parameter(NamedTuple):
    """A parameter made ready."""

    name: str
    type: TypeRef
    denotation: Denotation
    recognize: Callable[[Json], bool]
    """The denotation's."""
    default: OrAbsent


class Tool:
    """A tool made ready for calls."""

    def __init__(self, ir: ToolIR, table: TypeTable, denotations: Denotations) -> None:
        """Make a tool ready. Type variables stand at their bounds: at run time the bound is what is checked."""
        self.ir: Final = ir
        self._table = table
        bounds = {p["name"]: p["bound"] for p in ir["typeParams"]}

        def at_bound(ref: TypeRef) -> TypeRef:
            return substitute(ref, bounds.get)

        self._params: list[Parameter] = []
        for param in ir["params"]:
            ref = at_bound(param["type"])
            default: OrAbsent = param.get("default", ABSENT)
            of = denotations.of(ref)
            self._params.append(Parameter(param["name"], ref, of, of.recognize, default))
        self._names = [p.name for p in self._params]
        # Places of the parameters in the order of their names, each with `"name":` ready for canonical JSON.
        self._canonical = [
            (self._names.index(name), f"{'{' if i == 0 else ','}{canonical_json(name)}:")
            for i, name in enumerate(sorted_texts(self._names))
        ]
        self._labels = label_bytes("call") + label_bytes(ir["name"])
        self._result = denotations.of(at_bound(ir["result"]))
        self._access = "access" in ir
        self._returns: Compiled | None = None
        if ir["returns"] is not None:
            self._returns = compile_expression(ir["returns"], self._names)
        self._requires = [(compile_expression(r["condition"], self._names), r["message"]) for r in ir["requires"]]

    def call(self, environment: Environment, arguments: Mapping[str, object]) -> CallResult:
        """Call the tool as an agent does.

        Names are checked first: missing ones, then ones too many, then values in parameter order.

        Args:
            environment: The environment to call it in.
            arguments: A value for each parameter; those with a default may be left out.

        Returns:
            The result, or why there is none.
        """
        given: list[OrAbsent] = []
        taken = 0
        for p in self._params:
            name = p.name
            if name in arguments:
                taken += 1
                try:
                    given.append(from_outside(arguments[name]))
                except NotJsonError:
                    return self._bad(p, None)
            elif p.default is ABSENT:
                missing = f'the argument "{name}" is missing: it is {self._wanted(p)}'
                return self._refuse("missing_argument", missing, p)
            else:
                given.append(ABSENT)
        if taken < len(arguments):
            return self._extra(arguments)
        values: list[Json] = []
        for p, value in zip(self._params, given, strict=True):
            if value is ABSENT:
                # A default has been checked by the compiler.
                values.append(None if p.default is ABSENT else copy(p.default))
            elif p.recognize(value):
                values.append(value)
            else:
                return self._bad(p, value)
        facts = environment.facts
        facts.spent = 0
        try:
            for condition, message in self._requires:
                if condition(values, facts) is not True:
                    return self._refuse("unmet_requirement", self._fill(message, values))
            if self._access:
                return {"ok": True, "value": environment.logins.answer(self.ir, values)}
            if self._returns is None:
                return self._draw(facts, values)
            result = self._returns(values, facts)
        except ComputationError as error:
            return self._refuse("failed_computation", str(error))
        if self._result.recognize(result):
            return {"ok": True, "value": result}
        return self._refuse("failed_computation", f"the result {show(result)} is not {self._typed(self.ir['result'])}")

    def _draw(self, facts: Facts, values: list[Json]) -> CallResult:
        """Draw the result of a sampled tool: a function of the environment, the name and the canonical arguments."""
        text = "".join([opening + canonical_json(values[place]) for place, opening in self._canonical])
        label = f"{text}}}" if text else "{}"
        key = blake2s(self._labels + label_bytes(label), key=facts.key).digest()
        value = self._result.generate(Stream(key), facts)
        if isinstance(value, Absent):
            return self._refuse("failed_computation", "the result type has no values")
        return {"ok": True, "value": value}

    def _extra(self, arguments: Mapping[str, object]) -> CallResult:
        name = next(name for name in member_names(arguments) if name not in self._names)
        suggestions = nearest(name, self._names)
        shown = well_formed(name)
        takes = ", ".join(f'"{known}"' for known in self._names)
        error: ToolError = {
            "code": "extra_argument",
            "message": f'{self.ir["name"]}: there is no parameter "{shown}"{meant(suggestions)}; '
            + (f"it takes {takes}" if takes else "it takes none"),
            "tool": self.ir["name"],
            "parameter": shown,
        }
        if suggestions:
            error["suggestions"] = suggestions
        return {"ok": False, "error": error}

    def _bad(self, p: Parameter, got: Json) -> CallResult:
        message = f'the argument "{p.name}" must be {self._wanted(p)}, and not {show(got)}'
        refused = self._refuse("bad_argument", message, p)
        if not refused["ok"]:
            refused["error"]["got"] = got
        return refused

    def _refuse(self, code: ToolErrorCode, message: str, p: Parameter | None = None) -> CallResult:
        error: ToolError = {"code": code, "message": f"{self.ir['name']}: {message}", "tool": self.ir["name"]}
        if p is not None:
            expected: Expected = {"type": type_key(p.type), "description": self._described(p.type)}
            example = p.denotation.example()
            if not isinstance(example, Absent):
                expected["example"] = example
            error["parameter"] = p.name
            error["expected"] = expected
        return {"ok": False, "error": error}

    def _wanted(self, p: Parameter) -> str:
        example = p.denotation.example()
        return self._typed(p.type) + ("" if isinstance(example, Absent) else f", such as {show(example)}")

    def _typed(self, ref: TypeRef) -> str:
        """Return the type in words, with its article."""
        if ref["kind"] == "named":
            known = self._table.get(ref["name"])
            noun = known["noun"] if known is not None else _NOUNS.get(ref["name"], ref["name"])
            return f"{'an' if noun[:1] in tuple('aeiouAEIOU') else 'a'} {noun}"
        if ref["kind"] == "var":
            return "any value"
        if ref["kind"] == "list":
            many = f"a list of {self._plural(ref['element'])}"
            if ref["max"] is None:
                return many
            size = f"{ref['min']}" if ref["min"] == ref["max"] else f"{ref['min']} to {ref['max']}"
            return f"{many} ({size} of them)"
        if ref["kind"] == "dict":
            return f"an object from {self._plural(ref['key'])} to {self._plural(ref['value'])}"
        if ref["kind"] == "union":
            return " or ".join(self._typed(m["type"]) for m in ref["members"])
        if ref["kind"] == "optional":
            return f"{self._typed(ref['of'])} or null"
        fields = ", ".join(f'"{field["name"]}"' for field in ref["fields"])
        return f"an object with {fields}"

    def _plural(self, ref: TypeRef) -> str:
        if ref["kind"] != "named":
            return "values"
        known = self._table.get(ref["name"])
        if known is not None:
            return known["plural"]
        return f"{_NOUNS[ref['name']]}s" if ref["name"] in _NOUNS else ref["name"]

    def _described(self, ref: TypeRef) -> str:
        known = self._table.get(ref["name"]) if ref["kind"] == "named" else None
        return "" if known is None else known["description"]

    def _fill(self, message: TextIR, values: list[Json]) -> str:
        text = ""
        for part in message:
            if isinstance(part, str):
                text += part
            else:
                value = values[self._names.index(part["hole"])]
                text += value if isinstance(value, str) else show(value)
        return text
