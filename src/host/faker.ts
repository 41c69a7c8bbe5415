/**
 * `faker("person.fullName", 500)`: texts drawn once, while a world is compiled, by the package faker. The draw is
 * seeded by the generator's name, so that the same call gives the same texts in every world and on every machine with
 * the same version of faker.
 */
import { createRequire } from 'node:module';
import type { FakerResult } from './host.js';

/** How many draws a wanted value may take, since values are distinct. */
const TRIES_PER_VALUE = 20;

type FakerPackage = typeof import('@faker-js/faker');
type Instance = InstanceType<FakerPackage['Faker']>;

let loaded: FakerPackage | null | undefined;

/** faker is large and few worlds use it: it is loaded when first asked for. */
function load(): FakerPackage | null {
  if (loaded !== undefined) return loaded;
  try {
    loaded = createRequire(import.meta.url)('@faker-js/faker') as FakerPackage;
  } catch {
    loaded = null;
  }
  return loaded;
}

/** At most `count` distinct texts; fewer where the generator has no more. */
export function drawFromFaker(generator: string, count: number): FakerResult {
  const faker = load();
  if (faker === null) return { ok: false, reason: 'not-installed' };
  const instance = new faker.Faker({ locale: [faker.en], seed: seedOf(generator) });
  instance.setDefaultRefDate(new Date(Date.UTC(2025, 0, 1)));
  const draw = find(instance, generator);
  if (draw === undefined) return { ok: false, reason: 'unknown-generator', candidates: names(instance) };
  const values = new Set<string>();
  for (let tries = count * TRIES_PER_VALUE; tries > 0 && values.size < count; tries--) {
    const value = draw();
    if (typeof value !== 'string' && typeof value !== 'number') return { ok: false, reason: 'unknown-generator', candidates: names(instance) };
    values.add(String(value));
  }
  return { ok: true, values: [...values] };
}

/** Modules whose generators make texts; the rest of the instance is machinery. */
const MODULES = ['airline', 'animal', 'book', 'color', 'commerce', 'company', 'database', 'finance', 'food', 'git', 'hacker', 'internet', 'location', 'lorem', 'music', 'person', 'phone', 'science', 'string', 'system', 'vehicle', 'word'] as const;

function find(instance: Instance, generator: string): (() => unknown) | undefined {
  const [moduleName, method, ...rest] = generator.split('.');
  const known = MODULES.find((m) => m === moduleName);
  if (known === undefined || method === undefined || rest.length > 0) return undefined;
  const module: object = instance[known];
  const candidate: unknown = methodsOf(module).includes(method) ? Reflect.get(module, method) : undefined;
  return typeof candidate === 'function' ? () => Reflect.apply(candidate, module, []) as unknown : undefined;
}

function names(instance: Instance): string[] {
  return MODULES.flatMap((m) => methodsOf(instance[m]).map((method) => `${m}.${method}`));
}

function methodsOf(module: object): string[] {
  const found = new Set<string>();
  for (let at: object | null = module; at !== null && at !== Object.prototype; at = Reflect.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor' && !name.startsWith('_') && name !== 'faker') found.add(name);
  }
  return [...found].sort();
}

/** FNV-1a over the name: any fixed function of it would do. */
function seedOf(generator: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < generator.length; i++) hash = Math.imul(hash ^ generator.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
