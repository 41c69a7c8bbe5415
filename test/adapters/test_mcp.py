"""The official Python client of MCP, over stdio and HTTP: gold trajectories must be rewarded, and nothing else.

The server is that of the command line; the emitted one is tried by the client that its package brings as an example.

usage: test_mcp.py FOLDER    with a build of markets in it, as run.sh makes it
"""

import asyncio
import json
import sys
from pathlib import Path

from mcp import Client, MCPError, StdioServerParameters
from mcp.client.stdio import stdio_client

MAIN = str(Path(__file__).resolve().parents[2] / "dist/src/cli/main.js")
TASKS = 25
failures = 0


def check(what, ok, detail=""):
    """Counts and tells a failure."""
    global failures
    if not ok:
        failures += 1
        print(f"FAIL {what} {detail}"[:2000])


def value_of(task, source):
    """The value of an argument of a gold call."""
    if "ref" not in source:
        return source["value"]
    values = {u["id"]: u["value"] for u in task["inputs"]} | {c["id"]: c["result"] for c in task["calls"]}
    value = values[source["ref"]]
    for name in source.get("path", []):
        value = value[name]
    return value


def text(result):
    return result.content[0].text


async def score(client):
    return json.loads((await client.read_resource("rworld://score")).contents[0].text)


async def solve(client, task, given_up=0):
    """The gold calls and the gold answer; the client holds every result against the tool's output schema."""
    prompt = await client.get_prompt("task")
    check(task["id"], prompt.messages[0].content.text == task["instruction"])
    tools = (await client.list_tools()).tools
    check(task["id"], [t.name for t in tools] == [*task["tools"], "submit"], [t.name for t in tools])
    for call in task["calls"]:
        arguments = {name: value_of(task, source) for name, source in call["arguments"].items()}
        result = await client.call_tool(call["tool"], arguments)
        check(task["id"], not result.is_error and json.loads(text(result)) == call["result"], text(result))
        content = result.structured_content
        check(task["id"], content == call["result"] or content == {"result": call["result"]}, content)
    wrong = await client.call_tool(task["calls"][0]["tool"], {"nonsense": 1})
    check(task["id"], wrong.is_error and "error" in json.loads(text(wrong)), text(wrong))
    try:
        await client.call_tool("no_such_tool", {})
        check(task["id"], False, "a tool that is not there answers")
    except MCPError as error:
        check(task["id"], error.error.code == -32602 and error.error.data["error"]["code"] == "unknown_tool", error)
    answer = task["answer"]["value"]
    await client.call_tool("submit", {"answer": answer if isinstance(answer, str) else json.dumps(answer)})
    got = await score(client)
    check(task["id"], got["reward"] == 1 and got["missingCalls"] == 0 and 2 <= got["errors"] <= 2 + given_up, got)


async def serve_http(*args):
    """A server on a free port: the process, and its address."""
    server = await asyncio.create_subprocess_exec("node", *args, "--http", "0", stderr=asyncio.subprocess.PIPE)
    line = (await server.stderr.readline()).decode()
    return server, line.split()[-1]


async def over_http(tasks, *args):
    server, url = await serve_http(*args)
    try:
        async def episode(task):
            async with Client(f"{url}?set={task['set']}&task={task['index']}") as client:
                await solve(client, task)

        await asyncio.gather(*(episode(task) for task in tasks))
        async with Client(f"{url}?set={tasks[0]['set']}&task={tasks[0]['index']}") as client:
            await client.call_tool("submit", {"answer": "something else"})
            got = await score(client)
            check("a wrong answer", got["reward"] == 0 and got["submitted"], got)
            await left_alone(tasks[1], url)
            print(f"HTTP: protocol {client.protocol_version}, {len(tasks)} sessions at once")
    finally:
        server.terminate()
        await server.wait()


async def left_alone(task, url):
    """A client that gives a call up, and one that goes away in the middle of one: the session of another goes on."""
    async with Client(f"{url}?set={task['set']}&task={task['index']}") as other:
        for gone in (True, False):
            async with Client(f"{url}?set={task['set']}&task={task['index']}") as client:
                calling = asyncio.create_task(client.call_tool(task["calls"][0]["tool"], {"nonsense": 1}))
                await asyncio.sleep(0.002)
                calling.cancel()
                await asyncio.gather(calling, return_exceptions=True)
                if not gone:
                    await solve(client, task, given_up=1)
        await solve(other, task)


async def over_stdio(task, *args):
    words = [*args, "--set", task["set"], "--task", str(task["index"])]
    async with Client(stdio_client(StdioServerParameters(command="node", args=words))) as client:
        await solve(client, task)
        print(f"stdio: protocol {client.protocol_version}")


async def example(package):
    """The client that the emitted package brings, over both roads. The package's dependencies are those of this checkout."""
    (package / "node_modules").symlink_to(Path(MAIN).parents[3] / "node_modules")
    server, url = await serve_http(str(package / "server.js"))
    try:
        for words in ([], ["--url", url]):
            client = await asyncio.create_subprocess_exec(sys.executable, str(package / "examples/client.py"), *words, stdout=asyncio.subprocess.PIPE)
            told = (await client.communicate())[0].decode()
            check(f"examples/client.py {words}", client.returncode == 0 and told.endswith("gold: 5 of 5 right\n"), told)
    finally:
        server.terminate()
        await server.wait()


async def main(folder):
    tasks = [json.loads(line) for line in (folder / "markets/tasks/train.jsonl").read_text().splitlines()[:TASKS]]
    serve = [MAIN, "serve", "specs/markets", "--mcp"]
    await over_http(tasks, *serve)
    for task in tasks[:3]:
        await over_stdio(task, *serve)
    await example(folder / "markets/tools/mcp")


asyncio.run(main(Path(sys.argv[1])))
print("mcp:", "no failure" if failures == 0 else f"{failures} failures")
sys.exit(failures > 0)
