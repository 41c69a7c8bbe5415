"""verl: its data set reads the rows, its registry the tools, and its tool agent loop calls them; the reward.

verl generates with vLLM or SGLang on a GPU, so a script says which calls are made; the data set, the loading of tools and the
loop's way to call one are verl's own.

usage: test_verl.py FOLDER    with a build of markets, rworld_markets and verl installed
"""

import asyncio
import importlib.metadata
import json
import subprocess
import sys
import types
from pathlib import Path

import numpy as np
from omegaconf import OmegaConf
from rworld_markets import solution, tasks
from verl.experimental.agent_loop.tool_agent_loop import AgentData, ToolAgentLoop
from verl.experimental.agent_loop.tool_parser import FunctionCall
from verl.tools.tool_registry import load_all_tools
from verl.trainer.ppo.reward import get_custom_reward_fn
from verl.utils.dataset.rl_dataset import RLHFDataset, collate_fn

MAIN = str(Path(__file__).resolve().parents[3] / "dist/src/cli/main.js")
TRAIN = {task["id"]: task for task in tasks("train")}


def loop_with(tools):
    """A tool agent loop that calls tools; what it generates with is left out."""
    loop = object.__new__(ToolAgentLoop)
    loop.tools = {tool.name: tool for tool in tools}
    loop.max_tool_response_length = 4096
    loop.tool_response_truncate_side = "middle"
    return loop


async def episode(loop, row, right):
    """What the loop does with a row; what the reward function is told of it."""
    data = AgentData(messages=row["raw_prompt"], image_data=None, video_data=None, audio_data=None, mm_processor_kwargs=None, metrics={}, request_id="r", tools_kwargs=row["tools_kwargs"])
    data._active_tools = {name: loop.tools[name] for name in row["extra_info"]["tool_selection"]}
    task = TRAIN[row["extra_info"]["task"]]
    told = []
    calls = solution(task)
    for name, arguments in [(calls[0][0], {"no_such_parameter": 1}), *calls]:
        if name == "submit" and not right:
            arguments = {"answer": "surely not this"}
        response, reward, _ = await loop._call_tool(FunctionCall(name=name, arguments=json.dumps(arguments)), data.tools_kwargs, data)
        assert reward == 0
        told.append(json.loads(response.text))
    assert "error" in told[0] and told[1:-1] == [call["result"] for call in task["calls"]], told
    return {**row["extra_info"], **data.extra_fields, "tool_rewards": data.tool_rewards}


def main(folder):
    parquet = folder / "verl.parquet"
    subprocess.run(["node", MAIN, "export", str(folder / "tasks/train.jsonl"), "--ir", str(folder), "--as", "verl", "-o", str(parquet)], check=True, stderr=subprocess.DEVNULL)
    config = OmegaConf.create({"cache_dir": str(folder / "verl-cache"), "filter_overlong_prompts": False, "tool_config_path": str(folder / "verl.tools.yaml")})
    data = RLHFDataset(str(parquet), tokenizer=types.SimpleNamespace(), config=config)
    assert len(data) == len(TRAIN) and len(data.tool_schemas) > 5
    rows = [data[i] for i in range(len(data))]
    batch = collate_fn(rows)
    assert list(batch["index"]) == [task["index"] for task in TRAIN.values()]
    for row, task in zip(rows, TRAIN.values(), strict=True):
        assert list(row["raw_prompt"]) == [{"role": "user", "content": task["instruction"]}]
        assert row["agent_name"] == "tool_agent" and row["extra_info"]["task"] == task["id"]
        assert row["extra_info"]["tool_selection"] == [*task["tools"], "submit"]
        assert row["tools_kwargs"].keys() == set(row["extra_info"]["tool_selection"]) and None not in row["tools_kwargs"].values()

    tools = load_all_tools(str(folder / "verl.tools.yaml"), None)
    loop = loop_with(tools)
    score = get_custom_reward_fn(OmegaConf.create({"reward": {"custom_reward_function": {"path": "pkg://rworld_markets.adapters.verl", "name": "compute_score"}}}))
    rewards = {True: [], False: []}
    for right in rewards:
        for row in rows[:20]:
            told = asyncio.run(episode(loop, row, right))
            result = score(data_source=row["data_source"], solution_str="", ground_truth=row["reward_model"]["ground_truth"], extra_info=told)
            assert result["errors"] == 1 and result["win"] == 1 and result["missingCalls"] == 0, result
            rewards[right].append(result["score"])
    assert rewards == {True: [1.0] * 20, False: [0.0] * 20}, rewards
    try:
        score(data_source="", solution_str="", ground_truth="", extra_info=dict(rows[0]["extra_info"]))
        raise AssertionError("a trajectory of which nothing is known is scored")
    except ValueError:
        pass
    nothing = score(data_source="", solution_str="", ground_truth="", extra_info={**rows[0]["extra_info"], "tool_rewards": []})
    assert nothing["score"] == 0 and nothing.keys() == result.keys(), nothing
    assert isinstance(np.array([nothing["score"]])[0], float)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("verl", "transformers", "datasets"))
    print(f"{versions}: {len(rows)} rows through RLHFDataset, {len(tools)} tools; 40 trajectories, {sum(rewards[True]):.0f} of 20 right ones and {sum(rewards[False]):.0f} of 20 wrong ones rewarded")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
