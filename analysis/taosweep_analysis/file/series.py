"""Quantities followed through time: pooled over a cell, or exact for each point."""

import dataclasses

import numpy

from ..problem import FileProblem
from . import values


@dataclasses.dataclass
class Series:
    """Quantiles over the economies of a cell through time."""

    time: numpy.ndarray  # (time,) [d] or [h]
    quantile: numpy.ndarray  # (quantile,) probabilities
    values: numpy.ndarray  # (time, quantile), in `units`
    n: numpy.ndarray  # (time,) economies in which it is defined
    units: str
    relative_error: float  # half the width of a bin of the counts that it was read from [1]

    def at(self, probability):
        """Values of one stored quantile, (time,). KeyError where the file does not store it."""
        found = numpy.flatnonzero(numpy.isclose(self.quantile, probability))
        if len(found) != 1:
            raise KeyError(f"the file stores no quantile {probability}")
        return self.values[:, found[0]]

    def place(self, day):
        """Index of the time nearest to day."""
        return int(numpy.abs(self.time - day).argmin())


def pooled(file, name, arm, cell):
    """One pooled series; FileProblem where the file has none of that name."""
    group = file["series_all"]
    if name not in group:
        raise FileProblem(
            f"{file.filename}: /series_all has no {name}; was it made by another version?"
        )
    data = values.member(group, name)
    return Series(
        values.read(values.member(group, values.axis_names(data)[2])),
        values.read(values.member(group, "quantile")),
        values.read(data, arm, cell),
        values.read(values.member(group, name + "_n"), arm, cell),
        values.attribute(data, "units"),
        values.attribute(data, "relative_error", float),
    )


def exact_medians(file, name, arm, points, day):
    """The median of each of these points on the nearest recorded day; None where the file has no
    /series of it."""
    group = file.get("series", {})
    if name not in group:
        return None
    data = group[name]
    quantile = values.read(values.member(group, "quantile"))
    middle = int(numpy.flatnonzero(numpy.isclose(quantile, 0.5))[0])
    times = values.read(values.member(group, values.axis_names(data)[2]))
    place = int(numpy.abs(times - day).argmin())
    rows = numpy.flatnonzero(numpy.isin(values.read(values.member(group, "point")), points))
    return values.read(data, arm, rows, place, middle)
