"""verifiers: whole rollouts of a single-agent environment, the model being a server that plays the gold trajectory or a wrong one.

usage: test_verifiers.py    with rworld_markets and verifiers installed
"""

import asyncio
import importlib.metadata
import json
import sys
from pathlib import Path

import verifiers.v1 as vf
from aiohttp import web
from rworld_markets import Environment, tasks
from rworld_markets._runtime.scoring import gold_arguments
from rworld_markets._runtime.submission import answer_text
from rworld_markets.adapters import verifiers as adapter
from verifiers.v1.utils.loaders import load_environment

sys.path.insert(0, str(Path(__file__).parent))
TRAIN = {task["instruction"]: task for task in tasks("train")}
ROLLOUTS = 12


def turn(name, body):
    """What the scripted model says next: a wrong call, the gold calls, and an answer, right if the model is called "gold"."""
    task = TRAIN[body["messages"][0]["content"]]
    assert [t["function"]["name"] for t in body["tools"]] == [t["name"] for t in Environment(task).tools]
    told = [m for m in body["messages"] if m["role"] == "tool"]
    calls = [(task["calls"][0]["tool"], {"no_such_parameter": 1}), *((c["tool"], gold_arguments(task, c)) for c in task["calls"])]
    right = name == "gold"
    calls.append(("submit", {"answer": answer_text(task["answer"]["value"]) if right else "surely not this"}))
    if told:
        assert "error" in json.loads(told[0]["content"])
        assert [json.loads(m["content"]) for m in told[1:]] == [c["result"] for c in task["calls"]][: len(told) - 1]
    tool, arguments = calls[len(told)]
    call = {"id": f"call{len(told)}", "type": "function", "function": {"name": tool, "arguments": json.dumps(arguments)}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return {"id": "x", "object": "chat.completion", "created": 0, "model": name, "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}], "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}


async def serve():
    async def complete(request):
        body = await request.json()
        try:
            return web.json_response(turn(body["model"], body))
        except Exception as error:
            print(f"the scripted model failed: {error!r}", file=sys.stderr)
            raise

    app = web.Application()
    app.router.add_post("/v1/chat/completions", complete)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return site._server.sockets[0].getsockname()[1]


async def rewards(port, model):
    client = vf.EvalClientConfig(base_url=f"http://127.0.0.1:{port}/v1", api_key_var="NO_KEY")
    config = vf.SingleAgentEnvConfig.model_validate(
        {"taskset": {"id": "rworld-markets-verifiers", "split": "train"}, "agent": {"harness": {"id": "scripted_harness"}, "runtime": {"type": "subprocess"}}}
    )
    environment = load_environment(config)
    assert isinstance(environment.taskset, adapter.WorldTaskset)
    context = vf.ModelContext(model=model, client=client)
    async with environment.serving():
        episodes = await asyncio.gather(*(environment.run_episode(task, context) for task in environment.taskset.take(ROLLOUTS)))
    traces = []
    for episode in episodes:
        assert episode.ok, [*episode.errors, *(e for t in episode.traces for e in t.errors)]
        traces.extend(episode.traces)
    for trace, task in zip(traces, TRAIN.values()):
        assert trace.task.key == task["id"]
        assert trace.metrics["errors"] == 1 and trace.metrics["missingCalls"] == 0 and trace.metrics["win"] == 1, trace.metrics
    return [trace.reward for trace in traces]


async def main():
    port = await serve()
    got = {model: await rewards(port, model) for model in ("gold", "wrong")}
    assert got == {"gold": [1.0] * ROLLOUTS, "wrong": [0.0] * ROLLOUTS}, got
    loaded = list(adapter.WorldTaskset(adapter.WorldConfig(split="test")))
    assert [t.data.idx for t in loaded] == list(range(len(loaded))) and len({t.key for t in loaded}) == len(loaded)
    assert all([await task.validate(None) for task in loaded])
    print(f"verifiers {importlib.metadata.version('verifiers')}: {ROLLOUTS} rollouts of the gold trajectory with rewards {set(got['gold'])}, {ROLLOUTS} with a wrong answer {set(got['wrong'])}; {len(loaded)} tasks validated")


if __name__ == "__main__":
    asyncio.run(main())
