"""Accounts and logins.

Every app with a login has one account in an environment, drawn from its key; which apps are logged in to is the only
thing that calls change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from .canonical import canonical_json
from .denotations import Denotations
from .errors import ComputationError, ToolError, show
from .facts import Facts
from .ir import AppIR, ToolIR, WorldIR
from .streams import Stream, derive_key
from .value_sets import Denotation
from .values import Absent, Json


class Account(NamedTuple):
    """A user name and the password to it."""

    username: Json
    password: Json


class AppPlan(NamedTuple):
    """What is known of an app with a login before any environment is opened."""

    app: AppIR
    tool: str
    """The name of the tool that logs in."""
    username: Denotation
    password: Denotation


def plan_logins(ir: WorldIR, denotations: Denotations) -> dict[str, AppPlan]:
    """Find the apps with a login and the tools that log in to them."""
    tools = {tool["app"]: tool["name"] for tool in ir["tools"] if tool.get("access") == "login"}
    plans: dict[str, AppPlan] = {}
    for app in ir["apps"]:
        login = app["login"]
        if login is not None and app["name"] in tools:
            username, password = denotations.of(login["username"]), denotations.of(login["password"])
            plans[app["name"]] = AppPlan(app, tools[app["name"]], username, password)
    return plans


class Logins:
    """The accounts of an environment, and where the caller has logged in."""

    def __init__(self, plans: Mapping[str, AppPlan], facts: Facts) -> None:
        """Begin logged in nowhere."""
        self._plans: Final = plans
        self._facts: Final = facts
        self._open: set[str] = set()

    def account(self, app: str) -> Account | None:
        """Return the account of an app, if it has a login."""
        plan = self._plans.get(app)
        if plan is None:
            return None

        def draw(of: Denotation, what: str) -> Json:
            value = of.generate(Stream(derive_key(self._facts.key, "account", app, what)), self._facts)
            if isinstance(value, Absent) or value is None:
                raise ComputationError(f"no {what} can be drawn for {plan.app['noun']}")
            return value

        return Account(draw(plan.username, "user name"), draw(plan.password, "password"))

    def refuse(self, tool: ToolIR) -> ToolError | None:
        """Return why a tool cannot be called yet; None where it can."""
        if tool["app"] is None or "access" in tool:
            return None
        plan = self._plans.get(tool["app"])
        if plan is None or tool["app"] in self._open:
            return None
        message = f'{tool["name"]}: you are not logged in to {plan.app["noun"]}; call "{plan.tool}" first'
        return {"code": "not_logged_in", "message": message, "tool": tool["name"]}

    def answer(self, tool: ToolIR, values: list[Json]) -> Json:
        """Answer a call of a tool that comes with logins.

        Raises:
            ComputationError: if a password is asked for, and there is no such account.
        """
        first, second = values
        if tool.get("access") == "login":
            account = None if tool["app"] is None else self.account(tool["app"])
            right = account is not None and _same(account.username, first) and _same(account.password, second)
            if right and tool["app"] is not None:
                self._open.add(tool["app"])
            return right
        account = self.account(first) if isinstance(first, str) else None
        if account is not None and _same(account.username, second):
            return account.password
        raise ComputationError(f"no password is saved for the user name {show(second)} on {show(first)}")


def _same(a: Json, b: Json) -> bool:
    return canonical_json(a) == canonical_json(b)
