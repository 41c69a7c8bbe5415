/**
 * `hermes`: the conversation form of Nous Research's Hermes function calling. The tools stand in the system prompt between
 * `<tools>` tags; a call is JSON between `<tool_call>` tags, a result between `<tool_response>` tags. All of it real JSON.
 */
import { canonicalJson } from '../../runtime/canonical.js';
import type { Json } from '../../ir/ir.js';
import { SUBMIT_PARAMETER, answerText } from '../../runtime/submit.js';
import type { Format } from './format.js';
import { FunctionShelf } from './tools.js';
import { stepsOf } from './transcript.js';

const turn = { struct: { from: 'string', value: 'string' } } as const;

export const hermes: Format = {
  name: 'hermes',
  summary: 'Hermes: tools in the system prompt, <tool_call> and <tool_response> tags',
  columns: { id: 'string', conversations: { list: turn }, tools: 'string' },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    return {
      row(task) {
        const tools = JSON.stringify(shelf.functions(task.tools).map((f) => ({ type: 'function', function: f })));
        const conversations = [
          { from: 'system', value: system(tools, shelf.submit.name) },
          { from: 'human', value: task.instruction },
        ];
        for (const step of stepsOf(task)) {
          conversations.push({ from: 'gpt', value: call(step.tool, step.arguments) });
          conversations.push({ from: 'tool', value: tagged('tool_response', canonicalJson({ name: step.tool, content: step.result })) });
        }
        conversations.push({ from: 'gpt', value: call(shelf.submit.name, { [SUBMIT_PARAMETER]: answerText(task.answer.value) }) });
        return { id: task.id, conversations, tools };
      },
    };
  },
};

function system(tools: string, submit: string): string {
  return [
    'You solve tasks by calling functions. The functions that you may call, as JSON Schema:',
    `<tools>\n${tools}\n</tools>`,
    'Write a call as a JSON object with the name of the function and its arguments:',
    '<tool_call>\n{"name": <name>, "arguments": <object>}\n</tool_call>',
    `Its result comes back between <tool_response> tags. When you know the answer, call ${submit}.`,
  ].join('\n');
}

function call(name: string, args: { readonly [parameter: string]: Json }): string {
  return tagged('tool_call', JSON.stringify({ name, arguments: args }));
}

/** A tag inside the JSON would end it early: its `<` is escaped, which JSON reads as the same. */
function tagged(tag: string, json: string): string {
  return `<${tag}>\n${json.replace(/<(?=\/?tool_(?:call|response)>)/g, '\\u003c')}\n</${tag}>`;
}
