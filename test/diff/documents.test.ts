/** Rules that are easier shown on documents than on sources: facts, apps, and members that no rule knows. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileWorld } from '../../src/compile.js';
import { diffWorlds } from '../../src/diff/diff.js';
import { nodeHost } from '../../src/host/node.js';
import { withHash } from '../../src/ir/hash.js';
import type { EntityIR, ToolIR, WorldIR } from '../../src/ir/ir.js';

const FOLDER = fileURLToPath(new URL('../fixtures/diff/', import.meta.url));
const compiled = compileWorld(nodeHost(FOLDER), 'nothing/old').ir;
if (compiled === null) throw new Error('the fixture does not compile');
const SHOP: WorldIR = compiled;

const ITEM: EntityIR = {
  name: 'Item',
  description: 'A thing on sale.',
  noun: 'item',
  plural: 'items',
  key: 'name',
  rows: { min: 3, max: 3 },
  fixed: null,
  fields: [
    { name: 'name', description: '', type: { kind: 'named', name: 'product' }, unique: true, reference: null, derived: null },
    { name: 'cost', description: '', type: { kind: 'named', name: 'price' }, unique: false, reference: null, derived: null },
  ],
};

/** Looks its result up. */
const COST_OF: ToolIR = {
  name: 'cost_of',
  description: 'Returns what an item costs.',
  app: null,
  tags: [],
  typeParams: [],
  params: [{ name: 'item', description: '', type: { kind: 'named', name: 'product' } }],
  result: { kind: 'named', name: 'price' },
  requires: [],
  returns: { op: 'cell', entity: 'Item', row: { op: 'row', entity: 'Item', key: { op: 'param', name: 'item' } }, field: 'cost' },
  phrases: [{ form: 'noun', text: ['the cost of ', { hole: 'item' }] }],
};

function change(world: WorldIR, by: Partial<WorldIR>): WorldIR {
  const { hash: _, ...rest } = { ...world, ...by };
  return withHash(rest);
}

const FACTS = change(SHOP, { entities: [ITEM], tools: [COST_OF, ...SHOP.tools].sort((a, b) => (a.name < b.name ? -1 : 1)) });
const withItem = (by: Partial<EntityIR>): WorldIR => change(FACTS, { entities: [{ ...ITEM, ...by }] });

/** The names of the rules, and what each says of data. */
function found(old: WorldIR, now: WorldIR): Record<string, string> {
  return Object.fromEntries(diffWorlds(old, now).changes.map((c) => [c.rule.name, c.breaks.data ?? 'nothing']));
}

describe('entities', () => {
  it('that come take the values of their key type home', () => {
    expect(found(SHOP, change(SHOP, { entities: [ITEM] }))).toEqual({ 'entity-added': 'error' });
    const own: EntityIR = { ...ITEM, name: 'Other', fields: ITEM.fields.map((f) => ({ ...f, unique: false })) };
    expect(found(SHOP, change(SHOP, { entities: [own] }))).toEqual({ 'entity-added': 'nothing' });
    expect(found(change(SHOP, { entities: [ITEM] }), SHOP)).toEqual({ 'entity-removed': 'error' });
  });

  it('with another number of rows answer otherwise, and so do tools that only draw from them', () => {
    expect(found(FACTS, withItem({ rows: { min: 3, max: 4 } }))).toEqual({ 'entity-rows-changed': 'error' });
    const { changes } = diffWorlds(FACTS, withItem({ rows: { min: 4, max: 4 } }));
    expect(changes.map((c) => c.message)).toEqual(['the entity `Item` has 4 rows now, and had 3: `cost_of`, `product_at` and `review_of` answer otherwise']);
  });

  it('with other facts, keys, fields', () => {
    const fixed = (cost: number): Partial<EntityIR> => ({ fixed: { columns: ['name', 'cost'], rows: [['lamp', cost], ['sofa', 2], ['table', 3]] } });
    expect(found(withItem(fixed(1)), withItem(fixed(9)))).toEqual({ 'entity-facts-changed': 'error' });
    expect(found(FACTS, withItem({ key: 'cost' }))).toEqual({ 'entity-key-changed': 'error' });
    const [name, cost] = ITEM.fields;
    if (name === undefined || cost === undefined) throw new Error('no fields');
    expect(found(FACTS, withItem({ fields: [name, { ...cost, unique: true }] }))).toEqual({ 'entity-field-changed': 'error' });
    expect(found(FACTS, withItem({ fields: [name] }))).toEqual({ 'entity-field-removed': 'error' });
    expect(found(FACTS, withItem({ fields: [name, { ...cost, derived: { op: 'const', value: 2 } }] }))).toEqual({ 'entity-field-changed': 'error' });
    expect(found(FACTS, withItem({ fields: [cost, name] }))).toEqual({ 'entity-fields-reordered': 'nothing' });
  });

  it('with one field more keep their other columns', () => {
    const more = [...ITEM.fields, { name: 'left', description: '', type: { kind: 'named', name: 'stock' } as const, unique: false, reference: null, derived: null }];
    const { changes } = diffWorlds(FACTS, withItem({ fields: more }));
    expect(changes.map((c) => c.rule.name)).toEqual(['entity-field-added']);
  });

  it('in other words', () => {
    expect(found(FACTS, withItem({ noun: 'article' }))).toEqual({ 'entity-noun-changed': 'nothing' });
    expect(found(FACTS, withItem({ description: 'Another.' }))).toEqual({ 'entity-description-changed': 'nothing' });
  });
});

describe('apps', () => {
  const app = { name: 'shop', description: 'Shopping.', noun: 'Shop', login: null };
  const APP = change(SHOP, { apps: [app] });

  it('that come, go, or change', () => {
    expect(found(SHOP, APP)).toEqual({ 'app-added': 'nothing' });
    expect(found(APP, SHOP)).toEqual({ 'app-removed': 'nothing' });
    expect(found(APP, change(SHOP, { apps: [{ ...app, login: { username: { kind: 'named', name: 'str' }, password: { kind: 'named', name: 'str' } } }] }))).toEqual({ 'app-login-changed': 'error' });
    expect(found(APP, change(SHOP, { apps: [{ ...app, description: 'Shops.' }] }))).toEqual({ 'app-description-changed': 'nothing' });
    const moved = APP.tools.map((t) => (t.name === 'price_of' ? { ...t, app: 'shop' } : t));
    expect(found(APP, change(APP, { tools: moved }))).toEqual({ 'tool-app-changed': 'warning' });
  });
});

describe('everything else', () => {
  it('is told by its place', () => {
    const sets = SHOP.taskSets.map((s) => ({ ...s, cover: 'tools' as const }));
    expect(found(SHOP, change(SHOP, { taskSets: sets }))).toEqual({ 'cover-changed': 'nothing' });
  });

  it('that no rule knows is told all the same', () => {
    const tools = SHOP.tools.map((t) => (t.name === 'price_of' ? { ...t, cost: 3 } : t));
    const { changes } = diffWorlds(SHOP, change(SHOP, { tools }));
    expect(changes.map((c) => [c.rule.name, c.message, c.breaks.data])).toEqual([['changed-otherwise', '`tools.price_of.cost` is now 3, and was nothing', 'warning']]);
  });
});
