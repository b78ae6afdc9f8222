"""scripts/fit_markets_2026.py measures growth as it says, and the shipped config is one of its
points."""
import configparser
import importlib.util
import itertools

import made_files
import numpy
import pytest


@pytest.fixture(scope="module")
def fit():
    path = made_files.ROOT / "scripts/fit_markets_2026.py"
    spec = importlib.util.spec_from_file_location("fit_markets_2026", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_moments_of_growth_by_hand(fit):
    """ln p grows by -2, -1, 0, 1, 2: variance 2, quartiles -1 and 1; and all ranks stay."""
    before = numpy.exp([0.0, 10.0, 20.0, 30.0, 40.0])
    growth = numpy.array([-2, -1, 0, 1, 2])
    deviation, of_quartiles, rank = fit.moments(before, before * numpy.exp(growth))
    assert (deviation, of_quartiles, rank) == pytest.approx((2**0.5, 2 / 1.349, 1))


def test_the_shipped_config_is_a_point_of_the_grid(fit):
    text = configparser.ConfigParser(inline_comment_prefixes="#")
    text.read_string("[top]\n" + (made_files.ROOT / "configs/markets_2026.ini").read_text())
    def has(point):
        return all(float(text[key.split(".")[0]][key.split(".")[1]]) == pytest.approx(value)
                   for key, value in fit.settings(*point).items())
    assert sum(map(has, itertools.product(fit.NOISE, fit.NEWS, fit.ATTENTION))) == 1
