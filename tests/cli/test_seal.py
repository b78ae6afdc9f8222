"""A results file ends with a seal behind what other readers see of it."""
import hashlib
import shutil
import subprocess

import h5py
import netCDF4
import xarray

from program import digest

SEAL = 72


def _is_sealed(path):
    held = path.read_bytes()
    return held[-SEAL:] == b"sha256 " + hashlib.sha256(held[:-SEAL]).hexdigest().encode() + b"\n"


def test_a_results_file_is_sealed(plain):
    assert _is_sealed(plain)


def test_other_readers_open_a_sealed_file_and_leave_it_as_it_is(plain):
    before = plain.read_bytes()
    with h5py.File(plain) as opened:
        shape = opened["outcomes/status"].shape
    for engine in ("h5netcdf", "netcdf4"):
        with xarray.open_dataset(plain, group="outcomes", engine=engine) as opened:
            assert opened["status"].shape == shape
    with netCDF4.Dataset(plain) as opened:
        assert opened["outcomes"]["status"].shape == shape
    seen = subprocess.run(["h5dump", "-A", "-d", "/outcomes/status", plain], capture_output=True,
                          text=True)
    assert seen.returncode == 0 and "ATTRIBUTE" in seen.stdout
    assert plain.read_bytes() == before


def test_a_program_that_opens_the_file_for_writing_takes_the_seal_off(plain, tmp_path):
    opened = tmp_path / "opened.h5"
    shutil.copy(plain, opened)
    h5py.File(opened, "r+").close()
    assert opened.stat().st_size == plain.stat().st_size - SEAL
    assert digest(opened) == digest(plain)
