/** Two tools with phrases that read the same once the holes are blank: such words could mean either. */
import * as codes from '../diagnostics/codes/composition.js';
import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import { atBounds } from '../graph/edges.js';
import type { TextIR, ToolIR, TypeRef, WorldIR } from '../ir/ir.js';
import { isSubtype } from '../runtime/subtype.js';
import { TypeTable } from '../runtime/type-table.js';
import type { Places } from './check.js';

export function reportLookAlikes(ir: WorldIR, places: Places, report: (d: Diagnostic) => void): void {
  const table = new TypeTable(ir.types);
  const known = new Map<string, { tool: ToolIR; text: TextIR }[]>();
  for (const tool of ir.tools) {
    for (const { form, text } of tool.phrases) {
      const key = `${form}:${text.map((p) => (typeof p === 'string' ? p.toLowerCase() : '\0')).join('')}`;
      const others = known.get(key);
      if (others === undefined) {
        known.set(key, [{ tool, text }]);
        continue;
      }
      const other = others.find((o) => o.tool !== tool && sameHoles(table, tool, text, o.tool, o.text));
      others.push({ tool, text });
      const place = places.tools.get(tool.name);
      const otherPlace = other === undefined ? undefined : places.tools.get(other.tool.name);
      if (other === undefined || place === undefined) continue;
      const at = place.decl.clauses.find((c) => c.kind === 'phrase')?.span ?? place.decl.span;
      const related = otherPlace === undefined ? [] : [{ message: `\`${other.tool.name}\` is declared here`, location: otherPlace.view.at('parts' in otherPlace.decl.name ? otherPlace.decl.span : otherPlace.decl.name.span) }];
      report(diagnostic(codes.lookAlike, place.view.at(at), { tool: tool.name, other: other.tool.name, phrase: text.map((p) => (typeof p === 'string' ? p : '…')).join('') }, { related }));
    }
  }
}

/** Whether a value could stand in the same hole of both, hole by hole. */
function sameHoles(table: TypeTable, a: ToolIR, aText: TextIR, b: ToolIR, bText: TextIR): boolean {
  const holes = (tool: ToolIR, text: TextIR): TypeRef[] =>
    text.flatMap((part) => {
      if (typeof part === 'string') return [];
      const param = tool.params.find((p) => p.name === part.hole);
      return param === undefined ? [] : [atBounds(tool, param.type)];
    });
  const theirs = holes(b, bText);
  return holes(a, aText).every((type, i) => {
    const other = theirs[i];
    if (other === undefined) return false;
    return type.kind === 'var' || other.kind === 'var' || isSubtype(table, type, other) || isSubtype(table, other, type);
  });
}
