/** Which tools a selector means: one by its name, or all with a tag. */
import * as codes from '../diagnostics/codes/task-sets.js';
import { suggest } from '../diagnostics/suggest.js';
import type { ToolIR } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';
import type { ToolSelector } from '../syntax/ast.js';
import type { ModuleView } from './context.js';

export class ToolInventory {
  readonly #byTag = new Map<string, string[]>();
  readonly byName: ReadonlyMap<string, ToolIR>;

  /** @param known all names of declared tools: those that are broken, too, so that nothing is said of them twice */
  constructor(
    readonly tools: readonly ToolIR[],
    readonly known: ReadonlySet<string>,
    /** What the names of apps and templates stand for. */
    private readonly groups: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    this.byName = new Map(tools.map((t) => [t.name, t]));
    for (const tool of tools) {
      for (const tag of tool.tags) {
        const list = this.#byTag.get(tag);
        if (list === undefined) this.#byTag.set(tag, [tool.name]);
        else list.push(tool.name);
      }
    }
  }

  /** Sorted names, without repetitions. */
  select(selectors: readonly ToolSelector[], view: ModuleView): readonly string[] {
    const found = new Set<string>();
    for (const selector of selectors) {
      if (selector.name.missing) continue;
      const { text } = selector.name;
      if (selector.tag) {
        const tagged = this.#byTag.get(text);
        if (tagged === undefined) view.report(codes.emptySelection, selector.span, { name: `#${text}`, what: 'has the tag', suggestions: suggest(text, this.#byTag.keys()).map((s) => `#${s}`) });
        for (const name of tagged ?? []) found.add(name);
        continue;
      }
      // A name may be local, after `import { a as b }`; the world knows the tool by its own.
      const symbol = view.scope?.lookup('tool', text);
      const name = symbol?.name ?? text;
      const group = this.groups.get(name);
      if (group !== undefined) {
        if (group.length === 0) view.report(codes.emptySelection, selector.span, { name: text, what: 'comes from', suggestions: [] });
        for (const member of group) if (this.byName.has(member)) found.add(member);
      } else if (this.byName.has(name)) found.add(name);
      else if (!this.known.has(name)) view.unknown('tool', selector.name, this.known, this.#tagHint(text));
    }
    return [...found].sort(compareCodeUnits);
  }

  #tagHint(text: string): string | undefined {
    if (this.#byTag.has(text)) return `there is a tag of this name: \`#${text}\``;
    return suggest(text, this.known).length === 0 ? 'tools are named as they are declared; tags are written `#tag`' : undefined;
  }
}
