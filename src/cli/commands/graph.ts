/** `rworld graph`: which tool feeds which, and why one does not. */
import { Command, Option } from 'commander';
import { compositionGraph, renderGraph, whyNot, type GraphFormat } from '../../graph/graph.js';
import { pictureAround, wholePicture, type Picture } from '../../graph/picture.js';
import { renderSvg } from '../../graph/svg.js';
import { topicOf, topicsOf } from '../../graph/topics.js';
import { suggest } from '../../diagnostics/suggest.js';
import { writeFileAtomically } from '../../host/output.js';
import type { ToolIR, WorldIR } from '../../ir/ir.js';
import { oneOf } from '../options.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { loadWorld, taskSet, WORLD_ARGUMENT, worldOf } from '../world.js';

const FORMATS = ['text', 'svg', 'mermaid', 'dot', 'json'] as const;

/** More boxes than this no eye follows. */
const MOST_TOOLS = 80;

interface Options {
  readonly format: GraphFormat | 'svg';
  readonly json?: true;
  readonly set?: string;
  readonly around?: string;
  readonly why?: string;
  readonly output: string;
}

export function graphCommand(terminal: Terminal): Command {
  return new Command('graph')
    .description('Draw the composition graph of a world: whose result can be whose argument.')
    .argument('[world]', WORLD_ARGUMENT)
    .addOption(new Option('--format <format>', `${FORMATS.join(', ')}`).argParser(oneOf(...FORMATS)).default('text'))
    .option('--json', 'the same as --format json')
    .option('--set <set>', 'only the tools of a task set')
    .option('--around <name>', 'only a tool and what it composes with, or the tools of an app or a file')
    .option('--why <pair>', 'explain an edge, or why there is none: --why stock_ticker,stock_price')
    .option('-o, --output <file>', 'where to write; - for standard output', '-')
    .addHelpText(
      'after',
      `
In the SVG, a tool leads to a type where its result fits, and the type to each parameter of it: tool → type → parameter
is one edge. It shows up to ${MOST_TOOLS} tools; of a larger world, look --around a tool or an app.

Examples:
  $ rworld graph specs/markets --format svg -o graph.svg
  $ rworld graph specs/randomworld --around flights --format svg -o flights.svg
  $ rworld graph specs/markets --around stock_price --format mermaid
  $ rworld graph specs/markets --format dot | dot -Tpdf > graph.pdf
  $ rworld graph specs/markets --why hq_locator,stock_price`,
    )
    .action((path: string | undefined, options: Options) => {
      const ir = loadWorld(worldOf(path), terminal);
      if (options.why !== undefined) {
        const [from, to] = options.why.split(/[, ]+|->/).filter((name) => name !== '');
        terminal.out(whyNot(ir, findTool(ir, from), findTool(ir, to)).map((line) => `${line}\n`).join(''));
        return;
      }
      const names = options.set === undefined ? undefined : new Set(taskSet(ir, options.set).tools);
      const tools = ir.tools.filter((t) => t.access === undefined && (names?.has(t.name) ?? true));
      const view = options.around === undefined ? { tool: null, tools } : viewAround(ir, tools, options.around);
      const text = options.format === 'svg' && options.json !== true ? renderSvg(picture(ir, view, options.around), { styled: true }) : asText(ir, view, options.json === true || options.format === 'svg' ? 'json' : options.format);
      if (options.output === '-') terminal.out(text);
      else {
        writeFileAtomically(options.output, text);
        terminal.err(`wrote ${options.output}\n`);
      }
    });
}

interface View {
  /** The tool in the middle; null: all of `tools` alike. */
  readonly tool: ToolIR | null;
  readonly tools: readonly ToolIR[];
}

function picture(ir: WorldIR, view: View, around: string | undefined): Picture {
  if (view.tool !== null) return pictureAround(ir, view.tool, view.tools);
  if (view.tools.length > MOST_TOOLS) {
    const topics = topicsOf({ world: ir.world, tools: view.tools });
    throw new CliError(`${view.tools.length} tools are too many for one picture`, EXIT.usage, `look around one tool, or one of ${topics.map((t) => t.name).join(', ')}: --around ${topics[0]?.name ?? ''}`);
  }
  return wholePicture(ir, view.tools, `How the tools of ${around ?? ir.world.name} compose`);
}

function asText(ir: WorldIR, { tool, tools }: View, format: GraphFormat): string {
  const all = compositionGraph(ir, new Set(tools.map((t) => t.name)));
  const edges = tool === null ? all : all.filter((e) => e.from === tool.name || e.to === tool.name);
  const near = new Set(edges.flatMap((e) => [e.from, e.to]));
  return renderGraph(edges, tools.map((t) => t.name).filter((name) => tool === null || name === tool.name || near.has(name)), format);
}

function viewAround(ir: WorldIR, tools: readonly ToolIR[], name: string): View {
  const tool = tools.find((t) => t.name === name);
  if (tool !== undefined) return { tool, tools };
  const own = tools.filter((t) => topicOf(ir, t) === name);
  if (own.length > 0) return { tool: null, tools: own };
  throw unknown(`there is no tool, app or file "${name}" to look around`, name, [...tools.map((t) => t.name), ...topicsOf({ world: ir.world, tools }).map((t) => t.name)]);
}

function findTool(ir: WorldIR, name: string | undefined): ToolIR {
  if (name === undefined) throw new CliError('--why takes two tools, as in --why stock_ticker,stock_price', EXIT.usage);
  const tool = ir.tools.find((t) => t.name === name);
  if (tool !== undefined) return tool;
  throw unknown(`the world has no tool "${name}"`, name, ir.tools.map((t) => t.name));
}

function unknown(message: string, name: string, candidates: readonly string[]): CliError {
  const near = suggest(name, candidates);
  return new CliError(message, EXIT.usage, near.length === 0 ? undefined : `did you mean ${near.map((n) => `"${n}"`).join(' or ')}?`);
}
