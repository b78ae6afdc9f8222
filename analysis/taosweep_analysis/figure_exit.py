"""Depth of the crash against the exit floor: how deep it can go is set by alpha held over alpha in the pool."""
import numpy

from . import closed_form, intervals, record, style


def draw(results):
    """-> (figure, lines of text)"""
    rows = results.of_arm(results.arm(foundation_acts="yes"))
    rows = rows[rows.crash_12h.notna() & (rows.floor_ratio > 0)]
    figure, axes = style.figure(1, height=6)
    axes = axes[0, 0]
    parts = ((0, style.LACKS, "x", "does not control"), (1, style.CONTROLS, "o", "controls consensus"))
    for value, colour, marker, name in parts:
        some = rows[rows.root_controls == value]
        axes.plot(some.floor_ratio, 1 - some.crash_12h, marker, color=colour, markersize=4, alpha=0.55, linestyle="",
                  label=f"{name} (n = {len(some)})")
    ratio = numpy.geomspace(rows.floor_ratio.min() / 1.2, rows.floor_ratio.max() * 1.2, 300)
    axes.plot(ratio, 1 - closed_form.exit_floor(ratio), color=style.BLACK, linewidth=1.5,
              label="everyone has left: $(A/(A + held))^2$")
    axes.axhline(1 - record.LOWEST_FALL, color=style.BLUE, linestyle="--", label="recorded: -85.5 %")
    axes.axhline(1 - record.ARTICLE_FALL, color=style.ORANGE, linestyle=":", linewidth=1.8, label="the article: -98 %")
    axes.set_xscale("log")
    axes.set_yscale("log")
    style.label(axes, "How far the price falls within 12 h of the action", "alpha held over alpha in the pool [1]",
                "lowest price over price at the action [1]")
    axes.legend(loc="lower left")
    controls, lacks = rows[rows.root_controls == 1], rows[rows.root_controls == 0]
    needed = 1 / numpy.sqrt(1 - record.ARTICLE_FALL) - 1
    return figure, [
        f"median fall within 12 h where the coalition controls: {intervals.number(intervals.median(controls.crash_12h), 3)}",
        f"where it does not: {intervals.number(intervals.median(lacks.crash_12h), 3)}",
        f"fall less exit floor, largest over {len(rows)} economies: {rows.floor_slack.max():.4f} "
        "(above 0: deeper than if everybody had left)",
        f"a fall of 98 % needs held/pool of {needed:.2f}; economies above that: "
        f"{intervals.percent(intervals.share(rows.floor_ratio > needed, rows['sample']))}",
        f"smallest held/pool with such a fall: "
        f"{rows.floor_ratio[rows.crash_12h >= record.ARTICLE_FALL].min():.2f} (nan: none)",
    ]
