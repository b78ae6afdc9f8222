"""The answer in words. Every word follows from an interval; none stands before the file is read."""
import dataclasses

import numpy

from . import intervals

MARGIN = 1.05      # a ratio inside [1/MARGIN, MARGIN] counts as no difference
HARM = "takeover_ema_2"
HARM_WORDS = "at least 2 % of emission on 7 days in a row, nobody acting"


@dataclasses.dataclass(frozen=True)
class Statement:
    """verdict: a word that tests and scripts can compare; sentence: the same for people, with the numbers."""
    topic: str
    verdict: str
    sentence: str


def side(estimate, low, high):
    """'below', 'inside', 'above' where the whole interval lies so against [low, high]; else 'inconclusive'."""
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


def by_sample(results, arm, outcome, day, subnet):
    """Mean over replicates of an outcome in one cell, indexed by sample."""
    rows = results.of_arm(arm)
    rows = rows[(rows["attack.day"] == day) & (rows["attack.subnet"] == subnet)]
    return rows.groupby("sample")[outcome].mean()


def ratio_of(results, arm, outcome, upper, lower):
    """Paired ratio of an outcome between two cells (day, subnet), draw by draw."""
    first, second = (by_sample(results, arm, outcome, *cell) for cell in (upper, lower))
    first, second = first.align(second, join="inner")
    return intervals.paired_ratio(first, second)


def start_days(results, subnet):
    return sorted(results.economies.loc[results.economies["attack.subnet"] == subnet, "attack.day"].unique())


def does_it_stop(results):
    """First sentence: P(stopped | the foundation acts), overall and given control."""
    rows = results.of_arm(results.arm(foundation_acts="yes"))
    overall = intervals.share(rows.stopped, rows["sample"])
    controls = rows[rows.root_controls == 1]
    lacks = rows[rows.root_controls == 0]
    given = intervals.share(controls.stopped, controls["sample"])
    without = intervals.share(lacks.stopped, lacks["sample"])
    verdict = {"above": "mostly", "below": "seldom"}.get(side(overall, 0.5, 0.5), "inconclusive")
    opening = {"mostly": "Root stake mostly stops it", "seldom": "Root stake seldom stops it",
               "inconclusive": "Inconclusive: it is open whether root stake stops it more often than not"}[verdict]
    control = intervals.share(rows.root_controls, rows["sample"])
    left = intervals.median(controls.harm_after, controls["sample"])
    return Statement("root stake", verdict,
                     f"{opening}: over all starts drawn, acting cuts the subnet's share of prices to a quarter in "
                     f"{intervals.percent(overall)} of economies; in {intervals.percent(given)} of those where the "
                     f"coalition controls consensus and in {intervals.percent(without)} of the others; it controls in "
                     f"{intervals.percent(control)}, and there the harm of the 60 days after is "
                     f"x{intervals.number(left)} of what it is without action (median).")


def network_age(results):
    """Second sentence: fresh subnets of different dates differ in the network's age alone."""
    acting, idle = results.arm(foundation_acts="yes"), results.arm(foundation_acts="no")
    fresh, existing = start_days(results, "fresh"), start_days(results, "existing")
    ratio = ratio_of(results, acting, "phi_needed_opposed", (fresh[-1], "fresh"), (fresh[0], "fresh"))
    verdict = {"above": "more", "below": "less", "inside": "same"}.get(ratio_side(ratio), "inconclusive")
    words = {"more": "The network's age matters: a later start needs a larger coalition",
             "less": "The network's age matters: a later start needs a smaller coalition",
             "same": "The network's age does not decide it: the coalition needed is the same to within 5 %",
             "inconclusive": "Inconclusive for the network's age"}[verdict]
    early = by_sample(results, idle, HARM, existing[0], "existing")
    late = by_sample(results, idle, HARM, existing[-1], "existing")
    change = intervals.paired_mean(late - early)
    harm = {"above": "grows", "below": "falls"}.get(side(change, 0, 0), "is not told apart")
    return Statement("network age", verdict,
                     f"{words}: share of root needed against all the rest of root, fresh subnets, day {fresh[-1]:g} over day {fresh[0]:g}: "
                     f"x{intervals.number(ratio)}; the harm of an existing subnet ({HARM_WORDS}) {harm} from day "
                     f"{existing[0]:g} to day {existing[-1]:g}: {100 * early.mean():.0f} % to {100 * late.mean():.0f} %, "
                     f"change in percentage points {intervals.number(scaled(change, 100), 0)}.")


def subnet_age(results):
    """Third sentence: existing against fresh subnets on one day differ in the subnet's age."""
    acting = results.arm(foundation_acts="yes")
    common = sorted(set(start_days(results, "fresh")) & set(start_days(results, "existing")))
    ratios = {day: ratio_of(results, acting, "phi_needed_opposed", (day, "existing"), (day, "fresh")) for day in common}
    last = common[-1]
    verdict = {"above": "more", "below": "less", "inside": "same"}.get(ratio_side(ratios[last]), "inconclusive")
    words = {"more": "The subnet's age matters: the older it is, the larger the coalition needed",
             "less": "The subnet's age matters: the older it is, the smaller the coalition needed",
             "same": "The subnet's age does not matter: the coalition needed is the same to within 5 %",
             "inconclusive": "Inconclusive for the subnet's age"}[verdict]
    listed = "; ".join(f"day {day:g}: x{intervals.number(ratio)}" for day, ratio in ratios.items())
    return Statement("subnet age", verdict, f"{words}; share of root needed against all the rest, existing over fresh: {listed}.")


def hypothesis(network, subnet):
    """What the second and third verdict leave of the hypothesis that the subnet's age decides, not the calendar."""
    if network.verdict == "more" or subnet.verdict == "same":
        verdict = "falsified"
    elif network.verdict in ("same", "less") and subnet.verdict in ("more", "less"):
        verdict = "stands"
    else:
        verdict = "inconclusive"
    words = {"falsified": "The hypothesis is falsified", "stands": "The hypothesis stands",
             "inconclusive": "The hypothesis is neither borne out nor falsified"}[verdict]
    return Statement("hypothesis", verdict, f"{words} (that the subnet's age decides control, not the calendar).")


def scaled(estimate, factor):
    return intervals.Estimate(estimate.value * factor, estimate.low * factor, estimate.high * factor, estimate.n)


def statements(results):
    """The three sentences and the verdict on the hypothesis."""
    network, subnet = network_age(results), subnet_age(results)
    return [does_it_stop(results), network, subnet, hypothesis(network, subnet)]
