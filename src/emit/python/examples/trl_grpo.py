"""Online reinforcement learning with TRL: GRPO, in which each task shows its own tools and an answer is rewarded if it is right.

    pip install 'trl>=1.10' 'transformers>=5.2' 'datasets>=4.7' jmespath
    python examples/trl_grpo.py --model Qwen/Qwen3-4B --steps 500

Without `--model` it takes two steps with a tiny one with random weights, which shows that all is in place: such a model calls
no tool, and its reward is 0.
"""

import argparse
from itertools import islice
from typing import Any

import torch
from PACKAGE import Environment, tasks
from PACKAGE.adapters import trl as world
from trl import GRPOConfig, GRPOTrainer


def main() -> None:
    """Train the model that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model")
    parser.add_argument("--split", default="SPLIT")
    parser.add_argument("-n", type=int, default=1000, help="how many tasks (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=2, help="how many steps (default: %(default)s)")
    parser.add_argument("--output", default="out/grpo", help="where checkpoints go (default: %(default)s)")
    given = parser.parse_args()

    train = list(islice(tasks(given.split), given.n))
    gpu = torch.cuda.is_available()
    arguments = GRPOConfig(
        output_dir=given.output,
        max_steps=given.steps,
        per_device_train_batch_size=4,
        num_generations=4,
        max_completion_length=2048 if given.model else 32,  # of the whole episode, the answers of tools included
        logging_steps=1,
        report_to=[],
        bf16=gpu,
        use_cpu=not gpu,
    )
    model: Any = given.model
    tokenizer = None
    if given.model is None:
        from tiny_model import tiny_model

        model, tokenizer = tiny_model(f"{task['instruction']} {Environment(task).tools}" for task in train)
    trainer = GRPOTrainer(
        model=model,
        args=arguments,
        train_dataset=world.dataset(train),
        environment_factory=world.environments(train),
        reward_funcs=world.reward,
        processing_class=tokenizer,
    )
    trainer.train()
    rewards = [entry["reward"] for entry in trainer.state.log_history if "reward" in entry]
    print(f"{len(train)} tasks, mean reward of each step: {', '.join(f'{reward:.3f}' for reward in rewards)}")


if __name__ == "__main__":
    main()
