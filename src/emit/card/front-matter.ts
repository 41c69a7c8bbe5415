/** The YAML at the head of a data card, as the Hugging Face hub and `datasets` read it. */
import type { WorldIR } from '../../ir/ir.js';
import type { Manifest } from '../build.js';
import { featuresYaml } from '../formats/columns.js';
import { task } from '../formats/task.js';
import type { CardMetadata } from './metadata.js';

export function frontMatter(ir: WorldIR, sets: Manifest['taskSets'], files: Manifest['files'], metadata: CardMetadata): string[] {
  const total = sets.reduce((sum, set) => sum + set.statistics.tasks, 0);
  const bytes = (name: string): number => files.find((f) => f.path === tasksPath(name))?.bytes ?? 0;
  return [
    '---',
    `pretty_name: ${quoted(`${ir.world.name} ${ir.world.version}`)}`,
    `license: ${quoted(metadata.license ?? 'unknown')}`,
    'language:',
    '- en',
    'task_categories:',
    '- text-generation',
    'tags:',
    ...['tool-use', 'function-calling', 'agents', 'reinforcement-learning', 'synthetic', 'rworld'].map((tag) => `- ${tag}`),
    'size_categories:',
    `- ${sizeCategory(total)}`,
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...sets.flatMap((set) => [`  - split: ${set.name}`, `    path: ${tasksPath(set.name)}`]),
    'dataset_info:',
    '  config_name: default',
    '  features:',
    ...featuresYaml(task.columns, 2),
    '  splits:',
    ...sets.flatMap((set) => [`  - name: ${set.name}`, `    num_bytes: ${bytes(set.name)}`, `    num_examples: ${set.statistics.tasks}`]),
    '---',
  ];
}

export function tasksPath(set: string): string {
  return `tasks/${set}.jsonl`;
}

/** The hub's own classes. */
export function sizeCategory(examples: number): string {
  const steps: readonly [number, string][] = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
    [1e6, '100K<n<1M'],
    [1e7, '1M<n<10M'],
    [1e8, '10M<n<100M'],
  ];
  return steps.find(([limit]) => examples < limit)?.[1] ?? '100M<n<1B';
}

/** A YAML double-quoted text: JSON's escapes are among YAML's. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
