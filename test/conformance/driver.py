"""Runs lines of cases on the Python run time and compares: `driver.py PACKAGES RUNTIME WORLD < cases.jsonl`.

PACKAGES is a folder to import from, RUNTIME the dotted name of the run time in it, WORLD an IR. Prints one JSON object:
how many lines agreed, by kind, and the first differences.
"""

import importlib
import json
import sys
import time
from collections import Counter


def main() -> None:
    """Run the lines of standard input."""
    folder, runtime, path = sys.argv[1:4]
    sys.path.insert(0, folder)
    values = importlib.import_module(f"{runtime}.values")
    world_module = importlib.import_module(f"{runtime}.world")
    scoring = importlib.import_module(f"{runtime}.scoring")
    streams = importlib.import_module(f"{runtime}.streams")
    canonical_json = importlib.import_module(f"{runtime}.canonical").canonical_json

    with open(path, encoding="utf-8") as file:
        world = world_module.World(values.parse_json(file.read()))
    environments = {}

    def environment_of(key):
        if key not in environments:
            environments.clear()
            environments[key] = world.environment(bytes.fromhex(key))
        return environments[key]

    def call(line):
        return environment_of(line["environment"]).call(line["tool"], line["arguments"])

    def draw(line):
        of = world.denotations.of(line["type"])
        stream = streams.Stream(bytes.fromhex(line["key"]))
        return [of.example(), *(of.generate(stream) for _ in range(line["count"]))]

    def draw_at_home(line):
        of = world.denotations.of(line["type"])
        key = bytes.fromhex(line["key"])
        facts = world.environment(key).facts
        stream = streams.Stream(key)
        return [of.generate(stream, facts) for _ in range(line["count"])]

    def recognize(line):
        of = world.denotations.of(line["type"])
        return [of.recognize(values.from_outside(value)) for value in line["values"]]

    def rows(line):
        facts = environment_of(line["environment"]).facts
        table = facts.table(line["entity"])
        ir = table.plan.ir
        cells = [
            [facts.column((ir["name"], field["name"])).cell(row) for field in ir["fields"]] for row in range(line["rows"])
        ]
        found = [table.keys().row_of(table.keys().cell(row)) for row in range(line["rows"])]
        return [table.count, cells, found]

    def score(line):
        tolerance = line["tolerance"] and scoring.Tolerance(**line["tolerance"])
        return scoring.score(line["task"], line["calls"], line.get("answer", values.ABSENT), tolerance)

    actions = {
        "call": call,
        "draw": draw,
        "draw at home": draw_at_home,
        "recognize": recognize,
        "rows": rows,
        "score": score,
    }

    def plain(value):
        return None if value is values.ABSENT else value

    agreed = Counter()
    different = []
    spent = 0.0
    for text in sys.stdin:
        # The standard parser, as those who use the tools would: 1.0, -0 and huge numbers come in as Python reads them.
        line = json.loads(text)
        kind = f"{line['do']}: {line['kind']}" if "kind" in line else line["do"]
        try:
            start = time.perf_counter()
            result = actions[line["do"]](line)
            spent += time.perf_counter() - start
            if isinstance(result, list):
                result = [plain(value) for value in result]
            got = canonical_json(result)
        except Exception as error:
            got = f"raised {type(error).__name__}: {error}"
        if got == line["expect"]:
            agreed[kind] += 1
        else:
            different.append({"line": text[:2000], "expect": line["expect"][:2000], "got": got[:2000]})
    answer = {"agreed": dict(sorted(agreed.items())), "different": len(different), "seconds": spent, "first": different[:5]}
    print(json.dumps(answer))


main()
