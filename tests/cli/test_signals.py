"""Signals end a run in order, or are the words of a call that failed."""
import os
import resource
import signal
import subprocess
import time

import h5py
import pytest

from program import (DONE, LONG, PLAIN, SLOWLY, SMOKE, STOPPED, USAGE, command, copy_with_parts,
                     digest, interrupt, parts, run_smoke, start, taosweep, text, wait_for_part)

STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU, signal.SIGUSR1]
RUN = ("run", SMOKE, "--device", "cpu", "--quiet", *LONG, *SLOWLY)


@pytest.mark.parametrize("number", STOPS)
def test_it_stops_in_order(long, tmp_path, number):
    out = tmp_path / "out.h5"
    code, error = interrupt(out, number)
    assert code == STOPPED and "kept in" in error and "--resume goes on" in error
    assert all(path.suffix == ".chunk" for path in (tmp_path / "out.h5.parts").iterdir())
    run_smoke(out, "--quiet", "--resume", *LONG)
    assert digest(out) == digest(long)


@pytest.mark.parametrize("number", STOPS)
def test_a_signal_that_was_ignored_on_entry_stays_ignored(tmp_path, number):
    """As SIGHUP under nohup."""
    out = tmp_path / "out.h5"
    process = subprocess.Popen(command(*RUN, "-o", out), stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(number, signal.SIG_IGN))
    wait_for_part(process, out)
    process.send_signal(number)
    wait_for_part(process, out, more_than=len(parts(out)))
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGXCPU, signal.SIGUSR1])
def test_warnings_that_come_again_end_nothing_at_once(tmp_path, number):
    """A limit of processor time warns each second."""
    out = tmp_path / "out.h5"
    process = start(*RUN, "-o", out)
    wait_for_part(process, out)
    os.kill(process.pid, signal.SIGSTOP)  # so that both come while it still runs
    process.send_signal(number)
    time.sleep(1.2)
    process.send_signal(number)
    process.send_signal(signal.SIGTERM)
    os.kill(process.pid, signal.SIGCONT)
    error = process.communicate(timeout=60)[1]
    assert process.returncode == STOPPED and "kept in" in error and "at once" not in error


def _writing(process, out, after=0.0):
    """Until OUT is being written."""
    folder, end = f"{out}.parts", time.monotonic() + 60
    while not (os.path.isdir(folder)
               and any(name.startswith("out.h5.") for name in os.listdir(folder))):
        assert process.poll() is None and time.monotonic() < end, "it was never seen"
    time.sleep(after)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU])
def test_the_final_write_answers_and_is_done_again(long, tmp_path, number):
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *LONG)
    _writing(process, out)
    process.send_signal(number)
    error = process.communicate(timeout=60)[1]
    assert process.returncode == STOPPED and "320 of 320 economies are finished and kept" in error
    assert not out.exists() and all(path.suffix == ".chunk"
                                    for path in (tmp_path / "out.h5.parts").iterdir())
    before = time.monotonic()
    run_smoke(out, "--quiet", "--resume", *LONG)
    assert digest(out) == digest(long) and time.monotonic() - before < 60


def test_a_merge_that_is_stopped_leaves_shards_and_no_file(tmp_path):
    shards = [tmp_path / f"{i}.h5" for i in range(2)]
    for i, shard in enumerate(shards):
        run_smoke(shard, "--quiet", *LONG, "--shard", f"{i}/2")
    out, before = tmp_path / "out.h5", [shard.read_bytes() for shard in shards]
    process = start("merge", out, *shards)
    _writing(process, out)
    process.send_signal(signal.SIGTERM)
    error = process.communicate(timeout=60)[1]
    assert process.returncode == STOPPED and "nothing was written" in error
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.h5", "1.h5"]
    assert [shard.read_bytes() for shard in shards] == before


@pytest.mark.parametrize("closed, name",
                         [("stderr", "standard error"), ("stdout", "standard output")])
def test_a_run_outlives_the_reader_of_its_output_and_notes_it(plain, tmp_path, closed, name):
    out = tmp_path / "out.h5"
    broken, other = os.pipe()
    os.close(broken)
    with open(tmp_path / "other", "w") as kept:
        streams = {"stdout": kept, "stderr": kept, closed: other}
        done = subprocess.run(command("run", SMOKE, "-o", out, "--isa", "scalar", "--device", "cpu",
                                      "--threads", "200", *PLAIN),
                              timeout=60, **streams)
    os.close(other)
    assert done.returncode == DONE and digest(out) == digest(plain)
    if closed == "stderr":
        with h5py.File(out) as opened:
            notes = str(opened["run"].attrs["notes"])
        assert name in notes and "went away" in notes


@pytest.mark.parametrize("arguments", [("params",), ("info", "FILE"), ("--help",)])
def test_a_reader_that_has_seen_enough_is_no_failure(plain, arguments):
    line = " ".join(str(plain) if word == "FILE" else word for word in arguments)
    done = subprocess.run(["bash", "-c", f"set -o pipefail; '{command()[0]}' {line} | head -1"],
                          capture_output=True, text=True)
    assert done.returncode == DONE and done.stderr == ""


def _limited(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 2000, 20000, 300000, 700000])
def test_a_limit_on_file_sizes_is_an_error_with_words(long, tmp_path, size):
    """In the probe, in a chunk, and within the writes of HDF5."""
    out = tmp_path / "out.h5"
    done = run_smoke(out, "--quiet", *LONG, code=USAGE, preexec_fn=_limited(size))
    assert "File too large" in done.stderr and "ulimit -f" in done.stderr
    assert not out.exists()
    if parts(out):
        assert "kept in" in done.stderr
    run_smoke(out, "--quiet", "--resume", *LONG)
    assert digest(out) == digest(long)
    assert [path.name for path in tmp_path.iterdir()] == ["out.h5"]


@pytest.mark.parametrize("size", [0, 20000])
def test_a_limit_on_file_sizes_of_merge_and_replay(plain, tmp_path, size):
    shards = [tmp_path / f"{i}.h5" for i in range(2)]
    for i, shard in enumerate(shards):
        run_smoke(shard, "--quiet", *PLAIN, "--shard", f"{i}/2")
    out = tmp_path / "out.h5"
    for arguments in (("merge", out, *shards), ("replay", plain, "--economy", "1", "-o", out)):
        done = taosweep(*arguments, code=USAGE, preexec_fn=_limited(size))
        assert "File too large" in done.stderr and "ulimit -f" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.h5", "1.h5"]


def test_a_limit_of_processor_time_stops_in_order(tmp_path):
    out = tmp_path / "out.h5"
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 60))
    process = subprocess.run(command("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *SLOWLY,
                                     "--set",
                                     "sweep.points=400"), capture_output=True, text=True,
                             preexec_fn=limit, timeout=100)
    assert process.returncode == STOPPED and "kept in" in process.stderr
    assert parts(out)
