"""Subnet 28 as recorded, over the simulated fan: compatibility with one event, not a fit to it."""
import numpy

from . import intervals, record, style

LAST_DAY = 30   # [d]
LAST_HOUR = 24  # [h]


def draw(results):
    """-> (figure, lines of text). Needs a cell with attack.day = 0 and both arms of foundation.acts."""
    acting = results.arm(foundation_acts="yes")
    cell = results.cell(attack_day=0, attack_subnet="existing")
    figure, axes = style.figure(2)
    draw_price(axes[0, 0], results.series("target_price", acting, cell))
    draw_fall(axes[0, 1], results.series("fall_since_action", acting, cell))
    lines = describe(results, cell)
    price = results.series("target_price", acting, cell)
    points = {int(day): (day, value) for day, value in record.dated_points()}  # the last of each day
    lines += [place_in_fan(price, *point) for point in points.values()]
    return figure, lines


def recorded():
    """-> (days, prices, what they are called)"""
    full = record.full_series()
    points = numpy.array(full if full is not None else record.dated_points())
    return points[:, 0], points[:, 1], "recorded" if full is not None else "recorded, dated points"


def draw_price(axes, series):
    style.fan(axes, series, style.SKY, "simulated")
    day, price, name = recorded()
    axes.plot(day, price, color=style.BLACK, linewidth=1.2, marker="" if len(day) > 50 else "o", markersize=3.5,
              label=name)
    axes.axvline(record.days(record.ACTION), color=style.GREEN, linestyle="--", linewidth=1.2,
                 label="recorded action, 25 Feb 18:16 UTC")
    axes.axhline((1 - record.ARTICLE_FALL) * record.PEAK_PRICE, color=style.RED, linestyle=":", linewidth=1.5,
                 label="the article's -98 %, from the peak")
    axes.set_yscale("log")
    axes.set_xlim(0, LAST_DAY)
    shown = (series.time <= LAST_DAY) & (series.n > 0)
    axes.set_ylim(min(1e-4, numpy.nanmin(series.at(0.05)[shown])) / 1.5, 5)
    style.label(axes, f"Price of the subnet from launch (n = {series.n.max()})", "time since launch [d]",
                "price [TAO/alpha]")
    axes.legend(loc="upper right")


def draw_fall(axes, series):
    style.fan(axes, series, style.SKY, "simulated")
    day, price, name = recorded()
    hour = record.hours_since_action(day)
    after = (hour >= -0.01) & (hour <= LAST_HOUR)
    axes.plot(hour[after], price[after] / record.PRICE_AT_ACTION, color=style.BLACK, linewidth=1.2, label=name)
    axes.plot(*zip(*((h, 1 - fall) for h, fall in record.FALLS)), "o", color=style.BLACK, markersize=5)
    for (h, fall), offset in zip(record.FALLS, ((8, 3), (8, 3), (9, -4))):
        axes.annotate(f"-{100 * fall:.3g} %", (h, 1 - fall), xytext=offset, textcoords="offset points", fontsize=8.5)
    axes.axhline(1 - record.ARTICLE_FALL, color=style.RED, linestyle=":", linewidth=1.5, label="the article's -98 %")
    axes.set_yscale("log")
    axes.set_xlim(0, LAST_HOUR)
    axes.set_ylim(5e-3, 2.5)
    style.label(axes, f"Price after the action (n = {series.n.max()})", "time since the action [h]",
                "price over price at the action [1]")
    axes.legend(loc="upper right")


def describe(results, cell):
    """Shares of simulated economies at least as extreme as the record."""
    key = ["point", "replicate"]
    idle = results.of_arm(results.arm(foundation_acts="no")).set_index(key)
    acts = results.of_arm(results.arm(foundation_acts="yes")).set_index(key)
    idle, acts = idle[idle.cell == cell], acts[acts.cell == cell]
    controls = acts[acts.root_controls == 1]
    rank = flag(idle.rank_at_12, idle.rank_at_12 <= record.RANK)
    rise = flag(acts.run_up, acts.run_up >= record.run_up())
    fall = flag(acts.crash_12h, acts.crash_12h >= record.LOWEST_FALL)
    deep = flag(acts.crash_12h, acts.crash_12h >= record.ARTICLE_FALL)
    all_three = rank * rise * fall
    return [
        "Simulated economies at least as extreme as the record of subnet 28 (start on day 0, existing subnet);",
        "95 % Wilson intervals. One event can be compatible with a model; it cannot confirm one.",
        f"rank {record.RANK} or better on day 12 by price times alpha outstanding (the record ranks by price), nobody "
        f"acting: {intervals.percent(intervals.share(rank))}",
        f"price at the action at least x{record.run_up():.1f} of day 1: {intervals.percent(intervals.share(rise))}",
        f"fall of {100 * record.LOWEST_FALL:.1f} % or more within 12 h of the action (recorded: in 2.7 h): "
        f"{intervals.percent(intervals.share(fall))}",
        f"  where the coalition controls consensus: {intervals.percent(intervals.share(fall[controls.index]))}",
        f"fall of 98 % or more within 12 h (the article; not in the record): {intervals.percent(intervals.share(deep))}",
        f"rank, run-up and fall together: {intervals.percent(intervals.share(all_three))}",
        f"the coalition controls consensus at the action: {intervals.percent(intervals.share(acts.root_controls))}",
        "hours from the action to -50 %, where it was seen: "
        + intervals.number(intervals.median(acts.crash_hours_50[acts.crash_hours_50_observed == 1])),
        "The fan mixes days of action (drawn around day 12) and speeds of holders' exit (drawn).",
    ]


def place_in_fan(series, day, price):
    """Between which quantiles over economies a recorded price lies, on the nearest day of the series."""
    values = series.values[numpy.abs(series.time - day).argmin()]
    below = series.quantile[values <= price]
    above = series.quantile[values > price]
    place = (f"above the {100 * below[-1]:.0f} % quantile" if len(below) else "",
             f"below the {100 * above[0]:.0f} % quantile" if len(above) else "")
    return f"recorded price on day {day:.1f}, {price:.4f} TAO/alpha: {' and '.join(filter(None, place))} of the fan"


def flag(value, condition):
    """1 or 0, NaN where the value is undefined."""
    return condition.astype(float).where(value.notna())
