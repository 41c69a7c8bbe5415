/** `rworld explain`: the page of a diagnostic. */
import { Command } from 'commander';
import { explain, listCodes } from '../../diagnostics/explain.js';
import { table } from '../report.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('Explain a diagnostic: why it is reported, and what to do. Without a code: list them all.')
    .argument('[code]', 'such as RW2003')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  $ rworld explain RW2003')
    .action((code: string | undefined, options: { json?: true }) => {
      if (code === undefined) {
        const all = listCodes();
        terminal.out(options.json === true ? `${JSON.stringify(all, null, 1)}\n` : table(all.map((d) => [d.code, d.severity, d.title]), ''));
        return;
      }
      const page = explain(code);
      if (!page.found) throw new CliError(`there is no diagnostic "${code}"`, EXIT.usage, page.suggestions.length > 0 ? `did you mean ${page.suggestions.join(' or ')}?` : 'rworld explain, without a code, lists them all');
      terminal.out(options.json === true ? `${JSON.stringify(page.page, null, 1)}\n` : page.text);
    });
}
