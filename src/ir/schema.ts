/** The JSON Schema (2020-12) of the IR, for back ends in any language; `validate.ts` runs it on every read. */

const name = { type: 'string', minLength: 1 } as const;
const text = { type: 'string' } as const;
const integer = { type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 } as const;
const count = { type: 'integer', minimum: 0, maximum: 9007199254740991 } as const;
const ref = (to: string): { $ref: string } => ({ $ref: `#/$defs/${to}` });
const list = (items: object, more: object = {}): object => ({ type: 'array', items, ...more });
const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });

/** An object with exactly these members; those in `optional` may be missing. */
function object(properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object {
  return { type: 'object', properties, required: Object.keys(properties).filter((p) => !optional.includes(p)), additionalProperties: false };
}

/** One object for each value of the member `tag`. */
function tagged(tag: string, variants: Readonly<Record<string, Readonly<Record<string, object>>>>, optional: readonly string[] = []): object {
  return {
    type: 'object',
    required: [tag],
    discriminator: { propertyName: tag },
    oneOf: Object.entries(variants).map(([value, members]) => object({ [tag]: { const: value }, ...members }, optional)),
  };
}

const textIR = list({ anyOf: [text, object({ hole: name })] });
const tools = list(name);
const measure = { enum: ['length', 'depth', 'inputs', 'joins', 'shared'] };
const expr = ref('expr');

export const IR_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:rworld:ir:1',
  title: 'rworld IR, version 1',
  ...object({
    irVersion: { const: 1 },
    world: object({ name, version: text, description: text }),
    types: list(ref('type')),
    entities: list(ref('entity')),
    apps: list(object({ name, description: text, noun: text, login: orNull(object({ username: ref('typeRef'), password: ref('typeRef') })) })),
    tools: list(ref('tool')),
    constraints: list(object({ name, rules: list(ref('rule')) })),
    taskSets: list(ref('taskSet')),
    hash: { type: 'string', pattern: '^sha256-[0-9a-f]{64}$' },
  }),
  $defs: {
    type: object({ name, description: text, noun: text, plural: text, parents: list(name), values: orNull(ref('valueSet')), accepts: orNull(ref('valueSet')) }),
    valueSet: tagged(
      'kind',
      {
        enum: { values: list({ type: ['string', 'number', 'boolean', 'null'] }), weights: list({ type: 'integer', minimum: 1 }) },
        range: { number: { enum: ['int', 'float'] }, low: orNull(integer), high: orNull(integer), step: orNull({ ...integer, minimum: 1 }), scale: { ...integer, minimum: 1 } },
        regex: { pattern: text, dfa: object({ states: { ...count, minimum: 1 }, accept: list(count), edges: list(count) }) },
        calendar: { what: { enum: ['date', 'time', 'datetime'] }, format: text, unit: { enum: ['day', 'minute', 'second'] }, low: integer, high: integer },
        union: { members: list(object({ set: ref('valueSet'), weight: { type: 'integer', minimum: 1 } }), { minItems: 1 }) },
      },
      ['weights'],
    ),
    typeRef: tagged('kind', {
      named: { name },
      var: { name },
      list: { element: ref('typeRef'), min: count, max: orNull(count) },
      dict: { key: ref('typeRef'), value: ref('typeRef'), min: count, max: orNull(count) },
      union: { members: list(object({ type: ref('typeRef'), weight: { type: 'integer', minimum: 1 } }), { minItems: 1 }) },
      optional: { of: ref('typeRef') },
      record: { fields: list(object({ name, description: text, type: ref('typeRef') })) },
    }),
    entity: object({
      name,
      description: text,
      noun: text,
      plural: text,
      key: name,
      rows: object({ min: count, max: count }),
      fixed: orNull(object({ columns: list(name), rows: list(list({})) })),
      fields: list(object({ name, description: text, type: ref('typeRef'), unique: { type: 'boolean' }, reference: orNull(name), derived: orNull(expr) }), { minItems: 1 }),
    }),
    tool: object({
      name,
      description: text,
      app: orNull(name),
      module: name,
      tags: list(name),
      typeParams: list(object({ name, bound: orNull(ref('typeRef')) })),
      params: list(object({ name, description: text, type: ref('typeRef'), default: {} }, ['default'])),
      result: ref('typeRef'),
      requires: list(object({ condition: expr, message: textIR })),
      returns: orNull(expr),
      access: { enum: ['login', 'password'] },
      phrases: list(object({ form: { enum: ['noun', 'verb'] }, text: textIR }), { minItems: 1 }),
    }, ['module', 'access']),
    expr: tagged(
      'op',
      {
        const: { value: {} },
        param: { name },
        local: { name },
        field: { of: expr, name },
        index: { of: expr, index: expr },
        slice: { of: expr, start: orNull(expr), end: orNull(expr) },
        list: { items: list(expr) },
        record: { fields: list(object({ name, value: expr })) },
        negate: { of: expr },
        not: { of: expr },
        arith: { operator: { enum: ['+', '-', '*', '/', '%'] }, number: { enum: ['int', 'float'] }, left: expr, right: expr },
        concat: { left: expr, right: expr },
        compare: { operator: { enum: ['==', '!=', '<', '<=', '>', '>='] }, left: expr, right: expr, calendar: ref('valueSet') },
        in: { left: expr, right: expr },
        and: { left: expr, right: expr },
        or: { left: expr, right: expr },
        if: { condition: expr, then: expr, otherwise: expr },
        call: { function: name, args: list(expr), calendar: ref('valueSet') },
        each: { variable: name, source: expr, condition: orNull(expr), sort: orNull(object({ by: expr, descending: { type: 'boolean' } })), item: expr },
        rows: { entity: name },
        row: { entity: name, key: expr },
        has: { entity: name, key: expr },
        cell: { entity: name, row: expr, field: name },
        project: { entity: name, row: expr, fields: list(name) },
      },
      ['calendar'],
    ),
    rule: tagged('kind', {
      measure: { measure, min: count, max: orNull(count) },
      'each-tool': { max: count },
      'at-most': { count, tools },
      'at-least': { count, tools },
      'never-edge': { from: tools, to: tools },
      'never-path': { from: tools, to: tools },
      source: { tool: name, param: name, from: { enum: ['user', 'tool', 'tools'] }, tools },
      goal: { types: list(ref('typeRef')) },
      'from-user': { types: list(ref('typeRef')) },
      'never-from-user': { types: list(ref('typeRef')) },
    }),
    taskSet: object({
      name,
      description: text,
      count: { ...count, minimum: 1 },
      seed: count,
      distractors: { type: 'number', minimum: 0 },
      sharing: { type: 'number', minimum: 0 },
      passwordsGiven: { type: 'number', minimum: 0, maximum: 1 },
      rules: list(ref('rule')),
      mix: list(object({ constraint: name, percent: { type: 'number', minimum: 0, maximum: 100 } })),
      cover: { enum: ['tools', 'edges', null] },
      distribution: { enum: ['fitted', 'uniform'] },
      weights: list(object({ tool: name, weight: { type: 'number', minimum: 0 } })),
      holdOut: count,
      tools,
      asks: list(textIR),
    }),
  },
};
