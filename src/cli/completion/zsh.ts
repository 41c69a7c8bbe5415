/** Completion for zsh, by its own `_arguments`. */
import type { CommandOutline, OptionOutline } from './outline.js';

export function zshCompletion(commands: readonly CommandOutline[]): string {
  return `#compdef rworld
# Completion of rworld for zsh. In ~/.zshrc, after compinit: eval "$(rworld completion zsh)"
_rworld() {
  local -a commands
  commands=(
${commands.map((c) => `    ${quote(`${escape(c.name)}:${c.about}`)}`).join('\n')}
    'help:display help for a command'
  )
  if (( CURRENT == 2 )); then
    _describe -t commands 'rworld command' commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map((c) => `    ${c.name})\n      _arguments -s -S \\\n${[...c.options.flatMap(optionSpecs), quote(c.words.length > 0 ? `1:what:(${c.words.join(' ')})` : '*:path:_files')].map((spec) => `        ${spec}`).join(' \\\n')} ;;`).join('\n')}
    help) _describe -t commands 'rworld command' commands ;;
  esac
}
if [ "$funcstack[1]" = _rworld ]; then
  _rworld "$@"
else
  compdef _rworld rworld
fi
`;
}

function optionSpecs(option: OptionOutline): string[] {
  const value = option.value === null ? '' : option.value.words.length > 0 ? `:value:(${option.value.words.join(' ')})` : ':value:_files';
  return [option.long, ...(option.short === null ? [] : [option.short])].map((flag) => quote(`${flag}[${option.about.replace(/[[\]\\:]/g, '\\$&')}]${value}`));
}

function escape(text: string): string {
  return text.replace(/[\\:]/g, '\\$&');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
