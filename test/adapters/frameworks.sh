#!/usr/bin/env bash
# The emitted Python package in the frameworks that it has adapters for: each in a virtual environment of its own, with the real
# framework, on the episodes of test_FRAMEWORK.py. Called by run.sh, with a build of markets that has its Python package.
#   usage: frameworks.sh FOLDER [FRAMEWORK…]      RWORLD_VENVS: where the virtual environments are; RWORLD_NEMO_GYM: NeMo Gym's sources
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$1
shift
venvs=${RWORLD_VENVS:-build}
status=0
for name in ${*:-trl verifiers openenv nemo_gym}; do
  echo "== $name"
  if [ "$name" = nemo_gym ] && [ -z "${RWORLD_NEMO_GYM:-}" ]; then
    echo "skipped: NeMo Gym is in no package index; name a checkout of it with RWORLD_NEMO_GYM"
    continue
  fi
  venv=$venvs/venv-$name
  if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement "test/adapters/frameworks/$name.txt"
  fi
  cp -r "$out/markets/tools/python" "$out/package-$name"
  "$venv/bin/pip" install --quiet --no-deps --force-reinstall "$out/package-$name"
  arguments=()
  [ "$name" = trl ] && arguments+=("$out/markets/chat.parquet")
  HF_HOME="$out/hf" HF_HUB_OFFLINE=1 PYTHONPATH=${RWORLD_NEMO_GYM:-} "$venv/bin/python" -W ignore "test/adapters/frameworks/test_$name.py" "${arguments[@]}" || status=1
done
exit $status
