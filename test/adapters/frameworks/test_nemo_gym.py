"""NeMo Gym: the resources server's routes as its simple agent calls them, rewards, verification anew, and the folder's files.

usage: test_nemo_gym.py    with rworld_markets and nemo_gym installed
"""

import asyncio
import importlib.metadata
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import MagicMock

import httpx
import uvicorn
import yaml
from fastapi.testclient import TestClient
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from nemo_gym.base_resources_server import BaseRunRequest
from nemo_gym.config_types import DatasetConfig
from nemo_gym.mcp_auto_exposure import maybe_auto_expose
from nemo_gym.server_utils import ServerClient
from rworld_markets import tasks
from rworld_markets._runtime.canonical import canonical_json
from rworld_markets._runtime.scoring import gold_arguments
from rworld_markets._runtime.submission import answer_text
from rworld_markets.adapters import nemo_gym as adapter
from rworld_markets.adapters.episodes import all_tools
from rworld_markets.adapters.nemo_gym_folder import own_names, shown_names

TRAIN = {task["id"]: task for task in tasks("train")}


def response_of(calls):
    """A response of a model that made these calls and then said something."""
    output = [{"type": "function_call", "name": name, "arguments": arguments, "call_id": f"c{i}"} for i, (name, arguments) in enumerate(calls)]
    said = {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [{"type": "output_text", "text": "Done.", "annotations": []}]}
    return {"id": "r", "created_at": 0, "model": "scripted", "object": "response", "output": [*output, said], "parallel_tool_calls": False, "tool_choice": "auto", "tools": []}


def episode(app, row, right):
    """What simple_agent does with a row: seed, call, verify. The reward."""
    task = TRAIN[row["id"]]
    client = TestClient(app)
    assert client.post(f"/{task['calls'][0]['tool']}", json={}).status_code == 400, "no session yet"
    client.post("/seed_session", json=row).raise_for_status()
    refused = client.post(f"/{task['calls'][0]['tool']}", json={"no_such_parameter": 1})
    assert refused.status_code == 200 and "error" in refused.json(), refused.text
    assert "error" in client.post(f"/{task['calls'][0]['tool']}", json=[1]).json()
    calls = []
    for gold in task["calls"]:
        arguments = gold_arguments(task, gold)
        reply = client.post(f"/{gold['tool']}", json=arguments)
        assert reply.text == canonical_json(gold["result"]), reply.text
        calls.append((gold["tool"], json.dumps(arguments)))
    answer = {"answer": answer_text(task["answer"]["value"]) if right else "surely not this"}
    assert client.post("/submit", json=answer).text == '"submitted"'
    calls.append(("submit", json.dumps(answer)))
    verified = client.post("/verify", json={**row, "response": response_of(calls)})
    verified.raise_for_status()
    told = verified.json()
    assert told["submitted"] == 1 and told["fullSequence"] == 1 and told["errors"] == 0, told
    again = TestClient(app).post("/verify", json={**row, "response": response_of(calls)}).json()
    assert again["reward"] == told["reward"], "verified anew, without a session"
    assert TestClient(app).post("/verify", json={**row, "response": response_of(calls[:-1])}).json()["reward"] == 0
    return told["reward"]


async def over_mcp(address, row, right):
    """What an agent over MCP does with a row. The reward."""
    task = TRAIN[row["id"]]
    async with httpx.AsyncClient(base_url=address) as client:
        access = (await client.post("/seed_session", json=row)).json()["mcp"]
        calls = []
        async with streamablehttp_client(address + access["url_path"], headers=access["headers"]) as (read, write, _), ClientSession(read, write) as session:
            await session.initialize()
            listed = [tool.name for tool in (await session.list_tools()).tools]
            assert sorted(listed) == sorted([*task["tools"], "submit"]), listed
            refused = await session.call_tool(task["calls"][0]["tool"], {"no_such_parameter": 1})
            assert "error" in json.loads(refused.content[0].text), refused
            other = next(tool["name"] for tool in all_tools() if tool["name"] not in listed)
            assert (await session.call_tool(other, {})).isError, "a tool of another task"
            for gold in task["calls"]:
                arguments = gold_arguments(task, gold)
                reply = await session.call_tool(gold["tool"], arguments)
                told = reply.content[0].text
                assert not reply.isError and (told if isinstance(gold["result"], str) else json.loads(told)) == gold["result"], reply
                calls.append((gold["tool"], json.dumps(arguments)))
            answer = {"answer": answer_text(task["answer"]["value"]) if right else "surely not this"}
            await session.call_tool("submit", answer)
            calls.append((f"mcp__{access['server_name']}__submit", json.dumps(answer)))  # as agents that name servers do
        return (await client.post("/verify", json={**row, "response": response_of(calls)})).json()["reward"]


async def all_over_mcp(rows):
    """Sessions side by side on one server that shows its tools over MCP."""
    config = adapter.WorldConfig(host="127.0.0.1", port=0, entrypoint="", name="markets", domain="agent", expose_tools_over_mcp=True)
    world = adapter.WorldResourcesServer(config=config, server_client=MagicMock(spec=ServerClient))
    app = world.setup_webserver()
    maybe_auto_expose(world, app)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        return {right: await asyncio.gather(*(over_mcp(address, row, right) for row in rows)) for right in (True, False)}
    finally:
        server.should_exit = True
        await serving


def main():
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where) / "resources_servers" / "markets"
        subprocess.run([sys.executable, "-m", "rworld_markets.adapters.nemo_gym_folder", str(folder), "--license", "MIT"], check=True, stdout=subprocess.DEVNULL)
        configuration = yaml.safe_load((folder / "configs/markets.yaml").read_text(encoding="utf-8"))
        datasets = configuration["markets_simple_agent"]["responses_api_agents"]["simple_agent"]["datasets"]
        assert {d["jsonl_fpath"] for d in datasets} == {f"resources_servers/markets/data/{p.name}" for p in (folder / "data").iterdir()}
        for d in datasets:
            DatasetConfig.model_validate(d)
        rows = [json.loads(line) for line in open(folder / "data/train.jsonl", encoding="utf-8")]
        for row in rows:
            BaseRunRequest.model_validate(row)
        assert len(rows) == len(TRAIN)
        assert len(open(folder / "data/example.jsonl", encoding="utf-8").readlines()) == 5
        assert subprocess.run([sys.executable, "-m", "py_compile", str(folder / "app.py")]).returncode == 0

    names = ["verify", "verify_", "mcp", "add"]
    assert shown_names(names) == {"verify": "verify__", "verify_": "verify_", "mcp": "mcp_", "add": "add"}
    assert own_names(names)["verify__"] == "verify"

    config = adapter.WorldConfig(host="127.0.0.1", port=0, entrypoint="", name="markets", domain="agent")
    app = adapter.WorldResourcesServer(config=config, server_client=MagicMock(spec=ServerClient)).setup_webserver()
    rewards = {right: [episode(app, row, right) for row in rows[:20]] for right in (True, False)}
    assert rewards == {True: [1.0] * 20, False: [0.0] * 20}, rewards
    assert TestClient(app).post("/seed_session", json={**rows[0], "task": "{}"}).status_code == 422
    assert TestClient(app).get("/reverify_mode").json() == "stateless"
    shown = asyncio.run(all_over_mcp(rows[:10]))
    assert shown == {True: [1.0] * 10, False: [0.0] * 10}, shown
    version = importlib.metadata.version("nemo-gym")
    print(f"nemo_gym {version}: 40 episodes, {sum(rewards[True]):.0f} of 20 right ones and {sum(rewards[False]):.0f} of 20 wrong ones rewarded; 20 over MCP likewise; {len(rows)} rows")


if __name__ == "__main__":
    main()
