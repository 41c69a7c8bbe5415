/** Value sets from source text, for tests. */
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { drawFromFaker } from '../../src/host/faker.js';
import type { FakerResult } from '../../src/host/host.js';
import type { BaseName, ValueSetIR } from '../../src/ir/ir.js';
import { diagnostic, defineDiagnostic } from '../../src/diagnostics/diagnostic.js';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';
import type { TypeExpr } from '../../src/syntax/ast.js';
import { buildValueSet } from '../../src/types/values/build.js';

const noFile = defineDiagnostic<{ name: string }>({ code: 'RW9999', severity: 'error', title: 'no file', message: ({ name }) => `no file ${name}`, explain: '' });

export interface Built {
  readonly set: ValueSetIR | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The codes reported, each with the source text that it points at. */
  readonly codes: readonly string[];
}

export interface Setting {
  readonly base?: BaseName | null;
  readonly accepts?: boolean;
  readonly files?: { readonly [name: string]: string };
  readonly faker?: (generator: string, count: number) => FakerResult;
}

/** The value set of `text`, written as after `=` in a declaration. */
export function built(text: string, setting: Setting = {}): Built {
  const file = new SourceFile('test.rworld', `type t = ${text}\n`);
  const parsed = parse(file);
  if (parsed.diagnostics.length > 0) throw new Error(`${text}: ${parsed.diagnostics.map((d) => d.message).join('; ')}`);
  const decl = parsed.module.decls[0];
  if (decl?.kind !== 'type' || decl.definition === null) throw new Error(`${text} is no type`);
  return builtFrom(decl.definition, file, setting);
}

export function builtFrom(expr: TypeExpr, file: SourceFile, setting: Setting): Built {
  const diagnostics: Diagnostic[] = [];
  const set = buildValueSet(
    expr,
    {
      base: setting.base ?? null,
      accepts: setting.accepts ?? false,
      file,
      readData: (name) => {
        const text = setting.files?.[name];
        return text === undefined ? { ok: false, diagnose: (at) => diagnostic(noFile, at, { name }) } : { ok: true, text };
      },
      faker: setting.faker ?? drawFromFaker,
    },
    (d) => diagnostics.push(d),
  );
  const where = (d: Diagnostic): string => (d.location === null ? '' : d.location.file.text.slice(d.location.span.start, d.location.span.end));
  return { set, diagnostics, codes: diagnostics.map((d) => `${d.code} ${where(d)}`) };
}

/** The set of a text that must be right. */
export function setOf(text: string, setting: Setting = {}): ValueSetIR {
  const { set, diagnostics } = built(text, setting);
  if (set === null || diagnostics.length > 0) throw new Error(`${text}: ${diagnostics.map((d) => d.message).join('; ')}`);
  return set;
}
