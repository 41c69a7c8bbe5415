"""A model that knows the answers: an OpenAI-compatible server that plays the recorded solutions of this package's tasks.

    python examples/scripted_model.py --port 8001

Point any harness at http://127.0.0.1:8001/v1 and see its whole loop work before a model takes part. The model `gold` must be
rewarded in every task; the model `wrong` makes the same calls and hands in another answer, and must not be.
It answers `/v1/chat/completions` and `/v1/responses`, and needs nothing but this package.
"""

import argparse
import json
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PACKAGE import Task, solution, tasks
from PACKAGE.adapters.episodes import task_sets


@cache
def known() -> dict[str, Task]:
    """Return the tasks of all sets, by what they ask."""
    return {task["instruction"]: task for name in task_sets() for task in tasks(name)}


def next_call(model: str, asked: list[str], results: int) -> tuple[str, dict[str, Any]] | None:
    """Return the tool to call and its arguments, or nothing once the answer has been handed in.

    Args:
        model: `gold` or `wrong`.
        asked: What users said so far: the instruction is among it, alone or in a longer text.
        results: How many calls have been answered.
    """
    task = next((known()[text] for text in asked if text in known()), None) or next(
        (task for told, task in known().items() if any(told in text for text in asked)), None
    )
    if task is None:
        raise ValueError("no task of this package asks that")
    calls = solution(task)
    if results >= len(calls):
        return None
    name, arguments = calls[results]
    if model == "wrong" and results == len(calls) - 1:
        arguments = dict.fromkeys(arguments, "surely not this")
    return name, dict(arguments)


def chat_completion(body: dict[str, Any]) -> dict[str, Any]:
    """Answer `/v1/chat/completions`."""
    messages = body["messages"]
    asked = [_text(message["content"]) for message in messages if message["role"] == "user"]
    results = sum(message["role"] == "tool" for message in messages)
    call = next_call(body["model"], asked, results)
    message: dict[str, Any] = {"role": "assistant", "content": "Done." if call is None else None}
    if call is not None:
        function = {"name": call[0], "arguments": json.dumps(call[1])}
        message["tool_calls"] = [{"id": f"call_{results}", "type": "function", "function": function}]
    choice = {"index": 0, "message": message, "finish_reason": "stop" if call is None else "tool_calls"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {
        "id": "chatcmpl-0",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [choice],
        "usage": usage,
    }


def chunks(completion: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a completion as the events of a stream: all of the message, then how it ended."""
    (choice,) = completion["choices"]
    calls = [{"index": i, **call} for i, call in enumerate(choice["message"].get("tool_calls", []))]
    delta = {**choice["message"], **({"tool_calls": calls} if calls else {})}
    told = {**completion, "object": "chat.completion.chunk"}
    return [
        {**told, "usage": None, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]},
        {**told, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]},
    ]


def response(body: dict[str, Any]) -> dict[str, Any]:
    """Answer `/v1/responses`."""
    given = body["input"] if isinstance(body["input"], list) else [{"role": "user", "content": body["input"]}]
    asked = [_text(item["content"]) for item in given if item.get("role") == "user"]
    results = sum(item.get("type") == "function_call_output" for item in given)
    call = next_call(body["model"], asked, results)
    item: dict[str, Any]
    if call is None:
        said = {"type": "output_text", "text": "Done.", "annotations": []}
        item = {"id": "msg_0", "type": "message", "role": "assistant", "status": "completed", "content": [said]}
    else:
        item = {"id": f"fc_{results}", "type": "function_call", "call_id": f"call_{results}", "status": "completed"}
        item |= {"name": call[0], "arguments": json.dumps(call[1])}
    return {
        "id": "resp_0",
        "object": "response",
        "created_at": 0,
        "status": "completed",
        "model": body["model"],
        "output": [item],
        "parallel_tool_calls": False,
        "tool_choice": "auto",
        "tools": body.get("tools") or [],
    }


def _text(content: Any) -> str:
    """Return the text of a message, which may come in parts."""
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content or [])


class Handler(BaseHTTPRequestHandler):
    """Answers requests, each on its own: the conversation says where it is."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer a request for the next message."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            if self.path.endswith("/responses"):
                self._reply(200, response(body))
            elif body.get("stream"):
                events = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks(chat_completion(body)))
                self._send(200, "text/event-stream", f"{events}data: [DONE]\n\n")
            else:
                self._reply(200, chat_completion(body))
        except (KeyError, ValueError) as error:
            self._reply(400, {"error": {"message": repr(error), "type": "invalid_request_error"}})

    def do_GET(self) -> None:
        """List the models."""
        self._reply(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in ("gold", "wrong")]})

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _reply(self, status: int, value: Any) -> None:
        self._send(status, "application/json", json.dumps(value))

    def _send(self, status: int, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def serve(port: int = 0) -> ThreadingHTTPServer:
    """Return a server that listens, on any free port if none is named; `serve_forever` runs it."""
    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8001)
    server = serve(parser.parse_args().port)
    print(f"serving {len(known())} tasks at http://127.0.0.1:{server.server_port}/v1")
    server.serve_forever()
