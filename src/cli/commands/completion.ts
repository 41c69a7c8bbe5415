/** `rworld completion`: what shells need to complete commands, options and their values. */
import { Argument, Command } from 'commander';
import { COMMANDS } from '../catalog.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { outline, type CommandOutline } from '../completion/outline.js';
import { zshCompletion } from '../completion/zsh.js';
import type { Terminal } from '../terminal.js';

const SHELLS: Readonly<Record<string, (commands: readonly CommandOutline[]) => string>> = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export function completionCommand(terminal: Terminal): Command {
  return new Command('completion')
    .description('Print a script that completes rworld in a shell.')
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `
Examples:
  eval "$(rworld completion bash)"                                       in ~/.bashrc
  eval "$(rworld completion zsh)"                                        in ~/.zshrc, after compinit
  rworld completion fish > ~/.config/fish/completions/rworld.fish        once`,
    )
    .action(async (shell: string) => {
      const commands: Command[] = [];
      for (const load of Object.values(COMMANDS)) commands.push((await load())(terminal));
      terminal.out(SHELLS[shell]?.(outline(commands)) ?? '');
    });
}
