/**
 * The names among `candidates` that a person who wrote `word` may have meant: nearest first, at most three,
 * none where nothing is near, and nothing far beside something near. The one "did you mean" of the project.
 */
export function suggest(word: string, candidates: Iterable<string>): string[] {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const near: { name: string; distance: number }[] = [];
  for (const name of new Set(candidates)) {
    if (Math.abs(name.length - word.length) > limit) continue;
    const distance = name.toLowerCase() === word.toLowerCase() ? 0.5 : editDistance(word.toLowerCase(), name.toLowerCase(), limit);
    if (distance <= limit) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  const farthest = Math.max(1, near[0]?.distance ?? 0);
  return near.filter((n) => n.distance <= farthest).slice(0, 3).map((n) => n.name);
}

/** ` (did you mean "a", "b" or "c"?)`, or nothing. For the end of a message. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const names = suggest(word, candidates).map((n) => `"${n}"`);
  const last = names.pop();
  if (last === undefined) return '';
  return names.length === 0 ? ` (did you mean ${last}?)` : ` (did you mean ${names.join(', ')} or ${last}?)`;
}

/** Damerau-Levenshtein distance (adjacent swaps count one), or `limit + 1` once it must exceed the limit. */
function editDistance(a: string, b: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (beforePrevious[j - 2] ?? 0) + 1);
      row.push(d);
      best = Math.min(best, d);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}
