#!/usr/bin/env bash
# What the real packages make of what rworld writes. Builds two worlds, runs every test_*.py beside this file on them, holds the
# emitted Python packages against mypy and ruff (lint.sh), and runs the adapters in their frameworks (frameworks.sh).
#   npm run test:adapters            RWORLD_VENVS: where the virtual environments are; each is made, with its packages, if it is missing
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=${RWORLD_VENVS:-build}/venv-adapters
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement test/adapters/requirements.txt
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
node dist/src/cli/main.js build specs/markets -o "$out/markets" --target python,mcp
node dist/src/cli/main.js compile specs/randomworld -o "$out/randomworld/world.ir.json"
node dist/src/cli/main.js sample "$out/randomworld" --count "${TASKS:-400}" -o "$out/randomworld/tasks/train.jsonl"
status=0
for test in test/adapters/test_*.py; do
  echo "== $test"
  HF_HOME="$out/hf" HF_HUB_OFFLINE=1 "$venv/bin/python" "$test" "$out" || status=1
done

echo "== mypy and ruff"
node dist/src/cli/main.js emit python "$out/randomworld" -o "$out/randomworld/python"
node dist/test/adapters/hostile.js "$out/hostile" 4
test/adapters/lint.sh "$out/markets/tools/python" "$out/randomworld/python" "$out"/hostile/* || status=1

# test_formats.py has left the export that TRL reads beside the build.
test/adapters/frameworks.sh "$out" || status=1
exit $status
