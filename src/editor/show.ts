/** Declarations and types as a reader is shown them. */
import { Statics, type Static } from '../check/statics.js';
import type { LoadedModule } from '../resolve/modules.js';
import type { EntityField, Param, RecordTypeField, ToolDecl } from '../syntax/ast.js';
import type { Span } from '../source/source.js';
import type { Analysis } from './analysis.js';

/** A type as it is written: `list<price>`. */
export function showType(analysis: Analysis, type: Static): string {
  return staticsOf(analysis).describe(type).replaceAll('`', '');
}

/** The type of a list's items, as it is written. */
export function itemType(analysis: Analysis, list: Static): string | undefined {
  const item = staticsOf(analysis).itemOf(list);
  return item === undefined ? undefined : showType(analysis, item);
}

function staticsOf({ checked: { parts } }: Analysis): Statics {
  return new Statics(parts.types.table, new Map(), (ref) => parts.types.baseOf(ref), parts.entities);
}

/** A piece of a source on one line, cut where it is long. */
export function sourceText(module: LoadedModule, span: Span, most = 120): string {
  const text = module.file.text.slice(span.start, span.end).replace(/\/\/[^\n]*/g, '').replace(/\s+/g, ' ').trim();
  return text.length <= most ? text : `${[...text].slice(0, most - 1).join('')}…`;
}

/** `city: location`, or `price` where the name is the type. */
export function showParam(module: LoadedModule, param: Param | RecordTypeField | EntityField): string {
  const type = param.type === null ? '' : `: ${sourceText(module, param.type.span)}`;
  const value = 'defaultValue' in param && param.defaultValue !== null ? ` = ${sourceText(module, param.defaultValue.span)}` : '';
  return param.name.text + type + value;
}

export function toolName(tool: ToolDecl, module: LoadedModule): string {
  return 'parts' in tool.name ? module.file.text.slice(tool.name.span.start, tool.name.span.end) : tool.name.text;
}

/** `tool add<T <: float>(a: T, b: T) -> T` */
export function showSignature(tool: ToolDecl, module: LoadedModule): string {
  const variables = tool.typeParams.map((v) => sourceText(module, v.span)).join(', ');
  const params = tool.params.map((p) => showParam(module, p)).join(', ');
  return `tool ${toolName(tool, module)}${variables === '' ? '' : `<${variables}>`}(${params}) -> ${sourceText(module, tool.result.span)}`;
}

export function code(text: string): string {
  return `\`\`\`rworld\n${text}\n\`\`\``;
}

/** Some names of many: "`a`, `b` and 7 more". */
export function someNames(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}
