"""Moments of the sizes of subnets, on prices made for them."""

import numpy
import pytest
from taosweep_analysis.markets import sizes

RANKS = numpy.arange(1, 65)


def test_prices_by_zipfs_law_have_its_slope_whatever_their_order():
    prices = numpy.random.default_rng(1).permutation(3.0 * RANKS**-1.2)
    assert sizes.rank_size_slope(prices[None, :]) == pytest.approx(1.2)
    exact = 3.0 * (RANKS - 0.5) ** -0.8  # the exponent is one over the slope
    assert sizes.tail_exponent(exact[None, :]) == pytest.approx(1 / 0.8)


def test_growth_that_halves_differences_has_a_slope_of_minus_a_half():
    logs = numpy.linspace(-3, 2, 20)
    prices = numpy.exp([logs, logs / 2])
    assert sizes.growth_on_size(1)(prices) == pytest.approx(-0.5)
    assert sizes.growth_on_size(1)(numpy.exp([logs, logs + 1])) == pytest.approx(0, abs=1e-12)


def test_deviation_on_size_is_its_power():
    size = numpy.linspace(1, 5, 9)
    sign = (-1.0) ** numpy.arange(40)[:, None]
    prices = numpy.exp(size + sign * 0.1 * numpy.exp(-0.3 * size))
    assert sizes.deviation_on_size(prices) == pytest.approx(-0.3, abs=1e-3)
