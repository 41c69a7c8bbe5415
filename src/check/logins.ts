/** Apps of a world, and what comes with a login: a tool that logs in to each app, the password manager, and the types of both. */
import * as codes from '../diagnostics/codes/apps.js';
import type { AppIR, ToolIR, TypeIR, TypeRef } from '../ir/ir.js';
import { compareCodeUnits } from '../runtime/canonical.js';
import type { Sym, ToolSymbol } from '../resolve/symbols.js';
import type { AppDecl, Decl } from '../syntax/ast.js';
import { compileRegex } from '../types/regex/compile.js';
import type { ModuleView } from './context.js';
import type { TypeDeclarations } from './type-decls.js';
import { resolveType } from './type-uses.js';
import { capitalised, toWords } from './words.js';

export interface Logins {
  readonly apps: readonly AppIR[];
  /** Beside the tools and types that are declared. */
  readonly tools: readonly ToolIR[];
  readonly types: readonly TypeIR[];
}

export const PASSWORD_MANAGER = 'password_manager';
const NAME_TYPE = 'login_name';
const PASSWORD_TYPE = 'login_password';
const APP_TYPE = 'login_app';

const FIRST = 'alex|anna|ben|carla|dana|elif|emma|felix|grace|hugo|ines|jonas|kira|lena|leo|maria|maya|nina|noah|omar|paul|rosa|sam|tara|theo|yuki|zoe';
const LAST = 'adams|baker|costa|diaz|ellis|fischer|garcia|haas|ito|jensen|khan|lopez|meyer|novak|okafor|park|reyes|rossi|silva|stone|tanaka|walker|weber|young';
const QUALITIES = 'amber|brave|bright|calm|clever|copper|crimson|early|gentle|golden|hidden|icy|jolly|lucky|marble|merry|misty|quiet|rapid|silent|silver|sunny|velvet|wild';
const THINGS = 'anchor|badger|canyon|cactus|comet|dolphin|ember|falcon|forest|glacier|harbor|island|kettle|lantern|maple|meadow|ocean|otter|pepper|planet|raven|river|tiger|willow';

/** The apps among the symbols; an app that is in the world by one of its tools alone counts, too. */
export function checkApps(world: ReadonlySet<Sym>, broken: ReadonlySet<Decl>, types: TypeDeclarations, viewOf: (symbol: Sym) => ModuleView): Logins {
  const apps = new Map<string, { readonly ir: AppIR; readonly decl: AppDecl; readonly view: ModuleView }>();
  for (const symbol of world) {
    const decl = symbol.decl.kind === 'app' ? symbol.decl : symbol.inside?.kind === 'app' ? symbol.inside : null;
    if (decl === null || broken.has(decl) || decl.name.missing || apps.has(decl.name.text)) continue;
    const view = viewOf(symbol);
    if (symbol.decl === decl) view.snakeCase('app', decl.name);
    const login = decl.login === null ? null : { username: usernameType(decl, view, types), password: named(PASSWORD_TYPE) };
    const noun = decl.noun?.value ?? toWords(decl.name.text).split(' ').map(capitalised).join(' ');
    apps.set(decl.name.text, { ir: { name: decl.name.text, description: decl.doc?.text ?? '', noun, login }, decl, view });
  }
  const sorted = [...apps.values()].sort((a, b) => compareCodeUnits(a.ir.name, b.ir.name));
  const secured = sorted.filter(({ ir }) => ir.login !== null);
  const made: Logins = { apps: sorted.map((a) => a.ir), tools: [], types: [] };
  if (secured.length === 0) return made;
  const tools = [...secured.map(({ ir }) => loginTool(ir)), passwordManager(secured.map((a) => a.ir))].sort((a, b) => compareCodeUnits(a.name, b.name));
  const loginTypes = typesOf(secured.map((a) => a.ir));
  reportTaken(world, secured, tools, loginTypes, viewOf);
  return { ...made, tools, types: loginTypes };
}

function named(name: string): TypeRef {
  return { kind: 'named', name };
}

function usernameType(decl: AppDecl, view: ModuleView, types: TypeDeclarations): TypeRef {
  const written = decl.login?.username;
  if (written == null) return named(NAME_TYPE);
  const type = resolveType(written, view, types, new Set());
  if (type === null) return named(NAME_TYPE);
  const table = type.kind === 'named' ? types.table.downSet(type.name).some((n) => types.table.get(n)?.values != null) : false;
  if (type.kind === 'named' && types.baseOf(type) === 'str' && (table || type.name === 'str')) return type;
  view.report(codes.badUserName, written.span, { app: decl.name.text });
  return named(NAME_TYPE);
}

function loginTool({ name, noun, login }: AppIR): ToolIR {
  return {
    name: `${name}_login`,
    description: `Logs in to ${noun}. The other ${noun} tools can only be used after a successful login. Returns true if the user name and the password are right.`,
    app: name,
    tags: [],
    typeParams: [],
    params: [
      { name: 'username', description: `The user name on ${noun}.`, type: login?.username ?? named(NAME_TYPE) },
      { name: 'password', description: `The password that belongs to the user name.`, type: login?.password ?? named(PASSWORD_TYPE) },
    ],
    result: named('bool'),
    requires: [],
    returns: null,
    access: 'login',
    phrases: [{ form: 'noun', text: [`whether ${noun} lets `, { hole: 'username' }, ' in with the password ', { hole: 'password' }] }],
  };
}

function passwordManager(apps: readonly AppIR[]): ToolIR {
  const names = apps.map((a) => `"${a.name}"`);
  const last = names[names.length - 1] ?? '';
  const list = names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
  return {
    name: PASSWORD_MANAGER,
    description: "Returns the user's saved password for an app. Use it when a login is needed and the password was not given.",
    app: null,
    tags: [],
    typeParams: [],
    params: [
      { name: 'app', description: `The app that the password is for: ${list}.`, type: named(APP_TYPE) },
      { name: 'username', description: 'The user name on that app.', type: named('str') },
    ],
    result: named(PASSWORD_TYPE),
    requires: [],
    returns: null,
    access: 'password',
    phrases: [{ form: 'noun', text: ['the password saved for ', { hole: 'username' }, ' on ', { hole: 'app' }] }],
  };
}

function typesOf(apps: readonly AppIR[]): TypeIR[] {
  const types: TypeIR[] = [
    { name: APP_TYPE, description: 'An app that needs a login.', noun: 'app', plural: 'apps', parents: ['str'], values: { kind: 'enum', values: apps.map((a) => a.name) }, accepts: null },
    // Wrong user names and passwords are texts like right ones: they do not log in, and that is all.
    { name: PASSWORD_TYPE, description: 'A password.', noun: 'password', plural: 'passwords', parents: ['str'], values: pattern(`(?:${QUALITIES})-(?:${THINGS})-[1-9][0-9]{1,2}`), accepts: pattern('[\\s\\S]*') },
  ];
  if (apps.some((a) => a.login?.username.kind === 'named' && a.login.username.name === NAME_TYPE)) {
    types.push({ name: NAME_TYPE, description: 'A user name.', noun: 'user name', plural: 'user names', parents: ['str'], values: pattern(`(?:${FIRST})[._]?(?:${LAST})[1-9]?[0-9]`), accepts: pattern('[\\s\\S]*') });
  }
  return types.sort((a, b) => compareCodeUnits(a.name, b.name));
}

function pattern(text: string): TypeIR['values'] {
  const compiled = compileRegex(text);
  if ('problem' in compiled) throw new Error(`the pattern of a built-in type: ${compiled.problem.message}`);
  return { kind: 'regex', pattern: text, dfa: compiled.dfa };
}

/** The names of what comes with a login may not be taken. */
function reportTaken(world: ReadonlySet<Sym>, apps: readonly { readonly ir: AppIR; readonly decl: AppDecl; readonly view: ModuleView }[], tools: readonly ToolIR[], types: readonly TypeIR[], viewOf: (symbol: Sym) => ModuleView): void {
  const first = apps[0];
  const report = (symbol: Sym, what: string, app: { readonly ir: AppIR; readonly decl: AppDecl; readonly view: ModuleView } | undefined): void => {
    if (app === undefined) return;
    viewOf(symbol).report(codes.loginNameTaken, symbol.nameNode.span, { what, name: symbol.name, app: app.ir.name }, { related: [{ message: 'the login that brings it', location: app.view.at(app.decl.login?.span ?? app.decl.name.span) }] });
  };
  const isTool = (symbol: Sym): symbol is ToolSymbol => symbol.namespace === 'tool';
  for (const symbol of world) {
    if (isTool(symbol)) {
      const tool = tools.find((t) => t.name === symbol.name);
      if (tool !== undefined) report(symbol, 'tool', tool.app === null ? first : apps.find((a) => a.ir.name === tool.app));
    } else if (symbol.namespace === 'type' && types.some((t) => t.name === symbol.name)) report(symbol, 'type', first);
  }
}
