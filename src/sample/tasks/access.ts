/** The logins of a task: which apps its calls need, what its instruction says of them, and the calls that log in. */
import type { AppIR, Json, TypeRef, WorldIR } from '../../ir/ir.js';
import { Stream, deriveKey } from '../../runtime/random.js';
import type { Environment } from '../../runtime/runtime.js';
import type { TaskRecord } from './record.js';

/** One app that a task's calls need a login for. */
export interface Login {
  readonly app: AppIR & { readonly login: NonNullable<AppIR['login']> };
  /** The name of the tool that logs in. */
  readonly tool: string;
  readonly username: Json;
  readonly password: Json;
  /** Whether the instruction states the password; else it is fetched from the password manager. */
  readonly given: boolean;
}

export class Access {
  readonly #apps = new Map<string, { readonly app: Login['app']; readonly tool: string }>();
  readonly #appOf = new Map<string, string>();
  /** The name of the password manager; undefined in a world without logins. */
  readonly manager: string | undefined;
  /** The tools that come with logins. */
  readonly tools: ReadonlySet<string>;

  constructor(ir: WorldIR) {
    for (const app of ir.apps) {
      const tool = ir.tools.find((t) => t.access === 'login' && t.app === app.name);
      if (app.login !== null && tool !== undefined) this.#apps.set(app.name, { app: { ...app, login: app.login }, tool: tool.name });
    }
    for (const tool of ir.tools) if (tool.app !== null && tool.access === undefined && this.#apps.has(tool.app)) this.#appOf.set(tool.name, tool.app);
    this.manager = ir.tools.find((t) => t.access === 'password')?.name;
    this.tools = new Set(ir.tools.filter((t) => t.access !== undefined).map((t) => t.name));
  }

  /** The apps that tools belong to and that need a login, sorted by name. */
  needed(tools: readonly string[]): readonly { readonly app: Login['app']; readonly tool: string }[] {
    if (this.#apps.size === 0) return [];
    const names = new Set(tools.flatMap((t) => this.#appOf.get(t) ?? []));
    return [...this.#apps].filter(([name]) => names.has(name)).map(([, plan]) => plan);
  }

  /** @param given the probability that a password is stated */
  logins(gold: readonly string[], environment: Environment, given: number): readonly Login[] {
    return this.needed(gold).flatMap((plan) => {
      const account = environment.logins.account(plan.app.name);
      return account === undefined ? [] : [{ ...plan, ...account, given: new Stream(deriveKey(environment.key, 'password given', plan.app.name)).unit() < given }];
    });
  }

  /**
   * The tools of a task with the tools that log in to their apps among them, and the password manager: each at a place of its
   * own, so that what is offered says nothing about what is needed.
   */
  offer(tools: readonly string[], key: Uint8Array): readonly string[] {
    const needed = this.needed(tools);
    if (needed.length === 0) return tools;
    const all = [...tools];
    for (const name of [...needed.map((n) => n.tool), ...(this.manager === undefined ? [] : [this.manager])]) {
      all.splice(new Stream(deriveKey(key, 'place', name)).below(all.length + 1), 0, name);
    }
    return all;
  }
}

/** A call of the record that logs in, or fetches a password for it. */
export interface AccessCall {
  readonly id: string;
  readonly tool: string;
  readonly arguments: { readonly [parameter: string]: { readonly ref: string } | { readonly value: Json } };
  readonly result: Json;
}

export interface AccessPart {
  readonly inputs: readonly { readonly id: string; readonly type: TypeRef; readonly value: Json }[];
  readonly calls: readonly AccessCall[];
}

/** The inputs and calls of logins, as they stand in a record: inputs after the skeleton's, calls before its first. */
export function accessPart(logins: readonly Login[], manager: string | undefined, inputsBefore: number): AccessPart {
  const inputs: { id: string; type: TypeRef; value: Json }[] = [];
  const calls: AccessCall[] = [];
  const input = (type: TypeRef, value: Json): { readonly ref: string } => {
    const id = `u${inputsBefore + inputs.length + 1}`;
    inputs.push({ id, type, value });
    return { ref: id };
  };
  const call = (tool: string, args: AccessCall['arguments'], result: Json): { readonly ref: string } => {
    const id = `l${calls.length + 1}`;
    calls.push({ id, tool, arguments: args, result });
    return { ref: id };
  };
  for (const { app, tool, username, password, given } of logins) {
    const name = input(app.login.username, username);
    const secret = given || manager === undefined ? input(app.login.password, password) : call(manager, { app: { value: app.name }, username: name }, password);
    call(tool, { username: name, password: secret }, true);
  }
  return { inputs, calls };
}

export interface AccessPartOfRecord {
  readonly inputs: TaskRecord['inputs'];
  readonly calls: TaskRecord['calls'];
}

/** A record without its logins, and these: the calls `l1`, `l2`, … and the inputs that they alone use. */
export function splitRecord(task: TaskRecord): { readonly task: TaskRecord; readonly access: AccessPartOfRecord } {
  const calls = task.calls.filter((c) => c.id.startsWith('l'));
  if (calls.length === 0) return { task, access: { inputs: [], calls } };
  const used = new Set(calls.flatMap((c) => Object.values(c.arguments).flatMap((a) => ('ref' in a ? [a.ref] : []))));
  const main = { ...task, inputs: task.inputs.filter((i) => !used.has(i.id)), calls: task.calls.filter((c) => !c.id.startsWith('l')) };
  return { task: main, access: { inputs: task.inputs.filter((i) => used.has(i.id)), calls } };
}
