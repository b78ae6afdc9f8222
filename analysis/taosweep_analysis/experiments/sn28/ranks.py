"""Ranks by price of the attacked subnet through time, of kept paths."""

import numpy

from . import sweep

LAST_DAY = 45  # [d]


def middle_of(ranks):
    """Median of each day: a rank that there is, as intervals.median and the file have it."""
    return ranks.quantile(0.5, interpolation="lower")


def ranks_of(results, answer):
    """Rank by price of each kept economy, a column a day, and how many subnets have a price; None
    where none is kept."""
    own = results.price_paths(answer)
    if not len(own):
        return None, None
    days = [day for day in own.columns if 1 <= day <= LAST_DAY]
    own, every = own[days], results.prices_of_all(answer, days)
    above = (every > own.to_numpy()[:, :, None]).sum(axis=2)
    return own * 0 + 1 + above, numpy.isfinite(every).sum(axis=2)


def ranks_at(results, prices):
    """{day: rank that a subnet of that price would have among all others, of each kept economy},
    consensus alone; {} where none is kept. prices: {day: [TAO/alpha]}."""
    own = results.price_paths(sweep.ALONE)
    days = [day for day in own.columns if day in prices]
    if not len(own) or not days:
        return {}
    every = results.prices_of_all(sweep.ALONE, days)
    others = every != own[days].to_numpy()[:, :, None]
    return {
        day: 1 + ((every[:, place, :] > prices[day]) & others[:, place, :]).sum(axis=1)
        for place, day in enumerate(days)
    }
