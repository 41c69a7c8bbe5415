/**
 * `prompt`: the text protocol of the paper's agents, as prompt and completion. A call is
 * `<request><tool>arguments<call>result<response>`, where `<tool>` is the tool's name in angle brackets, the arguments
 * and the result are JSON, and the part from `<call>` on is the environment's; the end is `Result=answer<submit>`.
 */
import { answerText } from '../../runtime/submit.js';
import { typeName } from '../../sample/tasks/record.js';
import type { TaskRecord } from '../../sample/tasks/record.js';
import type { Format } from './format.js';
import { FunctionShelf, typeAtBound } from './tools.js';
import { resultText, stepsOf } from './transcript.js';

/** The paper's agents have 15 turns; a task that needs more has what it needs. */
const TURNS = 15;

export const prompt: Format = {
  name: 'prompt',
  summary: "the paper's text protocol, as prompt and completion",
  columns: { id: 'string', prompt: 'string', completion: 'string' },
  open(ir) {
    const shelf = new FunctionShelf(ir);
    const signatures = new Map<string, string>();
    const signature = (name: string): string => {
      let known = signatures.get(name);
      if (known === undefined) signatures.set(name, (known = describe(shelf, name)));
      return known;
    };
    return {
      row: (task) => ({ id: task.id, prompt: opening(task, signature), completion: completion(task) }),
    };
  },
};

function opening(task: TaskRecord, signature: (name: string) => string): string {
  return [
    'Solve the task with these tools:',
    '',
    ...task.tools.map(signature),
    '',
    `Write a call as <request><tool>arguments<call>, with the name of the tool in the angle brackets and its arguments as a JSON object; the result follows, and then <response>. When you know the answer, write Result=answer<submit>. You have ${Math.max(TURNS, task.calls.length + 1)} turns.`,
    '',
    `Task: ${task.instruction}`,
    '',
  ].join('\n');
}

function completion(task: TaskRecord): string {
  const calls = stepsOf(task).map((step) => `<request><${step.tool}>${escaped(JSON.stringify(step.arguments))}<call>${escaped(resultText(step.result))}<response>\n`);
  return `${calls.join('')}Result=${answerText(task.answer.value)}<submit>`;
}

/** A marker inside JSON would end it early: its `<` is escaped, which JSON reads as the same. */
function escaped(json: string): string {
  return json.replace(/<(?=(?:request|call|response|submit)>)/g, '\\u003c');
}

function describe(shelf: FunctionShelf, name: string): string {
  const tool = shelf.tool(name);
  const params = tool.params.map((p) => `${p.name}: ${typeName(typeAtBound(tool, p.type))}${p.default === undefined ? '' : ` = ${JSON.stringify(p.default)}`}`);
  return `${name}(${params.join(', ')}) -> ${typeName(typeAtBound(tool, tool.result))}: ${tool.description.replaceAll('\n', ' ')}`;
}
