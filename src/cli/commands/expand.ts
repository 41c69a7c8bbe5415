/** `rworld expand`: what the templates of a world make, as source. */
import { Command } from 'commander';
import { checkWorld } from '../../check/check.js';
import { describeBindings } from '../../check/templates/bindings.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { hasErrors, sortDiagnostics } from '../../diagnostics/diagnostic.js';
import { mergeInstances } from '../../diagnostics/instances.js';
import { suggest } from '../../diagnostics/suggest.js';
import { format } from '../../format/format.js';
import type { Host } from '../../host/host.js';
import { nodeHost } from '../../host/node.js';
import { findEntry } from '../../resolve/entry.js';
import { loadModules } from '../../resolve/modules.js';
import { printDeclaration } from '../../syntax/print.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { tell, worldOf } from '../world.js';

export function expandCommand(terminal: Terminal): Command {
  return new Command('expand')
    .description('Show what the templates of a world make, as source.')
    .argument('[world]', 'a .rworld file, or a folder with a world.rworld (default: the "world" of the settings, else the working directory)')
    .argument('[template]', 'the name of one template')
    .option('--names', 'only the names of what is made, one a line')
    .addHelpText('after', '\nExamples:\n  $ rworld expand specs/airline\n  $ rworld expand specs/airline find_all\n  $ rworld expand find_all --names           of the world of the settings')
    .action((first: string | undefined, second: string | undefined, options: { names?: true }) => {
      const found: Diagnostic[] = [];
      const host = nodeHost();
      const { path, wanted } = readArguments(host, first, second);
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
      const made: string[] = [];
      for (const { template, bindings, symbols } of shown) {
        const decls = symbols.flatMap((s) => (s.decl.kind === 'type' || s.decl.kind === 'tool' ? [s.decl] : []));
        if (options.names === true) terminal.out(symbols.map((s) => `${s.name}\n`).join(''));
        else made.push(`// ${template.name}: ${describeBindings(bindings)}\n${decls.map((d) => `${printDeclaration(d)}\n`).join('\n')}`);
      }
      const source = made.join('\n');
      const formatted = format(source);
      terminal.out(formatted.ok ? formatted.text : source);
      if (shown.length === 0 && !hasErrors(diagnostics)) terminal.err(names.size === 0 ? 'the world has no templates\n' : 'its templates make nothing\n');
      if (hasErrors(diagnostics)) process.exitCode = EXIT.findings;
    });
}

/** A word alone is a path, if anything is there, or else a template of the world that the settings name. */
function readArguments(host: Host, first: string | undefined, second: string | undefined): { readonly path: string; readonly wanted: string | undefined } {
  const alone = first !== undefined && second === undefined && host.kind(first) === null && /^[a-z_][a-z0-9_]*$/i.test(first);
  const byDefault = worldOf(undefined);
  return alone && findEntry(host, byDefault).ok ? { path: byDefault, wanted: first } : { path: worldOf(first), wanted: second };
}
