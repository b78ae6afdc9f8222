"""A results file that was changed or damaged anywhere is not called whole."""
import shutil

import h5py
import numpy
import pytest

from program import DONE, FAILED, run_smoke, taosweep


def _changed(source, target, edit):
    shutil.copy(source, target)
    with h5py.File(target, "r+") as opened:
        edit(opened)
    return target


def test_a_fresh_file_is_whole(smoke, tmp_path):
    taosweep("verify", smoke, code=DONE)
    shard = tmp_path / "shard.h5"
    run_smoke(shard, "--quiet", "--shard", "1/4", "--set", "sweep.replicates=1")
    taosweep("verify", shard, code=DONE)


def sentences(done):
    """What does not hold, each in a line of its own."""
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_verify_finds_each_rewritten_attribute_of_the_root(plain, tmp_path):
    rewritten = {"title": "12", "question": "13", "hypothesis": "14", "seed": "15",
                 "overrides": "16"}

    def edit(opened):
        for attribute, value in rewritten.items():
            opened.attrs[attribute] = value
    done = taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=FAILED)
    for attribute, value in rewritten.items():
        assert any(attribute in line and f"'{value}'" in line for line in sentences(done)), done


@pytest.mark.parametrize("attribute, value",
                         [("replicates", 3), ("common_shocks", 1), ("series_days", 2.0)])
def test_verify_finds_a_rewritten_design(plain, tmp_path, attribute, value):
    def edit(opened):
        opened["design"].attrs[attribute] = value
    taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=FAILED)


@pytest.mark.parametrize("rewritten", [
    {"undefined_when": "never", "better": 1, "scale": "log", "low": -7.0, "bins": 3},
    {"better": -1}])
def test_verify_finds_each_rewritten_attribute_of_an_outcome(plain, tmp_path, rewritten):
    def edit(opened):
        opened["outcomes/action_day"].attrs.update(rewritten)
    done = taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=FAILED)
    for attribute in rewritten:
        assert f"{attribute} of /outcomes/action_day" in done.stdout


def test_verify_misses_each_dataset_of_the_intervals(smoke, tmp_path):
    suffixes = ("_mean", "_quantiles", "_mean_cells", "_difference_cells", "_difference_all")

    def edit(opened):
        for suffix in suffixes:
            del opened["intervals/sum_of_prices" + suffix]
    done = taosweep("verify", _changed(smoke, tmp_path / "x.h5", edit), code=FAILED)
    for suffix in suffixes:
        assert f"/intervals/sum_of_prices{suffix} is missing" in done.stdout


def test_verify_finds_a_number_of_the_intervals_that_does_not_follow(smoke, tmp_path):
    def edit(opened):
        values = opened["intervals/sum_of_prices_mean"]
        values[...] = numpy.where(numpy.isnan(values[...]), 1, values[...] * 1.001)
    done = taosweep("verify", _changed(smoke, tmp_path / "x.h5", edit), code=FAILED)
    assert "/intervals/sum_of_prices_mean" in done.stdout


def test_verify_reads_what_is_compressed_in_the_intervals(tmp_path):
    """Bytes of a compressed piece that no longer inflate."""
    out = tmp_path / "x.h5"
    run_smoke(out, "--quiet", "--set", "sweep.points=60", "--set", "keep.paths=0")
    with h5py.File(out) as opened:
        piece = opened["intervals/sum_of_prices_quantiles"].id.get_chunk_info(0)
    with open(out, "r+b") as file:
        file.seek(piece.byte_offset + 20)
        file.write(bytes(20))
    done = taosweep("verify", out, code=FAILED)
    assert "/intervals/sum_of_prices_quantiles cannot be read" in done.stdout


def test_verify_names_what_does_not_belong_to_the_intervals(plain, tmp_path):
    def edit(opened):
        opened["intervals/guess"] = 1.0
    done = taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=FAILED)
    assert "/intervals/guess" in done.stdout


def test_a_file_from_before_intervals_said_how_they_came_about_is_whole(plain, tmp_path):
    later = ("outcome", "mean_how_cells")

    def edit(opened):
        assert all(name in opened["intervals"] for name in later)
        for name in reversed(later):
            del opened["intervals"][name]
    taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=DONE)


RULED = """title = a map that stops
[time]
days = 1
[network]
subnets = 3
[vary]
noise.common = grid(0, 1)
noise.base_sd = uniform(0, 1)
[sweep]
points = 130
replicates = 2
until = effective_subnets halfwidth < 0.9 in every cell
"""


@pytest.fixture(scope="module")
def ruled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ruled")
    config, out = folder / "ruled.ini", folder / "ruled.h5"
    config.write_text(RULED)
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet")
    with h5py.File(out) as opened:
        assert opened.attrs["until_look"] == 1 and opened.attrs["until_met"] == 1
    taosweep("verify", out, code=DONE)
    return out


@pytest.mark.parametrize("rewritten", [
    {"until_points": (64, "the config gives '130'"),
     "until_looks": (2, "the config gives '3'"),
     "until_level": (0.95, "the config gives 0.99"),
     "until_cells": (1, "the config gives '2'"),
     "until_look": (2, "which is at 128 points of each cell"),
     "until_met": (0, "is below 0.9")},
    {"until_look": (0, "there are 3 looks"),
     "until_high": (9.0, "is not below 0.9")},
    {"until_estimate": (0.5, "but the outcomes give"),
     "until_cell": ("noise.common=7", "but the look gives")},
    {"until_look": (4, "there are 3 looks")},
    {"until_low": (None, "are missing: until_low")}])
def test_verify_finds_each_rewritten_attribute_of_the_rule(ruled, tmp_path, rewritten):
    def edit(opened):
        for attribute, (value, _) in rewritten.items():
            if value is None:
                del opened.attrs[attribute]
            else:
                opened.attrs[attribute] = value
    done = taosweep("verify", _changed(ruled, tmp_path / "x.h5", edit), code=FAILED)
    words = " ".join(done.stdout.split())
    assert "until_" in words and all(why in words for _, why in rewritten.values()), words


def test_verify_finds_an_interval_of_the_rule_that_does_not_follow(ruled, tmp_path):
    """Both ends moved alike: as wide as before, and consistent with all but the outcomes."""
    def edit(opened):
        for name in ("until_low", "until_high"):
            opened.attrs[name] = opened.attrs[name] * (1 + 1e-6)
    done = taosweep("verify", _changed(ruled, tmp_path / "x.h5", edit), code=FAILED)
    assert "until_low" in done.stdout and "the outcomes give" in done.stdout
