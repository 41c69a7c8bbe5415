"""NeMo Gym: a resources server with a route for each tool.

`python -m PACKAGE.adapters.nemo_gym_folder` writes the folder that `gym` runs it from.

- `seed_session` opens the row's task, `POST /<tool>` calls a tool of it, `verify` scores.
- `verify` makes the calls of the response once more instead of asking the session: rollouts may be verified again
  (`gym eval reverify`), by another process too.
- A tool with the name of a route of the server (`verify`, `seed_session`, ...) is shown with an underscore after it.
- With `expose_tools_over_mcp: true` in the server's configuration the tools are at `/mcp` too: the token that `seed_session`
  answers with shows those of its task alone. There NeMo Gym takes the quotes off results that are texts.

NeMo Gym (nemo-gym >= 0.7) asks for Python 3.13.14 or later.
"""

from typing import Any, ClassVar

from .._runtime.tasks import Task
from ..environment import Environment
from .episodes import all_tools, arguments_of, missing, replay, result_text, task_of
from .nemo_gym_folder import own_names, shown_names

try:
    from fastapi import FastAPI, HTTPException, Request
    from fastapi.responses import PlainTextResponse
    from nemo_gym.base_resources_server import (
        BaseResourcesServerConfig,
        BaseSeedSessionRequest,
        BaseSeedSessionResponse,
        BaseVerifyRequest,
        BaseVerifyResponse,
        ReverifyMode,
        SimpleResourcesServer,
    )
    from nemo_gym.server_utils import SESSION_ID_KEY
    from pydantic import ConfigDict, PrivateAttr
except ImportError as error:
    raise missing("nemo_gym", ["nemo-gym>=0.7"], error) from error


class WorldConfig(BaseResourcesServerConfig):  # type: ignore[misc]
    """Nothing to set but what every server has."""

    REVERIFY_MODE: ClassVar[ReverifyMode] = ReverifyMode.STATELESS


class WorldSeedRequest(BaseSeedSessionRequest):  # type: ignore[misc]
    """A row: its task, and whatever else it has."""

    model_config = ConfigDict(extra="allow")

    task: str


class WorldVerifyRequest(BaseVerifyRequest):  # type: ignore[misc]
    """A row and the response to it."""

    model_config = ConfigDict(extra="allow")

    task: str


class WorldVerifyResponse(BaseVerifyResponse):  # type: ignore[misc]
    """The reward, and the measures of `Environment.score` as numbers beside it."""

    model_config = ConfigDict(extra="allow")


class WorldResourcesServer(SimpleResourcesServer):  # type: ignore[misc]
    """The tasks of this world: a session is one task."""

    ray_enabled: ClassVar[bool | None] = False
    config: WorldConfig
    _sessions: dict[str, Environment] = PrivateAttr(default_factory=dict)

    def setup_webserver(self) -> FastAPI:
        """Return the server's routes; those of the tools come last, so that the server's own go before them."""
        app = super().setup_webserver()
        app.post("/{tool}")(self.use_tool)
        return app

    async def seed_session(self, request: Request, body: WorldSeedRequest) -> BaseSeedSessionResponse:
        """Open the task of a row."""
        self._sessions[request.session[SESSION_ID_KEY]] = _opened(body.task)
        return BaseSeedSessionResponse()

    async def use_tool(self, tool: str, request: Request) -> PlainTextResponse:
        """Call a tool. A refused call answers too: the model reads what was wrong with it."""
        environment = self._sessions.get(request.session[SESSION_ID_KEY])
        if environment is None:
            raise HTTPException(status_code=400, detail="no task is open in this session: call seed_session first")
        arguments = arguments_of((await request.body()).decode("utf-8", errors="replace"))
        name = own_names(_shown(environment.task)).get(tool, tool)
        return PlainTextResponse(result_text(environment.call(name, arguments)))

    async def verify(self, request: Request, body: WorldVerifyRequest) -> WorldVerifyResponse:
        """Score the calls of a response, the submission among them, and close the session."""
        self._sessions.pop(request.session[SESSION_ID_KEY], None)
        task = _opened(body.task).task
        names = own_names(_shown(task))
        calls = [item for item in body.response.output if item.type == "function_call"]
        score = replay(task, ((names.get(c.name, c.name), arguments_of(c.arguments)) for c in calls)).score()
        measures = {name: float(value) for name, value in score.items()}  # type: ignore[arg-type]
        return WorldVerifyResponse(**{**body.model_dump(), **measures})

    def mcp_tools(self, harvested: list[Any], catchall: Any) -> list[Any]:
        """Return every tool of the world, for a server that is exposed over MCP."""
        shown = shown_names([tool["name"] for tool in all_tools()])
        return [
            *harvested,
            *(catchall.tool(shown[tool["name"]], tool["parameters"], tool["description"]) for tool in all_tools()),
        ]

    def mcp_allowed_tools_for_session(self, seed_body: dict[str, Any]) -> list[str]:
        """Return the tools of the task that a session was opened with."""
        return list(shown_names(_shown(task_of(seed_body["task"]))).values())


def _opened(text: str) -> Environment:
    try:
        return Environment(task_of(text))
    except (ValueError, KeyError, TypeError) as error:
        raise HTTPException(status_code=422, detail=f"the row has no task of this world: {error}") from error


def _shown(task: Task) -> list[str]:
    return [*task["tools"], all_tools()[-1]["name"]]
