"""Which dates of the fast price average the record allows: nobody holds less than no alpha.

A price average that is slow for too long keeps on sending TAO to subnets whose price has fallen;
pools then hold more alpha than was ever issued.
"""

import numpy

from . import pools, unknowns
from .ranges import known
from .rebuilt import day_of
from .tables import aligned

TRIED_DAYS = (0, 10, 15, 20, 25, 30, 40, 60, numpy.inf)
HEADS = [
    ["fast from day", "cannot be", "first on day", "largest lack", "with any vote"],
    ["", "subnets", "", "of all alpha", "subnets"],
]


def cannot_be(lowest, rows, at_launch):
    """Subnets of the launch that hold less than no alpha in each of the variants `rows`."""
    return at_launch & (lowest.held[rows] < 0).all(axis=0)


def row_of(day, variants, lowest, at_launch):
    """Cells of the table for one date."""
    rows = numpy.flatnonzero(variants.fast_days == day)
    as_prices = rows[(variants.votes[rows] == variants.votes[0]).all(axis=1)]
    lacking = cannot_be(lowest, as_prices, at_launch)
    first, lack = "-", "-"
    if lacking.any():
        plain = as_prices[0]
        first = f"{lowest.first_day[plain][lacking].min():.1f}"
        lack = f"{(-lowest.held[plain] / lowest.issued[plain])[lacking].max():.2f}"
    named = "never" if numpy.isinf(day) else f"{day:g}"
    anyhow = cannot_be(lowest, rows, at_launch).sum()
    return [named, str(lacking.sum()), first, lack, str(anyhow)]


def lines(record, root_tao):
    last = day_of(record.coarse.blocks[-1])
    days = [day for day in TRIED_DAYS if day < last or numpy.isinf(day)]
    votes = [record.votes]
    if record.votes is None:
        votes = unknowns.extreme_votes(record.early_prices(unknowns.FIRST_DAYS))
    parts = [unknowns.combined(votes, known(day)) for day in days]
    variants = unknowns.together(parts)
    grid = pools.grid_of(record.coarse, record.opened, [])
    _, lowest = pools.rebuild(grid, record.at_launch, variants, root_tao, [])
    rows = [row_of(day, variants, lowest, record.at_launch) for day in days]
    return [
        "",
        f"Of {record.at_launch.sum()} launch subnets, those that would hold less than no alpha, by "
        "the day on which the price average became a hundred times faster: with last root votes as "
        "the prices of the first day, and with any vote (all alike, or a tenth of what the price "
        "says)",
        *aligned(HEADS + rows),
    ]
