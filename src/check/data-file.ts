/** Data files, as declarations read them. */
import { badData } from '../diagnostics/codes/types.js';
import { diagnostic } from '../diagnostics/diagnostic.js';
import { describeFailure, MAX_DATA_BYTES, type Host } from '../host/host.js';
import { locateData } from '../resolve/locate.js';
import type { LoadedModule } from '../resolve/modules.js';
import type { Location } from '../source/source.js';
import type { DataResult } from '../types/values/context.js';

/** The text of a file, by its name relative to the module that names it. */
export function readDataFile(host: Host, module: LoadedModule, name: string): DataResult {
  const fail = (problem: string, hint: string): DataResult => ({ ok: false, diagnose: (at: Location) => diagnostic(badData, at, { file: name, line: 0, problem, hint }) });
  const found = locateData(host, module.path, module.territory, name);
  if (!found.ok) {
    if (found.problem === 'outside') return fail('it lies outside the project', 'data files belong to the project or package of the file that names them');
    const near = found.suggestions.map((s) => `"${s}"`).join(' or ');
    return fail('there is no such file', near === '' ? 'the path is relative to the file that names it' : `did you mean ${near}?`);
  }
  const read = host.readText(found.path, MAX_DATA_BYTES);
  return read.ok ? read : fail(describeFailure(read.reason), read.reason === 'too-large' ? `data files have at most ${MAX_DATA_BYTES / 1024 / 1024} MB` : 'data files are UTF-8 text');
}
