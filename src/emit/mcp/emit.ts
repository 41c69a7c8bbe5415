/**
 * The MCP back end: a package that serves the world's tools without the compiler. It carries the server and the run time as rworld
 * itself runs them, compiled, so that there is nothing to build, and depends on the official SDK alone.
 */
import type { WorldIR } from '../../ir/ir.js';
import { submitName } from '../../runtime/submit.js';
import type { EmittedFile } from '../emitted.js';
import { asciiWord } from '../names.js';
import { toolDefinitions } from './definitions.js';
import { pythonString } from '../python/literals.js';
import { packageJson, readme } from './project.js';
import { defaultSet } from './server/choice.js';

/** Written by hand, and carried as they are. */
export interface McpModules {
  /** The server and the run time, by their paths under `src/`. */
  readonly server: readonly EmittedFile[];
  /** In these `"SPLIT"` stands for the name of a task set, and `SUBMIT` for that of the tool that takes the answer. */
  readonly examples: readonly EmittedFile[];
}

/** @param sets the names of the task sets that are put beside the files: without one there are no examples */
export function emitMcp(ir: WorldIR, modules: McpModules, sets: readonly string[]): EmittedFile[] {
  const name = mcpPackageName(ir);
  const split = defaultSet(sets);
  const submit = submitName(new Set(ir.tools.map((tool) => tool.name)));
  return [
    { path: 'package.json', text: packageJson(ir, name) },
    { path: 'README.md', text: readme(ir, name, sets) },
    { path: 'server.js', text: SERVER },
    { path: 'tools.json', text: `${JSON.stringify(toolDefinitions(ir), null, 1)}\n` },
    { path: 'world.ir.json', text: `${JSON.stringify(ir, null, 1)}\n` },
    ...modules.server.map((file) => ({ ...file, path: `lib/${file.path}` })),
    ...(split === undefined ? [] : modules.examples.map((file) => ({ path: `examples/${file.path}`, text: file.text.replaceAll('"SPLIT"', () => pythonString(split)).replaceAll('SUBMIT', submit) }))),
  ];
}

/** Where a package carries the tasks of a set. */
export function mcpTasksPath(set: string): string {
  return `tasks/${set}.jsonl`;
}

function mcpPackageName(ir: WorldIR): string {
  return `${asciiWord(ir.world.name).toLowerCase().replaceAll('_', '-').replace(/^-+|-+$/g, '') || 'world'}-mcp`;
}

const SERVER = `#!/usr/bin/env node
import { main } from './lib/emit/mcp/server/main.js';

await main(new URL('./', import.meta.url), process.argv.slice(2));
`;
