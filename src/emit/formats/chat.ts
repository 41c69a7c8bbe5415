/**
 * `chat`: a conversation as TRL and `datasets` read it (TRL, dataset_formats: "Tool calling"). Arguments are an object,
 * tool messages carry the tool's name; the conversation ends with the call of `submit`.
 */
import type { Json } from '../../ir/ir.js';
import { SUBMIT_PARAMETER, answerText } from '../../runtime/submit.js';
import type { Format } from './format.js';
import { FunctionShelf } from './tools.js';
import { resultText, stepsOf } from './transcript.js';

export const chat: Format = {
  name: 'chat',
  summary: 'messages and tools for SFT: TRL, Axolotl, Unsloth; arguments as objects',
  columns: { id: 'string', messages: { list: 'json' }, tools: { list: 'json' } },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    return {
      row(task) {
        const messages: Json[] = [{ role: 'user', content: task.instruction }];
        for (const step of stepsOf(task)) {
          messages.push({ role: 'assistant', tool_calls: [call(step.tool, step.arguments)] });
          messages.push({ role: 'tool', name: step.tool, content: resultText(step.result) });
        }
        messages.push({ role: 'assistant', tool_calls: [call(shelf.submit.name, { [SUBMIT_PARAMETER]: answerText(task.answer.value) })] });
        return { id: task.id, messages, tools: shelf.functions(task.tools).map((f) => ({ type: 'function', function: f })) };
      },
    };
  },
};

function call(name: string, args: { readonly [parameter: string]: Json }): Json {
  return { type: 'function', function: { name, arguments: args } };
}
