/** What names stand for. A name may stand for a type and a tool at once: the place where it is used tells them apart. */
import type { AppDecl, ConstraintDecl, Decl, EntityDecl, Name, TasksDecl, TemplateDecl, ToolDecl, TypeDecl } from '../syntax/ast.js';
import type { LoadedModule } from './modules.js';

export const NAMESPACES = ['type', 'tool', 'constraint', 'tasks'] as const;
export type Namespace = (typeof NAMESPACES)[number];

interface Of<N extends Namespace, D extends Decl> {
  readonly namespace: N;
  readonly name: string;
  readonly nameNode: Name;
  readonly decl: D;
  readonly module: LoadedModule;
  /** The app that it belongs to, or the template that it is declared in: then it stands for nothing until it is expanded. */
  readonly inside: AppDecl | TemplateDecl | null;
}

export type TypeSymbol = Of<'type', TypeDecl | EntityDecl>;
export type ToolSymbol = Of<'tool', ToolDecl | AppDecl | TemplateDecl>;
export type ConstraintSymbol = Of<'constraint', ConstraintDecl>;
export type TasksSymbol = Of<'tasks', TasksDecl>;
export type Sym = TypeSymbol | ToolSymbol | ConstraintSymbol | TasksSymbol;

export interface SymbolOf {
  readonly type: TypeSymbol;
  readonly tool: ToolSymbol;
  readonly constraint: ConstraintSymbol;
  readonly tasks: TasksSymbol;
}

/** How a symbol is called in a sentence. */
export function describeSymbol(symbol: Sym): string {
  switch (symbol.decl.kind) {
    case 'tasks':
      return 'task set';
    default:
      return symbol.decl.kind;
  }
}

/** The symbols that a module declares itself, in the order of the source; those inside apps and templates after them. */
export function symbolsOf(module: LoadedModule): Sym[] {
  const symbols: Sym[] = [];
  const visit = (decls: readonly Decl[], inside: AppDecl | TemplateDecl | null): void => {
    for (const decl of decls) {
      const name = decl.name;
      // A tool of a template has a text with holes for a name: what it declares is not known yet.
      if ('parts' in name || name.missing) continue;
      symbols.push(symbolFor(decl, name, module, inside));
    }
    for (const decl of decls) if (decl.kind === 'app' || decl.kind === 'template') visit(decl.decls, decl);
  };
  visit(module.ast.decls, null);
  return symbols;
}

/** @param nameNode the declaration's name, which in an instance of a template is made from a text */
export function symbolFor(decl: Decl, nameNode: Name, module: LoadedModule, inside: AppDecl | TemplateDecl | null): Sym {
  const rest = { name: nameNode.text, nameNode, module, inside };
  switch (decl.kind) {
    case 'type':
    case 'entity':
      return { namespace: 'type', decl, ...rest };
    case 'tool':
    case 'app':
    case 'template':
      return { namespace: 'tool', decl, ...rest };
    case 'constraint':
      return { namespace: 'constraint', decl, ...rest };
    case 'tasks':
      return { namespace: 'tasks', decl, ...rest };
    default: {
      const never: never = decl;
      return never;
    }
  }
}
