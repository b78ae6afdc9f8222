"""What stands at OUT and beside it is never lost, and two processes never write one file."""
import os
import shutil
import signal
import time

import h5py
import pytest

from program import (DONE, LONG, PLAIN, SLOWLY, SMOKE, STOPPED, USAGE, copy_with_parts, digest,
                     parts, run_smoke, start, taosweep, wait_for_part)


def _start_long(out, *options):
    return start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *LONG, *SLOWLY, *options)


def _stop(process):
    process.send_signal(signal.SIGINT)
    error = process.communicate(timeout=60)[1]
    assert process.returncode == STOPPED
    return error


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_appears_during_a_run_is_left_and_the_work_kept(long, tmp_path):
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *LONG)
    wait_for_part(process, out)
    out.write_text("of somebody else")
    error = process.communicate(timeout=60)[1]
    assert process.returncode == USAGE
    assert "has appeared meanwhile" in error and "--force --resume" in error
    assert out.read_text() == "of somebody else"
    kept = parts(out)
    assert kept
    out.unlink()
    run_smoke(out, "--quiet", "--resume", *LONG)
    assert digest(out) == digest(long)


def test_two_runs_do_not_write_one_file(tmp_path):
    out = tmp_path / "out.h5"
    process = _start_long(out)
    wait_for_part(process, out)
    for options in ((), ("--resume",), ("--force",), ("--shard", "0/2")):
        done = run_smoke(out, "--quiet", *LONG, *options, code=USAGE)
        assert "another run is writing" in done.stderr
    assert process.poll() is None and parts(out)
    _stop(process)


def test_two_reruns_do_not_write_one_file(long, tmp_path):
    out = tmp_path / "out.h5"
    process = start("rerun", long, "-o", out, "--quiet", *SLOWLY)
    wait_for_part(process, out)
    done = taosweep("rerun", long, "-o", out, "--quiet", code=USAGE)
    assert "another run is writing" in done.stderr
    _stop(process)


def test_a_kill_frees_the_place(long, tmp_path):
    out = tmp_path / "out.h5"
    process = _start_long(out)
    wait_for_part(process, out)
    process.kill()
    process.communicate()
    run_smoke(out, "--quiet", "--resume", *LONG)
    assert digest(out) == digest(long)
    assert _names(tmp_path) == ["out.h5"]


def test_an_unfinished_file_that_a_kill_left_is_removed(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    left = tmp_path / "out.h5.parts" / "out.h5.4711.tmp"
    left.write_text("half a file")
    run_smoke(out, "--quiet", "--resume", *LONG)
    assert _names(tmp_path) == ["out.h5"]


def test_the_unfinished_file_stands_among_the_parts(long, tmp_path):
    """A kill in the last moment leaves nothing beside OUT but its parts."""
    out = tmp_path / "out.h5"
    process = start("rerun", long, "-o", out, "--quiet", "--device", "cpu")
    seen = set()
    while process.poll() is None:
        seen.update(name for _, _, files in os.walk(tmp_path) for name in files
                    if name.startswith("out.h5."))
        assert set(_names(tmp_path)) <= {"out.h5", "out.h5.parts"}
        time.sleep(0.001)
    assert process.wait() == DONE
    assert any(name.endswith(".tmp") for name in seen)


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shards")
    for i in range(2):
        run_smoke(folder / f"{i}.h5", "--quiet", *PLAIN, "--shard", f"{i}/2")
    return [folder / "0.h5", folder / "1.h5"]


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_a_merge_does_not_remove_the_work_of_a_run(interrupted, shards, tmp_path, options):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = {part.name: part.read_bytes() for part in parts(out)}
    done = taosweep("merge", out, *shards, *options, code=USAGE)
    assert "holds finished work" in done.stderr
    assert {part.name: part.read_bytes() for part in parts(out)} == before
    assert not out.exists()


def test_a_merge_leaves_nothing_beside_its_file(shards, tmp_path):
    taosweep("merge", tmp_path / "out.h5", *shards)
    assert _names(tmp_path) == ["out.h5"]


def test_an_interrupted_replacement_goes_on_as_it_says(long, tmp_path):
    out = tmp_path / "out.h5"
    out.write_text("an old file")
    process = _start_long(out, "--force")
    wait_for_part(process, out)
    error = _stop(process)
    assert "--force --resume" in error
    assert out.read_text() == "an old file"
    before = {part.name for part in parts(out)}
    for options in ((), ("--resume",)):
        done = run_smoke(out, "--quiet", *LONG, *options, code=USAGE)
        assert "--force --resume" in done.stderr
    process = _start_long(out, "--force", "--resume")
    while process.poll() is None and len(parts(out)) <= len(before):
        time.sleep(0.01)
    if process.poll() is None:
        _stop(process)
        assert before <= {part.name for part in parts(out)}
        run_smoke(out, "--quiet", "--force", "--resume", *LONG)
    assert digest(out) == digest(long)


def test_an_interrupted_replacement_by_a_rerun_goes_on(long, interrupted, tmp_path):
    """A broken chunk would be named: so the others are used."""
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    out.write_text("an old file")
    first = parts(out)[0]
    first.write_bytes(first.read_bytes()[:-100])
    done = taosweep("rerun", long, "-o", out, "--quiet", "--force")
    assert first.name in done.stderr or len(parts(interrupted)) == 1
    assert digest(out) == digest(long)


def test_force_and_resume_drop_the_work_of_another_config(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    run_smoke(out, "--quiet", *PLAIN, "--force", "--resume")
    assert _names(tmp_path) == ["out.h5"]


@pytest.fixture(scope="module")
def damaged(long, tmp_path_factory):
    """The long sweep, whole but for one number."""
    out = tmp_path_factory.mktemp("damaged") / "out.h5"
    shutil.copy(long, out)
    with h5py.File(out, "r+") as opened:
        opened["outcomes/sum_of_prices"][0, 3, 0] += 1
    return out


def test_resume_does_not_call_a_damaged_file_complete(interrupted, damaged, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    shutil.copy(damaged, out)
    before = out.read_bytes()
    done = run_smoke(out, "--resume", *LONG, code=USAGE)
    assert "damaged" in done.stderr and "--force --resume" in done.stderr
    assert parts(out) and out.read_bytes() == before


def test_resume_says_what_to_do_about_a_file_that_is_cut_off(long, tmp_path):
    out = tmp_path / "out.h5"
    out.write_bytes(long.read_bytes()[:-10000])
    done = run_smoke(out, "--resume", *LONG, code=USAGE)
    assert "--force" in done.stderr


@pytest.mark.parametrize("options", [(), ("--force",), ("--resume",)])
def test_a_pipe_is_not_replaced(tmp_path, options):
    out = tmp_path / "out.h5"
    os.mkfifo(out)
    done = run_smoke(out, *options, code=USAGE)
    assert "a device, pipe or socket" in done.stderr
    assert out.is_fifo() and _names(tmp_path) == ["out.h5"]


def test_a_replay_does_not_replace_a_pipe(plain, tmp_path):
    out = tmp_path / "out.h5"
    os.mkfifo(out)
    taosweep("replay", plain, "--economy", "0", "-o", out, "--force", code=USAGE)
    assert out.is_fifo()


def test_a_link_that_leads_nowhere_counts_as_a_file(tmp_path):
    out = tmp_path / "out.h5"
    out.symlink_to(tmp_path / "elsewhere.h5")
    run_smoke(out, code=USAGE)
    assert out.is_symlink()


def test_one_point_of_many_replicates_is_kept_in_part(tmp_path):
    out = tmp_path / "out.h5"
    one_point = ("--set", "sweep.points=1", "--set", "vary.attack.day=", "--set",
                 "sweep.replicates=4000")
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", *one_point, *SLOWLY)
    wait_for_part(process, out)
    error = _stop(process)
    assert "of 8000 economies are finished and kept in" in error
    assert len(parts(out)) > 0


def test_a_dry_run_says_that_a_chunk_is_long_and_why(tmp_path):
    done = run_smoke(tmp_path / "out.h5", "--dry-run", *SLOWLY, "--set", "network.subnets=127",
                     "--set", "time.days=1000", "--set", "time.step_blocks=1")
    assert "kept together or not at all" in done.stdout
    done = run_smoke(tmp_path / "out.h5", "--dry-run")
    assert "kept together" not in done.stdout


def test_a_dry_run_speaks_of_what_stands_at_its_place(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    done = run_smoke(out, "--dry-run", *LONG)
    assert "holds finished work" in done.stdout and "exists" not in done.stdout
    out.write_text("there")
    done = run_smoke(out, "--dry-run", *LONG)
    assert "exists" in done.stdout and "--force" in done.stdout
    assert out.read_text() == "there" and parts(out)


@pytest.mark.parametrize("place", ["missing/out.h5", "."])
def test_a_dry_run_refuses_a_place_that_cannot_be_written_to(tmp_path, place):
    run_smoke(tmp_path / place, "--dry-run", code=USAGE)


def test_a_folder_that_cannot_be_read_is_told_with_its_path(tmp_path):
    out = tmp_path / "out.h5"
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    done = run_smoke(out, config=loop / "a.ini", code=USAGE)
    assert str(loop) in done.stderr and "filesystem error" not in done.stderr
