/** The hash that identifies an IR: SHA-256 over the RFC 8785 form of everything but the hash itself. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../runtime/canonical.js';
import type { Json, WorldIR } from './ir.js';

export function withHash(program: Omit<WorldIR, 'hash'>): WorldIR {
  return { ...program, hash: hashOf(program) };
}

export function hashOf(program: Omit<WorldIR, 'hash'>): string {
  const { irVersion, world, types, entities, apps, tools, constraints, taskSets } = program;
  const whole: unknown = JSON.parse(JSON.stringify({ irVersion, world, types, entities, apps, tools, constraints, taskSets }));
  return `sha256-${createHash('sha256').update(canonicalJson(asJson(whole))).digest('hex')}`;
}

/** What `JSON.parse` gives is JSON; the type system has to be told once. */
function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(asJson);
  const entries = typeof value === 'object' ? Object.entries(value).map(([k, v]) => [k, asJson(v)] as const) : [];
  return Object.fromEntries(entries);
}
