/**
 * What a request says of accounts, before what it asks for: `My Netflix user name is "…" and my password is "…".` One table of
 * wordings speaks and reads.
 */
import type { AppIR, Json } from '../ir/ir.js';
import type { Stream } from '../runtime/random.js';
import { readValue, valueEnds, writeValue } from './values.js';

export interface Credentials {
  /** The name of the app. */
  readonly app: string;
  readonly username: Json;
  /** Undefined where the request does not state it. */
  readonly password: Json | undefined;
}

/** With the password, then without. `%` is the app, `#` the user name, `*` the password. */
const WITH: readonly string[] = [
  'My % user name is # and my password is *. ',
  'On % my user name is # and my password is *. ',
  'You can log in to % as # with the password *. ',
];
const WITHOUT: readonly string[] = [
  'My % user name is #. ',
  'On % my user name is #. ',
  'My % user name is #, and the password is in my password manager. ',
  'You can log in to % as #; my password manager has the password. ',
];

/** The sentences, in the order of the apps, each with a space after it. */
export function sayCredentials(credentials: readonly (Credentials & { readonly noun: string })[], stream: Stream): string {
  return credentials
    .map(({ noun, username, password }) => {
      const wording = stream.pick(password === undefined ? WITHOUT : WITH);
      return wording.replace(/[%#*]/g, (sign) => (sign === '%' ? noun : writeValue(sign === '#' ? username : (password ?? null))));
    })
    .join('');
}

/** Whether two lists say the same. */
export function sameCredentials(a: readonly Credentials[], b: readonly Credentials[]): boolean {
  return a.length === b.length && a.every((c, i) => c.app === b[i]?.app && c.username === b[i]?.username && c.password === b[i]?.password);
}

/** The credentials that a text begins with, and what comes after them. */
export function readCredentials(text: string, apps: readonly AppIR[]): { readonly credentials: readonly Credentials[]; readonly rest: string } {
  const credentials: Credentials[] = [];
  let rest = text;
  for (;;) {
    const found = readOne(rest, apps);
    if (found === undefined) return { credentials, rest };
    credentials.push(found.credentials);
    rest = rest.slice(found.end);
  }
}

function readOne(text: string, apps: readonly AppIR[]): { readonly credentials: Credentials; readonly end: number } | undefined {
  for (const wording of [...WITH, ...WITHOUT]) {
    for (const app of apps) {
      if (app.login === null) continue;
      const end = match(text, wording, app);
      if (end !== undefined) return end;
    }
  }
  return undefined;
}

function match(text: string, wording: string, app: AppIR): { readonly credentials: Credentials; readonly end: number } | undefined {
  const values: { '#'?: Json; '*'?: Json } = {};
  let at = 0;
  for (const part of wording.split(/([%#*])/)) {
    if (part === '#' || part === '*') {
      const end = valueEnds(text, at)[0];
      const value = end === undefined ? undefined : readValue(text.slice(at, end));
      if (end === undefined || value === undefined) return undefined;
      values[part] = value;
      at = end;
      continue;
    }
    const literal = part === '%' ? app.noun : part;
    if (!text.startsWith(literal, at)) return undefined;
    at += literal.length;
  }
  const { '#': username, '*': password } = values;
  return username === undefined ? undefined : { credentials: { app: app.name, username, password }, end: at };
}
