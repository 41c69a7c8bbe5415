/** Completion for fish. */
import type { CommandOutline } from './outline.js';

export function fishCompletion(commands: readonly CommandOutline[]): string {
  const lines = ['# Completion of rworld for fish. Once: rworld completion fish > ~/.config/fish/completions/rworld.fish', 'complete -c rworld -e'];
  const first = '__fish_use_subcommand';
  for (const c of commands) lines.push(`complete -c rworld -f -n ${first} -a ${quote(c.name)} -d ${quote(c.about)}`);
  lines.push(`complete -c rworld -f -n ${first} -a help -d 'display help for a command'`, `complete -c rworld -f -n ${first} -l version -s V -d 'output the version number'`);
  for (const c of commands) {
    const within = quote(`__fish_seen_subcommand_from ${c.name}`);
    if (c.words.length > 0) lines.push(`complete -c rworld -f -n ${within} -a ${quote(c.words.join(' '))}`);
    for (const o of c.options) {
      const short = o.short === null ? '' : ` -s ${o.short.slice(1)}`;
      const value = o.value === null ? '' : o.value.words.length > 0 ? ` -x -a ${quote(o.value.words.join(' '))}` : ' -r';
      lines.push(`complete -c rworld -n ${within} -l ${o.long.slice(2)}${short}${value} -d ${quote(o.about)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
