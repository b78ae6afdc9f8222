#!/usr/bin/env bash
# Installs what taosweep needs from the packages of Debian or Ubuntu; installs only what is missing.
# Usage: scripts/install_packages.sh [test] [benchmark] [long] [gpu]
#   without a word: to build, run and draw; each word adds what that task needs. benchmark also puts
#   numpy, numba and JAX into build/peers-venv/ (scripts/install_peers.sh), gpu the disassembler of
#   scripts/instructions.py into build/gpu-tools/ (scripts/install_gpu_tools.sh), system-wide nothing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

packages=(g++ cmake ninja-build libhdf5-dev libcli11-dev libboost-dev libboost-program-options-dev
          libfmt-dev libssl-dev nlohmann-json3-dev zlib1g-dev python3 python3-numpy python3-scipy python3-pandas
          python3-h5py python3-h5netcdf python3-xarray python3-netcdf4 python3-matplotlib)
beside=()
for word in "$@"; do
  case $word in
    test) packages+=(libgtest-dev libgmock-dev libboost-context-dev python3-pytest hdf5-tools
                     slurmctld slurmd slurm-client) ;;
    benchmark) packages+=(libbenchmark-dev libgtest-dev libgmock-dev libboost-context-dev python3-venv)
               beside+=(install_peers.sh) ;;
    # Any clang that reads the headers of this C++ library: 14 on Debian 12, 18 on Ubuntu 24.04.
    # R and Octave read what the program wrote (docs/reading.md).
    long) [ -n "$(find_clang)" ] || packages+=(clang)
          packages+=(r-base-core r-cran-hdf5r octave octave-netcdf netcdf-bin)
          # Pages are tried in a browser (tests/python/browser.py); Ubuntu has it as a snap alone, of
          # which a package of that name is no more than a pointer.
          [ -n "$(type -P chromium chromium-browser google-chrome)" ] || packages+=(chromium) ;;
    gpu) packages+=(python3-venv); beside+=(install_gpu_tools.sh) ;;
    *) fail "unknown word '$word'; use test, benchmark, long or gpu" ;;
  esac
done

# Thrust: the headers of a CUDA Toolkit serve, else those of the distribution.
if [ -z "$(find_thrust "$(find_nvcc)")" ]; then packages+=(libthrust-dev); fi

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
  fail "this script knows Debian and Ubuntu only (apt-get was not found). Install by your own" \
    "means: ${packages[*]}"

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "All ${#packages[@]} packages are installed already; nothing to do."
  for script in "${beside[@]}"; do "$root/scripts/$script"; done
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null ||
    fail "packages are missing and need root, but there is no sudo. Ask an administrator for:" \
      "apt-get install ${missing[*]}"
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} missing packages: ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -q --no-install-recommends "${missing[@]}" ||
  fail "apt-get could not install the packages; its reason stands above"

for script in "${beside[@]}"; do "$root/scripts/$script"; done
