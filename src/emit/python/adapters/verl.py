"""verl: the tools of the tool agent loop, and the reward (verl >= 0.9).

    rworld export tasks/train.jsonl --as verl -o train.parquet        # and train.tools.yaml beside it

writes what these go with, for tasks that this package carries:

    data.train_files=train.parquet
    data.filter_overlong_prompts=False
    actor_rollout_ref.rollout.multi_turn.enable=True
    actor_rollout_ref.rollout.multi_turn.tool_config_path=train.tools.yaml
    actor_rollout_ref.rollout.multi_turn.max_tool_response_length=4096
    reward.custom_reward_function.path=pkg://PACKAGE.adapters.verl
    reward.custom_reward_function.name=compute_score

- A row shows its own tools: verl reads them from `extra_info.tool_selection`.
- What a trajectory has done so far travels in its `extra_fields`; the reward is that of `Environment.score` for it, 1 where the
  submitted answer is right and else 0, with the other measures beside it.
- Of verl's reward managers `naive`, the default, `limited` and `remote` tell the reward what the tools kept; others do not.
- verl's filter of long prompts counts the tools of the whole file, not those of the row. It cuts answers of tools after 256
  characters unless it is told otherwise.
"""

import json
from typing import Any, Final, cast
from uuid import uuid4

from .._runtime.task_environment import Snapshot
from .._runtime.values import parse_json
from ..environment import Environment
from .episodes import missing, result_text, task_by_id

try:
    from verl.tools.base_tool import BaseTool
    from verl.tools.schemas import ToolResponse
except ImportError as error:
    raise missing("verl", ["verl>=0.9"], error) from error

_DONE: Final = "rworld_snapshot"
"""What the trajectory has done so far, among its `extra_fields`."""


class WorldTool(BaseTool):  # type: ignore[misc]
    """A tool of the world, whichever its schema names, in the task that a row names."""

    def __init__(self, config: dict[str, Any], tool_schema: Any) -> None:
        """Answer for the tool that the schema names."""
        self.config = config
        self.tool_schema = tool_schema
        self.name = tool_schema.function.name
        self._open: dict[str, str] = {}

    async def create(self, instance_id: str | None = None, **kwargs: Any) -> tuple[str, ToolResponse]:
        """Keep which task a call is in."""
        instance = instance_id or str(uuid4())
        self._open[instance] = kwargs["create_kwargs"]["task"]
        return instance, ToolResponse()

    async def execute(
        self, instance_id: str, parameters: dict[str, Any], **kwargs: Any
    ) -> tuple[ToolResponse, float, dict[str, Any]]:
        """Call the tool. A refused call answers too: the model reads what was wrong with it."""
        fields = kwargs["agent_data"].extra_fields
        environment = _resumed(self._open[instance_id], fields.get(_DONE))
        result = environment.call(self.name, parameters)
        fields[_DONE] = json.dumps(environment.snapshot())
        return ToolResponse(text=result_text(result)), 0.0, {}

    async def calc_reward(self, instance_id: str, **kwargs: Any) -> float:
        """Return nothing: the reward is that of the whole trajectory."""
        return 0.0

    async def release(self, instance_id: str, **kwargs: Any) -> None:
        """Forget which task a call was in."""
        self._open.pop(instance_id, None)


def compute_score(
    data_source: str, solution_str: str, ground_truth: str, extra_info: dict[str, Any] | None = None, **others: Any
) -> dict[str, float]:
    """Score a trajectory.

    Args:
        data_source: Not needed.
        solution_str: Not needed: an answer counts when it is handed in with the tool.
        ground_truth: Not needed: the task has it.
        extra_info: Of the row and the trajectory.
        others: Not needed.

    Returns:
        `score`, 1 where the submitted answer is right and else 0, and the measures of `Environment.score`.

    Raises:
        ValueError: If the reward manager tells nothing of the trajectory: all rewards would be 0.
    """
    told = extra_info or {}
    if _DONE not in told and "tool_rewards" not in told:
        raise ValueError("this reward manager leaves out what the tools kept: take naive, limited or remote")
    score = _resumed(told["task"], told.get(_DONE)).score()
    measures = {name: float(cast(float, value)) for name, value in score.items()}
    return {"score": measures.pop("reward"), **measures}


def _resumed(task: str, done: str | None) -> Environment:
    environment = Environment(task_by_id(task))
    if done is not None:
        environment.restore(cast(Snapshot, parse_json(done)))
    return environment
