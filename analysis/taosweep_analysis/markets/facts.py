"""What is known of recorded markets, once: the moment, over which days, and the band that a
simulation should meet. What configs/markets.ini was fitted to are moments of days 20 to 100, with
no band but a scale; all that reaches beyond day 100 is a check.
"""

import dataclasses
from typing import Callable

from . import moments as m


@dataclasses.dataclass(frozen=True)
class Fact:
    name: str
    sentence: str
    unit: str
    first: int  # day
    last: int
    moment: Callable
    low: float  # of the band
    high: float
    scale: float = 0  # that counts as one of the fit, for what is fitted


LAUNCH = (
    Fact("deviation", "of daily log returns", "1", 20, 164, m.deviation, 0.04, 0.12),
    Fact("kurtosis", "excess, of daily log returns", "1", 20, 164, m.excess_kurtosis, 5, 12),
    Fact("skewness", "of daily log returns", "1", 20, 164, m.skewness, 0.5, 2),
    Fact("return memory", "autocorrelation at a day", "1", 20, 164, m.return_memory, -0.1, 0.1),
    Fact("volatility memory 1", "of |return|, at 1 d", "1", 20, 164, m.volatility_memory(1),
         0.15, 0.45),
    Fact("volatility memory 5", "of |return|, at 5 d", "1", 20, 164, m.volatility_memory(5),
         0.02, 0.30),
    Fact("volatility memory 20", "of |return|, at 20 d", "1", 20, 164, m.volatility_memory(20),
         -0.05, 0.15),
    Fact("variance ratio", "30 d against 30 times 1 d", "1", 20, 164, m.variance_ratio, 0.6, 1.2),
    Fact("threefold rises", "subnets with one within 30 d", "1", 20, 164, m.rises(3), 0.35, 0.65),
    Fact("fivefold rises", "subnets with one within 30 d", "1", 20, 164, m.rises(5), 0.20, 0.45),
    Fact("largest fall", "from a peak", "1", 20, 164, m.largest_fall, 0.55, 0.85),
    Fact("rank memory 30", "Spearman, 30 d apart", "1", 20, 164, m.rank_memory(30), 0.78, 0.92),
    Fact("rank memory 90", "Spearman, day 74 and 164", "1", 74, 164, m.last_rank_memory(90),
         0.5, 0.8),
    Fact("top ten", "of the sum of prices, day 164", "1", 20, 164, m.last_top_share, 0.47, 0.71),
    Fact("sum of prices", "day 164", "TAO/alpha", 20, 164, m.last_sum, 0.62, 1.4),
    Fact("common movement", "correlation of two subnets", "1", 20, 164, m.common_movement,
         0.03, 0.15),
    Fact("common deviation", "of the mean return", "1", 20, 164, m.common_deviation, 0.015, 0.04),
    Fact("common memory", "of the mean return, 1 d", "1", 20, 164, m.common_memory, 0.0, 0.4),
    Fact("rises of 30 %", "days of a subnet-year", "1/a", 20, 164, m.large_days(0, 1.3), 4, 12),
    Fact("falls of 23 %", "days of a subnet-year", "1/a", 20, 164, m.large_days(0.77, 1e9), 1, 5),
)


def fitted(name, unit, last, moment, scale):
    return Fact(name, "fitted", unit, 20, last, moment, 0, 0, scale)


FITTED = (
    fitted("deviation", "1", 100, m.deviation, 0.01),
    fitted("spread of deviations", "1", 100, m.spread_of_deviations, 0.3),
    fitted("kurtosis", "1", 100, m.excess_kurtosis, 1.5),
    fitted("skewness", "1", 100, m.skewness, 0.3),
    fitted("return memory", "1", 100, m.return_memory, 0.06),
    fitted("volatility memory 1", "1", 100, m.volatility_memory(1), 0.06),
    fitted("volatility memory 5", "1", 100, m.volatility_memory(5), 0.06),
    fitted("variance ratio 30", "1", 100, m.variance_ratio, 0.15),
    fitted("threefold rises", "1", 100, m.rises(3), 0.1),
    fitted("fivefold rises", "1", 100, m.rises(5), 0.06),
    fitted("rank memory 30", "1", 100, m.rank_memory(30), 0.04),
    fitted("largest fall", "1", 100, m.largest_fall, 0.06),
    fitted("common movement", "1", 100, m.common_movement, 0.03),
    fitted("common deviation", "1", 100, m.common_deviation, 0.006),
    fitted("common memory", "1", 100, m.common_memory, 0.15),
    fitted("rises of 30 %", "1/a", 100, m.large_days(0, 1.3), 3),
    fitted("falls of 23 %", "1/a", 100, m.large_days(0.77, 1e9), 2),
    fitted("sum of prices, day 21", "TAO/alpha", 21, m.last_sum, 0.2),
    fitted("sum of prices, day 100", "TAO/alpha", 100, m.last_sum, 0.15),
    fitted("top ten, day 21", "1", 21, m.last_top_share, 0.06),
    fitted("top ten, day 100", "1", 100, m.last_top_share, 0.06),
)
