/** `rworld explain`: the page of a diagnostic. */
import { Command } from 'commander';
import { DIFF_CATALOG } from '../../diff/report.js';
import { explain, listCodes } from '../../diagnostics/explain.js';
import { LINT_CATALOG } from '../../lint/lint.js';
import { table } from '../report.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';

const RULES = new Map([...LINT_CATALOG, ...DIFF_CATALOG]);

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('Explain a diagnostic or a rule of lint or diff: why it is reported, and what to do. Without a code: list them all.')
    .argument('[code]', 'such as RW2003 or tool-removed; RW20 lists those that begin so')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  $ rworld explain RW2003\n  $ rworld explain phrase-article')
    .action((code: string | undefined, options: { json?: true }) => {
      if (code === undefined) {
        const all = [...listCodes(), ...RULES.values()];
        terminal.out(options.json === true ? `${JSON.stringify(all, null, 1)}\n` : table(all.map((d) => [d.code, d.severity, d.title]), ''));
        return;
      }
      const begun = listCodes().filter((d) => d.code.startsWith(code.toUpperCase()));
      if (begun.length > 1) {
        terminal.out(options.json === true ? `${JSON.stringify(begun, null, 1)}\n` : table(begun.map((d) => [d.code, d.severity, d.title]), ''));
        return;
      }
      const page = explain(code, RULES);
      if (!page.found) throw new CliError(`there is no diagnostic and no rule "${code}"`, EXIT.usage, page.suggestions.length > 0 ? `did you mean ${page.suggestions.join(' or ')}?` : 'rworld explain, without a code, lists them all');
      terminal.out(options.json === true ? `${JSON.stringify(page.page, null, 1)}\n` : page.text);
    });
}
