/** The interface of the formatter: whole texts, ranges, refusals, and a few texts that people might write. */
import { describe, expect, it } from 'vitest';
import { format, formatRange } from '../../src/format/format.js';
import { readSpec, specFiles } from '../support/spec-files.js';

function formatted(text: string): string {
  const result = format(text);
  if (!result.ok) throw new Error(result.reason);
  return result.text;
}

describe('format', () => {
  it('leaves every world of the project as it is: they are formatted', () => {
    for (const path of specFiles()) expect(formatted(readSpec(path)), `run \`rworld fmt specs\`: ${path} is not formatted`).toBe(readSpec(path));
  });

  it('refuses what it cannot read, and says where', () => {
    const text = 'type a = "x"\n\ntool f(a\n';
    const result = format(text, 'f.rworld');
    expect(result).toMatchObject({ ok: false, reason: 'this `(` has no matching `)`', span: { start: text.indexOf('('), end: text.indexOf('(') + 1 } });
    expect(result.ok ? [] : result.diagnostics.map((d) => [d.code, d.location?.file.path])).toEqual([['RW1003', 'f.rworld']]);
  });

  it('formats files with warnings', () => {
    expect(formatted('type a = 1\n\n/// It describes nothing.')).toBe('type a = 1\n\n/// It describes nothing.\n');
  });

  it('knows files with nothing, and with nothing but comments', () => {
    expect(formatted('')).toBe('');
    expect(formatted(' \n\t\n')).toBe('');
    expect(formatted('\n\n// a\n\n\n\n/* b */  // c\n\n')).toBe('// a\n\n/* b */  // c\n');
  });

  it('writes line feeds, and no byte order mark', () => {
    expect(formatted('\ufefftype a = 1\r\ntype b = 2 // x\r\n/* y\r\n z */\r\n')).toBe('type a = 1\ntype b = 2  // x\n/* y\n z */\n');
  });

  it('writes texts, numbers and patterns as they are written', () => {
    const text = String.raw`type a = "\u{1F600} \/ * / // é {{x}}" | 1.50 | -1e6 | /[/"]\/\\/ | "\u00e9"`;
    expect(formatted(text)).toBe(`${text}\n`);
  });

  it('keeps parentheses, which are the author\'s', () => {
    const text = 'tool f(a: (int)) -> int { returns ((a + 1)) * (2 * (3)) }\n';
    expect(formatted(text)).toBe(text);
  });

  it('breaks no line where a word would begin a declaration', () => {
    const words = Array.from({ length: 12 }, (_, i) => `a_long_name_of_a_type_${i}`).join(' | ');
    const text = `type a = tool | ${words}`;
    expect(formatted(text).split('\n')[0]).toMatch(/^type a = tool \| /);
  });

  it('sets comments of neighbouring lines under one another, where the lines stay within their width', () => {
    expect(formatted('type a = 1 // one\ntype bcd = 2 // two\n\ntype e = 3 // three\n')).toBe('type a = 1    // one\ntype bcd = 2  // two\n\ntype e = 3  // three\n');
    const long = 'x'.repeat(100);
    expect(formatted(`type a = 1 // ${long}\ntype a_longer_name = 2 // two\n`)).toBe(`type a = 1  // ${long}\ntype a_longer_name = 2  // two\n`);
  });
});

describe('formatRange', () => {
  const text = 'type   a = 1\n\n// about b\n  type   b = 2   // b\n\n\n\ntype   c = 3\n';

  function applied(start: number, end: number): string | null {
    const result = formatRange(text, { start, end });
    if (!result.ok) throw new Error(result.reason);
    return result.edit === null ? null : text.slice(0, result.edit.span.start) + result.edit.newText + text.slice(result.edit.span.end);
  }

  it('changes the declarations that it touches, with their comments', () => {
    const at = text.indexOf('b = 2');
    expect(applied(at, at)).toBe('type   a = 1\n\n// about b\ntype b = 2  // b\n\n\n\ntype   c = 3\n');
    expect(applied(0, 1)).toBe(text.replace('type   a', 'type a'));
    expect(applied(at, text.length)).toBe('type   a = 1\n\n// about b\ntype b = 2  // b\n\ntype c = 3\n');
  });

  it('gives what format gives where it touches everything', () => {
    expect(applied(0, text.length)).toBe(formatted(text));
  });

  it('has nothing to say of what is formatted, or of nothing', () => {
    expect(formatRange('type a = 1\n', { start: 3, end: 4 })).toEqual({ ok: true, edit: null });
    expect(formatRange('', { start: 0, end: 0 })).toEqual({ ok: true, edit: null });
    expect(formatRange('// x\n', { start: 0, end: 5 })).toEqual({ ok: true, edit: null });
  });

  it('keeps tokens and descriptions apart where declarations share a line', () => {
    const one = 'type a = 1 type  b = 2 /// About c.\ntype  c = 3\n';
    for (let at = 0; at < one.length; at++) {
      const result = formatRange(one, { start: at, end: at });
      if (!result.ok) throw new Error(result.reason);
      const mended = result.edit === null ? one : one.slice(0, result.edit.span.start) + result.edit.newText + one.slice(result.edit.span.end);
      expect(formatted(mended)).toBe('type a = 1\ntype b = 2\n/// About c.\ntype c = 3\n');
    }
  });

  it('refuses as format does', () => {
    expect(formatRange('type = 1', { start: 0, end: 1 })).toMatchObject({ ok: false });
  });
});
