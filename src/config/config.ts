/**
 * Settings beside a world: `rworld.config.json`, or the member `rworld` of its `package.json`; the nearest of these, from the
 * world's folder up to the project's root. (A text as that member is the path of the package's world, and no setting.)
 */
import type { Host } from '../host/host.js';
import { dirname, isAbsolute, join, normalize } from '../host/path.js';
import { suggest } from '../diagnostics/suggest.js';

export const LEVELS = ['off', 'info', 'warning', 'error'] as const;
/** How a rule's findings are told; `off`: not at all. */
export type Level = (typeof LEVELS)[number];

export interface Config {
  /** The path of the file that was read; null where there is none. */
  readonly path: string | null;
  /** Levels of rules of `rworld lint`, by name. */
  readonly lint: ReadonlyMap<string, Level>;
  /** The same of `rworld diff`, in place of what the broken contracts would make of a finding. */
  readonly diff: ReadonlyMap<string, Level>;
  /** The contracts that `rworld diff` keeps; null: all. */
  readonly breaking: readonly string[] | null;
  /** The world of commands that name none: an absolute path; null: the folder that the command runs in. */
  readonly world: string | null;
  /** The folder that `build` and `docs` make theirs in: an absolute path; null: `out` in the folder that the command runs in. */
  readonly out: string | null;
}

export type ReadConfig = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problem: string };

const NONE: Config = { path: null, lint: new Map(), diff: new Map(), breaking: null, world: null, out: null };
const SECTIONS = ['world', 'out', 'lint', 'diff', 'breaking'];
const MAX_BYTES = 1024 * 1024;

/** What rules there are, so that a misspelt one is told. Null: the caller uses none of them, and their names are not looked at. */
export interface KnownNames {
  readonly lint: Iterable<string>;
  readonly diff: Iterable<string>;
  readonly contracts: Iterable<string>;
}

/** @param folder the folder of the world's entry */
export function readConfig(host: Host, folder: string, known: KnownNames | null): ReadConfig {
  for (let at = host.resolve(folder); ; at = dirname(at)) {
    for (const name of ['rworld.config.json', 'package.json']) {
      const path = join(at, name);
      if (host.kind(path) !== 'file') continue;
      const read = host.readText(path, MAX_BYTES);
      if (!read.ok) return { ok: false, problem: `${path} cannot be read` };
      let value: unknown;
      try {
        value = JSON.parse(read.text);
      } catch (error) {
        return { ok: false, problem: `${path} is not JSON: ${error instanceof Error ? error.message : String(error)}` };
      }
      const settings = name === 'package.json' ? member(value, 'rworld') : value;
      if (settings === undefined || typeof settings === 'string') continue;
      return parseConfig(settings, path, known);
    }
    // The root of the project, or of the file system.
    if (host.kind(join(at, 'package.json')) === 'file' || dirname(at) === at) return { ok: true, config: NONE };
  }
}

function parseConfig(value: unknown, path: string, known: KnownNames | null): ReadConfig {
  const fail = (problem: string): ReadConfig => ({ ok: false, problem: `${path}: ${problem}` });
  if (!isObject(value)) return fail('the settings are not an object');
  for (const key of Object.keys(value)) {
    if (!SECTIONS.includes(key)) return fail(`there is no setting "${key}"${near(key, SECTIONS)}; the settings are ${SECTIONS.map((s) => `"${s}"`).join(', ')}`);
  }
  const world = pathSetting(value, 'world', path);
  if (typeof world !== 'string' && world !== null) return fail(world.problem);
  const out = pathSetting(value, 'out', path);
  if (typeof out !== 'string' && out !== null) return fail(out.problem);
  if (known === null) return { ok: true, config: { ...NONE, path, world, out } };
  const lint = levels(member(value, 'lint'), 'lint', [...known.lint]);
  if (typeof lint === 'string') return fail(lint);
  const diff = levels(member(value, 'diff'), 'diff', [...known.diff]);
  if (typeof diff === 'string') return fail(diff);
  const breaking = member(value, 'breaking');
  const contracts = [...known.contracts];
  if (breaking === undefined) return { ok: true, config: { path, lint, diff, breaking: null, world, out } };
  if (!Array.isArray(breaking)) return fail(`"breaking" lists some of ${contracts.map((c) => `"${c}"`).join(', ')}`);
  const kept: string[] = [];
  for (const name of breaking) {
    if (typeof name !== 'string' || !contracts.includes(name)) return fail(`"breaking" lists some of ${contracts.map((c) => `"${c}"`).join(', ')}, and ${JSON.stringify(name)} is none of them`);
    kept.push(name);
  }
  return { ok: true, config: { path, lint, diff, breaking: kept, world, out } };
}

/** A path, from the folder of the settings; null where it is not set. */
function pathSetting(settings: unknown, name: string, config: string): string | null | { readonly problem: string } {
  const value = member(settings, name);
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '') return { problem: `"${name}" is a path, from the folder of this file` };
  return isAbsolute(value) ? normalize(value) : join(dirname(config), value);
}

/** The levels, or what is wrong with them. */
function levels(value: unknown, section: string, rules: readonly string[]): ReadonlyMap<string, Level> | string {
  const found = new Map<string, Level>();
  if (value === undefined) return found;
  if (!isObject(value)) return `"${section}" is an object from names of rules to levels`;
  for (const [name, given] of Object.entries(value)) {
    if (!rules.includes(name)) return `"${section}": there is no rule "${name}"${near(name, rules)}`;
    const level = LEVELS.find((l) => l === given);
    if (level === undefined) return `"${section}": the level of "${name}" is one of ${LEVELS.map((l) => `"${l}"`).join(', ')}, and not ${JSON.stringify(given)}`;
    found.set(name, level);
  }
  return found;
}

function near(name: string, candidates: readonly string[]): string {
  const found = suggest(name, candidates);
  return found.length === 0 ? '' : ` (did you mean ${found.map((f) => `"${f}"`).join(' or ')}?)`;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
