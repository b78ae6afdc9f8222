#!/usr/bin/env bash
# What coarse steps cost: an experiment at single blocks and in coarser steps, beside each other.
#
# Usage: scripts/step_error.sh [--quick] OUT [PROGRAM]
#   --quick   few points and subnets, some 3 minutes of CPU: to see that all runs
#   OUT       folder for the results files and what the analysis says of them
#   PROGRAM   default build/cpu/taosweep
# One thread; about half an hour of CPU. What is there already is kept, so that it can be stopped.
# docs/steps.md was made by it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

quick=()
each=(--set sweep.points=24)
still=(--set sweep.points=32)
eras=(--set sweep.points=12 --set time.days=224 --set network.subnets=64)
if [ "${1:-}" = --quick ]; then
  quick=(--set sweep.points=8 --set network.subnets=24 --set attack.netuid=3)
  each=("${quick[@]}")
  still=("${quick[@]}")
  eras=(--set sweep.points=8 --set network.subnets=12 --set time.days=182)
  shift
fi
[ $# -ge 1 ] && [ $# -le 2 ] || fail "usage: scripts/step_error.sh [--quick] OUT [PROGRAM]"
out=$1 program=${2:-$root/build/cpu/taosweep}
[ -x "$program" ] || fail "$program is no program: build it, or name it"
mkdir -p "$out"

# run FILE CONFIG SETTING...: the settings, and $size, lie over the config.
run() {
  local file=$out/$1.h5 config=$root/configs/$2.ini setting sets=() go_on=()
  shift 2
  [ ! -e "$file" ] || return 0
  [ ! -e "$file.parts" ] || go_on=(--resume)  # the file then has no CPU time of the whole
  for setting in "$@"; do sets+=(--set "$setting"); done
  nice "$program" run "$config" -o "$file" --threads 1 --quiet "${go_on[@]}" "${size[@]}" "${sets[@]}"
}

say "Beside single blocks with looks every 75, as the program has them by default"
size=("${quick[@]}")
run exact       step_error
run every_25    step_error time.step_blocks=25
run every_75    step_error time.step_blocks=75
run every_150   step_error time.step_blocks=150
run every_300   step_error time.step_blocks=300
run fine_day    step_error time.step_blocks=300 time.fine_days=1
run fine_none   step_error time.step_blocks=300 time.fine_days=0
run looks_300   step_error time.signal_blocks=300
run looks_300_25 step_error time.signal_blocks=300 time.step_blocks=25
run looks_300_75 step_error time.signal_blocks=300 time.step_blocks=75 time.fine_days=0
run every_25_25 step_error time.step_blocks=25 time.signal_blocks=25

say "Beside single blocks with a look at each"
size=("${each[@]}")
run each_1_1    step_error time.signal_blocks=1
run each_1_15   step_error time.signal_blocks=15
run each_1_75   step_error
run each_25_25  step_error time.step_blocks=25 time.signal_blocks=25
run each_25_75  step_error time.step_blocks=25
run each_ratio  step_error time.step_blocks=300 time.signal_blocks=25
run each_300    step_error time.step_blocks=300
run each_none   step_error time.step_blocks=300 time.fine_days=0

say "Without noise traders' order flow, with looks of one length: the step by itself"
size=("${still[@]}")
quiet=(noise.base_sd=0 noise.attention_sd=0 time.signal_blocks=300)
run still_exact step_error "${quiet[@]}"
run still_300   step_error "${quiet[@]}" time.step_blocks=300 time.fine_days=0
run still_150   step_error "${quiet[@]}" time.step_blocks=150 time.fine_days=0
run still_75    step_error "${quiet[@]}" time.step_blocks=75 time.fine_days=0
run still_fine  step_error "${quiet[@]}" time.step_blocks=300

say "Later eras: configs/eras.ini with fewer subnets, up to two months after its arms part"
size=("${eras[@]}")
run eras_exact eras time.step_blocks=1
run eras_25_25 eras time.step_blocks=25 time.signal_blocks=25
run eras_300   eras
run eras_nofee_25  eras protocol.swap_fee=0 time.step_blocks=25 time.signal_blocks=25
run eras_nofee_300 eras protocol.swap_fee=0
run eras_still_25  eras "${quiet[@]}" time.step_blocks=25
run eras_still_300 eras "${quiet[@]}"

analyse() { "$root/analysis/taosweep-analysis" steps "$@" --economies 64; }
cd "$out"
say "What it comes to"
analyse exact.h5 every_*.h5 fine_*.h5 looks_300.h5 --out default_looks
analyse looks_300.h5 looks_300_{25,75}.h5 fine_none.h5 --out looks_300
analyse every_25_25.h5 every_{75,150,300}.h5 fine_*.h5 --out looks_at_steps
analyse each_1_1.h5 each_1_{15,75}.h5 each_2*.h5 each_{ratio,300,none}.h5 --out single
analyse still_exact.h5 still_{300,150,75,fine}.h5 --out still
analyse eras_exact.h5 eras_25_25.h5 eras_300.h5 --out eras
analyse eras_25_25.h5 eras_300.h5 --out eras_25
analyse eras_nofee_25.h5 eras_nofee_300.h5 --out eras_without_fee
analyse eras_still_25.h5 eras_still_300.h5 --out eras_still
