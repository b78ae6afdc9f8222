"""taosweep status: how far a run, a job array or shards are, while they run and after."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

import h5py
import numpy
import pytest

import chunk_file
from program import (DONE, LONG, PLAIN, SLOWLY, SMOKE, USAGE, command, copy_with_parts, digest,
                     parts, run_smoke, start, taosweep, wait_for_part)
from test_job_array import array, run_task


def state(*places):
    return json.loads(taosweep("status", "--json", *places).stdout)


def test_of_a_finished_file_it_says_so_with_the_means_of_all(smoke):
    found = state(smoke)
    assert (found["state"], found["economies"], found["percent"],
            found["shards_missing"]) == ("finished", 24, 100, [])
    with h5py.File(smoke) as opened:
        for mean in found["so_far"]:
            arm = opened["outcomes/arm"].asstr()[...].tolist().index(mean["arm"])
            values = opened["outcomes"][mean["outcome"]][arm]
            assert mean["n"] == numpy.isfinite(values).sum()
            assert mean["mean"] == pytest.approx(numpy.nanmean(values))
    assert {"crash_12h", "root_controls",
            "top_10_share"} <= {mean["outcome"] for mean in found["so_far"]}


def test_of_a_stopped_run_it_says_what_is_left(interrupted):
    found = state(interrupted)
    assert found["state"] == "stopped" and found["economies"] == 320
    assert 0 < found["economies_done"] < 320
    assert found["economies_left"] == 320 - found["economies_done"]
    assert all(mean["n"] <= found["economies_done"] for mean in found["so_far"]) and found["so_far"]
    text = taosweep("status", interrupted).stdout
    assert "stopped" in text and "of 320 economies" in text and "so far" in text


def test_of_a_stopped_run_it_gives_the_means_of_its_chunks(interrupted):
    """Which leave out the rows that no economy of theirs defines."""
    names = [line.split()[0] for line in taosweep("outcomes").stdout.splitlines()
             if line and line[0].isalpha() and "  " in line]
    stored = {}
    for file in parts(interrupted):
        with chunk_file.opened(file) as chunk:
            arms = len(chunk.attrs["arm_labels"].splitlines())
            ok, rows = chunk["status"][...] == 0, chunk["outcomes_rows"][...]
            assert len(rows) < len(names)
            for row, values in zip(rows, chunk["outcomes"][...]):
                for arm in range(arms):
                    of_arm = numpy.where(ok, values, numpy.nan)[arm::arms]
                    stored.setdefault((names[row], arm), []).extend(of_arm)
    labels = list(dict.fromkeys(mean["arm"] for mean in state(interrupted)["so_far"]))
    for mean in state(interrupted)["so_far"]:
        values = numpy.array(stored[mean["outcome"], labels.index(mean["arm"])])
        assert mean["n"] == numpy.isfinite(values).sum() > 0
        assert mean["mean"] == pytest.approx(numpy.nanmean(values))


def test_out_and_its_folder_are_the_same_question(interrupted):
    assert state(interrupted) == state(f"{interrupted}.parts") == state(f"{interrupted}.parts/")


def test_on_nothing_it_says_what_to_name(tmp_path):
    said = taosweep("status", tmp_path / "out.h5", code=USAGE).stderr
    assert "neither a results file nor" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("follow", [(), ("--follow",)])
def test_a_file_of_another_kind_is_no_run_that_waits(follow):
    said = taosweep("status", SMOKE, *follow, code=USAGE).stderr
    assert "no results file" in said


def test_looking_on_from_before_the_start_to_the_end_disturbs_nothing(long, tmp_path):
    """Asked many times a second: the run is never refused its lock, and no answer is an error but
    'nothing yet'."""
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *LONG, *SLOWLY)
    seen = []
    while process.poll() is None:
        done = subprocess.run(command("status", "--json", out), capture_output=True, text=True)
        assert done.returncode == DONE or "neither a results file nor" in done.stderr, done.stderr
        if done.returncode == DONE:
            seen.append(json.loads(done.stdout))
        time.sleep(0.03)
    assert process.returncode == DONE, process.communicate()[1]
    assert digest(out) == digest(long)
    counts = [found["economies_done"] for found in seen]
    assert counts == sorted(counts) and len(set(counts)) > 2
    running = [found for found in seen if found["state"] == "running"]
    assert len(running) > len(seen) / 2
    assert any(found["economies_per_second"] and found["seconds_left"] is not None
               for found in running)


def test_a_killed_run_is_silent(tmp_path):
    out = _killed(tmp_path / "out.h5")
    assert state(out)["state"] == "silent"
    assert "was killed" in taosweep("status", out).stdout


def test_a_run_of_another_machine_is_known_by_its_chunks(tmp_path):
    """Whose lock is not seen here."""
    out = _killed(tmp_path / "out.h5")
    pathlib.Path(f"{out}.parts/lock").write_text("elsewhere 1\n")
    assert state(out)["state"] == "running"
    past = time.time() - 3600
    for part in parts(out):
        os.utime(part, (past, past))
    assert state(out)["state"] == "silent"


def _killed(out):
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *LONG, *SLOWLY)
    wait_for_part(process, out)
    assert state(out)["state"] == "running"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return out


def test_chunks_that_are_not_whole_are_told_and_not_counted(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = state(out)["economies_done"]
    parts(out)[0].write_bytes(parts(out)[0].read_bytes()[:1000])
    found = state(out)
    assert found["economies_done"] < before
    assert len(found["remarks"]) == 1 and "cut off" in found["remarks"][0]


def test_failed_economies_are_counted_by_their_reason(interrupted, tmp_path):
    def fail(chunk):
        chunk["status"][0], chunk["status"][1] = 1, 3
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = state(out)
    chunk_file.change(parts(out)[0], fail)
    found = state(out)
    assert found["failures"] == {"not finite": 1, "alpha ledger does not close": 1}
    assert "1 not finite" in taosweep("status", out).stdout
    total = [sum(mean["n"] for mean in each["so_far"] if mean["outcome"] == "top_10_share")
             for each in (before, found)]
    assert total[0] - total[1] == 2


def test_shards_of_a_job_array_are_counted_and_the_missing_named(tmp_path, plain):
    out = tmp_path / "out.h5"
    for task in (1, 3):
        run_task(out, array(task, 1, 4))
    found = state(out)
    assert (found["state"], found["shard_count"], found["economies"]) == ("stopped", 4, 6)
    assert found["shards_missing"] == [1, 3] and found["tasks_missing"] == "2,4"
    assert "2 of 4 finished" in (text := taosweep("status", out).stdout) and "missing: 1, 3" in text
    for task in (2, 4):
        run_task(out, array(task, 2, 2))
    assert state(out)["state"] == "finished" and state(out)["shards_missing"] == []
    for a, b in zip(state(out)["so_far"], state(plain)["so_far"], strict=True):
        assert (a["outcome"], a["arm"], a["n"]) == (b["outcome"], b["arm"], b["n"])
        assert a["mean"] == pytest.approx(b["mean"])  # the same sum in another order


def test_shards_by_hand_are_taken_together(tmp_path):
    names = [tmp_path / f"part_{i}.h5" for i in range(3)]
    for i in (0, 2):
        run_smoke(names[i], "--quiet", *PLAIN, "--shard", f"{i}/3")
    found = state(names[0], names[2])
    assert found["shards_missing"] == [1] and found["economies"] is None
    run_smoke(names[1], "--quiet", *PLAIN, "--shard", "1/3")
    assert state(*names)["economies_done"] == 6 and state(*names)["state"] == "finished"
    other = tmp_path / "other.h5"
    run_smoke(other, "--quiet", *PLAIN, "--set", "sweep.seed=1", "--shard", "0/3")
    assert "different sweeps" in taosweep("status", names[1], other, code=USAGE).stderr


def test_follow_ends_with_the_run(tmp_path):
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *LONG, *SLOWLY)
    wait_for_part(process, out)
    done = taosweep("status", "--follow", "--json", out)
    process.communicate()
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["state"] == "running" and lines[-1]["state"] == "finished"


def test_it_follows_no_link_and_waits_for_no_pipe(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    os.mkfifo(pathlib.Path(f"{out}.parts") / "points_0000000900_0000000900.chunk")
    assert state(out)["state"] == "stopped"
    shutil.rmtree(f"{out}.parts")
    os.mkfifo(out)
    assert taosweep("status", out, code=USAGE)


def test_a_file_that_harms_its_reader_is_told_and_harms_nobody(interrupted, tmp_path):
    """A chunk with a seal that fits, which claims a million million economies."""
    def claim_too_much(chunk):
        kind = chunk["status"].dtype
        del chunk["status"]
        chunk.create_dataset("status", shape=(1 << 40,), dtype=kind, chunks=(1 << 16,))
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = state(out)["economies_done"]
    chunk_file.change(parts(out)[0], claim_too_much)
    found = state(out)
    assert found["economies_done"] < before and parts(out)[0].name in found["remarks"][0]


def test_a_finished_shard_that_was_damaged_is_missing(tmp_path):
    out = tmp_path / "out.h5"
    for task in (0, 1):
        run_task(out, array(task, 0, 1))
    shard = pathlib.Path(f"{out}.parts/shard_0_of_2.h5")
    content = bytearray(shard.read_bytes())
    content[len(content) // 2] ^= 1
    shard.write_bytes(content)
    found = state(out)
    assert found["shards_missing"] == [0] and found["state"] == "stopped"
    assert "seal" in found["remarks"][0]
