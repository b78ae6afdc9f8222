"""The answer in words. Every word follows from an interval; none stands before the file is read."""

import dataclasses

import numpy

from ... import intervals
from . import closed_form

MARGIN = 1.05  # a ratio inside [1/MARGIN, MARGIN] counts as no difference
CUT = 0.25  # share of prices left, over the twin's, at which the subnet counts as stopped
CUTS = (0.2, 0.25, 0.3, 0.4, 0.5)  # over which the verdict must not change
OWN = (0, "existing")  # the cell of the question: subnet 28's own start
HARM = "takeover_spot_10"
HARM_WORDS = "10 % of prices on 7 days in a row"


@dataclasses.dataclass(frozen=True)
class Statement:
    """verdict: a word that tests and scripts can compare; sentence: the same for people, with the
    numbers."""

    topic: str
    verdict: str
    sentence: str


def side(estimate, low, high):
    """'below', 'inside', 'above' where the whole interval lies so against [low, high]; else
    'inconclusive'."""
    if not (numpy.isfinite(estimate.low) and numpy.isfinite(estimate.high)):
        return "inconclusive"
    if estimate.low > high:
        return "above"
    if estimate.high < low:
        return "below"
    return "inside" if estimate.low >= low and estimate.high <= high else "inconclusive"


def ratio_side(ratio):
    """side() of a ratio against what counts as no difference."""
    return side(ratio, 1 / MARGIN, MARGIN)


def twins(results, arm, day, subnet):
    """Economies of one cell beside the same ones with nobody acting, which have idle_ before each
    outcome; left_30 is the share of prices left on days 28 to 32 after the action, over the
    twin's."""
    key = ["point", "replicate"]
    acting = results.of_cell(arm, day, subnet).set_index(key)
    idle = results.of_cell(results.idle, day, subnet).set_index(key)
    rows = acting.join(idle.add_prefix("idle_"))
    rows["left_30"] = rows.share_30d_after / rows.idle_share_30d_after
    return rows


def stopped_at(rows, cut):
    """Share of economies whose left_30 is at most cut."""
    flags = (rows.left_30 <= cut).astype(float).where(rows.left_30.notna())
    return intervals.share(flags, rows["sample"])


def verdict_at(rows, cut):
    return {"above": "mostly", "below": "seldom"}.get(
        side(stopped_at(rows, cut), 0.5, 0.5), "inconclusive"
    )


def does_it_stop(results):
    """First sentence: what is left of the harm, and how often the subnet is stopped, on its own
    start."""
    rows = twins(results, results.alone, *OWN)
    controls = rows[rows.root_controls == 1]
    harmful = controls[controls["idle_" + HARM] == 1]
    leaves = twins(results, results.leaves, *OWN)
    verdicts = {verdict_at(rows, cut) for cut in CUTS}
    verdict = verdicts.pop() if len(verdicts) == 1 else "inconclusive"
    opening = {
        "mostly": "Root stake mostly stops it",
        "seldom": "Root stake seldom stops it",
        "inconclusive": "Inconclusive whether root stake stops it more often than not",
    }[verdict]
    left = intervals.times(intervals.median(rows.harm_after, rows["sample"]))
    leaving = intervals.times(intervals.median(leaves.harm_after, leaves["sample"]))
    overall, given, wanted, gone = (
        intervals.percent(stopped_at(part, CUT)) for part in (rows, controls, harmful, leaves)
    )
    return Statement(
        "root stake",
        verdict,
        f"{opening}: on subnet 28's own start (day 0, existing), consensus alone leaves "
        f"{left} of the harm of the 60 days after the action (median) and cuts the subnet's "
        f"share of prices on days 28 to 32 after it to a quarter or less in {overall}; in {given} "
        f"where the coalition controls, and in {wanted} where it controls and the subnet would "
        f"have taken {HARM_WORDS}; were the attacker to leave too: {leaving} and {gone}.",
    )


def by_sample(results, arm, day, subnet, value):
    """Mean over replicates of value(rows) in one cell, indexed by sample."""
    rows = results.of_cell(arm, day, subnet)
    return value(rows).groupby(rows["sample"]).mean()


def pair_of(results, arm, upper, lower, value):
    """value in two cells (day, subnet), draw by draw."""
    first, second = (by_sample(results, arm, *cell, value) for cell in (upper, lower))
    return first.align(second, join="inner")


def excess_ratio(results, upper, lower):
    """Paired ratio of phi - kappa = kappa v held/(w S), that is of alpha staked over root's
    weight."""
    kappa = closed_form.kappa(results.config)
    return intervals.paired_ratio(
        *pair_of(results, results.alone, upper, lower, lambda rows: rows.phi_needed_opposed - kappa)
    )


def phi_ratio(results, upper, lower, outcome="phi_needed_opposed"):
    """Paired ratio of the share of root needed."""
    return intervals.paired_ratio(
        *pair_of(results, results.alone, upper, lower, lambda rows: rows[outcome])
    )


def harm_change(results, upper, lower):
    """Paired difference of harm, nobody acting: (estimate, word)."""
    change = intervals.paired_share(
        *pair_of(results, results.idle, upper, lower, lambda rows: rows[HARM])
    )
    return change, {"above": "more", "below": "less"}.get(side(change, 0, 0), "no clear difference")


def common_days(results):
    """Start days that both kinds of subnets have."""
    return sorted(set(results.start_days("fresh")) & set(results.start_days("existing")))


def verdict_of(ratio):
    return {"above": "more", "below": "less", "inside": "same"}.get(
        ratio_side(ratio), "inconclusive"
    )


def network_age(results):
    """Second sentence: fresh subnets of different dates differ in the network's age alone."""
    first, last = common_days(results)[0], common_days(results)[-1]
    late, early = (last, "fresh"), (first, "fresh")
    excess, phi = excess_ratio(results, late, early), phi_ratio(results, late, early)
    change, harm = harm_change(results, late, early)
    verdict = verdict_of(excess)
    words = {
        "more": "The network's age matters: a later start needs a larger coalition",
        "less": "The network's age matters: a later start needs a smaller coalition",
        "same": "The network's age does not decide control",
        "inconclusive": "Inconclusive for the network's age, at a margin of 5 %",
    }[verdict]
    return Statement(
        "network age",
        verdict,
        f"{words}: fresh subnets, day {last:g} over day {first:g}: alpha staked over root's weight "
        f"{intervals.times(excess)}, share of root needed {intervals.times(phi, 3)}; harm "
        f"({HARM_WORDS}, nobody acting): {harm}, {intervals.points(change)}.",
    )


def subnet_age(results):
    """Third sentence: existing against fresh subnets of one day differ in the subnet's age."""
    last = common_days(results)[-1]
    old, new = (last, "existing"), (last, "fresh")
    excess, phi = excess_ratio(results, old, new), phi_ratio(results, old, new)
    change, harm = harm_change(results, old, new)
    verdict = verdict_of(excess)
    words = {
        "more": "The subnet's age matters: the older it is, the larger the coalition needed",
        "less": "The subnet's age matters: the older it is, the smaller the coalition needed",
        "same": "The subnet's age does not matter for control",
        "inconclusive": "Inconclusive for the subnet's age, at a margin of 5 %",
    }[verdict]
    return Statement(
        "subnet age",
        verdict,
        f"{words}: existing over fresh subnets, day {last:g}: alpha staked over root's weight "
        f"{intervals.times(excess)}, share of root needed {intervals.times(phi, 3)}; harm: "
        f"{harm}, {intervals.points(change)}.",
    )


def hypothesis(results, network, subnet):
    """What the second and third verdict leave of the hypothesis that the subnet's age decides, not
    the calendar; and what it is as registered, which names no margin."""
    if network.verdict == "more" or subnet.verdict == "same":
        verdict = "falsified"
    elif network.verdict in ("same", "less") and subnet.verdict in ("more", "less"):
        verdict = "stands"
    else:
        verdict = "inconclusive"
    words = {
        "falsified": "The hypothesis is falsified",
        "stands": "The hypothesis stands",
        "inconclusive": "The hypothesis is neither borne out nor falsified",
    }[verdict]
    days = common_days(results)
    phi = phi_ratio(results, (days[-1], "fresh"), (days[0], "fresh"))
    literal = "rises, so that it is falsified" if phi.low > 1 else "does not clearly rise"
    return Statement(
        "hypothesis",
        verdict,
        f"{words} (that the subnet's age decides control, not the calendar) where changes up to "
        f"{100 * (MARGIN - 1):.0f} % in alpha staked over root's weight count as none; as "
        f"registered, without such a margin, the share needed on fresh subnets {literal}: "
        f"{intervals.times(phi, 3)}.",
    )


def statements(results):
    """The three sentences and the verdict on the hypothesis."""
    network, subnet = network_age(results), subnet_age(results)
    return [does_it_stop(results), network, subnet, hypothesis(results, network, subnet)]
