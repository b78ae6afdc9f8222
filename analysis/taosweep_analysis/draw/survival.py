"""Times that may be cut off by the horizon: which part of the economies has not yet got there."""

import numpy

from ..say.numbers import number, whole_percent
from ..say.titles import title_of
from . import style
from .cells import of_cell
from .drawn import Drawn, labelled, logarithmic, names_below, plain, sheet, with_unit
from .drawn import words_on_cells, words_on_others


def kaplan_meier(times, seen):
    """(times, share that is left just after them) (E. L. Kaplan and P. Meier 1958).

    S(t) = product over t_i <= t of 1 - d_i / n_i, with d_i ends seen at t_i of n_i that are left
    then; S(0) = 1."""
    order = numpy.unique(times[seen])
    left = numpy.array([(times >= t).sum() for t in order], float)
    ended = numpy.array([((times == t) & seen).sum() for t in order], float)
    shares = numpy.cumprod(1 - ended / left) if len(order) else numpy.array([])
    return numpy.concatenate([[0], order]), numpy.concatenate([[1], shares])


def times_of(sweep):
    """Names of times that may be cut off and that some economy has."""
    found = sweep.outcomes
    return [
        name
        for name in sweep.results.outcomes
        if f"{name}_observed" in found and found[name].notnull().any()
    ]


def of_outcome(sweep, name, arms=None, cell=None):
    """Of one cell, or of all of them together."""
    found = {key: of_cell(sweep, sweep.outcomes[key], cell) for key in (name, f"{name}_observed")}
    figure, (axes,) = sheet(3.1)
    unit, meaning = found[name].attrs["units"], found[name].attrs["long_name"]
    numbers = list(range(len(sweep.arms)) if arms is None else arms)
    logs = found[name].attrs.get("scale") == "log"
    start, said = first_time(found[name].values[numbers], logs), []
    for arm in numbers:
        times = found[name].values[arm].ravel()
        seen = found[f"{name}_observed"].values[arm].ravel() == 1
        there = numpy.isfinite(times)
        if there.any():
            shown = times[there], seen[there], start, unit
            said.append(draw_arm(axes, sweep.arms[arm], arm, *shown))
    if logs:
        logarithmic(axes, "x")
    axes.set_ylim(-0.02, 1.02)
    names_below(axes)
    labelled(axes, with_unit(name, unit), "share that is not there yet [1]")
    return Drawn(
        f"survival-{name}",
        figure,
        title_of(name, meaning),
        f"{meaning} ({name}): Kaplan-Meier curves over all economies in which it is defined, "
        "crosses where economies ended before it was seen."
        + words_on_others(sweep, numbers)
        + words_on_cells(sweep.cells, cell)
        + ("" if cell is not None else words_on_ends(sweep, name, numbers)),
        "; ".join(said),
    )


def ends_of_cells(times, seen, cells):
    """(the first time at which a cell is cut off as a whole, the last time of any) of one arm;
    the two are equal where no cell ends before another."""
    last = {cell: times[cells == cell].max(initial=0) for cell in set(cells)}
    cut = [
        end for cell, end in last.items() if ((cells == cell) & (times == end) & ~seen).any()
    ]
    longest = max(last.values(), default=0)
    return min(cut, default=longest), longest


def words_on_ends(sweep, name, numbers):
    """That cells are cut off at times of their own: Kaplan and Meier's estimate assumes that who is
    cut off is like who goes on, and here he is of another cell."""
    if len(sweep.cells) == 1:
        return ""
    found, ends = sweep.outcomes, []
    of_points = sweep.group("design")["cell"].values[:, None]
    for arm in numbers:
        times = found[name].values[arm]
        there, cells = numpy.isfinite(times), numpy.broadcast_to(of_points, times.shape)
        seen = found[f"{name}_observed"].values[arm] == 1
        ends.append(ends_of_cells(times[there], seen[there], cells[there]))
    apart = [(first, last) for first, last in ends if first < last * (1 - 1e-9)]
    if not apart:
        return ""
    first, last = min(first for first, _ in apart), max(last for _, last in apart)
    unit = found[name].attrs["units"]
    return (
        f" Cells end at different times, and the curve pools them: after {moment(first, unit)}, "
        f"where the first cell ends, up to {moment(last, unit)} it follows the others alone, and "
        "is biased where these differ; figure FILE survival --cell N draws one."
    )


def first_time(times, logs):
    """Where the curves of all arms begin: a logarithmic axis has no 0."""
    return 0.8 * min(times[times > 0], default=1) if logs else 0.0


def draw_arm(axes, name, arm, times, seen, start, unit):
    colour, dash, _ = style.of_number(arm)
    place, share = kaplan_meier(times, seen)
    place = numpy.maximum(start, numpy.concatenate([place, [times.max()]]))
    share = numpy.concatenate([share, share[-1:]])
    label = (
        f"{name} (n = {len(times)}, seen in {int(seen.sum())}): {whole_percent(share[-1])} had not "
        f"got there by {moment(times.max(), unit)}"
    )
    axes.step(place, share, where="post", color=colour, linestyle=dash, label=plain(label))
    cut = numpy.unique(times[~seen])
    heights = [share[numpy.searchsorted(place, t, "right") - 1] for t in cut]
    axes.plot(cut, heights, "x", color=colour, markersize=5)
    return f"{label}; {median_in_words(times, seen)}"


def moment(time, unit):
    """'day 30', 'hour 48'"""
    words = {"d": "day", "h": "hour"}
    return f"{words[unit]} {number(time)}" if unit in words else f"{number(time)} {unit}"


def median_in_words(times, seen):
    if not seen.any():
        return "none did"
    place, share = kaplan_meier(times, seen)
    under = place[share <= 0.5]
    return f"half of them by {number(under[0])}" if len(under) else "less than half of them did"
