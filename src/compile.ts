/** From the path of a world to its IR: load, resolve, check, lower. Pure but for the host. */
import { checkWorld } from './check/check.js';
import { checkComposition } from './check/composition.js';
import { hasErrors, sortDiagnostics, type Diagnostic } from './diagnostics/diagnostic.js';
import { mergeInstances } from './diagnostics/instances.js';
import type { Host } from './host/host.js';
import type { WorldIR } from './ir/ir.js';
import { withHash } from './ir/hash.js';
import { loadModules } from './resolve/modules.js';

export interface CompileResult {
  /** null where an error was reported. */
  readonly ir: WorldIR | null;
  /** In the order of the files and their text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** @param path a `.rworld` file, or a folder with one */
export function compileWorld(host: Host, path: string): CompileResult {
  const found: Diagnostic[] = [];
  const report = (d: Diagnostic): void => void found.push(d);
  const graph = loadModules(host, path, report);
  if (graph === null) return { ir: null, diagnostics: found };
  const { program, places } = checkWorld(host, graph, report);
  const failed = program === null || hasErrors(found);
  const ir = failed ? null : withHash(program);
  if (ir !== null) checkComposition(ir, places, report);
  return { ir: hasErrors(found) ? null : ir, diagnostics: sortDiagnostics(mergeInstances(found)) };
}
