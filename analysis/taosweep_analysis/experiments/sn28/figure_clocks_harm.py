"""Harm over the calendar, what the action leaves of it, and the price average that carries it."""

import numpy

from ... import intervals, style
from . import answer_rules

KINDS = (("existing", style.EXISTING, "o"), ("fresh", style.FRESH, "s"))
HARMS = (
    ("takeover_spot_10", "Clock 2: 10 % of prices for 7 d"),
    ("takeover_ema_2", "Clock 2: 2 % of emission for 7 d"),
    ("rank_le_7", "Clock 2: rank 7 or better on day 12"),
)
LEAST = 8  # economies below which no point is drawn


def cells(results, arm):
    """For existing and fresh subnets: (kind, colour, marker, start days, rows of each day)."""
    for kind, colour, marker in KINDS:
        days = results.start_days(kind)
        yield kind, colour, marker, days, [results.of_cell(arm, day, kind) for day in days]


def all_days(results):
    return sorted(results.economies["attack.day"].unique())


def positions(results, days):
    """Places of start days on an axis on which they stand evenly."""
    return numpy.array([all_days(results).index(day) for day in days], float)


def day_axis(axes, results):
    days = all_days(results)
    axes.set_xticks(range(len(days)), [f"{day:g}" for day in days])
    axes.set_xlim(-0.4, len(days) - 0.6)


def draw_harm(axes, results, outcome, title):
    lines = []
    for kind, colour, marker, days, rows in cells(results, results.idle):
        shift = 0.05 if kind == "fresh" else -0.05
        shares = [intervals.share(part[outcome], part["sample"]) for part in rows]
        style.bars(axes, positions(results, days) + shift, shares, colour, marker, kind)
        lines += [
            f"{title.removeprefix('Clock 2: ')}, nobody acting, {kind}, day {day:g}: "
            f"{intervals.percent(e)}"
            for day, e in zip(days, shares)
        ]
    axes.set_ylim(-0.02, 1.03)
    day_axis(axes, results)
    style.label(
        axes,
        f"{title} (n = {len(rows[0])})",
        "start of the attack [d]",
        "share of economies, nobody acting [1]",
    )
    style.legend_below(axes)
    return lines


def pools(results):
    lines = []
    for kind, _, _, days, rows in cells(results, results.idle):
        for day, part in zip(days, rows):
            tao = intervals.median(part.pool_tao, part["sample"])
            lines.append(
                f"TAO in the subnet's pool at the action, {kind}, day {day:g}: "
                f"{intervals.number(tao, 0)}"
            )
    return lines


def draw_left_over(axes, results):
    """Harm after the action over the twin's, under consensus alone; where the coalition controls
    also with the attacker leaving."""
    lines = []
    series = (
        ("consensus alone", results.alone, False, "-", None),
        ("where it controls", results.alone, True, ":", None),
        ("where it controls, attacker leaves", results.leaves, True, "--", "white"),
    )
    for number, (words, arm, given, line, fill) in enumerate(series):
        for kind, colour, marker, days, rows in cells(results, arm):
            parts = [part[part.root_controls == 1] if given else part for part in rows]
            medians = [intervals.median(part.harm_after, part["sample"]) for part in parts]
            lines += [
                f"harm left over, {kind}, day {day:g}, {words}: {intervals.times(e)}"
                for day, e in zip(days, medians)
            ]
            shown = [i for i, e in enumerate(medians) if e.n >= LEAST]
            x = positions(results, days)[shown] + 0.12 * (number - 1) + (kind == "fresh") * 0.06
            style.bars(
                axes,
                x,
                [medians[i] for i in shown],
                colour,
                "^" if given else marker,
                f"{kind}: {words}",
                line,
                fill,
            )
            if number == 1:
                height = 1.14 if kind == "existing" else 1.07
                for place, estimate in zip(positions(results, days), medians):
                    axes.text(
                        place,
                        height,
                        f"n = {estimate.n}",
                        fontsize=7.5,
                        ha="center",
                        va="center",
                        color=colour,
                    )
    axes.axhline(1, color="0.4", linewidth=0.8)
    axes.set_ylim(0, 1.19)
    day_axis(axes, results)
    style.label(
        axes,
        "Harm left in the 60 d after (n given control)",
        "start of the attack [d]",
        "harm over the twin's, median [1]",
    )
    style.legend_below(axes)
    lines.append(f"Points of fewer than {LEAST} economies are not drawn.")
    return lines


def draw_rules(axes, rules):
    """How often the subnet takes emission under each price average, with the over-issue."""
    ema, warm, dividends = answer_rules.EMA, answer_rules.WARM, answer_rules.DIVIDENDS
    arms = [number for number, own in enumerate(rules.settings)
            if own.get(dividends) == answer_rules.AS_THE_CHAIN]
    names = [
        f"{answer_rules.text_of(ema, rules.settings[number][ema])}\n"
        f"{answer_rules.text_of(warm, rules.settings[number][warm])}"
        for number in arms
    ]
    for place, (kind, colour, marker) in enumerate(KINDS):
        for outcome, fill in (("takeover_ema_2", None), ("takeover_ema_5", "white")):
            parts = [of_kind(rules, number, kind) for number in arms]
            shares = [intervals.share(part[outcome], part["sample"]) for part in parts]
            x = numpy.arange(len(arms)) + (place - 0.5) * 0.3 + (0.1 if fill else 0)
            style.bars(
                axes, x, shares, colour, marker, f"{kind}: emission >= {outcome[-1]} %", "", fill
            )
    lines = []
    for number, name in enumerate(rules.arms):
        for kind, _, _ in KINDS:
            part = of_kind(rules, number, kind)
            two, five = (
                intervals.percent(intervals.share(part[outcome], part["sample"]))
                for outcome in ("takeover_ema_2", "takeover_ema_5")
            )
            peak = intervals.number(intervals.median(part.peak_ema_share, part["sample"]), 3)
            lines.append(
                f"rules, {kind}, {name}: emission share >= 2 % for 7 d in {two}, >= 5 % "
                f"in {five}; largest emission share {peak}"
            )
    axes.set_xticks(range(len(arms)), names)
    axes.set_ylim(-0.02, 1.03)
    style.label(
        axes,
        f"Clock 3: the price average (n = {len(part)})",
        "weight of the price in the average [1/block]",
        "share of economies, nobody acting [1]",
    )
    style.legend_below(axes, 0.2)
    return lines


def of_kind(rules, number, kind):
    rows = rules.of_arm(number)
    return rows[rows["attack.subnet"] == kind]
