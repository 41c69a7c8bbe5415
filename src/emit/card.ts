/** The data card of a build: what the tasks are, how they were made, and what they hold, in figures. */
import type { WorldIR } from '../ir/ir.js';
import { sayCoverage } from '../sample/cover.js';
import { GATES, GATE_MEANING } from '../sample/tasks/maker.js';
import type { Manifest } from './build.js';

export function renderCard(ir: WorldIR, sets: Manifest['taskSets']): string {
  const title = `${ir.world.name} ${ir.world.version}`;
  return [
    `# ${title}\n`,
    `${ir.world.description || 'Tool-use tasks.'}\n`,
    `Verified, compositional tool-use tasks, compiled by [rworld] from a world of ${ir.tools.length} tools and ${ir.types.length} types.`,
    'Each line of `tasks/*.jsonl` is one task: an instruction, the tools to show, the gold calls with their results, and the answer.',
    'No language model took part. Every task was replayed in the run time before it was written.\n',
    `World: \`${ir.hash}\`\n`,
    ...sets.flatMap((set) => section(set)),
    '## What every task passed\n',
    ...GATES.map((gate) => `- **${gate}**: ${GATE_MEANING[gate]}`),
    '',
    'Check it yourself: `rworld verify tasks/*.jsonl`.\n',
    '## Reading a task\n',
    '- `instruction` is what the agent is asked; `tools` are the names to show it (gold tools and distractors, in a keyed order).',
    '- `inputs` are the values that the instruction states; `calls` are the gold calls in an executable order, whose arguments refer to inputs (`u1`) and results (`c1`, with a `path` where one field is taken).',
    '- `answer` is what a correct agent submits. `environment` is the key that every tool\'s results are drawn with.',
    '- `world.ir.json` describes each tool and type.',
    '',
    '[rworld]: https://www.npmjs.com/package/rworld',
    '',
  ].join('\n');
}

function section(set: Manifest['taskSets'][number]): string[] {
  const s = set.statistics;
  return [
    `## \`${set.name}\`: ${s.tasks} tasks\n`,
    `Seed ${set.seed}. ${s.distinctSkeletons} distinct skeletons, ${s.toolsUsed} of ${set.tools} tools used, ${s.edgesUsed} distinct edges (producer, consumer, parameter).`,
    `Calls per tool: least ${s.callsPerTool.min}, median ${s.callsPerTool.median}, most ${s.callsPerTool.max} (\`${s.callsPerTool.mostFrequent}\`).`,
    `Instructions have ${s.instructionCharacters.min} to ${s.instructionCharacters.max} characters, median ${s.instructionCharacters.median}.`,
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

function histogramTable(name: string, counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts);
  return [`| ${name} | ${entries.map(([value]) => value).join(' | ')} |`, `|---|${entries.map(() => '---:|').join('')}`, `| tasks | ${entries.map(([, n]) => n).join(' | ')} |`, ''].join('\n');
}
