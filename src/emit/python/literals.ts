/** Python source for values and texts. */
import type { Json } from '../../ir/ir.js';
import { isList } from '../../runtime/canonical.js';

/** What a reader would not see, or would see in the wrong place: controls, bidi marks, separators, surrogates, the BOM, tags. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udfff]/g;

function escape(found: string): string {
  switch (found) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default: {
      const point = found.codePointAt(0) ?? 0;
      return point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`;
    }
  }
}

/** A string literal in double quotes. */
export function pythonString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(UNSEEN, escape)}"`;
}

/** Text inside of `"""`, on one line. */
export function docText(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"(?="")|"$/g, '\\"').replace(UNSEEN, escape);
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
