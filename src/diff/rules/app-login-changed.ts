import { defineRule, EVERYTHING } from '../rule.js';
import { code } from '../words.js';

export const appLoginChanged = defineRule({
  name: 'app-login-changed',
  title: 'An app asks for a login, or no longer, or for another one',
  breaks: EVERYTHING,
  explain: `
Every tool of an app with a login refuses to answer before it. Recorded tasks that did not log in are refused now, and those that did
call a tool that is gone, or with credentials of another form.
`,
  find: (worlds) =>
    worlds.at('apps/*/login').map(({ delta, names: [name] }) => {
      const what = delta.before === null ? 'asks for a login now' : delta.after === null ? 'no longer asks for a login' : 'asks for another login';
      return { message: `the app ${code(name)} ${what}`, place: { kind: 'app', name }, explains: [delta] };
    }),
});
