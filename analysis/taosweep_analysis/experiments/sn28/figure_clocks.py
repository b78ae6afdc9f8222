"""Three clocks read off separately: the subnet's age (control), the calendar (harm), the price
average (speed). This file draws control; figure_clocks_harm.py the rest."""

import numpy

from ... import intervals, style
from . import closed_form, figure_clocks_harm, record

# Coalitions of the largest validators that the figure marks.
COALITIONS = (1, 3, 8)
ALPHA_A_DAY = 7200  # alpha issued to holders of a subnet, about one a block


def draw(results, rules=None):
    """-> (figure, lines of text). rules: results of sn28_rules.ini, or None; then its panel says
    so."""
    figure, axes = style.figure(2, rows=4, height=18)
    lines = ["Each share and median with its 95 % interval; n = economies of one cell."]
    lines += draw_contour(axes[0, 0], results)
    lines += draw_needed(axes[0, 1], results)
    lines += draw_control(axes[1, 0], results)
    lines += figure_clocks_harm.draw_left_over(axes[1, 1], results)
    for place, harm in zip((axes[2, 0], axes[2, 1], axes[3, 0]), figure_clocks_harm.HARMS):
        lines += figure_clocks_harm.draw_harm(place, results, *harm)
    lines += figure_clocks_harm.pools(results)
    if rules is None:
        axes[3, 1].set_axis_off()
        axes[3, 1].text(
            0.5, 0.5, "price average: needs the file of\nsn28_rules.ini (--rules)", ha="center"
        )
        lines.append("price average: not drawn, no file of sn28_rules.ini was given")
    else:
        lines += figure_clocks_harm.draw_rules(axes[3, 1], rules)
    return figure, lines


def staked_over_root(results, rows):
    """Alpha staked over root's weight at the action, v held/(w S) [1]."""
    return (
        rows.held_alpha
        * rows["validators.alpha_staked"]
        / closed_form.root_weight(results.config, rows.root_stake)
    )


def draw_contour(axes, results):
    """Control against coalition share and alpha staked to validators at the action."""
    rows = results.of_arm(results.alone)
    rows = rows[rows.root_controls.notna()]
    over = staked_over_root(results, rows)
    kappa = closed_form.kappa(results.config)
    parts = ((1, style.CONTROLS, "o", "controls"), (0, style.LACKS, "x", "does not"))
    for value, colour, marker, name in parts:
        some = rows.root_controls == value
        axes.plot(
            over[some],
            rows["foundation.coalition_share"][some],
            marker,
            color=colour,
            markersize=3.6,
            alpha=0.6,
            linestyle="",
            label=f"{name} (n = {some.sum()})",
        )
    last = 1.05 * over.max()
    a = numpy.linspace(0, last, 400)
    for abstain, line in ((0, "-"), (1, "--")):
        phi = closed_form.phi_needed(kappa, a, abstain)
        axes.plot(
            a[phi <= 1],
            phi[phi <= 1],
            line,
            color=style.BLACK,
            linewidth=1.3,
            label="rest of root " + ("abstains" if abstain else "opposes"),
        )
    axes.set_xlim(0, last)
    axes.set_ylim(0.25, 1.03)
    style.label(
        axes,
        "Control: draws and closed form",
        "alpha staked over root's weight [1]",
        "coalition share of root [1]",
    )
    style.legend_below(axes)
    needed = closed_form.phi_needed(kappa, over, rows["foundation.abstain_share"])
    other = ((rows["foundation.coalition_share"] >= needed) != (rows.root_controls == 1)).sum()
    return [
        f"control: {other} of {len(rows)} economies lie on the other side of the closed-form "
        "contour phi = [kappa (1 - q) + kappa a]/(1 - kappa q) at their own abstention q and "
        "root stake"
    ]


def age(rows):
    """Days from the subnet's start to the action: from launch for existing subnets, from
    registration for fresh ones [d]."""
    return rows.action_day - rows["attack.day"].where(rows["attack.subnet"] == "fresh", 0)


def draw_needed(axes, results):
    lines = []
    acting = results.of_arm(results.alone)
    for kind, colour, marker, days, rows in figure_clocks_harm.cells(results, results.alone):
        some = acting[acting["attack.subnet"] == kind]
        axes.plot(
            age(some),
            some.phi_needed_opposed,
            ".",
            color=colour,
            markersize=3,
            alpha=0.35,
            label=f"{kind}: economies (n = {some.phi_needed_opposed.notna().sum()})",
        )
        opposed = [intervals.median(part.phi_needed_opposed, part["sample"]) for part in rows]
        drawn = [intervals.median(part.phi_needed, part["sample"]) for part in rows]
        style.bars(
            axes,
            [age(part).median() for part in rows],
            opposed,
            colour,
            marker,
            f"{kind}: median of a start day",
            line="",
        )
        for day, part, worst, usual in zip(days, rows, opposed, drawn):
            lines.append(
                f"share of root needed, {kind}, day {day:g}, age at the action "
                f"{age(part).median():.0f} d (median): {intervals.number(worst, 3)} with the rest "
                f"of root opposing, {intervals.number(usual, 3)} as drawn"
            )
            lines += [enough(part, largest) for largest in COALITIONS]
    draw_closed_form(axes, results, acting)
    style.label(
        axes,
        "Clock 1: the subnet's age",
        "age of the subnet at the action [d]",
        "share of root needed, all others opposing [1]",
    )
    style.legend_below(axes)
    return lines


def enough(rows, largest):
    held = record.coalition(largest)
    words = f"{largest} largest validators" if largest > 1 else "largest validator"
    needed = rows.phi_needed_opposed
    share = intervals.share((needed <= held).astype(float).where(needed.notna()), rows["sample"])
    return (
        f"  the {words} of the launch ({100 * held:.0f} % of root) would "
        f"control, all others opposing: {intervals.percent(share)}"
    )


def draw_closed_form(axes, results, acting):
    """kappa (1 + v 7200 age/(w S)) for v from 1/2 to 1, S the median root stake at the action."""
    kappa = closed_form.kappa(results.config)
    weight = closed_form.root_weight(results.config, acting.root_stake.median())
    days = numpy.geomspace(age(acting).min() / 1.2, age(acting).max() * 1.3, 200)
    low, middle, high = (
        closed_form.phi_needed(kappa, v * ALPHA_A_DAY * days / weight, 0) for v in (0.5, 0.75, 1)
    )
    axes.fill_between(
        days,
        low,
        high,
        color="0.5",
        alpha=0.2,
        linewidth=0,
        label="closed form, 50 to 100 % of alpha staked",
    )
    axes.plot(
        days, middle, color=style.BLACK, linewidth=1.3, label="closed form, 75 %, 7,200 alpha a day"
    )
    levels = [(record.coalition(k), str(k)) for k in COALITIONS] + [(1, "all")]
    for place, (level, words) in enumerate(levels):
        axes.axhline(
            level,
            color="0.35",
            linewidth=0.9,
            linestyle="--",
            label="" if place else "the 1, 3, 8 largest validators; all of root",
        )
        axes.text(
            days[0] * (1.6 if words == "8" else 1.03), level + 0.012, words, fontsize=8, color="0.3"
        )
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlim(days[0], days[-1])
    axes.set_ylim(0.28, 1.05 * max(1, acting.phi_needed_opposed.max()))


def draw_control(axes, results):
    lines = []
    for kind, colour, marker, days, rows in figure_clocks_harm.cells(results, results.alone):
        shift = -0.15 if kind == "existing" else 0.05
        control = [intervals.share(part.root_controls, part["sample"]) for part in rows]
        stopped = [intervals.share(part.stopped, part["sample"]) for part in rows]
        x = figure_clocks_harm.positions(results, days)
        style.bars(axes, x + shift, control, colour, marker, f"{kind}: controls")
        style.bars(
            axes,
            x + shift + 0.1,
            stopped,
            colour,
            marker,
            f"{kind}: stopped",
            line="--",
            fill="white",
        )
        lines += [
            f"{kind}, day {day:g}: controls {intervals.percent(a)}; stopped "
            f"{intervals.percent(b)}"
            for day, a, b in zip(days, control, stopped)
        ]
    axes.set_ylim(0, 1.03)
    figure_clocks_harm.day_axis(axes, results)
    style.label(
        axes,
        f"The veto, consensus alone (n = {len(rows[0])})",
        "start of the attack [d]",
        "share of economies [1]",
    )
    style.legend_below(axes)
    return lines
