/**
 * Rules on tasks, compared: what is forbidden now and was not, and the other way round. Tools that only one of the
 * worlds has are left out of it: that they came or went is told for themselves.
 */
import type { Measure, RuleIR } from '../ir/ir.js';
import { typeKey } from '../runtime/subtype.js';
import type { Comparison } from './comparison.js';
import { renamedTools } from './renames.js';

export interface RuleChange {
  /** Rules, in the source's notation, that forbid more than before. */
  readonly tightened: readonly string[];
  readonly loosened: readonly string[];
}

export function compareRules(worlds: Comparison, old: readonly RuleIR[], now: readonly RuleIR[]): RuleChange {
  const renamed = renamedTools(worlds);
  const before = limitsOf(old, (tool) => renamed.get(tool) ?? (worlds.now.tools.has(tool) ? tool : null));
  const names = new Set(renamed.values());
  const after = limitsOf(now, (tool) => (worlds.old.tools.has(tool) || names.has(tool) ? tool : null));
  const tightened = new Set<string>();
  const loosened = new Set<string>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(key);
    const is = after.get(key);
    if (is !== undefined && (was === undefined || is.allows < was.allows)) tightened.add(is.text);
    if (was !== undefined && (is === undefined || is.allows > was.allows)) loosened.add(is?.text ?? was.text);
  }
  return { tightened: [...tightened], loosened: [...loosened] };
}

/** Something that is limited: the smaller `allows`, the less is allowed. What is not limited is not listed. */
interface Limit {
  readonly allows: number;
  readonly text: string;
}

/** @param known the name of a tool in the new world; null where it is not in both */
function limitsOf(rules: readonly RuleIR[], known: (tool: string) => string | null): ReadonlyMap<string, Limit> {
  const limits = new Map<string, Limit>();
  const limit = (key: string, allows: number, text: string): void => {
    const other = limits.get(key);
    if (other === undefined || allows < other.allows) limits.set(key, { allows, text });
  };
  const both = (tools: readonly string[]): string[] => tools.flatMap((t) => known(t) ?? []).sort();
  for (const rule of rules) {
    const text = showRule(rule);
    switch (rule.kind) {
      case 'measure':
        if (rule.max !== null) limit(`${rule.measure} at most`, rule.max, text);
        if (rule.min > LEAST[rule.measure]) limit(`${rule.measure} at least`, -rule.min, text);
        break;
      case 'each-tool':
        limit('each', rule.max, text);
        break;
      case 'at-most':
        if (both(rule.tools).length > 0) limit(`most ${both(rule.tools).join()}`, rule.count, text);
        break;
      case 'at-least':
        limit(`least ${both(rule.tools).join()}`, -rule.count, text);
        break;
      case 'never-edge':
      case 'never-path':
        for (const from of both(rule.from)) for (const to of both(rule.to)) limit(`${rule.kind} ${from} ${to}`, 0, text);
        break;
      case 'source': {
        const tool = known(rule.tool);
        if (tool !== null) limit(`source ${tool} ${rule.param} ${rule.from} ${both(rule.tools).join()}`, 0, text);
        break;
      }
      case 'goal':
      case 'from-user':
      case 'never-from-user':
        limit(`${rule.kind} ${rule.types.map(typeKey).sort().join()}`, 0, text);
        break;
    }
  }
  return limits;
}

const LEAST: Readonly<Record<Measure, number>> = { length: 1, depth: 1, inputs: 0, joins: 0, shared: 0 };

/** As the source writes it; lists of tools are cut. */
export function showRule(rule: RuleIR): string {
  switch (rule.kind) {
    case 'measure':
      return `${rule.measure} ${rule.min === LEAST[rule.measure] && rule.max !== null ? '' : rule.min}..${rule.max ?? ''}`;
    case 'each-tool':
      return `each tool at most ${rule.max}`;
    case 'at-most':
    case 'at-least':
      return `at ${rule.kind === 'at-most' ? 'most' : 'least'} ${rule.count} of ${some(rule.tools)}`;
    case 'never-edge':
    case 'never-path':
      return `never ${some(rule.from)} ${rule.kind === 'never-edge' ? '->' : '->>'} ${some(rule.to)}`;
    case 'source':
      return `${rule.tool}.${rule.param} from ${rule.from === 'tools' ? some(rule.tools) : rule.from}`;
    case 'goal':
      return `goal { ${rule.types.map(typeKey).join(', ')} }`;
    case 'from-user':
      return `from user { ${rule.types.map(typeKey).join(', ')} }`;
    case 'never-from-user':
      return `never from user { ${rule.types.map(typeKey).join(', ')} }`;
  }
}

function some(tools: readonly string[]): string {
  const [only] = tools;
  if (tools.length === 1 && only !== undefined) return only;
  return `{ ${tools.slice(0, 3).join(', ')}${tools.length > 3 ? `, and ${tools.length - 3} more` : ''} }`;
}
