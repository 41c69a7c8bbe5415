"""Episodes over MCP with its official Python client: this package's server, and a model that calls its tools.

    npm install && pip install 'mcp>=2'
    python examples/client.py --model Qwen/Qwen3-8B --base-url http://127.0.0.1:8000/v1 -n 5

Without `--model` the recorded solutions are played, and must be rewarded. Each episode starts `server.js` on a task of its own;
with `--url http://127.0.0.1:8931/mcp` it opens a session of a server that runs already (`node server.js --http 8931`).
"""

import argparse
import asyncio
import json
import os
import urllib.request
from itertools import islice
from pathlib import Path
from typing import Any

from mcp import Client, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client

PACKAGE = Path(__file__).resolve().parents[1]
Message = dict[str, Any]


def tasks(name: str, count: int) -> list[dict[str, Any]]:
    """Return the first tasks of a set. Some numbers have none."""
    with (PACKAGE / f"tasks/{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, count)]


def recorded(task: dict[str, Any]) -> list[Message]:
    """Return the calls of the recorded solution of a task, the submission last, as a model would make them."""
    values = {given["id"]: given["value"] for given in task["inputs"]} | {call["id"]: call["result"] for call in task["calls"]}

    def value(source: dict[str, Any]) -> Any:
        found = values[source["ref"]] if "ref" in source else source["value"]
        for field in source.get("path", []):
            found = found[field]
        return found

    answer = task["answer"]["value"]
    calls = [(call["tool"], {name: value(source) for name, source in call["arguments"].items()}) for call in task["calls"]]
    calls.append(("SUBMIT", {"answer": answer if isinstance(answer, str) else json.dumps(answer)}))
    functions = [{"name": tool, "arguments": json.dumps(arguments)} for tool, arguments in calls]
    return [{"role": "assistant", "tool_calls": [{"id": f"call_{i}", "type": "function", "function": f}]} for i, f in enumerate(functions)]


def ask(base_url: str, model: str, messages: list[Message], tools: list[dict[str, Any]]) -> Message:
    """Return what a model behind an OpenAI-compatible endpoint says next."""
    body = json.dumps({"model": model, "messages": messages, "tools": tools}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {os.environ.get('OPENAI_API_KEY', 'none')}"}
    with urllib.request.urlopen(urllib.request.Request(f"{base_url}/chat/completions", body, headers), timeout=600) as answer:
        message: Message = json.load(answer)["choices"][0]["message"]
    return message


def text(content: Any) -> str:
    """Return the text of a message, an answer or a resource: this server writes nothing else."""
    return str(content.text)


async def called(client: Client, function: dict[str, Any]) -> str:
    """Return what a tool answers, as text. Tools that are not there and arguments that are no JSON are the model's to mend."""
    try:
        return text((await client.call_tool(function["name"], json.loads(function["arguments"]))).content[0])
    except (MCPError, ValueError) as error:
        return str(error)


async def episode(given: argparse.Namespace, task: dict[str, Any]) -> dict[str, Any]:
    """Let the model act in one task, and return how it did."""
    words = [str(PACKAGE / "server.js"), "--set", given.set, "--task", str(task["index"])]
    server = f"{given.url}?set={given.set}&task={task['index']}" if given.url else stdio_client(StdioServerParameters(command="node", args=words))
    script = recorded(task) if given.model is None else []
    async with Client(server) as client:
        messages: list[Message] = [{"role": "user", "content": text((await client.get_prompt("task")).messages[0].content)}]
        listed = (await client.list_tools()).tools
        tools = [{"type": "function", "function": {"name": t.name, "description": t.description, "parameters": t.input_schema}} for t in listed]
        score: dict[str, Any] = {}
        for _ in range(given.turns):
            reply = script.pop(0) if given.model is None else ask(given.base_url, given.model, messages, tools)
            messages.append(reply)
            for call in reply.get("tool_calls") or []:
                messages.append({"role": "tool", "tool_call_id": call["id"], "content": await called(client, call["function"])})
            score = json.loads(text((await client.read_resource("rworld://score")).contents[0]))
            if score["submitted"] or not reply.get("tool_calls"):
                break
    return score


async def main() -> None:
    """Play the episodes that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="without it the recorded solutions are played")
    parser.add_argument("--base-url", default="http://127.0.0.1:8000/v1", help="of an OpenAI-compatible endpoint (default: %(default)s); the key is read from OPENAI_API_KEY")
    parser.add_argument("--url", help="the address of a server that runs already")
    parser.add_argument("--set", default="SPLIT", help="the task set (default: %(default)s)")
    parser.add_argument("-n", type=int, default=5, help="how many tasks (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=40, help="how often the model may speak (default: %(default)s)")
    given = parser.parse_args()
    scores = [await episode(given, task) for task in tasks(given.set, given.n)]
    for score in scores:
        print(f"{score['task']}: reward {score['reward']}")
    print(f"{given.model or 'gold'}: {sum(score['reward'] for score in scores)} of {len(scores)} right")


if __name__ == "__main__":
    asyncio.run(main())
