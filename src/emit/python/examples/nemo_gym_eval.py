"""Rollouts in NeMo Gym: its own command, `gym eval run`, on a resources server of this package.

    pip install 'nemo-gym>=0.7' uv          # Python 3.13.14 or later
    python examples/nemo_gym_eval.py --model gpt-5 --base-url https://api.openai.com/v1

It writes the server's folder, as `python -m PACKAGE.adapters.nemo_gym_folder` does, and prints the command, which starts the
server, an agent and a model, and lets the agent play rows of `train.jsonl`.
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
from PACKAGE.adapters.nemo_gym_folder import write_folder

SERVERS = ("resources_servers/world", "responses_api_agents/simple_agent", "environment_servers/legacy_agent", "responses_api_models/openai_model")


def main() -> None:
    """Let the model that the command line names play."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    models.add_options(parser)
    parser.add_argument("-n", type=int, default=5, help="how many tasks (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where to work (default: a temporary folder)")
    given = parser.parse_args()
    scripts = Path(sys.executable).parent
    if not (scripts / "gym").exists():
        parser.error("there is no gym beside this Python: pip install 'nemo-gym>=0.7' uv")
    models.settle(given)
    folder = given.folder or Path(tempfile.mkdtemp())
    write_folder(folder / "resources_servers/world", "TBD")

    # Each server would be given an environment of its own, gigabytes each: let all of them use this one.
    for server in SERVERS:
        own = folder / "environments" / server / ".venv"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.unlink(missing_ok=True)
        own.symlink_to(sys.prefix)
    options = {
        "--config": "resources_servers/world/configs/world.yaml",
        "--model-type": "openai_model",
        "--model": given.model,
        "--model-url": given.base_url,
        "--model-api-key": os.environ.get("OPENAI_API_KEY", "none"),
        "--agent": "world_simple_agent",
        "--split": "train",
        "--limit": str(given.n),
        "--output": "results/rollouts.jsonl",
    }
    command = ["gym", "eval", "run", *(word for option in options.items() for word in option)]
    print(shlex.join(command), flush=True)
    command += ["+skip_venv_if_present=true", f"+uv_venv_dir={folder / 'environments'}"]
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    subprocess.run([str(scripts / command[0]), *command[1:]], cwd=folder, env={**os.environ, "PATH": path}, check=True)

    with (folder / "results/rollouts.jsonl").open(encoding="utf-8") as lines:
        rewards = [json.loads(line)["reward"] for line in lines]
    print(f"{given.model}: {sum(rewards):g} of {len(rewards)} right")


if __name__ == "__main__":
    main()
