"""Whatever call the file system refuses, and with whatever reason: words, nothing lost, nothing
half."""
import concurrent.futures
import errno
import hashlib
import itertools
import os
import shutil
import subprocess

import h5py
import pytest

import foreign
from program import (DONE, FAILED, IN_FULL, STOPPED, TINY, USAGE, command, digest, parts,
                     taosweep)
from refusing import library_of, refusals

CALLS = ("flock", "fsync_file", "fsync_folder", "rename", "renameat2", "renameat2,link", "create",
         "write", "close", "mkdir", "unlink", "ftruncate")
ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EIO, errno.ENOLCK,
          errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EROFS, 524)
COMMANDS = ("run", "resume", "force", "rerun", "merge", "replay")
# Without these a run goes on as if nothing were: `needed or where possible` of
# host/store/parts/file_calls.hpp.
UNKNOWN = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, 524}


@pytest.fixture(scope="module")
def refusing(tmp_path_factory):
    return library_of(tmp_path_factory)


class Sources:
    """What the commands start from, made once without refusals."""

    def __init__(self, folder, library):
        self.config, self.whole = folder / "tiny.ini", folder / "whole.h5"
        self.config.write_text(TINY)
        self.run(self.whole)
        self.shards = [folder / f"shard{i}.h5" for i in range(2)]
        for i, shard in enumerate(self.shards):
            self.run(shard, "--shard", f"{i}/2")
        # All chunks finished, their file refused: what a full disk leaves.
        stopped = folder / "stopped" / "out.h5"
        stopped.parent.mkdir()
        self.run(stopped, env=refusals(library, stopped.parent, "renameat2", errno.EIO, 1),
                 code=USAGE)
        self.parts = {part.name: part.read_bytes() for part in parts(stopped)}
        assert self.parts
        self.digests = {digest(self.whole)}

    def run(self, out, *options, **more):
        return taosweep("run", self.config, "-o", out, "--device", "cpu", "--threads", "1",
                        "--quiet", *options, **more)

    def command_line(self, name, out):
        run = ["run", self.config, "-o", out, "--device", "cpu", "--threads", "1"]
        return command(*{"run": run, "resume": [*run, "--resume"],
                         "force": [*run, "--force", "--resume"],
                         "rerun": ["rerun", self.whole, "-o", out, "--threads", "1"],
                         "merge": ["merge", out, *self.shards],
                         "replay": ["replay", self.whole, "--economy", "1", "-o", out]}[name])

    def go_on(self, name, out):
        """The same command once more, as a user would who has put right what was refused."""
        again = self.command_line(name, out) + (["--resume"] if name == "run" else [])
        return subprocess.run(again, capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def sources(tmp_path_factory, refusing):
    return Sources(tmp_path_factory.mktemp("sources"), refusing)


def is_sealed(path):
    held = path.read_bytes()
    return held[-72:] == b"sha256 " + hashlib.sha256(held[:-72]).hexdigest().encode() + b"\n"


def place_for(sources, folder, name):
    """OUT with what the command finds there: files of others, and chunks where it goes on from
    some."""
    out = folder / "out.h5"
    (folder / "notes.txt").write_text("of somebody")
    (folder / "out.h5.parts").mkdir()
    (folder / "out.h5.parts" / "points_0.chunk").write_text("of somebody")
    (folder / "out.h5.parts" / "link").symlink_to(folder / "notes.txt")
    if name in ("resume", "force"):
        for part, content in sources.parts.items():
            (folder / "out.h5.parts" / part).write_bytes(content)
    if name == "force":
        out.write_text("an old file")
    return out


def own(path):
    return path.name in ("out.h5",
                         "lock") or path.name.startswith(("points_00", "out.h5.", "probe."))


def fault_of(sources, library, folder, calls, error, name, after):
    """What is wrong with how a command takes a refusal; empty = nothing."""
    folder.mkdir()
    out = place_for(sources, folder, name)
    before, old = foreign.walk(folder, own), out.read_bytes() if out.exists() else None
    done = subprocess.run(sources.command_line(name, out), capture_output=True, text=True,
                          timeout=60, env=refusals(library, folder, calls, error, after))
    faults = []
    if done.returncode not in (DONE, FAILED, USAGE, STOPPED):
        faults.append(f"exit code {done.returncode}")
    if done.returncode != DONE and not done.stderr.rstrip().splitlines()[-1:] > ["taosweep: "]:
        faults.append("it ends without words")
    if any(word in done.stderr
           for word in ("terminate called", "what():", "HDF5-DIAG", "Error in")):
        faults.append("it speaks of its inside")
    if foreign.walk(folder, own) != before:
        faults.append("files of others changed")
    stands = out.read_bytes() if out.exists() else None
    if stands != old and name != "replay" and not (is_sealed(out)
                                                   and digest(out) in sources.digests):
        faults.append("OUT is not whole")
    if done.returncode == DONE and stands == old:
        faults.append("it says done, and nothing is there")
    kept = {part.name: part.read_bytes() for part in parts(out)}
    if name in ("resume", "force") and stands == old and any(kept.get(part) != content
                                                             for part,
                                                             content in sources.parts.items()):
        faults.append("finished work is lost")
    if done.returncode != DONE and stands == old:
        again = sources.go_on(name, out)
        if again.returncode != DONE:
            faults.append(f"it does not go on: {again.stderr}")
        elif foreign.walk(folder, own) != before:
            faults.append("files of others changed afterwards")
        elif sorted(path.name
                    for path in folder.glob("out.h5.parts/*")) != ["link", "points_0.chunk"]:
            faults.append("going on leaves something behind")
    shutil.rmtree(folder)
    said = f"\n{done.stdout}{done.stderr}" if faults else ""
    return "".join(f"{name}, {calls} refused after {after} with {error}: {fault}{said}\n"
                   for fault in faults)


def cells():
    """Each call and each error with each command; in the long run all three with each other, and
    at three moments."""
    for i, calls in enumerate(CALLS):
        for k, name in enumerate(COMMANDS):
            for j, error in enumerate(ERRORS):
                if IN_FULL:
                    yield from ((calls, error, name, moment)
                                for moment in (0, 1 + (i + j + k) % 4, 5 + (i + j + k) % 7))
                elif j == (2 * i + k) % len(ERRORS):
                    yield calls, error, name, (5 * i + 7 * j) % 9


def test_a_call_and_an_error_meet_each_command():
    tried = list(cells())
    for one, there in ((0, CALLS), (1, ERRORS)):
        assert {(cell[one], cell[2]) for cell in tried} == set(itertools.product(there, COMMANDS))


def test_each_refusal_of_each_call_is_taken_by_each_command(sources, refusing, tmp_path):
    tried = list(cells())
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = list(pool.map(lambda i: fault_of(sources, refusing, tmp_path / str(i), *tried[i]),
                               range(len(tried))))
    assert len(faults) >= len(CALLS) * len(COMMANDS) and "".join(faults) == ""


@pytest.mark.parametrize("calls, errors", [
    ("flock", ERRORS), ("fsync_file", UNKNOWN), ("fsync_folder", UNKNOWN),
    ("renameat2", UNKNOWN | {errno.EPERM}), ("renameat2,link", UNKNOWN | {errno.EPERM})])
def test_what_is_done_where_possible_ends_no_run(sources, refusing, tmp_path, calls, errors):
    for error in errors:
        out = tmp_path / f"{error}" / "out.h5"
        out.parent.mkdir()
        done = sources.run(out, env=refusals(refusing, out.parent, calls, error))
        assert digest(out) in sources.digests
        assert [path.name for path in out.parent.rglob("*")] == ["out.h5"]
        assert ("gives no locks" in done.stderr) == (calls == "flock")


@pytest.mark.parametrize("calls",
                         [calls for calls in CALLS if calls not in ("flock", "close", "ftruncate")])
def test_what_is_needed_is_asked_before_the_first_economy(sources, refusing, tmp_path, calls):
    """A sweep that would take a day."""
    out = tmp_path / "out.h5"
    done = taosweep("run", sources.config, "-o", out, "--device", "cpu", "--set",
                    "sweep.points=20000", "--set",
                    "time.days=300", env=refusals(refusing, tmp_path, calls, errno.EIO), code=USAGE,
                    timeout=60)
    assert "cannot write" in done.stderr and os.strerror(errno.EIO) in done.stderr
    assert not out.exists() and parts(out) == []


def test_a_run_without_locks_is_told_and_noted(sources, refusing, tmp_path):
    out = tmp_path / "out.h5"
    done = sources.run(out, env=refusals(refusing, tmp_path, "flock", errno.ENOLCK))
    assert "taosweep: warning: the file system" in done.stderr
    assert "start one at a time" in done.stderr
    with h5py.File(out) as opened:
        assert "gives no locks" in str(opened["run"].attrs["notes"])


def test_a_full_disk_says_what_is_kept_and_how_to_go_on(sources, refusing, tmp_path):
    out = tmp_path / "out.h5"
    done = sources.run(out, env=refusals(refusing, tmp_path, "renameat2", errno.ENOSPC, 1),
                       code=USAGE)
    assert "free some space" in done.stderr
    assert "4 of 4 economies are finished and kept" in done.stderr
    assert "--resume goes on" in done.stderr
    sources.run(out, "--resume")
    assert digest(out) in sources.digests


@pytest.mark.parametrize("name", ["run", "merge"])
def test_a_write_that_fails_once_and_never_again_is_told(sources, refusing, tmp_path, name):
    """The library has forgotten it where the file is closed: at any place of the file that is being
    written, the run fails in words, or what stands is whole."""
    ends = []
    for after in range(0, 800, 8) if IN_FULL else (0, 2, 9, 25, 50, 100, 113, 160, 260):
        out = tmp_path / str(after) / "out.h5"
        out.parent.mkdir()
        unfinished = f"{out}.parts/out.h5."
        done = subprocess.run(
            sources.command_line(name, out), capture_output=True, text=True, timeout=60,
            env={**refusals(refusing, unfinished, "write", errno.ENOSPC, after),
                 "REFUSE_TIMES": "1"})
        ends.append(done.returncode)
        if done.returncode == DONE:
            taosweep("verify", out)
        else:
            assert done.returncode in (FAILED, USAGE) and not out.exists(), after
            assert os.strerror(errno.ENOSPC) in done.stderr, f"{after}: {done.stderr}"
    assert USAGE in ends
