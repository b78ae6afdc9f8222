"""The data do not depend on how a sweep is cut, on what it is run by, or on being stopped."""
import resource
import signal

import pytest

from program import (LONG_WITH_ALL, PLAIN, SMOKE, digest, interrupt, more, parts, run_smoke,
                     start, taosweep, wait_for_part)


@pytest.fixture(scope="module")
def long(long_with_all):
    """Here with arms and replicates, of which digests hold the most."""
    return long_with_all


@pytest.mark.parametrize("options", [
    ("--isa", "scalar", "--threads", "1"),
    ("--isa", "scalar", "--threads", "2"),
    ("--isa", "emulated", "--threads", "2"),
    ("--isa", "auto", "--threads", "5"),
])
def test_back_ends_and_threads_give_one_digest(smoke, tmp_path, options):
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", *options)
    assert digest(out) == digest(smoke)


def test_another_seed_gives_another_digest(plain, tmp_path):
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", *PLAIN, "--set", "sweep.seed=1")
    assert digest(out) != digest(plain)


@pytest.mark.parametrize("count", [5, *more(2)])
def test_merged_shards_give_the_digest(smoke, tmp_path, count):
    shards = [tmp_path / f"{i}.h5" for i in range(count)]
    for i, shard in enumerate(shards):
        back_end = ("--isa", "scalar", "--threads", "2") if i % 2 else ("--threads", "1")
        run_smoke(shard, "--quiet", "--shard", f"{i}/{count}", *back_end)
    out = tmp_path / "merged.h5"
    taosweep("merge", out, *shards)
    assert digest(out) == digest(smoke)
    taosweep("verify", out, "--against", smoke)


def test_one_shard_of_one_is_the_whole_sweep(smoke, tmp_path):
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", "--shard", "0/1")
    assert digest(out) == digest(smoke)


@pytest.mark.parametrize("number", [signal.SIGINT, *more(signal.SIGTERM)])
def test_a_stopped_run_goes_on_to_the_digest(long, tmp_path, number):
    out = tmp_path / "out.h5"
    code, error = interrupt(out, number, LONG_WITH_ALL)
    assert code == 130
    assert "--resume" in error and "kept in" in error
    assert not out.exists()
    before = {part: part.stat().st_mtime_ns for part in parts(out)}
    assert before
    run_smoke(out, "--quiet", "--resume", *LONG_WITH_ALL)
    assert digest(out) == digest(long)
    assert not parts(out) and not (tmp_path / "out.h5.parts").exists()


def test_one_point_is_kept_replicate_by_replicate(tmp_path):
    """Killed, then stopped by a signal: its parts, of any lengths, go together to the digest of one
    process."""
    one = ("--set", "vary.attack.day=", "--set", "vary.attack.shock=", "--set", "sweep.points=",
           "--set", "sweep.replicates=240", "--set", "keep.paths=6")
    whole, out = tmp_path / "whole.h5", tmp_path / "out.h5"
    run_smoke(whole, "--quiet", *one)
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", "--isa", "scalar",
                    "--threads", "1", *one)
    wait_for_part(process, out)
    process.kill()
    process.communicate()
    killed = parts(out)
    assert all("point_0000000000_replicates_" in part.name for part in killed)
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", "--threads", "1",
                    "--resume", "--isa", "scalar", *one)
    wait_for_part(process, out, more_than=len(killed))
    process.send_signal(signal.SIGINT)
    error = process.communicate(timeout=60)[1]
    assert process.returncode == 130, error
    ends = [int(part.stem.split("_")[-1]) + 1 for part in parts(out)]
    kept = 2 * ends[-1]
    assert f"{kept} of 480 economies are finished and kept" in error, \
        "one thread finishes them in order"
    assert 2 * len(killed) < kept < 480
    run_smoke(out, "--quiet", "--resume", *one)
    assert digest(out) == digest(whole)
    assert not (tmp_path / "out.h5.parts").exists()


def test_a_killed_run_goes_on_to_the_digest(long, tmp_path):
    out = tmp_path / "out.h5"
    process = start("run", SMOKE, "-o", out, "--device", "cpu", "--quiet", "--isa", "scalar",
                    *LONG_WITH_ALL)
    wait_for_part(process, out)
    process.kill()
    process.communicate()
    assert not out.exists() and parts(out)
    run_smoke(out, "--quiet", "--resume", *LONG_WITH_ALL)
    assert digest(out) == digest(long)


def test_a_broken_chunk_runs_again(long, tmp_path):
    out = tmp_path / "out.h5"
    interrupt(out, sweep=LONG_WITH_ALL)
    first = parts(out)[0]
    first.write_bytes(first.read_bytes()[:-100])
    done = run_smoke(out, "--quiet", "--resume", *LONG_WITH_ALL)
    assert first.name in done.stderr and "run again" in done.stderr
    assert digest(out) == digest(long)


def test_a_merge_opens_one_shard_at_a_time(plain, tmp_path):
    """With fewer files allowed open than there are shards."""
    shards = [tmp_path / f"{i}.h5" for i in range(6)]
    for i, shard in enumerate(shards):
        run_smoke(shard, "--quiet", *PLAIN, "--shard", f"{i}/6")
    out = tmp_path / "merged.h5"

    def allow_few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))
    taosweep("merge", out, *shards, preexec_fn=allow_few)
    assert digest(out) == digest(plain)
