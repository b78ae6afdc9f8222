"""How fast the price fell, recorded and simulated, on a clock that starts at the action."""

import numpy

from ...draw import style
from ...draw.drawn import logarithmic
from ...draw.fan import names_at_ends
from ...estimate.misfit import of_logarithms
from ...say.numbers import number
from . import against, record, sweep
from .figure_record import line_of, own_series, recorded

LAST_HOUR = 24  # [h]
BESIDE_LINES = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.6}
ARMS = (
    (sweep.ALONE, style.BLUE, "consensus alone"),
    (sweep.LEAVES, style.RED, "attacker leaves"),
    (sweep.IDLE, style.ORANGE, "no action"),
)


def draw(results):
    """-> (figure, lines of text)"""
    points, name = recorded()
    figure, axes = style.panel()
    found = {arm: own_series(results, "fall_since_action", arm) for arm, _, _ in ARMS}
    ends = [draw_arm(axes, found[arm], colour, words) for arm, colour, words in ARMS]
    after = [
        (hour, price / record.PRICE_AT_ACTION)
        for hour, price in ((record.hours_since_action(day), price) for day, price in points)
        if -0.01 <= hour <= LAST_HOUR
    ]
    axes.plot(*zip(*after), color=style.BLACK, **line_of(name))
    draw_falls(axes)
    logarithmic(axes, "y")
    axes.set_xlim(0, LAST_HOUR)
    axes.set_ylim(4e-3, 2.5)
    names_at_ends(axes, [*ends, (after[-1][1], "recorded", style.BLACK)])
    alone = found[sweep.ALONE]
    style.label(
        axes,
        f"Price after the action (n = {alone.n.max()}): off the record by x{number(misfit(alone))}",
        "time since the action [h]",
        "price over price at the action, logarithmic [1]",
    )
    return figure, describe(found)


def draw_arm(axes, series, colour, words):
    """The median, and the bands where consensus acts alone -> its end."""
    shown = (series.n > 0) & (series.time <= LAST_HOUR)
    if words == ARMS[0][2]:
        style.fan(axes, series, colour, words)
    else:
        axes.plot(series.time, series.at(0.5), color=colour, linestyle="--", linewidth=1.4)
    return series.at(0.5)[shown][-1], words, colour


def draw_falls(axes):
    for hour, fall in record.FALLS:
        axes.plot(hour, 1 - fall, "o", color=style.BLACK, markersize=5)
        axes.annotate(
            f"-{100 * fall:.3g} %", (hour, 1 - fall), xytext=(8, 3), textcoords="offset points",
            fontsize=8.5, bbox=BESIDE_LINES,
        )
    level = 1 - record.ARTICLE_FALL
    axes.axhline(level, color=style.RED, linestyle=":", linewidth=1.5)
    axes.annotate("the article's -98 %", (0, level), xytext=(3, -11), color=style.ink(style.RED),
                  textcoords="offset points", fontsize=8.5)


def misfit(series):
    """Distance of logarithms of the median from the recorded falls, as a factor."""
    medians = [series.at(0.5)[series.place(hour)] for hour, _ in record.FALLS]
    return numpy.exp(of_logarithms(medians, [1 - fall for _, fall in record.FALLS]))


def describe(found):
    lines = [
        "Medians over economies, bands of 50 and 90 % where consensus acts alone; off: rms "
        "distance of logarithms at the recorded hours."
    ]
    rows = {row.when: row for row in against.falls(found[sweep.ALONE])}
    for arm, series in found.items():
        words = [
            f"{100 * (series.at(0.5)[series.place(hour)] - 1):.0f} % after {hour:g} h (recorded "
            f"{-100 * fall:.3g} %{range_of(rows.get(hour)) if arm == sweep.ALONE else ''})"
            for hour, fall in record.FALLS
        ]
        lines.append(f"{arm} (n = {series.n.max()}): {'; '.join(words)}")
    return lines


def range_of(row):
    """'; 5 to 95 % of economies -98.1 to -6.7 %', and whether the record lies outside."""
    if row is None:
        return ""
    return f"; 5 to 95 % of economies {-100 * row.high:.3g} to {-100 * row.low:.3g} %{row.mark}"
