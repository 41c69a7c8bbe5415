export const LINT_NAMES: readonly string[] = [];
