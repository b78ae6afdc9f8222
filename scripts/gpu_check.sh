#!/usr/bin/env bash
# On a machine with a GPU, in under nine minutes: same bits as the CPU in every era, no errors that
# compute-sanitizer sees, speed of three workloads, hardware counters, JAX on the same card.
# Usage: scripts/gpu_check.sh [BUILD_FOLDER] [CONFIG]
#   BUILD_FOLDER  a build that holds the GPU program; without it build/portable where that is there,
#                 else the preset cuda, which is built first (that takes its own time)
#   CONFIG        what is run on both; without it configs/sn28_rules.ini
# Environment: TAOSWEEP_JAX_PYTHON  a Python with jax[cuda]; without it the one of the benchmark's
#                                   environment, else that of PATH, where they have it
#              TAOSWEEP_CHECK_SECONDS  time for everything; without it 525
# What could not be looked at is said: NOT CHECKED or NOT MEASURED, and why. Whatever hangs is ended.
# Exit code: 0 bits equal and no errors; 1 they differ, or there are errors, or the check could not
# run; 3 bits equal, but not all checkers ended. The last line says which.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

gpu=$(find_gpu)
[ -n "$gpu" ] ||
  fail "no GPU that can be used; this check needs a card of compute capability 7.5 and its driver."
driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader | sed -n 1p)
nvcc=$(find_nvcc)
if [ $# -ge 1 ]; then
  folder=$1
elif [ -x build/portable/taosweep ]; then
  folder=build/portable
else
  [ -n "$nvcc" ] || fail "no nvcc to build with; name a build: scripts/gpu_check.sh BUILD_FOLDER"
  build cuda taosweep; folder=build/cuda
fi
config=${2:-configs/sn28_rules.ini}
program=$folder/taosweep
[ -x "$program" ] || fail "$program is missing; build the preset cuda first"
timeout 60 "$program" devices || fail "$program devices did not end well; is it a build for this machine?"

# beside NAME: a program of the CUDA Toolkit, from PATH or beside nvcc; nothing where it is not.
beside() {
  local found
  for found in "$(command -v "$1" || true)" ${nvcc:+"$(dirname "$nvcc")/$1"} \
    ${nvcc:+"$(dirname "$(readlink -f "$nvcc")")/$1"}; do
    if [ -n "$found" ] && [ -x "$found" ]; then echo "$found"; return; fi
  done
}
# A Python in which JAX is at hand.
jax_python() {
  local found
  for found in "${TAOSWEEP_JAX_PYTHON:-}" build/peers-venv/bin/python "$(command -v python3 || true)"; do
    if [ -n "$found" ] && [ -x "$found" ] &&
      timeout 20 "$found" -c 'import importlib.util as u, sys; sys.exit(not u.find_spec("jax"))' \
        2>/dev/null; then
      echo "$found"
      return
    fi
  done
}

find "$folder" \( -name '*.registers.txt' -o -name '*.instructions.txt' \) -exec cat {} +
exec "$python" scripts/gpu_evidence/main.py --program "$program" --config "$config" --gpu "$gpu" \
  --driver "$driver" --sanitizer "$(beside compute-sanitizer)" --ncu "$(beside ncu)" \
  --jax-python "$(jax_python)" \
  ${TAOSWEEP_CHECK_SECONDS:+--seconds "$TAOSWEEP_CHECK_SECONDS"}
