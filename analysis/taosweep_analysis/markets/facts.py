"""What is known of recorded markets of the launch, once: the moment, over which days, and where one
was set the band that a simulation should meet. The defaults were fitted to moments of days 20 to
100, with no band but a scale; the same moments of days 100 to 164 alone check them.
"""

import dataclasses
from typing import Callable

from . import moments as m
from . import sizes

YES, IN_PART, NO = "yes", "in part", "no"  # whether a moment was fitted


@dataclasses.dataclass(frozen=True)
class Fact:
    name: str
    sentence: str
    unit: str
    first: int  # day
    last: int
    moment: Callable  # of the arrays (day, subnet) named in `of`
    band: tuple = ()  # lowest, highest; () where none was set
    scale: float = 0  # that counts as one of the fit, for what is fitted
    fitted: str = NO
    of: tuple = ("price",)


MOMENTS = {
    "deviation": ("of daily log returns", "1", m.deviation),
    "spread of deviations": ("ninth decile over first, logarithm", "1", m.spread_of_deviations),
    "kurtosis": ("excess, of daily log returns", "1", m.excess_kurtosis),
    "skewness": ("of daily log returns", "1", m.skewness),
    "return memory": ("autocorrelation at a day", "1", m.return_memory),
    "volatility memory 1": ("of |return|, at 1 d", "1", m.volatility_memory(1)),
    "volatility memory 5": ("of |return|, at 5 d", "1", m.volatility_memory(5)),
    "volatility memory 20": ("of |return|, at 20 d", "1", m.volatility_memory(20)),
    "variance ratio": ("30 d against 30 times 1 d", "1", m.variance_ratio),
    "threefold rises": ("subnets with one within 30 d", "1", m.rises(3)),
    "fivefold rises": ("subnets with one within 30 d", "1", m.rises(5)),
    "largest fall": ("from a peak", "1", m.largest_fall),
    "rank memory 30": ("Spearman, 30 d apart", "1", m.rank_memory(30)),
    "rank memory 90": ("Spearman, first and last of these days", "1", m.last_rank_memory(90)),
    "top ten": ("of the sum of prices, last day", "1", m.last_top_share),
    "sum of prices": ("last day", "TAO/alpha", m.last_sum),
    "common movement": ("correlation of two subnets", "1", m.common_movement),
    "common deviation": ("of the mean return", "1", m.common_deviation),
    "common memory": ("of the mean return, 1 d", "1", m.common_memory),
    "rises of 30 %": ("days of a subnet-year", "1/a", m.large_days(0, 1.3)),
    "falls of 23 %": ("days of a subnet-year", "1/a", m.large_days(0.77, 1e9)),
    "weekly kurtosis": ("of 7 d over that of a day", "1", m.weekly_kurtosis),
    "tail of returns": ("Hill's exponent, largest 2.5 %", "1", m.tail_of_returns),
    "rank-size slope": ("ln price on ln rank, last day", "1", sizes.rank_size_slope),
    "tail of prices": ("exponent, upper half, last day", "1", sizes.tail_exponent),
    "growth on size": ("slope over 30 d, Gibrat", "1", sizes.growth_on_size(30)),
    "deviation on size": ("exponent", "1", sizes.deviation_on_size),
}


def banded(name, low, high, fitted=IN_PART, first=20):
    """Of all days to 164. IN_PART: the moment of days 20 to 100 was fitted."""
    return Fact(name, *MOMENTS[name][:2], first, 164, MOMENTS[name][2], (low, high), 0, fitted)


LAUNCH = (
    banded("deviation", 0.04, 0.12),
    banded("kurtosis", 5, 12),
    banded("skewness", 0.5, 2),
    banded("return memory", -0.1, 0.1),
    banded("volatility memory 1", 0.15, 0.45),
    banded("volatility memory 5", 0.02, 0.30),
    banded("volatility memory 20", -0.05, 0.15, NO),
    banded("variance ratio", 0.6, 1.2),
    banded("threefold rises", 0.35, 0.65),
    banded("fivefold rises", 0.20, 0.45),
    banded("largest fall", 0.55, 0.85),
    banded("rank memory 30", 0.78, 0.92),
    banded("rank memory 90", 0.5, 0.8, NO, first=74),
    banded("top ten", 0.47, 0.71, NO),
    banded("sum of prices", 0.62, 1.4, NO),
    banded("common movement", 0.03, 0.15),
    banded("common deviation", 0.015, 0.04),
    banded("common memory", 0.0, 0.4),
    banded("rises of 30 %", 4, 12),
    banded("falls of 23 %", 1, 5),
    banded("weekly kurtosis", 0.3, 0.8, NO),
    banded("tail of returns", 2, 4, NO),
    banded("rank-size slope", 0.95, 1.45, NO),
    banded("tail of prices", 1, 1.3, NO),
    banded("growth on size", -0.25, 0, NO),
    banded("deviation on size", -0.2, 0, NO),
)


def fitted(name, scale, last=100, suffix=""):
    moment = MOMENTS[name]
    return Fact(name + suffix, *moment[:2], 20, last, moment[2], (), scale, YES)


FITTED = (
    fitted("deviation", 0.01),
    fitted("spread of deviations", 0.3),
    fitted("kurtosis", 1.5),
    fitted("skewness", 0.3),
    fitted("return memory", 0.06),
    fitted("volatility memory 1", 0.06),
    fitted("volatility memory 5", 0.06),
    fitted("variance ratio", 0.15),
    fitted("threefold rises", 0.1),
    fitted("fivefold rises", 0.06),
    fitted("rank memory 30", 0.04),
    fitted("largest fall", 0.06),
    fitted("common movement", 0.03),
    fitted("common deviation", 0.006),
    fitted("common memory", 0.15),
    fitted("rises of 30 %", 3),
    fitted("falls of 23 %", 2),
    fitted("sum of prices", 0.2, 21, ", day 21"),
    fitted("sum of prices", 0.15, 100, ", day 100"),
    fitted("top ten", 0.06, 21, ", day 21"),
    fitted("top ten", 0.06, 100, ", day 100"),
)

# What was fitted, of the days after; no band was set, so that the range of economies judges.
AFTER = tuple(
    dataclasses.replace(
        fact, name=fact.name.removesuffix(", day 100"), first=100, last=164, scale=0, fitted=NO
    )
    for fact in FITTED
    if fact.last == 100
)
