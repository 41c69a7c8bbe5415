/** The pictures of a data card, as SVG: how long and how deep tasks are, and how evenly tools are used. */

export interface Series {
  readonly name: string;
  /** Bars: value → how many tasks have it. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Curve {
  readonly name: string;
  /** Calls of each tool, most first. */
  readonly calls: readonly number[];
}

const WIDTH = 640;
const HEIGHT = 320;
const PLOT = { left: 56, right: 16, top: 56, bottom: 48 };
/** Told apart by people with any colour vision (Okabe and Ito), and on paper. */
const COLORS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00'];
const SERIES = COLORS.length;

/** A bar for each value and set: what share of the set's tasks has it. */
export function barChart(title: string, axis: string, series: readonly Series[]): string {
  const shown = series.slice(0, SERIES);
  const values = [...new Set(shown.flatMap((s) => Object.keys(s.counts).map(Number)))].sort((a, b) => a - b);
  const low = values[0] ?? 0;
  const high = values[values.length - 1] ?? 0;
  const slots = high - low + 1;
  const shares = shown.map((s) => {
    const total = Object.values(s.counts).reduce((sum, n) => sum + n, 0);
    return (value: number): number => (total === 0 ? 0 : (s.counts[String(value)] ?? 0) / total);
  });
  const top = niceTop(Math.max(0.01, ...shares.flatMap((share) => values.map(share))));
  const width = (WIDTH - PLOT.left - PLOT.right) / slots;
  const bar = Math.min(28, (width * 0.8) / Math.max(1, shown.length));
  const parts: string[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const value = low + slot;
    const middle = PLOT.left + (slot + 0.5) * width;
    for (const [i, share] of shares.entries()) {
      const height = (share(value) / top) * plotHeight();
      if (height === 0) continue;
      const x = middle + (i - shown.length / 2) * bar;
      parts.push(`<rect x="${fixed(x)}" y="${fixed(HEIGHT - PLOT.bottom - height)}" width="${fixed(bar - 1)}" height="${fixed(height)}" fill="${COLORS[i]}"><title>${escape(shown[i]?.name ?? '')}, ${value}: ${percent(share(value))}</title></rect>`);
    }
    if (slots <= 24 || slot % Math.ceil(slots / 24) === 0) parts.push(text(middle, HEIGHT - PLOT.bottom + 16, String(value), 'middle'));
  }
  return frame(title, axis, 'share of tasks', shown.map((s) => s.name), [...yAxis(top, percent), ...parts]);
}

/** Tools from the most to the least called, each against the mean of its set. */
export function frequencyChart(title: string, curves: readonly Curve[]): string {
  const shown = curves.slice(0, SERIES).filter((c) => c.calls.length > 0);
  const relative = shown.map(({ calls }) => {
    const mean = calls.reduce((sum, n) => sum + n, 0) / calls.length;
    return calls.map((n) => (mean === 0 ? 0 : n / mean));
  });
  const top = niceTop(Math.max(1, ...relative.map((r) => r[0] ?? 0)));
  const y = (value: number): number => HEIGHT - PLOT.bottom - (value / top) * plotHeight();
  const parts: string[] = [`<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${fixed(y(1))}" y2="${fixed(y(1))}" stroke="#888" stroke-dasharray="4 3"/>`];
  for (const [i, values] of relative.entries()) {
    // A step a tool, and no more than a few hundred of them: a picture has not the room for ten thousand.
    const steps = Math.min(values.length, 300);
    const points: string[] = [];
    for (let step = 0; step < steps; step++) {
      const value = values[Math.floor(((step + 0.5) * values.length) / steps)] ?? 0;
      for (const at of [step, step + 1]) points.push(`${fixed(PLOT.left + (at / steps) * (WIDTH - PLOT.left - PLOT.right))},${fixed(y(value))}`);
    }
    parts.push(`<polyline points="${points.join(' ')}" fill="none" stroke="${COLORS[i]}" stroke-width="2"/>`);
  }
  for (const share of [0, 0.25, 0.5, 0.75, 1]) parts.push(text(PLOT.left + share * (WIDTH - PLOT.left - PLOT.right), HEIGHT - PLOT.bottom + 16, percent(share), share === 0 ? 'start' : share === 1 ? 'end' : 'middle'));
  return frame(title, 'tools, from the most to the least called', 'calls of a tool, against the mean', shown.map((c) => c.name), [...yAxis(top, (v) => `${trim(v)}×`), ...parts]);
}

function frame(title: string, x: string, y: string, names: readonly string[], parts: readonly string[]): string {
  let at = PLOT.left;
  const legend = names.flatMap((name, i) => {
    const left = at;
    at += 28 + Math.min(name.length, 24) * 7;
    return at > WIDTH ? [] : [`<rect x="${left}" y="30" width="10" height="10" fill="${COLORS[i]}"/>`, text(left + 15, 39, name.length > 24 ? `${name.slice(0, 23)}…` : name, 'start')];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="11" fill="#333">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="20" font-size="14" font-weight="600">${escape(title)}</text>`,
    ...legend,
    ...parts,
    `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${HEIGHT - PLOT.bottom}" y2="${HEIGHT - PLOT.bottom}" stroke="#333"/>`,
    text((PLOT.left + WIDTH - PLOT.right) / 2, HEIGHT - 10, x, 'middle'),
    `<text transform="translate(13 ${PLOT.top + plotHeight() / 2}) rotate(-90)" text-anchor="middle">${escape(y)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function yAxis(top: number, label: (value: number) => string): string[] {
  return [0, 1, 2, 3, 4].flatMap((n) => {
    const y = HEIGHT - PLOT.bottom - (n / 4) * plotHeight();
    return [...(n === 0 ? [] : [`<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${fixed(y)}" y2="${fixed(y)}" stroke="#ddd"/>`]), text(PLOT.left - 6, y + 4, label((top * n) / 4), 'end')];
  });
}

function plotHeight(): number {
  return HEIGHT - PLOT.top - PLOT.bottom;
}

/** The least of 1, 2, 4, 6, 8, 10, 12, 16 and 20 hundredths, tenths, … that holds `max`: a quarter of it reads well. */
function niceTop(max: number): number {
  for (let power = -2; ; power++) {
    for (const step of [1, 2, 4, 6, 8]) {
      const top = Number(`${step}e${power}`);
      if (top >= max) return top;
    }
  }
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${escape(content)}</text>`;
}

function percent(share: number): string {
  return `${trim(share * 100)}%`;
}

function trim(value: number): string {
  return String(Number(value.toFixed(value < 10 ? 2 : 1)));
}

function fixed(value: number): string {
  return String(Number(value.toFixed(2)));
}

function escape(content: string): string {
  return content.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
