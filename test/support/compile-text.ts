/** A world of one file, compiled in memory; errors throw with their messages. */
import { compileWorld } from '../../src/compile.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { memoryHost } from '../../src/host/memory.js';
import type { WorldIR } from '../../src/ir/ir.js';

export function compileWorldText(text: string, files: Readonly<Record<string, string>> = {}): { readonly ir: WorldIR; readonly diagnostics: readonly Diagnostic[] } {
  const { ir, diagnostics } = compileWorld(memoryHost({ '/w/world.rworld': text, ...files }), '/w/world.rworld');
  if (ir === null) throw new Error(diagnostics.map((d) => `${d.code}: ${d.message}`).join('\n'));
  return { ir, diagnostics };
}
