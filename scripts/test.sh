#!/usr/bin/env bash
# Installs what is missing, builds, and runs all tests.
# Usage: scripts/test.sh [--long] [--sanitize]
#   --long      also builds with clang, without optimisation and with sanitizers, runs the tests
#               there, tests an installed portable program, runs the tests that take long, and
#               compares digests over compilers, optimisation and libm (scripts/digest_matrix.py).
#   --sanitize  also builds with sanitizers and runs there the tests that read what strangers wrote:
#               configs, options, damaged and hostile files.
# Environment: TAOSWEEP_DATA     folder of recorded chain data
#              TAOSWEEP_VECTORS  folder of the chain's published test numbers
#              without them the tests that need them are skipped, and say so.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 where nothing failed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

long=no sanitize=no
for argument in "$@"; do
  case $argument in
    --long) long=yes ;;
    --sanitize) sanitize=yes ;;
    *) fail "unknown option '$argument'; usage: scripts/test.sh [--long] [--sanitize]" ;;
  esac
done

say "Packages"
words=(test)
if [ "$long" = yes ]; then words+=(long); fi
scripts/install_packages.sh "${words[@]}"

nvcc=$(find_nvcc); gpu=$(find_gpu)
presets=(cpu)
if [ -n "$nvcc" ]; then
  presets=(cuda)
  # Where it cannot be had, the build says that it did not count instructions.
  scripts/install_gpu_tools.sh || true
fi
if [ "$long" = yes ]; then
  presets+=(clang debug sanitize portable-cpu); export TAOSWEEP_LONG=1
elif [ "$sanitize" = yes ]; then
  presets+=(sanitize)
fi
# What reads the words and files of strangers, and what those tests need.
strangers='^reading: |hostile|damaged'
for_strangers=(taosweep reading_tests write_sample_file)
# Of a portable build its one file is of interest, and what those tests need.
for_install=(taosweep write_sample_file)

reports=()
for preset in "${presets[@]}"; do
  report=$root/build/$preset/test_report.xml
  rm -rf "$report" "$root/build/$preset/python_reports"
  reports+=("$root/build/$preset")
  say "Build: preset $preset"
  # Failures, also of a build, are counted from the reports, so that the presets that follow run.
  some=(); only=()
  if [ "$preset" = sanitize ] && [ "$long" = no ]; then
    some=("${for_strangers[@]}"); only=(-R "$strangers"); export TAOSWEEP_SANITIZE=host
  elif [ "$preset" = portable-cpu ]; then
    some=("${for_install[@]}"); only=(-R test_install)
  fi
  (build "$preset" "${some[@]}") || continue
  say "Tests: preset $preset"
  ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j2 --progress \
    "${only[@]}" --output-junit "$report" || true
done

if [ "$long" = yes ]; then
  say "The same bits: compilers, optimisation, libm, eras, back ends, threads, batches, shards"
  # A report of one test, so that it counts with the others.
  matrix=$root/build/matrix; mkdir -p "$matrix"
  rm -f "$matrix/test_report.xml"
  verdict='<failure message="see the table"/>'
  if "$python" scripts/digest_matrix.py; then verdict=; fi
  printf '<testsuite><testcase name="digests are equal" status="run">%s</testcase></testsuite>\n' \
    "$verdict" >"$matrix/test_report.xml"
  reports+=("$matrix")
fi

say "Notes"
[ -n "$nvcc" ] || echo "no nvcc: the GPU program was not compiled."
[ -n "$gpu" ] || echo "no GPU: nothing ran on one; tests that compare GPU and CPU are skipped."
[ -n "${TAOSWEEP_DATA:-}" ] ||
  echo "TAOSWEEP_DATA is not set: tests against recorded chain data are skipped."
[ -n "${TAOSWEEP_VECTORS:-}" ] ||
  echo "TAOSWEEP_VECTORS is not set: the chain's published numbers run only as far as" \
    "tests/vectors/ holds them."
if [ -n "${TAOSWEEP_VECTORS:-}" ]; then
  echo "published numbers of the chain, one by one:"
  "build/${presets[0]}/tests/conformance" "$TAOSWEEP_VECTORS"/*.json | sed 's/^/  /' || true
fi
[ "$long" = yes ] ||
  echo "without --long: no build by clang or without optimisation, and some cases of claims that are" \
    "tried by many."
[ "$long$sanitize" != nono ] || echo "without --sanitize: no build with sanitizers."
"$python" scripts/count_tests.py "${reports[@]}"
