/**
 * The TypeScript back end: IR in, a package out that is nice to read. It carries the run time as sources and depends on nothing
 * else; it compiles under `strict`.
 */
import type { Json, WorldIR } from '../../ir/ir.js';
import { TypeTable } from '../../runtime/type-table.js';
import type { EmittedFile } from '../emitted.js';
import { FunctionShelf, type FunctionSchema } from '../formats/tools.js';
import { Names, asciiWord } from '../names.js';
import { summary } from '../prose.js';
import { topicsOf } from '../topics.js';
import { TS_RESERVED, commentText, tsString } from './literals.js';
import { packageJson, readme, tsconfig } from './project.js';
import { toolsModule } from './tools.js';
import { TypescriptTypes } from './types.js';

/** The name that npm knows. */
export function npmName(ir: WorldIR): string {
  return `rworld-${asciiWord(ir.world.name).toLowerCase().replaceAll('_', '-').replace(/^-+|-+$/g, '')}`;
}

/** @param runtime the run time's sources: `runtime/…` and `ir/ir.ts` */
export function emitTypescript(ir: WorldIR, runtime: readonly EmittedFile[]): EmittedFile[] {
  const table = new TypeTable(ir.types);
  const types = new TypescriptTypes(ir.types, table);
  const names = new Names([...TS_RESERVED, 'index', 'con', 'nul', 'aux', 'prn'], true);
  const modules = topicsOf(ir).map((topic) => ({ topic, name: names.take(topic.name.toLowerCase()), text: toolsModule(topic, types, table) }));
  return [
    { path: 'package.json', text: packageJson(ir, npmName(ir)) },
    { path: 'tsconfig.json', text: tsconfig() },
    { path: 'README.md', text: readme(ir, npmName(ir), modules) },
    { path: 'src/index.ts', text: index(ir, modules.map((m) => m.name)) },
    { path: 'src/world.ts', text: worldModule(ir) },
    { path: 'src/types.ts', text: types.module() },
    ...modules.map((m) => ({ path: `src/tools/${m.name}.ts`, text: m.text })),
    ...runtime.map((file) => ({ path: `src/${file.path}`, text: file.text })),
  ];
}

function index(ir: WorldIR, modules: readonly string[]): string {
  return `/**
 * ${commentText(summary(ir.world.description || `The world ${ir.world.name}`))}
 *
 * \`createEnvironment(task)\` opens a task: \`tools\` is what a model is shown, \`call\` takes its calls, \`submit\` its answer, and
 * \`score\` says how it did.
 */
import { createRuntime } from './runtime/runtime.js';
import { TaskEnvironment, type EnvironmentTask } from './runtime/task-environment.js';
import { functions, world } from './world.js';

export type { Json, WorldIR } from './ir/ir.js';
export type { CallResult, ToolError } from './runtime/errors.js';
export type { Score, Tolerance } from './runtime/score.js';
export { TaskEnvironment, ToolCallError, type EnvironmentTask, type FunctionSchema, type Snapshot } from './runtime/task-environment.js';
export * as types from './types.js';
export { functions, world };
${modules.map((m) => `export * as ${m} from './tools/${m}.js';\n`).join('')}
const runtime = createRuntime(world);

/**
 * Opens a task, a line of a \`.jsonl\` file of this world's tasks.
 * @throws RangeError where it was made from another world, or another version of it
 */
export function createEnvironment(task: EnvironmentTask): TaskEnvironment {
  return new TaskEnvironment(runtime, functions, task);
}

/** The tasks of a \`.jsonl\` file, from its text. */
export function parseTasks(jsonl: string): EnvironmentTask[] {
  return jsonl
    .split('\\n')
    .filter((line) => line.trim() !== '')
    .map((line): EnvironmentTask => JSON.parse(line));
}
`;
}

/** JSON in string literals, a line for each type, tool and the like: a literal object would take \`__proto__\` for its prototype. */
function worldModule(ir: WorldIR): string {
  const members = Object.entries(ir).map(([name, value]): string[] => {
    const open = `${JSON.stringify(name)}:`;
    if (!Array.isArray(value)) return [open + json(value)];
    return [`${open}[`, ...value.map((item, i) => `${json(item)}${i === value.length - 1 ? '' : ','}`), ']'];
  });
  const lines = members.flatMap((m, i) => m.map((line, j) => (j === m.length - 1 && i < members.length - 1 ? `${line},` : line)));
  const schemas = schemasOf(ir).map((f) => json(f));
  return `/** The world as data: its intermediate representation, and its tools as a model is shown them. */
import type { WorldIR } from './ir/ir.js';
import type { FunctionSchema } from './runtime/task-environment.js';

export const world: WorldIR = JSON.parse(
  [
    '{',
${lines.map((line) => `    ${tsString(line)},\n`).join('')}    '}',
  ].join(''),
);

const schemas: readonly FunctionSchema[] = [
${schemas.map((s) => `  JSON.parse(${tsString(s)}),\n`).join('')}];

/** By the name of the tool. */
export const functions: ReadonlyMap<string, FunctionSchema> = new Map(schemas.map((f) => [f.name, f]));
`;
}

/** The tools as a model is shown them, in the order of the IR. */
function schemasOf(ir: WorldIR): FunctionSchema[] {
  const shelf = new FunctionShelf(ir);
  return ir.tools.map((tool) => shelf.function(tool.name));
}

function json(value: unknown): string {
  return JSON.stringify(value as Json);
}
