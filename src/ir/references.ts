/** What a schema cannot say of an IR: names that lead nowhere, orders that do not hold, automata that run off their end. */
import { BUILT_INS } from '../runtime/functions.js';
import { isBase } from '../runtime/type-table.js';
import type { ExprIR, RuleIR, ToolIR, TypeRef, ValueSetIR, WorldIR } from './ir.js';

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
        if (type.min > type.max) say(`${where} has a list of ${type.min} to ${type.max} items`);
        return checkType(type.element, where, variables);
      case 'dict':
        if (type.min > type.max) say(`${where} has a dict of ${type.min} to ${type.max} entries`);
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
  for (const tool of ir.tools) checkTool(tool, checkType, say);
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

function checkTool(tool: ToolIR, checkType: (type: TypeRef, where: string, variables: ReadonlySet<string>) => void, say: (text: string) => void): void {
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
  const visit = (expr: ExprIR, locals: ReadonlySet<string>): void => {
    if (expr.op === 'param' && !params.has(expr.name)) say(`${where} speaks of the parameter "${expr.name}", which it does not have`);
    if (expr.op === 'local' && !locals.has(expr.name)) say(`${where} speaks of the variable "${expr.name}", which is not bound`);
    if (expr.op === 'call' && !BUILT_INS.has(expr.function)) say(`${where} calls the function "${expr.function}", which does not exist`);
    const inner = expr.op === 'each' ? new Set([...locals, expr.variable]) : locals;
    for (const child of children(expr)) visit(child, inner);
  };
  for (const { condition } of tool.requires) visit(condition, new Set());
  if (tool.returns !== null) visit(tool.returns, new Set());
}

function children(expr: ExprIR): readonly ExprIR[] {
  const some = (...all: readonly (ExprIR | null)[]): ExprIR[] => all.filter((e) => e !== null);
  switch (expr.op) {
    case 'const':
    case 'param':
    case 'local':
    case 'rows':
      return [];
    case 'field':
    case 'negate':
    case 'not':
      return [expr.of];
    case 'index':
      return [expr.of, expr.index];
    case 'slice':
      return some(expr.of, expr.start, expr.end);
    case 'list':
      return expr.items;
    case 'record':
      return expr.fields.map((f) => f.value);
    case 'arith':
    case 'concat':
    case 'compare':
    case 'in':
    case 'and':
    case 'or':
      return [expr.left, expr.right];
    case 'if':
      return [expr.condition, expr.then, expr.otherwise];
    case 'call':
      return expr.args;
    case 'each':
      return some(expr.source, expr.condition, expr.sort?.by ?? null, expr.item);
    case 'row':
      return [expr.key];
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
