/** The task sets, with example tasks and the calls that solve them. */
import type { TaskSetIR } from '../../../ir/ir.js';
import { LineWriter } from '../../../sample/tasks/line.js';
import { emptyCounts, TaskMaker } from '../../../sample/tasks/maker.js';
import { parseTask } from '../../../sample/tasks/parse.js';
import type { TaskRecord } from '../../../sample/tasks/record.js';
import { html, type Html } from '../html.js';
import { link, plural, prose, showValue } from '../show.js';
import type { Page, Site } from '../site.js';
import { sayRule } from './rules.js';

const EXAMPLES = 4;
/** Rules that are seen without asking. */
const RULES = 8;

/** The first tasks of a set, unchosen; or why there are none. */
export type Examples = { readonly tasks: readonly TaskRecord[] } | { readonly refused: string };

export function exampleTasks(site: Site, set: TaskSetIR): Examples {
  const maker = TaskMaker.create(site.ir, set, {});
  if (!(maker instanceof TaskMaker)) return { refused: maker.refused };
  const writer = new LineWriter(site.ir, set.name, maker.seed);
  const tasks: TaskRecord[] = [];
  for (let i = 0; i < maker.plan.count && tasks.length < EXAMPLES && i < EXAMPLES * 4; i++) {
    const task = maker.make(i, emptyCounts());
    if (task === null) continue;
    const parsed = parseTask(writer.line(task));
    if (!parsed.ok) throw new Error(`the task just made ${parsed.problem}`);
    tasks.push(parsed.task);
  }
  return { tasks };
}

export function tasksPage(site: Site, examples: ReadonlyMap<string, Examples>): Page {
  return {
    path: 'tasks.html',
    title: 'Tasks',
    entry: 'tasks.html',
    body: html`<h1>Tasks</h1>
<p class="lede">${plural(site.ir.taskSets.length, 'task set')}. The examples are the first tasks of each, unchosen.</p>
${site.ir.taskSets.map((set) => setCard(site, set, examples.get(set.name) ?? { tasks: [] }))}`,
  };
}

function setCard(site: Site, set: TaskSetIR, examples: Examples): Html {
  const rules = [...new Set(set.rules.map(sayRule))];
  return html`<section class="card" id="${set.name}">
<h2><a class="anchor" href="#${set.name}">${set.name}</a> <span class="below">${plural(set.count, 'task')}</span></h2>
${prose(set.description)}
<dl class="facts">
<dt>Tools</dt><dd>${set.tools.length}${set.holdOut === 0 ? '' : `, ${set.holdOut === set.tools.length ? 'all' : `${set.holdOut} of them`} held out: no other set shows them`}; ${set.distractors === 0 ? 'no distractors' : `${set.distractors} ${set.distractors === 1 ? 'distractor' : 'distractors'} a gold tool`}</dd>
<dt>Seed</dt><dd>${set.seed}</dd>
<dt>Rules</dt><dd>${ruleList(rules.slice(0, RULES))}${rules.length > RULES ? html`<details><summary>${rules.length - RULES} more</summary>${ruleList(rules.slice(RULES))}</details>` : null}</dd>
${set.mix.length === 0 ? null : html`<dt>Mix</dt><dd>${set.mix.map((m) => `${m.percent}% ${m.constraint}`).join(', ')}</dd>`}
${set.cover === null ? null : html`<dt>Covers</dt><dd>every ${set.cover === 'tools' ? 'tool' : 'edge of the composition graph'}</dd>`}
</dl>
${'refused' in examples ? html`<p class="note">${examples.refused}</p>` : examples.tasks.map((task) => taskCard(site, task))}
</section>`;
}

function ruleList(rules: readonly string[]): Html {
  return html`${rules.map((rule) => html`<span class="rule">${rule}</span>`)}`;
}

export function taskCard(site: Site, task: TaskRecord): Html {
  return html`<article class="task">
<p class="instruction">${task.instruction}</p>
<ol class="calls">${task.calls.map((call) => html`<li><code><span class="ref">${call.id}</span> = ${link(site, '', 'tool', call.tool)}(${Object.entries(call.arguments).map(([name, source], i) => html`${i === 0 ? null : ', '}<span class="p">${name}</span>: ${sourceOf(task, source)}`)})</code><code class="result">${showValue(call.result)}</code></li>`)}</ol>
<p class="answer"><span class="label">Answer</span> <code>${showValue(task.answer.value)}</code></p>
</article>`;
}

/** A user's value as itself; a result by the call that it comes from. */
function sourceOf(task: TaskRecord, source: TaskRecord['calls'][number]['arguments'][string]): Html {
  if (!('ref' in source)) return showValue(source.value);
  const input = task.inputs.find((u) => u.id === source.ref);
  if (input !== undefined && source.path === undefined) return showValue(input.value);
  return html`<span class="ref">${[source.ref, ...(source.path ?? [])].join('.')}</span>`;
}
