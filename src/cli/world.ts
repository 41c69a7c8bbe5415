/** From the path a person names to an IR, with every diagnostic told on the way. */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConfig, type Config } from '../config/config.js';
import { entryUnreadable } from '../diagnostics/codes/modules.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import { renderPretty } from '../diagnostics/render/pretty.js';
import { type Host, describeFailure } from '../host/host.js';
import { nodeHost } from '../host/node.js';
import { compileWorld } from '../compile.js';
import type { TaskSetIR, WorldIR } from '../ir/ir.js';
import { readIR } from '../ir/validate.js';
import { suggest } from '../diagnostics/suggest.js';
import { CliError, EXIT, type Terminal } from './terminal.js';

/** What commands say of the world that they take. */
export const WORLD_ARGUMENT = 'a .rworld file, a folder of one, an .ir.json, or a build directory (default: the "world" of the settings, else the working directory)';

/** The path that a person gave, else the world of the settings, else the working directory. */
export function worldOf(path: string | undefined): string {
  return path ?? settings('.').world ?? '.';
}

/** Where `build` and `docs` write by default: in the folder `out` of the world's settings, else of the working directory. */
export function outputFolder(world: string, name: string): string {
  return join(settings(world).out ?? 'out', name);
}

/** The settings of a world, but for those of rules. */
function settings(path: string): Config {
  const host = nodeHost();
  const read = readConfig(host, host.kind(path) === 'directory' ? path : dirname(path), null);
  if (!read.ok) throw new CliError(read.problem);
  return read.config;
}

/** Reads a world: a `.rworld` file, a folder of one, an `.ir.json`, or a build directory. */
export function loadWorld(path: string, terminal: Terminal, host: Host = nodeHost()): WorldIR {
  const file = compiledIn(host, path);
  if (file !== undefined) return loadIR(file, host);
  const { ir, diagnostics } = compileWorld(host, path);
  tell(diagnostics, terminal);
  const unread = diagnostics.some((d) => d.code === entryUnreadable.code);
  if (ir === null) throw new CliError(`${path} does not compile`, unread ? EXIT.usage : EXIT.findings);
  return ir;
}

export function loadIR(path: string, host: Host = nodeHost()): WorldIR {
  const read = host.readText(path);
  if (!read.ok) throw new CliError(`${path} cannot be read: ${describeFailure(read.reason)}`);
  const result = readIR(read.text);
  if (result.ok) return result.ir;
  throw new CliError(`${path} is not a valid IR:\n${result.problems.slice(0, 10).map((p) => `  ${p}`).join('\n')}`, EXIT.findings);
}

/**
 * The world that a file of tasks was made from, where a person does not name it: the `world.ir.json` beside it, or in the folder above.
 *
 * @param flag how the person would name it
 */
export function worldAbove(file: string, flag: string): string {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) throw new CliError(`there is no file ${file}`);
  for (const folder of [dirname(file), join(dirname(file), '..')]) {
    const found = compiledIn(nodeHost(), folder);
    if (found !== undefined) return found;
  }
  throw new CliError(`no world.ir.json stands beside or above ${file}`, EXIT.usage, `name the world with ${flag}`);
}

/** Diagnostics on standard error, as people read them, with a count at the end. */
export function tell(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  if (diagnostics.length === 0) return;
  terminal.err(renderPretty(diagnostics, { color: terminal.color, width: terminal.width }));
  terminal.err(`${summary(diagnostics)}\n`);
}

/** "2 errors, 1 warning" */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity'], word: string): string[] => {
    const n = diagnostics.filter((d) => d.severity === severity).length;
    return n === 0 ? [] : [`${n} ${word}${n === 1 ? '' : 's'}`];
  };
  const parts = [...count('error', 'error'), ...count('warning', 'warning'), ...count('info', 'note')];
  return parts.length === 0 ? 'no problems' : parts.join(', ') + (hasErrors(diagnostics) ? '' : ' (nothing that stops compilation)');
}

/** The task set of a name, or the first one. */
export function taskSet(ir: WorldIR, name: string | undefined): TaskSetIR {
  if (name === undefined) {
    const first = ir.taskSets.find((s) => s.name === 'train') ?? ir.taskSets[0];
    if (first === undefined) throw new CliError(`the world "${ir.world.name}" has no task set`, EXIT.usage, 'add one, such as `tasks train { count 100  length 2..5 }`');
    return first;
  }
  const set = ir.taskSets.find((s) => s.name === name);
  if (set !== undefined) return set;
  const near = suggest(name, ir.taskSets.map((s) => s.name));
  throw new CliError(
    `the world "${ir.world.name}" has no task set "${name}"`,
    EXIT.usage,
    near.length > 0 ? `did you mean ${near.map((n) => `"${n}"`).join(' or ')}?` : `it has ${ir.taskSets.map((s) => `"${s.name}"`).join(', ') || 'none'}`,
  );
}

/** The path of an IR, if that is what is named: a JSON file, or the one in a build directory. */
export function compiledIn(host: Host, path: string): string | undefined {
  if (path.endsWith('.json')) return path;
  const inside = join(path, 'world.ir.json');
  return host.kind(inside) === 'file' ? inside : undefined;
}
