"""Tasks of a job array: the shard from Slurm's variables, the number of shards kept, the
joining."""
import concurrent.futures
import os
import pathlib

import pytest

from program import (LONG, PLAIN, SLOWLY, SMOKE, USAGE, copy_with_parts, digest, parts, run_smoke,
                     start, taosweep, wait_for_part)


def array(task, first, last, count=None):
    """Environment of a task of an array."""
    values = {"ID": task, "MIN": first, "MAX": last, "COUNT": count or last - first + 1}
    return {**os.environ,
            **{f"SLURM_ARRAY_TASK_{name}": str(value) for name, value in values.items()}}


def run_task(out, environment, *options, **more):
    return run_smoke(out, "--quiet", "--resume", "--shard", "auto", *(options or PLAIN),
                     env=environment, **more)


def folder(out):
    return pathlib.Path(f"{out}.parts")


def files(out):
    return sorted(path.name for path in folder(out).iterdir())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Shards 0 and 2 of 3 are finished."""
    out = tmp_path_factory.mktemp("made") / "out.h5"
    for task in (0, 2):
        run_task(out, array(task, 0, 2))
    return out


@pytest.fixture
def two_of_three(made, tmp_path):
    return copy_with_parts(made, tmp_path / "out.h5")


def test_tasks_that_start_at_once_and_the_joining_equal_one_process(plain, tmp_path):
    out = tmp_path / "out.h5"
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda task: run_task(out, array(task, 1, 4)), range(1, 5)))
    assert files(out) == [f"shard_{i}_of_4.h5" for i in range(4)] + ["shards"]

    taosweep("merge", out)
    assert digest(out) == digest(plain)
    assert list(tmp_path.iterdir()) == [out]


def test_shards_that_are_missing_are_named_with_the_way_to_run_them(two_of_three, tmp_path):
    before = files(two_of_three)
    said = taosweep("merge", two_of_three, code=USAGE).stderr
    assert "1 of 3 shards are missing" in said and ".parts/: 1." in said and "--array=1;" in said
    assert files(two_of_three) == before and not two_of_three.exists()


def test_some_tasks_submitted_again_keep_the_number_of_shards(two_of_three, plain):
    run_task(two_of_three, array(1, 1, 1))
    taosweep("merge", two_of_three)
    assert digest(two_of_three) == digest(plain)


def test_a_task_that_runs_once_more_is_done(two_of_three):
    shard = folder(two_of_three) / "shard_0_of_3.h5"
    before = shard.stat().st_mtime_ns
    run_task(two_of_three, array(0, 0, 2))
    assert shard.stat().st_mtime_ns == before


def test_a_task_that_was_killed_goes_on_from_its_chunks(long, tmp_path):
    out = tmp_path / "out.h5"
    shard = folder(out) / "shard_0_of_2.h5"
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", "--resume", "--shard",
                    "auto", *LONG, *SLOWLY, environment=array(0, 0, 1))
    wait_for_part(process, shard)
    process.kill()
    process.communicate()
    kept = {part: part.stat().st_mtime_ns for part in parts(shard)}
    assert kept

    run_task(out, array(1, 0, 1), *LONG)
    run_task(out, array(0, 0, 0), *LONG)
    taosweep("merge", out)
    assert digest(out) == digest(long)


def test_a_part_of_an_array_does_not_decide_the_number(tmp_path):
    out = tmp_path / "out.h5"
    said = run_task(out, array(2, 2, 2), code=USAGE).stderr
    assert "whole array" in said
    assert list(tmp_path.iterdir()) == []


def test_another_config_is_refused_beside_kept_shards(two_of_three):
    said = run_task(two_of_three, array(1, 0, 2), "--set", "attack.budget_tao=7", code=USAGE).stderr
    assert "another config" in said


def test_a_damaged_number_of_shards_is_refused_and_kept(two_of_three):
    kept = folder(two_of_three) / "shards"
    kept.write_text(kept.read_text().replace("count 3", "count 4"))
    for said in (run_task(two_of_three, array(1, 0, 2), code=USAGE).stderr,
                 taosweep("merge", two_of_three, code=USAGE).stderr):
        assert "damaged" in said
    assert "count 4" in kept.read_text()


@pytest.mark.parametrize("make",
                         [os.mkfifo, os.mkdir, lambda path: os.symlink("/etc/hostname", path)])
def test_what_is_no_file_in_place_of_the_number_is_refused_at_once(tmp_path, make):
    out = tmp_path / "out.h5"
    folder(out).mkdir()
    make(folder(out) / "shards")
    run_task(out, array(0, 0, 1), code=USAGE)
    assert files(out) == ["shards"]


def test_without_an_array_it_says_so(tmp_path):
    environment = {name: value for name,
                   value in os.environ.items() if not name.startswith("SLURM_")}
    assert "SLURM_ARRAY_TASK_ID is not set" in run_task(tmp_path / "out.h5", environment,
                                                        code=USAGE).stderr
    assert "holds no shards of a job array" in taosweep("merge", tmp_path / "out.h5",
                                                        code=USAGE).stderr
    assert list(tmp_path.iterdir()) == []


def test_joining_removes_nothing_that_is_not_the_arrays(two_of_three, tmp_path):
    run_task(two_of_three, array(1, 0, 2))
    (folder(two_of_three) / "notes.txt").write_text("mine")
    (folder(two_of_three) / "shard_0_of_2.h5").write_text("mine")
    (folder(two_of_three) / "shard_01_of_3.h5").mkdir()
    taosweep("merge", two_of_three)
    assert files(two_of_three) == ["notes.txt", "shard_01_of_3.h5", "shard_0_of_2.h5"]


def test_a_joining_that_was_killed_before_it_cleared_is_done_when_run_again(two_of_three, plain):
    run_task(two_of_three, array(1, 0, 2))
    two_of_three.write_bytes(plain.read_bytes())
    assert "is complete" in taosweep("merge", two_of_three).stdout
    assert not folder(two_of_three).exists()
    assert "is complete" in taosweep("merge", two_of_three).stdout


def test_a_file_of_another_sweep_in_place_of_the_joined_one_is_kept(two_of_three, long):
    run_task(two_of_three, array(1, 0, 2))
    two_of_three.write_bytes(long.read_bytes())
    assert "exists" in taosweep("merge", two_of_three, code=USAGE).stderr
    assert "exists" in run_task(two_of_three, array(1, 0, 2), code=USAGE).stderr
    assert two_of_three.read_bytes() == long.read_bytes() and len(files(two_of_three)) == 4


def test_work_of_a_run_that_is_no_array_is_refused_and_kept(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    before = files(out)
    assert "no job array" in run_task(out, array(0, 0, 1), *LONG, code=USAGE).stderr
    assert files(out) == before


def test_a_linked_folder_is_refused(tmp_path):
    out = tmp_path / "out.h5"
    (tmp_path / "elsewhere").mkdir()
    folder(out).symlink_to(tmp_path / "elsewhere")
    run_task(out, array(0, 0, 1), code=USAGE)
    assert list((tmp_path / "elsewhere").iterdir()) == []
