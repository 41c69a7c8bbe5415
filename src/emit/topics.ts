/** Topics with a description: one module of a package each. */
import { topicsOf as toolsByTopic, type Topic as ToolsOfTopic } from '../graph/topics.js';
import type { WorldIR } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';

export interface Topic extends ToolsOfTopic {
  /** What the module is about, a sentence. */
  readonly description: string;
}

/** Sorted by name, and so are the tools of each; none is empty. */
export function topicsOf(ir: WorldIR): readonly Topic[] {
  return toolsByTopic(ir).map(({ name, tools }) => {
    const app = ir.apps.find((a) => a.name === name);
    const about = name === ir.world.name ? ir.world.description : (app?.description ?? '');
    return { name, description: about === '' ? `Tools on ${name.replaceAll('_', ' ')}.` : about, tools: [...tools].sort((a, b) => compareCodeUnits(a.name, b.name)) };
  });
}
