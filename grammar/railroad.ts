/**
 * Syntax diagrams as SVG: from the left end to the right one, every way through is a sentence. Only what this grammar
 * needs: signs, rules, sequences (broken into rows where they are long), choices, detours and loops.
 */
import type { Node } from './model.js';

const CHAR = 7.8;
const BOX = 11;
const GAP = 10;
const ARC = 8;
const ROW = 10;
const MAX_WIDTH = 880;

/** A drawing whose line enters at the left and leaves at the right, both at height 0; `up` and `down` are its reach. */
interface Drawing {
  readonly width: number;
  readonly up: number;
  readonly down: number;
  /** The SVG of it with its left end at a place. */
  readonly draw: (x: number, y: number) => string;
}

/** @param known the rules that have a diagram of their own, which their names link to */
export function renderDiagram(node: Node, known: ReadonlySet<string>): string {
  const body = rows(node, known);
  const left = 14;
  const top = body.up + 6;
  const width = body.width + 2 * left;
  const end = left + body.width;
  const ends = `<path d="M${left - 8} ${top - 7}v14M${left - 8} ${top}h8M${end} ${top}h8M${end + 8} ${top - 7}v14"/>`;
  return `<svg viewBox="0 0 ${num(width)} ${num(top + body.down + 6)}" width="${num(width)}" height="${num(top + body.down + 6)}" role="img">${ends}${body.draw(left, top)}</svg>`;
}

/** A sequence at the top of a rule, in as many rows as it needs. */
function rows(node: Node, known: ReadonlySet<string>): Drawing {
  const items = (node.kind === 'sequence' ? node.items : [node]).map((i) => drawing(i, known));
  const lines: Drawing[][] = [[]];
  let width = 0;
  for (const item of items) {
    const line = lines[lines.length - 1];
    if (line === undefined) break;
    if (line.length > 0 && width + item.width > MAX_WIDTH) {
      lines.push([item]);
      width = item.width + GAP;
    } else {
      line.push(item);
      width += item.width + GAP;
    }
  }
  const sequences = lines.map(inSequence);
  const first = sequences[0];
  if (first === undefined || sequences.length === 1) return first ?? inSequence([]);
  const widest = Math.max(...sequences.map((s) => s.width)) + 2 * ARC;
  const tops: number[] = [0];
  for (let i = 1; i < sequences.length; i++) tops.push((tops[i - 1] ?? 0) + (sequences[i - 1]?.down ?? 0) + 2 * ROW + 2 * ARC + (sequences[i]?.up ?? 0));
  const down = (tops[tops.length - 1] ?? 0) + (sequences[sequences.length - 1]?.down ?? 0);
  // The line leaves at the height at which it came: from the end of the last row it climbs at the right.
  return {
    width: widest + 2 * ARC + GAP,
    up: first.up,
    down,
    draw(x, y) {
      const parts = [`<path d="M${num(x)} ${num(y)}h${ARC}"/>`];
      for (const [i, row] of sequences.entries()) {
        const at = y + (tops[i] ?? 0);
        const next = tops[i + 1];
        const start = x + ARC;
        parts.push(row.draw(start, at));
        const right = x + widest;
        parts.push(line(start + row.width, right, at));
        if (next === undefined) {
          const climb = tops[i] ?? 0;
          parts.push(`<path d="M${num(right)} ${num(at)}h${GAP}a${ARC} ${ARC} 0 0 0 ${ARC} ${-ARC}v${num(-climb + 2 * ARC)}a${ARC} ${ARC} 0 0 1 ${ARC} ${-ARC}"/>`);
          continue;
        }
        const turn = row.down + ROW;
        const back = num(-(right - start));
        parts.push(`<path d="M${num(right)} ${num(at)}q${ARC} 0 ${ARC} ${ARC}V${num(at + turn - ARC)}q0 ${ARC} ${-ARC} ${ARC}h${back}q${-ARC} 0 ${-ARC} ${ARC}V${num(y + next - ARC)}q0 ${ARC} ${ARC} ${ARC}"/>`);
      }
      return parts.join('');
    },
  };
}

function drawing(node: Node, known: ReadonlySet<string>): Drawing {
  switch (node.kind) {
    case 'literal':
      return box(node.text, 'literal', null);
    case 'token':
      return box(node.name, 'token', 'tokens');
    case 'rule':
      return box(node.name, 'rule', known.has(node.name) ? node.name : null);
    case 'sequence':
      return inSequence(node.items.map((i) => drawing(i, known)));
    case 'choice':
      return oneOf(node.options.map((o) => drawing(o, known)));
    case 'optional':
      return oneOf([inSequence([]), drawing(node.of, known)]);
    case 'repeat':
      return loop(drawing(node.of, known), node.separator === null ? null : drawing(node.separator, known));
  }
}

function box(text: string, kind: 'literal' | 'token' | 'rule', target: string | null): Drawing {
  const width = text.length * CHAR + 18;
  return {
    width,
    up: BOX,
    down: BOX,
    draw(x, y) {
      const shape = `<rect class="${kind}" x="${num(x)}" y="${num(y - BOX)}" width="${num(width)}" height="${2 * BOX}" rx="${kind === 'rule' ? 2 : BOX}"/><text x="${num(x + width / 2)}" y="${num(y + 4.5)}">${escape(text)}</text>`;
      return target === null ? shape : `<a href="#${target}">${shape}</a>`;
    },
  };
}

function inSequence(items: readonly Drawing[]): Drawing {
  const width = items.reduce((sum, i) => sum + i.width, 0) + GAP * Math.max(0, items.length - 1);
  return {
    width,
    up: Math.max(0, ...items.map((i) => i.up)),
    down: Math.max(0, ...items.map((i) => i.down)),
    draw(x, y) {
      let at = x;
      let text = '';
      for (const [i, item] of items.entries()) {
        if (i > 0) {
          text += line(at, at + GAP, y);
          at += GAP;
        }
        text += item.draw(at, y);
        at += item.width;
      }
      return text;
    },
  };
}

/** The first option on the line, the others below it. */
function oneOf(options: readonly Drawing[]): Drawing {
  const inner = Math.max(0, ...options.map((o) => o.width));
  const tops: number[] = [];
  let bottom = 0;
  for (const [i, option] of options.entries()) {
    const top = i === 0 ? 0 : bottom + ROW + Math.max(option.up, i === 1 && (options[0]?.down ?? 0) === 0 ? ARC : 0);
    tops.push(Math.max(top, i === 0 ? 0 : 2 * ARC));
    bottom = (tops[i] ?? 0) + option.down;
  }
  const width = inner + 4 * ARC;
  return {
    width,
    up: options[0]?.up ?? 0,
    down: bottom,
    draw(x, y) {
      let text = '';
      for (const [i, option] of options.entries()) {
        const at = y + (tops[i] ?? 0);
        const start = x + 2 * ARC;
        const end = start + option.width;
        text += option.draw(start, at);
        if (i === 0) {
          text += line(x, start, y) + line(end, x + width, y);
          continue;
        }
        text += `<path d="M${num(x)} ${num(y)}q${ARC} 0 ${ARC} ${ARC}V${num(at - ARC)}q0 ${ARC} ${ARC} ${ARC}"/>`;
        text += `<path d="M${num(end)} ${num(at)}H${num(x + width - 2 * ARC)}q${ARC} 0 ${ARC} ${-ARC}V${num(y + ARC)}q0 ${-ARC} ${ARC} ${-ARC}"/>`;
      }
      return text;
    },
  };
}

/** Once, and again after the way back below, on which the separator stands. */
function loop(of: Drawing, separator: Drawing | null): Drawing {
  const inner = Math.max(of.width, separator?.width ?? 0);
  const width = inner + 4 * ARC;
  const back = Math.max(2 * ARC, of.down + ROW + (separator?.up ?? 0));
  return {
    width,
    up: of.up,
    down: back + (separator?.down ?? 0),
    draw(x, y) {
      const start = x + 2 * ARC;
      const at = y + back;
      const middle = separator === null ? x + width / 2 : x + (width - separator.width) / 2;
      const from = separator === null ? middle : middle + separator.width;
      const right = `<path d="M${num(x + width - 2 * ARC)} ${num(y)}q${ARC} 0 ${ARC} ${ARC}V${num(at - ARC)}q0 ${ARC} ${-ARC} ${ARC}H${num(from)}"/>`;
      const left = `<path d="M${num(middle)} ${num(at)}H${num(start)}q${-ARC} 0 ${-ARC} ${-ARC}V${num(y + ARC)}q0 ${-ARC} ${ARC} ${-ARC}"/>`;
      return of.draw(start, y) + line(x, start, y) + line(start + of.width, x + width, y) + right + left + (separator?.draw(middle, at) ?? '');
    },
  };
}

function line(from: number, to: number, y: number): string {
  return from === to ? '' : `<path d="M${num(from)} ${num(y)}H${num(to)}"/>`;
}

function num(n: number): string {
  return String(Math.round(n * 10) / 10);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
