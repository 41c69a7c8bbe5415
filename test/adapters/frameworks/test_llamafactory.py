"""LLaMA-Factory: its loader reads the `sharegpt` export by the dataset_info.json beside it, and makes training examples of it.

usage: test_llamafactory.py FOLDER    with a build of markets, and llamafactory installed
"""

import importlib.machinery
import importlib.metadata
import json
import shutil
import subprocess
import sys
import tempfile
import types
from pathlib import Path

try:
    import torchaudio  # noqa: F401
except (ImportError, OSError):
    # It is imported for sounds, which there are none of. Its builds on PyPI are for CUDA, and do not load beside a torch without it.
    sys.modules["torchaudio"] = types.ModuleType("torchaudio")
    sys.modules["torchaudio"].__spec__ = importlib.machinery.ModuleSpec("torchaudio", None)

from llamafactory.data import get_dataset, get_template_and_fix_tokenizer
from llamafactory.hparams import DataArguments, ModelArguments
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Seq2SeqTrainingArguments

MAIN = str(Path(__file__).resolve().parents[3] / "dist/src/cli/main.js")


def tokenizer_of(texts):
    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    raw.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=2000, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"], show_progress=False))
    return PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|endoftext|>")


def main(folder):
    rows = 0
    for ending in ("jsonl", "parquet"):
        where = Path(tempfile.mkdtemp())
        data = where / f"sharegpt.{ending}"
        subprocess.run(["node", MAIN, "export", str(folder / "tasks/train.jsonl"), "--ir", str(folder), "--as", "sharegpt", "-o", str(data)], check=True, stderr=subprocess.DEVNULL)
        shutil.copy(where / "sharegpt.dataset_info.json", where / "dataset_info.json")
        tasks = [json.loads(line) for line in open(folder / "tasks/train.jsonl", encoding="utf-8")]
        tokenizer = tokenizer_of(json.dumps(task, ensure_ascii=False) for task in tasks)
        arguments = DataArguments(template="qwen3", dataset="sharegpt", dataset_dir=str(where), cutoff_len=16384, overwrite_cache=True, preprocessing_num_workers=1)
        template = get_template_and_fix_tokenizer(tokenizer, arguments)
        training = Seq2SeqTrainingArguments(output_dir=str(where / "out"), report_to=[], use_cpu=True, log_level="warning")
        model = ModelArguments(model_name_or_path="none", cache_dir=str(where / "cache"))
        loaded = get_dataset(template, model, arguments, training, stage="sft", tokenizer=tokenizer)["train_dataset"]
        assert len(loaded) == len(tasks), f"{len(loaded)} examples of {len(tasks)} rows"
        for task, example in zip(tasks, loaded, strict=True):
            shown = tokenizer.decode(example["input_ids"])
            learnt = tokenizer.decode([label for label in example["labels"] if label != -100])
            assert task["instruction"] in shown and all(f'"name": "{tool}"' in shown for tool in [*task["tools"], "submit"]), shown
            calls = [json.loads(part.split("</tool_call>")[0]) for part in learnt.split("<tool_call>")[1:]]
            assert [call["name"] for call in calls] == [*(call["tool"] for call in task["calls"]), "submit"], learnt
            assert "null" not in shown and task["instruction"] not in learnt, shown
        rows += len(loaded)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("llamafactory", "transformers", "datasets"))
    print(f"{versions}: {rows} training examples, calls of tools and submissions learnt, answers of tools not")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
