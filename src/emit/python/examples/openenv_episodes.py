"""Episodes over OpenEnv: a server of this package's tasks, and a model that acts through OpenEnv's own client.

    pip install 'openenv>=0.10'
    python examples/openenv_episodes.py --model Qwen/Qwen3-8B --base-url http://127.0.0.1:8000/v1 --split SPLIT -n 50

It runs the server itself; `--server` names one that runs already, such as `uvicorn --factory PACKAGE.adapters.openenv:app`.
"""

import argparse
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import models
from openenv.core import GenericEnvClient
from PACKAGE.adapters.episodes import arguments_of


@contextmanager
def served() -> Iterator[str]:
    """Run the server on a free port, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "PACKAGE.adapters.openenv:app", "--port", str(port)]
    server = subprocess.Popen([*command, "--log-level", "warning"])
    try:
        while True:  # until it listens
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if server.poll() is not None:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def episode(client: Any, split: str, index: int, model: models.Model, turns: int) -> float:
    """Let a model act in one task, and return its reward."""
    start = client.reset(split=split, index=index).observation
    messages: list[models.Message] = [{"role": "user", "content": start["instruction"]}]
    for _ in range(turns):
        reply = model(messages, start["tools"])
        messages.append(reply)
        for call in reply.get("tool_calls") or []:
            function = call["function"]
            arguments = arguments_of(function["arguments"])
            named = arguments if isinstance(arguments, dict) else {}  # the error will say what is missing
            step = client.step({"type": "call_tool", "tool_name": function["name"], "arguments": named})
            if step.done:
                return float(step.reward)
            told = step.observation["error"] or step.observation["result"]
            messages.append({"role": "tool", "tool_call_id": call["id"], "content": json.dumps(told)})
        if not reply.get("tool_calls"):
            break
    return 0.0


def main() -> None:
    """Play the episodes that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    models.add_options(parser)
    parser.add_argument("--server", help="the address of a server that runs already")
    parser.add_argument("--split", default="SPLIT", help="(default: %(default)s)")
    parser.add_argument("-n", type=int, default=5, help="how many tasks (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=40, help="how often the model may speak (default: %(default)s)")
    given = parser.parse_args()
    model = models.chosen(given)

    def play(address: str) -> list[float]:
        with GenericEnvClient(base_url=address).sync() as client:
            return [episode(client, given.split, index, model, given.turns) for index in range(given.n)]

    if given.server:
        rewards = play(given.server)
    else:
        with served() as address:
            rewards = play(address)
    print(f"{given.model}: {sum(rewards):g} of {len(rewards)} right")


if __name__ == "__main__":
    main()
