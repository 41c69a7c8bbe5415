/**
 * The abstract syntax tree: what a `.rworld` file says, before any name is looked up.
 *
 * The tree is total. Where a parser recovered from an error, a node is there all the same: a `Name` whose
 * `missing` is true, or a `MissingType` or `MissingExpr`. Later stages pass over such places without a report of
 * their own, because the parser has already reported them.
 */
export type * from './ast/declarations.js';
export type * from './ast/expressions.js';
export type * from './ast/leaves.js';
export type * from './ast/task-sets.js';
export type * from './ast/types.js';
