/** Where declarations may stand: names in quotes only in templates, and in apps only what an app groups. */
import * as codes from '../diagnostics/codes/templates.js';
import type { Decl } from '../syntax/ast.js';
import type { ModuleView } from './context.js';
import { isSnakeCase, toSnakeCase } from './words.js';

export function checkPlacement(view: ModuleView): void {
  const visit = (decls: readonly Decl[]): void => {
    for (const decl of decls) {
      if (view.module.broken.has(decl)) continue;
      if ('parts' in decl.name) {
        const text = decl.name.parts.map((p) => (p.kind === 'text' ? p.text : '')).join('');
        const plain = decl.name.parts.every((p) => p.kind === 'text');
        const better = !plain ? undefined : isSnakeCase(text) ? text : toSnakeCase(text);
        const location = view.at(decl.name.span);
        const fixes = better === undefined ? [] : [{ title: `Write \`${better}\``, edits: [{ location, newText: better }] }];
        view.report(codes.nameWithHoles, decl.name.span, { what: decl.kind, better }, { fixes });
      }
      if (decl.kind !== 'app') continue;
      for (const inner of decl.decls) {
        if (inner.kind !== 'app' && inner.kind !== 'constraint' && inner.kind !== 'tasks') continue;
        const what = inner.kind === 'tasks' ? 'a task set' : inner.kind === 'app' ? 'an app' : 'a constraint';
        view.report(codes.notInside, 'parts' in inner.name ? inner.span : inner.name.span, { what, where: 'an app', allowed: 'tools, types, entities and templates' });
      }
      visit(decl.decls);
    }
  };
  visit(view.module.ast.decls);
}
