"""Evaluate a model on tasks of this package, without any framework.

    python examples/evaluate.py --model Qwen/Qwen3-8B --base-url http://127.0.0.1:8000/v1 --split SPLIT -n 50

Every episode is a loop of a dozen lines: the model speaks, its calls are answered, until it has handed in its answer.
"""

import argparse
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import models
from PACKAGE import Environment, Score, Task, tasks
from PACKAGE.adapters.episodes import arguments_of, result_text


def episode(task: Task, model: models.Model, turns: int) -> Score:
    """Let a model act until it has handed in its answer, says something without a call, or has had its turns."""
    environment = Environment(task)
    messages: list[models.Message] = [{"role": "user", "content": environment.instruction}]
    for _ in range(turns):
        reply = model(messages, [dict(tool) for tool in environment.tools])
        messages.append(reply)
        for call in reply.get("tool_calls") or []:
            result = environment.call(call["function"]["name"], arguments_of(call["function"]["arguments"]))
            messages.append({"role": "tool", "tool_call_id": call["id"], "content": result_text(result)})
        if environment.done or not reply.get("tool_calls"):
            break
    return environment.score()


def main() -> None:
    """Evaluate the model that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    models.add_options(parser)
    parser.add_argument("--split", default="SPLIT", help="(default: %(default)s)")
    parser.add_argument("-n", type=int, default=20, help="how many tasks (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=40, help="how often the model may speak (default: %(default)s)")
    parser.add_argument("--parallel", type=int, default=8, help="how many episodes at once (default: %(default)s)")
    given = parser.parse_args()
    model = models.chosen(given)
    chosen = list(islice(tasks(given.split), given.n))
    with ThreadPoolExecutor(given.parallel) as pool:
        scores = list(pool.map(lambda task: episode(task, model, given.turns), chosen))
    for task, score in zip(chosen, scores, strict=True):
        print(f"{task['id']}: reward {score['reward']}, {score['errors']} calls refused, F1 of tools {score['f1Functions']:.2f}")
    print(f"{given.model}: {sum(score['reward'] for score in scores)} of {len(scores)} right")


if __name__ == "__main__":
    main()
