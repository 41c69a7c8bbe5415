"""NeMo Gym: the resources server's routes as its simple agent calls them, rewards, verification anew, and the folder's files.

usage: test_nemo_gym.py    with rworld_markets and nemo_gym installed, or nemo_gym's sources on PYTHONPATH
"""

import importlib.metadata
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import MagicMock

import nemo_gym
import yaml
from fastapi.testclient import TestClient
from nemo_gym.base_resources_server import BaseRunRequest
from nemo_gym.config_types import DatasetConfig
from nemo_gym.server_utils import ServerClient
from rworld_markets import tasks
from rworld_markets._runtime.canonical import canonical_json
from rworld_markets._runtime.scoring import gold_arguments
from rworld_markets._runtime.submission import answer_text
from rworld_markets.adapters import nemo_gym as adapter
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
    try:
        version = importlib.metadata.version("nemo-gym")
    except importlib.metadata.PackageNotFoundError:
        version = "from a checkout"
    print(f"nemo_gym {version}: 40 episodes, {sum(rewards[True]):.0f} of 20 right ones and {sum(rewards[False]):.0f} of 20 wrong ones rewarded; {len(rows)} rows")


if __name__ == "__main__":
    main()
