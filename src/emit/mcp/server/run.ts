/** A world served as it is asked for, over stdio or HTTP: what the command line and the emitted packages share. */
import type { EnvironmentTask } from '../../../runtime/task-environment.js';
import { FIRST_ENVIRONMENT, readChoice, type Choice, type ChoiceWords, type TaskSource } from './choice.js';
import { serveHttp } from './http.js';
import { openSession } from './session.js';
import { serveStdio } from './stdio.js';
import { ServedWorld, type ToolDefinition } from './world.js';
import type { WorldIR } from '../../../ir/ir.js';

export interface ServeOptions extends ChoiceWords {
  /** The port of the HTTP server; undefined: stdio. */
  readonly http?: number | undefined;
  readonly host: string;
  readonly sessions: number;
  /** Whether sessions have a tool that starts tasks. */
  readonly tasks: boolean;
}

/** Said where the command says nothing else. */
export const LOOPBACK = '127.0.0.1';
export const MOST_SESSIONS = 1000;

/**
 * Serves until the client leaves (stdio) or for ever (HTTP).
 * @param say for people, and never on standard output
 * @returns what is wrong with what was asked for; nothing has been served then
 */
export async function serve(ir: WorldIR, definitions: readonly ToolDefinition[], source: TaskSource<EnvironmentTask>, options: ServeOptions, say: (line: string) => void): Promise<{ readonly problem: string } | undefined> {
  const world = new ServedWorld(ir, definitions, source.sets);
  const read = readChoice(options);
  if (read !== undefined && 'problem' in read) return read;
  const choice: Choice = read ?? (options.tasks ? { kind: 'later' } : { kind: 'environment', key: FIRST_ENVIRONMENT });
  const sessionOptions = { tasks: source, startable: options.tasks };
  const first = openSession(world, choice, sessionOptions);
  if (!first.ok) return { problem: first.problem };
  if (options.http === undefined) {
    await serveStdio(first.session, process.stdin, process.stdout);
    return undefined;
  }
  const { url } = await serveHttp({ port: options.http, host: options.host, sessions: options.sessions, choice, open: (own) => openSession(world, own, sessionOptions) });
  say(`serving ${ir.world.name} at ${url}`);
  return new Promise(() => undefined);
}
