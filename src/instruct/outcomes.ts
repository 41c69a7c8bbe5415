/** What can be asked for after a verb phrase: "… and tell me the order ID". */
import type { Graph } from './graph.js';

/** The parts of a call's outcome that can be asked for after its verb phrase, each with its name. Records are no answers. */
export function outcomes(graph: Graph, call: number): readonly { readonly name: string; readonly node: number }[] {
  const found: { name: string; node: number }[] = [];
  const visit = (id: number, tail: string): void => {
    const type = graph.typeOf(id);
    if (type?.kind !== 'record') {
      if (id !== call) found.push({ name: `${graph.names(id)[0]?.text ?? ''}${tail}`, node: id });
      return;
    }
    const own = id === call ? '' : ` of the ${graph.names(id)[0]?.text ?? ''}${tail}`;
    for (const field of type.fields) visit(graph.field(id, field.name), own);
  };
  visit(call, '');
  if (graph.typeOf(call)?.kind !== 'record') {
    for (const name of graph.names(call)) if (name.text !== 'text' && name.text !== 'number' && name.text !== 'answer') found.push({ name: name.text, node: call });
    found.push({ name: 'result', node: call });
  }
  return found;
}
