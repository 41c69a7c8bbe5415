/** The program of an emitted package: the world beside it, served. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { WorldIR } from '../../../ir/ir.js';
import { FiledTasks } from './filed-tasks.js';
import { LOOPBACK, MOST_SESSIONS, serve, type ServeOptions } from './run.js';
import type { ToolDefinition } from './world.js';

const HELP = `Serves a world's tools over the Model Context Protocol, on standard input and output.

  --http PORT          over streamable HTTP instead, at http://127.0.0.1:PORT/mcp; 0 for any free port
  --host HOST          the address to listen at (${LOOPBACK})
  --sessions N         open sessions at most, over HTTP (${MOST_SESSIONS})
  --task I [--set S]   the tools of one task, and the one that takes the answer
  --environment HEX    all tools, in the environment of this key, 64 hex digits (zeros)
  --tasks              a tool that starts tasks
`;

/** @param folder the package's, with `world.ir.json`, `tools.json` and `tasks/` */
export async function main(folder: URL, argv: readonly string[]): Promise<void> {
  for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.on(signal, () => process.exit(status));
  process.stdout.on('error', () => process.exit(0));
  const options = readOptions(argv);
  if (typeof options === 'string') return stop(options);
  if (options === null) return void process.stderr.write(HELP);
  const ir = JSON.parse(readFileSync(new URL('world.ir.json', folder), 'utf8')) as WorldIR;
  const definitions = JSON.parse(readFileSync(new URL('tools.json', folder), 'utf8')) as ToolDefinition[];
  try {
    const wrong = await serve(ir, definitions, new FiledTasks(fileURLToPath(new URL('tasks', folder))), options, (line) => process.stderr.write(`${line}\n`));
    if (wrong !== undefined) stop(wrong.problem);
  } catch (error) {
    // A port that is taken, an address that is not this machine's.
    if (error instanceof Error && 'syscall' in error) stop(error.message);
    else throw error;
  }
}

function stop(problem: string): void {
  process.stderr.write(`${problem}\n(--help tells the options)\n`);
  process.exitCode = 2;
}

/** null: help is asked for; text: what is wrong. */
function readOptions(argv: readonly string[]): ServeOptions | string | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        http: { type: 'string' },
        host: { type: 'string', default: LOOPBACK },
        sessions: { type: 'string', default: String(MOST_SESSIONS) },
        set: { type: 'string' },
        task: { type: 'string' },
        environment: { type: 'string' },
        tasks: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return null;
    const http = values.http === undefined ? undefined : whole(values.http, 0, 65535);
    const sessions = whole(values.sessions, 1, 1_000_000);
    if (Number.isNaN(http)) return 'a port is a whole number from 0 to 65535';
    if (Number.isNaN(sessions)) return 'sessions are a whole number from 1 on';
    return { http, host: values.host, sessions, tasks: values.tasks, set: values.set, task: values.task, environment: values.environment };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** NaN for anything else. */
function whole(text: string, min: number, max: number): number {
  const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : Number.NaN;
}
