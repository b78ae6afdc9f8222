#!/usr/bin/env bash
# On a machine with a GPU: same bits as the CPU, no memory errors, and speed, as one table.
# Usage: scripts/gpu_check.sh [BUILD_FOLDER] [CONFIG]
#   BUILD_FOLDER  a build that holds the GPU program; without it the preset cuda is built
#   CONFIG        what is run on both; without it configs/sn28_rules.ini
# Exit code: 0 bits equal and no memory errors; 1 they differ, or there are errors, or the check
# could not run; 3 bits equal, but memory was not checked. The last line says which.
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
else
  [ -n "$nvcc" ] || fail "no nvcc to build with; name a build: scripts/gpu_check.sh BUILD_FOLDER"
  build cuda taosweep; folder=build/cuda
fi
config=${2:-configs/sn28_rules.ini}
program=$folder/taosweep
[ -x "$program" ] || fail "$program is missing; build the preset cuda first"
"$program" devices

work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
# timed NAME OPTION...: runs the config, leaves seconds in NAME.seconds, the digest in NAME.digest.
timed() {
  local name=$1 start end; shift
  start=$(date +%s.%N)
  "$program" run "$config" -o "$work/$name.h5" --quiet "$@"
  end=$(date +%s.%N)
  awk -v a="$start" -v b="$end" 'BEGIN { printf "%.2f", b - a }' >"$work/$name.seconds"
  "$program" info "$work/$name.h5" | sed -n 's/^content digest *//p' >"$work/$name.digest"
}
say "The same run on GPU and CPU: $config"
timed gpu --device cuda:0
timed cpu --device cpu
bits=differ
if "$program" verify "$work/gpu.h5" --against "$work/cpu.h5"; then bits=equal; fi

say "Memory errors"
sanitizer=
for found in "$(command -v compute-sanitizer || true)" \
  ${nvcc:+"$(dirname "$nvcc")/compute-sanitizer"} \
  ${nvcc:+"$(dirname "$(readlink -f "$nvcc")")/compute-sanitizer"}; do
  if [ -n "$found" ] && [ -x "$found" ]; then sanitizer=$found; break; fi
done
memory="NOT CHECKED, compute-sanitizer is neither in PATH nor beside nvcc"
if [ -n "$sanitizer" ]; then
  memory="errors found"
  if "$sanitizer" --error-exitcode 9 "$program" run tests/bits/small.ini -o "$work/memory.h5" \
       --device cuda:0 --quiet; then
    memory=none
  fi
fi

say "Result"
version=$("$program" --version | cut -d' ' -f2)
commit=$(git describe --always --dirty --abbrev=12 2>/dev/null || echo unknown)
gpu_seconds=$(cat "$work/gpu.seconds"); cpu_seconds=$(cat "$work/cpu.seconds")
cat <<TABLE
| what | value |
|---|---|
| date | $(date -u +%Y-%m-%d) |
| card | $gpu |
| driver | $driver |
| commit | $commit |
| config | $config |
| bits of GPU and CPU | $bits |
| content digest on the GPU | $(cat "$work/gpu.digest") |
| memory errors | $memory |
| whole run on the GPU [s] | $gpu_seconds |
| whole run on $(nproc) CPU threads [s] | $cpu_seconds |

The row for the table "GPU" of BENCHMARKS.md:
TABLE
printf '| %s ' "$version" "$commit" "$(date -u +%Y-%m-%d)" "$gpu" "$driver" "$config" "$bits" \
  "$gpu_seconds" "$cpu_seconds"
echo "|"
find "$folder" -name '*.registers.txt' -exec cat {} +
echo "bits of GPU and CPU: $bits; memory errors: $memory"
[ "$bits" = equal ] && [ "$memory" != "errors found" ] || exit 1
[ "$memory" = none ] || exit 3
