"""Estimates that the program computed and the file holds; the analysis computes none again."""

from ..file.outcome_intervals import intervals_of
from . import intervals

NONE = "the file has none"


def of_outcome(results, name, arm, cell=0):
    """Share of a flag, median of anything else, over the economies of one arm and cell."""
    with results.open() as file:
        value, low, high = (float(part[arm, cell]) for part in intervals_of(file, name))
    every = results.economies
    there = (every.arm == arm) & (every.cell == cell) & every[name].notna()
    n, draws = int(there.sum()), every["sample"][there].nunique()
    why = "" if low == low and high == high else NONE
    if why and draws < intervals.FEWEST:
        return intervals.unbounded(value, n, draws)
    return intervals.Estimate(value, low, high, n, draws, why)
