"""What a build says of itself: `datasets` loads its folder by the card, mlcroissant accepts and reads its Croissant metadata.

usage: test_card.py FOLDER    with a build of markets in it
"""

import json
import sys
import tempfile
from pathlib import Path

import datasets
import mlcroissant

datasets.disable_progress_bars()


def main(root):
    folder = root / "markets"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    written = {s["name"]: [json.loads(line) for line in open(folder / "tasks" / f"{s['name']}.jsonl", encoding="utf-8")] for s in manifest["taskSets"]}

    loaded = datasets.load_dataset(str(folder), cache_dir=tempfile.mkdtemp())
    assert set(loaded) == set(written), f"splits {list(loaded)}"
    for name, rows in written.items():
        assert loaded[name].column_names == list(rows[0]), loaded[name].column_names
        for row, got in zip(rows, loaded[name], strict=True):
            assert {k: got[k] for k in ("id", "instruction", "tools", "shape", "skeleton")} == {k: row[k] for k in ("id", "instruction", "tools", "shape", "skeleton")}, row["id"]
            assert [c["arguments"] for c in got["calls"]] == [c["arguments"] for c in row["calls"]], row["id"]

    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    assert not issues.errors, issues.errors
    for name, rows in written.items():
        records = list(dataset.records(name))
        assert len(records) == len(rows), f"{len(records)} records of {len(rows)}"
        for row, record in zip(rows, records):
            assert record[f"{name}/instruction"].decode() == row["instruction"]
            assert [tool.decode() for tool in record[f"{name}/tools"]] == row["tools"]
            assert record[f"{name}/length"] == row["shape"]["length"]
            assert record[f"{name}/answer_type"].decode() == row["answer"]["type"]
    print(f"card: {', '.join(f'{n} {len(r)}' for n, r in written.items())} through load_dataset and mlcroissant; warnings: {sorted(issues.warnings) or 'none'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    sys.exit(0)
