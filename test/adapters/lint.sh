#!/usr/bin/env bash
# mypy --strict and ruff, each with the settings that a package brings, on emitted Python packages: their run time, adapters, tools
# and examples. Called by run.sh.
#   usage: lint.sh PACKAGE…
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=${RWORLD_VENVS:-build}/venv-lint
if [ ! -x "$venv/bin/ruff" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement test/adapters/lint.txt
fi
bin=$(cd "$venv/bin" && pwd)
status=0
for package in "$@"; do
  (
    cd "$package"
    # A package is what stands in its folder with an __init__.py; beside it are the module for verifiers and the examples.
    "$bin/mypy" "$(dirname ./*/__init__.py)" ./*_verifiers.py examples && "$bin/ruff" check --quiet .
  ) || { status=1; echo "FAIL $package"; }
done
"$bin/mypy" --version
"$bin/ruff" --version
exit $status
