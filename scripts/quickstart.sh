#!/usr/bin/env bash
# From a fresh Debian or Ubuntu to the answer of the shipped experiment: installs what is missing,
# builds, runs configs/sn28.ini anew and draws its figures into results/.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

say "Packages"
scripts/install_packages.sh

nvcc=$(find_nvcc); gpu=$(find_gpu)
if [ -n "$nvcc" ] && [ -n "$gpu" ]; then
  preset=cuda; why="nvcc ($nvcc) and a GPU ($gpu) are at hand"
elif [ -n "$nvcc" ]; then
  preset=cpu; why="nvcc is at hand, but no GPU that it can build for"
elif [ -n "$gpu" ]; then
  preset=cpu; why="a GPU ($gpu) is at hand, but no nvcc; with the CUDA Toolkit 13 it would be used"
else
  preset=cpu; why="neither nvcc nor a GPU is at hand"
fi
say "Build: preset $preset, since $why"
build "$preset" taosweep

mkdir -p results
# run CONFIG FILE: exit code 3 says that some economies failed; the file names them, the rest
# counts.
run() {
  local code=0
  "build/$preset/taosweep" run "$1" -o "$2" --force || code=$?
  if [ "$code" -eq 3 ]; then
    echo "note: some economies of $1 failed; 'build/$preset/taosweep info $2' says how many."
  elif [ "$code" -ne 0 ]; then
    fail "taosweep run $1 ended with code $code"
  fi
}
say "Experiment: when does root stake stop a subnet that pays its holders?"
run configs/sn28.ini results/sn28.h5
say "Experiment: which of the chain's rules matter for it?"
run configs/sn28_rules.ini results/sn28_rules.h5

say "Figures"
PYTHONPATH=analysis "$python" -m taosweep_analysis sn28 results/sn28.h5 \
  --rules results/sn28_rules.h5 --out results/ >/dev/null

say "Answer, in $SECONDS s"
# Question and answer, of which the rest of the file is the details.
sed -n '2p;4p' results/sn28_answer.txt | fold -s -w 100
echo
echo "Look:    $root/results/sn28_answer.txt, and the figures beside it:"
find "$root/results" -maxdepth 1 -name '*.png' |
  sort | sed 's/^/  /'
echo "Data:    $root/results/sn28.h5, $root/results/sn28_rules.h5"
echo "A page:  analysis/taosweep-analysis report results/sn28.h5"
echo "Next:    docs/tutorial.md, ten minutes to an answer of your own"
