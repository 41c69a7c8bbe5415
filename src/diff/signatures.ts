/** Parameters and results whose type was written otherwise, and what that means for the values. */
import type { Json, TypeRef } from '../ir/ir.js';
import { canonicalJson } from '../runtime/canonical.js';
import type { Comparison, ToolPair } from './comparison.js';
import type { Delta } from './deltas.js';
import { inheritedDescriptions } from './inherited.js';
import { isRedrawn } from './impact.js';
import type { Relation } from './languages.js';
import { once } from './once.js';

export interface TypeUseChange {
  readonly tool: ToolPair;
  /** The parameter; undefined for the result. */
  readonly param: string | undefined;
  readonly old: TypeRef;
  readonly now: TypeRef;
  readonly relation: Relation;
  /** Nothing changed but words about fields. */
  readonly onlyWords: boolean;
  /** The tool's results are drawn otherwise. */
  readonly redrawn: boolean;
  /** The type, and the description that came with it. */
  readonly explains: readonly Delta[];
}

export const parameterTypeChanges = once((worlds: Comparison): readonly (TypeUseChange & { readonly param: string })[] => {
  const inherited = new Map(inheritedDescriptions(worlds).map((i) => [`${i.tool} ${i.param}`, i.delta]));
  return worlds.at('tools/*/params/*/type').flatMap(({ delta, names: [name, param] }) => {
    const pair = worlds.paramPair(name, param);
    const words = inherited.get(`${name} ${param}`);
    return pair === undefined ? [] : [{ ...changeOf(worlds, pair.tool, pair.old.type, pair.now.type, words === undefined ? [delta] : [delta, words]), param }];
  });
});

export const resultTypeChanges = once((worlds: Comparison): readonly TypeUseChange[] => {
  return worlds.at('tools/*/result').flatMap(({ delta, names: [name] }) => {
    const tool = worlds.toolPair(name);
    return tool === undefined ? [] : [changeOf(worlds, tool, tool.old.result, tool.now.result, [delta])];
  });
});

function changeOf(worlds: Comparison, tool: ToolPair, old: TypeRef, now: TypeRef, explains: readonly Delta[]): TypeUseChange {
  return {
    tool,
    param: undefined,
    old,
    now,
    relation: worlds.languages.relate(old, now),
    onlyWords: canonicalJson(withoutWords(old)) === canonicalJson(withoutWords(now)),
    redrawn: isRedrawn(worlds, tool),
    explains,
  };
}

function withoutWords(type: TypeRef): Json {
  return JSON.parse(JSON.stringify(type, (key: string, value: unknown) => (key === 'description' ? undefined : value)));
}
