/** RW45xx: apps and their logins. */
import { defineDiagnostic } from '../diagnostic.js';

export const loginNameTaken = defineDiagnostic<{ what: string; name: string; app: string }>({
  code: 'RW4501',
  severity: 'error',
  title: 'A name that comes with a login',
  message: ({ what, name, app }) => `the ${what} \`${name}\` comes with the login of \`${app}\``,
  help: () => 'choose another name, or take the `login` away',
  explain: `
An app with a login brings a tool \`APP_login\`; where any app has one there are a tool \`password_manager\` and the types \`login_name\`,
\`login_password\` and \`login_app\`.

\`\`\`rworld
// wrong
app netflix {
  login
  tool netflix_login(code: str) -> bool
}

// right
app netflix {
  login
  tool redeem(code: str) -> bool
}
\`\`\`
`,
});

export const badUserName = defineDiagnostic<{ app: string }>({
  code: 'RW4502',
  severity: 'error',
  title: 'A type that user names cannot have',
  message: ({ app }) => `the user names of \`${app}\` must be texts that can be drawn`,
  help: () => 'name a declared type of texts after `as`, or write `login` alone',
  explain: `
The user name of an account is stated in the request and drawn like any value.

\`\`\`rworld
// wrong
app netflix { login as int }

// right
type user_name <: str = /[a-z]{3,8}/
app netflix { login as user_name }
\`\`\`
`,
});
