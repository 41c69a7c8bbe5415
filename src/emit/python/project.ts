/** pyproject.toml of a Python package. */
import type { WorldIR } from '../../ir/ir.js';
import { summary } from '../prose.js';

/** TOML's basic strings take JSON's escapes but one: DEL must be escaped. */
function toml(text: string): string {
  return JSON.stringify(text.replace(/[\ud800-\udfff]/gu, '\ufffd')).replace(/\u007f/g, '\\u007f');
}

/** A version as PEP 440 has it: what semver adds to the three numbers becomes a local label. */
export function pep440(version: string): string {
  const match = /^([0-9]+\.[0-9]+\.[0-9]+)(?:[-+](.*))?$/s.exec(version);
  if (match === null) return '0.0.0';
  const label = (match[2] ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '.').replace(/^\.+|\.+$/g, '');
  return label === '' ? (match[1] ?? '') : `${match[1] ?? ''}+${label}`;
}

export function pyproject(ir: WorldIR, folder: string): string {
  return `[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = ${toml(folder.replaceAll('_', '-').replace(/^-+|-+$/g, ''))}
version = ${toml(pep440(ir.world.version))}
description = ${toml(summary(ir.world.description || `The world ${ir.world.name}`))}
readme = "README.md"
requires-python = ">=3.11"
dependencies = []
classifiers = ["Typing :: Typed"]

[tool.setuptools]
packages = [${['', '.adapters', '.tools', '._runtime', '._runtime.functions'].map((p) => toml(folder + p)).join(', ')}]
py-modules = [${toml(`${folder}_verifiers`)}]

[tool.setuptools.package-data]
${toml(folder)} = ["py.typed", "data/*.json", "data/tasks/*.jsonl"]

[tool.mypy]
strict = true

[[tool.mypy.overrides]]  # the frameworks that the adapters are for, where they are not installed
module = [
    "bfcl_eval.*", "datasets.*", "fastapi.*", "mcp.*", "nemo_gym.*", "openenv.*", "pydantic.*",
    "tokenizers.*", "torch.*", "transformers.*", "trl.*", "verifiers.*", "verl.*",
]
ignore_missing_imports = true

[tool.ruff]
line-length = 120
target-version = "py311"

[tool.ruff.lint]
select = ["E", "F", "B", "UP", "D", "C4", "SIM"]
ignore = ["E501", "D300", "D301", "D403", "UP013"]  # what the texts and names of a world may call for

[tool.ruff.lint.pydocstyle]
convention = "google"
`;
}
