/** Random patterns and strings, against two engines that share no code with this one. */
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it, vi } from 'vitest';
import { compileRegex } from '../../../src/types/regex/compile.js';
import { Dfa } from '../../../src/types/regex/automaton.js';
import { patternAndText } from './patterns.js';

// Many random sets: slow where other work shares the machine.
vi.setConfig({ testTimeout: 60_000 });

describe('a compiled pattern accepts what other engines accept', () => {
  it('as the RegExp of JavaScript, with its u flag and anchors', () => {
    fc.assert(
      fc.property(patternAndText, ({ pattern, texts }) => {
        const compiled = compileRegex(pattern);
        if ('problem' in compiled) throw new Error(`${pattern}: ${compiled.problem.message}`);
        const dfa = new Dfa(compiled.dfa);
        const theirs = new RegExp(`^(?:${pattern})$`, 'u');
        for (const text of texts) expect([text, dfa.matches(text)]).toEqual([text, theirs.test(text)]);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  it('as re2js, an engine without backtracking', () => {
    fc.assert(
      fc.property(patternAndText, ({ pattern, texts }) => {
        const compiled = compileRegex(pattern);
        if ('problem' in compiled) throw new Error(`${pattern}: ${compiled.problem.message}`);
        const dfa = new Dfa(compiled.dfa);
        const theirs = RE2JS.compile(pattern);
        for (const text of texts) expect([text, dfa.matches(text)]).toEqual([text, theirs.matches(text)]);
      }),
      { seed: 12, numRuns: 600 },
    );
  });
});
