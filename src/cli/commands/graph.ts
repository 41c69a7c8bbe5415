/** `rworld graph`: which tool feeds which, and why one does not. */
import { Command } from 'commander';
import { compositionGraph, renderGraph, whyNot, type GraphFormat } from '../../graph/graph.js';
import { suggest } from '../../diagnostics/suggest.js';
import type { ToolIR, WorldIR } from '../../ir/ir.js';
import { oneOf } from '../options.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { loadWorld, taskSet } from '../world.js';

export function graphCommand(terminal: Terminal): Command {
  return new Command('graph')
    .description('Draw the composition graph of a world: whose result can be whose argument.')
    .argument('<world>', 'a .rworld file, a folder of one, or an IR')
    .option('--format <format>', 'text, dot, mermaid or json', oneOf<GraphFormat>('text', 'dot', 'mermaid', 'json'), 'text')
    .option('--json', 'the same as --format json')
    .option('--set <set>', 'only the tools of a task set')
    .option('--why <pair>', 'explain an edge, or why there is none: --why stock_ticker,stock_price')
    .addHelpText('after', '\nExamples:\n  $ rworld graph specs/markets --format dot | dot -Tsvg > graph.svg\n  $ rworld graph specs/markets --why hq_locator,stock_price')
    .action((path: string, options: { format: GraphFormat; json?: true; set?: string; why?: string }) => {
      const ir = loadWorld(path, terminal);
      if (options.why !== undefined) {
        const [from, to] = options.why.split(/[, ]+|->/).filter((name) => name !== '');
        terminal.out(whyNot(ir, findTool(ir, from), findTool(ir, to)).map((line) => `${line}\n`).join(''));
        return;
      }
      const names = options.set === undefined ? undefined : new Set(taskSet(ir, options.set).tools);
      const tools = ir.tools.filter((t) => t.access === undefined).map((t) => t.name).filter((name) => names?.has(name) ?? true);
      terminal.out(renderGraph(compositionGraph(ir, names), tools, options.json === true ? 'json' : options.format));
    });
}

function findTool(ir: WorldIR, name: string | undefined): ToolIR {
  if (name === undefined) throw new CliError('--why takes two tools, as in --why stock_ticker,stock_price', EXIT.usage);
  const tool = ir.tools.find((t) => t.name === name);
  if (tool !== undefined) return tool;
  const near = suggest(name, ir.tools.map((t) => t.name));
  throw new CliError(`the world has no tool "${name}"`, EXIT.usage, near.length === 0 ? undefined : `did you mean ${near.map((n) => `"${n}"`).join(' or ')}?`);
}
