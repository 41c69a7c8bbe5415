/** From the text of a pattern to its canonical automaton. */
import type { DfaIR } from '../../ir/ir.js';
import type { Span } from '../../source/source.js';
import { positions, type RegexNode, type RegexProblem } from './ast.js';
import { determinise } from './determinise.js';
import { buildNfa } from './nfa.js';
import { parseRegex } from './parse.js';

export const MAX_POSITIONS = 5_000;
export const MAX_STATES = 2_000;

export interface CompiledRegex {
  readonly node: RegexNode;
  readonly dfa: DfaIR;
  /** Where the first unbounded repetition stands; null where there is none. */
  readonly unbounded: Span | null;
}

/** The automaton of a pattern, or why there is none. Time and memory are bounded for every text. */
export function compileRegex(pattern: string): CompiledRegex | { readonly problem: RegexProblem } {
  const parsed = parseRegex(pattern);
  if ('problem' in parsed) return parsed;
  const span = { start: 0, end: pattern.length };
  const size = positions(parsed.node);
  if (size > MAX_POSITIONS) {
    return {
      problem: {
        message: `the pattern has ${size} character places once its repetitions are written out, and ${MAX_POSITIONS} are the limit`,
        help: 'Use smaller repetitions, or split the type into several.',
        span,
      },
    };
  }
  const dfa = determinise(buildNfa(parsed.node));
  if (dfa === null || dfa.states > MAX_STATES) {
    return {
      problem: {
        message: `the pattern needs more than ${MAX_STATES.toString().replace(/(\d)(\d{3})$/, '$1,$2')} states`,
        help: 'A repetition of "." or of a wide class before a fixed text is the usual cause; narrow the class, or shorten the repetition.',
        span,
      },
    };
  }
  return { node: parsed.node, dfa, unbounded: parsed.unbounded };
}
