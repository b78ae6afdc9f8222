"""Maps and fans show what holds in all cells, or at all times, together; and say so where they
cannot."""

import h5py
import made_files
import numpy
import pytest
import taosweep_analysis
from matplotlib import pyplot
from taosweep_analysis.draw import cells, fan

MAP = "attack.day = grid(0, 1)\nattack.subnet = list(existing, fresh)\n"
DRAWN = "yield.gain = uniform(0.3, 1.5)"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """One arm, four cells, sixteen draws."""
    return made_files.sweep(tmp_path_factory.mktemp("map") / "a.h5", MAP + DRAWN, points=16)


@pytest.fixture(scope="module")
def before(path):
    """As a file from before has it."""
    old = path.with_name("before.h5")
    old.write_bytes(path.read_bytes())
    with h5py.File(old, "r+") as file:
        group = file["intervals"]
        for name in [name for name in group if "_together" in name]:
            del group[name]
    return old


def caption(drawn):
    pyplot.close(drawn.figure)
    return drawn.caption


def test_a_map_says_that_its_intervals_hold_together_and_shows_those(path):
    sweep = taosweep_analysis.open_sweep(path)
    with h5py.File(path) as file:
        stored = file["intervals/sum_of_prices_median_together_cells"][0]
        alone = file["intervals/sum_of_prices_quantiles_cells"][0, :, 4]
    assert numpy.isfinite(stored).all()
    assert (stored[:, 0] <= alone[:, 0]).all() and (stored[:, 1] >= alone[:, 1]).all()
    _, low, high, _, kind = cells.estimates(sweep, "sum_of_prices", 0)
    assert kind == "median"
    numpy.testing.assert_array_equal(numpy.column_stack([low, high]), stored)
    found = sweep.quantiles().sel(outcome="sum_of_prices")
    numpy.testing.assert_array_equal(found["together_low"][0], stored[:, 0])
    assert "in all cells of an arm together" in caption(cells.of_outcome(sweep, "sum_of_prices"))


def test_a_fan_draws_where_the_median_lies_at_all_times_together(path):
    sweep = taosweep_analysis.open_sweep(path)
    both = fan.together(sweep, "sum_of_prices", 0, 0)
    data = sweep.series()["sum_of_prices"].values[0, 0]
    assert (both[:, 0] <= data[:, 4]).all() and (both[:, 1] >= data[:, 4]).all()
    drawn = fan.of_series(sweep, "sum_of_prices")
    assert len(drawn.figure.axes[0].collections) == 2
    assert "at all times together" in caption(drawn)


def test_a_file_from_before_is_drawn_with_intervals_that_hold_each_by_itself(before):
    sweep = taosweep_analysis.open_sweep(before)
    assert "each by itself" in caption(cells.of_outcome(sweep, "sum_of_prices"))
    drawn = fan.of_series(sweep, "sum_of_prices")
    assert len(drawn.figure.axes[0].collections) == 1
    assert "together" not in caption(drawn)
