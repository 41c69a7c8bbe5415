/**
 * Completion: the grammar says what may stand at an offset, and for each name that it takes, the open rules say which names
 * those are. It looks at the text as it is now, and at what names meant a moment ago.
 */
import { WORDS } from '../vocabulary.js';
import type { Workspace } from '../workspace.js';
import { contextAt, previous, templateAround, type Context } from './context.js';
import { offerFields, offerRecordFields, offerTemplateParts, offerValues } from './expressions.js';
import { expectedAfter, type Expected } from './follow.js';
import { inOrder, toItem, type CompletionItem, type Offer } from './item.js';
import { offerConstraints, offerExports, offerParamsOfTool, offerSources, offerTags, offerTools, offerTypes, type TypesFor } from './names.js';
import { placeAt } from './place.js';
import { completeText } from './texts.js';

export type { CompletionItem, ItemKind } from './item.js';

/** In the order in which they are to be shown; all that fit the place, whatever of a word is written. */
export function completionsAt(workspace: Workspace, path: string, offset: number): readonly CompletionItem[] {
  const file = workspace.syntax(path)?.module.file;
  const place = file === undefined ? null : placeAt(file.text, offset);
  const view = place === null ? null : workspace.latestView(path);
  if (place === null || view === null) return [];
  const context = contextAt(workspace, view, place);
  const expected = expectedAfter(place.before);
  if (place.text !== null) return inOrder(completeText(context, place.text, expected));
  const offers = [...keywords(expected, context), ...names(expected, context)];
  // After `#`, only tags; a number is no word to go on with.
  const only = previous(context)?.image === '#' ? offers.filter((o) => o.kind === 'tag') : offers;
  return inOrder(only.map((o) => toItem(o, place.word)));
}

function keywords(expected: readonly Expected[], context: Context): Offer[] {
  const atTop = context.place.before.length === 0;
  return expected.flatMap(({ terminal, rules }): Offer[] => {
    if (terminal.kind !== 'literal' || !/^[a-z]/.test(terminal.text)) return [];
    // A declaration ends where its last clause does; the next one begins on a line of its own.
    const declares = rules[rules.length - 1] === 'file' && rules.length === 2 && !atTop;
    if (rules.includes('worldHeader') && context.view.module.ast.world !== null) return [];
    const word = WORDS.get(terminal.text);
    const rank = OPERATORS.has(terminal.text) ? 2 : rules[0] === 'toolClause' || rules[0] === 'tasksClause' || rules[0] === 'rule' ? 0 : 1;
    return [{ label: terminal.text, kind: 'keyword', rank: declares ? 2 : rank, detail: word?.form ?? '', doc: word?.doc ?? '' }];
  });
}

const OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'if', 'then', 'else', 'for', 'true', 'false', 'null']);

/** Every rule that takes a name, each asked once. */
function names(expected: readonly Expected[], context: Context): Offer[] {
  const asked = new Map<string, Offer[]>();
  for (const { terminal, rules } of expected) {
    if (terminal.kind !== 'token' || terminal.text !== 'Word') continue;
    const inner = rules[0] === 'name' ? rules.slice(1) : rules;
    const key = `${inner[0] ?? ''} ${whyTypes(inner)}`;
    if (!asked.has(key)) asked.set(key, namesFor(inner, context));
  }
  return [...asked.values()].flat();
}

function namesFor(rules: readonly string[], context: Context): Offer[] {
  const before = previous(context)?.image;
  switch (rules[0]) {
    case 'typeDecl':
      return before === 'type' ? [] : offerTypes(context, 'parent');
    case 'namedType':
      if (before === '.') return templateAround(context) === undefined ? [] : offerTemplateParts();
      return offerTypes(context, whyTypes(rules));
    case 'callType':
      return rules.includes('typeDecl') && !rules.some((r) => r === 'listType' || r === 'dictType' || r === 'recordType') ? offerSources() : [];
    case 'param':
    case 'recordTypeField':
    case 'entityField':
      // A name of its own, or a type alone.
      return before === '(' || before === ',' || before === '{' ? offerTypes(context, 'use').filter((o) => o.rank < 2) : [];
    case 'templateParam':
      return before === 'of' ? (templateAround(context)?.params ?? []).filter((p) => p.domain.kind === 'entity').map((p) => ({ label: p.name.text, kind: 'type', rank: 0 })) : [];
    case 'importName':
      return before === 'as' ? [] : offerExports(context);
    case 'tag':
      return offerTags(context, before === '#');
    case 'selector':
      return before === '#' ? offerTags(context, true) : [...offerTools(context), ...offerTags(context, false)];
    case 'sourceRule':
      return before === '.' ? offerParamsOfTool(context) : offerTools(context).map((o) => ({ ...o, rank: 2 }));
    case 'tasksClause':
    case 'mixPart':
      return offerConstraints(context);
    case 'postfix':
      return before === '.' ? offerFields(context) : [];
    case 'primary':
      return offerValues(context);
    case 'recordExpr':
      return offerRecordFields(context);
    default:
      // Names that are being given: of declarations, variables, aliases.
      return [];
  }
}

function whyTypes(rules: readonly string[]): TypesFor {
  if (rules.includes('dictType') && rules.indexOf('dictType') < Math.max(0, indexOr(rules, 'listType'))) return 'key';
  return rules.includes('typeList') ? 'goal' : 'use';
}

function indexOr(rules: readonly string[], rule: string): number {
  const at = rules.indexOf(rule);
  return at === -1 ? rules.length : at;
}
