"""The folder that NeMo Gym runs the world's resources server from: nothing but files, so nothing need be installed.

    python -m PACKAGE.adapters.nemo_gym_folder resources_servers/NAME --license "Apache 2.0"

writes `app.py`, `configs/NAME.yaml`, `data/*.jsonl`, `requirements.txt` and `README.md`: in a checkout of NeMo Gym, or in any folder
that `gym` is then started in. The rows are in the shape of OpenAI's Responses, with the task record as JSON beside them.

`gym` installs `requirements.txt` into an environment of the server's own. It names this package where it was installed from.
"""

import argparse
import importlib.metadata
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypedDict

from .._runtime.tasks import Task
from .._runtime.values import JsonObject
from ..environment import Environment
from .episodes import OWN_NAME, task_list, task_sets, task_text

_ROUTES: Final = frozenset({"verify", "seed_session", "aggregate_metrics", "mcp"})
"""Routes of every resources server: a tool of such a name would not be reached."""

LICENSES: Final = (
    "Apache 2.0",
    "MIT",
    "Creative Commons Attribution 4.0 International",
    "Creative Commons Attribution-ShareAlike 4.0 International",
    "TBD",
)
"""Licences of data sets, of those that NeMo Gym knows."""

_EXAMPLES: Final = 5
"""How many rows NeMo Gym wants in `example.jsonl`."""


class ResponsesTool(TypedDict):
    """A tool as OpenAI's Responses have it: flat."""

    type: str
    name: str
    description: str
    parameters: JsonObject
    strict: bool


class ResponsesParams(TypedDict):
    """What a model is sent."""

    input: list[dict[str, str]]
    tools: list[ResponsesTool]


class AgentRef(TypedDict):
    """Which agent takes a row."""

    type: str
    name: str


class Row(TypedDict):
    """A line of a data set."""

    id: str
    responses_create_params: ResponsesParams
    agent_ref: AgentRef
    task: str


def shown_names(names: Iterable[str]) -> dict[str, str]:
    """Return the names that tools are shown by: a route's own name gets an underscore, or as many as it takes."""
    taken = set(names := list(names))
    shown = {}
    for name in names:
        to = name
        while to in _ROUTES or (to != name and to in taken):
            to += "_"
        taken.add(to)
        shown[name] = to
    return shown


def own_names(names: Iterable[str]) -> dict[str, str]:
    """Return the names of tools by those that they are shown by."""
    return {to: name for name, to in shown_names(names).items()}


def rows(tasks: Iterable[Task], agent: str) -> Iterator[Row]:
    """Yield a row for each task.

    Args:
        tasks: The tasks.
        agent: The name of the agent in the configuration, for those who route rows by it.
    """
    for task in tasks:
        tools = Environment(task).tools
        shown = shown_names([tool["name"] for tool in tools])
        yield {
            "id": task["id"],
            "responses_create_params": {
                "input": [{"role": "user", "content": task["instruction"]}],
                "tools": [
                    {
                        "type": "function",
                        "name": shown[tool["name"]],
                        "description": tool["description"],
                        "parameters": tool["parameters"],
                        "strict": False,
                    }
                    for tool in tools
                ],
            },
            "agent_ref": {"type": "responses_api_agents", "name": agent},
            "task": task_text(task),
        }


def write_folder(folder: Path, license_name: str) -> list[Path]:
    """Write the folder.

    Args:
        folder: Where; its name is the server's.
        license_name: The licence of the tasks, one of `LICENSES`.

    Returns:
        The files.

    Raises:
        ValueError: If the package carries no tasks.
    """
    sets = task_sets()
    if not sets:
        raise ValueError("this package carries no tasks: build it with tasks")
    name = folder.name
    agent = f"{name}_simple_agent"
    data: dict[str, list[Row]] = {"example": list(rows(task_list(sets[0])[:_EXAMPLES], agent))}
    data |= {name_of: list(rows(task_list(name_of), agent)) for name_of in sets}
    texts = {
        "app.py": _APP,
        f"configs/{name}.yaml": _configuration(name, agent, sets, license_name),
        "requirements.txt": f"-e nemo-gym[dev] @ ../../\n{_own_requirement()}\n",
        "README.md": _readme(name),
        **{f"data/{key}.jsonl": "".join(f"{_line(row)}\n" for row in value) for key, value in data.items()},
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return [folder / path for path in texts]


def _own_requirement() -> str:
    """Return how pip finds this package again: by its version, or by where it was installed from (PEP 610)."""
    name = OWN_NAME.replace("_", "-").strip("-")
    try:
        installed = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:  # it is run from its folder
        return f"{name} @ {Path(__file__).resolve().parents[2].as_uri()}"
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    return f"{name} @ {origin['url']}" if "url" in origin else f"{name}=={installed.version}"


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


_APP: Final = f'''"""The resources server, from the package {OWN_NAME}."""

from {OWN_NAME}.adapters.nemo_gym import WorldResourcesServer

if __name__ == "__main__":
    WorldResourcesServer.run_webserver()
'''


def _configuration(name: str, agent: str, sets: Iterable[str], license_name: str) -> str:
    at = f"resources_servers/{name}"
    data = [
        f"""      - name: {key}
        type: {"train" if key == "train" else "validation"}
        jsonl_fpath: {at}/data/{key}.jsonl
        license: {json.dumps(license_name)}
"""
        for key in sets
    ]
    return f"""{name}:
  resources_servers:
    {name}:
      entrypoint: app.py
      domain: agent
      verified: false
      description: {json.dumps(f"Compositional tool use in the world of {OWN_NAME}")}
{agent}:
  responses_api_agents:
    simple_agent:
      entrypoint: app.py
      resources_server:
        type: resources_servers
        name: {name}
      model_server:
        type: responses_api_models
        name: policy_model
      datasets:
{"".join(data)}      - name: example
        type: example
        jsonl_fpath: {at}/data/example.jsonl
{name}_environment_server:
  environment_servers:
    legacy_agent:
      entrypoint: app.py
      agent_server:
        type: responses_api_agents
        name: {agent}
"""


def _readme(name: str) -> str:
    return f"""# {name}

Tasks of the world that the package `{OWN_NAME}` was compiled from: find things out with tools, and hand in the answer with `submit`.
The reward is 1 where the answer is right, else 0. Written by `python -m {OWN_NAME}.adapters.nemo_gym_folder`.

```sh
gym eval run --config resources_servers/{name}/configs/{name}.yaml --model-type openai_model \\
    --model MODEL --model-url http://127.0.0.1:8000/v1 --model-api-key KEY \\
    --agent {name}_simple_agent --split train --limit 5 --output results/rollouts.jsonl
```

starts the servers and collects rollouts; `gym env start` with the same configuration and model only starts them, for a trainer.
With `expose_tools_over_mcp: true` under the server in the configuration, the tools of a session are at `/mcp` too.
"""


def main() -> None:
    """Write the folder that the command line names."""
    parser = argparse.ArgumentParser(prog=f"python -m {OWN_NAME}.adapters.nemo_gym_folder", description="Write a resources server for NeMo Gym.")
    parser.add_argument("folder", type=Path, help="the folder to write, named resources_servers/NAME")
    parser.add_argument("--license", choices=LICENSES, default="TBD", help="the licence of the tasks (default: %(default)s)")
    given = parser.parse_args()
    if not given.folder.name.isidentifier():
        parser.error(f"{given.folder.name!r} cannot be the name of a server: letters, digits and underscores")
    try:
        written = write_folder(given.folder, given.license)
    except ValueError as error:
        parser.error(str(error))
    print("\n".join(str(path) for path in written))


if __name__ == "__main__":
    main()
