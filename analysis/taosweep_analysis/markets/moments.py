"""Moments of the daily prices of many subnets.

Prices are an array (day, subnet) in TAO/alpha, one row a day, without gaps; p(t) of a subnet has
log returns r(t) = ln p(t) / p(t - 1). A moment of subnets is the median over them.
"""

import numpy
import scipy.stats


def returns(prices):
    """Daily log returns [1], (day, subnet)."""
    return numpy.diff(numpy.log(prices), axis=0)


def autocorrelation(series, lag):
    """Of each column: sum of (x(t) - m)(x(t + lag) - m) over sum of (x(t) - m)^2 [1]."""
    centred = series - series.mean(axis=0)
    return (centred[lag:] * centred[:-lag]).sum(axis=0) / (centred**2).sum(axis=0)


def deviation(prices):
    """Standard deviation of daily log returns [1]."""
    return numpy.median(returns(prices).std(axis=0))


def spread_of_deviations(prices):
    """Logarithm of the ninth decile of those of subnets over the first [1]."""
    low, high = numpy.quantile(returns(prices).std(axis=0), [0.1, 0.9])
    return numpy.log(high / low)


def excess_kurtosis(prices):
    """Excess kurtosis of daily log returns [1], 0 for a normal distribution."""
    return numpy.median(scipy.stats.kurtosis(returns(prices), axis=0))


def weekly_kurtosis(prices, days=7):
    """Fourth moment over the square of the variance, of returns over `days` (overlapping) beside
    those of a day [1]: below 1 where sums of returns come nearer to a normal law."""
    logs = numpy.log(prices)
    longer = scipy.stats.kurtosis(logs[days:] - logs[:-days], axis=0, fisher=False)
    return numpy.median(longer / scipy.stats.kurtosis(returns(prices), axis=0, fisher=False))


def tail_of_returns(prices, part=0.025):
    """Hill's exponent of the largest sizes of daily returns, all subnets together, each scaled to
    its own deviation [1]: less is a heavier tail."""
    own = returns(prices)
    sizes = numpy.sort(abs((own - own.mean(axis=0)) / own.std(axis=0)).ravel())[::-1]
    count = int(part * len(sizes))
    return 1 / numpy.log(sizes[:count] / sizes[count]).mean()


def skewness(prices):
    """Skewness of daily log returns [1]: above 0, rises are larger than falls."""
    return numpy.median(scipy.stats.skew(returns(prices), axis=0))


def return_memory(prices):
    """Autocorrelation of daily returns at a day [1]."""
    return numpy.median(autocorrelation(returns(prices), 1))


def volatility_memory(lag):
    """Autocorrelation of the size of daily returns at `lag` days [1]."""

    def moment(prices):
        return numpy.median(autocorrelation(abs(returns(prices)), lag))

    return moment


def variance_ratio(prices, days=30):
    """Variance of returns over `days` against `days` times that of daily ones [1]: 1 for a random
    walk, below 1 where prices come back. Overlapping, without correction for the drift, as Lo and
    MacKinlay 1988 have it before theirs."""
    logs = numpy.log(prices)
    longer = (logs[days:] - logs[:-days]).var(axis=0)
    return numpy.median(longer / (days * returns(prices).var(axis=0)))


def rises(factor, days=30):
    """Share of subnets whose price rises by `factor` within `days` at least once [1]."""

    def moment(prices):
        logs = numpy.log(prices)
        steps = range(1, min(days, len(logs) - 1) + 1)
        best = numpy.max([(logs[step:] - logs[:-step]).max(axis=0) for step in steps], axis=0)
        return (best > numpy.log(factor)).mean()

    return moment


def largest_fall(prices):
    """Largest fall from a peak before it [1]."""
    peaks = numpy.maximum.accumulate(prices, axis=0)
    return numpy.median((1 - prices / peaks).max(axis=0))


def rank_memory(days):
    """Spearman's correlation of prices with those `days` later [1]; mean over first days."""

    def moment(prices):
        firsts = range(0, len(prices) - days, 5)
        return numpy.mean(
            [scipy.stats.spearmanr(prices[t], prices[t + days])[0] for t in firsts]
        )

    return moment


def last_rank_memory(days):
    """The same between the last day and `days` before it [1]."""

    def moment(prices):
        return scipy.stats.spearmanr(prices[-1 - days], prices[-1])[0]

    return moment


def cross_deviation(prices):
    """Standard deviation of the daily log returns of all subnets on a day [1]; mean over days."""
    return returns(prices).std(axis=1).mean()


def growth_spread(days):
    """Standard deviation over subnets of the logarithm of the last price over that `days` before
    [1]."""

    def moment(prices):
        return numpy.log(prices[-1] / prices[-1 - days]).std()

    return moment


def growth_quartiles(days):
    """The same of a normal law with the quartiles of those logarithms [1]."""

    def moment(prices):
        low, high = numpy.quantile(numpy.log(prices[-1] / prices[-1 - days]), [0.25, 0.75])
        return (high - low) / 1.349

    return moment


def last_sum(prices):
    """Sum of prices on the last day [TAO/alpha]."""
    return prices[-1].sum()


def last_top_share(prices, count=10):
    """Part of that sum which the largest `count` have [1]."""
    return numpy.sort(prices[-1])[-count:].sum() / last_sum(prices)


def common_movement(prices):
    """Mean correlation of the daily returns of two subnets [1]."""
    table = numpy.corrcoef(returns(prices).T)
    return table[numpy.triu_indices(len(table), 1)].mean()


def common_deviation(prices):
    """Standard deviation of the mean daily return of all subnets [1]."""
    return returns(prices).mean(axis=1).std()


def common_memory(prices):
    """Autocorrelation at a day of the mean daily return of all subnets [1]."""
    return autocorrelation(returns(prices).mean(axis=1)[:, None], 1)[0]


def large_days(low, high):
    """Days a year on which a price goes below `low` or above `high` times that of the day before
    [1/a], mean over subnets."""

    def moment(prices):
        moves = numpy.exp(returns(prices))
        return 365 * ((moves > high) | (moves < low)).mean()

    return moment
