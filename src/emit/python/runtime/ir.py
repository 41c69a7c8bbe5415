"""The intermediate representation of a world, as far as the run time reads it: the shapes of `world.ir.json`."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

from .entity_ir import EntityIR
from .expression_ir import ExprIR
from .type_ir import TypeIR, TypeRef
from .values import Json


class TypeParam(TypedDict):
    """A type variable of a tool."""

    name: str
    bound: TypeRef | None


class ParamIR(TypedDict):
    """A parameter; one with a default may be left out."""

    name: str
    description: str
    type: TypeRef
    default: NotRequired[Json]


class Hole(TypedDict):
    """Where the value of a parameter stands in a text."""

    hole: str


TextIR: TypeAlias = "list[str | Hole]"


class Requirement(TypedDict):
    """A condition that a call must meet, and what is said where it does not."""

    condition: ExprIR
    message: TextIR


class ToolIR(TypedDict):
    """A tool."""

    name: str
    description: str
    app: str | None
    module: NotRequired[str]
    access: NotRequired[Literal["login", "password"]]
    tags: list[str]
    typeParams: list[TypeParam]
    params: list[ParamIR]
    result: TypeRef
    requires: list[Requirement]
    returns: ExprIR | None


class LoginIR(TypedDict):
    """The types of an account's user name and password."""

    username: TypeRef
    password: TypeRef


class AppIR(TypedDict):
    """A group of tools; those of an app with a login need one."""

    name: str
    description: str
    noun: str
    login: LoginIR | None


class WorldName(TypedDict):
    """What a world is called."""

    name: str
    version: str
    description: str


class WorldIR(TypedDict):
    """A world."""

    irVersion: Literal[1]
    world: WorldName
    types: list[TypeIR]
    entities: list[EntityIR]
    apps: list[AppIR]
    tools: list[ToolIR]
    hash: str
