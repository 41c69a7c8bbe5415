/** TypeScript source for texts and names. */
import { escapeUnseen, unitEscape } from '../unseen.js';

function escape(text: string): string {
  return escapeUnseen(text, (sign) => sign.split('').map(unitEscape).join(''));
}

/** A string literal in single quotes. */
export function tsString(text: string): string {
  return `'${escape(text.replace(/[\\']/g, '\\$&'))}'`;
}

/** Text inside a block comment, on one line. */
export function commentText(text: string): string {
  return escape(text.replace(/\*\//g, '*\\/'));
}

/** A name of a property, quoted where it must be. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : tsString(name);
}

/** Words that name no function or parameter of a module, and what modules of tools need for themselves. */
export const TS_RESERVED = [
  'arguments', 'as', 'async', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void', 'while', 'with', 'yield',
  'any', 'bigint', 'boolean', 'declare', 'module', 'namespace', 'never', 'number', 'object', 'require', 'string', 'symbol', 'type', 'unknown', 'NaN', 'Infinity', 'exports', 'globalThis', 'Json', 'TaskEnvironment', 'tools',
] as const;

/** Types that everyone knows under these names: a world's own must be told apart from them. */
export const TS_GLOBAL_TYPES = ['Array', 'BigInt', 'Boolean', 'Date', 'Error', 'Function', 'Iterator', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy', 'Record', 'RegExp', 'Set', 'String', 'Symbol', 'WeakMap', 'Partial', 'Readonly', 'Required', 'Pick', 'Omit', 'Event', 'Location', 'Node', 'Request', 'Response', 'Text', 'Document', 'Window'] as const;
