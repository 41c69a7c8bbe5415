/**
 * One task played in a terminal, without the terminal: lines in, text out. The agent's own interface is kept as it
 * is (paper, "agent interface"): calls, results, a submission, at most so many turns.
 */
import type { Json, ToolIR, WorldIR } from '../../ir/ir.js';
import { suggest } from '../../diagnostics/suggest.js';
import { createRuntime, type Environment } from '../../runtime/runtime.js';
import { answerMatches } from '../../runtime/score.js';
import { typeName, type Argument, type TaskRecord } from '../../sample/tasks/record.js';
import { parseCall, parseValue } from './parse-call.js';

/** Paints a word; the plain one returns it as it is. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

export interface Reply {
  readonly text: string;
  readonly over: boolean;
}

const WORDS = ['help', 'tools', 'task', 'submit', 'hint', 'solution', 'quit'] as const;
const TURNS = 15;

export class PlaySession {
  readonly #environment: Environment;
  readonly #tools: ReadonlyMap<string, ToolIR>;
  #calls = 0;
  #errors = 0;
  #hints = 0;

  constructor(
    ir: WorldIR,
    private readonly task: TaskRecord,
    private readonly paint: Paint,
  ) {
    this.#environment = createRuntime(ir).environment(Uint8Array.from(task.environment.match(/../g) ?? [], (b) => Number.parseInt(b, 16)));
    const listed = new Set(task.tools);
    this.#tools = new Map(ir.tools.filter((t) => listed.has(t.name)).map((t) => [t.name, t]));
  }

  opening(): string {
    const { bold, dim } = this.paint;
    return [
      dim(`${this.task.id}   ${this.task.tools.length} tools, at most ${TURNS} calls`),
      '',
      bold(this.task.instruction),
      '',
      this.#list(),
      '',
      dim('Call a tool, as in  name(parameter: value).  submit VALUE  answers.  help  says more.'),
    ].join('\n');
  }

  /** What may be completed at the end of a line. */
  completions(line: string): string[] {
    const word = /[A-Za-z_][A-Za-z0-9_]*$/.exec(line)?.[0] ?? '';
    const tool = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*[( ]/.exec(line)?.[1];
    const found = tool === undefined ? undefined : this.#tools.get(tool);
    const choices = found === undefined ? [...this.#tools.keys(), ...WORDS] : found.params.map((p) => `${p.name}: `);
    return choices.filter((c) => c.startsWith(word)).map((c) => line.slice(0, line.length - word.length) + c);
  }

  reply(line: string): Reply {
    const text = line.trim();
    const word = /^[a-z]+/.exec(text)?.[0] ?? '';
    const rest = text.slice(word.length).trim();
    const isWord = !this.#tools.has(word);
    if (text === '') return go('');
    if (isWord && (word === 'quit' || word === 'exit')) return { text: '', over: true };
    if (isWord && word === 'help') return go(this.#help());
    if (isWord && word === 'task') return go(this.paint.bold(this.task.instruction));
    if (isWord && word === 'tools') return go(rest === '' ? this.#list() : this.#describe(rest));
    if (isWord && word === 'hint') return go(this.#hint());
    if (isWord && word === 'solution') return go(this.#solution());
    if (isWord && word === 'submit') return rest === '' ? go('submit what? Write the value after it.') : this.#submit(parseValue(rest.replace(/^\((.*)\)$/s, '$1')));
    return go(this.#call(text));
  }

  #call(text: string): string {
    const { good, bad, dim } = this.paint;
    if (this.#calls >= TURNS) return bad(`That was the last of ${TURNS} calls: submit an answer.`);
    // A misspelt name first: of a tool that is not there no parameter can be told.
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text)?.[0];
    if (name !== undefined && !this.#tools.has(name)) {
      this.#calls++;
      this.#errors++;
      const near = suggest(name, [...this.#tools.keys(), ...WORDS]);
      return bad(`no tool "${name}"${near.length > 0 ? `: did you mean ${near.join(' or ')}?` : ''}`);
    }
    const parsed = parseCall(text, (tool) => this.#tools.get(tool)?.params.map((p) => p.name));
    if (!parsed.ok) return bad(parsed.message);
    this.#calls++;
    const result = this.#environment.call(parsed.tool, parsed.args);
    if (result.ok) return `${good('→')} ${JSON.stringify(result.value)}`;
    this.#errors++;
    return `${bad(result.error.message)}\n${dim(JSON.stringify({ error: result.error }))}`;
  }

  #submit(value: Json): Reply {
    const { good, bad, dim } = this.paint;
    const right = answerMatches(value, this.task.answer.value);
    const score = right ? 1 : 0;
    const account = `${count(this.#calls, 'call')} (gold: ${this.task.calls.length}), ${count(this.#errors, 'error')}, ${count(this.#hints, 'hint')}`;
    return {
      text: `${right ? good('Right.') : bad(`Not right: the answer is ${JSON.stringify(this.task.answer.value)}.`)}  score ${score}  ${dim(account)}${right ? '' : `\n${this.#solution()}`}`,
      over: true,
    };
  }

  #hint(): string {
    const step = this.task.calls[Math.min(this.#hints++, this.task.calls.length - 1)];
    return step === undefined ? '' : `step ${this.#hints}: call ${this.paint.bold(step.tool)}`;
  }

  #solution(): string {
    return this.task.calls
      .map((call) => {
        const args = Object.entries(call.arguments).map(([name, source]) => `${name}: ${this.#written(source)}`);
        return `  ${call.id} = ${call.tool}(${args.join(', ')})  ${this.paint.dim(`→ ${JSON.stringify(call.result)}`)}`;
      })
      .join('\n');
  }

  #written(source: Argument): string {
    if (!('ref' in source)) return JSON.stringify(source.value);
    const input = this.task.inputs.find((i) => i.id === source.ref);
    return input === undefined ? [source.ref, ...(source.path ?? [])].join('.') : JSON.stringify(input.value);
  }

  #list(): string {
    return this.task.tools
      .map((name) => {
        const tool = this.#tools.get(name);
        return tool === undefined ? `  ${name}` : `  ${signature(tool, this.paint)}\n      ${this.paint.dim(tool.description.split('\n')[0] ?? '')}`;
      })
      .join('\n');
  }

  #describe(name: string): string {
    const tool = this.#tools.get(name.trim());
    if (tool === undefined) return this.paint.bad(`no tool "${name}"`);
    const params = tool.params.map((p) => `    ${p.name}: ${typeName(p.type)}${p.default === undefined ? '' : ` = ${JSON.stringify(p.default)}`}${p.description === '' ? '' : `  ${this.paint.dim(p.description)}`}`);
    return [`  ${signature(tool, this.paint)}`, `  ${tool.description}`, ...params].join('\n');
  }

  #help(): string {
    return [
      '  name(a: 1, b: "x")    call a tool; name(1, "x") and name {"a": 1} work, too',
      '  submit VALUE          answer the task',
      '  tools [NAME]          the tools, or one of them in full',
      '  task                  the instruction again',
      '  hint                  the next tool of a right solution',
      '  solution              all of it',
      '  quit                  leave',
      '  Tab completes names.',
    ].join('\n');
  }
}

/** "1 call", "2 calls" */
function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

function go(text: string): Reply {
  return { text, over: false };
}

function signature(tool: ToolIR, paint: Paint): string {
  const params = tool.params.map((p) => `${p.name}${p.default === undefined ? '' : '?'}: ${typeName(p.type)}`);
  return `${paint.bold(tool.name)}(${params.join(', ')}) → ${typeName(tool.result)}`;
}
