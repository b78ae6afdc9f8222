"""The answer in words. Every word follows from an interval; none stands before the file is read."""

import dataclasses

import numpy

from ...estimate import intervals
from ...estimate.of_file import of_outcome
from ...say.numbers import count, interval, whole_percent
from . import contrasts, near, record, sweep

MARGIN = 1.05  # a ratio inside [1/MARGIN, MARGIN] counts as no difference


@dataclasses.dataclass(frozen=True)
class Statement:
    """verdict: a word that tests and scripts can compare; sentence: the same for people, with the
    numbers."""

    topic: str
    verdict: str
    sentence: str


def ratio_side(ratio):
    """side() of a ratio against what counts as no difference."""
    return intervals.side(ratio, 1 / MARGIN, MARGIN)


def twins(results, answer, day, subnet):
    """Economies of one arm beside the same ones with nobody acting, which have idle_ before each
    outcome; emission_left and spot_left: TAO emitted from the action on, and the integral of the
    share of prices over 60 days, over the twin's. None without both arms."""
    arms = [results.number(a, day, subnet) for a in (answer, sweep.IDLE)]
    if None in arms:
        return None
    acting, idle = (results.of_arm(arm).set_index(["point", "replicate"]) for arm in arms)
    rows = acting.join(idle.add_prefix("idle_"))
    rows["emission_left"] = rows.tao_after / rows.idle_tao_after
    rows["spot_left"] = rows.harm_60d_after / rows.idle_harm_60d_after
    return rows


def controls_opposed(results, rows):
    """1 where the coalition of the config controls with all other root opposing."""
    held = float(results.config["foundation.coalition_share"])
    needed = rows.phi_needed_opposed
    return (needed <= held).astype(float).where(needed.notna())


def share(flags, rows):
    return intervals.share(flags, rows["sample"])


def median(values, rows):
    return intervals.median(values, rows["sample"])


def verdict_of(rows):
    """Whether the action brings most subnets down to an average share: a word."""
    word = intervals.side(share(rows.restored, rows), 0.5, 0.5)
    return {"above": "mostly", "below": "seldom"}.get(word, "inconclusive")


def does_it_hold(rows, verdicts):
    """The same, as far as what was registered about it is decided."""
    open_ = contrasts.undecided(verdicts, "restored", "share_30d_after")
    return "inconclusive" if open_ else verdict_of(rows)


def short(estimate, factor=1, digits=2, unit=""):
    """Value and bounds without n and a second unit, which the text says once."""
    text = intervals.written(estimate, factor, digits, unit).rsplit(", n =", 1)[0]
    return (text.removesuffix(unit) if "(" in text else text) + ")"


def reach(values, digits=None):
    """5 to 95 % of economies, over the prior; so many digits, or three that count."""
    low, high = (values.quantile(q) for q in (0.05, 0.95))
    return interval(low, high) if digits is None else f"{low:.{digits}f} to {high:.{digits}f}"


def control(results):
    rows = results.rows(sweep.ALONE, *sweep.OWN)
    held = float(results.config["foundation.coalition_share"])
    day = of_outcome(results, "action_day", results.number(sweep.ALONE, *sweep.OWN))
    part = share(controls_opposed(results, rows), rows)
    place = intervals.side(part, 0.5, 0.5)
    verdict = {"above": "mostly", "below": "seldom"}.get(place, "inconclusive")
    return Statement(
        "control",
        verdict,
        f"On day {day.value:.0f}, the recorded {100 * held:.0f} % of root "
        f"controls subnet 28 in {short(part, 100, 0, ' %')} of economies against all other "
        "root.",
    )


def age(results, verdicts):
    """How the share of root needed moves with the subnet's age and with the calendar."""
    ends, sides = {}, {}
    for kind in (sweep.EXISTING, sweep.FRESH):
        rows = results.all_of(sweep.ALONE, kind).set_index(["point", "replicate"])
        days = sorted(rows["attack.day"].unique())
        first, last = (
            rows.loc[rows["attack.day"] == day, "phi_needed_opposed"] for day in (days[0], days[-1])
        )
        arms = [results.number(sweep.ALONE, day, kind) for day in (days[0], days[-1])]
        ends[kind] = [of_outcome(results, "phi_needed_opposed", arm).value for arm in arms]
        sides[kind] = ratio_side(intervals.paired_ratio(last, first.reindex(last.index)))
    old, new = ends[sweep.EXISTING], ends[sweep.FRESH]
    open_ = "inconclusive" in sides.values() or contrasts.undecided(verdicts, "phi_needed_opposed")
    rises, moves = sides[sweep.EXISTING] == "above", sides[sweep.FRESH] == "above"
    verdict = {(True, False): "subnet", (True, True): "calendar"}.get((rises, moves), "neither")
    verdict = "inconclusive" if open_ else verdict
    words = {
        "subnet": "Control expires with the subnet's age, not the calendar",
        "calendar": "Control expires with the calendar, on new subnets too",
        "neither": "Control does not expire with the subnet's age",
        "inconclusive": "Inconclusive whether control expires with age or calendar",
    }[verdict]
    return Statement(
        "age",
        verdict,
        f"{words}: the share needed goes from {old[0]:.2f} to {old[1]:.2f} on old subnets, "
        f"from {new[0]:.2f} to {new[1]:.2f} on new ones.",
    )


def does_it_stop(results, verdicts):
    """What the action leaves of emission, and who is back at the average."""
    rows = twins(results, sweep.ALONE, *sweep.OWN)
    verdict = does_it_hold(rows, verdicts)
    restored, idle = (
        of_outcome(results, "restored", results.number(answer, *sweep.OWN))
        for answer in (sweep.ALONE, sweep.IDLE)
    )
    opening = {
        "mostly": "The action mostly stops it",
        "seldom": "The action seldom stops it",
        "inconclusive": "Inconclusive whether the action stops it",
    }[verdict]
    return Statement(
        "stop",
        verdict,
        f"{opening}: emission in the next 60 days is x{short(median(rows.emission_left, rows))} "
        f"[{reach(rows.emission_left, 2)}] of that without action; a month later "
        f"{short(restored, 100, 0, ' %')} are no larger than average, "
        f"{short(idle, 100, 0, ' %')} without action.",
    )


def caveat(results):
    """What the numbers are over, and how much of it looks like what was recorded."""
    draws = count(results.rows(sweep.ALONE, *sweep.OWN)["sample"].nunique(), "draw")
    points, _ = record.known()
    close = near.share(results, points)
    alike = "none was compared with recorded prices"
    if close.n:
        enough = numpy.isfinite(close.low)
        of_kept = f"{close.n * close.value:.0f} of {count(close.n, 'path')}"
        part = f"{whole_percent(close.value)} are" if enough else of_kept
        alike = f"{part} within x{near.NEAR} of recorded prices"
    return Statement(
        "caveat",
        "prior",
        f"Intervals: sampling error [5 to 95 % of economies] over {draws} of an assumed prior; "
        f"{alike}.",
    )


def statements(results, verdicts):
    """The answer: four sentences, 120 words at most. verdicts: of the registered contrasts, as
    taosweep compare has them."""
    return [
        control(results), age(results, verdicts), does_it_stop(results, verdicts), caveat(results)
    ]
