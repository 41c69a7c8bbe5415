/** Seeded edits of a world's source as authors make them: most still compile, and each changes something else. */

type Random = () => number;

const TYPES = ['company_name', 'location', 'person_name', 'date', 'day_name', 'price', 'stock_id', 'id', 'advice', 'int', 'float', 'str'] as const;

/** One edit; undefined where there is no place for it. */
type Edit = (text: string, random: Random) => string | undefined;

const EDITS: readonly Edit[] = [
  // Numbers: counts, seeds, bounds, weights, defaults, steps.
  (text, random) => replaceOne(text, /\b[0-9]+(?:\.[0-9]+)?\b/g, random, (n) => (n.includes('.') ? (Number(n) * 2).toFixed(2) : String(Number(n) + (random() < 0.5 ? 1 : Math.max(1, Number(n)))))),
  (text, random) => replaceOne(text, /\b[0-9]+\b/g, random, (n) => String(Math.max(1, Number(n) - 1))),
  // A clause, a parameter, a declaration less.
  (text, random) => replaceOne(text, /^ {2}(?:phrase|returns|requires|tags|depth|inputs|each|at most|never|obey|seed|distractors|ask|first_company)\b.*\n/gm, random, () => ''),
  (text, random) => pickDecl(text, random, (decls, i) => decls.filter((_, k) => k !== i)),
  (text, random) => pickDecl(text, random, (decls, i) => [...decls.slice(0, i), ...decls.slice(i + 1), decls[i] ?? '']),
  (text, random) => pickDecl(text, random, (decls, i) => [...decls, (decls[i] ?? '').replace(/^((?:tool|type|constraint|tasks) \w+)/m, '$1_more').replace(/phrase "the /, 'phrase "the other ')]),
  // Words.
  (text, random) => replaceOne(text, /(?<=^\/\/\/ )[A-Z]\w+/gm, random, (w) => `${w} also`),
  (text, random) => replaceOne(text, /(?<=phrase "the )\w+/g, random, (w) => `well known ${w}`),
  (text, random) => replaceOne(text, /noun "[^"]*"/g, random, () => 'noun "thing"'),
  // Values.
  (text, random) => replaceOne(text, /"[A-Za-z]+"(?= \|)/g, random, (v) => `${v} @ 4`),
  (text, random) => replaceOne(text, /"(?:Monday|Tuesday|buy|hold|sell)"/g, random, (v) => `${v.slice(0, -1)}!"`),
  (text, random) => replaceOne(text, /\{3,4\}/g, random, () => '{2,4}'),
  (text, random) => replaceOne(text, /accepts 0\.00\.\./g, random, () => (random() < 0.5 ? 'accepts 0.00..20000.00' : 'accepts -100.00..')),
  (text, random) => replaceOne(text, /step 0\.01/g, random, () => 'step 0.05 accepts 0.00..'),
  // Signatures.
  (text, random) => replaceOne(text, new RegExp(`(?<=: |-> )(?:${TYPES.join('|')})\\b`, 'g'), random, () => TYPES[Math.floor(random() * TYPES.length)] ?? 'int'),
  (text, random) => replaceOne(text, new RegExp(`(?<=-> )(?:${TYPES.join('|')})\\b`, 'g'), random, (t) => `list<${t}>`),
  (text, random) => replaceOne(text, /(?<=list<\w+>)(?!\[)/g, random, () => '[1..6]'),
  (text, random) => replaceOne(text, /\(a: T, b: T\)/g, random, () => '(b: T, a: T)'),
  (text, random) => replaceOne(text, /\(([a-z]\w*): (\w+)\) ->/g, random, (m) => m.replace(') ->', ', extra: int = 3) ->')),
  (text, random) => replaceOne(text, /<T <: float>/g, random, () => '<T <: price>'),
  (text, random) => replaceOne(text, /type \w+ <: str/g, random, (m) => m.replace('<: str', '<: id, str')),
  (text, random) => replaceOne(text, /(?<= {2}phrase .*\n)/g, random, () => '  requires true else "never"\n'),
  (text, random) => replaceOne(text, /round\(a \+ b, 2\)/g, random, () => (random() < 0.5 ? 'round(b + a, 2)' : 'round(a + b, 1)')),
  (text, random) => replaceOne(text, /returns first\(companies\)/g, random, () => 'returns companies[0]'),
  // Facts: fields less, more, unique, of another type, computed otherwise; sorted rows.
  (text, random) => replaceOne(text, /^ {2}(?:founded|cheapest|seat): \w+\n/gm, random, (line) => (random() < 0.5 ? '' : line.replace('\n', ' unique\n'))),
  (text, random) => replaceOne(text, /^ {2}(?:founded|cheapest|seat): \w+\n/gm, random, (line) => `${line}  another: year\n`),
  (text, random) => replaceOne(text, /(?<=^ {2}(?:founded|cheapest|seat): )\w+/gm, random, () => ['year', 'price', 'city_name', 'City', 'int'][Math.floor(random() * 5)] ?? 'int'),
  (text, random) => replaceOne(text, /cheapest \* 3/g, random, () => (random() < 0.5 ? '3 * cheapest' : 'cheapest * 4')),
  (text, random) => replaceOne(text, /if m\.seat == city\]/g, random, () => 'if m.seat == city sort by m.founded]'),
  // What changes nothing at all.
  (text, random) => pickDecl(text, random, (decls, i) => decls.map((d, k) => (k === i ? `// A remark.\n${d}` : d))),
];

/** One to three edits. */
export function edit(text: string, random: Random): string {
  let edited = text;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) edited = EDITS[Math.floor(random() * EDITS.length)]?.(edited, random) ?? edited;
  return edited;
}

function replaceOne(text: string, pattern: RegExp, random: Random, by: (found: string) => string): string | undefined {
  const found = [...text.matchAll(pattern)];
  const one = found[Math.floor(random() * found.length)];
  return one === undefined ? undefined : text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length);
}

/** Declarations are parted by empty lines. The header stays first. */
function pickDecl(text: string, random: Random, by: (decls: readonly string[], at: number) => readonly string[]): string {
  const [head = '', ...decls] = text.split(/\n\n(?=(?:\/\/[^\n]*\n)*(?:type|entity|tool|constraint|tasks) )/);
  return [head, ...by(decls, Math.floor(random() * decls.length))].join('\n\n');
}
