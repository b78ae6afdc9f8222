#!/usr/bin/env bash
# Installs NVIDIA's nvdisasm and cuobjdump, with which the build counts what a step of the GPU program
# executes (scripts/instructions.py), where no CUDA Toolkit at hand has them.
# Usage: scripts/install_gpu_tools.sh
#   They go into build/gpu-tools/, as packages of Python, and nowhere else; delete the folder to be rid of them.
# Exit code: 1 where they cannot be installed; builds go on without them, and say so.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if "$python" "$root/scripts/instructions.py" --tools; then
  echo "They are at hand; nothing to do."
  exit 0
fi
folder=$root/build/gpu-tools
mkdir -p "$root/build"
"$python" -m venv --clear "$folder" ||
  fail "no virtual environment could be made in $folder; is python3-venv installed?"
"$folder/bin/python" -m pip install --quiet nvidia-cuda-nvdisasm==13.5.37 \
  nvidia-cuda-cuobjdump==13.4.92 || fail "nvdisasm and cuobjdump could not be installed into $folder"
"$python" "$root/scripts/instructions.py" --tools
