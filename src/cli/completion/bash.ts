/** Completion for bash (3.2 and later: no associative arrays, no `compopt` needed). */
import type { CommandOutline } from './outline.js';

export function bashCompletion(commands: readonly CommandOutline[]): string {
  const names = commands.map((c) => c.name).join(' ');
  const values = commands.flatMap((c) => c.options.flatMap((o) => (o.value === null ? [] : [{ flags: [o.long, ...(o.short === null ? [] : [o.short])].map((flag) => `${c.name}:${flag}`).join('|'), words: o.value.words }])));
  const listed = values.filter((v) => v.words.length > 0).map((v) => `    ${v.flags}) COMPREPLY=($(compgen -W ${quote(v.words.join(' '))} -- "$cur")); return ;;`);
  const open = values.filter((v) => v.words.length === 0).map((v) => v.flags);
  return `# Completion of rworld for bash. In ~/.bashrc: eval "$(rworld completion bash)"
_rworld() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  COMPREPLY=()
  if [ -z "$command" ]; then
    COMPREPLY=($(compgen -W ${quote(`${names} --help --version`)} -- "$cur"))
    return
  fi
  case $command:$prev in
${listed.join('\n')}
    ${open.join('|')}) COMPREPLY=($(compgen -f -- "$cur")); return ;;
  esac
  case $cur in
    -*)
      case $command in
${commands.map((c) => `        ${c.name}) COMPREPLY=($(compgen -W ${quote(c.options.flatMap((o) => [o.long, ...(o.short === null ? [] : [o.short])]).join(' '))} -- "$cur")) ;;`).join('\n')}
        help) ;;
      esac ;;
    *)
      case $command in
${commands.filter((c) => c.words.length > 0).map((c) => `        ${c.name}) COMPREPLY=($(compgen -W ${quote(c.words.join(' '))} -- "$cur")) ;;`).join('\n')}
        help) COMPREPLY=($(compgen -W ${quote(names)} -- "$cur")) ;;
        *) COMPREPLY=($(compgen -f -- "$cur")) ;;
      esac ;;
  esac
}
complete -o filenames -F _rworld rworld
`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
