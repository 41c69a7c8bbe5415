/** What a name in a source can stand for. */
import type { LoadedModule } from '../resolve/modules.js';
import type { Sym } from '../resolve/symbols.js';
import type { Span } from '../source/source.js';
import type { EntityField, Name, Param, RecordTypeField, TemplateDecl, TemplateParam, ToolDecl, TypeParam } from '../syntax/ast.js';

export type Field = RecordTypeField | EntityField;

export type Target =
  | { readonly kind: 'symbol'; readonly symbol: Sym }
  | { readonly kind: 'param'; readonly module: LoadedModule; readonly tool: ToolDecl; readonly param: Param }
  | { readonly kind: 'type-variable'; readonly module: LoadedModule; readonly variable: TypeParam }
  | { readonly kind: 'template-param'; readonly module: LoadedModule; readonly template: TemplateDecl; readonly param: TemplateParam }
  /** The variable of a comprehension. */
  | { readonly kind: 'local'; readonly module: LoadedModule; readonly name: Name }
  | { readonly kind: 'field'; readonly module: LoadedModule; readonly field: Field }
  /** A name that an import gives to what it brings in. */
  | { readonly kind: 'alias'; readonly module: LoadedModule; readonly name: Name; readonly of: Target }
  | { readonly kind: 'world'; readonly module: LoadedModule; readonly name: Name }
  | { readonly kind: 'tag'; readonly name: string }
  /** A function of expressions: `round`. */
  | { readonly kind: 'function'; readonly name: string }
  /** A source of values: `lines`, `date`. */
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'base'; readonly name: string };

/** One place where a name stands for something. */
export interface Occurrence {
  readonly span: Span;
  readonly target: Target;
  readonly declares: boolean;
  /**
   * A name that says two things at once: a parameter or field written as a type alone, or a field of a record that is the
   * variable of that name. Renaming one of the two has to write both.
   */
  readonly shorthand: boolean;
}

/** Where a target's own name stands; null for what the language brings. */
export function declarationOf(target: Target): { readonly module: LoadedModule; readonly name: Name } | null {
  switch (target.kind) {
    case 'symbol':
      return { module: target.symbol.module, name: target.symbol.nameNode };
    case 'param':
      return { module: target.module, name: target.param.name };
    case 'type-variable':
      return { module: target.module, name: target.variable.name };
    case 'template-param':
      return { module: target.module, name: target.param.name };
    case 'field':
      return { module: target.module, name: target.field.name };
    case 'local':
    case 'alias':
    case 'world':
      return { module: target.module, name: target.name };
    case 'tag':
    case 'function':
    case 'source':
    case 'base':
      return null;
    default: {
      const never: never = target;
      return never;
    }
  }
}

/** Two targets with one key are the same thing, whichever world they were found in. */
export function keyOf(target: Target): string {
  const at = declarationOf(target);
  if (at !== null) return `${target.kind === 'alias' ? 'alias' : 'name'} ${at.module.path} ${at.name.span.start}`;
  return 'name' in target && typeof target.name === 'string' ? `${target.kind} ${target.name}` : target.kind;
}
