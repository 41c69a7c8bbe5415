/** One module of tools: a function a tool, with its types and a docstring in Google's style. */
import type { ParamIR, ToolIR, TypeRef } from '../../ir/ir.js';
import { substitute } from '../../runtime/subtype.js';
import type { TypeTable } from '../../runtime/type-table.js';
import { Names, pascalCase } from '../names.js';
import { describeParam, describeType, details, summary, wrap } from '../prose.js';
import type { Topic } from '../topics.js';
import { docText, pythonLiteral, pythonString } from './literals.js';
import { MODULE_NAMES, ModuleTypes, type PythonTypes } from './types.js';

const WIDTH = 108;

/** The names of the functions by those of the tools. */
export interface ToolsModule {
  readonly text: string;
  readonly functions: ReadonlyMap<string, string>;
}

export function toolsModule(topic: Topic, types: PythonTypes, table: TypeTable): ToolsModule {
  const around = [...MODULE_NAMES, ...types.aliases];
  const names = new Names(around);
  const functions = new Map(topic.tools.map((tool) => [tool.name, names.take(tool.name)]));
  const used = new ModuleTypes(types, names);
  const bodies = topic.tools.map((tool) => toolFunction(tool, functions.get(tool.name) ?? '', used, around, table));
  const registry = `TOOLS: dict[str, Callable[..., object]] = {\n${topic.tools.map((tool) => `    ${pythonString(tool.name)}: ${functions.get(tool.name) ?? ''},\n`).join('')}}\n"""The functions of this module by the names of their tools."""`;
  const head = `"""${docText(summary(topic.description))}\n\nEach function calls a tool in the environment that it is given, and raises \`ToolCallError\` where the call is refused.\n"""`;
  const imports = ['from collections.abc import Callable', ...used.imports()];
  const relative = 'from ..environment import Environment';
  const at = imports.findIndex((line) => line.startsWith('from ..types'));
  const lines = at < 0 ? [...imports, '', relative] : [...imports.slice(0, at), relative, ...imports.slice(at)];
  return { text: `${head}\n\n${lines.join('\n')}\n\n\n${[...used.records(), ...bodies, registry].join('\n\n\n')}\n`, functions };
}

function toolFunction(tool: ToolIR, name: string, types: ModuleTypes, around: readonly string[], table: TypeTable): string {
  const atBound = (type: TypeRef): TypeRef => substitute(type, (v) => tool.typeParams.find((p) => p.name === v)?.bound ?? undefined);
  const pascal = pascalCase(tool.name);
  const annotations = tool.params.map((param) => types.annotation(atBound(param.type), `${pascal}${pascalCase(param.name)}`));
  const result = types.annotation(atBound(tool.result), `${pascal}Result`);
  const names = new Names([...around, ...types.recordNames]);
  const params = tool.params.map((param, i) => ({ param, type: atBound(param.type), name: names.take(param.name), annotation: annotations[i] ?? 'Any' }));
  const env = names.take('env');

  const written: string[] = [`${env}: Environment`, '/'];
  let defaulted = false;
  let starred = false;
  for (const p of params) {
    if (p.param.default === undefined && defaulted && !starred) {
      written.push('*');
      starred = true;
    }
    if (p.param.default !== undefined) defaulted = true;
    written.push(`${p.name}: ${p.annotation}${defaultOf(p.param, p.annotation)}`);
  }
  const one = `def ${name}(${written.join(', ')}) -> `;
  const signature = one.length + result.length < 116 ? `${one}${result}:` : `def ${name}(\n${written.map((w) => `    ${w},\n`).join('')}) -> ${result}:`;

  const doc = [
    `    """${docText(summary(tool.description))}`,
    ...details(tool.description, WIDTH).map((line) => (line === '' ? '' : `    ${docText(line)}`)),
    '',
    '    Args:',
    `        ${env}: The environment to call it in.`,
    ...params.flatMap((p) => entry(p.name, `${describeParam(p.param, p.type, table)}${p.param.default === undefined ? '' : ` If left out, ${shown(p.param)}.`}`)),
    '',
    '    Returns:',
    ...wrap(describeType(atBound(tool.result), table), WIDTH).map((line) => `        ${docText(line)}`),
    '    """',
  ];
  const given = params.filter((p) => !omitted(p.param)).map((p) => `${pythonString(p.param.name)}: ${p.name}`);
  const sometimes = params.filter((p) => omitted(p.param)).map((p) => `**({} if ${p.name} is None else {${pythonString(p.param.name)}: ${p.name}})`);
  const args = [...given, ...sometimes];
  const call = `    return cast(${result}, ${env}.use(${pythonString(tool.name)}, {${args.join(', ')}}))`;
  const body = call.length <= 119 ? call : `    return cast(\n        ${result},\n        ${env}.use(\n            ${pythonString(tool.name)},\n            {\n${args.map((a) => `                ${a},\n`).join('')}            },\n        ),\n    )`;
  return `${signature}\n${doc.join('\n')}\n${body}`;
}

/** A list or object as a default would be one for all calls: None stands for it. */
function omitted(param: ParamIR): boolean {
  return typeof param.default === 'object' && param.default !== null;
}

function defaultOf(param: ParamIR, annotation: string): string {
  if (param.default === undefined) return '';
  if (!omitted(param)) return ` = ${pythonLiteral(param.default)}`;
  return `${annotation.endsWith('| None') || annotation === 'Any' ? '' : ' | None'} = None`;
}

function shown(param: ParamIR): string {
  return pythonLiteral(param.default ?? null);
}

function entry(name: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, WIDTH - name.length);
  return [`        ${name}: ${docText(first)}`, ...rest.map((line) => `            ${docText(line)}`)];
}
