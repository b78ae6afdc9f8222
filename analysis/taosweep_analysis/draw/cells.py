"""An outcome over the cells of a design: over one axis as lines, over two as a map, over more as
rows."""

import numpy

from ..file.cells import worded
from ..say.numbers import interval, number
from ..say.titles import title_of
from . import style
from .drawn import Drawn, hinted, labelled, names_below, plain, sheet, with_unit, wrapped

LONGEST_ROWS = 40
MOST_NAMED = 80  # cells of a map that have their number in them


def axes_of(sweep):
    """Axes of the design that are not drawn: {key: (value in each cell, ..)}."""
    design = sweep.group("design")
    listed = [key for key in sweep.results.varied if key not in sweep.results.sampled]
    _, first = numpy.unique(design["cell"].values, return_index=True)
    found = {key: design[key].values[first] for key in listed}
    return {key: values for key, values in found.items() if len(set(values.tolist())) > 1}


def of_cell(sweep, data, cell):
    """What lies along points, of one cell; of all where none is named."""
    if cell is None:
        return data
    return data.isel(point=sweep.group("design")["cell"].values == cell)


def together(sweep, outcome, kind, arm):
    """(cell, 2) ends that hold in all cells of an arm together; None where the file has none, or
    has too few economies for any."""
    stored = sweep.stored("intervals").get(f"{outcome}_{kind}_together_cells")
    return None if stored is None or numpy.isnan(stored[arm]).all() else stored[arm]


def estimates(sweep, outcome, arm):
    """As each_by_itself(), with the intervals that hold together where there are some."""
    value, low, high, n, kind = each_by_itself(sweep, outcome, arm)
    both = together(sweep, outcome, kind, arm)
    return (value, low, high, n, kind) if both is None else (value, *both.T, n, kind)


def words_on_intervals(sweep, outcome, kind, numbers):
    joint = [together(sweep, outcome, kind, arm) is not None for arm in numbers]
    if all(joint):
        return "the interval of 95 % that holds in all cells of an arm together"
    return "the file's interval of 95 %, each by itself" + (
        ", or, where there are enough economies, in all cells together" if any(joint) else
        " (too few economies for one that holds in all cells, or a file from before)"
        if len(sweep.cells) > 1 else ""
    )


def words_on_none(sweep, outcome, numbers):
    """In how many cells of the arms that are drawn there is no interval."""
    low = numpy.array([estimates(sweep, outcome, arm)[1] for arm in numbers])
    without = int(numpy.isnan(low).sum())
    if not without:
        return ""
    return f", of which {without} of {low.size} have none (too few independent economies)"


def each_by_itself(sweep, outcome, arm):
    """(cell,) estimate, low, high, n, what it is: share of a flag, median of anything else."""
    found, bounds = sweep.quantiles().variables, sweep.stored("intervals")
    place = int(numpy.flatnonzero(found["outcome"].values == outcome)[0])
    n = found["n"].values[place, arm]
    if f"{outcome}_share_cells" in bounds:
        names, kind = ("mean", "mean_low", "mean_high"), "share"
    elif f"{outcome}_median_cells" in bounds:
        names, kind = ("median", "median_low", "median_high"), "median"
    else:
        middle = int(numpy.abs(found["quantile"].values - 0.5).argmin())
        three = (found[name].values[place, arm, :, middle] for name in ("value", "low", "high"))
        return *three, n, "median"
    return *(found[name].values[place, arm] for name in names), n, kind


def of_outcome(sweep, outcome, arms=None):
    axes = axes_of(sweep)
    numbers = list(range(len(sweep.arms)) if arms is None else arms)
    product = len(sweep.cells) == numpy.prod([len(set(v.tolist())) for v in axes.values()])
    if len(axes) == 1:
        drawn, kind = lines(sweep, outcome, numbers, *next(iter(axes.items())))
    elif len(axes) == 2 and product:
        drawn, kind = a_map(sweep, outcome, numbers[-1], axes)
        numbers = numbers[-1:]
    else:
        drawn, kind = rows(sweep, outcome, numbers[-1])
        numbers = numbers[-1:]
    meaning = sweep.group("outcomes")[outcome].attrs["long_name"]
    named = "; ".join(sweep.arms[k] for k in numbers)
    return Drawn(
        f"map-{outcome}",
        drawn,
        title_of(outcome, meaning),
        f"{meaning} ({outcome}): {kind} in each cell with "
        f"{words_on_intervals(sweep, outcome, kind, numbers)}"
        f"{words_on_none(sweep, outcome, numbers)}; arm: {named}.",
        in_words(sweep, outcome, numbers[-1], kind),
    )


def in_words(sweep, outcome, arm, kind):
    value, low, high, _, _ = estimates(sweep, outcome, arm)
    return f"{kind} of {outcome}: " + "; ".join(
        f"{cell}: {number(a)} ({interval(b, c)})"
        for cell, a, b, c in zip(sweep.cells[:LONGEST_ROWS], value, low, high)
    )


def hints(sweep, outcome, arm):
    """Of each cell its name and its numbers."""
    value, low, high, n, kind = estimates(sweep, outcome, arm)
    return [
        f"{cell}: {kind} {number(value[k])} ({interval(low[k], high[k])}), n = {n[k]}"
        for k, cell in enumerate(sweep.cells)
    ]


def unit_of(sweep, name):
    return sweep.group("outcomes")[name].attrs["units"]


def lines(sweep, outcome, numbers, key, values):
    figure, (axes,) = sheet(3.1)
    order = numpy.argsort(values) if values.dtype.kind != "O" else numpy.arange(len(values))
    place = values[order] if values.dtype.kind != "O" else numpy.arange(len(values))
    for arm in numbers:
        value, low, high, n, kind = (x[order] if not isinstance(x, str) else x
                                     for x in estimates(sweep, outcome, arm))
        colour, dash, marker = style.of_number(arm)
        ends = numpy.nan_to_num([value - low, high - value]).clip(0)
        counts = f"{n.min()}" if n.min() == n.max() else f"{n.min()} to {n.max()}"
        label = f"{sweep.arms[arm]} (n = {counts} a cell)"
        axes.errorbar(place, value, ends, color=colour, linestyle=dash, marker=marker,
                      markersize=5, capsize=2.5, linewidth=1.4, label=plain(label))
        told = hints(sweep, outcome, arm)
        for at, height, cell in zip(place, value, order):  # nothing to see, but to point at
            (point,) = axes.plot(at, height, "o", markersize=9, alpha=0)
            hinted(point, f"{sweep.arms[arm]}, {told[cell]}")
    if values.dtype.kind == "O":
        axes.set_xticks(place, [plain(value, 20) for value in values[order]])
    labelled(axes, with_unit(key, sweep.group("design")[key].attrs["units"]),
             with_unit(f"{kind} of {outcome}", unit_of(sweep, outcome)))
    if len(numbers) > 1:
        names_below(axes)
    return figure, kind


def a_map(sweep, outcome, arm, axes):
    (across, x), (down, y) = axes.items()
    columns, lines_ = ordered(x), ordered(y)
    value, _, _, n, kind = estimates(sweep, outcome, arm)
    field = numpy.full((len(lines_), len(columns)), numpy.nan)
    for a, b, v in zip(x, y, value):
        field[lines_.index(b), columns.index(a)] = v
    figure, (panel,) = sheet(max(2.4, 1.2 + 0.34 * len(lines_)))
    mesh = panel.imshow(field, aspect="auto", origin="lower", cmap="cividis")
    if field.size <= MOST_NAMED:
        for (i, j), v in numpy.ndenumerate(field):
            panel.text(j, i, number(v), ha="center", va="center", fontsize=style.LETTER,
                       color=style.ink_on(mesh.to_rgba(v)) if numpy.isfinite(v) else "black")
    for row in zip(x, y, hints(sweep, outcome, arm)):
        corner = columns.index(row[0]) - 0.5, lines_.index(row[1]) - 0.5
        cell = style.pyplot.Rectangle(corner, 1, 1, alpha=0, linewidth=0)
        panel.add_patch(hinted(cell, row[2]))
    panel.grid(visible=False)
    panel.set_xticks(range(len(columns)), [plain(worded(v), 12) for v in columns])
    panel.set_yticks(range(len(lines_)), [plain(worded(v), 14) for v in lines_])
    panel.tick_params(labelsize=style.LETTER)
    design = sweep.group("design")
    labelled(panel, with_unit(across, design[across].attrs["units"]),
             with_unit(down, design[down].attrs["units"]))
    unit = with_unit(f"{kind} of {outcome}", unit_of(sweep, outcome))
    bar = figure.colorbar(mesh, ax=panel)
    bar.set_label(f"{unit}, n = {n.min()} to {n.max()}", fontsize=style.LETTER)
    return figure, kind


def ordered(values):
    found = list(dict.fromkeys(values.tolist()))
    return found if values.dtype.kind == "O" else sorted(found)


def rows(sweep, outcome, arm):
    value, low, high, n, kind = estimates(sweep, outcome, arm)
    some, told = range(min(len(sweep.cells), LONGEST_ROWS)), hints(sweep, outcome, arm)
    figure, (axes,) = sheet(0.95 + 0.34 * len(some))
    for k in some:
        drawn = axes.plot([low[k], high[k]], [k, k], color=style.BLUE, linewidth=2)
        drawn += axes.plot(value[k], k, "o", color=style.BLUE)
        for artist in drawn:
            hinted(artist, told[k])
    names = [wrapped(f"{sweep.cells[k]} (n = {n[k]})", 34) for k in some]
    axes.set_yticks(some, names, fontsize=style.LETTER)
    axes.set_ylim(len(some) - 0.5, -0.5)
    labelled(axes, with_unit(f"{kind} of {outcome}", unit_of(sweep, outcome)), "")
    return figure, kind
