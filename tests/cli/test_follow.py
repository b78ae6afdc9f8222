"""taosweep status --follow: what comes out of a sweep while it runs, with intervals that shrink."""
import json
import math
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys

import h5py
import numpy
import pytest
from scipy import stats

import chunk_file
from program import (DONE, LONG, PLAIN, SLOWLY, SMOKE, command, copy_with_parts, digest, parts,
                     start, taosweep, wait_for_part)
from test_job_array import array, run_task

TWELVE = ("--set", "sweep.points=12")  # drawn vectors, in each of two cells


def means(*places):
    found = json.loads(taosweep("status", "--json", *places).stdout)["so_far"]
    return {(mean["outcome"], mean["arm"]): mean for mean in found}


# For several looks, a second apart.
LONGER = (*PLAIN, "--set", "sweep.points=500", "--set", "keep.paths=2")


def begun(out, work=LONG):
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *work, *SLOWLY)
    wait_for_part(process, out)
    return process


def widths(lines):
    """[outcome] of all looks, one after the other, where there is an interval."""
    found = {}
    for line in lines:
        for mean in line["so_far"]:
            if mean["low"] is not None:
                found.setdefault(mean["outcome"], []).append(mean["high"] - mean["low"])
    return found


def test_intervals_shrink_while_it_runs_and_the_run_is_not_disturbed(long, tmp_path):
    out = tmp_path / "out.h5"
    process = begun(out)
    done = taosweep("status", "--follow", "--json", out)
    assert process.wait() == DONE and digest(out) == digest(long)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[-1]["state"] == "finished" and len(lines) > 1
    by_outcome = widths(lines)
    assert by_outcome
    # A width goes down as one over the root of n, and scatters by 1/sqrt(2 n): over 160 points and
    # from 8 on a last one above the first is beyond four standard deviations.
    assert all(0 < found[-1] < found[0] for found in by_outcome.values() if len(found) > 2)


def expect_intervals(file, vectors):
    """Numbers: Student's t over drawn vectors, which each cell of the listed axes repeats, those
    whose numbers differ by 128 together; flags: never of no width."""
    tried = 0
    with h5py.File(file) as opened:
        arms = opened["outcomes/arm"].asstr()[...].tolist()
        for (outcome, arm), mean in means(file).items():
            values = opened["outcomes"][outcome][arms.index(arm)]
            unit = (numpy.arange(len(values)) % vectors % 128)[:, None] + 0 * values
            kept = numpy.isfinite(values)
            values, unit = values[kept], unit[kept]
            count = len(set(unit))
            assert (mean["n"], mean["units"]) == (len(values), count)
            assert (mean["low"] is None) <= (count < 8 or numpy.ptp(values) < 1e-9)
            if mean["low"] is None:
                continue
            assert mean["low"] < mean["high"]
            if set(values) <= {0, 1}:
                continue
            sums = numpy.bincount(unit.astype(int), values - values.mean(), minlength=128)
            error = math.sqrt(count / (count - 1) * (sums**2).sum()) / len(values)
            width = 2 * stats.t.ppf(0.975, count - 1) * error
            assert mean["high"] - mean["low"] == pytest.approx(width, rel=1e-6)
            tried += 1
    assert tried >= 2


def test_intervals_of_a_finished_file_are_of_its_independent_units(tmp_path):
    taosweep("run", SMOKE, "-o", tmp_path / "out.h5", "--quiet", "--device", "cpu", *TWELVE)
    expect_intervals(tmp_path / "out.h5", 12)


def test_of_many_units_some_are_taken_together(long):
    expect_intervals(long, 160)


def test_few_units_have_means_alone(smoke):
    assert all(mean["low"] is None for mean in means(smoke).values())


def test_shards_of_an_array_give_the_intervals_of_the_whole(tmp_path):
    out, whole = tmp_path / "out.h5", tmp_path / "whole.h5"
    for task in (1, 2):
        run_task(out, array(task, 1, 3), *TWELVE)
    early = means(out)
    run_task(out, array(3, 1, 3), *TWELVE)
    taosweep("run", SMOKE, "-o", whole, "--quiet", "--device", "cpu", *TWELVE)
    joint, single = means(out), means(whole)
    assert joint.keys() == single.keys()
    for key, mean in single.items():
        assert early.get(key, {"n": 0})["n"] <= mean["n"]
        for end in ("low", "high"):
            assert joint[key][end] == (None if mean[end] is None else
                                       pytest.approx(mean[end], rel=1e-9))
    assert any(mean["low"] is not None for mean in single.values())


def test_chunks_that_do_not_say_their_units_give_means_alone(interrupted, tmp_path):
    """As those of earlier versions."""
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = means(out)

    def forget(chunk):
        del chunk["units"]
    chunk_file.change(parts(out)[0], forget)
    after = means(out)
    assert {key: mean["n"] for key, mean in after.items()} == {
        key: mean["n"] for key, mean in before.items()}
    assert all(mean["low"] is None for mean in after.values())


def test_a_chunk_whose_units_do_not_fit_is_told_and_not_counted(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")

    def cut(chunk):
        kept = chunk["units"][:-1]
        del chunk["units"]
        chunk["units"] = kept
    chunk_file.change(parts(out)[0], cut)
    found = json.loads(taosweep("status", "--json", out).stdout)
    assert "do not fit each other" in found["remarks"][0]


def test_without_a_terminal_it_writes_plain_lines_and_tells_of_a_kill(tmp_path):
    out = tmp_path / "out.h5"
    process = begun(out)
    follower = subprocess.Popen(command("status", "--follow", out), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)
    try:
        first = [follower.stderr.readline() for _ in range(3)]
        process.send_signal(signal.SIGKILL)
        process.communicate()
        for line in follower.stderr:  # until it says so; the test's own time limit ends it else
            first.append(line)
            if "was killed" in line:
                break
    finally:
        follower.kill()
        follower.communicate()
    text = "".join(first)
    assert "is no test" in first[0] and text.count("is no test") == 1
    assert "running" in first[1] and "silent" in text and "--resume goes on" in text
    assert "\x1b" not in text and "\r" not in text
    assert re.search(r"^  \w+ +\S.* \d", text, flags=re.M), "no headline outcome"


def on_a_terminal(arguments, rows, columns):
    """What a command writes on a terminal of that size."""
    child, terminal = pty.fork()
    if child == 0:
        import fcntl
        import struct
        import termios
        fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execv(arguments[0], arguments)
    text = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # its end was closed
            break
        if not piece:
            break
        text += piece
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), text.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="asks for a pseudo-terminal of Linux")
def test_on_a_terminal_its_lines_renew_themselves_within_its_size(tmp_path):
    out = pathlib.Path(tmp_path / "out.h5")
    process = begun(out, LONGER)
    code, text = on_a_terminal(command("status", "--follow", out), rows=6, columns=70)
    assert process.wait() == DONE and code == DONE
    live, _, whole = text.rpartition(f"{out}: finished")
    assert "means" in whole and text.count("is no test") >= 1
    drawn = re.split(r"\r\x1b\[\d+A|\r(?!\n)", live)
    assert len(re.findall(r"\r\x1b\[[1-5]A", live)) >= 1, "it never went back up"
    for picture in drawn[2:]:
        lines = re.sub(r"\x1b\[[JK]", "", picture).strip("\r\n").split("\r\n")
        assert len(lines) <= 6
        assert all(len(line) < 70 for line in lines)
