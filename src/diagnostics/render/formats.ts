/** Every format that findings are told in, whichever command found them. */
import type { Diagnostic } from '../diagnostic.js';
import { REGISTRY, type RegisteredCode } from '../registry.js';
import { renderGithub } from './github.js';
import { renderGitlab } from './gitlab.js';
import { renderJson } from './json.js';
import { renderJunit } from './junit.js';
import { renderPretty, type PrettyOptions } from './pretty.js';
import { renderSarif } from './sarif.js';

export const FORMATS = ['pretty', 'json', 'github', 'gitlab', 'sarif', 'junit'] as const;
export type Format = (typeof FORMATS)[number];

export const FORMAT_MEANING: Readonly<Record<Format, string>> = {
  pretty: 'for people: the lines of source, and what to do',
  json: 'one array for programs',
  github: 'annotations in a pull request, by GitHub Actions',
  gitlab: 'a Code Quality report for GitLab',
  sarif: 'SARIF 2.1.0 with fixes, for code scanning',
  junit: 'JUnit XML, for the test reports of any CI service',
};

export interface Report {
  /** The command, such as `check`. */
  readonly command: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What there is to say of each code that can occur; the compiler's if left out. */
  readonly catalog?: ReadonlyMap<string, RegisteredCode>;
  /** rworld's. */
  readonly version: string;
}

export function render(report: Report, format: Format, options: PrettyOptions): string {
  const { diagnostics, version, command } = report;
  switch (format) {
    case 'pretty':
      return renderPretty(diagnostics, options);
    case 'json':
      return renderJson(diagnostics);
    case 'github':
      return renderGithub(diagnostics);
    case 'gitlab':
      return renderGitlab(diagnostics);
    case 'sarif':
      return renderSarif(diagnostics, { version, catalog: report.catalog ?? REGISTRY });
    case 'junit':
      return renderJunit(diagnostics, { name: `rworld ${command}` });
  }
}
