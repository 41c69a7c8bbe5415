/**
 * A task as one line of JSON. Written by hand, member by member: the order of members is fixed, and the names that
 * every task of a set shares are escaped once.
 */
import type { Json, TypeRef, WorldIR } from '../../ir/ir.js';
import { hex, skeletonHash } from '../canonical.js';
import { measure } from '../rules.js';
import type { ArgumentSource, Skeleton } from '../skeleton.js';
import { accessPart } from './access.js';
import type { Task } from './maker.js';
import { typeName } from './record.js';

export class LineWriter {
  readonly #head: string;
  readonly #middle: string;
  /** tool name → `"tool":"…","arguments":{` and the member names of its arguments, escaped. */
  readonly #tools = new Map<string, { open: string; params: readonly string[] }>();
  readonly #types = new Map<TypeRef, string>();
  readonly #names = new Map<string, string>();

  constructor(ir: WorldIR, set: string, seed: number) {
    const world = JSON.stringify(`${ir.world.name}@${ir.world.version}`);
    this.#head = `{"id":"${JSON.stringify(`${ir.world.name}/${set}/`).slice(1, -1)}`;
    this.#middle = `","world":${world},"ir":${JSON.stringify(ir.hash)},"set":${JSON.stringify(set)},"index":`;
    this.#seed = `,"seed":${seed},"environment":"`;
    this.#manager = ir.tools.find((t) => t.access === 'password')?.name;
    for (const tool of ir.tools) {
      this.#tools.set(tool.name, {
        open: `"tool":${JSON.stringify(tool.name)},"arguments":{`,
        params: tool.params.filter((p) => p.default === undefined).map((p) => `${JSON.stringify(p.name)}:`),
      });
      this.#names.set(tool.name, JSON.stringify(tool.name));
    }
  }
  readonly #seed: string;
  readonly #manager: string | undefined;

  /** The line, without its line end. */
  line(task: Task): string {
    const { skeleton, instance } = task;
    let text = this.#head + task.index + this.#middle + task.index + this.#seed + hex(instance.environment.key);
    text += `","instruction":${JSON.stringify(task.instruction)},"tools":[`;
    for (let i = 0; i < task.tools.length; i++) text += (i === 0 ? '' : ',') + this.#name(task.tools[i] ?? '');
    text += '],"inputs":[';
    for (let i = 0; i < skeleton.inputs.length; i++) {
      const type = skeleton.inputs[i]?.type;
      text += `${i === 0 ? '' : ','}${numbered(INPUTS, 'u', i)},"type":${type === undefined ? '""' : this.#type(type)},"value":${json(instance.inputs[i])}}`;
    }
    const access = accessPart(task.logins, this.#manager, skeleton.inputs.length);
    for (const input of access.inputs) text += `${text.endsWith('[') ? '' : ','}{"id":"${input.id}","type":${this.#type(input.type)},"value":${json(input.value)}}`;
    text += '],"calls":[';
    for (const call of access.calls) text += `${JSON.stringify(call)},`;
    for (let i = 0; i < skeleton.calls.length; i++) {
      const call = skeleton.calls[i];
      const tool = call === undefined ? undefined : this.#tools.get(call.tool);
      if (call === undefined || tool === undefined) continue;
      text += `${i === 0 ? '' : ','}${numbered(CALLS, 'c', i)},${tool.open}`;
      for (let j = 0; j < call.args.length; j++) {
        const source = call.args[j];
        if (source !== undefined) text += (j === 0 ? '' : ',') + (tool.params[j] ?? '') + `${reference(source)}}`;
      }
      text += `},"result":${json(instance.results[i])}}`;
    }
    const goal = skeleton.goal;
    text += `],"answer":${reference({ kind: 'call', call: goal.call, path: goal.path })},"type":${this.#type(goal.type)},"value":${json(task.answer)}}`;
    return `${text},"shape":${shape(skeleton)},"skeleton":"${skeletonHash(skeleton)}"}`;
  }

  #name(tool: string): string {
    return this.#names.get(tool) ?? JSON.stringify(tool);
  }

  #type(type: TypeRef): string {
    let text = this.#types.get(type);
    if (text === undefined) {
      text = JSON.stringify(typeName(type));
      if (this.#types.size < 10_000) this.#types.set(type, text);
    }
    return text;
  }
}

/** The starts of objects that are numbered, made when first asked for: few numbers occur, and often. */
const INPUTS: string[] = [];
const CALLS: string[] = [];
const REFERENCES = { input: [] as string[], call: [] as string[] };

function numbered(known: string[], letter: string, i: number): string {
  return (known[i] ??= `{"id":"${letter}${i + 1}"`);
}

/** `{"ref":"u1"`, left open. */
function reference(source: ArgumentSource): string {
  if (source.kind === 'input') return (REFERENCES.input[source.input] ??= `{"ref":"u${source.input + 1}"`);
  const open = (REFERENCES.call[source.call] ??= `{"ref":"c${source.call + 1}"`);
  return source.path.length === 0 ? open : `${open},"path":${JSON.stringify(source.path)}`;
}

function shape(skeleton: Skeleton): string {
  const m = measure(skeleton);
  return `{"length":${m.length},"depth":${m.depth},"inputs":${m.inputs},"joins":${m.joins},"shared":${m.shared}}`;
}

function json(value: Json | undefined): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}
