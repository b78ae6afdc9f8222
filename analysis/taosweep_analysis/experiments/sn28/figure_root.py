"""Two root shares through time: in dividends (all alpha issued) and in consensus (alpha staked to
validators); and the stake on root."""

import numpy

from ...draw import style
from ...draw.fan import names_at_ends
from ...estimate import intervals
from ...estimate.misfit import rms
from . import record, sweep


def latest(results):
    """The arm whose economies run longest before anything happens to them: the latest start on an
    existing subnet -> (arm, its start day)."""
    day = float(max(results.all_of(sweep.ALONE, sweep.EXISTING)["attack.day"]))
    return results.number(sweep.ALONE, day, sweep.EXISTING), day


def draw(results):
    """-> (figure, lines of text)"""
    arm, start = latest(results)
    cell = 0
    dividend = results.series("root_dividend_share", arm, cell)
    consensus = results.series("root_consensus_share", arm, cell)
    figure, axes = style.panel()
    ends = []
    for series, colour, words in (
        (dividend, style.BLUE, "in dividends"),
        (consensus, style.ORANGE, "in consensus"),
    ):
        style.fan(axes, series, colour, words)
        ends.append((series.at(0.5)[series.n > 0][-1], words, colour))
    axes.plot(*zip(*record.ROOT_FROM_PRICES), "D-", color=style.BLACK, markersize=5, linewidth=1.2)
    axes.plot(*zip(*record.ROOT_ARTICLE), "*", color=style.RED, markersize=12, linestyle="")
    day, part = record.ROOT_FROM_PRICES[-2]
    axes.annotate("from recorded prices,\nin dividends", (day, part), xytext=(-8, -26),
                  textcoords="offset points", fontsize=8.5, ha="right")
    day, part = record.ROOT_ARTICLE[0]
    axes.annotate("the article, for dividends", (day, part), xytext=(4, 10), fontsize=8.5,
                  textcoords="offset points", color=style.ink(style.RED))
    axes.axhline(0.5, color="0.5", linewidth=0.8)
    axes.set_xscale("log")
    axes.set_xlim(1, min(max(400, start), dividend.time[dividend.n > 0].max()))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_ylim(0, 1.1)
    names_at_ends(axes, ends)
    style.label(
        axes,
        f"Root's shares, mean over subnets (n = {dividend.n.max()}){misfit(dividend)}",
        "time since launch, logarithmic [d]",
        "share of root [1]",
    )
    return figure, describe(results, arm, cell, start, dividend, consensus)


def misfit(dividend):
    """How far the median is off what recorded prices imply, in words of a title."""
    last = dividend.time[dividend.n > 0].max()
    off = [
        dividend.at(0.5)[dividend.place(day)] - part
        for day, part in record.ROOT_FROM_PRICES
        if day <= last
    ]
    if not off:
        return ""
    return f": off by {100 * rms(off):.0f} points"


def describe(results, arm, cell, start, dividend, consensus):
    lines = [f"economies whose attack starts on day {start:g}; medians over economies"]
    for day in (7, 12, 30, 165, 365):
        words = [
            f"{name} {quantiles(results, key, arm, cell, series, day, 100, ' %')}"
            for name, key, series in (
                ("in dividends", "root_dividend_share", dividend),
                ("in consensus", "root_consensus_share", consensus),
            )
        ]
        lines.append(f"day {day}: {'; '.join(words)}")
    stated = "; ".join(
        f"{100 * share:.1f} % on day {day:g}" for day, share in record.ROOT_FROM_PRICES
    )
    lines.append(f"in dividends, from the recorded prices, with R held at 5.93 M TAO: {stated}")
    lines.append(
        "the article, whose 95 % are meant for dividends: about 95 % after a week, about "
        "20 % after a year"
    )
    lines.append(
        "first day on which the median is below one half: in dividends "
        f"{first_below(dividend)}; in consensus {first_below(consensus)}"
    )
    stake = results.series("root_stake", arm, cell)
    day = record.ROOT_STAKE_DAY
    simulated = quantiles(results, "root_stake", arm, cell, stake, day, 1e-6, " M TAO")
    lines.append(
        f"stake on root on 1 Dec 2025, day {day:.0f}: {simulated}; recorded "
        f"{record.ROOT_STAKE / 1e6:.2f} M TAO (the model's rate of leaving was set to it)"
    )
    return lines


def digits(width):
    """Decimals that a reading of this width allows: the last printed digit is not below it."""
    return max(0, int(numpy.floor(-numpy.log10(width) + 1e-9)))


def quantiles(results, name, arm, cell, series, day, factor, unit):
    """The median of a day: with its interval where the file holds exact medians, else as read from
    bins."""
    if day > series.time[series.n > 0].max():
        return "beyond the horizon"
    exact = results.exact_medians(name, arm, cell, day)
    if exact is not None:
        estimate = intervals.median(exact).scaled(factor)
        return intervals.number(estimate).replace(" (", f"{unit} (", 1)
    place = series.place(day)
    low, middle, high = (factor * series.at(q)[place] for q in (0.05, 0.5, 0.95))
    width = 2 * series.relative_error * middle
    n = digits(width)
    return (
        f"{middle:.{n}f}{unit} ({low:.{n}f} to {high:.{n}f}{unit} in nine of ten economies; "
        f"read from bins {width:.2g}{unit} wide)"
    )


def first_below(series):
    below = series.time[(series.n > 0) & (series.at(0.5) < 0.5)]
    return f"day {below[0]:g}" if len(below) else "never within the horizon"
