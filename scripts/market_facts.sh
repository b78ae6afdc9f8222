#!/usr/bin/env bash
# Facts of recorded markets beside simulated ones, of the launch and of 2026: seconds.
#
# Usage: scripts/market_facts.sh OUT [PROGRAM]
#   OUT       folder for markets.h5 and markets_2026.h5, with what the analysis says of each as .txt
#   PROGRAM   default build/cpu/taosweep
# Files that are there already are replaced. docs/markets.md has both tables.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ $# -ge 1 ] && [ $# -le 2 ] || fail "usage: scripts/market_facts.sh OUT [PROGRAM]"
out=$1 program=${2:-$root/build/cpu/taosweep}
[ -x "$program" ] || fail "$program is no program: build it, or name it"
mkdir -p "$out"

for name in markets markets_2026; do
  say "configs/$name.ini"
  "$program" run "$root/configs/$name.ini" -o "$out/$name.h5" --force --quiet
  "$root/analysis/taosweep-analysis" markets "$out/$name.h5" | tee "$out/$name.txt"
done
