/** HTML that cannot be broken by what stands in it: every value is escaped unless it is HTML made here. */

export class Html {
  constructor(readonly text: string) {}
}

export type Part = string | number | Html | null | false | readonly Part[];

/** A template whose values are escaped as text or as the value of a quoted attribute; lists are joined, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  let out = strings[0] ?? '';
  for (const [i, value] of values.entries()) out += render(value) + (strings[i + 1] ?? '');
  return new Html(out);
}

/** Markup from elsewhere in this program that is known to be whole. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function render(value: Part): string {
  if (value === null || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeHtml(value);
  return value.map(render).join('');
}

/** Control characters become visible, so that no text can hide or turn around what stands beside it. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
