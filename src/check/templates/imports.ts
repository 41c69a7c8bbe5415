/** Imports that bring templates, and may narrow them. */
import type { ToolSymbol } from '../../resolve/symbols.js';
import type { Expr, ImportDecl, TemplateDecl } from '../../syntax/ast.js';

/** Whether an import of a template's module brings the template: by its name, with its app, or with everything. */
export function brings(decl: ImportDecl, template: ToolSymbol): boolean {
  if (decl.names === null) return true;
  const app = template.inside?.name.text;
  return decl.names.some(({ name }) => name.text === template.name || name.text === app);
}

/** Whether all that a condition is about are variables of a template. */
export function mentions(where: Expr, template: TemplateDecl): boolean {
  const variables = new Set(template.params.map((p) => p.name.text));
  const subjects = subjectsOf(where);
  return subjects.length > 0 && subjects.every((name) => variables.has(name));
}

/** The names at the left of comparisons: what a condition is about. */
function subjectsOf(expr: Expr): readonly string[] {
  switch (expr.kind) {
    case 'unary':
      return subjectsOf(expr.operand);
    case 'binary':
      if (expr.operator === 'and' || expr.operator === 'or') return [...subjectsOf(expr.left), ...subjectsOf(expr.right)];
      return subjectsOf(expr.left);
    case 'field':
      return subjectsOf(expr.of);
    case 'name':
      return [expr.name.text];
    default:
      return [];
  }
}
