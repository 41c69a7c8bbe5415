/** `rworld lint`: what compiles, and could be better. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { readConfig } from '../../config/config.js';
import { DIFF_CATALOG } from '../../diff/report.js';
import { CONTRACTS } from '../../diff/rule.js';
import { hasErrors, sortDiagnostics, type Diagnostic } from '../../diagnostics/diagnostic.js';
import { nodeHost } from '../../host/node.js';
import type { Host } from '../../host/host.js';
import { AtomicFile } from '../../host/output.js';
import { fixWorld, type Fixed } from '../../lint/fix.js';
import { entryToLint } from '../../lint/library.js';
import { isSafelyFixed, LINT_CATALOG, lintWorld, type LintOptions } from '../../lint/lint.js';
import { LINT_RULES } from '../../lint/rules/index.js';
import { FORMAT_HELP, formatOption, printReport, type FormatOptions } from '../format.js';
import { table } from '../report.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { summary, worldOf } from '../world.js';

interface Options extends FormatOptions {
  readonly fix?: true;
  readonly list?: true;
  readonly strict?: true;
}

export function lintCommand(terminal: Terminal): Command {
  return new Command('lint')
    .description('Say what compiles and could be better: descriptions, phrases that read badly, what nothing uses.')
    .argument('[path...]', 'a .rworld file, or a folder with a world or with libraries (default: the "world" of the settings, else the working directory)')
    .option('--fix', 'apply the fixes that are safe, to all files or to none')
    .option('--list', 'list the rules')
    .option('--strict', 'let warnings fail, too')
    .addOption(formatOption())
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      `
${FORMAT_HELP}

Examples:
  $ rworld lint specs/markets
  $ rworld lint specs/* --strict --format github
  $ rworld explain phrase-article

Levels stand in rworld.config.json beside the world, or in its package.json under "rworld":
  { "lint": { "undocumented-parameter": "error", "magic-value": "off" } }
A comment ignores a finding, with its reason:
  // rworld-ignore look-alike-tools: min and max are opposites

Exit status: 0 nothing found (warnings aside, unless --strict), 1 findings, 2 usage or input/output.`,
    )
    .action((paths: readonly string[], options: Options) => {
      if (options.list === true) return listRules(terminal, options);
      const host = nodeHost();
      const found = new Map<string, Diagnostic>();
      let unread = false;
      let fixed = 0;
      let fixable = 0;
      for (const path of paths.length === 0 ? [worldOf(undefined)] : paths) {
        const settings = optionsFor(host, path);
        const entry = entryToLint(host, path);
        const run = options.fix === true ? fixWorld(entry.host, entry.path, settings) : { result: lintWorld(entry.host, entry.path, settings), texts: new Map<string, string>(), applied: 0, refused: null };
        if (run.refused !== null) terminal.err(`rworld: ${path} is left as it is: ${run.refused}\n`);
        write(run);
        fixed += run.applied;
        unread ||= run.result.graph === null;
        for (const d of run.result.diagnostics) found.set(JSON.stringify([d.code, d.location?.file.path, d.location?.span, d.message]), d);
      }
      const diagnostics = sortDiagnostics([...found.values()]);
      fixable = diagnostics.filter(isSafelyFixed).length;
      const format = printReport(terminal, 'lint', diagnostics, options, LINT_CATALOG);
      if (format === 'pretty') {
        const more = [...(fixed > 0 ? [`${fixed} fixed`] : []), ...(fixable > 0 ? [`${fixable} can be fixed with --fix`] : [])];
        terminal.err(`${[summary(diagnostics), ...more].join('; ')}\n`);
      }
      const failed = hasErrors(diagnostics) || (options.strict === true && diagnostics.some((d) => d.severity === 'warning'));
      process.exitCode = unread ? EXIT.usage : failed ? EXIT.findings : EXIT.clean;
    });
}

function optionsFor(host: Host, path: string): LintOptions {
  const folder = host.kind(path) === 'directory' ? path : dirname(path);
  const read = readConfig(host, folder, { lint: LINT_CATALOG.keys(), diff: DIFF_CATALOG.keys(), contracts: CONTRACTS });
  if (!read.ok) throw new CliError(read.problem);
  return { levels: read.config.lint, otherRules: new Set(DIFF_CATALOG.keys()) };
}

/** All new texts are on the disk before the first takes its name. */
function write({ texts }: Pick<Fixed, 'texts'>): void {
  const files = [...texts].map(([path, text]) => {
    const file = new AtomicFile(path, statSync(path).mode);
    file.bytes(Buffer.from(text), 0);
    return file;
  });
  for (const file of files) file.finish();
}

function listRules(terminal: Terminal, options: Options): void {
  if (options.json === true || options.format === 'json') terminal.out(`${JSON.stringify(LINT_RULES.map(({ name, title, level, safe }) => ({ name, title, level, fix: safe })), null, 2)}\n`);
  else terminal.out(table([['rule', 'level', '--fix', 'what it finds'], ...LINT_RULES.map((r) => [r.name, r.level, r.safe ? 'yes' : '', r.title])], ''));
}
