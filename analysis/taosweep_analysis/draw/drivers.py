"""Which drawn parameters tell an outcome: a bar for each with its interval, the strongest first."""

import numpy

from ..estimate.drivers import SHARES
from ..say.numbers import count, interval, number, percent
from . import style
from .drawn import Drawn, labelled, place_of, plain, sheet, wrapped

MOST = 12  # bars of a figure
ROW, EDGES = 0.34, 1.15  # [inch]
IDLE = "0.65"
WORDS = {
    "first": "part of the variance that it tells alone",
    "total": "part of the variance that it tells alone and together with others",
    "mu_star": "mean size of the effect of its whole distribution",
    "coefficient": "standardised coefficient of ranks",
}


def of_outcome(sweep, found, outcome):
    """found: of estimate.drivers, which has drivers of this outcome."""
    told = found.of(outcome)
    stored = sweep.group("outcomes")[outcome].attrs
    rows = sorted(told.drivers, key=lambda one: -abs(one.measures[found.strongest][0]))
    rows = rows[:MOST]
    names = bars_of(found)
    figure, (axes,) = sheet(EDGES + ROW * max(3, len(rows)))
    for place, row in enumerate(rows):
        draw_row(axes, place, row, names)
    axes.axvline(0, color="0.45", linewidth=0.9)
    axes.set_yticks(range(len(rows)), [label_of(row) for row in rows], fontsize=style.LETTER)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.grid(axis="y", visible=False)
    unit = f" [{stored['units']}]" if found.strongest == "mu_star" else " [1]"
    labelled(axes, wrapped(f"{outcome}: {' and '.join(names)}{unit}", 44), "")
    if len(names) > 1:
        handles = [style.pyplot.Rectangle((0, 0), 1, 1, color=colour_of(name)) for name in names]
        axes.legend(handles, names, loc="lower right", frameon=False)
    return Drawn(
        f"drivers-{outcome}",
        figure,
        f"What drives {outcome}",
        caption_of(found, told, stored.get("long_name", ""), names, rows, len(sweep.cells)),
        "; ".join(in_words(row, names) for row in rows),
    )


def bars_of(found):
    """The measures that are drawn: both shares, else the strongest alone."""
    both = tuple(name for name in SHARES if name in found.measures)
    return both or (found.strongest,)


def colour_of(name):
    return style.SKY if name == "total" else style.BLUE


def draw_row(axes, place, row, names):
    """Bars beside each other in one row, each with its interval as a line."""
    height = 0.7 / len(names)
    for number_of, name in enumerate(names):
        value, low, high = row.measures[name]
        y = place + (number_of - (len(names) - 1) / 2) * height
        axes.barh(y, value, height * 0.9, color=IDLE if row.idle else colour_of(name))
        if numpy.isfinite(low) and numpy.isfinite(high):
            axes.plot([low, high], [y, y], color="black", linewidth=1.2, solid_capstyle="butt")


def label_of(row):
    return plain(row.key, 34) + ("\nchanges nothing by 5 %" if row.idle else "")


def caption_of(found, told, meaning, names, shown, cells=1):
    """shown: the rows that are drawn; cells: how many the file has."""
    words = [f"{meaning}." if meaning else ""]
    words += [f"{name}: {WORDS[name]}." for name in names]
    ends = [end for row in shown for name in names for end in row.measures[name][1:]]
    bounds = "Lines are intervals of 95 %; " if numpy.isfinite(ends).any() else ""
    words.append(
        f"{bounds}{count(told.units, one_of(found.units))}, arm '{found.arm}', "
        f"{place_of(found.cell, cells)}."
    )
    if told.noise == told.noise:
        words.append(f"Of the variance of single economies {percent(round(told.noise, 3))} is of "
                     "their shocks.")
    if told.why:
        words.append(f"Without lines: {told.why}.")
    if len(told.drivers) > len(shown):
        words.append(f"{count(len(told.drivers) - len(shown), 'weaker one')} not drawn.")
    idle = [row.key for row in told.drivers if row.idle]
    if idle:
        words.append(f"Shown to change nothing by 5 %: {', '.join(idle)}.")
    return " ".join(filter(None, words))


def one_of(units):
    """'point' of 'points', 'trajectory' of 'trajectories'"""
    return units[:-3] + "y" if units.endswith("ies") else units.removesuffix("s")


def in_words(row, names):
    """'panic.rate: first 0.3 (0.2 to 0.4), total 0.5 (0.4 to 0.6)'"""
    parts = [
        f"{name} {number(row.measures[name][0])} ({interval(*row.measures[name][1:])})"
        for name in names
    ]
    return f"{row.key}: {', '.join(parts)}"
