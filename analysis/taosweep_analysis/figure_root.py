"""Two root shares through time: in dividends (all alpha issued) and in consensus (alpha staked to validators)."""
import numpy

from . import record, style


def longest_cell(results):
    """Cell whose economies run longest before anything happens to them: the latest start on an existing subnet."""
    rows = results.economies[results.economies["attack.subnet"] == "existing"]
    return int(rows.loc[rows["attack.day"].idxmax(), "cell"]), float(rows["attack.day"].max())


def draw(results):
    """-> (figure, lines of text)"""
    arm = results.arm(foundation_acts="no")
    cell, start = longest_cell(results)
    dividend = results.series("root_dividend_share", arm, cell)
    consensus = results.series("root_consensus_share", arm, cell)
    figure, axes = style.figure(1, height=6)
    axes = axes[0, 0]
    style.fan(axes, dividend, style.BLUE, "in dividends")
    style.fan(axes, consensus, style.ORANGE, "in consensus")
    axes.plot(*zip(*record.ROOT_FROM_PRICES), "D", color=style.BLACK, markersize=6,
              label="in dividends, from recorded prices")
    axes.plot(*zip(*record.ROOT_ARTICLE), "*", color=style.RED, markersize=12, label="the article")
    for (day, share), offset in zip(record.ROOT_FROM_PRICES, ((-40, -14), (-40, -14), (-40, -14), (8, 6))):
        axes.annotate(f"{100 * share:.1f} %", (day, share), xytext=offset, textcoords="offset points", fontsize=8.5)
    for (day, share), offset in zip(record.ROOT_ARTICLE, ((6, 6), (8, -12))):
        axes.annotate(f"{100 * share:.0f} %", (day, share), xytext=offset, textcoords="offset points", fontsize=8.5,
                      color=style.RED)
    axes.axhline(0.5, color="0.5", linewidth=0.8)
    axes.set_xscale("log")
    axes.set_xlim(1, min(max(400, start), dividend.time[dividend.n > 0].max()))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_ylim(0, 1.05)
    style.label(axes, f"Root's shares, mean over subnets (n = {dividend.n.max()})", "time since launch [d]",
                "share of root [1]")
    axes.legend(loc="lower left")
    lines = [f"economies whose attack starts on day {start:g}; quantiles over economies, not intervals"]
    for day in (7, 12, 30, 165, 365):
        lines.append(f"day {day}: in dividends {quantiles(dividend, day)}; in consensus {quantiles(consensus, day)}")
    stated = "; ".join(f"{100 * share:.1f} % on day {day:g}" for day, share in record.ROOT_FROM_PRICES)
    lines.append(f"in dividends, from the recorded prices: {stated}")
    lines.append("the article: about 95 % after a week, about 20 % after a year")
    lines.append("first day on which the median is below one half: in dividends "
                 f"{first_below(dividend)}; in consensus {first_below(consensus)}")
    return figure, lines


def quantiles(series, day):
    if day > series.time[series.n > 0].max():
        return "beyond the horizon"
    place = int(numpy.abs(series.time - day).argmin())
    low, middle, high = (100 * series.at(q)[place] for q in (0.05, 0.5, 0.95))
    return f"{middle:.1f} % ({low:.1f} to {high:.1f} % in nine of ten economies)"


def first_below(series):
    below = series.time[(series.n > 0) & (series.at(0.5) < 0.5)]
    return f"day {below[0]:g}" if len(below) else "never within the horizon"
