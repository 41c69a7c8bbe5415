/**
 * Accounts and logins. Every app with a login has one account in an environment, drawn from its key; which apps are logged in to
 * is the only thing that calls change.
 */
import type { AppIR, Json, ToolIR, WorldIR } from '../ir/ir.js';
import { canonicalJson } from './canonical.js';
import type { Denotation, Denotations } from './denotation.js';
import { show, type ToolError } from './errors.js';
import type { Facts } from './facts.js';
import { fail } from './functions/built-in.js';
import { Stream, deriveKey } from './random.js';

export interface Account {
  readonly username: Json;
  readonly password: Json;
}

interface AppPlan {
  readonly app: AppIR;
  /** The name of the tool that logs in. */
  readonly tool: string;
  readonly username: Denotation;
  readonly password: Denotation;
}

/** What is known of a world's logins before any environment is opened. */
export class LoginsProgram {
  readonly #plans = new Map<string, AppPlan>();

  constructor(ir: Pick<WorldIR, 'apps' | 'tools'>, denotations: Denotations) {
    for (const app of ir.apps) {
      const tool = ir.tools.find((t) => t.access === 'login' && t.app === app.name);
      if (app.login !== null && tool !== undefined) this.#plans.set(app.name, { app, tool: tool.name, username: denotations.of(app.login.username), password: denotations.of(app.login.password) });
    }
  }

  /** @param key the environment's, 32 bytes */
  open(key: Uint8Array, facts: Facts): Logins {
    return new Logins(this.#plans, key, facts);
  }
}

export class Logins {
  readonly #open = new Set<string>();

  constructor(
    private readonly plans: ReadonlyMap<string, AppPlan>,
    private readonly key: Uint8Array,
    private readonly facts: Facts,
  ) {}

  /** The account of an app; undefined where it has no login. */
  account(app: string): Account | undefined {
    const plan = this.plans.get(app);
    if (plan === undefined) return undefined;
    const draw = (of: Denotation, what: string): Json => of.generate(new Stream(deriveKey(this.key, 'account', app, what)), this.facts) ?? fail(`no ${what} can be drawn for ${plan.app.noun}`);
    return { username: draw(plan.username, 'user name'), password: draw(plan.password, 'password') };
  }

  isOpen(app: string): boolean {
    return this.#open.has(app);
  }

  /** Why a tool cannot be called yet; null where it can. */
  refuse(tool: ToolIR): ToolError | null {
    const plan = tool.app === null || tool.access !== undefined ? undefined : this.plans.get(tool.app);
    if (plan === undefined || this.#open.has(plan.app.name)) return null;
    return { code: 'not_logged_in', message: `${tool.name}: you are not logged in to ${plan.app.noun}; call "${plan.tool}" first`, tool: tool.name };
  }

  /** What the tools that come with logins answer. @throws ComputationError where there is no such account */
  answer(tool: ToolIR, values: readonly Json[]): Json {
    const [first, second] = values;
    if (tool.access === 'login') {
      const account = tool.app === null ? undefined : this.account(tool.app);
      const right = account !== undefined && same(account.username, first) && same(account.password, second);
      if (right && tool.app !== null) this.#open.add(tool.app);
      return right;
    }
    const account = typeof first === 'string' ? this.account(first) : undefined;
    if (account !== undefined && same(account.username, second)) return account.password;
    return fail(`no password is saved for the user name ${show(second)} on ${show(first)}`);
  }
}

function same(a: Json, b: Json | undefined): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}
