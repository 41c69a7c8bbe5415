/** Reading an IR from its JSON: the schema, then what a schema cannot say, then the hash. */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { hashOf } from './hash.js';
import type { WorldIR } from './ir.js';
import { checkReferences } from './references.js';
import { IR_SCHEMA } from './schema.js';

export type ReadIR = { readonly ok: true; readonly ir: WorldIR } | { readonly ok: false; readonly problems: readonly string[] };

/** Problems are sentences with the place in the document, at most a hundred. */
export function readIR(text: string): ReadIR {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [`it is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  return validateIR(value);
}

export function validateIR(value: unknown): ReadIR {
  if (typeof value === 'object' && value !== null && 'irVersion' in value && value.irVersion !== 1) {
    return { ok: false, problems: [`its version is ${JSON.stringify(value.irVersion)}, and this compiler reads version 1`] };
  }
  const validate = validator();
  if (!validate(value)) return { ok: false, problems: (validate.errors ?? []).slice(0, 100).map(describe) };
  const problems = checkReferences(value);
  if (problems.length > 0) return { ok: false, problems };
  const hash = hashOf(value);
  if (hash !== value.hash) return { ok: false, problems: [`its hash does not fit: it says ${value.hash}, and its content has ${hash}; it was changed by hand, or is not whole`] };
  return { ok: true, ir: value };
}

let compiled: ReturnType<typeof compileSchema> | undefined;

function validator(): ReturnType<typeof compileSchema> {
  return (compiled ??= compileSchema());
}

function compileSchema() {
  return new Ajv2020({ discriminator: true, strict: true, strictTypes: false, strictRequired: false, allErrors: false }).compile<WorldIR>(IR_SCHEMA);
}

function describe(error: ErrorObject): string {
  const at = error.instancePath === '' ? 'the document' : error.instancePath;
  const more = error.keyword === 'additionalProperties' ? ` (${String(error.params['additionalProperty'])})` : error.keyword === 'enum' || error.keyword === 'const' ? ` (${JSON.stringify(error.params['allowedValues'] ?? error.params['allowedValue'])})` : '';
  return `${at}: ${error.message ?? error.keyword}${more}`;
}
