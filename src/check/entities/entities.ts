/**
 * Declarations of entities: their fields and references first, so that every expression can speak of them; then, once
 * expressions can be checked, what is computed and what comes from files.
 */
import * as codes from '../../diagnostics/codes/entities.js';
import type { EntityFieldIR, EntityIR, ExprIR, TypeRef } from '../../ir/ir.js';
import { compareCodeUnits } from '../../runtime/canonical.js';
import type { Denotations } from '../../runtime/denotation.js';
import { rankType } from '../../runtime/columns.js';
import type { Sym } from '../../resolve/symbols.js';
import type { Decl, SizeRange, TypeExpr } from '../../syntax/ast.js';
import { describeType } from '../../types/describe.js';
import { ModuleView, type Checker } from '../context.js';
import { readDataFile } from '../data-file.js';
import { Expressions } from '../expressions.js';
import { Statics } from '../statics.js';
import type { TypeDeclarations } from '../type-decls.js';
import { describeUse, resolveNamed } from '../type-uses.js';
import { pluralOf, toSnakeCase, toWords } from '../words.js';
import { checkDerived, type DerivedField } from './derived.js';
import type { EntityInfo, EntitySymbol, EntityTable, FieldInfo } from './table.js';
import { MAX_ROWS, readFixedRows, type FixedField, type FixedRows } from './fixed-rows.js';

export class EntityDeclarations implements EntityTable {
  readonly #infos = new Map<string, EntityInfo>();
  readonly #byKey = new Map<string, EntityInfo[]>();
  readonly #broken: ReadonlySet<Decl>;
  /** Where in its file each fixed row stands, by entity. */
  readonly #lines = new Map<string, readonly number[]>();

  constructor(
    private readonly checker: Checker,
    world: Iterable<Sym>,
    broken: ReadonlySet<Decl>,
    private readonly types: TypeDeclarations,
  ) {
    this.#broken = broken;
    const symbols = [...world].filter((s): s is EntitySymbol => s.namespace === 'type' && s.decl.kind === 'entity');
    const drafts = symbols.filter((s, i) => symbols.findIndex((t) => t.name === s.name) === i).map((symbol) => this.#draft(symbol));
    for (const draft of drafts) {
      const type = draft.key?.type;
      if (type?.kind === 'named' && draft.key?.reference === null) this.#byKey.set(type.name, [...(this.#byKey.get(type.name) ?? []), draft]);
    }
    for (const draft of drafts) this.#infos.set(draft.name, this.#withImpliedReferences(draft));
    for (const [type, [first, ...others]] of this.#byKey) {
      for (const other of others) {
        if (first !== undefined) this.#view(other).report(codes.sharedKey, other.key?.decl.name.span ?? other.symbol.nameNode.span, { name: other.name, type, other: first.name });
      }
    }
  }

  get(name: string): EntityInfo | undefined {
    return this.#infos.get(name);
  }

  keyedBy(type: string): EntityInfo | undefined {
    const [only, ...more] = this.#byKey.get(type) ?? [];
    return more.length === 0 && only !== undefined ? this.#infos.get(only.name) : undefined;
  }

  /** The entities without a mistake, sorted by name. */
  lower(denotations: Denotations): EntityIR[] {
    const infos = [...this.#infos.values()];
    const derived = new Map(infos.map((info) => [info, this.#derived(info, denotations)]));
    this.#checkDerived(derived);
    const lowered = infos.map((info) => this.#entity(info, derived.get(info) ?? null, denotations)).filter((e) => e !== null);
    for (const entity of lowered) this.#checkUnique(entity, lowered);
    return lowered.sort((a, b) => compareCodeUnits(a.name, b.name));
  }

  #view(info: { readonly symbol: EntitySymbol }): ModuleView {
    return new ModuleView(this.checker, info.symbol.module);
  }

  #draft(symbol: EntitySymbol): EntityInfo {
    const { decl } = symbol;
    const view = new ModuleView(this.checker, symbol.module);
    const noun = decl.noun?.value ?? toWords(toSnakeCase(symbol.name));
    const fields = new Map<string, FieldInfo>();
    if (this.#broken.has(decl)) return { name: symbol.name, symbol, noun, fields, whole: false, key: null };
    view.pascalCase('entity', symbol.nameNode);
    let whole = true;
    const seen = new Set<string>();
    for (const field of decl.fields) {
      if (field.name.missing) {
        whole = false;
        continue;
      }
      if (!(field.type === null && view.declares('type', field.name.text))) view.snakeCase('field', field.name);
      if (seen.has(field.name.text)) {
        view.report(codes.fieldTwice, field.name.span, { name: field.name.text, entity: symbol.name });
        continue;
      }
      seen.add(field.name.text);
      const type = resolveNamed(field.name, field.type, view, this.types, new Set());
      if (type === null) {
        whole = false;
        continue;
      }
      const unique = field.modifiers.length > 0;
      const info: FieldInfo = { name: field.name.text, decl: field, type, unique, reference: entityIn(field.type, view) };
      if (unique && !this.#mayBeUnique(info, view)) whole = false;
      fields.set(info.name, info);
    }
    const keys = decl.fields.filter((f) => f.modifiers.some((m) => m.kind === 'key'));
    if (keys.length !== 1) {
      view.report(codes.noKey, symbol.nameNode.span, { name: symbol.name, keys: keys.map((k) => k.name.text) });
      whole = false;
    }
    const [key] = keys;
    return { name: symbol.name, symbol, noun, fields, whole, key: key === undefined ? null : (fields.get(key.name.text) ?? null) };
  }

  #mayBeUnique(field: FieldInfo, view: ModuleView): boolean {
    const fail = (problem: string, hint: string): false => {
      view.report(codes.badUnique, field.decl.name.span, { name: field.name, problem, hint });
      return false;
    };
    if (field.decl.derived !== null) return fail('is computed, and what is computed may repeat', 'make another field the key, and leave out `unique` here');
    if (field.type.kind !== 'named') return fail('is no single value', 'a key or unique field has a declared type, or is a reference to one row');
    return true;
  }

  /** A field whose type is the key of one other entity holds keys of its rows, whether it says so or not. */
  #withImpliedReferences(draft: EntityInfo): EntityInfo {
    const imply = (field: FieldInfo): FieldInfo => {
      if (field.reference !== null || field.decl.derived !== null || field === draft.key) return field;
      const scalar = innermost(field.type);
      const home = scalar === null ? undefined : this.keyedByDraft(scalar);
      return home === undefined ? field : { ...field, reference: home };
    };
    const fields = new Map([...draft.fields].map(([name, field]) => [name, imply(field)]));
    return { ...draft, fields };
  }

  private keyedByDraft(type: string): string | undefined {
    const [only, ...more] = this.#byKey.get(type) ?? [];
    return more.length === 0 ? only?.name : undefined;
  }

  /** The computed fields by name; null where one is wrong, which has been reported. */
  #derived(info: EntityInfo, denotations: Denotations): ReadonlyMap<string, ExprIR> | null {
    const view = this.#view(info);
    const statics = new Statics(this.types.table, new Map(), (ref) => this.types.baseOf(ref), this, denotations);
    const computed = new Map<string, ExprIR>();
    let whole = true;
    for (const field of info.fields.values()) {
      const { derived } = field.decl;
      if (derived === null) continue;
      const expressions = new Expressions(view, statics);
      const typed = expressions.check(derived, { params: new Map(), locals: new Map(), row: info });
      const expr = typed === null ? null : expressions.coerce(typed, field.type, derived.span);
      if (expr === null) whole = false;
      else computed.set(field.name, expr);
    }
    return whole ? computed : null;
  }

  #checkDerived(derived: ReadonlyMap<EntityInfo, ReadonlyMap<string, ExprIR> | null>): void {
    const fields = [...derived].flatMap(([info, computed]) => [...(computed ?? [])].map(([field, expr]): DerivedField => ({ entity: info.name, field, expr })));
    checkDerived(fields, ({ entity, field }, code, names) => {
      const info = this.#infos.get(entity);
      const at = info?.fields.get(field)?.decl.name.span;
      if (info !== undefined && at !== undefined) this.#view(info).report(code, at, { fields: names });
    });
  }

  #entity(info: EntityInfo, derived: ReadonlyMap<string, ExprIR> | null, denotations: Denotations): EntityIR | null {
    const { decl } = info.symbol;
    const view = this.#view(info);
    if (!info.whole || info.key === null || derived === null) return null;
    const from = decl.from;
    let fixed: FixedRows | null = null;
    if (from !== null) {
      const text = readDataFile(this.checker.host, info.symbol.module, from.value);
      if (!text.ok) {
        this.checker.report(text.diagnose(view.at(from.span)));
        return null;
      }
      const fields = [...info.fields.values()].filter((f) => !derived.has(f.name)).map((f) => this.#fixedField(f, denotations));
      fixed = readFixedRows(from.value, text.text, fields, view, from.span);
      if (fixed === null) return null;
      this.#lines.set(info.name, fixed.lines);
    }
    const rows = readRows(decl.rows, fixed?.rows.length ?? null, view, info.symbol.nameNode.span);
    if (rows === null) return null;
    const fields = [...info.fields.values()].map((f): EntityFieldIR => ({
      name: f.name,
      description: describeUse(f.decl.doc, f.decl.type, f.decl.name, view, this.types),
      type: f.type,
      unique: f.unique,
      reference: f.reference,
      derived: derived.get(f.name) ?? null,
    }));
    return { name: info.name, description: decl.doc?.text ?? '', noun: info.noun, plural: decl.plural?.value ?? pluralOf(info.noun), key: info.key.name, rows, fixed: fixed === null ? null : { columns: fixed.columns, rows: fixed.rows }, fields };
  }

  #fixedField(field: FieldInfo, denotations: Denotations): FixedField {
    const optional = field.type.kind === 'optional';
    const inner = field.type.kind === 'optional' ? field.type.of : field.type;
    return {
      name: field.name,
      base: this.types.baseOf(inner),
      optional,
      unique: field.unique,
      recognize: (value) => denotations.of(field.type).recognize(value),
      wanted: describeType(inner, this.types.table),
    };
  }

  /** Whether there are enough values, and whether fixed references lead to rows. */
  #checkUnique(entity: EntityIR, all: readonly EntityIR[]): void {
    const info = this.#infos.get(entity.name);
    if (info === undefined) return;
    const view = this.#view(info);
    for (const field of entity.fields) {
      const at = info.fields.get(field.name)?.decl.name.span ?? info.symbol.nameNode.span;
      const fixedHere = entity.fixed?.columns.includes(field.name) === true;
      const target = field.reference === null ? undefined : all.find((e) => e.name === field.reference);
      if (fixedHere && target?.fixed != null) this.#checkFixedReferences(entity, field, target, view);
      if (!field.unique || fixedHere) continue;
      if (target !== undefined) {
        if (target.rows.min < entity.rows.max) view.report(codes.tooFewValues, at, { name: field.name, values: target.rows.min, rows: entity.rows.max, key: field.name === entity.key, what: `\`${target.name}\` may have only` });
        continue;
      }
      const size = rankType(field.type, this.types.table)?.size;
      if (size !== undefined && size < entity.rows.max) view.report(codes.tooFewValues, at, { name: field.name, values: size, rows: entity.rows.max, key: field.name === entity.key, what: `its type has only` });
    }
  }

  #checkFixedReferences(entity: EntityIR, field: EntityFieldIR, target: EntityIR, view: ModuleView): void {
    const from = this.#infos.get(entity.name)?.symbol.decl.from;
    const column = entity.fixed?.columns.indexOf(field.name) ?? -1;
    const keyColumn = target.fixed?.columns.indexOf(target.key) ?? -1;
    if (from == null || keyColumn < 0) return;
    const keys = new Set(target.fixed?.rows.map((row) => row[keyColumn]));
    for (const [i, row] of entity.fixed?.rows.entries() ?? []) {
      const value = row[column] ?? null;
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one === null || keys.has(one)) continue;
        view.report(codes.badRow, from.span, { file: from.value, line: this.#lines.get(entity.name)?.[i] ?? 0, problem: `\`${field.name}\` is ${JSON.stringify(one)}, and no \`${target.name}\` has that key`, hint: 'correct the reference, or add the row' });
        return;
      }
    }
  }
}

/** The entity that a field's type names: `Actor`, `Actor?`, `list<Actor>`. */
function entityIn(type: TypeExpr | null, view: ModuleView): string | null {
  switch (type?.kind) {
    case 'named-type': {
      const [name, ...more] = type.path;
      const symbol = name === undefined || more.length > 0 ? undefined : view.scope?.lookup('type', name.text);
      return symbol?.decl.kind === 'entity' ? symbol.name : null;
    }
    case 'optional-type':
      return entityIn(type.of, view);
    case 'list-type':
      return entityIn(type.element, view);
    default:
      return null;
  }
}

/** The named type of a scalar, an optional one, or the items of a list. */
function innermost(type: TypeRef): string | null {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'optional':
      return innermost(type.of);
    case 'list':
      return type.element.kind === 'named' ? type.element.name : null;
    default:
      return null;
  }
}

/** How many rows an environment has. @param lines the rows of the file; null where there is none */
function readRows(size: SizeRange | null, lines: number | null, view: ModuleView, at: { readonly start: number; readonly end: number }): { min: number; max: number } | null {
  const bad = (problem: string): null => {
    view.report(codes.badRows, size?.span ?? at, { problem });
    return null;
  };
  if (size === null) return lines === null ? bad('nothing says how many rows there are') : { min: lines, max: lines };
  for (const end of [size.low, size.high]) if (end !== null && !(Number.isInteger(end.value) && end.value >= 0 && end.value <= MAX_ROWS)) return bad(`${end.raw} is not a number of rows: it is a whole number up to ${MAX_ROWS}`);
  if (size.high === null) return bad('a range of rows needs an upper end');
  const min = size.low?.value ?? 0;
  const max = size.high.value;
  if (min > max) return bad(`${min} is above ${max}`);
  if (max === 0) return bad('an entity without rows has no facts');
  if (lines !== null && max > lines) return bad(`the file has ${lines} rows, and ${max} are asked for`);
  return { min, max };
}

