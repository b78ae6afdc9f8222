"""One number of an outcome in one arm and cell, with the interval that stands in the file."""

import numpy

from . import values


def interval_of(file, name, arm, cell):
    """(estimate, low, high): share of a flag, median of anything else, with the file's 95 %
    interval."""
    numbers, bounds = file["distributions_cells"], file["intervals"]
    if f"{name}_share_cells" in bounds:
        share = values.read(values.member(numbers, name + "_mean"), arm, cell)
        return share, *values.read(bounds[f"{name}_share_cells"], arm, cell)
    if f"{name}_median_cells" in bounds:
        median = values.read(bounds[f"{name}_median_cells"], arm, cell)
        return (
            median,
            *values.read(values.member(bounds, f"{name}_median_bounds_cells"), arm, cell),
        )
    quantile = values.read(values.member(numbers, "quantile"))
    middle = int(numpy.flatnonzero(numpy.isclose(quantile, 0.5))[0])
    median = values.read(values.member(numbers, name + "_quantiles"), arm, cell, middle)
    return median, *values.read(values.member(bounds, f"{name}_quantiles_cells"), arm, cell, middle)
