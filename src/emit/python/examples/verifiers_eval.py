"""Evaluate a model with verifiers: its own command, `vf-eval`, on the taskset of this package.

    pip install 'verifiers>=0.4' uv
    python examples/verifiers_eval.py --model Qwen/Qwen3-8B --base-url http://127.0.0.1:8000/v1 --split SPLIT -n 50

It prints the command. Its harness `null` gives the model no tools but the task's own; the runtime `subprocess` runs here,
where `docker` and `prime` would run elsewhere.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import models


def main() -> None:
    """Evaluate the model that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    models.add_options(parser)
    parser.add_argument("--split", default="SPLIT", help="(default: %(default)s)")
    parser.add_argument("-n", type=int, default=5, help="how many tasks (default: %(default)s)")
    parser.add_argument("--output", default=None, help="a folder for the traces (default: a temporary one)")
    given = parser.parse_args()
    scripts = Path(sys.executable).parent  # where vf-eval and uv are, even where the environment is not activated
    if not (scripts / "vf-eval").exists():
        parser.error("there is no vf-eval beside this Python: pip install 'verifiers>=0.4' uv")
    models.settle(given)
    output = given.output or tempfile.mkdtemp()
    options = {
        "-m": given.model,
        "-n": str(given.n),
        "-o": output,
        "--env.taskset.split": given.split,
        "--env.agent.harness.id": "null",
        "--env.agent.runtime.type": "subprocess",
        "--client.base-url": given.base_url,
        "--client.api-key-var": "OPENAI_API_KEY",
        "--push": "False",
    }
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    command = ["vf-eval", "PACKAGE_verifiers", *(word for option in options.items() for word in option)]
    print(shlex.join(command), flush=True)
    subprocess.run([str(scripts / command[0]), *command[1:]], env={"OPENAI_API_KEY": "none", **os.environ, "PATH": path}, check=True)

    (traces,) = Path(output).glob("*/traces.jsonl")
    with traces.open(encoding="utf-8") as lines:
        episodes = [json.loads(line) for line in lines]
    rewards = [trace["rewards"]["correct"]["score"] for episode in episodes for trace in episode["traces"]]
    print(f"\n{given.model}: {sum(rewards):g} of {len(rewards)} right")


if __name__ == "__main__":
    main()
