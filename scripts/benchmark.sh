#!/usr/bin/env bash
# Builds Release and measures taosweep beside what one would write instead: numpy, numba, JAX and a
# plain C++ model, on the same economies. Prints the tables of BENCHMARKS.md.
# Usage: scripts/benchmark.sh [--quick]
#        scripts/benchmark.sh --back-ends [OPTION OF THE BENCHMARK PROGRAM]...
#   Three workloads (tests/benchmark/*.ini): every block; the coarse steps of shipped experiments;
#   and many short economies from config to file. Each on one core and on all, and on a card where
#   there is one. Some 12 minutes on two cores, after building.
#   --quick      short horizons, one batch size, peers on one core alone: within 3 minutes
#   --back-ends  taosweep and the plain model alone, such as
#                --back-ends --config=tests/benchmark/attacked.ini --benchmark_filter=avx2
# Run it on a machine that does nothing else. A peer that is absent is named in its row.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

quick=()
case ${1:-} in
  '' | --back-ends) ;;
  --quick) quick=(--quick) ;;
  -h | --help) sed -n '2,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) fail "unknown option '$1'; usage: scripts/benchmark.sh [--quick], or --back-ends and options" \
       "of the benchmark program" ;;
esac

scripts/install_packages.sh benchmark
gpu=$(find_gpu)
preset=cpu
if [ -n "$(find_nvcc)" ] && [ -n "$gpu" ]; then preset=cuda; fi
build "$preset" taosweep taosweep_benchmark

if [ "${1:-}" = --back-ends ]; then
  shift
  exec "build/$preset/taosweep_benchmark" "$@"
fi
report=$root/build/$preset/benchmark.json
if [ "$preset" = cpu ]; then gpu=; fi
"$python" tests/benchmark/compare.py --build "build/$preset" --out "$report" --card "$gpu" \
  "${quick[@]}"
"$python" scripts/benchmark_table.py "$report"
