"""Subnet 28 as recorded, over the simulated fan: compatibility with one event, not a fit to it."""

import sys

import numpy

from ...draw import style
from ...draw.drawn import logarithmic
from ...draw.fan import names_at_ends
from ...estimate import intervals
from ...estimate.misfit import of_logarithms
from ...estimate.of_file import of_outcome
from ...say.numbers import number
from . import against, near, record, sweep

LAST_DAY = 46  # [d]


def draw(results):
    """-> (figure, lines of text), of subnet 28's own start."""
    points, name = recorded()
    figure, axes = style.panel()
    price = own_series(results, "target_price", sweep.ALONE)
    draw_price(axes, price, points, name)
    lines = [
        "Bands: 50 and 90 % of economies, the line their median; off: rms distance of logarithms "
        f"on days {', '.join(map(str, against.DAYS))}.",
        *describe(results, points),
    ]
    if name != "recorded":
        lines.append(
            "The recorded path is drawn from its dated points; TAOSWEEP_DATA names no "
            "folder that holds the whole series."
        )
    lines.append(
        "Recorded prices at the times of the series, between samples on a straight line "
        "of logarithms; not reproduced is what lies outside 5 to 95 % of economies:"
    )
    return figure, lines + [place_in_fan(price, day, points) for day in against.DAYS]


def own_arm(results):
    return results.number(sweep.ALONE, *sweep.OWN)


def own_series(results, name, answer):
    return results.series(name, results.number(answer, *sweep.OWN), 0)


def recorded():
    """-> ([(day, price)], what they are called). A folder without the series is named on stderr."""
    try:
        full = record.full_series()
    except record.NoSeries as problem:
        print(f"warning: {problem}. Drawn from the dated points instead.", file=sys.stderr)
        full = None
    return (full, "recorded") if full else (record.dated_points(), "recorded, dated points")


def line_of(name):
    """A line through every sample, or markers alone where samples are days apart."""
    return (
        {"linewidth": 1.2}
        if name == "recorded"
        else {"linestyle": "", "marker": "o", "markersize": 4}
    )


def draw_price(axes, series, points, name):
    """Aligned on the recorded action; points of the record over the bands."""
    action = record.days(record.ACTION)
    style.fan(axes, series, style.BLUE, "consensus alone", start=action)
    since = [(day - action, price) for day, price in points]
    axes.plot(*zip(*since), color=style.BLACK, label=name, **line_of(name))
    axes.axvline(0, color=style.GREEN, linestyle="--", linewidth=1.2)
    level = (1 - record.ARTICLE_FALL) * record.PEAK_PRICE
    axes.axhline(level, color=style.RED, linestyle=":", linewidth=1.5)
    logarithmic(axes, "y")
    axes.set_xlim(-action, LAST_DAY - action)
    shown = (series.time <= LAST_DAY) & (series.n > 0)
    low, high = numpy.nanmin(series.at(0.05)[shown]), numpy.nanmax(series.at(0.95)[shown])
    axes.set_ylim(min(5e-4, low) / 1.5, 1.5 * max(1, high))
    axes.text(0.3, axes.get_ylim()[1] / 1.1, "the action", color=style.ink(style.GREEN),
              fontsize=8.5, va="top")
    axes.annotate("the article's -98 %", (0, level), xytext=(3, -10), fontsize=8.5,
                  textcoords="offset points", color=style.ink(style.RED))
    last = max(series.time[shown])
    ends = [(series.at(0.5)[shown][-1], "simulated", style.BLUE)]
    recorded_end = record.at(points, min(last, points[-1][0]))
    names_at_ends(axes, [*ends, (recorded_end, "recorded", style.BLACK)])
    style.label(
        axes,
        f"Price of subnet 28 (n = {series.n.max()}){misfit(series, points)}",
        "time since the action [d]",
        "price, logarithmic [TAO/alpha]",
    )


def misfit(series, points):
    """How far the median is off the record on the compared days, in words of a title."""
    rows = [row for row in (against.price(series, day, points) for day in against.DAYS) if row]
    if not rows:
        return ""
    apart = of_logarithms([row.median for row in rows], [row.recorded for row in rows])
    return f": off the record by x{number(numpy.exp(apart))}"


def extremes(results, points):
    """Flags of economies at least as extreme as the record, NaN where undefined; columns rank,
    rise, first_rise, fall, fast, late and all; indexed by point and replicate.

    Falls are those under consensus alone. rise and late need kept paths, in days: a daily maximum
    is at most the peak, so that rise is counted too seldom rather than too often."""
    key = ["point", "replicate"]
    idle, acts = (
        results.rows(answer, *sweep.OWN).set_index(key) for answer in (sweep.IDLE, sweep.ALONE)
    )
    prices = results.price_paths(sweep.ALONE)
    days, recorded_rise = prices.columns.to_numpy(), rise(points)
    flags = idle[["price_rank_at_12"]].rename(columns={"price_rank_at_12": "rank"})
    flags["rank"] = flag(idle.price_rank_at_12, idle.price_rank_at_12 <= record.RANK)
    flags["fall"] = flag(acts.crash_12h, acts.crash_12h >= record.LOWEST_FALL)
    fast = (acts.crash_hours_90_observed == 1) & (acts.crash_hours_90 <= record.FALLS[-1][0])
    flags["fast"] = flag(acts.crash_hours_90, fast)
    flags["rise"] = flags["first_rise"] = flags["late"] = numpy.nan
    for place, path in prices.iterrows():
        action, at_action = acts.action_day[place], acts.pool_tao[place] / acts.pool_alpha[place]
        before = path.to_numpy()[(days >= 1) & (days <= action)]
        after = path.to_numpy()[(days > action) & (days <= action + record.LATE_DAYS)]
        if len(before) and len(after) and numpy.isfinite([*before, *after, at_action]).all():
            peak = max(before.max(), at_action)
            flags.loc[place, "rise"] = float(peak / before[0] >= recorded_rise)
            flags.loc[place, "first_rise"] = float(peak / before[0] >= first_rise())
            flags.loc[place, "late"] = float(after.min() / peak <= 1 - record.LATE_FALL)
    flags["all"] = flags["rank"] * flags["rise"] * flags["fall"] * flags["late"]
    return flags, acts


def rise(points):
    """Recorded peak over the recorded price of day 1 [1]."""
    return record.PEAK_PRICE / record.at(points, 1)


def first_rise():
    """Recorded peak over the first recorded price [1]."""
    return record.PEAK_PRICE / record.FIRST_PRICE


def share_in_words(flags):
    """The share of ones; that it was not reproduced, where there is none."""
    estimate = intervals.share(flags, flags.index.get_level_values("point"))
    if estimate.n == 0:
        return "not computed, the file keeps no paths of this cell"
    return intervals.percent(estimate) + (
        f": not reproduced, 0 of {estimate.n}" if estimate.value == 0 else ""
    )


def describe(results, points):
    """Shares of simulated economies at least as extreme as the record."""
    flags, acts = extremes(results, points)
    controls = acts.index[acts.root_controls == 1]
    seen = acts[acts.crash_hours_50_observed == 1]
    return [
        "Simulated economies at least as extreme as the record of subnet 28 (start on day 0, "
        "existing subnet, consensus alone); 95 % Wilson intervals.",
        "One event can be compatible with a model; it cannot confirm one.",
        f"price within x{near.NEAR} of the record over days 1 to 11 (rms of the logarithm): "
        f"{share_in_words(near.flags(near.distances(results, points)))}",
        f"rank {record.RANK} or better by price on day 12, nobody acting: "
        f"{share_in_words(flags['rank'])}",
        f"run-up from day 1 to the peak before the action of x{rise(points):.1f} or more, as "
        f"recorded: {share_in_words(flags.rise)}",
        f"  of x{first_rise():.1f} or more, as recorded from the first sample on day "
        f"{record.dated_points()[0][0]:.2f}: {share_in_words(flags.first_rise)}; simulated peaks "
        "are the largest of each day's price and that at the action",
        f"fall of {100 * record.LOWEST_FALL:.1f} % or more within 12 h of the action (recorded: in "
        f"2.7 h): {share_in_words(flags.fall)}",
        f"  where the coalition controls consensus: {share_in_words(flags.fall[controls])}",
        f"fall of 90 % or more within 2.7 h of the action: {share_in_words(flags.fast)}; the share "
        "of 85.5 % within 2.7 h lies between these two",
        f"fall of {100 * record.LATE_FALL:.0f} % or more from the peak within {record.LATE_DAYS} d "
        f"of the action: {share_in_words(flags.late)}",
        "fall of 98 % or more within 12 h (the article; not in the record): "
        f"{share_in_words(flag(acts.crash_12h, acts.crash_12h >= record.ARTICLE_FALL))}",
        "rank, run-up, fall within 12 h and fall within 17 d together: "
        f"{share_in_words(flags['all'])}",
        "the coalition controls consensus at the action: "
        f"{intervals.percent(of_outcome(results, 'root_controls', own_arm(results)))}",
        "hours from the action to -50 %, where it was seen: "
        f"{intervals.number(intervals.median(seen.crash_hours_50))}",
        "The fan mixes speeds of holders' exit and how long they remember (both drawn).",
    ]


def place_in_fan(series, day, points):
    """Between which quantiles over economies the recorded price of a day of the series lies."""
    price, row = record.at(points, day), against.price(series, day, points)
    if row is None:
        return f"day {day:g}: recorded {price:.4f} TAO/alpha; the file has no price of that day"
    values = series.values[series.place(day)]
    below = series.quantile[values <= price]
    above = series.quantile[values > price]
    between = (
        f"above the {100 * below[-1]:.0f} % quantile" if len(below) else "",
        f"below the {100 * above[0]:.0f} % quantile" if len(above) else "",
    )
    return (
        f"day {day:g}: recorded {price:.4f} TAO/alpha, {' and '.join(filter(None, between))} of "
        f"the fan, whose median is {row.median:.2g}{row.mark}"
    )


def flag(value, condition):
    """1 or 0, NaN where the value is undefined."""
    return condition.astype(float).where(value.notna())
