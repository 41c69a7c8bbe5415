/** A world as its lint rules see it: the project's own files, and the program that they make. */
import type { ToolIR, TypeIR, WorldIR } from '../ir/ir.js';
import type { LoadedModule, ModuleGraph } from '../resolve/modules.js';
import type { Location, Span } from '../source/source.js';
import type { Decl, Doc, EntityDecl, Name, TextTemplate, ToolDecl, TypeDecl } from '../syntax/ast.js';

export interface Declared<D> {
  readonly decl: D;
  readonly name: Name;
  readonly module: LoadedModule;
}

export interface LintedTool extends Declared<ToolDecl> {
  /** Undefined where the tool is not part of the world: in a file that is imported by names. */
  readonly ir: ToolIR | undefined;
}

export interface LintedPhrase {
  readonly tool: LintedTool;
  readonly form: 'noun' | 'verb';
  readonly template: TextTemplate;
}

export class LintWorld {
  /** Files of the project, and not of packages or of the standard library. */
  readonly modules: readonly LoadedModule[];
  readonly types: ReadonlyMap<string, TypeIR>;

  constructor(
    readonly graph: ModuleGraph,
    readonly ir: WorldIR,
  ) {
    this.modules = graph.modules.filter((m) => m.territory.name === null);
    this.types = new Map(ir.types.map((t) => [t.name, t]));
  }

  /** Whether this is a world that makes tasks, and no library of declarations. */
  get makesTasks(): boolean {
    return this.graph.entry.ast.world !== null && this.ir.taskSets.length > 0;
  }

  get tools(): readonly LintedTool[] {
    const irs = new Map(this.ir.tools.map((t) => [t.name, t]));
    return this.#all().flatMap(({ decl, module }) => (decl.kind === 'tool' && !('parts' in decl.name) ? [{ decl, name: decl.name, module, ir: irs.get(decl.name.text) }] : []));
  }

  get typeDecls(): readonly Declared<TypeDecl>[] {
    return this.#all().flatMap(({ decl, module }) => (decl.kind === 'type' && !('parts' in decl.name) ? [{ decl, name: decl.name, module }] : []));
  }

  get entityDecls(): readonly Declared<EntityDecl>[] {
    return this.#all().flatMap(({ decl, module }) => (decl.kind === 'entity' ? [{ decl, name: decl.name, module }] : []));
  }

  get phrases(): readonly LintedPhrase[] {
    return this.tools.flatMap((tool) =>
      tool.decl.clauses.flatMap((clause) => (clause.kind === 'phrase' ? clause.alternatives.map((template) => ({ tool, form: clause.form, template })) : [])),
    );
  }

  /** Every description, with the name of what it describes. */
  get docs(): readonly { readonly doc: Doc; readonly subject: string; readonly module: LoadedModule; readonly of: 'tool' | 'other' }[] {
    return this.#all().flatMap(({ decl, module }) => {
      const subject = 'parts' in decl.name ? '' : decl.name.text;
      const own = decl.doc === null ? [] : [{ doc: decl.doc, subject, module, of: decl.kind === 'tool' ? ('tool' as const) : ('other' as const) }];
      const members = decl.kind === 'tool' ? decl.params : decl.kind === 'entity' ? decl.fields : [];
      return [...own, ...members.flatMap((m) => (m.doc === null ? [] : [{ doc: m.doc, subject, module, of: 'other' as const }]))];
    });
  }

  at(module: LoadedModule, span: Span): Location {
    return { file: module.file, span };
  }

  #all(): readonly { readonly decl: Decl; readonly module: LoadedModule }[] {
    const inside = (decls: readonly Decl[], module: LoadedModule): { readonly decl: Decl; readonly module: LoadedModule }[] =>
      decls.flatMap((decl) => [{ decl, module }, ...(decl.kind === 'app' || decl.kind === 'template' ? inside(decl.decls, module) : [])]);
    return this.modules.flatMap((module) => inside(module.ast.decls, module).filter(({ decl }) => !module.broken.has(decl)));
  }
}
