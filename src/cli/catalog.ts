/** The commands by name. */
import type { Command } from 'commander';
import type { Terminal } from './terminal.js';

/** In the order of the help. Only the command that is asked for is loaded: the others' modules would take longer than its work. */
export const COMMANDS: Readonly<Record<string, () => Promise<(terminal: Terminal) => Command>>> = {
  init: async () => (await import('./commands/init.js')).initCommand,
  check: async () => (await import('./commands/check.js')).checkCommand,
  fmt: async () => (await import('./commands/fmt.js')).fmtCommand,
  lint: async () => (await import('./commands/lint.js')).lintCommand,
  diff: async () => (await import('./commands/diff.js')).diffCommand,
  compile: async () => (await import('./commands/compile.js')).compileCommand,
  build: async () => (await import('./commands/build.js')).buildCommand,
  emit: async () => (await import('./commands/emit.js')).emitCommand,
  sample: async () => (await import('./commands/sample.js')).sampleCommand,
  count: async () => (await import('./commands/count.js')).countCommand,
  verify: async () => (await import('./commands/verify.js')).verifyCommand,
  export: async () => (await import('./commands/export.js')).exportCommand,
  score: async () => (await import('./commands/score.js')).scoreCommand,
  serve: async () => (await import('./commands/serve.js')).serveCommand,
  play: async () => (await import('./commands/play.js')).playCommand,
  graph: async () => (await import('./commands/graph.js')).graphCommand,
  docs: async () => (await import('./commands/docs.js')).docsCommand,
  expand: async () => (await import('./commands/expand.js')).expandCommand,
  explain: async () => (await import('./commands/explain.js')).explainCommand,
  lsp: async () => (await import('./commands/lsp.js')).lspCommand,
  completion: async () => (await import('./commands/completion.js')).completionCommand,
};
