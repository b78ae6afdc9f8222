"""Depth of the crash against the exit floor: how deep it can go is set by alpha held over alpha in
the pool."""

import numpy

from ... import intervals, style
from . import closed_form, record


def draw(results):
    """-> (figure, lines of text)"""
    arms = ((results.alone, "Consensus alone"), (results.leaves, "Attacker leaves too"))
    idle = falls(results, results.idle)
    figure, axes = style.figure(2, height=6)
    lines = []
    for place, (arm, title) in zip(axes[0], arms):
        rows = falls(results, arm)
        draw_falls(place, rows, idle, title)
        for value, words in ((1, "controls"), (0, "does not control")):
            lines.append(
                f"median fall within 12 h, {title.lower()}, the coalition {words}: "
                f"{median_fall(rows[rows.root_controls == value])}"
            )
    for place in axes[0]:
        place.set_ylim(min(other.get_ylim()[0] for other in axes[0]), 1.3)
    lines.append(f"median fall within 12 h, no action: {median_fall(idle)}")
    rows = falls(results, results.alone)
    needed = 1 / numpy.sqrt(1 - record.ARTICLE_FALL) - 1
    return figure, lines + [
        f"fall less exit floor, largest over {len(rows)} economies of consensus alone: "
        f"{rows.floor_slack.max():.4f} (above 0: deeper than if everybody had left)",
        f"a fall of 98 % needs held/pool of {needed:.2f}; economies above that: "
        f"{intervals.percent(intervals.share(rows.floor_ratio > needed, rows['sample']))}",
        "smallest held/pool with such a fall: "
        f"{rows.floor_ratio[rows.crash_12h >= record.ARTICLE_FALL].min():.2f} (nan: none)",
        "Starts of all dates are drawn together: economies of one draw are not independent, and "
        "intervals are widened for it.",
    ]


def falls(results, arm):
    """Economies of an arm in which the fall is defined."""
    rows = results.of_arm(arm)
    return rows[rows.crash_12h.notna() & (rows.floor_ratio > 0)]


def median_fall(rows):
    return intervals.number(intervals.median(rows.crash_12h, rows["sample"]), 3)


def draw_falls(axes, rows, idle, title):
    axes.plot(
        idle.floor_ratio,
        1 - idle.crash_12h,
        ".",
        color="0.6",
        markersize=4,
        alpha=0.7,
        label=f"no action (n = {len(idle)})",
    )
    parts = (
        (0, style.LACKS, "x", "does not control"),
        (1, style.CONTROLS, "o", "controls consensus"),
    )
    for value, colour, marker, name in parts:
        some = rows[rows.root_controls == value]
        axes.plot(
            some.floor_ratio,
            1 - some.crash_12h,
            marker,
            color=colour,
            markersize=4,
            alpha=0.6,
            linestyle="",
            label=f"{name} (n = {len(some)})",
        )
    ratio = numpy.geomspace(rows.floor_ratio.min() / 1.2, rows.floor_ratio.max() * 1.2, 300)
    axes.plot(
        ratio,
        1 - closed_form.exit_floor(ratio),
        color=style.BLACK,
        linewidth=1.5,
        label="everyone has left: $(A/(A + held))^2$",
    )
    axes.axhline(
        1 - record.LOWEST_FALL, color=style.BLUE, linestyle="--", label="recorded: -85.5 %"
    )
    axes.axhline(
        1 - record.ARTICLE_FALL,
        color=style.ORANGE,
        linestyle=":",
        linewidth=1.8,
        label="the article: -98 %",
    )
    axes.set_xscale("log")
    axes.set_yscale("log")
    style.label(
        axes,
        f"{title}: lowest price within 12 h",
        "alpha held over alpha in the pool [1]",
        "lowest price over price at the action [1]",
    )
    style.legend_below(axes)
