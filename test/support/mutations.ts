/** Seeded damage to source texts: what typing, pasting and merging do to them, and worse. */

/** Numbers from 0 up to but not including 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PIECES = [
  '{', '}', '(', ')', '[', ']', '<', '>', '"', '/', '\\', '|', '@', '..', '->', '->>', '<:', '=', '#', ',', ':', '.', '?', '+', '-', '*', '%', '==', '++', '///', '//', '/*', '*/', '\n', '\t', ' ', "'", ';',
  'type', 'tool', 'world', 'import', 'entity', 'app', 'template', 'constraint', 'tasks', 'if', 'then', 'else', 'for', 'in', 'not', 'and', 'null', 'true', 'list', 'dict', 'accepts', 'returns', 'requires', 'phrase', 'never', 'from', 'user', 'sample', 'where',
  '0', '1e309', '99999999999999999999', '-1', '0.000000000000000000001', '1..2', '__proto__', 'constructor', '\0', '\u202e', '\ufeff', '\ud800', '😀', 'é', '\r', '\u2028',
] as const;

/** The texts between which a mutation may cut: words, numbers, texts, single characters. */
function tokensOf(text: string): string[] {
  return text.match(/[A-Za-z_][A-Za-z0-9_]*|[0-9]+|"[^"\n]*"|\s+|[^]/g) ?? [];
}

/** @returns the text with one to three wounds */
export function mutate(text: string, random: () => number): string {
  const tokens = tokensOf(text);
  const pick = (n: number): number => Math.floor(random() * n);
  for (let wounds = 1 + pick(3); wounds > 0; wounds--) {
    const at = pick(tokens.length + 1);
    switch (pick(8)) {
      case 0:
        tokens.splice(at, 1 + pick(3));
        break;
      case 1:
        tokens.splice(at, 0, ...tokens.slice(at, at + 1 + pick(12)));
        break;
      case 2: {
        const other = pick(tokens.length);
        const held = tokens[at];
        if (held === undefined) break;
        tokens[at] = tokens[other] ?? '';
        tokens[other] = held;
        break;
      }
      case 3:
        if (random() < 0.2) tokens.length = Math.min(tokens.length, at);
        else tokens.splice(at, pick(40));
        break;
      case 4:
        tokens.splice(at, 1);
        break;
      default:
        tokens.splice(at, 0, PIECES[pick(PIECES.length)] ?? '');
    }
  }
  return tokens.join('');
}
