"""One number of an outcome in each arm and cell, with the intervals that stand in the file."""

import numpy

from . import values


def intervals_of(file, name):
    """(estimates, low ends, high ends), each (arm, cell): share of a flag, median of anything else,
    with the file's 95 % interval."""
    numbers, bounds = file["distributions_cells"], file["intervals"]
    if f"{name}_share_cells" in bounds:
        estimates = values.read(values.member(numbers, name + "_mean"))
        ends = values.read(bounds[f"{name}_share_cells"])
    elif f"{name}_median_cells" in bounds:
        estimates = values.read(bounds[f"{name}_median_cells"])
        ends = values.read(values.member(bounds, f"{name}_median_bounds_cells"))
    else:
        quantile = values.read(values.member(numbers, "quantile"))
        middle = int(numpy.flatnonzero(numpy.isclose(quantile, 0.5))[0])
        estimates = values.read(values.member(numbers, name + "_quantiles"))[..., middle]
        ends = values.read(values.member(bounds, f"{name}_quantiles_cells"))[..., middle, :]
    return estimates, ends[..., 0], ends[..., 1]
