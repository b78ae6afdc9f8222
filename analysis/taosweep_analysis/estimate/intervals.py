"""Intervals at 95 % of what neither the file nor the program has: shares and medians over parts of
a cell, of ratios of two arms of an economy and of conditions that are no outcome (sn28), paired
means, ratios and shares between two arms of which none is the baseline (eras, rules), between two
files (steps) and of kept paths. What /intervals of the file has is read there (of_file.py), what
`taosweep compare` says is asked of it (compared.py)."""

import dataclasses

import numpy

from ..say.numbers import count, rounded
from . import quantiles

CONFIDENCE = 0.95
FEWEST = 8  # independent units (clusters): over fewer no interval holds what it says


@dataclasses.dataclass(frozen=True)
class Estimate:
    """A number, the interval it lies in, how many values say so, and from how many independent
    draws where these are fewer. NaN where there is none, and why."""

    value: float
    low: float
    high: float
    n: int
    draws: int = dataclasses.field(default=0, compare=False)
    why: str = dataclasses.field(default="", compare=False)

    @property
    def count(self):
        """'n = 704 from 64 draws', or 'n = 64'"""
        fewer = 0 < self.draws < self.n
        return f"n = {self.n}" + (f" from {count(self.draws, 'draw')}" if fewer else "")

    def scaled(self, factor):
        return dataclasses.replace(
            self, value=self.value * factor, low=self.low * factor, high=self.high * factor
        )


def wilson(share, n):
    """Wilson score interval of a probability (E. B. Wilson 1927) -> (low, high).

    (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n); n need not be whole."""
    if not n > 0:
        return numpy.nan, numpy.nan
    z = quantiles.normal(0.5 + CONFIDENCE / 2)
    middle = share + z * z / (2 * n)
    half = z * numpy.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def design_effect(values, clusters):
    """How much clustering widens the variance of a mean, at least 1 (Kish 1965).

    Clustered: G/(G-1) sum_c (sum_{i in c} (x_i - mean))^2 / n^2, against s^2/n. Without variance:
    n/G."""
    values, clusters = numpy.asarray(values, float), numpy.asarray(clusters)
    n, groups = len(values), len(numpy.unique(clusters))
    if groups == n:
        return 1.0
    spread = values.var(ddof=1)
    if groups < 2 or spread == 0:
        return n / groups
    _, number = numpy.unique(clusters, return_inverse=True)
    sums = numpy.bincount(number, values - values.mean())
    return max(1.0, groups / (groups - 1) * (sums**2).sum() / (n * spread))


def number_of(clusters, defined):
    """How many different clusters the defined values come from; 0 without clusters."""
    return 0 if clusters is None else len(numpy.unique(numpy.asarray(clusters)[defined]))


def unbounded(value, n, draws=0):
    """An estimate over too few independent units: no interval, and the reason."""
    units = draws or n
    why = f"{count(units, 'independent unit')}, {FEWEST} are needed" if units < FEWEST else (
        "values depend too much on their draws"
    )
    return Estimate(value, numpy.nan, numpy.nan, n, draws, why)


def share(flags, clusters=None):
    """Share of ones among the defined flags, with a Wilson interval; clusters name what depends on
    each other."""
    flags = numpy.asarray(flags, float)
    defined = numpy.isfinite(flags)
    flags = flags[defined]
    n, draws = len(flags), number_of(clusters, defined)
    if n == 0 or (draws or n) < FEWEST:
        return unbounded(flags.mean() if n else numpy.nan, n, draws)
    effect = 1.0 if clusters is None else design_effect(flags, numpy.asarray(clusters)[defined])
    return Estimate(flags.mean(), *wilson(flags.mean(), n / effect), n, draws)


def median(values, clusters=None):
    """Median (inverse ECDF) with its order-statistic interval: ranks l < u with
    P(l <= Bin(n, 1/2) < u) >= 95 %.

    clusters name what depends on each other: ranks are found for the effective number and scaled
    outwards to n."""
    values = numpy.asarray(values, float)
    defined = numpy.isfinite(values)
    ascending = numpy.sort(values[defined])
    n, draws = len(ascending), number_of(clusters, defined)
    middle = ascending[(n + 1) // 2 - 1] if n else numpy.nan
    if (draws or n) < FEWEST:
        return unbounded(middle, n, draws)
    effect = (
        1.0
        if clusters is None
        else design_effect(values[defined] <= middle, numpy.asarray(clusters)[defined])
    )
    effective = max(1, int(n / effect))
    low = quantiles.coins((1 - CONFIDENCE) / 2, effective)
    if low == 0:
        return unbounded(middle, n, draws)
    rank = int((low - 1) * n / effective) + 1
    return Estimate(middle, ascending[rank - 1], ascending[n - rank], n, draws)


def side(estimate, low, high):
    """'below', 'inside', 'above' where the whole interval lies so against [low, high]; else
    'inconclusive'."""
    if not (numpy.isfinite(estimate.low) and numpy.isfinite(estimate.high)):
        return "inconclusive"
    if estimate.low > high:
        return "above"
    if estimate.high < low:
        return "below"
    return "inside" if estimate.low >= low and estimate.high <= high else "inconclusive"


def paired_mean(differences):
    """Mean of paired differences with a t interval."""
    differences = numpy.asarray(differences, float)
    differences = differences[numpy.isfinite(differences)]
    n = len(differences)
    mean = differences.mean() if n else numpy.nan
    if n < FEWEST:
        return unbounded(mean, n)
    half = quantiles.student(0.5 + CONFIDENCE / 2, n - 1) * differences.std(ddof=1) / numpy.sqrt(n)
    return Estimate(mean, mean - half, mean + half, n)


def paired_share(upper, lower):
    """Mean difference of two flags over pairs, with the interval of Agresti and Min (2005): half a
    pair more in each of the four cells. Not empty where all pairs agree.

    b, c: pairs with only upper or only lower, n pairs; b' = b + 1/2, c' = c + 1/2, m = n + 2:
    (b' - c')/m -+ z sqrt(b' + c' - (b' - c')^2/m)/m"""
    upper, lower = numpy.asarray(upper, float), numpy.asarray(lower, float)
    defined = numpy.isfinite(upper) & numpy.isfinite(lower)
    n = int(defined.sum())
    difference = upper[defined] - lower[defined]
    if n < FEWEST:
        return unbounded(difference.mean() if n else numpy.nan, n)
    gained, lost = (difference > 0).sum() + 0.5, (difference < 0).sum() + 0.5
    middle = (gained - lost) / (n + 2)
    half = (
        quantiles.normal(0.5 + CONFIDENCE / 2)
        * numpy.sqrt(gained + lost - (gained - lost) ** 2 / (n + 2))
        / (n + 2)
    )
    return Estimate(difference.mean(), middle - half, middle + half, n)


def paired_ratio(upper, lower):
    """Geometric mean of upper/lower over pairs, with the t interval of the mean logarithm."""
    upper, lower = numpy.asarray(upper, float), numpy.asarray(lower, float)
    usable = (upper > 0) & (lower > 0)
    logarithm = paired_mean(numpy.log(upper[usable] / lower[usable]))
    ends = (numpy.exp(end) for end in (logarithm.value, logarithm.low, logarithm.high))
    return Estimate(*ends, logarithm.n, why=logarithm.why)


def written(estimate, factor, digits, unit):
    """Value, interval and n; more digits, four at most, where the bounds would read the same."""

    def text(x):
        return f"{rounded(factor * x, digits):.{digits}f}"

    if not numpy.isfinite(estimate.value):
        return f"undefined ({estimate.count})"
    if not numpy.isfinite(estimate.low):
        return f"{text(estimate.value)}{unit} (no interval: {estimate.why}, {estimate.count})"
    low, high = estimate.low, estimate.high
    while digits < 4 and low != high and text(low) == text(high):
        digits += 1
    return f"{text(estimate.value)}{unit} ({text(low)} to {text(high)}{unit}, {estimate.count})"


def percent(estimate):
    """'31 % (27 to 36 %, n = 704 from 64 draws)'"""
    return written(estimate, 100, 0, " %")


def number(estimate, digits=2):
    """'1.34 (1.20 to 1.51, n = 64)'"""
    return written(estimate, 1, digits, "")


def times(estimate, digits=2):
    """A ratio: 'x1.34 (1.20 to 1.51, n = 64)'"""
    text = number(estimate, digits)
    return text if text.startswith("undefined") else "x" + text


def points(estimate):
    """A difference of shares in percentage points: '-12 (-20 to -4 percentage points, n = 64)'"""
    return written(estimate, 100, 0, "").replace(", n =", " percentage points, n =")
