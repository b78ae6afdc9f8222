"""A series through time: medians of arms, the band that holds 90 % of the economies, and the one
that holds the median at all times together."""

import numpy

from ..say.numbers import count, number
from ..say.titles import title_of
from . import style
from .drawn import Drawn, labelled, logarithmic, names_below, place_of, plain, sheet, with_unit
from .drawn import words_on_others

ARMS_WITH_BANDS = 3
ARMS_BY_NAME = 5  # more of them are told apart by a legend


def at(values, quantiles, probability):
    return values[..., int(numpy.abs(quantiles - probability).argmin())]


def time_of(series, name):
    """-> (times of a series, their unit)"""
    axis = series[next(axis for axis in series[name].dims if axis in ("day", "since_action"))]
    return axis.values, axis.attrs.get("units", "d")


def together(sweep, name, arm, cell):
    """(time, 2) ends that hold the median at all times together; None where the file has none, or
    has too few economies for any."""
    stored = sweep.stored("intervals").get(f"{name}_median_together")
    return None if stored is None or numpy.isnan(stored[arm, cell]).all() else stored[arm, cell]


def of_series(sweep, name, cell=0, arms=None):
    series = sweep.series()
    data = series[name]
    n = series[f"{name}_n"].values[:, cell]
    chosen = [k for k in (range(len(sweep.arms)) if arms is None else arms) if (n[k] > 0).any()]
    figure, (axes,) = sheet(3.0)
    (times, time_unit), quantiles = time_of(series, name), series["quantile"].values
    ends = []
    for arm in chosen:
        some, values = n[arm] > 0, data.values[arm, cell]
        median = at(values, quantiles, 0.5)
        colour, dash, _ = style.of_number(arm)
        if len(chosen) <= ARMS_WITH_BANDS:
            low, high = at(values, quantiles, 0.05), at(values, quantiles, 0.95)
            axes.fill_between(times[some], low[some], high[some], color=colour, alpha=0.15, lw=0)
            both = together(sweep, name, arm, cell)
            if both is not None:
                axes.fill_between(times[some], *both[some].T, color=colour, alpha=0.35, lw=0)
        marker = "o" if some.sum() == 1 else ""
        axes.plot(times[some], median[some], dash, color=colour, label=plain(sweep.arms[arm]),
                  linewidth=1.6, marker=marker)
        ends.append((median[some][-1], sweep.arms[arm], colour))
    if spans(data.values[chosen, cell][n[chosen] > 0]):
        logarithmic(axes, "y")
    name_arms(axes, ends)
    labelled(axes, with_unit("time", time_unit), with_unit(name, data.attrs["units"]))
    meaning, place = data.attrs["long_name"], place_of(sweep.cells[cell], len(sweep.cells))
    numbers = f"n up to {count(int(n[chosen].max()) if chosen else 0, 'economy')} an arm"
    bands = words_on_bands(chosen, [together(sweep, name, arm, cell) for arm in chosen])
    if not (n[chosen] > 1).any():
        bands, numbers = ", of which there is one in each arm, so that there are no bands", "n = 1"
    return Drawn(
        f"fan-{name}-{cell}",
        figure,
        title_of(name, meaning),
        f"{meaning} ({name}): median over economies{bands}; {place}; {numbers}."
        + words_on_bins(data)
        + words_on_others(sweep, range(len(sweep.arms)) if arms is None else arms)
        + words_on_ends(data, data.values[chosen, cell]),
        f"{meaning}, at the end: "
        + "; ".join(f"{arm} {number(value)} {data.attrs['units']}" for value, arm, _ in ends),
    )


def words_on_bands(chosen, medians):
    if len(chosen) <= ARMS_WITH_BANDS:
        words = ", the light band from the 5 to the 95 % quantile of economies"
        if any(both is not None for both in medians):
            return words + ", the dark one where the median lies at all times together (95 %)"
        return words
    return f"; {count(len(chosen), 'arm')}, bands left out"


def words_on_bins(data):
    """How exact quantiles are that were read from counts."""
    within = data.attrs.get("relative_error")
    if within is None:
        return ""
    return f" Quantiles are those of bins, within {number(100 * float(within))} %."


def words_on_ends(data, values):
    """That the last value of the scale stands for all beyond it, where one is shown."""
    high = data.attrs.get("high")
    if high is None or not (values >= numpy.float32(high)).any():
        return ""
    return f" At {number(high)} stands whatever is more."


def spans(values):
    """Whether values lie so far apart that a linear axis would hide the small ones."""
    there = values[numpy.isfinite(values)]
    return there.size > 0 and there.min() > 0 and there.max() > 50 * there.min()


def name_arms(axes, ends):
    """Names at the ends of the lines where few, apart from each other; else a legend below."""
    if len(ends) < 2:
        return
    if len(ends) > ARMS_BY_NAME or max(len(arm) for _, arm, _ in ends) > 18:
        names_below(axes, 1 if max(len(arm) for _, arm, _ in ends) > 26 else 2)
        return
    names_at_ends(axes, ends)


def names_at_ends(axes, ends):
    """ends: [(value, name, colour)] of lines that reach the right edge."""
    axes.autoscale_view()
    to_panel = axes.transData + axes.transAxes.inverted()
    heights = numpy.array([to_panel.transform((0, value))[1] for value, _, _ in ends])
    for k, height in zip(numpy.argsort(heights), apart(numpy.sort(heights))):
        _, name, colour = ends[k]
        axes.text(1.02, height, plain(name), color=style.ink(colour), transform=axes.transAxes,
                  va="center", fontsize=style.LETTER)


def apart(heights, step=0.085):
    """Sorted heights moved so that no two are nearer than a step, within 0 and 1."""
    moved = list(heights)
    for k in range(1, len(moved)):
        moved[k] = max(moved[k], moved[k - 1] + step)
    top = 1.0
    for k in reversed(range(len(moved))):
        moved[k] = min(moved[k], top)
        top = moved[k] - step
    return moved
