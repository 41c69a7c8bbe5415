/** The task record: one JSON object a line of a `.jsonl` file (DESIGN, section 7). */
import type { Json, TypeRef } from '../../ir/ir.js';

export interface TaskRecord {
  /** `world/set/index` */
  readonly id: string;
  /** `name@version` */
  readonly world: string;
  /** The hash of the IR that the task was made from. */
  readonly ir: string;
  readonly set: string;
  readonly index: number;
  readonly seed: number;
  /** The key of the task's environment, 64 hex digits: every tool's answer is a function of it and the arguments. */
  readonly environment: string;
  readonly instruction: string;
  /** What the agent is shown: gold tools and distractors, in a keyed order. */
  readonly tools: readonly string[];
  readonly inputs: readonly { readonly id: string; readonly type: string; readonly value: Json }[];
  /**
   * In an executable order; the last one answers the task. Calls that log in come first (`l1`, `l2`, …), then those of the skeleton
   * (`c1`, `c2`, …); the inputs of logins stand after the skeleton's.
   */
  readonly calls: readonly RecordedCall[];
  readonly answer: Reference & { readonly type: string; readonly value: Json };
  readonly shape: Shape;
  /** The hash of the skeleton's canonical form: equal for two tasks only if they ask for the same calls on the same sources. */
  readonly skeleton: string;
}

export interface RecordedCall {
  readonly id: string;
  readonly tool: string;
  readonly arguments: { readonly [parameter: string]: Argument };
  readonly result: Json;
}

/** Where the argument of a call comes from; a value of its own occurs only in the calls of logins. */
export type Argument = Reference | { readonly value: Json };

/** `u1` is the first input, `c1` the first call, `l1` the first of the calls that log in; `path` names fields of a record result. */
export interface Reference {
  readonly ref: string;
  readonly path?: readonly string[];
}

export interface Shape {
  readonly length: number;
  readonly depth: number;
  readonly inputs: number;
  readonly joins: number;
  readonly shared: number;
}

/** A type as the record writes it: the source's own notation, without sizes. */
export function typeName(type: TypeRef): string {
  switch (type.kind) {
    case 'named':
    case 'var':
      return type.name;
    case 'list':
      return `list<${typeName(type.element)}>`;
    case 'dict':
      return `dict<${typeName(type.key)}, ${typeName(type.value)}>`;
    case 'union':
      return type.members.map((m) => typeName(m.type)).join(' | ');
    case 'optional':
      return `${type.of.kind === 'union' ? `(${typeName(type.of)})` : typeName(type.of)}?`;
    case 'record':
      return `{ ${type.fields.map((f) => `${f.name}: ${typeName(f.type)}`).join(', ')} }`;
  }
}
