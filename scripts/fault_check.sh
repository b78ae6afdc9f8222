#!/usr/bin/env bash
# Gives damaged and hostile results files to the commands that read files (crafted ones to every
# command, damaged ones to half of them in turn), and prints a table of faults tried x times x bad:
# crashes, ends later than 10 s, changed data taken for whole, bytes of other files read, escape
# sequences sent.
# Usage: scripts/fault_check.sh [--quick] [--seed N]
#   --quick  400 files, a minute or two; else 2,000, under 10 minutes on two free cores
#   --seed N other damage
# Environment: TAOSWEEP_BINARY  the program to try; default: that of the preset cpu, which is built
# The exit code is 1 where anything is bad.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
cd "$root"

files=2000; seed=1
while [ $# -gt 0 ]; do
  case $1 in
    --quick) files=400 ;;
    --seed) seed=${2:?--seed needs a number}; shift ;;
    *) fail "unknown option '$1'; usage: scripts/fault_check.sh [--quick] [--seed N]" ;;
  esac
  shift
done

if [ -z "${TAOSWEEP_BINARY:-}" ]; then
  build cpu taosweep
  export TAOSWEEP_BINARY=$root/build/cpu/taosweep
fi
say "Damaged and hostile files"
PYTHONDONTWRITEBYTECODE=1 "$python" tests/faults/check.py --files "$files" --seed "$seed"
