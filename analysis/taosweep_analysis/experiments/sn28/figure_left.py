"""What is left of the subnet a month after the action: its rank by price among all subnets, acting
or not, beside the recorded one."""

import numpy

from ...draw import style
from ...estimate import intervals
from . import record, sweep

LAST_DAY = 45  # [d]
AFTER = 30  # days after the action for the text
ARMS = ((sweep.IDLE, style.ORANGE), (sweep.ALONE, style.BLUE))


def draw(results):
    """-> (figure, lines of text)"""
    figure, axes = style.figure(1, height=6.4)
    axes = axes[0, 0]
    lines = ["Rank by price, 1 the highest; bands over economies of the prior."]
    for answer, colour in ARMS:
        ranks, living = ranks_of(results, answer)
        if ranks is None:
            lines.append(f"{answer}: not drawn, the file keeps no paths of this arm")
            continue
        draw_fan(axes, ranks, colour, answer)
        lines.append(describe(results, ranks, living, answer))
    axes.plot(
        *zip(*((day, rank) for day, rank, _ in record.RANKS)),
        "o-",
        color=style.BLACK,
        markersize=4,
        linewidth=1,
        label="recorded",
    )
    axes.axvline(
        record.days(record.ACTION), color=style.GREEN, linestyle="--", linewidth=1.2,
        label="the action",
    )
    lines += [
        f"recorded, day {day:g}: rank {rank} of {of} that have a price"
        for day, rank, of in record.RANKS
    ]
    axes.set_xlim(0, LAST_DAY)
    axes.set_ylim(84, 0)
    style.label(
        axes,
        "What is left: rank of subnet 28 by price",
        "time since launch [d]",
        "rank by price, 1 is the highest [1]",
    )
    style.legend_below(axes, 0.12)
    return figure, lines


def ranks_of(results, answer):
    """Rank by price of each kept economy, a column a day, and how many subnets have a price; None
    where none is kept."""
    own = results.price_paths(answer)
    if not len(own):
        return None, None
    days = [day for day in own.columns if 1 <= day <= LAST_DAY]
    above, living = numpy.zeros((len(own), len(days))), numpy.zeros((len(own), len(days)))
    with results.open() as file:
        netuids = file["paths/netuid"][()]
    for netuid in netuids:
        other = results.price_paths(answer, netuid=int(netuid))[days].to_numpy()
        above += other > own[days].to_numpy()
        living += numpy.isfinite(other)
    ranks = own[days] * 0 + 1 + above
    return ranks, living


def draw_fan(axes, ranks, colour, name):
    for low, high, alpha in ((0.05, 0.95, 0.15), (0.25, 0.75, 0.25)):
        axes.fill_between(
            ranks.columns, ranks.quantile(low), ranks.quantile(high), color=colour, alpha=alpha,
            linewidth=0, label=f"{name}: {100 * (high - low):.0f} % of economies",
        )
    axes.plot(
        ranks.columns, ranks.median(), color=colour, linewidth=1.8,
        label=f"{name}: median (n = {len(ranks)})",
    )


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
