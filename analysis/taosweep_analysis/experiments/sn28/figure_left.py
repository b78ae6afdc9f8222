"""What is left of the subnet a month after the action: its rank by price among all subnets, acting
or not, beside the recorded one."""

import numpy

from ...draw import style
from ...draw.fan import names_at_ends
from ...estimate import intervals
from ...estimate.misfit import rms
from . import against, record, sweep
from .ranks import LAST_DAY, middle_of, ranks_of

AFTER = 30  # days after the action for the text
ARMS = ((sweep.IDLE, style.ORANGE), (sweep.ALONE, style.BLUE))


def draw(results):
    """-> (figure, lines of text)"""
    figure, axes = style.panel()
    action, ends, rows = record.days(record.ACTION), [], []
    lines = [
        "Rank by price, 1 the highest; bands of 50 and 90 % of the economies of the prior, lines "
        "their medians; the title's distance is the rms of the median with consensus alone."
    ]
    for answer, colour in ARMS:
        ranks, living = ranks_of(results, answer)
        if ranks is None:
            lines.append(f"{answer}: not drawn, the file keeps no paths of this arm")
            continue
        draw_fan(axes, ranks, colour, action)
        ends.append((middle_of(ranks).dropna().iloc[-1], answer, colour))
        rows = against.ranks_of(ranks) if answer == sweep.ALONE else rows
        lines.append(describe(results, ranks, living, answer))
    axes.plot(
        *zip(*((day - action, rank) for day, rank, _ in record.RANKS)),
        "o-",
        color=style.BLACK,
        markersize=4,
        linewidth=1,
    )
    axes.axvline(0, color=style.GREEN, linestyle="--", linewidth=1.2)
    ends.append((record.RANKS[-1][1], "recorded", style.BLACK))
    lines += [recorded(day, rank, of, rows) for day, rank, of in record.RANKS]
    apart = distance(rows)
    axes.set_xlim(-action, LAST_DAY - action)
    axes.set_ylim(84, 0)
    axes.text(0, 82, " the action", color=style.ink(style.GREEN), fontsize=8.5)
    names_at_ends(axes, ends)
    off = "" if apart is None else f": off the record by {apart:.0f} ranks"
    style.label(
        axes,
        f"What is left: rank by price{off}",
        "time since the action [d]",
        "rank by price, 1 is the highest [1]",
    )
    return figure, [caption(ranks), *lines[1:]]


def caption(ranks):
    """Of the economies of an arm that were kept; None where none was."""
    kept = 0 if ranks is None else len(ranks)
    of = f"bands of 50 and 90 % of the {kept} economies kept of each arm, lines their medians"
    if kept < 2:
        of = f"lines are the {'one' if kept else 'no'} economy kept of each arm, without bands"
    return (
        f"Rank by price, 1 the highest; {of}; the title's distance is the rms of the line with "
        "consensus alone."
    )


def recorded(day, rank, of, rows):
    """A recorded rank beside that of the economies, consensus alone, on the same side of the
    action."""
    row = next((row for row in rows if row.when == day), None)
    beside = "" if row is None else (
        f"; consensus alone {row.median:.0f}, 5 to 95 % {row.range}{row.mark}"
    )
    return f"recorded, day {day:g}: rank {rank} of {of} that have a price{beside}"


def distance(rows):
    """Rms distance of the median rank from the recorded one, at the recorded days."""
    return float(rms([row.median - row.recorded for row in rows])) if rows else None


def draw_fan(axes, ranks, colour, action):
    """Bands of 90 and 50 % of economies, and the median."""
    days = numpy.array(ranks.columns, float) - action
    for low, high, alpha in ((0.05, 0.95, 0.15), (0.25, 0.75, 0.25)):
        axes.fill_between(
            days, ranks.quantile(low), ranks.quantile(high), color=colour, alpha=alpha, linewidth=0
        )
    axes.plot(days, middle_of(ranks), color=colour, linewidth=1.8)


def describe(results, ranks, living, answer):
    """Rank a month after the action."""
    acts = results.rows(answer, *sweep.OWN).action_day.median()
    day = min(ranks.columns, key=lambda day: abs(day - acts - AFTER))
    of = numpy.median(living[:, list(ranks.columns).index(day)])
    middle = intervals.median(ranks[day])
    return (
        f"{answer}, day {day:g}, {day - acts:.0f} d after the action: rank "
        f"{intervals.number(middle, 0)} of {of:.0f}; 5 to 95 % over the prior "
        f"{ranks[day].quantile(0.05):.0f} to {ranks[day].quantile(0.95):.0f}"
    )
