/** `rworld expand`: what the templates of a world make, as source. */
import { Command } from 'commander';
import { checkWorld } from '../../check/check.js';
import { describeBindings } from '../../check/templates/bindings.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { hasErrors, sortDiagnostics } from '../../diagnostics/diagnostic.js';
import { mergeInstances } from '../../diagnostics/instances.js';
import { suggest } from '../../diagnostics/suggest.js';
import { nodeHost } from '../../host/node.js';
import { loadModules } from '../../resolve/modules.js';
import { printDeclaration } from '../../syntax/print.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { tell } from '../world.js';

export function expandCommand(terminal: Terminal): Command {
  return new Command('expand')
    .description('Show what the templates of a world make, as source.')
    .argument('<world>', 'a .rworld file, or a folder with a world.rworld')
    .argument('[template]', 'the name of one template')
    .option('--names', 'only the names of what is made, one a line')
    .addHelpText('after', '\nExamples:\n  $ rworld expand specs/markets\n  $ rworld expand specs/markets attribute --names')
    .action((path: string, wanted: string | undefined, options: { names?: true }) => {
      const found: Diagnostic[] = [];
      const host = nodeHost();
      const graph = loadModules(host, path, (d) => found.push(d));
      if (graph === null) {
        tell(found, terminal);
        throw new CliError(`${path} cannot be read`, EXIT.usage);
      }
      const { parts } = checkWorld(host, graph, (d) => found.push(d));
      const diagnostics = sortDiagnostics(mergeInstances(found));
      tell(diagnostics, terminal);
      const names = new Set([...parts.symbols].filter((s) => s.decl.kind === 'template').map((s) => s.name));
      if (wanted !== undefined && !names.has(wanted)) {
        const near = suggest(wanted, names);
        throw new CliError(`the world has no template "${wanted}"`, EXIT.usage, near.length > 0 ? `did you mean ${near.map((n) => `"${n}"`).join(' or ')}?` : `it has ${[...names].map((n) => `"${n}"`).join(', ') || 'none'}`);
      }
      const shown = parts.expanded.filter((e) => wanted === undefined || e.template.name === wanted);
      for (const { template, bindings, symbols } of shown) {
        const decls = symbols.flatMap((s) => (s.decl.kind === 'type' || s.decl.kind === 'tool' ? [s.decl] : []));
        if (options.names === true) terminal.out(symbols.map((s) => `${s.name}\n`).join(''));
        else terminal.out(`// ${template.name}: ${describeBindings(bindings)}\n${decls.map((d) => `${printDeclaration(d)}\n`).join('\n')}\n`);
      }
      if (hasErrors(diagnostics)) process.exitCode = EXIT.findings;
    });
}
