/** Every diagnostic that the compiler can report, by code. */
import * as apps from './codes/apps.js';
import * as composition from './codes/composition.js';
import * as entities from './codes/entities.js';
import * as modules from './codes/modules.js';
import * as subtypes from './codes/subtypes.js';
import * as syntax from './codes/syntax.js';
import * as taskSets from './codes/task-sets.js';
import * as templates from './codes/templates.js';
import * as tools from './codes/tools.js';
import * as typeUses from './codes/type-uses.js';
import * as types from './codes/types.js';
import type { Severity } from './diagnostic.js';

/** What there is to say of a code without an instance of it. */
export interface RegisteredCode {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly explain: string;
}

function isCode(value: unknown): value is RegisteredCode {
  return typeof value === 'object' && value !== null && 'code' in value && 'explain' in value;
}

const all: RegisteredCode[] = [syntax, modules, types, subtypes, typeUses, tools, entities, templates, apps, taskSets, composition].flatMap((stage) => Object.values(stage).filter(isCode));

/** Sorted by code. */
export const REGISTRY: ReadonlyMap<string, RegisteredCode> = new Map(all.sort((a, b) => (a.code < b.code ? -1 : 1)).map((d) => [d.code, d]));
