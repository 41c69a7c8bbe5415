/** What shells need to know of the command line, read off the commands themselves. */
import type { Command, Option } from 'commander';

export interface CommandOutline {
  readonly name: string;
  /** One line. */
  readonly about: string;
  readonly options: readonly OptionOutline[];
  /** Words that the first argument can be; empty: a path. */
  readonly words: readonly string[];
}

export interface OptionOutline {
  readonly long: string;
  readonly short: string | null;
  readonly about: string;
  /** What follows it: nothing, one of some words, or anything (a path, most often). */
  readonly value: null | { readonly words: readonly string[] };
}

export function outline(commands: readonly Command[]): readonly CommandOutline[] {
  return commands.map((command) => ({
    name: command.name(),
    about: oneLine(command.description()),
    options: [
      ...command.options.filter((o) => o.long !== undefined && !o.hidden).map(optionOutline),
      { long: '--help', short: '-h', about: 'display help for command', value: null },
    ],
    words: [...(command.registeredArguments[0]?.argChoices ?? [])],
  }));
}

function optionOutline(option: Option): OptionOutline {
  return { long: option.long ?? '', short: option.short ?? null, about: oneLine(option.description), value: option.required || option.optional ? { words: wordsOf(option) } : null };
}

function wordsOf(option: Option): readonly string[] {
  if (option.argChoices !== undefined) return option.argChoices;
  const parser: unknown = option.parseArg;
  if (typeof parser !== 'function' || !('words' in parser) || !Array.isArray(parser.words)) return [];
  return parser.words.filter((word): word is string => typeof word === 'string');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
