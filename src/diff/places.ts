/** Where the things of a world stand in its source. */
import type { ModuleGraph } from '../resolve/modules.js';
import type { Location } from '../source/source.js';
import type { Decl, Name } from '../syntax/ast.js';
import type { Place } from './comparison.js';

export class Places {
  readonly #places = new Map<string, Location>();
  readonly #header: Location | null;

  constructor(graph: ModuleGraph) {
    const { file, ast } = graph.entry;
    this.#header = ast.world === null ? null : { file, span: ast.world.version?.span ?? ast.world.name.span };
    for (const module of graph.modules) {
      const add = (place: Place, span: Location['span']): void => {
        const key = keyOf(place);
        if (!this.#places.has(key)) this.#places.set(key, { file: module.file, span });
      };
      const visit = (decls: readonly Decl[]): void => {
        for (const decl of decls) {
          if (decl.kind === 'app' || decl.kind === 'template') visit(decl.decls);
          if (decl.kind === 'template' || 'parts' in decl.name) continue;
          const place = { kind: decl.kind, name: decl.name.text };
          add(place, decl.name.span);
          for (const member of membersOf(decl)) add({ ...place, member: member.text }, member.span);
        }
      };
      visit(module.ast.decls);
    }
  }

  /** Its declaration; the world's header where it has none: what was removed, and what templates made. */
  of(place: Place): Location | null {
    return this.#places.get(keyOf(place)) ?? this.#places.get(keyOf({ kind: place.kind, name: place.name })) ?? this.#header;
  }

  get header(): Location | null {
    return this.#header;
  }
}

function membersOf(decl: Decl): readonly Name[] {
  return decl.kind === 'tool' ? decl.params.map((p) => p.name) : decl.kind === 'entity' ? decl.fields.map((f) => f.name) : [];
}

function keyOf({ kind, name, member }: Place): string {
  return `${kind} ${name} ${member ?? ''}`;
}
