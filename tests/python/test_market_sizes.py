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


def test_fifths_are_those_of_the_day_before():
    """Ten subnets, the fifth of them two: the two smallest gain 1 % a day, the two largest lose 2,
    though sizes change places half way."""
    size = numpy.tile(numpy.arange(1.0, 11), (21, 1))
    size[10:] = size[10:, ::-1]
    growth = numpy.ones((20, 10))
    growth[:10, :2], growth[:10, -2:] = 1.01, 0.98
    growth[10:, -2:], growth[10:, :2] = 1.01, 0.98
    prices = numpy.vstack([numpy.ones(10), growth]).cumprod(axis=0)
    assert sizes.small_less_large(prices, size) == pytest.approx(3)


def test_momentum_is_of_days_that_the_growth_does_not_hold():
    """The same rise each day, so that what rose most goes on; and one that turns each day."""
    steady = numpy.exp(numpy.outer(numpy.arange(40), numpy.linspace(-0.02, 0.02, 10)))
    ends = numpy.exp(numpy.linspace(-0.02, 0.02, 10))
    expected = 100 * (ends[-2:].mean() - ends[:2].mean())
    assert sizes.momentum(steady) == pytest.approx(expected)
    assert sizes.momentum(steady, 3) == pytest.approx(expected)
    turning = numpy.exp((-1.0) ** numpy.arange(40)[:, None] * numpy.linspace(-0.02, 0.02, 10))
    assert sizes.momentum(turning, 1) < -7


def test_pools_are_those_of_the_last_day():
    pools = numpy.array([[9.0, 9, 9], [1, 2, 6]])
    assert sizes.pool_quantile(0.5)(pools) == 2 and sizes.pool_quantile(1)(pools) == 6
    assert sizes.sum_of_pools(pools) == 9


def test_deviation_on_size_is_its_power():
    size = numpy.linspace(1, 5, 9)
    sign = (-1.0) ** numpy.arange(40)[:, None]
    prices = numpy.exp(size + sign * 0.1 * numpy.exp(-0.3 * size))
    assert sizes.deviation_on_size(prices) == pytest.approx(-0.3, abs=1e-3)
