"""Shards, devices, dry runs and exit codes of `taosweep run`."""
import re
import shutil
import time

import h5py
import numpy
import pytest

from program import LONG_WITH_ALL, SMOKE, USAGE, run_smoke, taosweep, text


def test_more_shards_than_points_names_the_number_to_use(tmp_path):
    done = run_smoke(tmp_path / "out.h5", "--shard", "0/7", code=USAGE)
    assert "6 shards at most" in done.stderr


@pytest.mark.parametrize("shard", ["2/2", "1", "a/b", "0/0", "-1/2"])
def test_a_shard_that_does_not_exist_is_refused(tmp_path, shard):
    run_smoke(tmp_path / "out.h5", f"--shard={shard}", code=USAGE)


def test_shards_are_whole_points_without_gap_or_overlap(tmp_path):
    points = []
    for i in range(4):
        out = tmp_path / f"{i}.h5"
        run_smoke(out, "--quiet", "--shard", f"{i}/4")
        with h5py.File(out) as opened:
            held = list(opened["outcomes/point"][...])
        assert held == sorted(held)
        points += held
    assert sorted(points) == list(range(6))


def _gpus():
    return int("cuda:0" in taosweep("devices").stdout)


def test_a_gpu_asked_for_by_name_and_absent_is_refused(tmp_path):
    name = "cuda:987" if _gpus() else "cuda"
    out = tmp_path / "out.h5"
    done = taosweep("run", SMOKE, "-o", out, "--device", name, code=USAGE)
    assert "--device" in done.stderr
    assert not out.exists()


def test_auto_without_a_gpu_says_that_it_takes_the_cpu(tmp_path):
    done = taosweep("run", SMOKE, "-o", tmp_path / "out.h5")
    assert ("running on the CPU" in done.stderr) == (not _gpus())


def test_the_run_says_where_it_ran(tmp_path):
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", "--isa", "scalar", "--threads", "2")
    with h5py.File(out) as opened:
        run = dict(opened["run"].attrs)
    assert (run["device"], run["isa"], run["threads"], run["shards"]) == ("cpu", "scalar", 2, "0/1")
    assert run["command_line"].endswith("--isa scalar --threads 2")
    assert run["subnet_steps"] > 0 and run["started"] <= run["finished"]


def test_the_file_is_named_for_the_config(tmp_path):
    shutil.copy(SMOKE, tmp_path / "named.ini")
    taosweep("run", tmp_path / "named.ini", "--quiet", cwd=tmp_path)
    assert text(tmp_path / "named.h5", "title") == "Smoke"


def test_kept_paths_are_of_all_arms_of_points_spread_evenly(smoke):
    with h5py.File(smoke) as opened:
        assert list(opened["paths/economy"][...]) == [0, 1, 12, 13]
        price = opened["paths/price"][...]
    assert price.shape == (4, 4, 128)
    assert (price[:, :, :8] > 0).all()
    assert numpy.isnan(price[:, :, 8:]).all(), "no subnet lives in the others"


def test_a_quiet_run_says_nothing(tmp_path):
    done = taosweep("run", SMOKE, "-o", tmp_path / "out.h5", "--quiet")
    assert (done.stdout, done.stderr) == ("", "")


def test_a_bad_config_is_told_with_its_line_and_leaves_nothing(tmp_path):
    config = tmp_path / "bad.ini"
    config.write_text("[time]\ndays = 1\ndayss = 2\n")
    out = tmp_path / "out.h5"
    done = run_smoke(out, config=config, code=USAGE)
    assert "bad.ini:3" in done.stderr
    assert not out.exists()


def test_overrides_of_the_era_are_told(tmp_path):
    done = run_smoke(tmp_path / "out.h5", "--set", "protocol.tempo=100")
    assert "protocol.tempo" in done.stderr


def test_a_dry_run_writes_nothing_and_says_what_would_be(tmp_path):
    out = tmp_path / "out.h5"
    done = run_smoke(out, "--dry-run", "--threads", "2")
    assert "24 = 6 points (2 cells) x 2 replicates x 2 arms" in done.stdout
    assert "foundation.acts=no (baseline)" in done.stdout
    for line in ("memory", "file", "time", "device"):
        assert re.search(rf"^{line} +\S", done.stdout, re.M), line
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_that_no_machine_holds_is_refused_at_once(tmp_path):
    """Nothing is drawn, and no path of four billion is listed."""
    tries = [("validate", SMOKE), ("run", SMOKE, "-o", tmp_path / "out.h5"),
             ("run", SMOKE, "-o", tmp_path / "out.h5", "--dry-run")]
    for arguments in tries:
        start = time.monotonic()
        done = taosweep(*arguments, "--set", "sweep.points=2000000000", "--set",
                        "keep.paths=4000000000", code=USAGE)
        assert time.monotonic() - start < 1
        assert re.search(
            r"sweep.points = 2000000000 needs about [\d.]+ GB of memory, more than .* fit",
            done.stderr)
    assert list(tmp_path.iterdir()) == []


def _is_as_large_as_foretold(folder, *options, config=SMOKE):
    whole = folder / "whole.h5"
    run_smoke(whole, "--quiet", *options, config=config)
    said = re.search(r"^file +about ([\d.]+) MB",
                     run_smoke(folder / "x.h5", "--dry-run", *options, config=config).stdout, re.M)
    size = whole.stat().st_size / 1e6
    assert size / 1.1 < float(said[1]) < size * 1.1


def test_a_dry_run_foresees_the_size_of_the_file(tmp_path):
    _is_as_large_as_foretold(tmp_path, *LONG_WITH_ALL)


LATE = """[network]
subnets = 100
[time]
days             = 60
days_after_start = 10
step_blocks      = 300
fine_days        = 0
[attack]
mode   = meme_holders
netuid = 3
[foundation]
delay_days = 1
[vary]
attack.shock = loguniform(3, 100)
{vary}
[arms]
{arms}
[sweep]
points = {points}
seed   = 5
[keep]
{keep}
"""
# Paths are much of these files. They end ten days after a start that differs, by arm (of which one
# keeps its paths) or by point (of which the first says nothing of the others).
STARTS = {"early ones": LATE.format(vary="", arms="attack.day = 0, 20, 50", points=24,
                                    keep="economies = " + ", ".join(map(str, range(0, 72, 3)))),
          "late ones": LATE.format(vary="", arms="attack.day = 0, 20, 50", points=24,
                                   keep="economies = " + ", ".join(map(str, range(2, 72, 3)))),
          "all": LATE.format(vary="attack.day = grid(0, 20, 50)", arms="foundation.acts = no, yes",
                             points=6, keep="paths = 36")}


@pytest.mark.parametrize("which", STARTS)
def test_paths_of_different_starts_are_as_large_as_foretold(tmp_path, which):
    config = tmp_path / "starts.ini"
    config.write_text(STARTS[which])
    _is_as_large_as_foretold(tmp_path, config=config)


@pytest.mark.parametrize("call", [
    ("run", SMOKE, "--preview=3"), ("run", SMOKE, "--quiet=false"), ("run", SMOKE, "--dry-run=no"),
    ("run", SMOKE, "--force=0"), ("run", SMOKE, "--resume=1"), ("rerun", "a.h5", "--quiet=2"),
    ("merge", "a.h5", SMOKE, "--force=false"), ("replay", "a.h5", "--check=yes"),
    ("status", "a.h5", "--follow=5")])
def test_a_flag_takes_no_value(call):
    """It would be dropped, or turn the flag off, without a word."""
    done = taosweep(*call, code=USAGE)
    flag = call[-1].split("=")[0]
    assert flag in done.stderr and "value" in done.stderr
