"""Intervals of shares, medians and paired differences, all at 95 %."""
import dataclasses

import numpy
from scipy import stats

CONFIDENCE = 0.95


@dataclasses.dataclass(frozen=True)
class Estimate:
    """A number, the interval it lies in, and how many values say so. NaN where there are too few."""
    value: float
    low: float
    high: float
    n: int


def wilson(share, n):
    """Wilson score interval of a probability (E. B. Wilson 1927) -> (low, high).

    (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n); n need not be whole."""
    if not n > 0:
        return numpy.nan, numpy.nan
    z = stats.norm.ppf(0.5 + CONFIDENCE / 2)
    middle = share + z * z / (2 * n)
    half = z * numpy.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def design_effect(values, clusters):
    """How much clustering widens the variance of a mean, at least 1 (Kish 1965).

    Clustered: G/(G-1) sum_c (sum_{i in c} (x_i - mean))^2 / n^2, against s^2/n. Without variance: n/G."""
    values, clusters = numpy.asarray(values, float), numpy.asarray(clusters)
    n, groups = len(values), len(numpy.unique(clusters))
    if groups == n:
        return 1.0
    spread = values.var(ddof=1)
    if groups < 2 or spread == 0:
        return n / groups
    _, number = numpy.unique(clusters, return_inverse=True)
    sums = numpy.bincount(number, values - values.mean())
    return max(1.0, groups / (groups - 1) * (sums ** 2).sum() / (n * spread))


def share(flags, clusters=None):
    """Share of ones among the defined flags, with a Wilson interval; clusters name what depends on each other."""
    flags = numpy.asarray(flags, float)
    defined = numpy.isfinite(flags)
    flags = flags[defined]
    n = len(flags)
    if n == 0:
        return Estimate(numpy.nan, numpy.nan, numpy.nan, 0)
    effect = 1.0 if clusters is None else design_effect(flags, numpy.asarray(clusters)[defined])
    return Estimate(flags.mean(), *wilson(flags.mean(), n / effect), n)


def median(values, clusters=None):
    """Median (inverse ECDF) with its order-statistic interval: ranks l < u with P(l <= Bin(n, 1/2) < u) >= 95 %.

    clusters name what depends on each other: ranks are found for the effective number and scaled outwards to n."""
    values = numpy.asarray(values, float)
    defined = numpy.isfinite(values)
    ascending = numpy.sort(values[defined])
    n = len(ascending)
    if n == 0:
        return Estimate(numpy.nan, numpy.nan, numpy.nan, 0)
    middle = ascending[(n + 1) // 2 - 1]
    effect = 1.0 if clusters is None else design_effect(values[defined] <= middle, numpy.asarray(clusters)[defined])
    effective = max(1, int(n / effect))
    low = int(stats.binom.ppf((1 - CONFIDENCE) / 2, effective, 0.5))
    if low == 0:
        return Estimate(middle, numpy.nan, numpy.nan, n)
    rank = max(1, int(low * n / effective))
    return Estimate(middle, ascending[rank - 1], ascending[n - rank], n)


def paired_mean(differences):
    """Mean of paired differences with a t interval."""
    differences = numpy.asarray(differences, float)
    differences = differences[numpy.isfinite(differences)]
    n = len(differences)
    if n < 2:
        return Estimate(numpy.nan, numpy.nan, numpy.nan, n)
    mean = differences.mean()
    half = stats.t.ppf(0.5 + CONFIDENCE / 2, n - 1) * differences.std(ddof=1) / numpy.sqrt(n)
    return Estimate(mean, mean - half, mean + half, n)


def paired_ratio(upper, lower):
    """Geometric mean of upper/lower over pairs, with the t interval of the mean logarithm."""
    upper, lower = numpy.asarray(upper, float), numpy.asarray(lower, float)
    usable = (upper > 0) & (lower > 0)
    logarithm = paired_mean(numpy.log(upper[usable] / lower[usable]))
    return Estimate(numpy.exp(logarithm.value), numpy.exp(logarithm.low), numpy.exp(logarithm.high), logarithm.n)


def percent(estimate):
    """'31 % (27 to 36 %, n = 704)'"""
    if not numpy.isfinite(estimate.value):
        return f"undefined (n = {estimate.n})"
    if not numpy.isfinite(estimate.low):
        return f"{100 * estimate.value:.0f} % (too few for an interval, n = {estimate.n})"
    return f"{100 * estimate.value:.0f} % ({100 * estimate.low:.0f} to {100 * estimate.high:.0f} %, n = {estimate.n})"


def number(estimate, digits=2):
    """'1.34 (1.20 to 1.51, n = 64)'"""
    if not numpy.isfinite(estimate.value):
        return f"undefined (n = {estimate.n})"
    if not numpy.isfinite(estimate.low):
        return f"{estimate.value:.{digits}f} (too few for an interval, n = {estimate.n})"
    return (f"{estimate.value:.{digits}f} ({estimate.low:.{digits}f} to {estimate.high:.{digits}f}, "
            f"n = {estimate.n})")
