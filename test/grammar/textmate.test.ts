/** The TextMate grammar: assertions on lines beside them, in `textmate/`, and colours of the project's own worlds. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderTextMate } from '../../grammar/textmate.js';
import { KEYWORDS, lexer, NumberToken, Regex, RESERVED, StringToken } from '../../grammar/tokens.js';
import { readSpec, specFiles } from '../support/spec-files.js';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the TextMate grammar', () => {
  let grammar: textmate.IGrammar;

  beforeAll(async () => {
    await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({ createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns), createOnigString: (text: string) => new oniguruma.OnigString(text) }),
      loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(renderTextMate(), 'rworld.json')),
    });
    const loaded = await registry.loadGrammar('source.rworld');
    if (loaded === null) throw new Error('the grammar does not load');
    grammar = loaded;
  });

  it('gives what the assertions say', () => {
    const runner = require.resolve('vscode-tmgrammar-test/dist/unit.js');
    const out = execFileSync(process.execPath, [runner, '-g', 'grammar/rworld.tmLanguage.json', 'test/grammar/textmate/*.rworld'], { cwd: root, encoding: 'utf8' });
    expect(out.match(/run success/g)).toHaveLength(2);
  }, 20_000);

  /** The scopes of every offset of a text. */
  function scopes(text: string): (offset: number) => string {
    const lines: { readonly start: number; readonly tokens: textmate.IToken[] }[] = [];
    let state = textmate.INITIAL;
    let start = 0;
    for (const line of text.split('\n')) {
      const result = grammar.tokenizeLine(line, state);
      lines.push({ start, tokens: result.tokens });
      state = result.ruleStack;
      start += line.length + 1;
    }
    return (offset) => {
      const line = lines.findLast((l) => l.start <= offset);
      const token = line?.tokens.find((t) => offset - line.start >= t.startIndex && offset - line.start < t.endIndex);
      return token?.scopes.join(' ') ?? '';
    };
  }

  it('sees texts, patterns, numbers and comments where the parser does, in every world of the project', () => {
    for (const path of specFiles()) {
      const text = readSpec(path);
      const at = scopes(text);
      const { tokens, groups } = lexer.tokenize(text);
      for (const token of tokens) {
        const here = at(token.startOffset);
        const kind = token.tokenType === StringToken ? /\bstring\.quoted/ : token.tokenType === Regex ? /\bstring\.regexp/ : token.tokenType === NumberToken ? /\bconstant\.numeric/ : null;
        if (kind === null) expect(here, `${path}: ${token.image}`).not.toMatch(/\bstring\.|\bcomment\./);
        else expect(here, `${path}: ${token.image}`).toMatch(kind);
      }
      for (const comment of groups['comments'] ?? []) expect(at(comment.startOffset), `${path}: ${comment.image}`).toMatch(/\bcomment\./);
    }
  });

  it('knows every keyword', () => {
    for (const type of [...KEYWORDS, ...RESERVED]) {
      const word = String(type.PATTERN);
      const line = word === 'list' || word === 'dict' ? `${word}<` : word === 'from' ? '} from' : ['world', 'type', 'entity', 'tool', 'app', 'template', 'constraint', 'tasks'].includes(word) ? `${word} x(` : word === 'as' ? 'as x' : word;
      expect(scopes(line)(line.indexOf(word)), word).toMatch(/keyword|constant|storage/);
    }
  });
});
