"""Supervised fine-tuning with TRL on the recorded solutions: each row is a whole conversation with its tools.

    pip install 'trl>=1.10' 'transformers>=5.2' 'datasets>=4.7' jmespath
    rworld export tasks/SPLIT.jsonl --as chat -o chat.parquet       # in the build that this package is from
    python examples/trl_sft.py chat.parquet --model Qwen/Qwen3-0.6B

Without `--model` it trains a tiny one with random weights for a few steps, which shows that all is in place.
"""

import argparse
from typing import Any

import torch
import trl
from datasets import load_dataset


def main() -> None:
    """Train on the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="an export of the format chat, as Parquet")
    parser.add_argument("--model")
    parser.add_argument("--steps", type=int, default=4, help="how many steps (default: %(default)s)")
    parser.add_argument("--output", default="out/sft", help="where checkpoints go (default: %(default)s)")
    given = parser.parse_args()

    rows = load_dataset("parquet", data_files=given.data, split="train")
    gpu = torch.cuda.is_available()
    arguments = trl.SFTConfig(
        output_dir=given.output,
        max_steps=given.steps,
        per_device_train_batch_size=2,
        learning_rate=1e-5 if given.model else 1e-2,
        max_length=None,  # a conversation that is cut off teaches the wrong thing
        assistant_only_loss=True,  # learn what the agent says, not what the tools answer
        logging_steps=1,
        report_to=[],
        bf16=gpu,
        use_cpu=not gpu,
    )
    model: Any = given.model
    tokenizer = None
    if given.model is None:
        from tiny_model import tiny_model

        model, tokenizer = tiny_model(str(row) for row in rows)
    trainer = trl.SFTTrainer(model=model, args=arguments, train_dataset=rows, processing_class=tokenizer)
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    print(f"{len(rows)} conversations, loss {losses[0]:.3f} at first and {losses[-1]:.3f} at last")


if __name__ == "__main__":
    main()
