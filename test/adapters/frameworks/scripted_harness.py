"""A harness for verifiers that runs in this process: a chat loop over the rollout's endpoint and its MCP servers.

verifiers' own chat harness does the same in a script that uv installs packages for.
"""

import json

import openai
import verifiers.v1 as vf
from verifiers.v1.harnesses.utils.mcp import mcp_client


class ScriptedConfig(vf.HarnessConfig):
    id: str = "scripted_harness"


class ScriptedHarness(vf.Harness[ScriptedConfig]):
    SUPPORTS_MCP = True
    EXECUTES_CODE = False
    NEEDS_CONTAINER = False

    async def launch(self, ctx, trace, runtime, endpoint, secret, mcp_urls, data, tool_interception_url=None):
        model = openai.AsyncOpenAI(base_url=endpoint, api_key=secret, max_retries=0)
        (url,) = mcp_urls.values()
        messages = [{"role": "user", "content": data.prompt}]
        async with mcp_client({"url": url}) as tools:
            listed = (await tools.list_tools()).tools
            shown = [{"type": "function", "function": {"name": t.name, "description": t.description, "parameters": t.input_schema}} for t in listed]
            while True:
                try:
                    reply = (await model.chat.completions.create(model=ctx.model, messages=messages, tools=shown)).choices[0].message
                except openai.APIStatusError:
                    if trace.stop_condition is None:
                        raise
                    break  # the rollout was ended
                messages.append(reply.model_dump(exclude_none=True))
                if not reply.tool_calls:
                    break
                for call in reply.tool_calls:
                    result = await tools.call_tool(call.function.name, json.loads(call.function.arguments))
                    messages.append({"role": "tool", "tool_call_id": call.id, "content": result.content[0].text})
        return vf.ProgramResult(exit_code=0, stdout="", stderr="")


__all__ = ["ScriptedHarness"]
