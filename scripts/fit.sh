#!/usr/bin/env bash
# Fits the markets of the launch to what was recorded of days 20 to 100: some minutes on two cores.
# Usage: scripts/fit.sh [options of scripts/fit_markets.py]
#   The optimiser (cma) goes into build/fit-venv/ and nowhere else; delete the folder to be rid of it.
# Exit code: 0 where settings were found; they are printed as lines of a config.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

folder=$root/build/fit-venv
if [ ! -e "$folder/installed" ]; then
  mkdir -p "$root/build"
  "$python" -m venv --clear --system-site-packages "$folder" ||
    fail "no virtual environment could be made in $folder; is python3-venv installed?"
  "$folder/bin/python" -m pip install --quiet --no-deps cma==4.5.0 ||
    fail "cma, the optimiser, could not be installed (the reason stands above)"
  touch "$folder/installed"
fi
[ -x "$root/build/cpu/taosweep" ] || (build cpu taosweep)
exec "$folder/bin/python" "$root/scripts/fit_markets.py" "$@"
