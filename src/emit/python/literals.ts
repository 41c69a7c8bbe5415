/** Python source for values and texts. */
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';
import { escapeUnseen } from '../unseen.js';

function escape(text: string): string {
  return escapeUnseen(text, (sign) => `\\U${(sign.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`);
}

/** A string literal in double quotes. */
export function pythonString(text: string): string {
  return `"${escape(text.replace(/[\\"]/g, '\\$&'))}"`;
}

/** Text inside of `"""`, on one line. */
export function docText(text: string): string {
  return escape(text.replace(/\\/g, '\\\\').replace(/"(?="")|"$/g, '\\"'));
}

/** A literal of any JSON value. */
export function pythonLiteral(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value === 0 ? 0 : value);
  if (isList(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  return `{${Object.entries(value).map(([name, item]) => `${pythonString(name)}: ${pythonLiteral(item)}`).join(', ')}}`;
}

/** Words that name nothing, and names that a module of tools needs for itself. */
export const PYTHON_RESERVED = [
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
  '__all__', '__builtins__', '__debug__', '__dict__', '__doc__', '__file__', '__loader__', '__name__', '__package__', '__path__', '__spec__', '__annotations__', '__cached__',
] as const;
