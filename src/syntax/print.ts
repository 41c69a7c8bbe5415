/**
 * Trees as source text, for declarations that were made rather than read (`rworld expand`). Reading the text gives the same tree
 * but for its places. The layout is plain: the formatter makes it good.
 */
import type { Doc, Expr, Literal, Name, Param, SizeRange, TextTemplate, ToolClause, ToolDecl, TypeDecl, TypeExpr } from './ast.js';

export function printDeclaration(decl: TypeDecl | ToolDecl): string {
  return decl.kind === 'type' ? printType(decl) : printTool(decl);
}

function printType(decl: TypeDecl): string {
  let text = `${doc(decl.doc, '')}type ${name(decl.name)}`;
  if (decl.parents.length > 0) text += ` <: ${decl.parents.map((p) => p.text).join(', ')}`;
  if (decl.definition !== null) text += ` = ${printTypeExpr(decl.definition)}`;
  if (decl.accepts !== null) text += ` accepts ${printTypeExpr(decl.accepts)}`;
  const words = [decl.noun === null ? '' : `noun ${quote(decl.noun.value)}`, decl.plural === null ? '' : `plural ${quote(decl.plural.value)}`].filter((w) => w !== '');
  return words.length === 0 ? text : `${text} { ${words.join(' ')} }`;
}

function printTool(decl: ToolDecl): string {
  const variables = decl.typeParams.map((v) => v.name.text + (v.bound === null ? '' : ` <: ${printTypeExpr(v.bound)}`));
  const documented = decl.params.some((p) => p.doc !== null);
  const params = decl.params.map((p) => param(p, documented ? '  ' : ''));
  const list = documented ? `(\n${params.join(',\n')}\n)` : `(${params.join(', ')})`;
  const head = `${doc(decl.doc, '')}tool ${name(decl.name)}${variables.length === 0 ? '' : `<${variables.join(', ')}>`}${list} -> ${printTypeExpr(decl.result)}`;
  return decl.clauses.length === 0 ? head : `${head} {\n${decl.clauses.map((c) => `  ${clause(c)}\n`).join('')}}`;
}

function param(p: Param, indent: string): string {
  return `${doc(p.doc, indent)}${indent}${p.name.text}${p.type === null ? '' : `: ${printTypeExpr(p.type)}`}${p.defaultValue === null ? '' : ` = ${printExpr(p.defaultValue)}`}`;
}

function clause(c: ToolClause): string {
  switch (c.kind) {
    case 'phrase':
      return `${c.form === 'noun' ? 'phrase' : 'action'} ${c.alternatives.map(printText).join(' | ')}`;
    case 'returns':
      return `returns ${printExpr(c.expr)}`;
    case 'requires':
      return `requires ${printExpr(c.condition)}${c.message === null ? '' : ` else ${printText(c.message)}`}`;
    case 'tags':
      return `tags ${c.tags.map((t) => `#${t.text}`).join(' ')}`;
  }
}

function doc(d: Doc | null, indent: string): string {
  return d === null ? '' : d.text.split('\n').map((line) => `${indent}/// ${line}`.trimEnd() + '\n').join('');
}

function name(n: Name | TextTemplate): string {
  return 'parts' in n ? printText(n) : n.text;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

export function printText(text: TextTemplate): string {
  return `"${text.parts.map((p) => (p.kind === 'text' ? quote(p.text).slice(1, -1).replace(/[{}]/g, '$&$&') : `{${p.path.map((n) => n.text).join('.')}}`)).join('')}"`;
}

export function printTypeExpr(type: TypeExpr): string {
  switch (type.kind) {
    case 'named-type':
      return type.path.map((n) => n.text).join('.');
    case 'list-type':
      return `list<${printTypeExpr(type.element)}>${size(type.size)}`;
    case 'dict-type':
      return `dict<${printTypeExpr(type.key)}, ${printTypeExpr(type.value)}>${size(type.size)}`;
    case 'optional-type':
      return type.of.kind === 'union-type' ? `(${printTypeExpr(type.of)})?` : `${printTypeExpr(type.of)}?`;
    case 'union-type':
      return type.alternatives.map((a) => `${a.type.kind === 'union-type' ? `(${printTypeExpr(a.type)})` : printTypeExpr(a.type)}${a.weight === null ? '' : ` @ ${a.weight.raw}`}`).join(' | ');
    case 'record-type':
      return `{ ${type.fields.map((f) => f.name.text + (f.type === null ? '' : `: ${printTypeExpr(f.type)}`)).join(', ')} }`;
    case 'literal-type':
      return literal(type.literal);
    case 'range-type':
      return `${type.low === null ? '' : literal(type.low)}..${type.high === null ? '' : literal(type.high)}${type.step === null ? '' : ` step ${type.step.raw}`}`;
    case 'regex-type':
      return `/${type.pattern}/`;
    case 'call-type':
      return `${type.name.text}(${type.args.map(printTypeExpr).join(', ')})`;
    case 'missing-type':
      return '';
  }
}

function size(range: SizeRange | null): string {
  if (range === null) return '';
  const low = range.low?.raw ?? '';
  const high = range.high?.raw ?? '';
  return low === high && low !== '' ? `[${low}]` : `[${low}..${high}]`;
}

function literal(value: Literal): string {
  switch (value.kind) {
    case 'string':
      return quote(value.value);
    case 'number':
      return value.raw;
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
  }
}

/** How tightly what is written holds together: as in `grammar/expressions.ts`, from `if` to what needs no brackets. */
const BINDING = { if: 0, or: 1, and: 2, not: 3, comparison: 4, concat: 5, sum: 6, product: 7, minus: 8, postfix: 9, primary: 10 } as const;

export function printExpr(expr: Expr): string {
  return print(expr, BINDING.if);
}

function print(expr: Expr, least: number): string {
  const own = bindingOf(expr);
  return own < least ? `(${write(expr)})` : write(expr);
}

function bindingOf(expr: Expr): number {
  switch (expr.kind) {
    case 'if':
      return BINDING.if;
    case 'unary':
      return expr.operator === 'not' ? BINDING.not : BINDING.minus;
    case 'literal':
      return expr.literal.kind === 'number' && expr.literal.raw.startsWith('-') ? BINDING.minus : BINDING.primary;
    case 'binary':
      switch (expr.operator) {
        case 'or':
          return BINDING.or;
        case 'and':
          return BINDING.and;
        case '++':
          return BINDING.concat;
        case '+':
        case '-':
          return BINDING.sum;
        case '*':
        case '/':
        case '%':
          return BINDING.product;
        default:
          return BINDING.comparison;
      }
    case 'field':
    case 'index':
      return BINDING.postfix;
    default:
      return BINDING.primary;
  }
}

function write(expr: Expr): string {
  switch (expr.kind) {
    case 'missing':
      return '';
    case 'literal':
      return literal(expr.literal);
    case 'name':
      return expr.name.text;
    case 'field':
      return `${print(expr.of, BINDING.postfix)}.${expr.field.text}`;
    case 'index': {
      const of = print(expr.of, BINDING.postfix);
      const index = expr.index === null ? '' : printExpr(expr.index);
      return expr.slice === null ? `${of}[${index}]` : `${of}[${index}..${expr.slice.end === null ? '' : printExpr(expr.slice.end)}]`;
    }
    case 'call':
      return `${expr.name.text}(${expr.args.map(printExpr).join(', ')})`;
    case 'unary':
      return expr.operator === 'not' ? `not ${print(expr.operand, BINDING.not)}` : `-${print(expr.operand, BINDING.minus)}`;
    case 'binary': {
      const own = bindingOf(expr);
      // Comparisons do not chain; everything else leans to the left.
      return `${print(expr.left, own === BINDING.comparison ? own + 1 : own)} ${expr.operator} ${print(expr.right, own + 1)}`;
    }
    case 'if':
      return `if ${printExpr(expr.condition)} then ${printExpr(expr.then)} else ${printExpr(expr.otherwise)}`;
    case 'list':
      return `[${expr.items.map(printExpr).join(', ')}]`;
    case 'record':
      return `{ ${expr.fields.map((f) => f.name.text + (f.value === null ? '' : `: ${printExpr(f.value)}`)).join(', ')} }`;
    case 'comprehension': {
      const condition = expr.condition === null ? '' : ` if ${printExpr(expr.condition)}`;
      const sort = expr.sort === null ? '' : ` sort by ${printExpr(expr.sort.by)}${expr.sort.descending ? ' desc' : ''}`;
      return `[${printExpr(expr.item)} for ${expr.variable.text} in ${printExpr(expr.source)}${condition}${sort}]`;
    }
  }
}
