"""OpenEnv: episodes over loopback, with its own client, and in process; the Task API.

usage: test_openenv.py    with rworld_markets and openenv installed
"""

import socket
import threading
import time

import requests
import uvicorn
from openenv.core import GenericEnvClient
from openenv.core.env_server.mcp_types import CallToolAction, ListToolsAction
from rworld_markets import tasks
from rworld_markets._runtime.scoring import gold_arguments
from rworld_markets._runtime.submission import answer_text
from rworld_markets.adapters import openenv

TRAIN = list(tasks("train"))


def call(name, arguments):
    return {"type": "call_tool", "tool_name": name, "arguments": arguments}


def play(client, index, right):
    """Play one task through the client; the reward of its last step."""
    task = TRAIN[index]
    start = client.reset(split="train", index=index)
    assert start.observation["instruction"] == task["instruction"], start
    assert [t["name"] for t in start.observation["tools"]] == [*task["tools"], "submit"], start
    wrong = client.step(call(task["calls"][0]["tool"], {"no_such_parameter": 1}))
    assert wrong.observation["error"]["error_type"] == "invalid_args" and not wrong.done, wrong
    absent = client.step(call("no_such_tool", {}))
    assert absent.observation["error"]["error_type"] == "tool_not_found", absent
    for gold in task["calls"]:
        step = client.step(call(gold["tool"], gold_arguments(task, gold)))
        assert step.observation["result"] == gold["result"] and step.reward == 0 and not step.done, step
    end = client.step(call("submit", {"answer": answer_text(task["answer"]["value"]) if right else "surely not this"}))
    assert end.done, end
    late = client.step(call("submit", {"answer": answer_text(task["answer"]["value"])}))
    assert late.observation["error"] is not None and late.reward == end.reward, late
    return end.reward


def main():
    # In process.
    server = openenv.WorldServer()
    assert len(server.step(ListToolsAction()).tools) == len(openenv.all_tools())
    for seed in (5, 5 + len(TRAIN)):
        assert server.reset(split="train", seed=seed).task_id == TRAIN[5]["id"], "the seed chooses the task"
    assert [server.reset(split="test").task_id for _ in range(2)] == [t["id"] for t in list(tasks("test"))[:2]], "one after the other"
    assert server.reset(task=TRAIN[7]).task_id == TRAIN[7]["id"]
    assert len(server.step(ListToolsAction()).tools) == len(TRAIN[7]["tools"]) + 1
    gold = TRAIN[7]["calls"][0]
    assert server.step(CallToolAction(tool_name=gold["tool"], arguments=gold_arguments(TRAIN[7], gold))).result == gold["result"]
    assert server.state.step_count == 1 and server.state.episode_id == TRAIN[7]["id"]

    # Over loopback.
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    running = uvicorn.Server(uvicorn.Config(openenv.app(), log_level="error"))
    threading.Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not running.started:
        time.sleep(0.05)
    rewards = {True: [], False: []}
    with GenericEnvClient(base_url=url).sync() as client, GenericEnvClient(base_url=url).sync() as other:
        other.reset(split="train", index=0)
        for index in range(20):
            for right in rewards:
                rewards[right].append(play(client, index, right))
        assert other.state()["step_count"] == 0, "sessions are apart"
    assert rewards == {True: [1.0] * 20, False: [0.0] * 20}, rewards

    name = openenv.NAME
    assert requests.get(f"{url}/{name}/splits", timeout=10).json() == [{"name": s, "type": s} for s in ("train", "test")]
    assert requests.post(f"{url}/{name}/num_tasks", json={"split": "train"}, timeout=10).json() == {"num_tasks": len(TRAIN)}
    told = requests.post(f"{url}/{name}/task", json={"split": "train", "index": 12}, timeout=10).json()["task"]
    assert told == {"id": TRAIN[12]["id"], "index": 12, "instruction": TRAIN[12]["instruction"]}, told
    assert requests.post(f"{url}/{name}/task", json={"split": "train", "index": len(TRAIN)}, timeout=10).status_code == 400
    ranged = requests.post(f"{url}/{name}/task_range", json={"split": "test", "start": 3, "stop": 5}, timeout=10).json()["tasks"]
    assert [t["index"] for t in ranged] == [3, 4], ranged
    running.should_exit = True
    print(f"openenv: 40 episodes over a WebSocket, {sum(rewards[True]):.0f} of 20 right ones and {sum(rewards[False]):.0f} of 20 wrong ones rewarded; the Task API")


if __name__ == "__main__":
    main()
