/** One module of tools: a function a tool, with its types and a doc comment. */
import type { ToolIR, TypeRef } from '../../ir/ir.js';
import { substitute } from '../../runtime/subtype.js';
import type { TypeTable } from '../../runtime/type-table.js';
import { Names } from '../names.js';
import { describeParam, describeType, summary } from '../prose.js';
import type { Topic } from '../topics.js';
import { TS_RESERVED, commentText, propertyName, tsString } from './literals.js';
import { ModuleTypes, docComment, type TypescriptTypes } from './types.js';

export function toolsModule(topic: Topic, types: TypescriptTypes, table: TypeTable): string {
  const names = new Names([...TS_RESERVED, ...types.aliases]);
  const functions = topic.tools.map((tool) => ({ tool, name: names.take(tool.name) }));
  const used = new ModuleTypes(types);
  const bodies = functions.map(({ tool, name }) => toolFunction(tool, name, used, table));
  const registry = `/** The functions of this module by the names of their tools. */\nexport const tools = new Map<string, (environment: TaskEnvironment, args: never) => unknown>([\n${functions.map(({ tool, name }) => `  [${tsString(tool.name)}, ${name}],\n`).join('')}]);\n`;
  const head = `/**\n * ${commentText(summary(topic.description))}\n *\n * Each function calls a tool in the environment that it is given, and throws a \`ToolCallError\` where the call is refused.\n */\n`;
  const imports = [...used.imports(), "import type { TaskEnvironment } from '../runtime/task-environment.js';"].sort((a, b) => (a.slice(a.indexOf('from')) < b.slice(b.indexOf('from')) ? -1 : 1));
  return `${head}${imports.join('\n')}\n\n${bodies.join('\n')}\n${registry}`;
}

function toolFunction(tool: ToolIR, name: string, types: ModuleTypes, table: TypeTable): string {
  const atBound = (type: TypeRef): TypeRef => substitute(type, (v) => tool.typeParams.find((p) => p.name === v)?.bound ?? undefined);
  const members = tool.params.map((param) => {
    const type = atBound(param.type);
    const usual = param.default === undefined ? '' : ` By default ${JSON.stringify(param.default)}.`;
    return `${docComment(describeParam(param, type, table) + usual, '    ')}    readonly ${propertyName(param.name)}${param.default === undefined ? '' : '?'}: ${types.annotation(type)};\n`;
  });
  const result = types.annotation(atBound(tool.result));
  const optional = tool.params.every((p) => p.default !== undefined);
  const args = members.length === 0 ? 'args: { readonly [name: string]: never } = {}' : `args: {\n${members.join('')}  }${optional ? ' = {}' : ''}`;
  const doc = docComment(tool.description, '', [`@returns ${lowerFirst(describeType(atBound(tool.result), table)).replace(/\.$/, '')}`]);
  const head = members.length === 0 ? `environment: TaskEnvironment, ${args}` : `\n  environment: TaskEnvironment,\n  ${args},\n`;
  return `${doc}export function ${name}(${head}): ${result} {\n  return environment.use(${tsString(tool.name)}, args) as ${result};\n}\n`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]|^A /.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}
