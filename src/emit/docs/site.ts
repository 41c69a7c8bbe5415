/** What every page of a site of a world knows: the world, where things are described, what composes with what, and values to show. */
import { compositionGraph } from '../../graph/graph.js';
import { topicOf, topicsOf } from '../../graph/topics.js';
import type { Json, ToolIR, TypeRef, WorldIR } from '../../ir/ir.js';
import { canonicalJson } from '../../runtime/canonical.js';
import { deriveKey, Stream } from '../../runtime/random.js';
import { createRuntime, type Environment, type Runtime } from '../../runtime/runtime.js';
import { FunctionShelf, typeAtBound } from '../formats/tools.js';
import type { Html } from './html.js';

/** A page with more tools is split. */
const TOOLS_A_PAGE = 100;

export interface Page {
  /** From the root of the site. */
  readonly path: string;
  readonly title: string;
  /** The entry of the navigation that it stands under. */
  readonly entry: string;
  readonly body: Html;
}

export interface ToolPage {
  /** Of the topic, and where it takes several pages which of them this is. */
  readonly title: string;
  readonly topic: string;
  readonly path: string;
  readonly tools: readonly ToolIR[];
}

export interface Call {
  readonly arguments: readonly (readonly [name: string, value: Json])[];
  readonly result: Json;
}

export class Site {
  readonly runtime: Runtime;
  readonly shelf: FunctionShelf;
  /** The environment that examples are from: always the same one. */
  readonly environment: Environment;
  readonly toolPages: readonly ToolPage[];
  /** Tools that feed a tool, and that it feeds; those of its own topic first. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, readonly string[]>;
  /** How many edges lead from tools of one topic to tools of another. */
  readonly between: (from: string, to: string) => number;
  readonly #pageOf = new Map<string, string>();
  readonly #key = deriveKey(null, 'docs');

  constructor(readonly ir: WorldIR) {
    this.runtime = createRuntime(ir);
    this.shelf = new FunctionShelf(ir);
    this.environment = this.runtime.environment(this.#key);
    this.toolPages = toolPages(ir);
    for (const page of this.toolPages) for (const tool of page.tools) this.#pageOf.set(tool.name, page.path);

    const topic = new Map(ir.tools.map((t) => [t.name, topicOf(ir, t)]));
    const before = new Map<string, Set<string>>();
    const after = new Map<string, Set<string>>();
    const counts = new Map<string, number>();
    const add = (map: Map<string, Set<string>>, key: string, value: string): void => void (map.get(key)?.add(value) ?? map.set(key, new Set([value])));
    for (const { from, to } of compositionGraph(ir)) {
      add(before, to, from);
      add(after, from, to);
      const key = pair(topic.get(from) ?? '', topic.get(to) ?? '');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    this.between = (from, to) => counts.get(pair(from, to)) ?? 0;
    const ownFirst = (map: Map<string, Set<string>>): Map<string, readonly string[]> =>
      new Map([...map].map(([name, others]) => [name, [...[...others].filter((o) => topic.get(o) === topic.get(name)), ...[...others].filter((o) => topic.get(o) !== topic.get(name))]]));
    this.before = ownFirst(before);
    this.after = ownFirst(after);
  }

  /** From the root of the site; null where it is not described. */
  hrefOf(kind: 'tool' | 'type' | 'entity' | 'set', name: string): string | null {
    switch (kind) {
      case 'tool': {
        const page = this.#pageOf.get(name);
        return page === undefined ? null : `${page}#${name}`;
      }
      case 'type':
        return this.runtime.table.get(name) === undefined ? null : `types.html#${name}`;
      case 'entity':
        return `entities.html#${name}`;
      case 'set':
        return `tasks.html#${name}`;
    }
  }

  /** Up to `count` different values of a type, as its generator draws them; fewer where it has fewer. */
  samples(type: TypeRef, count: number, label: string): readonly Json[] {
    const found = new Map<string, Json>();
    const source = new Stream(deriveKey(this.#key, 'samples', label));
    for (let draw = 0; draw < count * 6 && found.size < count; draw++) {
      const value = this.runtime.generate(type, source);
      if (value !== undefined) found.set(canonicalJson(value), value);
    }
    return [...found.values()];
  }

  /** A call that the run time accepts; null where a few draws found none. */
  exampleCall(tool: ToolIR): Call | null {
    if (tool.access !== undefined) return null;
    const source = new Stream(deriveKey(this.#key, 'call', tool.name));
    const compiled = this.runtime.tool(tool.name);
    for (let draw = 0; draw < 24; draw++) {
      const values = tool.params.map((p) => (p.default === undefined ? this.runtime.generate(typeAtBound(tool, p.type), source, this.environment.facts) : undefined));
      if (tool.params.some((p, i) => p.default === undefined && values[i] === undefined)) return null;
      const answer = compiled?.invoke(this.environment, values);
      // An empty list says little of what a tool gives.
      if (answer?.ok !== true || (draw < 12 && Array.isArray(answer.value) && answer.value.length === 0)) continue;
      return { arguments: tool.params.flatMap((p, i): (readonly [string, Json])[] => (values[i] === undefined ? [] : [[p.name, values[i]]])), result: answer.value };
    }
    return null;
  }
}

function pair(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

function toolPages(ir: WorldIR): readonly ToolPage[] {
  const taken = new Set<string>();
  return topicsOf(ir).flatMap(({ name, tools }) => {
    const parts = Math.ceil(tools.length / TOOLS_A_PAGE);
    return Array.from({ length: parts }, (_, part) => {
      const slug = `${name.toLowerCase().replace(/[^a-z0-9_]+/g, '-').replace(/^-+|-+$/g, '') || 'tools'}${parts === 1 ? '' : `-${part + 1}`}`;
      let path = `tools/${slug}.html`;
      for (let n = 2; taken.has(path); n++) path = `tools/${slug}-${n}.html`;
      taken.add(path);
      return { title: parts === 1 ? name : `${name} ${part + 1}/${parts}`, topic: name, path, tools: tools.slice(part * TOOLS_A_PAGE, (part + 1) * TOOLS_A_PAGE) };
    });
  });
}
