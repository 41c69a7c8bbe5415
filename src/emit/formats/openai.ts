/**
 * `openai`: a fine-tuning example of the Chat Completions kind. Arguments are JSON in a string, tool messages answer a
 * `tool_call_id`. `openai-rft`: a prompt for reinforcement fine-tuning, with what a grader needs beside it.
 */
import type { Json } from '../../ir/ir.js';
import { SUBMIT_PARAMETER, answerText } from '../../runtime/submit.js';
import type { Format } from './format.js';
import { FunctionShelf, type FunctionSchema } from './tools.js';
import { resultText, stepsOf } from './transcript.js';

export const openai: Format = {
  name: 'openai',
  summary: 'OpenAI and Azure fine-tuning: arguments as JSON strings, tool_call_id',
  columns: { messages: { list: 'json' }, tools: { list: 'json' }, parallel_tool_calls: 'bool' },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    return {
      row(task) {
        const messages: Json[] = [{ role: 'user', content: task.instruction }];
        for (const step of stepsOf(task)) {
          const id = `call_${step.id}`;
          messages.push({ role: 'assistant', tool_calls: [call(id, step.tool, step.arguments)] });
          messages.push({ role: 'tool', tool_call_id: id, content: resultText(step.result) });
        }
        messages.push({ role: 'assistant', tool_calls: [call(`call_${shelf.submit.name}`, shelf.submit.name, { [SUBMIT_PARAMETER]: answerText(task.answer.value) })] });
        return { messages, tools: nested(shelf.functions(task.tools)), parallel_tool_calls: false };
      },
    };
  },
};

/** Only `messages` and `tools` have a meaning of their own; graders reach the rest as `{{ item.reference_answer }}` and so on. */
export const openaiRft: Format = {
  name: 'openai-rft',
  summary: 'OpenAI reinforcement fine-tuning: a prompt, and what a grader needs',
  columns: {
    messages: { list: { struct: { role: 'string', content: 'string' } } },
    tools: { list: 'json' },
    reference_answer: 'string',
    reference_calls: { list: { struct: { name: 'string', arguments: 'string' } } },
    task: 'string',
    environment: 'string',
  },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    return {
      row: (task) => ({
        messages: [{ role: 'user', content: task.instruction }],
        tools: nested(shelf.functions(task.tools)),
        reference_answer: answerText(task.answer.value),
        reference_calls: stepsOf(task).map((step) => ({ name: step.tool, arguments: JSON.stringify(step.arguments) })),
        task: task.id,
        environment: task.environment,
      }),
    };
  },
};

function call(id: string, name: string, args: { readonly [parameter: string]: Json }): Json {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(args) } };
}

function nested(functions: readonly FunctionSchema[]): Json[] {
  return functions.map((f) => ({ type: 'function', function: f }));
}
