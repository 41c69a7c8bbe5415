/** What a schema cannot say of an IR: names that lead nowhere, orders that do not hold, automata that run off their end. */
import { BUILT_INS } from '../runtime/functions/table.js';
import { isBase } from '../runtime/type-table.js';
import type { EntityIR, ExprIR, RuleIR, ToolIR, TypeRef, ValueSetIR, WorldIR } from './ir.js';
import { childrenOf } from './walk.js';

/** Sentences, at most a hundred; empty where the document holds together. */
export function checkReferences(ir: WorldIR): string[] {
  const problems: string[] = [];
  const say = (text: string): void => void (problems.length < 100 && problems.push(text));
  const types = new Set(ir.types.map((t) => t.name));
  const tools = new Set(ir.tools.map((t) => t.name));
  const constraints = new Set(ir.constraints.map((c) => c.name));
  const unique = (what: string, names: readonly string[]): void => {
    for (const [i, name] of names.entries()) if (i > 0 && !((names[i - 1] ?? '') < name)) say(`${what} are not sorted by name, or "${name}" stands twice`);
  };
  unique('types', ir.types.map((t) => t.name));
  unique('tools', ir.tools.map((t) => t.name));
  unique('task sets', ir.taskSets.map((t) => t.name));
  const checkType = (type: TypeRef, where: string, variables: ReadonlySet<string>): void => {
    switch (type.kind) {
      case 'named':
        if (!types.has(type.name) && !isBase(type.name)) say(`${where} speaks of the type "${type.name}", which is not declared`);
        return;
      case 'var':
        if (!variables.has(type.name)) say(`${where} speaks of the type variable "${type.name}", which is not declared`);
        return;
      case 'list':
        if (type.max !== null && type.min > type.max) say(`${where} has a list of ${type.min} to ${type.max} items`);
        return checkType(type.element, where, variables);
      case 'dict':
        if (type.max !== null && type.min > type.max) say(`${where} has a dict of ${type.min} to ${type.max} entries`);
        checkType(type.key, where, variables);
        return checkType(type.value, where, variables);
      case 'optional':
        return checkType(type.of, where, variables);
      case 'union':
        return type.members.forEach((m) => checkType(m.type, where, variables));
      case 'record':
        return type.fields.forEach((f) => checkType(f.type, where, variables));
    }
  };
  for (const type of ir.types) {
    for (const parent of type.parents) if (!types.has(parent) && !isBase(parent)) say(`the type "${type.name}" is below "${parent}", which is not declared`);
    for (const set of [type.values, type.accepts]) if (set !== null) checkSet(set, type.name, say);
  }
  if (hasCycle(ir)) say('the parents of types lead in a circle');
  const none = new Set<string>();
  const entities = new Map(ir.entities.map((e) => [e.name, new Set(e.fields.map((f) => f.name))]));
  unique('entities', ir.entities.map((e) => e.name));
  const checkExpr = (expr: ExprIR, where: string, params: ReadonlySet<string>, locals: ReadonlySet<string>): void => {
    if (expr.op === 'param' && !params.has(expr.name)) say(`${where} speaks of the parameter "${expr.name}", which it does not have`);
    if (expr.op === 'local' && !locals.has(expr.name)) say(`${where} speaks of the variable "${expr.name}", which is not bound`);
    if (expr.op === 'call' && !BUILT_INS.has(expr.function)) say(`${where} calls the function "${expr.function}", which does not exist`);
    if ('entity' in expr) {
      const fields = entities.get(expr.entity);
      if (fields === undefined) say(`${where} speaks of the entity "${expr.entity}", which is not declared`);
      const named = expr.op === 'cell' ? [expr.field] : expr.op === 'project' ? expr.fields : [];
      for (const field of named) if (fields?.has(field) === false) say(`${where} speaks of the field "${field}", which "${expr.entity}" does not have`);
    }
    const inner = expr.op === 'each' ? new Set([...locals, expr.variable]) : locals;
    for (const child of childrenOf(expr)) checkExpr(child, where, params, inner);
  };
  for (const entity of ir.entities) checkEntity(entity, entities, checkType, checkExpr, say);
  for (const tool of ir.tools) checkTool(tool, checkType, checkExpr, say);
  unique('apps', ir.apps.map((a) => a.name));
  const apps = new Map(ir.apps.map((a) => [a.name, a]));
  for (const { name, login } of ir.apps) if (login !== null) for (const type of [login.username, login.password]) checkType(type, `the login of the app "${name}"`, none);
  for (const tool of ir.tools) {
    const app = tool.app === null ? undefined : apps.get(tool.app);
    if (tool.app !== null && app === undefined) say(`the tool "${tool.name}" belongs to the app "${tool.app}", which is not declared`);
    const wanted = tool.access === undefined ? [] : tool.access === 'login' ? ['username', 'password'] : ['app', 'username'];
    if (tool.access === 'login' && app?.login == null) say(`the tool "${tool.name}" logs in to an app without a login`);
    if (tool.access !== undefined && !(tool.params.length === wanted.length && tool.params.every((p, i) => p.name === wanted[i]))) say(`the tool "${tool.name}" has other parameters than ${wanted.map((w) => `"${w}"`).join(' and ')}`);
  }
  const checkRule = (rule: RuleIR, where: string): void => {
    if ('types' in rule) for (const type of rule.types) checkType(type, where, none);
    const named = 'tools' in rule ? rule.tools : 'from' in rule && typeof rule.from !== 'string' ? [...rule.from, ...('to' in rule ? rule.to : [])] : [];
    for (const name of named) if (!tools.has(name)) say(`${where} speaks of the tool "${name}", which is not declared`);
  };
  for (const constraint of ir.constraints) for (const rule of constraint.rules) checkRule(rule, `the constraint "${constraint.name}"`);
  for (const set of ir.taskSets) {
    const where = `the task set "${set.name}"`;
    for (const rule of set.rules) checkRule(rule, where);
    for (const part of set.mix) if (!constraints.has(part.constraint)) say(`${where} mixes the constraint "${part.constraint}", which is not declared`);
    for (const name of [...set.tools, ...set.weights.map((w) => w.tool)]) if (!tools.has(name)) say(`${where} speaks of the tool "${name}", which is not declared`);
  }
  return problems;
}

type CheckType = (type: TypeRef, where: string, variables: ReadonlySet<string>) => void;
type CheckExpr = (expr: ExprIR, where: string, params: ReadonlySet<string>, locals: ReadonlySet<string>) => void;

function checkTool(tool: ToolIR, checkType: CheckType, checkExpr: CheckExpr, say: (text: string) => void): void {
  const where = `the tool "${tool.name}"`;
  const variables = new Set(tool.typeParams.map((p) => p.name));
  const params = new Set(tool.params.map((p) => p.name));
  if (params.size < tool.params.length) say(`${where} has a parameter twice`);
  for (const param of tool.params) checkType(param.type, where, variables);
  checkType(tool.result, where, variables);
  for (const bound of tool.typeParams) if (bound.bound !== null) checkType(bound.bound, where, new Set());
  const slots = tool.params.filter((p) => p.default === undefined).map((p) => p.name);
  for (const { text } of tool.phrases) {
    const holes = text.flatMap((part) => (typeof part === 'string' ? [] : [part.hole]));
    if (holes.length !== slots.length || !slots.every((s) => holes.includes(s))) say(`${where} has a phrase whose holes are not its parameters`);
  }
  for (const { condition } of tool.requires) checkExpr(condition, where, params, new Set());
  if (tool.returns !== null) checkExpr(tool.returns, where, params, new Set());
}

function checkEntity(entity: EntityIR, entities: ReadonlyMap<string, ReadonlySet<string>>, checkType: CheckType, checkExpr: CheckExpr, say: (text: string) => void): void {
  const where = `the entity "${entity.name}"`;
  const names = entities.get(entity.name) ?? new Set();
  if (names.size < entity.fields.length) say(`${where} has a field twice`);
  if (entity.fields.find((f) => f.name === entity.key)?.unique !== true) say(`${where} has the key "${entity.key}", which is no unique field`);
  if (entity.rows.min > entity.rows.max) say(`${where} has ${entity.rows.min} to ${entity.rows.max} rows`);
  if (entity.fixed !== null) {
    const { columns, rows } = entity.fixed;
    for (const column of columns) if (!names.has(column)) say(`${where} has a column "${column}", which is no field`);
    if (rows.some((row) => row.length !== columns.length)) say(`${where} has a row that does not fit its columns`);
    if (rows.length < entity.rows.max) say(`${where} has ${rows.length} fixed rows, and may need ${entity.rows.max}`);
  }
  for (const field of entity.fields) {
    checkType(field.type, where, new Set());
    if (field.reference !== null && !entities.has(field.reference)) say(`${where} refers to the entity "${field.reference}", which is not declared`);
    if (field.derived !== null) checkExpr(field.derived, where, new Set(), new Set(['self']));
  }
}

function checkSet(set: ValueSetIR, type: string, say: (text: string) => void): void {
  switch (set.kind) {
    case 'enum':
      if (set.weights !== undefined && set.weights.length !== set.values.length) say(`the type "${type}" has ${set.values.length} values and ${set.weights.length} weights`);
      return;
    case 'regex': {
      const { states, accept, edges } = set.dfa;
      const runsOff = edges.length % 4 !== 0 || accept.some((s) => s >= states) || edges.some((x, i) => (i % 4 === 0 || i % 4 === 3) && x >= states);
      if (runsOff) say(`the automaton of the type "${type}" is not whole`);
      return;
    }
    case 'union':
      for (const member of set.members) checkSet(member.set, type, say);
      return;
    case 'range':
    case 'calendar':
      return;
  }
}

function hasCycle(ir: WorldIR): boolean {
  const parents = new Map(ir.types.map((t) => [t.name, t.parents]));
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): boolean => {
    if (done.has(name)) return false;
    if (open.has(name)) return true;
    open.add(name);
    const found = (parents.get(name) ?? []).some(visit);
    open.delete(name);
    done.add(name);
    return found;
  };
  return ir.types.some((t) => visit(t.name));
}
