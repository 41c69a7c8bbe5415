/** `rworld lsp`: the language server, on standard input and output. */
import { Command } from 'commander';
import { nodeHost } from '../../host/node.js';
import type { Terminal } from '../terminal.js';

export function lspCommand(_terminal: Terminal): Command {
  return new Command('lsp')
    .description('Serve editors: the Language Server Protocol on standard input and output.')
    .option('--stdio', 'the only way there is; taken because many editors say it')
    .addHelpText('after', '\nEditors start this themselves: see src/editor/EDITORS.md.')
    .action(async () => {
      // Loaded only here: no other command should wait for it.
      const { createConnection, ProposedFeatures } = await import('vscode-languageserver/node');
      const { startServer } = await import('../../lsp/server.js');
      const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
      const ended = new Promise<void>((resolve) => connection.onExit(resolve));
      startServer(connection, nodeHost());
      await ended;
    });
}
