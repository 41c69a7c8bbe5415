/** Rules of task sets in words. */
import type { RuleIR } from '../../../ir/ir.js';
import { showTypeRef } from '../../../types/show.js';

const NAMED = 4;

export function sayRule(rule: RuleIR): string {
  switch (rule.kind) {
    case 'measure':
      return `${MEASURES[rule.measure]} ${rule.max === null ? `at least ${rule.min}` : rule.min === rule.max ? String(rule.min) : rule.min === 0 ? `at most ${rule.max}` : `${rule.min} to ${rule.max}`}`;
    case 'each-tool':
      return `each tool at most ${times(rule.max)}`;
    case 'at-most':
      return `at most ${rule.count} of ${names(rule.tools)}`;
    case 'at-least':
      return `at least ${rule.count} of ${names(rule.tools)}`;
    case 'never-edge':
      return `never ${names(rule.from)} directly into ${names(rule.to)}`;
    case 'never-path':
      return `never ${names(rule.from)} anywhere before ${names(rule.to)}`;
    case 'source':
      return `${rule.tool}.${rule.param} from ${rule.from === 'user' ? 'the user' : rule.from === 'tool' ? 'a tool' : names(rule.tools)}`;
    case 'goal':
      return `asks for ${rule.types.map(showTypeRef).join(' or ')}`;
    case 'from-user':
      return `the user gives only ${rule.types.map(showTypeRef).join(', ')}`;
    case 'never-from-user':
      return `the user never gives ${rule.types.map(showTypeRef).join(', ')}`;
  }
}

const MEASURES: { readonly [M in Extract<RuleIR, { kind: 'measure' }>['measure']]: string } = {
  length: 'calls:',
  depth: 'calls in a chain:',
  inputs: 'values from the user:',
  joins: 'calls that join results:',
  shared: 'values used more than once:',
};

function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`;
}

function names(tools: readonly string[]): string {
  const shown = tools.slice(0, NAMED).join(', ');
  return tools.length === 1 ? shown : tools.length <= NAMED ? `{${shown}}` : `{${shown} and ${tools.length - NAMED} more}`;
}
