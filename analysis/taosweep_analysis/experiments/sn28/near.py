"""How near the price paths of economies are to the record before the action."""

import math

import numpy
import pandas

from ...estimate import intervals
from ...estimate.misfit import of_logarithms
from . import record, sweep

NEAR, DAYS = 3, range(1, 12)  # a path within x3 of the record (rms) on these days is near it
PART = 10  # where fewer are near, the nearest tenth is looked at, FEWEST at least


def distances(results, points):
    """Rms distance of ln price from the record over days 1 to 11 of each kept path, consensus
    alone, indexed by point and replicate; NaN where a path has no price on one of these days."""
    prices = results.price_paths(sweep.ALONE)
    days = [day for day in DAYS if day in prices.columns]
    if not days:
        return pandas.Series(numpy.nan, prices.index)
    path = numpy.array([record.at(points, day) for day in days])
    return pandas.Series(of_logarithms(prices[days], path, axis=1), prices.index)


def flags(apart):
    """1 where a path is near the record, NaN where that is undefined."""
    return (apart <= numpy.log(NEAR)).astype(float).where(apart.notna())


def share(results, points):
    """Share of economies that are near the record."""
    near = flags(distances(results, points))
    return intervals.share(near, near.index.get_level_values("point"))


def nearest(apart):
    """Distances of those that are near, or of the nearest tenth where that is more."""
    apart = apart.dropna().sort_values(kind="stable")
    at_least = max(intervals.FEWEST, math.ceil(len(apart) / PART))
    return apart.iloc[: max(at_least, int(flags(apart).sum()))]
