/**
 * What an English noun phrase shows of itself: its head, its number, whether it is a clause. Rules of thumb that read the
 * authors' phrases; a wrong guess costs fluency, never meaning, since the reader goes by the same guesses.
 */

/** What something is called: `city`, or `movie titles` where it is several. */
export interface Name {
  readonly text: string;
  readonly plural: boolean;
  /** Whether it comes from a phrase ("capital") rather than from the type ("city"). */
  readonly role?: true;
}

const DETERMINERS = new Set('the a an all any every each its their this that these those some'.split(' '));

/** Words that end the head of a noun phrase: what follows only says more about it. */
const STOPS = new Set(
  ('of in for on at by with without from to that which who whom whose where when while between about near under above below after before since during ' +
    'through via as and or within per using given named called according associated inside outside across around against among beside beyond despite ' +
    'into like off onto out over past until up upon available due is are was were has have had can will than if').split(' '),
);

/** Words that say which one of several; no one would repeat them in "that …". */
const QUALIFIERS = new Set(
  ('most least more less very first second third last latest next previous current recent upcoming nearest closest highest lowest largest smallest biggest longest shortest ' +
    'best worst top newest oldest earliest total overall average mean maximum minimum main primary full complete exact new own other same given resulting ' +
    'expected estimated approximate typical usual popular larger smaller higher lower greater alphabetically currently publicly combined corresponding').split(' '),
);

/** Words that end a head once it has its noun: irregular participles, adverbs, and what compares. */
const AFTER_NOUNS = new Set(
  ('made known born sold sent spent built held given taken driven written shown grown worn paid lost found kept left bought caught taught run set put hit cut won met led drawn chosen ' +
    'spoken eaten flown sung heard seen told most more least less often together only then now back away next').split(' '),
);

/** Adjectives that come after a noun: "the hotel closest to …", "the drivers available near …". */
const AFTER = /(?:^(?:free|open|close|similar|typical|ready|due|worth|full|inside|outside|present|left|home)|able|ible|[a-z]est)$/;

const NOUNS_IN_ING = new Set(
  ('rating building meaning booking meeting listing spelling setting ranking opening closing pricing timing parking heading string thing king ring spring evening morning wedding ' +
    'recording offering saving earning reading training painting drawing filing finding holding standing warning greeting billing shipping funding lodging clothing ceiling wing').split(' '),
);
const NOUNS_IN_ED = new Set('speed seed feed bed need breed wed deed weed reed shed sled newsfeed'.split(' '));
const NOUNS_IN_EST = new Set('request guest interest forest quest contest harvest nest test chest vest arrest protest table cable vegetable variable bible timetable crucible'.split(' '));
const NOT_PLURAL = new Set('news status address series weather bus gas lens bonus campus atlas canvas iris basis analysis gps sms access business process success progress class genus species this its less census us virus chess mathematics physics politics'.split(' '));
const IRREGULAR_PLURALS = new Set('people children men women feet teeth mice geese data criteria media phenomena alumni'.split(' '));
const CLAUSES = new Set('whether if how who what when where which why'.split(' '));

/** Whether a single word is a plural noun. */
export function isPlural(word: string): boolean {
  const low = word.toLowerCase();
  if (IRREGULAR_PLURALS.has(low)) return true;
  return low.length > 2 && low.endsWith('s') && !/(?:ss|us|is)$/.test(low) && !NOT_PLURAL.has(low);
}

export interface Head {
  /** The head with what comes before it, without determiner and qualifiers: `public holiday`; null where none was found. */
  readonly name: Name | null;
  /** Whether the whole phrase takes "are". */
  readonly plural: boolean;
  /** "whether …", "how many …": a clause, which takes no "What is". */
  readonly clause: boolean;
}

/** Reads the words before a phrase's first hole (or after it, where the phrase starts with one: "{city}'s weather"). */
export function headOf(opening: string): Head {
  const words = opening.replace(/^'s?\s/, ' ').split(/\s+/).filter((w) => w !== '');
  const first = words[0]?.toLowerCase() ?? '';
  if (CLAUSES.has(first)) return { name: null, plural: false, clause: true };
  const found: string[] = [];
  for (const [i, word] of words.entries()) {
    const low = word.toLowerCase();
    if (i === 0 && DETERMINERS.has(low)) continue;
    const bare = low.replace(/[,;:.]$/, '');
    if (STOPS.has(bare) || (found.length > 0 && isParticiple(bare))) break;
    if (AFTER_NOUNS.has(bare) && found.some((w) => !QUALIFIERS.has(w.toLowerCase()))) break;
    found.push(word.replace(/[,;:.]$/, ''));
    if (/[,;:.]$/.test(word)) break;
  }
  while (found.length > 1 && AFTER.test(found[found.length - 1]?.toLowerCase() ?? '') && !NOUNS_IN_EST.has(found[found.length - 1]?.toLowerCase() ?? '')) found.pop();
  const last = found[found.length - 1] ?? '';
  const plural = last !== '' && isPlural(last);
  while (found.length > 0 && QUALIFIERS.has((found[0] ?? '').toLowerCase())) found.shift();
  const usable = found.length > 0 && found.every((w) => /^[\p{L}\d][\p{L}\d'’/&-]*$/u.test(w));
  return { name: usable ? { text: found.join(' '), plural } : null, plural, clause: false };
}

/** Whether a word can be a noun beside what it names: "flight {flight}", not "from {from}". */
export function mayBeNoun(word: string): boolean {
  return !STOPS.has(word) && !isParticiple(word);
}

function isParticiple(word: string): boolean {
  if (word.length < 5) return false;
  return (word.endsWith('ing') && !NOUNS_IN_ING.has(word)) || (word.endsWith('ed') && !NOUNS_IN_ED.has(word));
}

/** The text with its first letter large. */
export function capitalise(text: string): string {
  const first = text.codePointAt(0);
  if (first === undefined) return text;
  const letter = String.fromCodePoint(first);
  const large = letter.toUpperCase();
  // A letter whose capital is two letters (as of the German sharp s) stays as it is.
  return large.length === letter.length ? large + text.slice(letter.length) : text;
}

/** `start_date` as `start date`. */
export function wordsOf(identifier: string): string {
  return identifier.replace(/_+/g, ' ').trim() || identifier;
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(' ');

/** `first` for 0; undefined beyond the twentieth. */
export function ordinal(index: number): string | undefined {
  return ORDINALS[index];
}

const ACTS: ReadonlyMap<string, string> = new Map(
  (
    'book booking|order order|reserve reservation|rent rental|buy purchase|purchase purchase|pay payment|register registration|schedule appointment|subscribe subscription|request request|' +
    'search search|calculate calculation|convert conversion|translate translation|compare comparison|post post|cancel cancellation|transfer transfer|ship shipment|deposit deposit|' +
    'withdraw withdrawal|invite invitation|donate donation|enroll enrollment|enrol enrolment|analyze analysis|analyse analysis|summarize summary|summarise summary|estimate estimate|upload upload'
  )
    .split('|')
    .map((pair): [string, string] => [pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '']),
);

/** What comes of doing what a verb phrase says: a booking, of "book a table". Null where we know no word for it. */
export function actOf(phrase: string): Name | null {
  const noun = ACTS.get(/^[a-z]+/i.exec(phrase)?.[0].toLowerCase() ?? '');
  return noun === undefined ? null : { text: noun, plural: false };
}

const PERSONS = new Set(
  ('person people actor actress author writer founder director owner singer artist driver manager employee customer passenger player coach teacher student doctor president minister mayor ' +
    'inventor composer painter poet winner champion captain architect designer developer editor executive chairman chairwoman chairperson boss man woman friend child host guest chef producer ' +
    'colleague seller buyer user member leader head officer politician scientist athlete musician journalist king queen successor predecessor').split(' '),
);

/** Whether a name is a person's: asked for with "Who". */
export function isPerson(name: string): boolean {
  return PERSONS.has(/[a-z]+$/i.exec(name)?.[0].replace(/s$/, '').toLowerCase() ?? '') || name.endsWith('people');
}

const REPORTS = new Set(
  'forecast report result results details information info summary data statistics profile record quote receipt schedule invoice booking order reservation listing entry overview log account stats leadership row card file page'.split(' '),
);

/** Whether values are taken "from" the thing, as from a report, rather than being "of" it. */
export function isReport(name: string): boolean {
  return REPORTS.has(/[a-z]+$/i.exec(name)?.[0].toLowerCase() ?? '');
}

/** `A` for 0; undefined beyond the twenty-sixth. */
export function letter(index: number): string | undefined {
  return index < 26 ? String.fromCharCode(65 + index) : undefined;
}
