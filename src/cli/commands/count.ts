/** `rworld count`: how many tasks a world has, by set and length. */
import { Command } from 'commander';
import { createPlan } from '../../sample/plan.js';
import type { TaskSetIR } from '../../ir/ir.js';
import { table } from '../report.js';
import { EXIT, type Terminal } from '../terminal.js';
import { loadWorld, taskSet, WORLD_ARGUMENT, worldOf } from '../world.js';

export function countCommand(terminal: Terminal): Command {
  return new Command('count')
    .description('Count the task space of a world: skeletons by set and length, trees exactly, all of them exactly or estimated.')
    .argument('[world]', WORLD_ARGUMENT)
    .option('--set <name>', 'only this task set')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nA tree uses every value once. A skeleton may also use a value twice: those are counted where they are few,\nand estimated (~, with the relative standard error) where they are many.\n\nExample:\n  $ rworld count specs/markets')
    .action((path: string | undefined, options: { set?: string; json?: true }) => {
      const ir = loadWorld(worldOf(path), terminal);
      const sets: readonly TaskSetIR[] = options.set === undefined ? ir.taskSets : [taskSet(ir, options.set)];
      const counted = sets.map((set) => {
        const plan = createPlan(ir, set, { count: 1 });
        return 'refused' in plan ? { set: set.name, tools: set.tools.length, empty: true, strata: [] } : { set: set.name, tools: set.tools.length, empty: false, strata: plan.report.strata };
      });
      if (counted.some((c) => c.empty)) process.exitCode = EXIT.findings;
      if (options.json === true) {
        terminal.out(`${JSON.stringify(counted, null, 1)}\n`);
        return;
      }
      for (const { set, tools, empty, strata } of counted) {
        terminal.out(`${set}: ${tools} tools${empty ? ', and no skeleton meets its rules' : ''}\n`);
        if (empty) continue;
        const mixed = strata.some((s) => s.part !== '');
        const rows = strata.map((s) => [...(mixed ? [s.part] : []), String(s.length), readable(s.trees), s.dags.exact ? readable(String(s.dags.count)) : `~ ${s.dags.count.toExponential(1)} ± ${(s.dags.error * 100).toFixed(0)}%`]);
        terminal.out(table([[...(mixed ? ['part'] : []), 'length', 'trees', 'skeletons'], ...rows]));
      }
    });
}

/** 1234567 as 1,234,567; very long numbers as powers of ten. */
function readable(digits: string): string {
  if (digits.length > 21) return `${digits[0] ?? ''}.${digits.slice(1, 4)}e+${digits.length - 1}`;
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
