"""A sweep as a job array on a real Slurm: started, killed, warned, queued again, merged. The end is
that of one process, to the last digit."""
import json
import os
import pathlib
import re
import signal

import pytest

from cluster import wait_until
from program import LONG, PROGRAM, SLOWLY, SMOKE, digest, parts, run_smoke, taosweep

# More than any machine ends before the test cancels it.
ENDLESS = ("--set", "sweep.points=8000")

SUBMIT = pathlib.Path(__file__).resolve().parents[2] / "scripts/slurm/submit.sh"


@pytest.fixture(scope="module")
def one_process(tmp_path_factory):
    out = tmp_path_factory.mktemp("one") / "long.h5"
    run_smoke(out, "--quiet", *LONG)
    return digest(out)


class Submitted:
    """What submit.sh said."""

    def __init__(self, cluster, out, *options, sweep=LONG, slowly=True):
        self.text = cluster.run(SUBMIT, SMOKE, "-o", out, *sweep, *(SLOWLY if slowly else ()),
                                *options)
        self.array = self._number(r"array +job (\d+)")
        self.merge = self._number(r"merge +job (\d+)")
        self.out = out

    def _number(self, pattern):
        found = re.search(pattern, self.text)
        return found[1] if found else None

    def task(self, index):
        return f"{self.array}_{index}"

    def log(self):
        return "\n".join(f"{file.name}: {file.read_text()}"
                         for file in sorted(pathlib.Path(f"{self.out}.logs").glob("*.log")))


def shard(out, index, count):
    return pathlib.Path(f"{out}.parts/shard_{index}_of_{count}.h5")


def status(out):
    return json.loads(taosweep("status", "--json", out).stdout)


def wait_for_chunk(cluster, submitted, index, count):
    wait_until(lambda: parts(shard(submitted.out, index, count)), f"a chunk of shard {index}", 60,
               lambda: submitted.log() + cluster.log())


def programs_of_task(job):
    """Process ids of the program itself, by the variables that Slurm gave it."""
    array, index = job.split("_")
    words = {f"SLURM_ARRAY_JOB_ID={array}".encode(), f"SLURM_ARRAY_TASK_ID={index}".encode()}
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.readlink(entry / "exe") == os.path.realpath(PROGRAM):
                if words <= set((entry / "environ").read_bytes().split(b"\0")):
                    found.append(int(entry.name))
        except OSError:
            continue
    return found


def assert_is_whole(submitted, one_process):
    assert digest(submitted.out) == one_process
    assert not pathlib.Path(f"{submitted.out}.parts").exists()


def test_an_array_and_its_merge_equal_one_process(cluster, one_process, tmp_path):
    jobs = Submitted(cluster, tmp_path / "out.h5", "--shards", "4", slowly=False)
    cluster.wait_for(jobs.merge, "COMPLETED")
    assert [cluster.state(jobs.task(i)) for i in range(4)] == ["COMPLETED"] * 4
    assert_is_whole(jobs, one_process)
    assert "exists" in cluster.run(SUBMIT, SMOKE, "-o", jobs.out, *LONG, code=2)


def test_a_killed_task_is_made_good_by_submitting_only_it(cluster, one_process, tmp_path):
    out = tmp_path / "a folder" / "out.h5"
    out.parent.mkdir()
    jobs = Submitted(cluster, out, "--shards", "3")
    wait_for_chunk(cluster, jobs, 1, 3)
    [process] = programs_of_task(jobs.task(1))
    os.kill(process, signal.SIGKILL)
    cluster.wait_for(jobs.task(1), "FAILED")
    for other in (0, 2):
        cluster.wait_for(jobs.task(other), "COMPLETED")
    cluster.wait_for(jobs.merge, "CANCELLED")
    kept = {part: part.stat().st_mtime_ns for part in parts(shard(out, 1, 3))}
    assert kept and status(out)["shards_missing"] == [1]

    again = Submitted(cluster, out)
    assert f"array       job {again.array}, tasks 1\n" in again.text
    wait_until(lambda: programs_of_task(again.task(1)) or cluster.state(again.task(1))
               == "COMPLETED", "the task")
    assert all(part.stat().st_mtime_ns == time for part, time in kept.items() if part.exists())
    cluster.wait_for(again.merge, "COMPLETED")
    assert_is_whole(again, one_process)


def test_a_warned_task_is_queued_again_and_goes_on(cluster, one_process, tmp_path):
    """The signal is the one that Slurm sends before a time limit."""
    jobs = Submitted(cluster, tmp_path / "out.h5", "--shards", "2")
    wait_for_chunk(cluster, jobs, 0, 2)
    cluster.run("scancel", "--signal=USR1", "--batch", jobs.task(0))
    cluster.wait_for(jobs.task(0), "PENDING")
    assert parts(shard(jobs.out, 0, 2))
    cluster.start_again(jobs.task(0))
    cluster.wait_for(jobs.merge, "COMPLETED")
    assert cluster.job(jobs.task(0))["Restarts"] == "1"
    assert "stopped by a signal" in jobs.log() and "queued again" in jobs.log()
    assert_is_whole(jobs, one_process)


def test_what_is_queued_is_not_submitted_twice(cluster, tmp_path):
    out = tmp_path / "out.h5"
    jobs = Submitted(cluster, out, "--shards", "2", sweep=ENDLESS)
    wait_for_chunk(cluster, jobs, 0, 2)
    again = cluster.run(SUBMIT, SMOKE, "-o", out, *ENDLESS, *SLOWLY)
    assert "nothing to submit" in again
    said = cluster.run(SUBMIT, SMOKE, "-o", out, "--set", "sweep.points=41", code=2)
    assert "another config" in said
    cluster.run("scancel", jobs.array)
    cluster.wait_for(jobs.merge, "CANCELLED")


def test_a_cancelled_array_is_not_queued_again_and_keeps_what_is_finished(cluster, tmp_path):
    jobs = Submitted(cluster, tmp_path / "out.h5", "--shards", "2", sweep=ENDLESS)
    wait_for_chunk(cluster, jobs, 0, 2)
    cluster.run("scancel", jobs.array)
    cluster.wait_for(jobs.task(0), "CANCELLED")
    cluster.wait_for(jobs.merge, "CANCELLED")
    assert cluster.job(jobs.task(0))["Restarts"] == "0"
    assert status(jobs.out)["economies_done"] > 0


def test_more_tasks_than_this_slurm_takes_are_refused(cluster, tmp_path):
    said = cluster.run(SUBMIT, SMOKE, "-o", tmp_path / "out.h5", *LONG, "--shards", "10", code=2)
    assert "at most 9 tasks" in said


@pytest.mark.skipif(not os.environ.get("TAOSWEEP_LONG"),
                    reason="time limits tick in minutes; scripts/test.sh --long runs it")
def test_a_real_time_limit_is_survived(cluster, tmp_path):
    """Two tasks of a minute or more, in slots of one minute that end early."""
    out, longer = tmp_path / "out.h5", ("--set", "sweep.points=800")
    jobs = Submitted(cluster, out, "--shards", "2", "--", "--time=1", "--signal=B:USR1@20",
                     sweep=longer)
    restarted = set()

    def done():
        for index in range(2):
            job = cluster.job(jobs.task(index))
            if job["JobState"] == "PENDING" and job["Restarts"] != "0":
                restarted.add(index)
                cluster.start_again(jobs.task(index))
        return cluster.state(jobs.merge) in ("COMPLETED", "FAILED", "CANCELLED")

    wait_until(done, "the merge", 900, jobs.log)
    assert restarted and cluster.state(jobs.merge) == "COMPLETED", jobs.log()
    whole = tmp_path / "whole.h5"
    run_smoke(whole, "--quiet", *longer)
    assert digest(out) == digest(whole)
