"""How an agent hands in its answer: it calls one more tool, `submit`, with the answer as text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, TypedDict

from .canonical import canonical_json
from .values import Json, JsonObject

PARAMETER: Final = "answer"

DESCRIPTION: Final = "Submits the final answer and ends the task. Call it once, when the answer is known."

ANSWER_DESCRIPTION: Final = (
    "The answer alone, without any other words: text as it stands, without quotes; "
    "a number, a truth value, a list or an object as JSON."
)


class FunctionSchema(TypedDict):
    """A tool as a language model is shown it: `parameters` is a JSON Schema of the arguments, an object."""

    name: str
    description: str
    parameters: JsonObject


def submit_name(tools: Collection[str]) -> str:
    """Return `submit`, with as many underscores after it as it takes to clash with no tool of the world."""
    name = "submit"
    while name in tools:
        name += "_"
    return name


def submit_function(name: str) -> FunctionSchema:
    """Return the tool that takes the answer, as a model is shown it."""
    return {
        "name": name,
        "description": DESCRIPTION,
        "parameters": {
            "type": "object",
            "properties": {PARAMETER: {"type": "string", "description": ANSWER_DESCRIPTION}},
            "required": [PARAMETER],
        },
    }


def answer_text(answer: Json) -> str:
    """Return an answer as it is submitted: a text as it stands, anything else as canonical JSON."""
    return answer if isinstance(answer, str) else canonical_json(answer)
