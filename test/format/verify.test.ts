/** The comparison that guards every result: it must see each kind of change. */
import { describe, expect, it } from 'vitest';
import { findChange } from '../../src/format/verify.js';
import { SourceFile } from '../../src/source/source.js';
import { parse } from '../../src/syntax/parse.js';
import type { Module } from '../../src/syntax/ast.js';

function read(text: string): Module {
  return parse(new SourceFile('a.rworld', text)).module;
}

const TEXT = '/// D.\ntype a = 1.0 | /x/ // c\nentity E { a: str, b }\ntool f(a) -> a { phrase "{a}" returns a[1] }\n';

describe('findChange', () => {
  it('sees nothing in white space, and in the commas of entities', () => {
    expect(findChange(read(TEXT), read(TEXT.replaceAll(' ', ' \n ').replace('/// \n D.', '/// D.').replace('// \n c\n', '// c\n')))).toBeNull();
    expect(findChange(read(TEXT), read(TEXT.replace('str,', 'str')))).toBeNull();
  });

  it('sees changed, lost and new tokens', () => {
    for (const [from, to] of [['1.0', '1.00'], ['/x/', '/y/'], ['{a}', '{b}'], ['[1]', '[2]'], ['phrase "{a}"', ''], ['f(a)', 'f(a, b)'], [', b', '']] as const) {
      expect(findChange(read(TEXT), read(TEXT.replace(from, to)))?.what, from).toBe('a token');
    }
  });

  it('sees changed, lost and new comments', () => {
    for (const [from, to] of [['// c', '// d'], ['// c', ''], ['// c', '// c\n// c'], ['/// D.', '/// E.'], ['// c', '/* c */']] as const) {
      expect(findChange(read(TEXT), read(TEXT.replace(from, to)))?.what, to).toBe('a comment');
    }
  });

  it('sees a description that has come to stand before something else', () => {
    const moved = TEXT.replace('/// D.\n', '').replace('entity', '/// D.\nentity');
    expect(findChange(read(TEXT.replace('// c', '')), read(moved.replace('// c', '')))?.what).toBe('the meaning');
  });
});
