#!/usr/bin/env bash
# What coarse steps cost: an experiment at single blocks and in coarser steps, beside each other.
#
# Usage: scripts/step_error.sh [--quick] OUT [PROGRAM]
#   --quick   few points and subnets, below a minute: to see that all runs
#   OUT       folder for the results files and what the analysis says of them
#   PROGRAM   default build/cpu/taosweep
# One thread; about 25 minutes of CPU. What is there already is kept, so that it can be stopped.
# docs/steps.md was made by it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

quick=()
eras=(--set sweep.points=16 --set time.days=224)
if [ "${1:-}" = --quick ]; then
  quick=(--set sweep.points=8 --set network.subnets=24 --set attack.netuid=3)
  eras=(--set sweep.points=8 --set network.subnets=12 --set time.days=182)
  shift
fi
[ $# -ge 1 ] && [ $# -le 2 ] || fail "usage: scripts/step_error.sh [--quick] OUT [PROGRAM]"
out=$1 program=${2:-$root/build/cpu/taosweep}
[ -x "$program" ] || fail "$program is no program: build it, or name it"
mkdir -p "$out"

# run FILE CONFIG SETTING...: the settings lie over [time] of the config.
run() {
  local file=$out/$1.h5 config=$root/configs/$2.ini setting sets=() size=("${quick[@]}")
  shift 2
  [ ! -e "$file" ] || return 0
  [ "$(basename "$config")" != eras.ini ] || size=("${eras[@]}")
  for setting in "$@"; do sets+=(--set "$setting"); done
  nice "$program" run "$config" -o "$file" --threads 1 --quiet --resume "${size[@]}" "${sets[@]}"
}

say "As shipped: order flow of noise traders, looks every 75 blocks or at each step"
run exact       step_error
run looks_15    step_error time.signal_blocks=15
run looks_300   step_error time.signal_blocks=300
run every_5     step_error time.step_blocks=5
run every_25    step_error time.step_blocks=25
run every_75    step_error time.step_blocks=75
run every_150   step_error time.step_blocks=150
run every_300   step_error time.step_blocks=300
run fine_day    step_error time.step_blocks=300 time.fine_days=1
run fine_none   step_error time.step_blocks=300 time.fine_days=0

say "Without noise traders' order flow, with looks of one length: the step by itself"
quiet=(noise.base_sd=0 noise.attention_sd=0 sweep.points=32)
still=("${quiet[@]}" time.signal_blocks=300)
run still_exact step_error "${still[@]}"
run still_25    step_error "${still[@]}" time.step_blocks=25 time.fine_days=0
run still_75    step_error "${still[@]}" time.step_blocks=75 time.fine_days=0
run still_150   step_error "${still[@]}" time.step_blocks=150 time.fine_days=0
run still_300   step_error "${still[@]}" time.step_blocks=300 time.fine_days=0
run still_fine  step_error "${still[@]}" time.step_blocks=300

say "Later eras: configs/eras.ini up to eight weeks after its arms part"
run eras_exact  eras time.step_blocks=1
run eras_300    eras
