#!/usr/bin/env bash
# Builds Release and measures subnet-blocks per second and core of each back end beside the plain
# model.
# Usage: scripts/benchmark.sh [OPTION OF THE BENCHMARK PROGRAM]...
#   One economy-year of 128 subnets at every block, some four minutes; --days=10 is quicker, of three
#   runs the median.
#   Also say --benchmark_filter=avx2. Run it on a machine that does nothing else.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

scripts/install_packages.sh benchmark
preset=cpu
if [ -n "$(find_nvcc)" ] && [ -n "$(find_gpu)" ]; then preset=cuda; fi
build "$preset" taosweep_benchmark

report=$root/build/$preset/benchmark.json
"build/$preset/taosweep_benchmark" --days=365 --benchmark_out="$report" \
  --benchmark_out_format=json "$@"
"$python" scripts/benchmark_table.py "$report"
