"""What stands under the answer: each cell by itself, how the words depend on the cut, and what a
reader must know about how the measures were chosen."""

import re

from ... import intervals
from . import answer


def cells(results):
    """Each start by itself."""
    lines = [
        "Each start by itself; which starts are in the sweep was chosen, so that no figure "
        "over all of them is given. Consensus alone:"
    ]
    for subnet in ("existing", "fresh"):
        for day in results.start_days(subnet):
            rows = answer.twins(results, results.alone, day, subnet)
            controls = rows[rows.root_controls == 1]
            left = intervals.median(rows.harm_after, rows["sample"])
            lines.append(
                f"  day {day:g}, {subnet}: controls "
                f"{intervals.percent(intervals.share(rows.root_controls, rows['sample']))}; "
                f"stopped {intervals.percent(answer.stopped_at(rows, answer.CUT))}, given control "
                f"{intervals.percent(answer.stopped_at(controls, answer.CUT))}; harm left "
                f"{intervals.times(left)}"
            )
    return lines


def cuts(results):
    """How the share of stopped depends on what counts as stopped."""
    rows = answer.twins(results, results.alone, *answer.OWN)
    parts = [
        f"{cut:g} of the twin's: {intervals.percent(answer.stopped_at(rows, cut))}"
        for cut in answer.CUTS
    ]
    changes = len({answer.verdict_at(rows, cut) for cut in answer.CUTS}) > 1
    word = (
        "the verdict changes with it, and is called inconclusive"
        if changes
        else "the verdict does not change with it"
    )
    return [
        "Stopped depends on the cut (day 0, existing, consensus alone, share of prices on days "
        f"28 to 32 after the action): {'; '.join(parts)}; {word}."
    ]


def ages(results):
    """The subnet's age on every day that has both kinds."""
    lines = ["Existing over fresh subnets of one day:"]
    for day in answer.common_days(results):
        pair = (day, "existing"), (day, "fresh")
        change, word = answer.harm_change(results, *pair)
        lines.append(
            f"  day {day:g}: alpha staked over root's weight "
            f"{intervals.times(answer.excess_ratio(results, *pair))}, share of root needed "
            f"{intervals.times(answer.phi_ratio(results, *pair), 3)}, harm: {word}, "
            f"{intervals.points(change)}"
        )
    return lines


def disclosure(results, lines):
    """Two lines: which measure was chosen late, and how many intervals stand here."""
    last = answer.common_days(results)[-1]
    drawn = answer.phi_ratio(results, (last, "existing"), (last, "fresh"), "phi_needed")
    count = sum(len(re.findall(r"\(-?[\d.]+ to ", line)) for line in lines) + 1
    return [
        "The share of root needed is nearly an identity, kappa (1 + v held/(w S)): alpha staked "
        "over root's weight decides it. That it is taken with all the rest of root opposing was "
        f"chosen after a first look; as drawn, existing over fresh on day {last:g} is "
        f"{intervals.times(drawn)}.",
        f"This page prints {count} intervals of 95 %, not adjusted for their number: about one in "
        "twenty misses what it is for.",
    ]


def details(results, said):
    """Lines below the sentences in `said`."""
    lines = cuts(results) + cells(results) + ages(results)
    return lines + disclosure(results, said + lines)
