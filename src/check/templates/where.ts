/** The conditions of templates: decided for one choice of variables, by declarations alone. */
import * as codes from '../../diagnostics/codes/templates.js';
import { suggest } from '../../diagnostics/suggest.js';
import { isBase } from '../../runtime/type-table.js';
import type { BinaryExpr, Expr } from '../../syntax/ast.js';
import type { ModuleView } from '../context.js';
import { itemOf, keyOf, nameOfBinding, typeOf, type Binding, type Bindings } from './bindings.js';
import { isDeclaredBelow, isEntity, isNominal, KINDS, kindOf, scalarShape, shapeOf, type NominalSymbol, type Shape, type WrittenType } from './shapes.js';

/** What a side of a comparison stands for. */
type Operand =
  | Binding
  /** The type of a field, or of its items. */
  | { readonly kind: 'of-type'; readonly written: WrittenType }
  /** A name that is no variable: what it means depends on the other side. */
  | { readonly kind: 'word'; readonly text: string; readonly expr: Expr };

const PROPERTIES = ['list', 'dict', 'record', 'optional', 'unique', 'key', 'reference', 'derived', ...KINDS] as const;

export class Condition {
  /** Places that were reported. */
  readonly #told = new Set<number>();
  /** Whether something was wrong, which has been reported. */
  failed = false;

  /**
   * @param view the module in which the condition is written
   * @param children the types declared directly below one
   */
  constructor(
    private readonly expr: Expr,
    private readonly view: ModuleView,
    private readonly children: (symbol: NominalSymbol) => readonly NominalSymbol[],
  ) {}

  holds(bindings: Bindings): boolean {
    return this.#decide(this.expr, bindings) === true;
  }

  /** Null where something is wrong, which has been reported, once for each place. */
  #decide(expr: Expr, bindings: Bindings): boolean | null {
    switch (expr.kind) {
      case 'missing':
        return null;
      case 'literal':
        if (expr.literal.kind === 'bool') return expr.literal.value;
        break;
      case 'unary':
        if (expr.operator === 'not') {
          const operand = this.#decide(expr.operand, bindings);
          return operand === null ? null : !operand;
        }
        break;
      case 'binary':
        return this.#binary(expr, bindings);
      default:
    }
    return this.#fail(expr, 'this is no condition on the variables of a template', 'conditions are `E == Movie`, `E in { Movie, Actor }`, `A.type <: float`, `A is list`, and `and`, `or`, `not` of them');
  }

  #binary(expr: BinaryExpr, bindings: Bindings): boolean | null {
    switch (expr.operator) {
      case 'and': {
        const left = this.#decide(expr.left, bindings);
        return left === true ? this.#decide(expr.right, bindings) : left;
      }
      case 'or': {
        const left = this.#decide(expr.left, bindings);
        return left === false ? this.#decide(expr.right, bindings) : left;
      }
      case '==':
      case '!=': {
        const same = this.#same(expr.left, expr.right, bindings);
        return same === null ? null : same === (expr.operator === '==');
      }
      case 'in':
        return this.#in(expr, bindings);
      case '<:':
        return this.#below(expr, bindings);
      case 'is':
        return this.#is(expr, bindings);
      default:
        return this.#fail(expr, `\`${expr.operator}\` needs values, and there are none while templates are expanded`, 'a precondition of the tool itself is written with `requires`');
    }
  }

  #in(expr: BinaryExpr, bindings: Bindings): boolean | null {
    const { right } = expr;
    const items: readonly Expr[] | null = right.kind === 'list' ? right.items : right.kind === 'record' && right.fields.every((f) => f.value === null) ? right.fields.map((f) => ({ kind: 'name', name: f.name, span: f.span })) : null;
    if (items === null) return this.#fail(right, '`in` needs names to choose from', 'write them in braces: `E in { Movie, Actor }`');
    let found = false;
    for (const item of items) {
      const same = this.#same(expr.left, item, bindings);
      if (same === null) return null;
      found ||= same;
    }
    return found;
  }

  #same(left: Expr, right: Expr, bindings: Bindings): boolean | null {
    const a = this.#operand(left, bindings);
    const b = this.#operand(right, bindings);
    if (a === null || b === null) return null;
    if (a.kind === 'word') return b.kind === 'word' ? a.text === b.text : this.#isNamed(b, a, bindings);
    if (b.kind === 'word') return this.#isNamed(a, b, bindings);
    if (a.kind === 'of-type' || b.kind === 'of-type') return typeKey(a) === typeKey(b);
    if (a.kind === 'field' && b.kind === 'field') return a.field === b.field;
    return a.kind === b.kind && nameOfBinding(a) === nameOfBinding(b);
  }

  /** Whether a variable stands for what a name means beside it. */
  #isNamed(operand: Exclude<Operand, { kind: 'word' }>, word: Operand & { kind: 'word' }, bindings: Bindings): boolean | null {
    const { text, expr } = word;
    switch (operand.kind) {
      case 'name':
        return operand.text === text;
      case 'field': {
        const names = operand.entity.decl.fields.map((f) => f.name.text);
        // A field that only other entities have is no mistake, as long as one has it.
        if (!names.includes(text) && !this.#someField(text, bindings)) return this.#fail(expr, `there is no field \`${text}\``, meant(text, names));
        return operand.field.name.text === text;
      }
      case 'entity': {
        const symbol = this.view.scope?.lookup('type', text);
        if (symbol === undefined || !isEntity(symbol)) return this.#fail(expr, `there is no entity \`${text}\` here`, meant(text, this.#entities()));
        return symbol === operand.entity;
      }
      case 'type':
      case 'of-type': {
        const symbol = isBase(text) ? null : this.view.scope?.lookup('type', text);
        if (symbol === undefined) return this.#fail(expr, `there is no type \`${text}\` here`, meant(text, this.view.scope?.names('type') ?? []));
        if (operand.kind === 'type') return operand.type === symbol;
        const shape = shapeOf(operand.written);
        return shape.kind === 'base' ? shape.name === text : shape.kind === 'nominal' ? shape.type === symbol : shape.kind === 'entity' && shape.entity === symbol;
      }
    }
  }

  *#entities(): Iterable<string> {
    for (const name of this.view.scope?.names('type') ?? []) {
      const symbol = this.view.scope?.lookup('type', name);
      if (symbol !== undefined && isEntity(symbol)) yield name;
    }
  }

  #someField(name: string, bindings: Bindings): boolean {
    for (const entity of this.#entities()) {
      const symbol = this.view.scope?.lookup('type', entity);
      if (symbol?.decl.kind === 'entity' && symbol.decl.fields.some((f) => f.name.text === name)) return true;
    }
    // A library's condition sees none of the world's entities.
    return [...bindings.values()].some((b) => b.kind === 'entity' && b.entity.module !== this.view.module);
  }

  #below(expr: BinaryExpr, bindings: Bindings): boolean | null {
    const left = this.#operand(expr.left, bindings);
    const right = this.#operand(expr.right, bindings);
    if (left === null || right === null) return null;
    const shape = this.#shape(left);
    if (shape === null) return this.#fail(expr.left, 'only fields and types are below types', 'write `A.type <: float`');
    if (right.kind === 'word') {
      const symbol = isBase(right.text) ? null : this.view.scope?.lookup('type', right.text);
      if (symbol === undefined || (symbol !== null && !isNominal(symbol))) return this.#fail(expr.right, `there is no type \`${right.text}\` that something could be below`, meant(right.text, this.view.scope?.names('type') ?? []));
      return isDeclaredBelow(shape.shape, { symbol, base: symbol === null ? right.text : null }, shape.view);
    }
    const bound = this.#shape(right)?.shape;
    if (bound?.kind === 'nominal') return isDeclaredBelow(shape.shape, { symbol: bound.type, base: null }, shape.view);
    return bound?.kind === 'base' ? isDeclaredBelow(shape.shape, { symbol: null, base: bound.name }, shape.view) : false;
  }

  #is(expr: BinaryExpr, bindings: Bindings): boolean | null {
    const left = this.#operand(expr.left, bindings);
    if (left === null) return null;
    const asked = expr.right.kind === 'name' ? expr.right.name.text : '';
    const property = PROPERTIES.find((p) => p === asked);
    if (property === undefined) {
      const near = suggest(asked, PROPERTIES);
      return this.#fail(expr.right, `nothing is said by \`is ${asked}\``, `\`is\` asks for ${(near.length > 0 ? near : PROPERTIES).map((p) => `\`${p}\``).join(', ')}`);
    }
    if (left.kind === 'word' || left.kind === 'name' || left.kind === 'entity') return this.#fail(expr.left, `\`is ${asked}\` is asked of fields and types`, 'write `A is list`, or `T is number`');
    switch (property) {
      case 'unique':
        return left.kind === 'field' && left.field.modifiers.length > 0;
      case 'key':
        return left.kind === 'field' && left.field.modifiers.some((m) => m.kind === 'key');
      case 'derived':
        return left.kind === 'field' && left.field.derived !== null;
      case 'list':
      case 'dict':
      case 'record':
      case 'optional':
        return this.#shape(left, false)?.shape.kind === property;
      case 'reference': {
        const written = writtenType(left);
        return written !== null && shapeOf(itemOf(written)).kind === 'entity';
      }
      default: {
        const shape = this.#shape(left);
        return shape !== null && kindOf(shape.shape, shape.view, this.children) === property;
      }
    }
  }

  /** The shape of the values, that of a reference's key. */
  #shape(operand: Operand, scalar = true): { readonly shape: Shape; readonly view: ModuleView } | null {
    if (operand.kind === 'type') return { shape: { kind: 'nominal', type: operand.type }, view: operand.view };
    const written = writtenType(operand);
    if (written === null) return null;
    const shape = shapeOf(written);
    return { shape: scalar ? scalarShape(shape, written.view) : shape, view: written.view };
  }

  #operand(expr: Expr, bindings: Bindings): Operand | null {
    if (expr.kind === 'missing') return null;
    if (expr.kind === 'literal' && expr.literal.kind === 'string') return { kind: 'word', text: expr.literal.value, expr };
    if (expr.kind === 'name') return bindings.get(expr.name.text) ?? { kind: 'word', text: expr.name.text, expr };
    if (expr.kind === 'field') {
      const of = this.#operand(expr.of, bindings);
      if (of === null) return null;
      const field = expr.field.text;
      if (of.kind === 'entity' && field === 'key') return keyOf(of) ?? null;
      if (of.kind === 'field' && field === 'type') return { kind: 'of-type', written: typeOf(of) };
      if (of.kind === 'field' && field === 'item') return { kind: 'of-type', written: itemOf(typeOf(of)) };
      if (of.kind === 'word') {
        const symbol = this.view.scope?.lookup('type', of.text);
        const found = symbol !== undefined && isEntity(symbol) ? symbol.decl.fields.find((f) => f.name.text === field) : undefined;
        if (symbol !== undefined && isEntity(symbol) && found !== undefined) return { kind: 'field', entity: symbol, field: found, view: this.view };
        return this.#fail(expr, `there is no \`${of.text}.${field}\``, 'fields of one entity are written `Movie.title`');
      }
      const hint = of.kind === 'entity' ? 'an entity has a `key`' : 'a field has a `type` and an `item`';
      return this.#fail(expr, `\`${field}\` is not known while templates are expanded`, hint);
    }
    return this.#fail(expr, 'this has no meaning while templates are expanded', 'conditions speak of variables and names');
  }

  #fail(expr: Expr, problem: string, hint: string | undefined): null {
    this.failed = true;
    if (this.#told.has(expr.span.start)) return null;
    this.#told.add(expr.span.start);
    this.view.report(codes.badWhere, expr.span, { problem, hint });
    return null;
  }
}

function writtenType(operand: Operand): WrittenType | null {
  return operand.kind === 'field' ? typeOf(operand) : operand.kind === 'of-type' ? operand.written : null;
}

function typeKey(operand: Operand): string {
  const written = writtenType(operand);
  if (written !== null) return keyOfType(written);
  return operand.kind === 'word' ? operand.text : operand.kind === 'of-type' ? '' : nameOfBinding(operand);
}

function keyOfType(written: WrittenType): string {
  const shape = shapeOf(written);
  switch (shape.kind) {
    case 'base':
      return shape.name;
    case 'nominal':
      return shape.type.name;
    case 'entity':
      return shape.entity.name;
    case 'list':
    case 'optional':
      return `${shape.kind}<${keyOfType(shape.of)}>`;
    default:
      return written.view.module.file.text.slice(written.type.span.start, written.type.span.end);
  }
}

function meant(word: string, names: Iterable<string>): string | undefined {
  const near = suggest(word, names);
  return near.length === 0 ? undefined : `did you mean ${near.map((n) => `\`${n}\``).join(' or ')}?`;
}
