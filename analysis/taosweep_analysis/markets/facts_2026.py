"""What is known of the markets of March to October 2026: four recorded states (22 Mar, 11 Apr,
14 Jun and 7 Aug 2026; subnets whose pools hold 100 TAO or more in both of two states) and a brief
of 8 Oct 2026 on daily returns and on pools, which beside day 138 is 62 days late. The bands were
set before any simulation was held against them, but for pools, small less large and momentum: of
these an earlier look had found pools and small less large near, and their bands are factors and
widths about the record. Three moments of growth over the first 20 days set
configs/markets_2026.ini; levels rest in part on all four states, from which networks are drawn.
"""

from . import moments as m
from . import sizes
from .facts import IN_PART, YES, Fact

SPREAD = "spread over subnets, logarithm"


def pools(name, sentence, moment, low, high):
    """Of 8 Oct, day 200, held against day 138; drawn networks have the median and the deciles of
    the four states."""
    return Fact(name, sentence, "TAO", 0, 138, moment, (low, high), fitted=IN_PART, of=("pool",))


LATER = (
    Fact("daily spread", "of log returns over subnets, mean of days", "1", 0, 138,
         m.cross_deviation, (0.04, 0.07)),
    Fact("growth in 54 d", SPREAD, "1", 0, 54, m.growth_spread(54), (0.30, 0.60)),
    Fact("growth in 84 d", SPREAD, "1", 0, 84, m.growth_spread(84), (0.35, 0.70)),
    Fact("growth in 138 d", SPREAD, "1", 0, 138, m.growth_spread(138), (0.40, 0.80)),
    Fact("rank memory 54", "Spearman, 54 d apart", "1", 0, 54, m.last_rank_memory(54),
         (0.6, 0.85)),
    Fact("rank memory 138", "Spearman, 138 d apart", "1", 0, 138, m.last_rank_memory(138),
         (0.4, 0.75)),
    Fact("top ten", "of the sum of prices, last day", "1", 0, 138, m.last_top_share, (0.30, 0.45),
         fitted=IN_PART),
    Fact("sum of prices", "last day", "TAO/alpha", 0, 138, m.last_sum, (1.0, 1.6),
         fitted=IN_PART),
    Fact("rank-size slope", "ln price on ln rank, last day", "1", 0, 138, sizes.rank_size_slope,
         (0.7, 1.05), fitted=IN_PART),
    Fact("growth on size", "slope over 84 d, Gibrat", "1", 0, 84, sizes.growth_on_size(84),
         (-0.4, -0.1)),
    pools("pools, 10 %", "quantile, last day", sizes.pool_quantile(0.1), 660, 1480),
    pools("pools, 25 %", "quantile, last day", sizes.pool_quantile(0.25), 2050, 4600),
    pools("pools, 50 %", "quantile, last day", sizes.pool_quantile(0.5), 4500, 10100),
    pools("pools, 75 %", "quantile, last day", sizes.pool_quantile(0.75), 9350, 21000),
    pools("pools, 90 %", "quantile, last day", sizes.pool_quantile(0.9), 22400, 50500),
    pools("pools, largest", "last day", sizes.pool_quantile(1), 101000, 405000),
    pools("pools, sum", "last day", sizes.sum_of_pools, 1.6e6, 2.4e6),
    Fact("small less large", "fifths by all alpha at the price, return a day", "%/d", 0, 138,
         sizes.small_less_large, (-0.8, -0.2), of=("price", "cap")),
    Fact("momentum 7", "fifths by growth over 7 d, return a day", "%/d", 0, 138, sizes.momentum,
         (0.1, 0.8)),
)

FITTED = (
    Fact("growth in 20 d", SPREAD, "1", 0, 20, m.growth_spread(20), (0.15, 0.30), fitted=YES),
    Fact("quartiles of it", "as spread of a normal law", "1", 0, 20, m.growth_quartiles(20),
         fitted=YES),
    Fact("rank memory 20", "Spearman, 20 d apart", "1", 0, 20, m.last_rank_memory(20),
         (0.85, 0.97), fitted=YES),
)
