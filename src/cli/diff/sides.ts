/** The two worlds that a person names: files, folders, compiled worlds, or revisions of a git repository. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compileWorld } from '../../compile.js';
import { hasErrors } from '../../diagnostics/diagnostic.js';
import { renderPretty } from '../../diagnostics/render/pretty.js';
import { openRevision, splitRevision } from '../../host/git.js';
import { describeFailure, type Host } from '../../host/host.js';
import { nodeHost } from '../../host/node.js';
import type { WorldIR } from '../../ir/ir.js';
import { readIR } from '../../ir/validate.js';
import { loadModules, type ModuleGraph } from '../../resolve/modules.js';
import { CliError, EXIT, type Terminal } from '../terminal.js';
import { compiledIn } from '../world.js';

export interface Side {
  readonly ir: WorldIR;
  /** null where there is no source: a compiled world. */
  readonly graph: ModuleGraph | null;
  /** Where settings are looked for. */
  readonly folder: string;
}

/** @throws CliError with the status for what cannot be compared */
export function openSide(given: string, terminal: Terminal): Side {
  const cannot = (why: string, hint?: string): CliError => new CliError(`cannot compare: ${given}: ${why}`, EXIT.incomparable, hint);
  const revision = existsSync(given) ? null : splitRevision(given);
  let host: Host = nodeHost();
  let path = given;
  if (revision !== null) {
    const opened = openRevision(revision.revision, revision.path);
    if (!opened.ok) throw cannot(opened.problem);
    ({ host, path } = opened);
    if (host.kind(path) === null) throw cannot('the revision has no such file', 'a path in a revision starts from the root of the repository, or with ./ from here');
  }
  const compiled = compiledIn(host, path);
  if (compiled !== undefined) {
    const read = host.readText(compiled);
    if (!read.ok) throw cannot(describeFailure(read.reason));
    const result = readIR(read.text);
    if (!result.ok) throw cannot(`it is no valid IR:\n${result.problems.slice(0, 10).map((p) => `  ${p}`).join('\n')}`);
    return { ir: result.ir, graph: null, folder: join(compiled, '..') };
  }
  const { ir, diagnostics } = compileWorld(host, path);
  if (ir === null) {
    terminal.err(renderPretty(diagnostics.filter((d) => hasErrors([d])), { color: terminal.color, width: terminal.width }));
    throw cannot('it does not compile');
  }
  const graph = loadModules(host, path, () => {});
  return { ir, graph, folder: graph === null ? '.' : join(graph.entry.path, '..') };
}
