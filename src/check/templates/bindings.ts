/** What the variables of a template stand for in one instance, and the words that come of it. */
import type { ModuleView } from '../context.js';
import type { EntityField } from '../../syntax/ast.js';
import type { EntitySymbol, NominalSymbol, WrittenType } from './shapes.js';
import { shapeOf } from './shapes.js';
import { articleOf, capitalised, pluralOf, toSnakeCase, toWords } from '../words.js';

export type Binding =
  | { readonly kind: 'entity'; readonly entity: EntitySymbol; readonly view: ModuleView }
  /** `view` is the module of the entity, in which the field's type is written. */
  | { readonly kind: 'field'; readonly entity: EntitySymbol; readonly field: EntityField; readonly view: ModuleView }
  | { readonly kind: 'type'; readonly type: NominalSymbol; readonly view: ModuleView }
  | { readonly kind: 'name'; readonly text: string };

/** By the variable's name, in the order of the template's parameters. */
export type Bindings = ReadonlyMap<string, Binding>;

/** `Company`, `ticker`, `price`, `first`: by these names instances are told apart, chosen and shown. */
export function nameOfBinding(binding: Binding): string {
  switch (binding.kind) {
    case 'entity':
      return binding.entity.name;
    case 'field':
      return binding.field.name.text;
    case 'type':
      return binding.type.name;
    case 'name':
      return binding.text;
  }
}

/** `E = Company, A = ticker` */
export function describeBindings(bindings: Bindings): string {
  return [...bindings].map(([variable, binding]) => `${variable} = ${nameOfBinding(binding)}`).join(', ');
}

export interface Words {
  readonly label: string;
  readonly plural: string;
}

const WORDS = ['label', 'plural', 'article'] as const;

/** What may stand after a variable of each kind in texts, for suggestions. */
export const PROPERTIES: { readonly [K in Binding['kind']]: readonly string[] } = {
  entity: [...WORDS, 'key'],
  field: [...WORDS, 'type', 'item'],
  type: WORDS,
  name: WORDS,
};

/**
 * The text of `{A.label}` and its like; undefined where there is no such property. A property with a capital letter gives its
 * text with one.
 */
export function textOf(binding: Binding, path: readonly string[]): string | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return binding.kind === 'entity' ? toSnakeCase(binding.entity.name) : nameOfBinding(binding);
  const small = first.charAt(0).toLowerCase() + first.slice(1);
  if (small === 'label' || small === 'plural' || small === 'article') {
    const words = wordsOf(binding);
    const text = small === 'article' ? articleOf(words.label) : words[small];
    return rest.length > 0 ? undefined : small === first ? text : capitalised(text);
  }
  if (first === 'key' && binding.kind === 'entity') {
    const key = keyOf(binding);
    return key === undefined ? undefined : textOf(key, rest);
  }
  if ((first === 'type' || first === 'item') && binding.kind === 'field') return textOfType(first === 'item' ? itemOf(typeOf(binding)) : typeOf(binding), rest);
  return undefined;
}

/** How a thing is called: what its declaration says, else its name in words. */
export function wordsOf(binding: Binding): Words {
  switch (binding.kind) {
    case 'entity': {
      const label = binding.entity.decl.noun?.value ?? toWords(toSnakeCase(binding.entity.name));
      return { label, plural: binding.entity.decl.plural?.value ?? pluralOf(label) };
    }
    case 'field': {
      const label = binding.field.noun?.value ?? toWords(binding.field.name.text);
      return { label, plural: binding.field.plural?.value ?? pluralOf(label) };
    }
    case 'type': {
      const label = binding.type.decl.noun?.value ?? toWords(binding.type.name);
      return { label, plural: binding.type.decl.plural?.value ?? pluralOf(label) };
    }
    case 'name': {
      const label = toWords(binding.text);
      return { label, plural: pluralOf(label) };
    }
  }
}

/** The binding of an entity's key; undefined where it has none, which is reported elsewhere. */
export function keyOf(binding: Binding & { readonly kind: 'entity' }): (Binding & { readonly kind: 'field' }) | undefined {
  const field = binding.entity.decl.fields.find((f) => f.modifiers.some((m) => m.kind === 'key'));
  return field === undefined ? undefined : { kind: 'field', entity: binding.entity, field, view: binding.view };
}

/** The type of a field as it is written; of a field that is a type alone, that type. */
export function typeOf({ field, view }: Binding & { readonly kind: 'field' }): WrittenType {
  return { type: field.type ?? { kind: 'named-type', path: [field.name], span: field.name.span }, view };
}

/** The type of the items of a list; of anything else the type itself, without its `?`. */
export function itemOf(written: WrittenType): WrittenType {
  const shape = shapeOf(written);
  return shape.kind === 'list' || shape.kind === 'optional' ? shape.of : written;
}

function textOfType(written: WrittenType, path: readonly string[]): string | undefined {
  const shape = shapeOf(written);
  switch (shape.kind) {
    case 'nominal':
      return textOf({ kind: 'type', type: shape.type, view: written.view }, path);
    case 'entity':
      return textOf({ kind: 'entity', entity: shape.entity, view: written.view }, path);
    case 'base':
      return textOf({ kind: 'name', text: shape.name === 'str' ? 'text' : shape.name === 'bool' ? 'truth_value' : 'number' }, path);
    default:
      return undefined;
  }
}
