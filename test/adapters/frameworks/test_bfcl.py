"""BFCL: the leaderboard's checker on the `bfcl` export, with the class that the package registers.

usage: test_bfcl.py FOLDER    with a build of markets, rworld_markets and bfcl_eval installed (without what it asks for: the checker needs none of it)
"""

import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

from bfcl_eval.eval_checker.multi_turn_eval.multi_turn_checker import multi_turn_checker
from rworld_markets.adapters.bfcl import CLASS_NAME, register

MAIN = str(Path(__file__).resolve().parents[3] / "dist/src/cli/main.js")


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def main(folder):
    register()
    subprocess.run(["node", MAIN, "export", str(folder / "tasks/train.jsonl"), "--ir", str(folder), "--as", "bfcl", "-o", str(folder / "bfcl.jsonl")], check=True, stderr=subprocess.DEVNULL)
    entries, answers = lines(folder / "bfcl.jsonl"), lines(folder / "bfcl.answers.jsonl")
    verdicts = {}
    for n, (entry, answer) in enumerate(zip(entries, answers, strict=True)):
        assert entry["id"] == answer["id"] and entry["involved_classes"] == [CLASS_NAME]
        (gold,) = answer["ground_truth"]
        models = {
            "the gold calls, one a step": [[call] for call in gold],
            "all in one step": [gold],
            "a refused call before them": [[f"{gold[0].split('(')[0]}(no_such_parameter=1)"], *([call] for call in gold)],
            "the last call left out": [[call] for call in gold[:-1]],
            "the last call with another argument": [*([call] for call in gold[:-1]), [f"{gold[-1].split('(')[0]}(no_such_parameter=1)"]],
        }
        for what, steps in models.items():
            told = multi_turn_checker([steps], answer["ground_truth"], entry, "multi_turn_base", f"m{n}{len(what)}")
            verdicts.setdefault(what, []).append(told["valid"])
    rates = {what: sum(valid) / len(valid) for what, valid in verdicts.items()}
    assert list(rates.values()) == [1, 1, 1, 0, 0], rates
    print(f"bfcl-eval {importlib.metadata.version('bfcl-eval')}: {len(entries)} entries, passed: {rates}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
