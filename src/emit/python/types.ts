/** Types of a world as Python writes them: an alias for each named type, a TypedDict for each record. */
import type { TypeRef } from '../../ir/ir.js';
import { TypeTable, isBase } from '../../runtime/type-table.js';
import { kindsOf } from '../kinds.js';
import { Names, pascalCase } from '../names.js';
import { enumerate, summary } from '../prose.js';
import { PYTHON_RESERVED, docText, pythonLiteral, pythonString } from './literals.js';

/** Names that a module imports, or that annotations are made of. */
const AROUND = ['Any', 'Callable', 'Environment', 'Final', 'Literal', 'Mapping', 'TypeAlias', 'TypedDict', 'cast', 'bool', 'dict', 'float', 'int', 'list', 'object', 'str', 'TOOLS'];

export const MODULE_NAMES: readonly string[] = [...PYTHON_RESERVED, ...AROUND];

export class PythonTypes {
  readonly #names = new Names(MODULE_NAMES);
  readonly #aliases: ReadonlyMap<string, string>;

  constructor(
    types: readonly { readonly name: string }[],
    private readonly table: TypeTable,
  ) {
    this.#aliases = new Map(types.map((t) => [t.name, this.#names.take(pascalCase(t.name))]));
  }

  /** The names of all aliases. */
  get aliases(): readonly string[] {
    return [...this.#aliases.values()];
  }

  /** The module that defines them. */
  module(): string {
    const blocks = [...this.#aliases].map(([name, alias]) => {
      const description = this.table.get(name)?.description ?? '';
      return `${alias}: TypeAlias = ${this.#definition(name)}\n${description.trim() === '' ? '' : `"""${docText(summary(description))}"""\n`}`;
    });
    const uses = blocks.some((b) => b.includes(' = Literal[')) ? 'Literal, TypeAlias' : 'TypeAlias';
    return `"""The types of the world: what tools take and return, as Python knows it.\n\nWhat values exactly a type has, the run time checks at every call.\n"""\n\n${blocks.length === 0 ? '' : `from typing import ${uses}\n\n`}${blocks.join('\n')}`;
  }

  #definition(name: string): string {
    const { bases, values } = kindsOf(name, this.table);
    if (values !== null && values.every((v) => typeof v !== 'number' || Number.isSafeInteger(v)) && !bases.includes('float')) return `Literal[${values.map(pythonLiteral).join(', ')}]`;
    return bases.length === 0 ? 'str' : bases.join(' | ');
  }

  alias(name: string): string | undefined {
    return this.#aliases.get(name);
  }
}

/** The types that one module uses. */
export class ModuleTypes {
  readonly #used = new Set<string>();
  readonly #records = new Map<string, { readonly name: string; readonly source: string }>();
  #any = false;
  #typed = false;

  /** @param names of the module, among them those of the aliases */
  constructor(
    private readonly types: PythonTypes,
    private readonly names: Names,
  ) {}

  /** An annotation. @param wanted a name for the record that it may be */
  annotation(type: TypeRef, wanted: string): string {
    switch (type.kind) {
      case 'named': {
        if (isBase(type.name)) return type.name;
        const alias = this.types.alias(type.name);
        if (alias === undefined) return this.#anything();
        this.#used.add(alias);
        return alias;
      }
      case 'var':
        return this.#anything();
      case 'list':
        return `list[${this.annotation(type.element, wanted)}]`;
      case 'dict':
        return `dict[str, ${this.annotation(type.value, wanted)}]`;
      case 'union':
        return [...new Set(type.members.map((m) => this.annotation(m.type, wanted)))].join(' | ');
      case 'optional': {
        const of = this.annotation(type.of, wanted);
        return of.endsWith('| None') ? of : `${of} | None`;
      }
      case 'record':
        return this.#record(type, wanted);
    }
  }

  /** The lines that import what was used. */
  imports(): string[] {
    const typing = [...(this.#any ? ['Any'] : []), ...(this.#typed ? ['TypedDict'] : []), 'cast'].join(', ');
    const used = [...this.#used].sort();
    return [`from typing import ${typing}`, ...(used.length === 0 ? [] : ['', used.length <= 4 ? `from ..types import ${used.join(', ')}` : `from ..types import (\n${used.map((u) => `    ${u},\n`).join('')})`])];
  }

  get recordNames(): readonly string[] {
    return [...this.#records.values()].map((r) => r.name);
  }

  /** The definitions of records, inner ones first. */
  records(): string[] {
    return [...this.#records.values()].map((r) => r.source);
  }

  #anything(): string {
    this.#any = true;
    return 'Any';
  }

  #record(type: Extract<TypeRef, { readonly kind: 'record' }>, wanted: string): string {
    const key = JSON.stringify(type);
    const known = this.#records.get(key);
    if (known !== undefined) return known.name;
    this.#typed = true;
    const fields = type.fields.map((f) => ({ name: f.name, description: f.description, type: this.annotation(f.type, `${wanted}${pascalCase(f.name)}`) }));
    const name = this.names.take(wanted);
    this.#records.set(key, { name, source: typedDict(name, fields) });
    return name;
  }
}

interface Field {
  readonly name: string;
  readonly description: string;
  readonly type: string;
}

/** Fields whose names are no identifiers, or would be mangled, need the other form. */
function typedDict(name: string, fields: readonly Field[]): string {
  const reserved = new Set<string>(PYTHON_RESERVED);
  const plain = fields.every((f) => /^[A-Za-z][A-Za-z0-9_]*$/.test(f.name) && !reserved.has(f.name));
  if (!plain || fields.length === 0) return `${name} = TypedDict(\n    ${pythonString(name)},\n    {${fields.map((f) => `${pythonString(f.name)}: ${f.type}`).join(', ')}},\n)`;
  const lines = fields.flatMap((f) => [`    ${f.name}: ${f.type}`, ...(f.description.trim() === '' ? [] : [`    """${docText(summary(f.description))}"""`])]);
  return `class ${name}(TypedDict):\n    """A record with ${enumerate(fields.map((f) => f.name))}."""\n\n${lines.join('\n')}`;
}
