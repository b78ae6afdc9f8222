# Read by the other scripts: where things are, and how a build is chosen and made.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=/usr/bin/python3

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Path of an nvcc that can build the program (CUDA Toolkit 13 or later), or nothing; older ones are named.
find_nvcc() {
  local found release
  for found in "$(command -v nvcc 2>/dev/null)" "${CUDA_HOME:-}/bin/nvcc" "${CUDA_PATH:-}/bin/nvcc" \
    /usr/local/cuda/bin/nvcc; do
    [ -n "$found" ] && [ -x "$found" ] || continue
    release=$("$found" --version | sed -n 's/.*release \([0-9]*\)\..*/\1/p')
    if [ "${release:-0}" -ge 13 ]; then echo "$found"; return; fi
    echo "note: $found is of CUDA ${release:-unknown}; the GPU program needs 13 or later, so it is not used" >&2
  done
}

# Name of the first card, or nothing.
find_gpu() {
  if command -v nvidia-smi >/dev/null 2>&1; then
    nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | head -n 1
  fi
}

# build PRESET [TARGET...]: configures and builds into build/PRESET, with all cores. A build of the program alone
# needs no package of the tests.
build() {
  local preset=$1 tests=ON; shift
  if [ "$*" = taosweep ]; then tests=OFF; fi
  (cd "$root" && cmake --preset "$preset" -DTAOSWEEP_TESTS=$tests >"/tmp/taosweep-configure.$$" 2>&1) || {
    cat "/tmp/taosweep-configure.$$" >&2; rm -f "/tmp/taosweep-configure.$$"
    fail "configuring the preset $preset failed; the reason stands above"
  }
  grep -E 'CUDA architectures' "/tmp/taosweep-configure.$$" || true
  rm -f "/tmp/taosweep-configure.$$"
  cmake --build "$root/build/$preset" --parallel "$(nproc)" ${1:+--target "$@"} ||
    fail "the build of the preset $preset failed; the first error stands above"
}
