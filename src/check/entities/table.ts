/** Entities as expressions and templates see them. */
import type { TypeRef } from '../../ir/ir.js';
import type { TypeSymbol } from '../../resolve/symbols.js';
import type { EntityDecl, EntityField } from '../../syntax/ast.js';

export type EntitySymbol = TypeSymbol & { readonly decl: EntityDecl };

export interface FieldInfo {
  readonly name: string;
  readonly decl: EntityField;
  readonly type: TypeRef;
  readonly unique: boolean;
  readonly reference: string | null;
}

/** An entity as expressions see it. */
export interface EntityInfo {
  readonly name: string;
  readonly symbol: EntitySymbol;
  readonly noun: string;
  /** Those without a mistake. */
  readonly fields: ReadonlyMap<string, FieldInfo>;
  /** Whether a field is missing above because of a mistake: then nothing is said of unknown fields. */
  readonly whole: boolean;
  readonly key: FieldInfo | null;
}

/** What expressions ask of the entities. */
export interface EntityTable {
  get(name: string): EntityInfo | undefined;
  /** The one entity whose key is declared with a type. */
  keyedBy(type: string): EntityInfo | undefined;
}

export const NO_ENTITIES: EntityTable = { get: () => undefined, keyedBy: () => undefined };
