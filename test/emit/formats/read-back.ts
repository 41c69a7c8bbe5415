/** Each format read back, by readers that share no code with its writer, to what an agent sees and does. */
import type { Json } from '../../../src/ir/ir.js';
import type { Row } from '../../../src/emit/formats/format.js';

export interface ReadBack {
  readonly instruction: string;
  readonly tools: readonly string[];
  readonly calls: readonly { readonly tool: string; readonly arguments: unknown }[];
  /** Absent where a format has no results. */
  readonly results?: readonly unknown[];
  /** What is submitted, or the answer that is told. */
  readonly answer: unknown;
}

type Any = { readonly [name: string]: Any } & readonly Any[] & string;

function str(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is not a text`);
  return value;
}

/** The members of a row, without a type: a reader of a file knows none. */
function open(value: Json | Row | undefined): Any {
  return value as unknown as Any;
}

const parse = (text: string): Any => JSON.parse(text) as Any;

export const READERS: { readonly [format: string]: (row: Row, companion: Row | undefined) => ReadBack } = {
  chat: (row) => readMessages(open(row), (args) => args),
  openai: (row) => readMessages(open(row), (args) => parse(args)),

  'openai-rft': (row) => {
    const r = open(row);
    return {
      instruction: r['messages']![0]!['content']!,
      tools: names(r['tools']!).slice(0, -1),
      calls: r['reference_calls']!.map((c) => ({ tool: c['name']!, arguments: parse(c['arguments']!) })),
      answer: r['reference_answer'],
    };
  },

  hermes: (row) => {
    const r = open(row);
    const [system, human, ...turns] = r['conversations']!;
    const between = (text: string, tag: string): Any => {
      const parts = text.split(`<${tag}>`);
      if (parts.length !== 2) throw new Error(`${tag} opens ${parts.length - 1} times in ${text}`);
      const [inner, rest] = parts[1]!.split(`</${tag}>`);
      if (rest !== '') throw new Error(`${tag} does not close at the end of ${text}`);
      return parse(inner!);
    };
    const calls = turns.filter((t) => t['from'] === 'gpt').map((t) => between(t['value']!, 'tool_call'));
    const shown = parse(/<tools>\n(.*)\n<\/tools>/.exec(system!['value']!)![1]!);
    if (JSON.stringify(shown) !== r['tools']) throw new Error('the tools of the prompt are not those of the column');
    return finish(human!['value']!, names(shown), calls, turns.filter((t) => t['from'] === 'tool').map((t) => between(t['value']!, 'tool_response')['content']));
  },

  sharegpt: (row) => {
    const r = open(row);
    const turns = r['conversations']!;
    turns.forEach((t, i) => {
      const expected = i % 2 === 0 ? ['human', 'observation'] : ['gpt', 'function_call'];
      if (!expected.includes(t['from']!)) throw new Error(`turn ${i} is ${t['from']}`);
    });
    const calls = turns.filter((t) => t['from'] === 'function_call').map((t) => parse(t['value']!));
    return finish(turns[0]!['value']!, parse(r['tools']!).map((t) => t['name']!), calls, turns.filter((t) => t['from'] === 'observation').map((t) => parse(t['value']!)));
  },

  nestful: (row) => {
    const r = open(row);
    for (const [name, value] of Object.entries(row)) if (typeof value !== 'string') throw new Error(`${name} is not a string`);
    return {
      instruction: r['input']!,
      tools: parse(r['tools']!).map((t) => t['name']!),
      calls: parse(r['output']!).map((c) => ({ tool: c['name']!, arguments: c['arguments'] })),
      answer: r['gold_answer'],
    };
  },

  bfcl: (row, companion) => {
    const r = open(row);
    const truth = open(companion);
    if (truth['id'] !== r['id']) throw new Error('the answer file is out of step');
    return {
      instruction: r['question']![0]![0]!['content']!,
      tools: r['function']!.map((f) => f['name']!),
      calls: truth['ground_truth']![0]!.map(str).map((text) => ({ tool: text.slice(0, text.indexOf('(')), arguments: text.slice(text.indexOf('(')) })),
      answer: undefined,
    };
  },

  verl: (row) => {
    const r = open(row);
    const info = r['extra_info']!;
    if (Object.keys(info['tools_kwargs']!).length !== info['tool_selection']!.length) throw new Error('tools_kwargs has not each tool and submit');
    return { instruction: r['prompt']![0]!['content']!, tools: info['tool_selection']!.slice(0, -1), calls: [], answer: r['reward_model']!['ground_truth'] };
  },

  prompt: (row) => {
    const r = open(row);
    const text = str(r['completion']);
    const calls: { tool: string; arguments: unknown }[] = [];
    const results: unknown[] = [];
    const pattern = /<request><(\w+)>((?:(?!<call>)[^])*)<call>((?:(?!<response>)[^])*)<response>\n/y;
    let end = 0;
    for (let m = pattern.exec(text); m !== null; m = pattern.exec(text)) {
      calls.push({ tool: m[1]!, arguments: JSON.parse(m[2]!) });
      results.push(JSON.parse(m[3]!));
      end = pattern.lastIndex;
    }
    const last = text.slice(end);
    if (!last.startsWith('Result=') || !last.endsWith('<submit>')) throw new Error(`the completion ends with ${last}`);
    const body = str(r['prompt']);
    const shown = body.slice(body.indexOf('\n\n') + 2, body.indexOf('\n\nWrite a call')).split('\n');
    return { instruction: body.slice(body.indexOf('\n\nTask: ') + 8, -1), tools: shown.map((line) => line.slice(0, line.indexOf('('))), calls, results, answer: last.slice('Result='.length, -'<submit>'.length) };
  },
};

function names(tools: Any): string[] {
  return tools.map((t) => t['function']!['name']!);
}

function readMessages(r: Any, read: (args: Any) => Any): ReadBack {
  const [user, ...rest] = r['messages']!;
  const calls = rest.filter((m) => m['role'] === 'assistant').map((m) => {
    const only = m['tool_calls']![0]!;
    return { name: only['function']!['name']!, arguments: read(only['function']!['arguments']!) } as unknown as Any;
  });
  rest.forEach((m, i) => {
    if (m['role'] !== (i % 2 === 0 ? 'assistant' : 'tool')) throw new Error(`message ${i + 1} is of ${m['role']}`);
    const before = rest[i - 1];
    if (m['tool_call_id'] !== undefined && m['tool_call_id'] !== before?.['tool_calls']![0]!['id']) throw new Error('a result answers another call');
  });
  return finish(user!['content']!, names(r['tools']!), calls, rest.filter((m) => m['role'] === 'tool').map((m) => parse(m['content']!)));
}

/** The last call and the last tool are the submission. */
function finish(instruction: string, tools: readonly string[], calls: readonly Any[], results: readonly unknown[]): ReadBack {
  const submit = calls[calls.length - 1]!;
  if (submit['name'] !== tools[tools.length - 1]) throw new Error('the last call is not the submission');
  return {
    instruction,
    tools: tools.slice(0, -1),
    calls: calls.slice(0, -1).map((c) => ({ tool: c['name']!, arguments: c['arguments'] })),
    results,
    answer: submit['arguments']!['answer'],
  };
}
