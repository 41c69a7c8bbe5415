/** Types of a world as TypeScript writes them: an alias for each named type, object types for records. */
import type { BaseName, Scalar, TypeRef } from '../../ir/ir.js';
import { TypeTable, isBase } from '../../runtime/type-table.js';
import { kindsOf } from '../kinds.js';
import { Names, pascalCase } from '../names.js';
import { details, summary } from '../prose.js';
import { TS_GLOBAL_TYPES, TS_RESERVED, commentText, propertyName, tsString } from './literals.js';

const BASES: { readonly [B in BaseName]: string } = { str: 'string', int: 'number', float: 'number', bool: 'boolean' };

/** A doc comment, indented by `indent`; empty for an empty text. */
export function docComment(text: string, indent = '', more: readonly string[] = []): string {
  if (text.trim() === '' && more.length === 0) return '';
  const first = commentText(summary(text));
  const rest = [...details(text, 110), ...more].map((line) => (line === '' ? `${indent} *` : `${indent} * ${commentText(line)}`));
  return rest.length === 0 ? `${indent}/** ${first} */\n` : `${indent}/**\n${indent} * ${first}\n${rest.join('\n')}\n${indent} */\n`;
}

export class TypescriptTypes {
  readonly #aliases: ReadonlyMap<string, string>;

  constructor(
    types: readonly { readonly name: string }[],
    private readonly table: TypeTable,
  ) {
    const names = new Names(TS_RESERVED);
    const known = new Set<string>(TS_GLOBAL_TYPES);
    this.#aliases = new Map(
      types.map((t) => {
        const name = pascalCase(t.name);
        return [t.name, names.take(known.has(name) ? `${name}Value` : name)];
      }),
    );
  }

  get aliases(): readonly string[] {
    return [...this.#aliases.values()];
  }

  /** The module that defines them. */
  module(): string {
    const blocks = [...this.#aliases].map(([name, alias]) => `${docComment(this.table.get(name)?.description ?? '')}export type ${alias} = ${this.#definition(name)};\n`);
    return `/**\n * The types of the world: what tools take and return, as TypeScript knows it. What values exactly a type has, the run time\n * checks at every call.\n */\n\n${blocks.length === 0 ? 'export {};\n' : blocks.join('\n')}`;
  }

  #definition(name: string): string {
    const { bases, values } = kindsOf(name, this.table);
    if (values !== null) return [...new Set(values.map(literal))].join(' | ');
    return bases.length === 0 ? 'never' : [...new Set(bases.map((b) => BASES[b]))].join(' | ');
  }

  alias(name: string): string | undefined {
    return this.#aliases.get(name);
  }
}

function literal(value: Scalar): string {
  return typeof value === 'string' ? tsString(value) : String(value === 0 ? 0 : value);
}

/** The types that one module uses. */
export class ModuleTypes {
  readonly #used = new Set<string>();
  #json = false;

  constructor(private readonly types: TypescriptTypes) {}

  annotation(type: TypeRef): string {
    switch (type.kind) {
      case 'named': {
        if (isBase(type.name)) return BASES[type.name];
        const alias = this.types.alias(type.name);
        if (alias === undefined) return this.#anything();
        this.#used.add(alias);
        return alias;
      }
      case 'var':
        return this.#anything();
      case 'list':
        return `readonly ${closed(this.annotation(type.element))}[]`;
      case 'dict':
        return `{ readonly [key: string]: ${this.annotation(type.value)} }`;
      case 'union':
        return [...new Set(type.members.map((m) => this.annotation(m.type)))].join(' | ');
      case 'optional': {
        const of = this.annotation(type.of);
        return of.endsWith('| null') ? of : `${of} | null`;
      }
      case 'record':
        return type.fields.length === 0 ? '{ readonly [key: string]: unknown }' : `{ ${type.fields.map((f) => `readonly ${propertyName(f.name)}: ${this.annotation(f.type)}`).join('; ')} }`;
    }
  }

  /** The lines that import what was used. */
  imports(): string[] {
    const used = [...this.#used].sort();
    return [...(this.#json ? ["import type { Json } from '../ir/ir.js';"] : []), ...(used.length === 0 ? [] : [`import type { ${used.join(', ')} } from '../types.js';`])];
  }

  #anything(): string {
    this.#json = true;
    return 'Json';
  }
}

/** In brackets where `[]` after it would take only a part. */
function closed(type: string): string {
  return /^[A-Za-z0-9_]+$|^\{[^{}]*\}$/.test(type) ? type : `(${type})`;
}
