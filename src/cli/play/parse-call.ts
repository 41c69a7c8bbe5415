/**
 * What an agent types in `rworld play`: a call such as `add(a: 1, b: 2.5)`, `hq("Contoso")`, `f {"a": 1}` or
 * `f a=1 b="x y"`. Values are JSON; a bare word is text, and a bare value beyond JSON's words is text too.
 */
import type { Json } from '../../ir/ir.js';

export type ParsedCall =
  | { readonly ok: true; readonly tool: string; readonly args: Record<string, Json> }
  | { readonly ok: false; readonly message: string };

/** @param params the parameter names of a tool in order, for arguments given by position */
export function parseCall(text: string, params: (tool: string) => readonly string[] | undefined): ParsedCall {
  const head = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*/.exec(text);
  if (head === null) return { ok: false, message: 'a call begins with the name of a tool, such as add(a: 1, b: 2)' };
  const tool = head[1] ?? '';
  let rest = text.slice(head[0].length).trim();
  if (rest.startsWith('(')) {
    if (!rest.endsWith(')')) return { ok: false, message: 'the bracket "(" is not closed' };
    rest = rest.slice(1, -1).trim();
  }
  if (rest.startsWith('{')) return parseObject(tool, rest);
  const args: [string, Json][] = [];
  const names = params(tool) ?? [];
  for (let position = 0; rest !== ''; position++) {
    const named = /^([A-Za-z_][A-Za-z0-9_]*)\s*(?:=|:(?!\/\/))\s*/.exec(rest);
    if (named !== null) rest = rest.slice(named[0].length);
    const value = takeValue(rest);
    if (value === undefined) return { ok: false, message: `"${rest}" does not begin with a value: text is best written in double quotes` };
    const name = named?.[1] ?? names[position];
    if (name === undefined) return { ok: false, message: `${tool} has no parameter number ${position + 1}; name it, as in ${tool}(name: value)` };
    args.push([name, value.value]);
    rest = value.rest.replace(/^\s*,?\s*/, '');
  }
  return { ok: true, tool, args: Object.fromEntries(args) };
}

/** A value to submit: JSON where it is JSON, else the text as it stands. */
export function parseValue(text: string): Json {
  const trimmed = text.trim();
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return trimmed;
  }
}

function parseObject(tool: string, text: string): ParsedCall {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, tool, args: value as Record<string, Json> };
  } catch (error) {
    return { ok: false, message: `the arguments are not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  return { ok: false, message: 'the arguments are not a JSON object' };
}

/** The value that the text begins with. */
function takeValue(text: string): { value: Json; rest: string } | undefined {
  if (text.startsWith('"') || text.startsWith('[') || text.startsWith('{')) {
    // The shortest prefix that is JSON: brackets inside strings make any counting by hand wrong.
    for (let end = 1; end <= text.length; end++) {
      const last = text[end - 1];
      if (last !== '"' && last !== ']' && last !== '}') continue;
      try {
        return { value: JSON.parse(text.slice(0, end)) as Json, rest: text.slice(end) };
      } catch {
        // Not yet whole.
      }
    }
    return undefined;
  }
  const bare = /^[^,]+?(?=\s*(?:,|$)|\s+[A-Za-z_][A-Za-z0-9_]*\s*=)/.exec(text)?.[0];
  return bare === undefined ? undefined : { value: parseValue(bare), rest: text.slice(bare.length) };
}
