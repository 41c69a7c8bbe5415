/**
 * The public API, small on purpose: parse and compile worlds, run their tools, sample and verify tasks.
 *
 * @example
 * ```ts
 * import { compileWorld, createRuntime, nodeHost, TaskMaker } from 'rworld';
 *
 * const { ir, diagnostics } = compileWorld(nodeHost(), 'specs/markets');
 * ```
 */
export { compileWorld, type CompileResult } from './compile.js';
export type { Diagnostic, Fix, Related, Severity } from './diagnostics/diagnostic.js';
export { hasErrors } from './diagnostics/diagnostic.js';
export { diffWorlds, type Difference } from './diff/diff.js';
export type { Change, Contract, DiffRule } from './diff/rule.js';
export { explain, listCodes, type Explanation } from './diagnostics/explain.js';
export { FORMATS, render, type Format, type Report } from './diagnostics/render/formats.js';
export { renderGithub } from './diagnostics/render/github.js';
export { renderJson } from './diagnostics/render/json.js';
export { renderPretty } from './diagnostics/render/pretty.js';
export { renderSarif } from './diagnostics/render/sarif.js';
export { format, formatRange, type FormatResult, type RangeResult, type Refusal } from './format/format.js';
export { compositionGraph, whyNot, type Edge } from './graph/graph.js';
export type { Host } from './host/host.js';
export { memoryHost } from './host/memory.js';
export { lintWorld, type LintOptions, type LintResult } from './lint/lint.js';
export { nodeHost } from './host/node.js';
export type * from './ir/ir.js';
export { IR_SCHEMA } from './ir/schema.js';
export { readIR, validateIR } from './ir/validate.js';
export { createRuntime, type Runtime } from './runtime/runtime.js';
export { createPlan, type Plan, type PlanRefusal, type PlanReport } from './sample/plan.js';
export type { Skeleton } from './sample/skeleton.js';
export { emptyCounts, GATE_MEANING, GATES, TaskMaker, type GateCounts, type Task } from './sample/tasks/maker.js';
export { parseTask } from './sample/tasks/parse.js';
export { Verifier, type Problem } from './sample/tasks/verify.js';
export { SourceFile } from './source/source.js';
export type * as ast from './syntax/ast.js';
export { parse, type ParseResult } from './syntax/parse.js';
export { version } from './version.js';
