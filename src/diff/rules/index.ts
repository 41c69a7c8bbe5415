/** Every rule of `rworld diff`, by what it is about; findings are told in this order. */
import type { DiffRule } from '../rule.js';
import { appAdded } from './app-added.js';
import { appDescriptionChanged } from './app-description-changed.js';
import { appLoginChanged } from './app-login-changed.js';
import { appRemoved } from './app-removed.js';
import { askChanged } from './ask-changed.js';
import { computationChanged } from './computation-changed.js';
import { constraintAdded } from './constraint-added.js';
import { constraintChanged } from './constraint-changed.js';
import { constraintRemoved } from './constraint-removed.js';
import { countChanged } from './count-changed.js';
import { coverChanged } from './cover-changed.js';
import { defaultChanged } from './default-changed.js';
import { distractorsChanged } from './distractors-changed.js';
import { distributionChanged } from './distribution-changed.js';
import { entityAdded } from './entity-added.js';
import { entityDescriptionChanged } from './entity-description-changed.js';
import { entityFactsChanged } from './entity-facts-changed.js';
import { entityFieldAdded } from './entity-field-added.js';
import { entityFieldChanged } from './entity-field-changed.js';
import { entityFieldRemoved } from './entity-field-removed.js';
import { entityFieldsReordered } from './entity-fields-reordered.js';
import { entityKeyChanged } from './entity-key-changed.js';
import { entityNounChanged } from './entity-noun-changed.js';
import { entityRemoved } from './entity-removed.js';
import { entityRowsChanged } from './entity-rows-changed.js';
import { generatorChanged } from './generator-changed.js';
import { heldOutToolsMoved } from './held-out-tools-moved.js';
import { holdOutChanged } from './hold-out-changed.js';
import { mixChanged } from './mix-changed.js';
import { optionalParameterAdded } from './optional-parameter-added.js';
import { parameterAdded } from './parameter-added.js';
import { parameterDescriptionChanged } from './parameter-description-changed.js';
import { parameterNarrowed } from './parameter-narrowed.js';
import { parameterOptionalNow } from './parameter-optional-now.js';
import { parameterRemoved } from './parameter-removed.js';
import { parameterRequiredNow } from './parameter-required-now.js';
import { parameterRetyped } from './parameter-retyped.js';
import { parameterTypeSwapped } from './parameter-type-swapped.js';
import { parameterWidened } from './parameter-widened.js';
import { parametersReordered } from './parameters-reordered.js';
import { passwordsGivenChanged } from './passwords-given-changed.js';
import { phraseChanged } from './phrase-changed.js';
import { requirementAdded } from './requirement-added.js';
import { requirementRemoved } from './requirement-removed.js';
import { requirementReworded } from './requirement-reworded.js';
import { resultComputedNow } from './result-computed-now.js';
import { resultDescriptionChanged } from './result-description-changed.js';
import { resultDrawnNow } from './result-drawn-now.js';
import { resultNarrowed } from './result-narrowed.js';
import { resultRetyped } from './result-retyped.js';
import { resultTypeSwapped } from './result-type-swapped.js';
import { resultWidened } from './result-widened.js';
import { rulesLoosened } from './rules-loosened.js';
import { rulesRestated } from './rules-restated.js';
import { rulesTightened } from './rules-tightened.js';
import { seedChanged } from './seed-changed.js';
import { sharingChanged } from './sharing-changed.js';
import { taskSetAdded } from './task-set-added.js';
import { taskSetDescriptionChanged } from './task-set-description-changed.js';
import { taskSetRemoved } from './task-set-removed.js';
import { toolAdded } from './tool-added.js';
import { toolAppChanged } from './tool-app-changed.js';
import { toolDescriptionChanged } from './tool-description-changed.js';
import { toolModuleChanged } from './tool-module-changed.js';
import { toolRemoved } from './tool-removed.js';
import { toolRenamed } from './tool-renamed.js';
import { toolTagsChanged } from './tool-tags-changed.js';
import { typeAdded } from './type-added.js';
import { typeDescriptionChanged } from './type-description-changed.js';
import { typeNarrowed } from './type-narrowed.js';
import { typeNounChanged } from './type-noun-changed.js';
import { typeParentsChanged } from './type-parents-changed.js';
import { typeRemoved } from './type-removed.js';
import { typeReplaced } from './type-replaced.js';
import { typeRestated } from './type-restated.js';
import { typeVariablesChanged } from './type-variables-changed.js';
import { typeWidened } from './type-widened.js';
import { versionChanged } from './version-changed.js';
import { weightsChanged } from './weights-changed.js';
import { worldDescriptionChanged } from './world-description-changed.js';
import { worldRenamed } from './world-renamed.js';

export const RULES: readonly DiffRule[] = [
  worldRenamed,
  versionChanged,
  worldDescriptionChanged,
  toolRemoved,
  toolRenamed,
  toolAdded,
  toolAppChanged,
  toolModuleChanged,
  toolDescriptionChanged,
  toolTagsChanged,
  typeVariablesChanged,
  parameterRemoved,
  parameterAdded,
  optionalParameterAdded,
  parameterRequiredNow,
  parameterOptionalNow,
  defaultChanged,
  parameterNarrowed,
  parameterRetyped,
  parameterWidened,
  parameterTypeSwapped,
  parametersReordered,
  parameterDescriptionChanged,
  resultRetyped,
  resultWidened,
  resultNarrowed,
  resultTypeSwapped,
  resultDescriptionChanged,
  resultComputedNow,
  resultDrawnNow,
  computationChanged,
  requirementAdded,
  requirementRemoved,
  requirementReworded,
  phraseChanged,
  typeRemoved,
  typeNarrowed,
  typeReplaced,
  typeWidened,
  generatorChanged,
  typeParentsChanged,
  typeNounChanged,
  typeDescriptionChanged,
  typeRestated,
  typeAdded,
  entityRemoved,
  entityKeyChanged,
  entityRowsChanged,
  entityFactsChanged,
  entityFieldRemoved,
  entityFieldChanged,
  entityFieldAdded,
  entityFieldsReordered,
  entityNounChanged,
  entityDescriptionChanged,
  entityAdded,
  appRemoved,
  appLoginChanged,
  appDescriptionChanged,
  appAdded,
  taskSetRemoved,
  rulesTightened,
  heldOutToolsMoved,
  mixChanged,
  rulesLoosened,
  rulesRestated,
  countChanged,
  seedChanged,
  weightsChanged,
  holdOutChanged,
  distributionChanged,
  coverChanged,
  sharingChanged,
  distractorsChanged,
  passwordsGivenChanged,
  askChanged,
  taskSetDescriptionChanged,
  taskSetAdded,
  constraintRemoved,
  constraintChanged,
  constraintAdded,
];
