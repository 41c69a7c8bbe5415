/**
 * JUnit's XML, which every CI service shows: a suite for each file, a case for each finding. Errors are failures; what does
 * not fail a check is told in the output of a case that passes. There are no times in it, since none mean anything.
 */
import type { Diagnostic } from '../diagnostic.js';
import { fullText, place } from './text.js';

export function renderJunit(diagnostics: readonly Diagnostic[], options: { readonly name: string }): string {
  const byFile = new Map<string, Diagnostic[]>();
  for (const d of diagnostics) {
    const file = d.location?.file.path ?? options.name;
    byFile.set(file, [...(byFile.get(file) ?? []), d]);
  }
  const failures = diagnostics.filter((d) => d.severity === 'error').length;
  const suites = [...byFile].map(([file, found]) => suite(file, found));
  // A report without a case looks like one that was never made.
  if (suites.length === 0) suites.push(`  <testsuite name="${attribute(options.name)}" tests="1" failures="0" errors="0">\n    <testcase name="no findings" classname="${attribute(options.name)}"/>\n  </testsuite>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${attribute(options.name)}" tests="${Math.max(1, diagnostics.length)}" failures="${failures}" errors="0">\n${suites.join('')}</testsuites>\n`;
}

function suite(file: string, found: readonly Diagnostic[]): string {
  const failures = found.filter((d) => d.severity === 'error').length;
  return `  <testsuite name="${attribute(file)}" tests="${found.length}" failures="${failures}" errors="0">\n${found.map((d) => testcase(file, d)).join('')}  </testsuite>\n`;
}

function testcase(file: string, d: Diagnostic): string {
  const at = place(d);
  const name = `${d.code}${at === null ? '' : ` at ${at.line}:${at.column}`}: ${d.message}`;
  const text = `${at === null ? file : `${file}:${at.line}:${at.column}`}: ${fullText(d)}`;
  const body = d.severity === 'error' ? `<failure message="${attribute(d.message)}" type="${attribute(d.code)}">${content(text)}</failure>` : `<system-out>${content(`${d.severity}: ${text}`)}</system-out>`;
  return `    <testcase name="${attribute(name)}" classname="${attribute(file)}">\n      ${body}\n    </testcase>\n`;
}

/** Characters that XML 1.0 cannot hold, not even escaped, are replaced. */
function content(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
