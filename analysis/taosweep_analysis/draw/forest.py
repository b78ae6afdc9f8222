"""Paired differences of arms with their intervals: one outcome for each figure, a row an arm; and
what was registered, a panel for each statement."""

import numpy

from ..say.numbers import count, interval, with_unit
from ..say.titles import title_of
from . import style
from .drawn import Drawn, hinted, labelled, sheet, words_on_cells, wrapped
from .drawn import with_unit as axis_label
from .layout import LINE
from .style import LETTER

ROW, EDGES = 0.42, 0.72  # [inch]
NAME = 58  # letters of a name in a line
COLOURS = {"confirmed": style.GREEN, "falsified": style.RED, "inconclusive": "0.35"}


def of_outcome(sweep, rows, outcome):
    """rows: differences of one outcome, one for each arm."""
    meaning = sweep.group("outcomes")[outcome].attrs.get("long_name", "")
    rows = [row for row in rows if numpy.isfinite(row.shown[0])]
    names = [wrapped(f"{row.arm} (n = {row.pairs})", NAME) for row in rows]
    lines = sum(name.count("\n") for name in names)
    figure, (axes,) = sheet(EDGES + ROW * max(2, len(rows)) + LINE * lines)
    place = 0.0  # downwards, in rows
    for row, name in zip(rows, names):
        place += 1 + name.count("\n") * LINE / ROW
        draw_row(axes, place, row, style.BLUE)
        axes.text(0, place - 0.22, name, fontsize=LETTER, transform=axes.get_yaxis_transform())
    axes.axvline(0, color="0.45", linewidth=0.9, zorder=0)
    axes.set_ylim(place + 0.5, 0.1)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y", visible=False)
    base = rows[0].baseline if rows else sweep.arms[0]
    labelled(axes, axis_label("arm less baseline", unit_of(rows)), "")
    axes.set_yticks([])
    return Drawn(
        f"forest-{outcome}",
        figure,
        title_of(outcome, meaning),
        f"{meaning} ({outcome}): mean paired difference from '{base}' with its interval of 95 %; n "
        f"pairs of the same point and shocks.{words_on_cells(sweep.cells)}{words_on_medians(rows)}",
        "; ".join(
            f"{row.arm} less {row.baseline}: {in_words(row)}" for row in rows
        ),
    )


def unit_of(rows):
    return rows[0].unit if rows else "1"


def draw_row(axes, place, row, colour):
    value, low, high, kind = row.shown
    hint = f"{row.arm} less {row.baseline}: {in_words(row)}"
    if numpy.isfinite(low) and numpy.isfinite(high):
        (bar,) = axes.plot([low, high], [place, place], color=colour, linewidth=2,
                           solid_capstyle="butt")
        hinted(bar, hint)
    filled = colour if kind == "mean" else "white"
    (point,) = axes.plot(value, place, "o", color=colour, markersize=6, markerfacecolor=filled)
    hinted(point, hint)


def in_words(row):
    """'-0.3 TAO (-0.5 to -0.1), 24 pairs'"""
    value, low, high, kind = row.shown
    of = "" if kind == "mean" else "median "
    if not (numpy.isfinite(low) and numpy.isfinite(high)):
        return f"{of}{with_unit(value, row.unit)} (no interval: {row.why or row.method}), " + count(
            row.pairs, "pair"
        )
    return f"{of}{with_unit(value, row.unit)} ({interval(low, high)}), {count(row.pairs, 'pair')}"


def words_on_medians(rows):
    if any(row.shown[3] == "median" for row in rows):
        return " Hollow: the median difference, where the mean has no interval."
    if any(not numpy.isfinite(row.shown[1]) for row in rows):
        return " Without a bar: no interval, for the reason in the table."
    return ""


def words_on_deciding(verdicts):
    """Why a bar inside the grey may decide nothing: statements are on means."""
    bare = [v for v in verdicts if v.found.shown[3] == "median"]
    names = ", ".join(f"\u2018{v.name}\u2019 ({v.found.why or v.found.method})" for v in bare)
    return f" What was registered is on means, so that it decides nothing: {names}." if bare else ""


def of_verdicts(sweep, verdicts):
    """Each registered statement on its own scale: what it says, its margin, what was found."""
    stored = sweep.group("outcomes")
    meanings = {name: stored[name].attrs.get("long_name", "") for name in sweep.results.outcomes}
    figure, panels = sheet(0.35 + 0.98 * len(verdicts), rows=len(verdicts))
    for axes, verdict in zip(panels, verdicts):
        draw_verdict(axes, verdict, meanings.get(verdict.found.outcome, ""))
    return Drawn(
        "verdicts",
        figure,
        "What was registered before the run",
        "Each statement on its own scale: point and bar are the paired difference and its interval "
        "at the level that decides, grey is where the statement holds, the line is no difference."
        + words_on_cells(sweep.cells)
        + words_on_medians([v.found for v in verdicts])
        + words_on_deciding(verdicts),
        "; ".join(f"{v.name}, {v.word}: {in_words(v.found)}" for v in verdicts),
    )


def draw_verdict(axes, verdict, meaning):
    colour = COLOURS.get(verdict.word, "0.35")
    holds = region(verdict.expected)
    value, low, high, _ = verdict.found.shown
    shown = [x for x in (value, low, high, 0, *holds) if numpy.isfinite(x)]
    width = (max(shown) - min(shown)) or 1
    axes.set_xlim(min(shown) - 0.15 * width, max(shown) + 0.15 * width)
    left, right = axes.get_xlim()
    axes.axvspan(max(left, holds[0]), min(right, holds[1]), color="0.9", linewidth=0)
    axes.axvline(0, color="0.45", linewidth=0.9)
    if numpy.isfinite(value):
        draw_row(axes, 0, verdict.found, colour)
    axes.set_yticks([])
    axes.set_ylim(-1, 1)
    axes.spines["left"].set_visible(False)
    title = f"{verdict.name}: {verdict.word} (n = {verdict.found.pairs})"
    axes.set_title(wrapped(title, NAME), loc="left", fontsize=LETTER, color=style.ink(colour))
    words = title_of(verdict.found.outcome, meaning)
    axes.set_xlabel(axis_label(words, verdict.found.unit), fontsize=LETTER)
    axes.tick_params(labelsize=LETTER)


def region(expected):
    """Where a statement holds, from its words: '...: a - b > 0.1', '< 0.1', 'within 0.1'."""
    words = expected.split()
    margin = float(words[-1])
    if words[-2] == ">":
        return margin, numpy.inf
    return (-numpy.inf, margin) if words[-2] == "<" else (-margin, margin)
