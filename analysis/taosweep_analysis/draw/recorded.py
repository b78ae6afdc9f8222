"""A series beside what was recorded: the band of the economies, recorded points over it, and how
far the two are apart."""

import numpy

from ..estimate.misfit import of_logarithms
from ..say.numbers import count, number
from ..say.titles import title_of
from . import style
from .drawn import Drawn, labelled, logarithmic, place_of, sheet, with_unit
from .fan import at, names_at_ends, spans, time_of, words_on_bins


def beside(points, times):
    """(places in times, recorded time and value there): of each time the nearest sample within half
    a step, so that a fine record is as coarse as the series and a coarse one stays as it is."""
    recorded = numpy.array([time for time, _ in points])
    places, found = [], []
    for place, time in enumerate(times):
        nearest = int(numpy.abs(recorded - time).argmin())
        gaps = numpy.abs(times - time)
        step = gaps[gaps > 0].min() if (gaps > 0).any() else numpy.inf
        if -step / 2 <= recorded[nearest] - time < step / 2:
            places.append(place)
            found.append(points[nearest])
    return numpy.array(places, int), numpy.array(found, float).reshape(-1, 2)


def misfit(values, low, median, high):
    """(samples inside the band, rms distance of logarithms from the median; NaN where something is
    not above 0)"""
    inside = int(((values >= low) & (values <= high)).sum())
    if not ((values > 0) & (median > 0)).all():
        return inside, numpy.nan
    return inside, float(of_logarithms(values, median))


def widened(low, high, within):
    """A band with the bins of its ends: a quantile read from counts stands for the geometric middle
    m of a bin from m/(1 + within) to m (1 + within)."""
    return low / (1 + within), high * (1 + within)


def of_series(sweep, name, record, cell, arm):
    """None where no recorded point lies within the times of the series."""
    series = sweep.series()
    data, n = series[name], series[f"{name}_n"].values[arm, cell]
    values, quantiles = data.values[arm, cell][n > 0], series["quantile"].values
    times, time_unit = time_of(series, name)
    times = times[n > 0]
    places, found = beside(record.points, times) if len(times) else ((), ())
    if not len(places):
        return None
    low, median, high = (at(values, quantiles, q) for q in (0.05, 0.5, 0.95))
    low, high = widened(low, high, float(data.attrs.get("relative_error", 0)))
    figure, (axes,) = sheet(3.3)
    axes.fill_between(times, low, high, color=style.BLUE, alpha=0.18, linewidth=0)
    axes.plot(times, median, color=style.BLUE, linewidth=1.6)
    axes.plot(found[:, 0], found[:, 1], "o", color=style.BLACK, markersize=3.5)
    if spans(numpy.concatenate([low, high, found[:, 1]])):
        logarithmic(axes, "y")
    names_at_ends(axes, [(median[-1], "simulated", style.BLUE),
                         (found[-1, 1], "recorded", style.BLACK)])
    units = data.attrs["units"]
    labelled(axes, with_unit("time", time_unit), with_unit(name, units))
    inside, apart = misfit(found[:, 1], low[places], median[places], high[places])
    off = "" if numpy.isnan(apart) else f", off by x{number(numpy.exp(apart))}"
    meaning, many = data.attrs["long_name"], len(places)
    tally = f"{inside} of {count(many, 'recorded point')} in the band{off}"
    return Drawn(
        f"record-{name}-{cell}",
        figure,
        f"{title_of(name, meaning)}: {tally}",
        f"{meaning} ({name}): the band holds 90 % of {count(int(n.max()), 'economy')}, the line is "
        f"their median; arm {sweep.arms[arm]}, "
        f"{place_of(sweep.cells[cell], len(sweep.cells))}. Points: "
        f"{words_on_record(record, units)}; {many} drawn, the sample nearest to each time of the "
        "series. Off: the rms distance of logarithms from the median. One event can be compatible "
        f"with a model; it cannot confirm one.{words_on_bins(data)} The band is as much wider.",
        f"{tally}.",
    )


def words_on_record(record, units):
    """'own.csv, 12 rows in TAO/alpha over d, 1 left out without a number'"""
    words = f"{record.source}, {count(record.rows, 'row')} in {units} over {record.time_unit}"
    return f"{words}, {record.left_out or 'none'} left out without a number"
