/** Worlds whose every name and text tries to break out of where back ends put it. */
import * as fc from 'fast-check';
import type { Json, ParamIR, ToolIR, TypeIR, TypeRef, WorldIR } from '../../src/ir/ir.js';
import { withHash } from '../../src/ir/hash.js';

/** Names and texts that have broken something somewhere. */
export const HOSTILE: readonly string[] = [
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'class', 'def', 'function', 'import', 'return', 'None', 'True', 'null', 'undefined', 'await', 'yield', 'lambda', 'let', 'static', 'self', 'cls', 'env', 'environment', 'args', 'arguments', 'eval', 'list', 'dict', 'str', 'int', 'print', 'type', 'match', 'Any', 'cast', 'Json', 'TOOLS', 'tools', 'index', '__init__', '__name__', '__all__', '__doc__', '__debug__', 'submit', 'submit_',
  "'", '"', '`', '\\', '\\"', "\\'", '"""', "'''", '*/', '/*', '//', '#', '${x}', '{x}', '{{x}}', '%s', '<!--', '</script>', '\n', '\r', '\r\n', '\t', '\0', '\u0007', '\u007f', '\u0085', '\u2028', '\u2029', '\u202e', '\u2066', '\ufeff', '\u00ad', '\u200b', 'a\nb', 'ends with "', 'ends with \\', '"starts', '"""\nimport os\nos._exit(9)\n"""', "'); process.exit(9); ('", '*/ process.exit(9); /*', '${process.exit(9)}',
  'é', 'ﬁ', 'ª', 'ſ', '℘', 'K', '𝒳', '日本語', '😀', '👩‍👩‍👧', 'İ', 'ı', 'e\u0301', '\u{e0041}', ' ', '  padded  ', '', '0', '1', '2x', '-1', 'a-b', 'a.b', 'a b', '../../etc/passwd', '/abs', 'con', 'CON', 'a/b', 'a\\b', 'Ab', 'aB', 'ab', 'a_b', 'a__b', '_', '__', '$', 'x'.repeat(120),
];

/** Any of those, or two put together, or any string at all. Well-formed: the compiler lets nothing else into an IR. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map(([a, b]) => a + b) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
);

const hostileName = hostileText.filter((name) => name !== '');
const named = (name: string): TypeRef => ({ kind: 'named', name });

/** A record of the fields, an optional, a list and a dict, as one tool's result. */
function resultType(fields: readonly string[], type: TypeRef): TypeRef {
  return {
    kind: 'record',
    fields: fields.map((name, i) => ({ name, description: name, type: i % 3 === 0 ? type : i % 3 === 1 ? { kind: 'list', element: type, min: 1, max: 2 } : { kind: 'optional', of: { kind: 'dict', key: named('str'), value: type, min: 0, max: 2 } } })),
  };
}

/** Ten of many, others for each `i`. */
function tenOf(items: readonly string[], i: number): string[] {
  return items.length <= 10 ? [...items] : Array.from({ length: 10 }, (_, j) => items[(i * 7 + j) % items.length] ?? '');
}

interface Parts {
  readonly world: string;
  readonly types: readonly string[];
  readonly tools: readonly string[];
  readonly params: readonly string[];
  readonly fields: readonly string[];
  readonly values: readonly string[];
  readonly texts: readonly string[];
  readonly topics: readonly string[];
}

/** A world of these names: each tool echoes its first argument, or is sampled. */
export function worldFrom(parts: Parts): WorldIR {
  const text = (i: number): string => parts.texts[i % parts.texts.length] ?? '';
  const types: TypeIR[] = parts.types.map((name, i) => ({
    name,
    description: text(i),
    noun: text(i + 1),
    plural: text(i + 2),
    parents: ['str'],
    values: { kind: 'enum', values: i % 2 === 0 ? parts.values : parts.values.slice(0, 3) },
    accepts: null,
  }));
  const typeOf = (i: number): TypeRef => named(parts.types[i % parts.types.length] ?? 'str');
  const tools = parts.tools.map((name, i): ToolIR => {
    const params = parts.params.slice(0, 1 + (i % parts.params.length)).map((param, j): ParamIR => {
      const base = { name: param, description: text(i + j), type: typeOf(i + j) };
      if (j === 0 || (i + j) % 3 > 0) return base;
      const usual: Json = (i + j) % 2 === 0 ? (parts.values[0] ?? '') : [parts.values[1] ?? ''];
      return { ...base, type: Array.isArray(usual) ? { kind: 'list', element: base.type, min: 0, max: null } : base.type, default: usual };
    });
    const first = params[0]?.name ?? '';
    return {
      name,
      description: text(i),
      app: null,
      ...(i % 2 === 0 ? {} : { module: parts.topics[i % parts.topics.length] ?? 'm' }),
      tags: [],
      typeParams: i % 4 === 0 ? [{ name: 'T', bound: null }] : [],
      params,
      result: i % 3 === 0 ? typeOf(i) : i % 3 === 1 ? resultType(tenOf(parts.fields, i), typeOf(i)) : named('str'),
      requires: [{ condition: { op: 'const', value: true }, message: [text(i), { hole: first }] }],
      returns: i % 3 === 2 ? { op: 'param', name: first } : null,
      phrases: [{ form: 'noun', text: ['x', ...params.filter((p) => p.default === undefined).map((p) => ({ hole: p.name }))] }],
    };
  });
  const ir = {
    irVersion: 1 as const,
    world: { name: parts.world, version: '1.0.0', description: text(0) },
    types: [...types].sort((a, b) => (a.name < b.name ? -1 : 1)),
    entities: [],
    apps: [],
    tools: [...tools].sort((a, b) => (a.name < b.name ? -1 : 1)),
    constraints: [],
    taskSets: [],
  };
  return withHash(ir);
}

const some = (arb: fc.Arbitrary<string>, minLength: number, maxLength: number): fc.Arbitrary<string[]> => fc.uniqueArray(arb, { minLength, maxLength });

export const hostileWorld: fc.Arbitrary<WorldIR> = fc
  .record({
    world: hostileName,
    types: some(hostileName.filter((n) => !['str', 'int', 'float', 'bool'].includes(n)), 1, 6),
    tools: some(hostileName, 1, 8),
    params: some(hostileName, 1, 4),
    fields: some(hostileName, 1, 4),
    values: some(hostileText, 3, 20),
    texts: fc.array(hostileText, { minLength: 1, maxLength: 6 }),
    topics: some(hostileName, 1, 3),
  })
  .map(worldFrom);

/** One world with all of the hostile names at every place. */
export function worstWorld(): WorldIR {
  const names = HOSTILE.filter((name) => name !== '');
  const types = names.filter((n) => !['str', 'int', 'float', 'bool'].includes(n));
  return worldFrom({ world: 'class "*/', types, tools: names, params: names.slice(0, 7), fields: names, values: HOSTILE, texts: HOSTILE, topics: names.slice(0, 12) });
}
