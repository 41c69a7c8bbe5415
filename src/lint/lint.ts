/** A world linted: its rules' findings at the levels that were set, less what comments ignore; pure but for the host. */
import { checkWorld } from '../check/check.js';
import type { Level } from '../config/config.js';
import { hasErrors, sortDiagnostics, type Diagnostic, type Fix } from '../diagnostics/diagnostic.js';
import type { RegisteredCode } from '../diagnostics/registry.js';
import type { Host } from '../host/host.js';
import { applyIgnores } from '../ignore/apply.js';
import { ignoresOf, type Ignore } from '../ignore/comments.js';
import { ignoreUnknown, ignoreUnused, ignoreWithoutReason, unknownRule, unused, withoutReason } from '../ignore/findings.js';
import { withHash } from '../ir/hash.js';
import { loadModules, type ModuleGraph } from '../resolve/modules.js';
import { LINT_RULES } from './rules/index.js';
import { LintWorld } from './world.js';

/** What there is to say of every code that a lint report can have. */
export const LINT_CATALOG: ReadonlyMap<string, RegisteredCode> = new Map([
  ...LINT_RULES.map((rule): [string, RegisteredCode] => [rule.name, { code: rule.name, severity: rule.level, title: rule.title, explain: rule.explain }]),
  ...[ignoreWithoutReason, ignoreUnused, ignoreUnknown].map((d): [string, RegisteredCode] => [d.code, d]),
]);

/** Rules whose fixes change no meaning. Comments that ignore nothing are taken out safely, too. */
const SAFE: ReadonlySet<string> = new Set([...LINT_RULES.filter((r) => r.safe).map((r) => r.name), ignoreUnused.code]);

export function isSafelyFixed(d: Diagnostic): boolean {
  return SAFE.has(d.code) && d.fixes.length > 0;
}

export interface LintResult {
  /** The errors of a world that does not compile, and nothing else; or the findings, in the order of files and text. */
  readonly diagnostics: readonly Diagnostic[];
  readonly compiles: boolean;
  readonly ignored: number;
  /** null where not even the entry could be read. */
  readonly graph: ModuleGraph | null;
}

export interface LintOptions {
  readonly levels?: ReadonlyMap<string, Level>;
  /** Rules of other commands: comments may ignore these, and lint does not ask what for. */
  readonly otherRules?: ReadonlySet<string>;
}

/** @param path a `.rworld` file, or a folder with a world */
export function lintWorld(host: Host, path: string, options: LintOptions = {}): LintResult {
  const told: Diagnostic[] = [];
  const graph = loadModules(host, path, (d) => void told.push(d));
  const program = graph === null ? null : checkWorld(host, graph, (d) => void told.push(d)).program;
  if (graph === null || program === null || hasErrors(told)) return { diagnostics: sortDiagnostics(told.filter((d) => d.severity === 'error')), compiles: false, ignored: 0, graph };
  const world = new LintWorld(graph, withHash(program));
  const subjects = new Map<Diagnostic, string>();
  const findings = LINT_RULES.flatMap((rule): Diagnostic[] => {
    const level = options.levels?.get(rule.name) ?? rule.level;
    if (level === 'off') return [];
    return [...rule.find(world)].map((f) => {
      const finding: Diagnostic = { code: rule.name, severity: level, message: f.message, help: f.help, location: f.at, related: [], fixes: f.fixes ?? [] };
      subjects.set(finding, f.subject);
      return finding;
    });
  });
  const comments = world.modules.flatMap((m) => ignoresOf(m.ast));
  const own = comments.filter((i) => LINT_CATALOG.has(i.rule));
  const { kept, ignored, idle } = applyIgnores(findings, own, (d) => subjects.get(d));
  const known = [...LINT_CATALOG.keys(), ...(options.otherRules ?? [])];
  const about = [
    ...comments.filter((i) => i.reason === '').map((i) => withoutReason(i)),
    ...comments.filter((i) => i.reason !== '' && !known.includes(i.rule)).map((i) => unknownRule(i, known)),
    // A rule that is switched off finds nothing to ignore.
    ...idle.filter((i) => options.levels?.get(i.rule) !== 'off').map((i) => unused(i, removal(i, comments))),
  ];
  const levelled = about.flatMap((d): Diagnostic[] => {
    const level = options.levels?.get(d.code) ?? d.severity;
    return level === 'off' ? [] : [{ ...d, severity: level }];
  });
  return { diagnostics: sortDiagnostics([...kept, ...levelled]), compiles: true, ignored: ignored.length, graph };
}

/** Takes the comment out whole, with its line where it has one to itself; none where it ignores other rules as well. */
function removal(ignore: Ignore, comments: readonly Ignore[]): Fix[] {
  const { file, span } = ignore.location;
  if (comments.some((other) => other !== ignore && other.location.file === file && other.location.span.start === span.start)) return [];
  const { text } = file;
  let { start, end } = span;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  const alone = start === 0 || text.charAt(start - 1) === '\n';
  if (alone && text.charAt(end) === '\r') end++;
  if (alone && text.charAt(end) === '\n') end++;
  return [{ title: 'Take the comment out', edits: [{ location: { file, span: { start, end } }, newText: '' }] }];
}
