#!/usr/bin/env bash
# The emitted Python package and the exported files in the frameworks that they are for: each in a virtual environment of its own,
# with the real framework, on what test_FRAMEWORK.py does and on the package's own examples. Called by run.sh, with a build of
# markets that has its Python package and the export that TRL reads.
#   usage: frameworks.sh FOLDER [FRAMEWORK…]      RWORLD_VENVS: where the virtual environments are; RWORLD_PYTHON_3_13: for NeMo Gym
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(cd "$1" && pwd)
shift
mkdir -p "${RWORLD_VENVS:-build}"
venvs=$(cd "${RWORLD_VENVS:-build}" && pwd)
export HF_HOME=$out/hf HF_HUB_OFFLINE=1
status=0

# A Python that starts and is at least 3.13, or nothing.
python_3_13() {
  local python
  for python in ${RWORLD_PYTHON_3_13:-python3.14 python3.13 python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python}; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null; then echo "$python"; return; fi
  done
}

# An example of the package, whose last line must say that all episodes were right, or what else is given as a pattern.
example() {
  local pattern=$1 last
  shift
  last=$("$python" -W ignore "$@" 2>"$out/example.log" | tail -1) || { status=1; tail -20 "$out/example.log"; }
  echo "$1: $last"
  grep -qE "$pattern" <<<"$last" || { status=1; echo "FAIL $*"; }
}
ALL_RIGHT='^gold: ([1-9][0-9]*) of \1 right$'

for name in ${*:-trl verifiers openenv nemo_gym verl llamafactory bfcl}; do
  echo "== $name"
  made_with=python3
  flags=()
  if [ "$name" = nemo_gym ]; then
    made_with=$(python_3_13)
    flags=(--ignore-requires-python)
    if [ -z "$made_with" ]; then
      echo "skipped: NeMo Gym asks for Python 3.13, which is not here; name one with RWORLD_PYTHON_3_13"
      continue
    fi
  fi
  [ "$name" = bfcl ] && flags=(--no-deps)
  python=$venvs/venv-$name/bin/python
  if [ ! -x "$python" ]; then
    "$made_with" -m venv "$venvs/venv-$name"
    "$python" -m pip install --quiet "${flags[@]}" --requirement "test/adapters/frameworks/$name.txt"
    # For pictures and sounds; their builds on PyPI are for CUDA, and do not load beside a torch without it.
    [ "$name" = llamafactory ] && "$python" -m pip uninstall --quiet --yes torchvision torchaudio
  fi
  cp -r "$out/markets/tools/python" "$out/package-$name"
  "$python" -m pip install --quiet --no-deps --force-reinstall "$out/package-$name"
  case $name in
    trl) arguments=("$out/markets/chat.parquet") ;;
    verl | llamafactory | bfcl) arguments=("$out/markets") ;;
    *) arguments=() ;;
  esac
  "$python" -W ignore "test/adapters/frameworks/test_$name.py" "${arguments[@]}" || status=1

  examples=$out/package-$name/examples
  case $name in
    trl)
      example '^160 conversations, loss [0-9.]+ at first' "$examples/trl_sft.py" "$out/markets/chat.parquet" --output "$out/sft"
      example '^20 tasks, mean reward of each step: 0.000, 0.000$' "$examples/trl_grpo.py" -n 20 --output "$out/grpo"
      ;;
    verifiers)
      example "$ALL_RIGHT" "$examples/evaluate.py"
      example "$ALL_RIGHT" "$examples/verifiers_eval.py"
      ;;
    openenv) example "$ALL_RIGHT" "$examples/openenv_episodes.py" ;;
    nemo_gym) example "$ALL_RIGHT" "$examples/nemo_gym_eval.py" ;;
  esac
done
exit $status
