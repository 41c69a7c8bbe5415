"""TRL: SFT on the `chat` export and GRPO on the environments, steps that are taken by a tiny model with random weights, on CPU.

A random model calls no tool. So that calls and rewards can be watched, the model of the second GRPO run "samples" by a script: of
the two rollouts of a group one plays the gold trajectory and one a wrong answer; all else is the trainer's own.
`AsyncGRPOTrainer` needs vLLM on a GPU to generate and to hand weights over. Its rollouts are tried without: its own worker, in
its own process, asks a server that generates by the same script.

usage: test_trl.py CHAT    with the `chat` export of markets' tasks as Parquet; rworld_markets, trl, torch and jmespath installed
"""

import http.server
import importlib.metadata
import json
import os
import re
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")

import datasets
import torch
import transformers
import trl
from rworld_markets import Environment, tasks
from rworld_markets._runtime.scoring import gold_arguments
from rworld_markets._runtime.submission import answer_text
from rworld_markets.adapters import trl as adapter
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM
from transformers.utils import get_json_schema

datasets.disable_progress_bars()
transformers.utils.logging.set_verbosity_error()
TRAIN = list(tasks("train"))
TEMPLATE = (Path(trl.__file__).parent / "chat_templates/qwen3.jinja").read_text(encoding="utf-8")
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def tiny():
    """A tokenizer of the tasks' own text, with Qwen's template, and a model of a few thousand weights."""
    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    text = [json.dumps([t["instruction"], Environment(t).tools], ensure_ascii=False) for t in TRAIN]
    raw.train_from_iterator(text, trainers.BpeTrainer(vocab_size=3000, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    raw.add_tokens(["<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<think>", "</think>"])
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|endoftext|>")
    tokenizer.chat_template = TEMPLATE
    torch.manual_seed(0)
    config = Qwen3Config(vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2, num_key_value_heads=1, head_dim=16, max_position_embeddings=16384, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
    return tokenizer, config


def sft(chat):
    """A few steps on the rows as `rworld export --as chat` writes them, tools and all."""
    tokenizer, config = tiny()
    rows = datasets.load_dataset("parquet", data_files=str(chat), split="train", cache_dir=tempfile.mkdtemp()).select(range(16))
    arguments = trl.SFTConfig(output_dir=tempfile.mkdtemp(), max_steps=4, per_device_train_batch_size=2, learning_rate=1e-2, max_length=None, logging_steps=1, report_to=[], use_cpu=True, save_strategy="no", assistant_only_loss=True, disable_tqdm=True, bf16=False, gradient_checkpointing=False)
    trainer = trl.SFTTrainer(model=Qwen3ForCausalLM(config), args=arguments, train_dataset=rows, processing_class=tokenizer)
    shown = tokenizer.decode(next(iter(trainer.train_dataset))["input_ids"])
    first = rows[0]
    assert first["tools"][0]["function"]["name"] in shown and "<tool_call>" in shown and "<tool_response>" in shown and "null" not in shown, shown
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    assert len(losses) == 4 and losses[-1] < losses[0], losses
    return losses


class Script:
    """Says what comes next in a conversation."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.submissions = {}

    def next(self, ids):
        """The tokens that follow a prompt of tokens."""
        prompt = self.tokenizer.decode(ids)
        task = next(t for t in TRAIN if f"<|im_start|>user\n{t['instruction']}<|im_end|>" in prompt)
        return self.tokenizer.encode(f"{self.turn(task, prompt)}<|im_end|>", add_special_tokens=False)

    def turn(self, task, prompt):
        """A wrong call, the gold calls, an answer that every second rollout of the task has right, and a last word."""
        told = re.findall(r"<tool_response>\n(.*?)\n</tool_response>", prompt.split(f"{task['instruction']}<|im_end|>")[1], re.S)
        calls = [(task["calls"][0]["tool"], {"no_such_parameter": 1}), *((c["tool"], gold_arguments(task, c)) for c in task["calls"])]
        results = [c["result"] for c in task["calls"]]
        if told:
            assert "'error'" in told[0] and [json.loads(x) for x in told[1 : len(calls)]] == results[: len(told) - 1], told
        if len(told) > len(calls):
            return "Done."
        if len(told) == len(calls):
            n = self.submissions[task["id"]] = self.submissions.get(task["id"], 0) + 1
            calls.append(("submit", {"answer": answer_text(task["answer"]["value"]) if n % 2 else "surely not this"}))
        name, arguments = calls[len(told)]
        return f"<tool_call>\n{json.dumps({'name': name, 'arguments': arguments})}\n</tool_call>"


class Scripted(Qwen3ForCausalLM):
    """Samples by a script; it is trained as any other model."""

    script = None

    def generate(self, input_ids, attention_mask, **kwargs):
        outputs = [self.script.next(ids[mask.bool()]) for ids, mask in zip(input_ids, attention_mask)]
        longest = max(map(len, outputs))
        padded = [o + [self.script.tokenizer.pad_token_id] * (longest - len(o)) for o in outputs]
        return torch.cat([input_ids, torch.tensor(padded)], dim=1)


def grpo(model_class, chosen, steps):
    """Train, and return what the trainer logged at each step."""
    tokenizer, config = tiny()
    model = model_class(config)
    model.script = Script(tokenizer)
    before = [p.detach().clone() for p in model.parameters()]
    arguments = trl.GRPOConfig(output_dir=tempfile.mkdtemp(), max_steps=steps, per_device_train_batch_size=4, num_generations=2, max_completion_length=3000 if model_class is Scripted else 16, learning_rate=1e-3, logging_steps=1, report_to=[], use_cpu=True, save_strategy="no", disable_tqdm=True, bf16=False, gradient_checkpointing=False, chat_template_kwargs={"enable_thinking": False})
    trainer = trl.GRPOTrainer(model=model, args=arguments, train_dataset=adapter.dataset(chosen), processing_class=tokenizer, environment_factory=adapter.environments(chosen), reward_funcs=adapter.reward)
    trainer.train()
    moved = sum(float((a - b).abs().sum()) for a, b in zip(before, model.parameters()))
    logs = [entry for entry in trainer.state.log_history if "reward" in entry]
    assert len(logs) == steps, trainer.state.log_history
    return logs, moved


def asynchronous(chosen):
    """Rollouts of AsyncGRPOTrainer's worker; the reward of each."""
    from trl.experimental.async_grpo import async_rollout_worker as worker_module

    tokenizer, _ = tiny()
    script = Script(tokenizer)

    class Generating(http.server.BaseHTTPRequestHandler):
        """What the worker asks of vLLM: tokens for tokens."""

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                tokens = script.next(asked["prompt"])
            choice = {"token_ids": tokens, "logprobs": {"token_logprobs": [-1.0] * len(tokens)}}
            data = json.dumps({"choices": [choice]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    lock = threading.Lock()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Generating)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    worker_module.is_vllm_available = lambda: True
    worker = worker_module.AsyncRolloutWorker(model_name="scripted", dataset=adapter.dataset(chosen), reward_funcs=[adapter.reward], processing_class=tokenizer, eos_token_ids=[tokenizer.eos_token_id], environment_factory=adapter.environments(chosen), num_generations=2, max_inflight_tasks=4, vllm_server_url=f"http://127.0.0.1:{server.server_port}", max_tokens=512, chat_template_kwargs={"enable_thinking": False})
    worker.start()
    try:
        samples = [worker.rollout_buffer.get(timeout=120) for _ in range(2 * len(chosen))]
    finally:
        worker.stop()
        server.shutdown()
    for sample in samples:
        assert sample.metrics["tools/call_frequency"] > 2 and 0 < sample.metrics["tools/failure_frequency"] < 0.5, sample.metrics
    return [sample.metrics["rewards/reward"] for sample in samples]


def schemas():
    """What transformers makes of the methods is what the task shows, but for what hints cannot say."""
    compared = 0
    for task in TRAIN[:50]:
        ((name, made),) = adapter.environments([task]).items()
        assert name == adapter.rows([task])[0]["environment"]
        rollout = made()
        methods = [getattr(rollout, m) for m in dir(type(rollout)) if m.startswith("tool")]
        for method, shown in zip(methods, Environment(task).tools, strict=True):
            schema = get_json_schema(method)["function"]
            assert schema["name"] == shown["name"] and schema["description"] == " ".join(shown["description"].split()), schema
            for parameter, told in shown["parameters"]["properties"].items():
                got = schema["parameters"]["properties"][parameter]
                assert got.get("type") == told.get("type") and got.get("enum") == told.get("enum"), (got, told)
            assert schema["parameters"].get("required", []) == shown["parameters"]["required"], schema
            compared += 1
    return compared


def main(chat):
    compared = schemas()
    losses = sft(chat)
    short = [t for t in TRAIN if t["shape"]["length"] <= 4][:8]
    logs, moved = grpo(Scripted, short, 3)
    for entry in logs:
        assert entry["reward"] == entry["rewards/reward/mean"] == 0.5 and entry["rewards/reward/std"] > 0, entry
        assert entry["tools/call_frequency"] > 2 and 0 < entry["tools/failure_frequency"] < 0.5, entry
        assert entry["grad_norm"] > 0, entry
    assert moved > 0
    random_logs, _ = grpo(Qwen3ForCausalLM, short, 1)
    assert random_logs[0]["reward"] == 0, random_logs
    rewards = asynchronous(short[:4])
    assert sorted(rewards) == [0.0] * 4 + [1.0] * 4, rewards
    began = time.perf_counter()
    made = adapter.environments(TRAIN)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("trl", "transformers", "torch"))
    print(f"{versions}: {compared} tool schemas; SFT losses {[round(loss, 2) for loss in losses]}; GRPO, 3 steps of 4 rollouts, rewards {[entry['reward'] for entry in logs]}, tool calls a rollout {[entry['tools/call_frequency'] for entry in logs]}, gradients {[round(entry['grad_norm'], 3) for entry in logs]}; a random model's reward {random_logs[0]['reward']}; AsyncGRPO, rewards of 8 rollouts {rewards}; {len(made)} factories for {len(TRAIN)} tasks in {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
