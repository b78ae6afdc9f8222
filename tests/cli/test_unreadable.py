"""In use, not to be read, damaged: three things, said apart by every command that reads results
files."""
import errno
import os
import shutil
import subprocess

import h5py
import pytest

import foreign
from program import LONG, SMOKE, USAGE, copy_with_parts, digest, parts, run_smoke, taosweep
from refusing import library_of, refusals, refusals_of

READERS = {
    "run --resume": lambda file, out: ("run", SMOKE, "-o", file, "--resume"),
    "run --force --resume": lambda file, out: ("run", SMOKE, "-o", file, "--force", "--resume"),
    "run": lambda file, out: ("run", SMOKE, "-o", file),
    "info": lambda file, out: ("info", file),
    "verify": lambda file, out: ("verify", file),
    "verify --against": lambda file, out: ("verify", out.with_name("whole.h5"), "--against", file),
    "replay": lambda file, out: ("replay", file, "--economy", "0"),
    "replay --against": lambda file,
    out: ("replay", out.with_name("whole.h5"), "--economy", "0", "--against", file),
    "rerun": lambda file, out: ("rerun", file, "-o", out),
    "merge": lambda file, out: ("merge", out, file, out.with_name("whole.h5")),
    "rerun -o OUT": lambda file, out: ("rerun", out.with_name("whole.h5"), "-o", file),
    "replay -o OUT": lambda file,
    out: ("replay", out.with_name("whole.h5"), "--economy", "0", "-o", file),
    "merge OUT without force": lambda file, out: ("merge", file, out.with_name("whole.h5")),
    "merge OUT": lambda file, out: ("merge", file, out.with_name("whole.h5"), "--force"),
}


@pytest.fixture(scope="module")
def refusing(tmp_path_factory):
    return library_of(tmp_path_factory)


@pytest.fixture
def file(plain, tmp_path):
    held = tmp_path / "held" / "held.h5"
    held.parent.mkdir()
    shutil.copy(plain, held)
    shutil.copy(plain, tmp_path / "whole.h5")
    return held


@pytest.mark.parametrize("command", READERS)
def test_a_file_that_another_program_writes_is_in_use(file, tmp_path, command):
    with h5py.File(file, "r+"):
        before = foreign.walk(tmp_path)
        said = taosweep(*READERS[command](file, tmp_path / "out.h5"), code=USAGE).stderr
        assert f"{file} is in use" in said and "--force" not in said and "damaged" not in said
        assert foreign.walk(tmp_path) == before


REPLACING = ("run --force --resume", "merge OUT")
NOT_READING = ("run", "rerun -o OUT", "replay -o OUT", "merge OUT without force")


@pytest.mark.parametrize("command, call, error", [
    (command, call, error) for command in READERS if command not in REPLACING
    for call, error in [("open", errno.EACCES), ("open", errno.ESTALE), ("read", errno.EIO)]
    if call == "open" or command not in NOT_READING])
def test_a_file_that_the_system_does_not_give_cannot_be_read(file, tmp_path, refusing, command,
                                                             call, error):
    before = foreign.walk(tmp_path)
    said = taosweep(*READERS[command](file, tmp_path / "out.h5"), code=USAGE,
                    env=refusals_of(refusing, file, call, error)).stderr
    assert f"{file} cannot be read: {os.strerror(error)}" in said
    assert "--force" not in said and "damaged" not in said
    assert foreign.walk(tmp_path) == before


@pytest.mark.parametrize("call, error", [("open", errno.EACCES), ("read", errno.EIO)])
@pytest.mark.parametrize("options", [("--resume",), ("--force", "--resume")])
def test_a_chunk_that_cannot_be_read_is_not_run_again(interrupted, tmp_path, refusing, options,
                                                      call, error):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = foreign.walk(tmp_path)
    said = run_smoke(out, "--quiet", *LONG, *options, code=USAGE,
                     env=refusals(refusing, tmp_path / "out.h5.parts" / "points", call,
                                  error)).stderr
    assert ".chunk cannot be read" in said and "drop" not in said
    assert foreign.walk(tmp_path) == before and parts(out)


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "device"])
def test_what_is_no_file_is_refused_at_once(plain, tmp_path, command, kind):
    file = tmp_path / "held.h5"
    shutil.copy(plain, tmp_path / "whole.h5")
    try:
        {"pipe": os.mkfifo, "folder": os.mkdir, "socket": foreign.make_socket,
         "device": lambda path: os.mknod(path, 0o020600, os.makedev(1, 5))}[kind](file)
    except PermissionError:
        pytest.skip("only root can make a device: run the tests as root")
    before = foreign.walk(tmp_path)
    taosweep(*READERS[command](file, tmp_path / "out.h5"), code=USAGE, timeout=20)
    assert foreign.walk(tmp_path) == before


@pytest.mark.parametrize("place", ["pipe", "/dev/zero", "/dev/null", "folder", "/dev/stdin"])
@pytest.mark.parametrize("command", ["run", "validate"])
def test_a_config_that_is_no_file_is_refused_at_once(tmp_path, place, command):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    config = place if place.startswith("/") else tmp_path / place
    options = ("-o", tmp_path / "out.h5") if command == "run" else ()
    said = taosweep(command, config, *options, code=USAGE, timeout=20, stdin=subprocess.PIPE).stderr
    assert "is a folder" in said or "save the config as a file first" in said
    assert not (tmp_path / "out.h5").exists()
