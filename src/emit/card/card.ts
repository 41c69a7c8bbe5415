/** The data card of a build: what the tasks are, how they were made, and what they hold, in figures. */
import type { WorldIR } from '../../ir/ir.js';
import { sayCoverage } from '../../sample/cover.js';
import { GATES, GATE_MEANING } from '../../sample/tasks/maker.js';
import type { Manifest } from '../build.js';
import type { DuplicateFigures } from './duplicates.js';
import { frontMatter } from './front-matter.js';
import type { CardMetadata } from './metadata.js';

export function renderCard(ir: WorldIR, sets: Manifest['taskSets'], files: Manifest['files'], compiler: string, metadata: CardMetadata): string {
  const pictures = files.filter((f) => f.path.endsWith('.svg')).map((f) => f.path);
  return [
    ...frontMatter(ir, sets, files, metadata),
    '',
    `# ${ir.world.name} ${ir.world.version}\n`,
    `${ir.world.description || 'Tool-use tasks.'}\n`,
    `Verified, compositional tool-use tasks, compiled by [rworld] from a world of ${ir.tools.length} tools and ${ir.types.length} types.`,
    'Each line of `tasks/*.jsonl` is one task: an instruction, the tools to show, the gold calls with their results, and the answer.',
    'No language model took part. Every task was replayed in the run time before it was written.\n',
    '| set | tasks | tools in use | calls a task | seed |',
    '|---|---:|---:|---:|---:|',
    ...sets.map((set) => `| \`${set.name}\` | ${set.statistics.tasks} | ${set.statistics.toolsUsed} of ${set.tools} | ${span(set.statistics.length)} | ${set.seed} |`),
    '',
    ...pictures.map((path) => `![${ALT[path] ?? path}](${path})\n`),
    '## A task\n',
    '- `instruction` is what the agent is asked; `tools` are the names to show it (gold tools and distractors, in a keyed order).',
    '- `inputs` are the values that the instruction states; `calls` are the gold calls in an executable order, whose arguments refer to inputs (`u1`) and results (`c1`, with a `path` where one field is taken).',
    "- `answer` is what a correct agent submits. `environment` is the key that every tool's results are drawn with.",
    '- `shape` counts calls, the longest chain of them, inputs, calls that join two results, and values used twice; `skeleton` is the hash of the composition without its values: no two tasks of a set have the same.',
    '- `world.ir.json` describes each tool and type.\n',
    'An agent is right when it submits the answer, by whatever route: numbers are compared by value, texts exactly.\n',
    '## Use it\n',
    '```python\nfrom datasets import load_dataset\n\ntasks = load_dataset("path/to/this/folder")\n```\n',
    'Needs `datasets` 4.7 or later. Its JSON reader is off in the last digit of some decimals; `rworld export tasks/train.jsonl --ir . --as chat -o train.parquet` writes a file that it reads exactly, and other formats: `rworld export --help`.\n',
    '## Make it again\n',
    `\`\`\`sh\nrworld build <source of the world> -o <folder>      # rworld ${compiler}\nrworld verify tasks/*.jsonl                         # replays every task and tests again what follows\n\`\`\`\n`,
    `The same source gives the same bytes on any machine. The source compiled to \`${ir.hash}\`; \`manifest.json\` has the SHA-256 of every file.\n`,
    '## What every task passed\n',
    ...GATES.map((gate) => `- **${gate}**: ${GATE_MEANING[gate]}`),
    '',
    ...sets.flatMap((set) => section(set, sets)),
    '[rworld]: https://www.npmjs.com/package/rworld',
    '',
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

const ALT: Readonly<Record<string, string>> = {
  'figures/length.svg': 'How many calls tasks take',
  'figures/depth.svg': 'How deep tasks are',
  'figures/tools.svg': 'How often each tool is called',
};

function section(set: Manifest['taskSets'][number], sets: Manifest['taskSets']): string[] {
  const s = set.statistics;
  return [
    `## \`${set.name}\`: ${s.tasks} tasks\n`,
    `Seed ${set.seed}. ${s.distinctSkeletons} distinct skeletons, ${s.toolsUsed} of ${set.tools} tools used, ${s.edgesUsed} distinct edges (producer, consumer, parameter).`,
    `Calls per tool: least ${s.callsPerTool.min}, median ${s.callsPerTool.median}, most ${s.callsPerTool.max} (\`${s.callsPerTool.mostFrequent}\`).`,
    `Instructions have ${s.instructionCharacters.min} to ${s.instructionCharacters.max} characters, median ${s.instructionCharacters.median}.`,
    repetition(s.duplicates, sets.findIndex((other) => other.name === set.name)),
    s.toolsUnused.length === 0 ? '' : `Unused tools: ${s.toolsUnused.map((t) => `\`${t}\``).join(', ')}.`,
    '',
    set.cover === undefined ? '' : `Coverage: ${sayCoverage(set.cover)}.\n`,
    histogramTable('length', s.length),
    histogramTable('depth', s.depth),
    histogramTable('inputs', s.inputs),
    `Made: ${set.gates.made}; refused: ${set.gates.refused}; skeletons passed over: ${set.gates.skippedSkeletons}; draws of values thrown away: ${set.gates.redraws}.`,
    '',
  ];
}

function repetition(d: DuplicateFigures, index: number): string {
  const of = (n: number): string => (d.compared === 0 ? '0' : `${n} (${((n / d.compared) * 100).toFixed(1)}%)`);
  const others = d.shared12WithOthers === undefined || index === 0 ? '' : ` With the sets above, ${of(d.shared12WithOthers)} share twelve words in a row.`;
  return `Of ${d.compared} instructions compared, ${of(d.equal)} equal an earlier one, ${of(d.near)} nearly so, and ${of(d.shared12)} share twelve words in a row with one.${others}`;
}

function span(counts: Readonly<Record<string, number>>): string {
  const values = Object.keys(counts).map(Number);
  const low = Math.min(...values);
  const high = Math.max(...values);
  return values.length === 0 ? '' : low === high ? String(low) : `${low} to ${high}`;
}

function histogramTable(name: string, counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts);
  return [`| ${name} | ${entries.map(([value]) => value).join(' | ')} |`, `|---|${entries.map(() => '---:|').join('')}`, `| tasks | ${entries.map(([, n]) => n).join(' | ')} |`, ''].join('\n');
}
