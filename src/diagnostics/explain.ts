/** The pages behind `rworld explain`. */
import { REGISTRY, type RegisteredCode } from './registry.js';
import { suggest } from './suggest.js';

export interface Explanation {
  readonly found: boolean;
  /** The page in Markdown; empty where there is none. */
  readonly page: string;
  readonly text: string;
  readonly suggestions: readonly string[];
}

/**
 * @param code as a person types it: `RW2003`, `rw2003` or `2003`; or the name of a rule of another catalog
 * @param more what other commands report, by their codes
 */
export function explain(code: string, more: ReadonlyMap<string, RegisteredCode> = new Map()): Explanation {
  const wanted = code.toUpperCase().replace(/^(?!RW)/, 'RW');
  const definition = REGISTRY.get(wanted) ?? more.get(code.toLowerCase());
  if (definition === undefined) return { found: false, page: '', text: '', suggestions: [...suggest(wanted, REGISTRY.keys()), ...suggest(code, more.keys())].slice(0, 3) };
  const page = `# ${definition.code}: ${definition.title}\n\n*${definition.severity}*\n\n${definition.explain.trim()}\n`;
  return { found: true, page, text: page, suggestions: [] };
}

export function listCodes(): readonly RegisteredCode[] {
  return [...REGISTRY.values()];
}
