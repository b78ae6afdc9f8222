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


@pytest.mark.parametrize("attribute", ["title", "question", "hypothesis", "seed", "overrides"])
def test_verify_finds_a_rewritten_attribute_of_the_root(plain, tmp_path, attribute):
    def edit(opened):
        opened.attrs[attribute] = "12"
    done = taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=FAILED)
    assert attribute in done.stdout and "'12'" in done.stdout


@pytest.mark.parametrize("attribute, value",
                         [("replicates", 3), ("common_shocks", 1), ("series_days", 2.0)])
def test_verify_finds_a_rewritten_design(plain, tmp_path, attribute, value):
    def edit(opened):
        opened["design"].attrs[attribute] = value
    taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=FAILED)


@pytest.mark.parametrize("attribute, value",
                         [("undefined_when", "never"), ("better", 1), ("better", -1),
                          ("scale", "log"), ("low", -7.0), ("bins", 3)])
def test_verify_finds_a_rewritten_attribute_of_an_outcome(plain, tmp_path, attribute, value):
    def edit(opened):
        opened["outcomes/action_day"].attrs[attribute] = value
    done = taosweep("verify", _changed(plain, tmp_path / "x.h5", edit), code=FAILED)
    assert f"{attribute} of /outcomes/action_day" in done.stdout


@pytest.mark.parametrize("suffix", ["_mean", "_quantiles", "_mean_cells", "_difference_cells",
                                    "_difference_all"])
def test_verify_misses_a_dataset_of_the_intervals(smoke, tmp_path, suffix):
    def edit(opened):
        del opened["intervals/sum_of_prices" + suffix]
    done = taosweep("verify", _changed(smoke, tmp_path / "x.h5", edit), code=FAILED)
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
