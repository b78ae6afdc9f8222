"""Moments of how large subnets are beside each other, and of whether size decides growth.

Arrays are (day, subnet), one row a day: prices [TAO/alpha], pools [TAO], caps, the value of all
alpha at the price [TAO].
"""

import numpy

FIFTH = 0.2  # part of the subnets that is bought, and that is sold [1]


def slope(x, y):
    """Of y on x, by least squares."""
    return numpy.polyfit(x, y, 1)[0]


def rank_size_slope(prices):
    """Less the slope of the logarithm of the last prices on that of their ranks [1]: 1 is Zipf's
    law, more is more unequal."""
    found = numpy.sort(prices[-1])[::-1]
    return -slope(numpy.log(numpy.arange(1, len(found) + 1)), numpy.log(found))


def tail_exponent(prices):
    """Less the slope of ln(rank - 1/2) on the logarithm of the last prices, upper half [1], as
    Gabaix and Ibragimov 2011 have it: less is more unequal."""
    found = numpy.sort(prices[-1])[::-1][: prices.shape[1] // 2]
    return -slope(numpy.log(found), numpy.log(numpy.arange(len(found)) + 0.5))


def growth_on_size(days):
    """Slope of the growth of logarithms over `days` on the logarithm of the price before, over
    subnets [1]; mean over first days, each fifth: 0 where growth is no matter of size (Gibrat)."""

    def moment(prices):
        logs = numpy.log(prices)
        firsts = range(0, len(logs) - days, 5)
        return numpy.mean([slope(logs[t], logs[t + days] - logs[t]) for t in firsts])

    return moment


def deviation_on_size(prices):
    """Slope of the logarithm of the standard deviation of daily returns on the mean logarithm of
    the price, over subnets [1]: below 0, the large move less."""
    logs = numpy.log(prices)
    return slope(logs.mean(axis=0), numpy.log(numpy.diff(logs, axis=0).std(axis=0)))


def pool_quantile(part):
    """Of the pools of the last day [TAO]."""

    def moment(pools):
        return numpy.quantile(pools[-1], part)

    return moment


def sum_of_pools(pools):
    """On the last day [TAO]."""
    return pools[-1].sum()


def fifths(returns, keys):
    """Mean return of a day of the fifth of the subnets with the largest keys, less that of those
    with the smallest [%/d]; mean over days. Alike in weight, new each day."""
    count = max(1, round(FIFTH * returns.shape[1]))
    order = numpy.argsort(keys, axis=1)
    sorted_returns = numpy.take_along_axis(returns, order, axis=1)
    large, small = sorted_returns[:, -count:], sorted_returns[:, :count]
    return 100 * (large.mean(axis=1) - small.mean(axis=1)).mean()


def momentum(prices, days=7):
    """Return of those that rose most over `days`, less that of those that fell most [%/d]."""
    before = numpy.log(prices[days:-1] / prices[: -days - 1])
    return fifths(prices[days + 1 :] / prices[days:-1] - 1, before)


def small_less_large(prices, caps):
    """Return of the smallest by cap, less that of the largest [%/d]."""
    return -fifths(prices[1:] / prices[:-1] - 1, caps[:-1])
