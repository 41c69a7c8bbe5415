"""Which model acts: any behind an OpenAI-compatible endpoint, or the scripted one, which knows the answers."""

import argparse
import json
import os
import threading
import urllib.request
from typing import Any, Protocol

import scripted_model

Message = dict[str, Any]


class Model(Protocol):
    """Says what comes next in a conversation, with tools to call."""

    def __call__(self, messages: list[Message], tools: list[dict[str, Any]]) -> Message:
        """Return the next message."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let the command line name a model."""
    parser.add_argument("--model", help="without it the scripted model acts, which knows the answers")
    parser.add_argument("--base-url", default="http://127.0.0.1:8000/v1", help="of an OpenAI-compatible endpoint (default: %(default)s); the key is read from OPENAI_API_KEY")


def settle(given: argparse.Namespace) -> None:
    """Where no model is named, start the scripted one and name it."""
    if given.model is None:
        server = scripted_model.serve()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        given.model, given.base_url = "gold", f"http://127.0.0.1:{server.server_port}/v1"


def chosen(given: argparse.Namespace) -> Model:
    """Return the model that the command line names."""
    settle(given)

    def model(messages: list[Message], tools: list[dict[str, Any]]) -> Message:
        functions = [{"type": "function", "function": tool} for tool in tools]
        body = json.dumps({"model": given.model, "messages": messages, "tools": functions}).encode()
        key = os.environ.get("OPENAI_API_KEY", "none")
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
        request = urllib.request.Request(f"{given.base_url}/chat/completions", body, headers)
        with urllib.request.urlopen(request, timeout=600) as answer:
            message: Message = json.load(answer)["choices"][0]["message"]
        return message

    return model
