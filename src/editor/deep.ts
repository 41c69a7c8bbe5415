/**
 * What only the whole world tells: rules on composition, how many tasks there are, what one looks like. This plans and
 * samples, which takes longer than a keystroke may: an editor asks for it in the background.
 */
import { mergeInstances } from '../diagnostics/instances.js';
import { checkComposition } from '../check/composition.js';
import { checkWorld } from '../check/check.js';
import { hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Host } from '../host/host.js';
import { withHash } from '../ir/hash.js';
import type { TaskSetIR, WorldIR } from '../ir/ir.js';
import { compositionGraph, renderGraph } from '../graph/graph.js';
import { loadModules } from '../resolve/modules.js';
import { countTrees } from '../sample/count.js';
import { Part, partsOf } from '../sample/part.js';
import { createPlan } from '../sample/plan.js';
import { TaskMaker, emptyCounts } from '../sample/tasks/maker.js';
import { LineWriter } from '../sample/tasks/line.js';

export interface SetCount {
  readonly set: string;
  /** "200 tasks of about 1.2 million compositions" */
  readonly text: string;
}

export interface DeepFinding {
  readonly path: string;
  readonly diagnostic: Diagnostic;
}

export interface DeepAnalysis {
  /** null where the world has errors. */
  readonly ir: WorldIR | null;
  /** What the rules on composition found, with the real path of the file. */
  readonly findings: readonly DeepFinding[];
}

/** Compiles a world and applies the rules on composition. */
export function analyseDeeply(host: Host, entry: string): DeepAnalysis {
  const found: Diagnostic[] = [];
  const report = (d: Diagnostic): void => void found.push(d);
  const graph = loadModules(host, entry, report);
  if (graph === null) return { ir: null, findings: [] };
  const { program, places } = checkWorld(host, graph, report);
  if (program === null || hasErrors(found)) return { ir: null, findings: [] };
  const ir = withHash(program);
  const composition: Diagnostic[] = [];
  checkComposition(ir, places, (d) => composition.push(d));
  const pathOf = new Map(graph.modules.map((m) => [m.file, m.path]));
  const findings = mergeInstances(composition).flatMap((diagnostic) => {
    const path = diagnostic.location === null ? undefined : pathOf.get(diagnostic.location.file.expansion?.file ?? diagnostic.location.file);
    return path === undefined ? [] : [{ path, diagnostic }];
  });
  return { ir: hasErrors(composition) ? null : ir, findings };
}

/** Tasks that are planned for to learn how many there are: enough that every length has some. */
const SAMPLE = 64;

/** How many compositions each set may draw from. */
export function countSets(ir: WorldIR): SetCount[] {
  return ir.taskSets.map((set) => {
    const plan = createPlan(ir, set, { count: Math.min(set.count, SAMPLE) });
    if ('refused' in plan) return { set: set.name, text: `${thousands(set.count)} tasks: ${plan.refused}` };
    const { strata } = plan.report;
    const total = strata.reduce((sum, s) => sum + s.dags.count, 0);
    const exact = strata.every((s) => s.dags.exact);
    return { set: set.name, text: `${thousands(set.count)} tasks of ${exact ? thousands(total) : `about ${inWords(total)}`} compositions` };
  });
}

/**
 * In how many compositions a tool occurs, of those that use every value once (trees); they are counted exactly, with the
 * tool and without it. Null where the world has no task set with the tool.
 */
export function countWithTool(ir: WorldIR, tool: string): string | null {
  const lines = ir.taskSets.flatMap((set) => {
    if (!set.tools.includes(tool)) return [];
    const all = trees(ir, set);
    if (all === 0n) return [];
    const others = set.tools.filter((t) => t !== tool);
    const without = others.length === 0 ? 0n : trees(ir, { ...set, tools: others });
    const share = Number(((all - without) * 10_000n) / all) / 100;
    return [`- ${inWords(Number(all - without))} of the ${inWords(Number(all))} tree-shaped compositions of \`${set.name}\` (${share < 0.01 ? 'less than 0.01' : share}%)`];
  });
  return lines.length === 0 ? null : `Occurs in\n${lines.join('\n')}`;
}

function trees(ir: WorldIR, set: TaskSetIR): bigint {
  let sum = 0n;
  for (const rules of partsOf(ir, set)) {
    const part = new Part(ir, set, rules);
    const counts = countTrees(part.model, part.longest);
    for (let size = part.shortest; size <= part.longest; size++) sum += counts[size] ?? 0n;
  }
  return sum;
}

/** A task of a set as a page in Markdown; where there is none, the page says why. */
export function previewTask(ir: WorldIR, setName: string, index: number): string {
  const set = ir.taskSets.find((s) => s.name === setName);
  if (set === undefined) return `The world has no task set \`${setName}\`.\n`;
  const maker = TaskMaker.create(ir, set);
  if (!(maker instanceof TaskMaker)) return `# ${setName}\n\n${maker.refused}.\n`;
  const at = index % maker.plan.count;
  const task = maker.make(at, emptyCounts());
  if (task === null) return `# ${setName}, task ${at}\n\nNo candidate passed the gates.\n`;
  const record = JSON.parse(new LineWriter(ir, set.name, maker.seed).line(task)) as unknown;
  return `# ${setName}, task ${at}\n\n${task.instruction}\n\n**Answer:** \`${JSON.stringify(task.answer)}\`\n\n**Tools shown:** ${task.tools.map((t) => `\`${t}\``).join(', ')}\n\n\`\`\`json\n${JSON.stringify(record, null, 2)}\n\`\`\`\n`;
}

/** The composition graph as a page with a Mermaid diagram, or as text where there are too many edges to draw. */
export function graphPage(ir: WorldIR): string {
  const edges = compositionGraph(ir);
  const tools = ir.tools.map((t) => t.name);
  const head = `# ${ir.world.name}: ${tools.length} tools, ${edges.length} edges\n\n`;
  if (edges.length > 400) return `${head}Too many edges to draw; each line is one.\n\n\`\`\`text\n${renderGraph(edges, tools, 'text')}\`\`\`\n`;
  return `${head}\`\`\`mermaid\n${renderGraph(edges, tools, 'mermaid')}\`\`\`\n`;
}

function thousands(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** 1,234 and below as they are; larger numbers with two places: "1.2 million", "3.4e+15". */
function inWords(n: number): string {
  if (n < 100_000) return thousands(n);
  for (const [unit, name] of [[1e12, 'trillion'], [1e9, 'billion'], [1e6, 'million']] as const) if (n >= unit && n < unit * 1000) return `${Number((n / unit).toPrecision(2))} ${name}`;
  return n < 1e6 ? thousands(n) : n.toExponential(1);
}
