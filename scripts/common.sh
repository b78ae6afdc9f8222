# Read by the other scripts: where things are, and how a build is chosen and made.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=/usr/bin/python3

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Path of nvcc, or nothing.
find_nvcc() {
  command -v nvcc 2>/dev/null && return
  local folder
  for folder in "${CUDA_HOME:-}" "${CUDA_PATH:-}" /usr/local/cuda; do
    if [ -n "$folder" ] && [ -x "$folder/bin/nvcc" ]; then echo "$folder/bin/nvcc"; return; fi
  done
}

# Name of the first card, or nothing.
find_gpu() {
  if command -v nvidia-smi >/dev/null 2>&1; then
    nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | head -n 1
  fi
}

# build PRESET [TARGET...]: configures and builds into build/PRESET, with all cores.
build() {
  local preset=$1; shift
  (cd "$root" && cmake --preset "$preset" >"/tmp/taosweep-configure.$$" 2>&1) || {
    cat "/tmp/taosweep-configure.$$" >&2; rm -f "/tmp/taosweep-configure.$$"
    fail "configuring the preset $preset failed; the reason stands above"
  }
  grep -E 'CUDA architectures' "/tmp/taosweep-configure.$$" || true
  rm -f "/tmp/taosweep-configure.$$"
  cmake --build "$root/build/$preset" --parallel "$(nproc)" ${1:+--target "$@"} ||
    fail "the build of the preset $preset failed; the first error stands above"
}
