"""The share of root stake needed against the subnet's age at the action: until when there is a
veto."""

import numpy

from ...draw import style
from ...estimate import intervals
from ...estimate.of_file import of_outcome
from . import closed_form, record, sweep

KINDS = ((sweep.EXISTING, style.EXISTING, "o"), (sweep.FRESH, style.FRESH, "s"))
ALPHA_A_DAY = 7200  # alpha emitted to holders of a subnet, one a block at the launch
COALITIONS = (1, 3, 8)  # so many of the largest validators


def draw(results):
    """-> (figure, lines of text)"""
    figure, axes = style.panel(4.4)
    lines = [
        "Share of root needed for control, all others opposing: an identity, kappa (1 + v held/"
        "(w S)); dots are economies over the prior, bars their medians with 95 % intervals. The "
        "band has the alpha held on old subnets (medians of the starts), the dotted line only what "
        f"they emitted to holders, {ALPHA_A_DAY:,} alpha a day: the rest was bought out of the "
        "pool or over-issued up to day 11."
    ]
    everything, named = [], []
    for place, (kind, colour, marker) in enumerate(KINDS):
        rows = results.all_of(sweep.ALONE, kind)
        rows = rows[rows.phi_needed_opposed.notna()]
        everything.append(rows)
        shift = 1.06 if place else 0.97
        lines += draw_kind(axes, results, rows, kind, colour, marker, shift)
        named.append((age(rows), rows.phi_needed_opposed, colour))
    draw_closed_form(axes, results, everything)
    lines += draw_levels(axes, results)
    name_kinds(axes, named)
    style.label(
        axes,
        "Until when there is a veto (an identity: alpha held decides)",
        "age of the subnet at the action, logarithmic [d]",
        "share of root needed, all others opposing [1]",
    )
    return figure, lines


def name_kinds(axes, named):
    """Old subnets beside their oldest start, new ones beside theirs."""
    for (ages, needed, colour), words in zip(named, ("old subnet", "one registered that day")):
        old = ages.max()
        middle = needed[ages > 0.9 * old].median()
        axes.annotate(
            words, (old, middle), xytext=(-10, 0) if old > 100 else (4, -18), va="center",
            textcoords="offset points", color=style.ink(colour), fontsize=9, fontweight="bold",
            ha="right" if old > 100 else "left",
        )


def age(rows):
    """Days from the subnet's start to the action: from launch for existing subnets, from
    registration for fresh ones [d]."""
    return rows.action_day - rows["attack.day"].where(rows["attack.subnet"] == sweep.FRESH, 0)


def draw_kind(axes, results, rows, kind, colour, marker, shift):
    days = sorted(rows["attack.day"].unique())
    parts = [rows[rows["attack.day"] == day] for day in days]
    # dots of one age stand beside each other: by the rank of their draw
    beside = shift * (1 + 0.03 * (rows["sample"] / max(1, rows["sample"].max()) - 0.5))
    axes.plot(
        age(rows) * beside,
        rows.phi_needed_opposed,
        ".",
        color=colour,
        markersize=4,
        alpha=0.4,
    )
    arms = [results.number(sweep.ALONE, day, kind) for day in days]
    medians = [of_outcome(results, "phi_needed_opposed", arm) for arm in arms]
    ages = [age(part).median() for part in parts]
    style.bars(
        axes,
        numpy.array(ages) * shift,
        medians,
        colour,
        marker,
        line="",
    )
    return [
        f"{kind}, start on day {day:g}, age at the action {old:.0f} d: "
        f"{intervals.number(middle, 3)}; 5 to 95 % over the prior "
        f"{part.phi_needed_opposed.quantile(0.05):.3f} to "
        f"{part.phi_needed_opposed.quantile(0.95):.3f}; {closed_forms(results, part)}"
        for day, old, middle, part in zip(days, ages, medians, parts)
    ]


def closed_forms(results, part):
    """What the closed form says of the medians of one start, and of its own emission alone."""
    kappa = closed_form.kappa(results.config)
    weight = closed_form.root_weight(results.config, part.root_stake.median())
    staked = part["validators.alpha_staked"].median()
    held, own = part.held_alpha.median(), ALPHA_A_DAY * age(part).median()
    by_held, by_own = (
        closed_form.phi_needed(kappa, staked * alpha / weight, 0) for alpha in (held, own)
    )
    return (
        f"closed form {by_held:.3f} with the median alpha held, x{held / own:.2f} of its own "
        f"emission, and {by_own:.3f} with that alone"
    )


def held_over_root(results, rows):
    """Median alpha held over the weight of root, a = held/(w S), of each start: (ages [d],
    a [1])."""
    weight = closed_form.root_weight(results.config, rows.root_stake)
    found = (rows.held_alpha / weight).groupby(rows["attack.day"]).median()
    ages = age(rows).groupby(rows["attack.day"]).median()
    order = numpy.argsort(ages.to_numpy())
    return ages.to_numpy()[order], found.to_numpy()[order]


def between(days, ages, held):
    """Alpha held on other days: by its ratio to age, which is that of the nearest start outside the
    starts and lies on a straight line of logarithms between them."""
    ratio = numpy.interp(numpy.log(days), numpy.log(ages), numpy.log(held / ages))
    return days * numpy.exp(ratio)


def draw_closed_form(axes, results, everything):
    """kappa (1 + v held/(w S)) for v from 1/2 to 1 and the alpha held on existing subnets; a dotted
    line for v = 3/4 of their own emission alone, 7200 alpha a day, S the median root stake."""
    kappa = closed_form.kappa(results.config)
    stake = numpy.median(numpy.concatenate([rows.root_stake for rows in everything]))
    weight = closed_form.root_weight(results.config, stake)
    ages = numpy.concatenate([age(rows) for rows in everything])
    days = numpy.geomspace(ages.min() / 1.3, ages.max() * 1.3, 200)
    held = between(days, *held_over_root(results, everything[0]))
    low, middle, high = (closed_form.phi_needed(kappa, v * held, 0) for v in (0.5, 0.75, 1))
    axes.fill_between(
        days, low, high, color="0.5", alpha=0.2, linewidth=0
    )
    axes.plot(days, middle, color=style.BLACK, linewidth=1.3)
    own = closed_form.phi_needed(kappa, 0.75 * ALPHA_A_DAY * days / weight, 0)
    axes.plot(days, own, color=style.BLACK, linewidth=1, linestyle=":")
    at = len(days) // 2
    axes.annotate(
        "closed form with the alpha held,\n50 to 100 % of it staked", (days[at], high[at]),
        xytext=(-6, 16),
        textcoords="offset points", fontsize=8, ha="right", color="0.25",
    )
    axes.annotate(
        "with their own emission alone", (days[at], own[at]), xytext=(18, 4),
        textcoords="offset points", fontsize=8, va="top", color="0.25",
    )
    top = 1.08 * max(1.2, *(rows.phi_needed_opposed.max() for rows in everything))
    axes.axhspan(1, top, color=style.RED, alpha=0.08, linewidth=0)
    axes.text(days[0] * 1.05, top / 1.03, "no veto left", color=style.ink(style.RED), fontsize=10,
              fontweight="bold", va="top")
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.set_xlim(days[0], days[-1])
    axes.set_yscale("log")
    axes.set_yticks([0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.5, 2, 3], minor=False)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_formatter("")
    axes.set_ylim(0.3, top)


def levels(results):
    """[(share of root, words)] of the coalitions that the figure marks, ascending."""
    held = float(results.config["foundation.coalition_share"])
    words = {1: "largest validator", 3: "three largest", 8: "eight largest"}
    found = [(record.coalition(k), words[k]) for k in COALITIONS]
    return sorted([*found, (held, "recorded coalition"), (1.0, "all of root")])


def draw_levels(axes, results):
    right, lines = axes.get_xlim()[1], []
    for level, words in levels(results):
        axes.axhline(level, color="0.35", linewidth=0.9, linestyle="--")
        below = words in ("recorded coalition", "eight largest")  # just under another line
        axes.text(
            right / 1.02,
            level,
            f"{words}, {level:.2f}",
            fontsize=8,
            color="0.3",
            ha="right",
            va="top" if below else "bottom",
        )
        lines.append(f"{words} ({level:.2f}) suffices {until(results, level)}")
    return lines


def until(results, level):
    """Up to which age a coalition controls the median existing subnet, on a straight line between
    the starts, in words."""
    rows = results.all_of(sweep.ALONE, sweep.EXISTING)
    parts = age(rows).groupby(rows["attack.day"]).median().sort_values()
    arms = [results.number(sweep.ALONE, day, sweep.EXISTING) for day in parts.index]
    ages = parts.to_numpy()
    needed = numpy.array([of_outcome(results, "phi_needed_opposed", arm).value for arm in arms])
    if level < needed[0]:
        return f"at no start: at {ages[0]:.0f} d it takes {needed[0]:.3f}"
    if level >= needed[-1]:
        return f"at every start, up to {ages[-1]:.0f} d"
    last = numpy.flatnonzero(needed > level)[0]
    part = (level - needed[last - 1]) / (needed[last] - needed[last - 1])
    return (
        f"up to an age of about {ages[last - 1] + part * (ages[last] - ages[last - 1]):.0f} d "
        "(median economy, all others opposing)"
    )
