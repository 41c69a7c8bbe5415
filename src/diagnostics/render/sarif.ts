/** SARIF 2.1.0 (OASIS), as code scanning services read it; fixes included. */
import type { Location } from '../../source/source.js';
import { REGISTRY, type RegisteredCode } from '../registry.js';
import type { Diagnostic, Severity } from '../diagnostic.js';
import { fullText } from './text.js';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

export function renderSarif(diagnostics: readonly Diagnostic[], options: { readonly version: string; readonly catalog?: ReadonlyMap<string, RegisteredCode> }): string {
  const catalog = options.catalog ?? REGISTRY;
  const codes = [...new Set(diagnostics.map((d) => d.code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'rworld', version: options.version, rules: codes.map((code) => rule(code, catalog.get(code) ?? REGISTRY.get(code))) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((d) => ({
          ruleId: d.code,
          ruleIndex: codes.indexOf(d.code),
          level: LEVEL[d.severity],
          message: { text: fullText(d) },
          locations: d.location === null ? [] : [{ physicalLocation: physical(d.location) }],
          ...(d.related.length === 0 ? {} : { relatedLocations: d.related.map((r, id) => ({ id, message: { text: r.message }, physicalLocation: physical(r.location) })) }),
          ...(d.properties === undefined ? {} : { properties: d.properties }),
          ...(d.fixes.length === 0 ? {} : { fixes: d.fixes.map((f) => ({ description: { text: f.title }, artifactChanges: f.edits.map((e) => ({ artifactLocation: { uri: uri(e.location.file.path) }, replacements: [{ deletedRegion: region(e.location), insertedContent: { text: e.newText } }] })) })) }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: string, definition: RegisteredCode | undefined): object {
  return {
    id: code,
    shortDescription: { text: definition?.title ?? code },
    ...(definition === undefined ? {} : { fullDescription: { text: definition.title }, help: { text: definition.explain.trim(), markdown: definition.explain.trim() }, defaultConfiguration: { level: LEVEL[definition.severity] } }),
  };
}

function physical(location: Location): object {
  return { artifactLocation: { uri: uri(location.file.path) }, region: region(location) };
}

function region({ file, span }: Location): object {
  const start = file.positionAt(span.start);
  const end = file.positionAt(span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative reference (RFC 3986): what would begin a query or a fragment is escaped, too. */
function uri(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}
