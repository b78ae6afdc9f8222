"""Concentration of emission, sum of prices and root's share through time under every era, with what
was recorded drawn over it."""

from ...draw import style
from . import record
from .sweep import BASELINE, FAMILIES

PANELS = [
    ("top_10_share", "share of the ten largest [1]", record.TOP_10_SHARE),
    ("effective_subnets", "effective number [1]", record.EFFECTIVE_SUBNETS),
    ("sum_of_prices", "sum of prices [TAO/alpha]", record.SUM_OF_PRICES),
    ("root_dividend_share", "root's dividends [1]", record.ROOT_DIVIDEND_SHARE),
]
COLOURS = (style.BLUE, style.ORANGE, style.GREEN, style.PINK)
LINES = ("-", "--", "-.", ":")


def median_line(axes, series, colour, line, name, width=1.6):
    some = series.n > 0
    axes.plot(
        series.time[some],
        series.at(0.5)[some],
        line,
        color=colour,
        linewidth=width,
        label=f"{name} (n = {series.n.max()})",
    )


def panel(axes, sweep, quantity, names, recorded):
    history = sweep.series(quantity, sweep.arms.index(BASELINE), 0)
    some = history.n > 0
    axes.fill_between(
        history.time[some],
        history.at(0.05)[some],
        history.at(0.95)[some],
        color="0.5",
        alpha=0.25,
        linewidth=0,
        label="the chain's history: 90 % of economies",
    )
    median_line(axes, history, style.BLACK, "-", "the chain's history, median", 1.0)
    for name, colour, line in zip(names, COLOURS, LINES):
        series = sweep.series(quantity, sweep.arms.index(name), 0)
        median_line(axes, series, colour, line, name)
    axes.plot(
        *zip(*recorded),
        "D",
        color=style.RED,
        markersize=3.5,
        linestyle="",
        label="recorded",
    )
    axes.set_xlim(0, history.time.max())


def limits(sweep, quantity, recorded):
    """The same for all families: what all medians and the record reach."""
    values = [value for _, value in recorded]
    for arm in range(len(sweep.arms)):
        series = sweep.series(quantity, arm, 0)
        late = (series.n > 0) & (series.time >= 14)  # pools of the first days hold a few TAO
        values += list(series.at(0.5)[late])
    return 0, 1.08 * max(values)


def draw(sweep):
    """-> (figure, lines of text)"""
    figure, axes = style.figure(len(FAMILIES), len(PANELS), height=11)
    for row, (quantity, words, recorded) in enumerate(PANELS):
        bounds = limits(sweep, quantity, recorded)
        for column, (family, names) in enumerate(FAMILIES.items()):
            one = axes[row, column]
            panel(one, sweep, quantity, names, recorded)
            one.set_ylim(*bounds)
            style.label(
                one,
                family if row == 0 else "",
                "time since launch [d]" if row == len(PANELS) - 1 else "",
                words if column == 0 else "",
            )
    for column in range(len(FAMILIES)):
        axes[-1, column].legend(
            loc="upper center", bbox_to_anchor=(0.46, -0.26), fontsize=7.2, borderpad=0.1
        )
    return figure, describe(sweep)


def describe(sweep):
    """The medians that are drawn, at a few days."""
    lines = ["medians over economies; recorded values in record.py, with their sources"]
    for quantity, words, recorded in PANELS:
        lines.append(words)
        for number, name in enumerate(sweep.arms):
            series = sweep.series(quantity, number, 0)
            days = [day for day in (7, 28, 91, 182, 364, 546, 630) if day <= series.time[-1]]
            found = [(day, series.at(0.5)[series.place(day)]) for day in days]
            lines.append(f"  {name}: " + "; ".join(f"day {d} {value:.3g}" for d, value in found))
        lines.append("  recorded: " + "; ".join(f"day {d:g} {value:g}" for d, value in recorded))
    return lines
