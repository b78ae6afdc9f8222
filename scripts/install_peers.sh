#!/usr/bin/env bash
# Installs numpy, numba and JAX, whose models the benchmark runs beside taosweep, for it alone.
# Usage: scripts/install_peers.sh
#   They go into build/peers-venv/, in the versions of tests/benchmark/peers/requirements.txt, and
#   nowhere else; delete the folder to be rid of them. With a card JAX comes with CUDA 13.
# Exit code: 0 also where a peer cannot be installed: it is named, and the benchmark says it is
# absent.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

folder=$root/build/peers-venv
pins=$root/tests/benchmark/peers/requirements.txt
cuda=
if [ -n "$(find_gpu)" ]; then cuda='[cuda13]'; fi

stamp=$folder/installed
wanted=$(cat "$pins"; echo "$cuda")
if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  echo "The peers are installed already in build/peers-venv/; nothing to do."
  exit 0
fi
mkdir -p "$root/build"
"$python" -m venv --clear "$folder" ||
  fail "no virtual environment could be made in $folder; is python3-venv installed?"

all=yes
# install PEER PACKAGE...: a package of the pins, others beside it held to them.
install() {
  local peer=$1; shift
  if "$folder/bin/python" -m pip install --quiet --constraint <(grep -v '^#' "$pins") "$@"; then
    echo "$peer: installed"
  else
    all=no
    echo "ABSENT: $peer could not be installed (the reason stands above); the benchmark runs" \
      "without it" >&2
  fi
}
install numpy numpy
install numba numba
install JAX "jax$cuda"
if [ "$all" = yes ]; then echo "$wanted" >"$stamp"; fi
