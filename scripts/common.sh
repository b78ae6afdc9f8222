# Read by the other scripts: where things are, and how a build is chosen and made.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=/usr/bin/python3

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Path of an nvcc that can build the program (CUDA Toolkit 13 or later), or nothing; older ones are
# named.
find_nvcc() {
  local found release
  for found in "$(command -v nvcc 2>/dev/null)" "${CUDA_HOME:-}/bin/nvcc" \
    "${CUDA_PATH:-}/bin/nvcc" /usr/local/cuda/bin/nvcc; do
    [ -n "$found" ] && [ -x "$found" ] || continue
    release=$("$found" --version 2>/dev/null | sed -n 's/.*release \([0-9]*\)\..*/\1/p') || true
    if [ "${release:-0}" -ge 13 ]; then echo "$found"; return; fi
    echo "note: $found is of CUDA ${release:-unknown}; the GPU program needs 13 or later, so" \
      "it is not used" >&2
  done
}

# Folder with the headers of Thrust in the toolkit of an nvcc, or nothing.
find_thrust() {
  local toolkit folder
  [ -n "$1" ] || return 0
  toolkit=$(dirname "$(dirname "$(readlink -f "$1")")")
  for folder in "$toolkit/include/cccl" "$toolkit/include" \
    "$toolkit"/targets/*/include/cccl "$toolkit"/targets/*/include; do
    if [ -e "$folder/thrust/version.h" ]; then echo "$folder"; return; fi
  done
}

# Name of the first card that the program can use (compute capability 7.5 or later), or nothing. A
# driver that does not answer, and older cards, are named.
find_gpu() {
  local listed line capability older=
  command -v nvidia-smi >/dev/null 2>&1 || return 0
  if ! listed=$(nvidia-smi --query-gpu=name,compute_cap --format=csv,noheader 2>&1); then
    echo "note: nvidia-smi is here but fails (${listed%%$'\n'*}), so no GPU is used" >&2
    return 0
  fi
  while IFS= read -r line; do
    capability=${line##*, }
    [[ $capability =~ ^[0-9]+\.[0-9]$ ]] || continue
    if [ "${capability/./}" -ge 75 ]; then echo "${line%, *}"; return; fi
    older="${line%, *} (compute capability $capability)"
  done <<<"$listed"
  [ -z "$older" ] ||
    echo "note: $older is older than CUDA 13 knows (7.5), so the CPU is used" >&2
}

# The C++ compiler of clang that works with the C++ library at hand, or nothing. An old clang does
# not read the headers of a newer libstdc++.
find_clang() {
  local found
  for found in clang++-14 clang++ clang++-20 clang++-19 clang++-18 clang++-17 clang++-16; do
    command -v "$found" >/dev/null 2>&1 || continue
    if printf '#include <%s>\n' algorithm chrono filesystem ranges string vector |
      "$found" -std=c++20 -x c++ -fsyntax-only - >/dev/null 2>&1; then
      echo "$found"; return
    fi
  done
}

# What a build must be told about this machine: one option of CMake a line.
build_options() {
  local preset=$1 nvcc thrust clang
  nvcc=$(find_nvcc 2>/dev/null); thrust=$(find_thrust "$nvcc")
  if [ -n "$thrust" ]; then echo "-DTAOSWEEP_THRUST_INCLUDE=$thrust"; fi
  if [ "$preset" = sanitize ]; then echo "-DTAOSWEEP_SANITIZE=${TAOSWEEP_SANITIZE:-ON}"; fi
  if [ "$preset" = cuda ] && [ -n "$nvcc" ]; then echo "-DCMAKE_CUDA_COMPILER=$nvcc"; fi
  if [ "$preset" = clang ]; then
    clang=$(find_clang)
    if [ -n "$clang" ]; then
      printf '%s\n' "-DCMAKE_CXX_COMPILER=$clang" "-DCMAKE_C_COMPILER=${clang/++/}"
    fi
  fi
}

# build PRESET [TARGET...]: configures and builds into build/PRESET, with all cores. A build of the
# program alone needs no package of the tests, and no back end that this machine cannot run.
build() {
  local preset=$1 tests=ON at_hand=OFF log options; shift
  if [ "$*" = taosweep ]; then tests=OFF at_hand=ON; fi
  mapfile -t options < <(build_options "$preset")
  log=$(mktemp)
  (cd "$root" && cmake --preset "$preset" -DTAOSWEEP_TESTS=$tests -DTAOSWEEP_AT_HAND=$at_hand \
    "${options[@]}" >"$log" 2>&1) || {
    cat "$log" >&2; rm -f "$log"
    fail "configuring the preset $preset failed; the reason stands above"
  }
  grep -E 'CUDA architectures' "$log" || true
  rm -f "$log"
  cmake --build "$root/build/$preset" --parallel "$(nproc)" ${1:+--target "$@"} ||
    fail "the build of the preset $preset failed; the first error stands above"
}
