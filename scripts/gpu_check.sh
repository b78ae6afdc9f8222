#!/usr/bin/env bash
# On a machine with a GPU: same bits as the CPU, no memory errors, and speed, as one table.
# Usage: scripts/gpu_check.sh [BUILD_FOLDER] [CONFIG]
#   BUILD_FOLDER  a build that holds the GPU program; without it the preset cuda is built
#   CONFIG        what is run on both; without it configs/sn28_rules.ini
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

gpu=$(find_gpu)
[ -n "$gpu" ] || fail "no GPU: nvidia-smi is missing or lists none. This check needs a card and its driver."
driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader | head -n 1)
if [ $# -ge 1 ]; then
  folder=$1
else
  [ -n "$(find_nvcc)" ] || fail "no nvcc to build with; name a build: scripts/gpu_check.sh BUILD_FOLDER"
  build cuda taosweep; folder=build/cuda
fi
config=${2:-configs/sn28_rules.ini}
program=$folder/taosweep
[ -x "$program" ] || fail "$program is missing; build the preset cuda first"
"$program" devices

work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
# timed NAME OPTION...: runs the config, leaves seconds in NAME.seconds and the digest in NAME.digest.
timed() {
  local name=$1 start end; shift
  start=$(date +%s.%N)
  "$program" run "$config" -o "$work/$name.h5" --quiet "$@"
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" 'BEGIN { printf "%.2f", b - a }' >"$work/$name.seconds"
  "$program" info "$work/$name.h5" | grep -oE '[0-9a-f]{64}' | head -n 1 >"$work/$name.digest"
}
say "The same run on GPU and CPU: $config"
timed gpu --device cuda:0
timed cpu --device cpu
bits=differ
if "$program" verify "$work/gpu.h5" --against "$work/cpu.h5"; then bits=equal; fi

say "Memory errors"
memory="not checked, compute-sanitizer is missing"
if command -v compute-sanitizer >/dev/null; then
  memory="errors found"
  if compute-sanitizer --error-exitcode 9 "$program" run tests/bits/small.ini -o "$work/memory.h5" \
       --device cuda:0 --quiet; then
    memory=none
  fi
fi

say "Result"
cat <<TABLE
| what | value |
|---|---|
| date | $(date -u +%Y-%m-%d) |
| card | $gpu |
| driver | $driver |
| commit | $(git describe --always --dirty --abbrev=12 2>/dev/null || echo unknown) |
| config | $config |
| bits of GPU and CPU | $bits |
| content digest on the GPU | $(cat "$work/gpu.digest") |
| memory errors | $memory |
| whole run on the GPU [s] | $(cat "$work/gpu.seconds") |
| whole run on $(nproc) CPU threads [s] | $(cat "$work/cpu.seconds") |
TABLE
find "$folder" -name '*.registers.txt' -exec cat {} +
[ "$bits" = equal ] && [ "$memory" != "errors found" ]
