"""Every export format through `datasets` and pyarrow: each row must come back as it was written.

usage: test_formats.py FOLDER    with a build of markets and tasks of randomworld in it, as run.sh makes them
"""

import ast
import json
import math
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam
from pydantic import TypeAdapter

FORMATS = "task chat openai openai-rft hermes sharegpt nestful bfcl verl prompt".split()
datasets.disable_progress_bars()
failures = 0
rounded = 0


def check(what, ok, detail=""):
    """Counts and tells a failure."""
    global failures
    if not ok:
        failures += 1
        print(f"FAIL {what} {detail}"[:2000])


def first_difference(expected, got):
    for i, (a, b) in enumerate(zip(expected, got)):
        if not same(a, b):
            names = [k for k in a if not same(a[k], b.get(k))] + [k for k in b if k not in a]
            return f"row {i}: " + "; ".join(f"{k}: {a.get(k)!r:.200} came back as {b.get(k)!r:.200}" for k in names)
    return f"{len(expected)} rows written, {len(got)} read"


def same(a, b, slack=False):
    """Equality that tells True from 1, and 1 from "1", and looks into lists and objects.

    `slack` lets a number be off by a part in 10^9: what datasets' own JSON reader does to some (it reads 0.3 as
    0.30000000000000004, and writes ten decimals). Those are counted.
    """
    global rounded
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k], slack) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y, slack) for x, y in zip(a, b))
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if slack and isinstance(a, float) and isinstance(b, float) and a != b and math.isclose(a, b, rel_tol=1e-9):
        rounded += 1
        return True
    return a == b


def nulls(column):
    """How many nulls there are in a column, at any depth."""
    if isinstance(column, pa.ChunkedArray):
        return sum(nulls(chunk) for chunk in column.chunks)
    inner = 0
    if isinstance(column, pa.ExtensionArray):
        return nulls(column.storage)
    if pa.types.is_struct(column.type):
        inner = sum(nulls(column.field(i)) for i in range(column.type.num_fields))
    elif pa.types.is_list(column.type):
        inner = nulls(column.flatten())
    return column.null_count + inner


def with_json_read(value, arrow_type):
    """What a reader without `datasets` has to do: parse the columns that Parquet calls JSON."""
    if isinstance(arrow_type, pa.JsonType):
        return json.loads(value)
    if pa.types.is_list(arrow_type):
        return [with_json_read(item, arrow_type.value_type) for item in value]
    if pa.types.is_struct(arrow_type):
        return {field.name: with_json_read(value[field.name], field.type) for field in arrow_type}
    return value


def load(kind, path):
    return list(datasets.load_dataset(kind, data_files=str(path), split="train", cache_dir=tempfile.mkdtemp()))


def check_openai(world, rows, tuned):
    """What the API takes: the types of its own client, and the rules of its guide to fine-tuning."""
    messages = TypeAdapter(list[ChatCompletionMessageParam])
    tools = TypeAdapter(list[ChatCompletionToolParam])
    for i, row in enumerate(rows):
        what = f"{world} openai{'' if tuned else '-rft'}, row {i}"
        messages.validate_python(row["messages"])
        tools.validate_python(row["tools"])
        names = [tool["function"]["name"] for tool in row["tools"]]
        check(what, all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) for name in names) and len(names) <= 128 and len(set(names)) == len(names), names)
        open_calls = []
        for message in row["messages"]:
            if message["role"] == "tool":
                check(what, message["tool_call_id"] in open_calls, message)
                open_calls.remove(message["tool_call_id"])
            else:
                check(what, not open_calls, "a call is not answered")
            for call in message.get("tool_calls", ()):
                open_calls.append(call["id"])
                check(what, call["function"]["name"] in names and isinstance(json.loads(call["function"]["arguments"]), dict), call)
        check(what, row["messages"][-1]["role"] == ("assistant" if tuned else "user"), row["messages"][-1])


def export(folder, world, name, output):
    subprocess.run(["node", "dist/src/cli/main.js", "export", str(folder / "tasks/train.jsonl"), "--ir", str(folder), "--as", name, "-o", str(output)], check=True, stderr=subprocess.DEVNULL)


def read_lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def main(root):
    rows = 0
    for world in ("markets", "randomworld"):
        folder = root / world
        for name in FORMATS:
            lines, parquet = (folder / f"{name}.{ending}" for ending in ("jsonl", "parquet"))
            export(folder, world, name, lines)
            export(folder, world, name, parquet)
            expected = read_lines(lines)
            rows += len(expected)
            if name == "task":
                check(f"{world} task", expected == read_lines(folder / "tasks/train.jsonl"))
            for kind, path in (("json", lines), ("parquet", parquet)):
                got = load(kind, path)
                slack = kind == "json"
                check(f"{world} {name}, datasets, {kind}", len(got) == len(expected) and all(same(a, b, slack) for a, b in zip(expected, got)), first_difference(expected, got))
            table = pq.read_table(parquet)
            plain = [{f.name: with_json_read(row[f.name], f.type) for f in table.schema} for row in table.to_pylist()]
            check(f"{world} {name}, pyarrow", len(plain) == len(expected) and all(map(same, expected, plain)), first_difference(expected, plain))
            check(f"{world} {name}, nulls", sum(nulls(table[c]) for c in table.column_names) == 0)
        check_openai(world, read_lines(folder / "openai.jsonl"), True)
        check_openai(world, read_lines(folder / "openai-rft.jsonl"), False)
        for row in read_lines(folder / "nestful.jsonl"):
            ast.literal_eval(row["gold_answer"])
        for row in read_lines(folder / "bfcl.answers.jsonl"):
            for call in row["ground_truth"][0]:
                ast.parse(call, mode="eval")
        tools = yaml.safe_load((folder / "verl.tools.yaml").read_text(encoding="utf-8"))["tools"]
        for tool in tools:
            for schema in tool["tool_schema"]["function"]["parameters"]["properties"].values():
                check(f"{world} verl tools", set(schema) <= {"type", "description", "enum"} and isinstance(schema["type"], str), str(schema))
    print(f"{rows} rows in {len(FORMATS)} formats, through datasets {datasets.__version__} (JSON lines, Parquet) and pyarrow {pa.__version__}: {failures} failures; {rounded} numbers that datasets rounded while reading JSON lines")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
