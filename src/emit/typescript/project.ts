/** The files around a TypeScript package: package.json, tsconfig.json and README.md. */
import type { WorldIR } from '../../ir/ir.js';
import { summary } from '../prose.js';
import type { Topic } from '../topics.js';

export function packageJson(ir: WorldIR, name: string): string {
  const version = /^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z-.]+)?(\+[0-9A-Za-z-.]+)?$/.test(ir.world.version) ? ir.world.version : '0.0.0';
  const description = {
    name,
    version,
    description: summary(ir.world.description || `The world ${ir.world.name}`).toWellFormed(),
    type: 'module',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist', 'src'],
    scripts: { build: 'tsc', prepare: 'tsc' },
    devDependencies: { typescript: '^5.6.0' },
    engines: { node: '>=20' },
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

export function tsconfig(): string {
  const compilerOptions = {
    target: 'ES2022',
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    lib: ['ES2023', 'ESNext.String', 'DOM'],
    types: [],
    rootDir: 'src',
    outDir: 'dist',
    declaration: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  };
  return `${JSON.stringify({ compilerOptions, include: ['src'] }, null, 2)}\n`;
}

export function readme(ir: WorldIR, name: string, modules: readonly { readonly name: string; readonly topic: Topic }[]): string {
  const first = modules[0];
  return `# ${inline(ir.world.name)} ${inline(ir.world.version)}

${inline(summary(ir.world.description || `The world ${ir.world.name}`))} ${ir.tools.length} tools, compiled by rworld. It has no dependencies; Node 20 or later, or a browser.

\`\`\`sh
npm install && npm run build
\`\`\`

\`\`\`ts
import { readFileSync } from 'node:fs';
import { createEnvironment, parseTasks } from '${name}';

const [task] = parseTasks(readFileSync('../../tasks/train.jsonl', 'utf8'));   // where this package lies in its build
const environment = createEnvironment(task);
environment.instruction;                // what is asked
environment.tools;                      // what a model is shown: names, descriptions, JSON Schemas
environment.call('no_such_tool', {});   // { ok: false, error: { code: 'unknown_tool', message: … } }
environment.submit(task.answer.value);
environment.score();                    // { reward: 1, submitted: true, win: …, … }
\`\`\`

- \`call\` never throws: a wrong call answers with an error that names the parameter, what was expected and what came.
- The answer may be submitted as a value or as text (\`"25"\` is 25); \`environment.tools\` ends with the tool that a model submits with.
- \`snapshot()\` and \`restore()\` go back to any point; snapshots are plain JSON.
- Everything is a function of the task: the same calls give the same answers, on every machine, and in Python too.

## Tools as functions

A module a topic, a typed function a tool; they throw a \`ToolCallError\` where a call is refused.

\`\`\`ts
import { ${first?.name ?? 'types'} } from '${name}';
\`\`\`

| module | tools | |
|---|---|---|
${modules.map((m) => `| \`${m.name}\` | ${m.topic.tools.length} | ${inline(summary(m.topic.description))} |`).join('\n')}
`;
}

/** Text in a line of Markdown. */
function inline(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, ' ').replace(/[|`<>\\[\]*]/g, '\\$&').toWellFormed();
}
