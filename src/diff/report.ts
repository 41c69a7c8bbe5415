/** The differences of two worlds as findings: with their places in the new source, less what comments ignore. */
import type { Level } from '../config/config.js';
import { defineDiagnostic, diagnostic, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { RegisteredCode } from '../diagnostics/registry.js';
import { applyIgnores } from '../ignore/apply.js';
import { ignoresOf } from '../ignore/comments.js';
import { ignoreUnused, ignoreWithoutReason, unused, withoutReason } from '../ignore/findings.js';
import type { ModuleGraph } from '../resolve/modules.js';
import { ALL_RULES, levelOf, type Difference } from './diff.js';
import { Places } from './places.js';
import type { Replay } from './replay.js';
import { CONTRACTS, type Breaks, type Change, type Contract } from './rule.js';
import { versionAdvice, type VersionAdvice } from './version-step.js';
import { series } from './words.js';

export interface DiffOptions {
  /** Whose breakage is an error. */
  readonly contracts: readonly Contract[];
  /** Levels by rules, in place of what the broken contracts make of their findings. */
  readonly levels: ReadonlyMap<string, Level>;
  /** The new world's source, where there is any. */
  readonly graph: ModuleGraph | null;
  /** Recorded tasks that were replayed: they decide what is broken for data. */
  readonly replay: Replay | null;
}

export interface DiffReport {
  /** Errors first, then in the order of the rules. */
  readonly diagnostics: readonly Diagnostic[];
  readonly version: VersionAdvice;
  /** Changes that a comment ignores. */
  readonly ignored: number;
}

export const versionStep = defineDiagnostic<{ old: string; now: string; advice: VersionAdvice }>({
  code: 'version-step',
  severity: 'warning',
  title: 'The version does not say what changed',
  message: ({ old, now, advice }) =>
    advice.taken === 'none'
      ? `the version is still ${now}, and the changes deserve a ${advice.deserved} step`
      : advice.taken === 'backwards'
        ? `the version goes back from ${old} to ${now}`
        : `from ${old} to ${now} is a ${advice.taken} step, and the changes deserve a ${advice.deserved} one`,
  help: ({ advice }) => `the smallest version that says so is "${advice.smallest}"`,
  explain: `
By Semantic Versioning, a major step tells that agents, recorded tasks or packages may break; a minor one that something was added, or that the
same seed gives other tasks; a patch that nobody needs to care. Below 1.0.0 each counts one place lower.
`,
});

export const tasksBroken = defineDiagnostic<{ replay: Replay }>({
  code: 'tasks-broken',
  severity: 'error',
  title: 'Recorded tasks no longer replay',
  message: ({ replay }) => `${replay.broken} of ${replay.tasks} recorded tasks no longer replay (${[...replay.kinds].map(([kind, n]) => `${kind}: ${n}`).join(', ')})`,
  help: ({ replay }) => replay.examples.map((e) => `${e.id} ${e.message}`).join('; '),
  explain: `
The tasks of \`--replay FILE.jsonl\` were replayed in the new world: each call of them again, each answer compared, each rule of their set
tested. These break what no rule had to guess.
`,
});

/** What there is to say of every code that a report can have. */
export const DIFF_CATALOG: ReadonlyMap<string, RegisteredCode> = new Map([
  ...ALL_RULES.map((rule): [string, RegisteredCode] => [rule.name, { code: rule.name, severity: levelOf(rule.breaks), title: rule.title, explain: `${breaksInWords(rule.breaks)}\n\n${rule.explain.trim()}` }]),
  ...[versionStep, tasksBroken, ignoreWithoutReason, ignoreUnused].map((d): [string, RegisteredCode] => [d.code, d]),
]);

/** "It breaks agents and data; it may break packages." */
export function breaksInWords(breaks: Breaks): string {
  const sure = CONTRACTS.filter((c) => breaks[c] === 'error');
  const maybe = CONTRACTS.filter((c) => breaks[c] === 'warning');
  const parts = [...(sure.length === 0 ? [] : [`breaks ${series(sure, 'and')}`]), ...(maybe.length === 0 ? [] : [`may break ${series(maybe, 'and')}`])];
  return parts.length === 0 ? 'It breaks nothing.' : `It ${parts.join('; it ')}.`;
}

export function reportDifference({ old, now, changes }: Difference, options: DiffOptions): DiffReport {
  const places = options.graph === null ? null : new Places(options.graph);
  const about = new Map<Diagnostic, Change>();
  const findings: Diagnostic[] = [];
  for (const change of changes.map((c) => afterReplay(c, options.replay))) {
    const finding = toDiagnostic(change, places, options);
    if (finding === null) continue;
    about.set(finding, change);
    findings.push(finding);
  }
  const all = (options.graph?.modules ?? []).flatMap((m) => ignoresOf(m.ast)).filter((i) => DIFF_CATALOG.has(i.rule));
  const ignores = all.filter((i) => i.rule !== versionStep.code);
  const { kept, ignored, idle } = applyIgnores(findings, ignores, (d) => about.get(d)?.place.name);
  const remaining = kept.flatMap((d) => about.get(d) ?? []);
  const version = versionAdvice(old.world.version, now.world.version, remaining);
  const header = places?.header ?? null;
  // What the changes deserve is known once those that are ignored are out.
  const advice = version.enough ? [] : [diagnostic(versionStep, header, { old: old.world.version, now: now.world.version, advice: version })];
  const step = applyIgnores(advice, all.filter((i) => i.rule === versionStep.code), () => now.world.name);
  const more: Diagnostic[] = [
    ...(options.replay !== null && options.replay.broken > 0 ? [{ ...diagnostic(tasksBroken, header, { replay: options.replay }), properties: { breaks: ['data'] } }] : []),
    ...step.kept,
    ...all.filter((i) => i.reason === '').map((i) => withoutReason(i)),
    ...[...idle, ...step.idle].map((i) => unused(i)),
  ];
  const rank = { error: 0, warning: 1, info: 2 } as const;
  const told = [...kept, ...more.flatMap((d) => capped(d, options.levels.get(d.code)) ?? [])];
  return { diagnostics: told.map((d, i) => ({ d, i })).sort((a, b) => rank[a.d.severity] - rank[b.d.severity] || a.i - b.i).map(({ d }) => d), version, ignored: ignored.length + step.ignored.length };
}

/** Where every recorded task was replayed whole, nothing that a rule feared for data came true. */
function afterReplay(change: Change, replay: Replay | null): Change {
  if (replay === null || replay.broken > 0 || replay.tasks === 0) return change;
  const { data: _, ...breaks } = change.breaks;
  return { ...change, breaks };
}

function toDiagnostic(change: Change, places: Places | null, options: DiffOptions): Diagnostic | null {
  const sure = CONTRACTS.filter((c) => change.breaks[c] === 'error');
  const maybe = CONTRACTS.filter((c) => change.breaks[c] === 'warning');
  const finding: Diagnostic = {
    code: change.rule.name,
    severity: levelOf(change.breaks, options.contracts),
    message: change.message,
    help: change.help,
    location: places?.of(change.place) ?? null,
    related: [],
    fixes: [],
    properties: { ...(sure.length === 0 ? {} : { breaks: sure }), ...(maybe.length === 0 ? {} : { 'may break': maybe }) },
  };
  return capped(finding, options.levels.get(change.rule.name));
}

/** The finding at its level; null where it is switched off. */
function capped(finding: Diagnostic, level: Level | undefined): Diagnostic | null {
  if (level === undefined) return finding;
  return level === 'off' ? null : { ...finding, severity: level };
}
