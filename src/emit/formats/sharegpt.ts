/**
 * `sharegpt`: LLaMA-Factory's form with function calls: human and observation turns on odd places, function_call turns on
 * even ones; `tools` a JSON string. The entry that its `data/dataset_info.json` needs is written beside it.
 */
import type { Json } from '../../ir/ir.js';
import { SUBMIT_PARAMETER, answerText } from '../../runtime/submit.js';
import type { Format } from './format.js';
import { FunctionShelf } from './tools.js';
import { resultText, stepsOf } from './transcript.js';

const turn = { struct: { from: 'string', value: 'string' } } as const;

export const sharegpt: Format = {
  name: 'sharegpt',
  summary: 'LLaMA-Factory: human, function_call, observation turns; tools as a string',
  columns: { id: 'string', conversations: { list: turn }, tools: 'string' },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    return {
      row(task) {
        const conversations = [{ from: 'human', value: task.instruction }];
        for (const step of stepsOf(task)) {
          conversations.push({ from: 'function_call', value: call(step.tool, step.arguments) });
          conversations.push({ from: 'observation', value: resultText(step.result) });
        }
        conversations.push({ from: 'function_call', value: call(shelf.submit.name, { [SUBMIT_PARAMETER]: answerText(task.answer.value) }) });
        return { id: task.id, conversations, tools: JSON.stringify(shelf.functions(task.tools)) };
      },
      companions: [
        {
          kind: 'text',
          suffix: '.dataset_info.json',
          text(file) {
            const name = file.replace(/\.[^.]*$/, '');
            const entry = { file_name: file, formatting: 'sharegpt', columns: { messages: 'conversations', tools: 'tools' } };
            return `${JSON.stringify({ [name]: entry }, null, 2)}\n`;
          },
        },
      ],
    };
  },
};

function call(name: string, args: { readonly [parameter: string]: Json }): string {
  return JSON.stringify({ name, arguments: args });
}
