/** Every rule of `rworld lint`, by name. */
import type { LintRule } from '../rule.js';
import { articleBeforeHole } from './article-before-hole.js';
import { descriptionPeriod } from './description-period.js';
import { descriptionVerb } from './description-verb.js';
import { doubledNoun } from './doubled-noun.js';
import { doubledWord } from './doubled-word.js';
import { lookAlikeTools } from './look-alike-tools.js';
import { magicValue } from './magic-value.js';
import { nounArticle } from './noun-article.js';
import { phraseArticle } from './phrase-article.js';
import { phraseForm } from './phrase-form.js';
import { redundantName } from './redundant-name.js';
import { typeTooWide } from './type-too-wide.js';
import { undocumentedParameter } from './undocumented-parameter.js';
import { undocumentedType } from './undocumented-type.js';
import { undocumentedWorld } from './undocumented-world.js';
import { unreadField } from './unread-field.js';
import { unusedTool } from './unused-tool.js';
import { unusedType } from './unused-type.js';

export const LINT_RULES: readonly LintRule[] = [
  articleBeforeHole,
  descriptionPeriod,
  descriptionVerb,
  doubledNoun,
  doubledWord,
  lookAlikeTools,
  magicValue,
  nounArticle,
  phraseArticle,
  phraseForm,
  redundantName,
  typeTooWide,
  undocumentedParameter,
  undocumentedType,
  undocumentedWorld,
  unreadField,
  unusedTool,
  unusedType,
];
