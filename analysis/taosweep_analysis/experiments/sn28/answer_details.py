"""What stands under the answer: how far the prior itself reaches, each start, how the verdict moves
with what is unknown, and what of the record is met."""

import re

from ...estimate import intervals
from ...estimate.of_file import of_outcome
from ...say import numbers
from . import against, answer, answer_near, record, sweep, why

OPEN, TOO_FEW = "inconclusive", "too few draws to say"
# Parts of the prior by which the verdict is looked at again: (key, words, cuts).
SPLITS = (
    ("yield.naivety", "naivety", (0.75,)),
    ("attack.holder_pay", "holder pay", (1 / 3, 2 / 3)),
    ("attack.participation", "participation", (0.22,)),
)


def prior(results):
    """Medians of subnet 28's own start with the range over the prior itself."""
    rows = answer.twins(results, sweep.ALONE, *sweep.OWN)
    leaves = answer.twins(results, sweep.LEAVES, *sweep.OWN)

    def of_file(name, arm=sweep.ALONE):
        return of_outcome(results, name, results.number(arm, *sweep.OWN))

    def of_twins(values):
        return answer.median(values, rows)

    table = (
        ("share of root needed, all others opposing", of_file("phi_needed_opposed"),
         rows.phi_needed_opposed, 3),
        ("emission after the action [TAO]", of_file("tao_after"), rows.tao_after, 0),
        ("  the same, nobody acting", of_file("tao_after", sweep.IDLE), rows.idle_tao_after, 0),
        ("  over the share of day 0, consensus alone [TAO]", of_file("tao_taken"), rows.tao_taken,
         0),
        ("  over the share of day 0, nobody acting [TAO]", of_file("tao_taken", sweep.IDLE),
         rows.idle_tao_taken, 0),
        ("emission over the twin's", of_twins(rows.emission_left), rows.emission_left, 2),
        ("  were the attacker to leave too", of_twins(leaves.emission_left), leaves.emission_left,
         2),
        ("spot share in 60 d over the twin's", of_twins(rows.spot_left), rows.spot_left, 2),
    )
    return [
        "Subnet 28's own start, consensus alone: median (95 % interval, sampling error over the "
        "draws) and [5 to 95 % of economies, over the prior]:",
        *(
            f"  {words}: {intervals.number(middle, digits)} [{answer.reach(values)}]"
            for words, middle, values, digits in table
        ),
    ]


def starts(results):
    """Each start by itself."""
    lines = [
        "Each start by itself, consensus alone (spot is the share of prices), and [5 to 95 % of "
        "economies]:"
    ]
    for kind in (sweep.EXISTING, sweep.FRESH):
        rows = results.all_of(sweep.ALONE, kind)
        for day in sorted(rows["attack.day"].unique()):
            part, arm = rows[rows["attack.day"] == day], results.number(sweep.ALONE, day, kind)
            needed = of_outcome(results, "phi_needed_opposed", arm)
            enough = answer.share(answer.controls_opposed(results, part), part)
            restored = of_outcome(results, "restored", arm)
            lines.append(
                f"  day {day:g}, {kind}: share of root needed {intervals.number(needed, 3)} "
                f"[{answer.reach(part.phi_needed_opposed)}]; the recorded "
                f"coalition controls, all others opposing: {intervals.percent(enough)}; no larger "
                f"than average: {intervals.percent(restored)}{left(results, day, kind)}"
            )
    return lines


def left(results, day, kind):
    """What the action leaves of a start, where the file has its twin."""
    rows = answer.twins(results, sweep.ALONE, day, kind)
    if rows is None:
        return ""
    idle = of_outcome(results, "restored", results.number(sweep.IDLE, day, kind))
    return (
        f" (nobody acting {intervals.percent(idle)}); emission "
        f"{times_with_reach(rows.emission_left, rows)} of the twin's, spot "
        f"{times_with_reach(rows.spot_left, rows)}"
    )


def times_with_reach(ratios, rows):
    """'x0.11 (0.06 to 0.15, n = 64) [0.0206 to 0.578]'; of too few economies no range either."""
    enough = ratios.notna().sum() >= intervals.FEWEST
    text = intervals.times(answer.median(ratios, rows))
    return f"{text} [{answer.reach(ratios)}]" if enough else text


def parts_of(rows):
    """(words, economies) of each part of the prior."""
    for key, words, cuts in SPLITS:
        edges = (rows[key].min(), *cuts, rows[key].max())
        for number, (low, high) in enumerate(zip(edges, edges[1:])):
            inside = (rows[key] <= high) & ((rows[key] > low) | (number == 0))
            yield f"{words} {low:.2f} to {high:.2f}", rows[inside]


def robustness(results, verdicts):
    """The verdict over parts of the prior; whether it holds in all of them, changes or is open.
    verdicts: of the registered contrasts."""
    rows = answer.twins(results, sweep.ALONE, *sweep.OWN)
    whole = answer.does_it_hold(rows, verdicts)
    lines, found = [], {}
    for words, part in parts_of(rows):
        draws = part["sample"].nunique()
        verdict = answer.verdict_of(part) if draws >= intervals.FEWEST else TOO_FEW
        found.setdefault(verdict, []).append(words)
        numbers_ = f"; {numbers_of(results, part)}" if draws > 1 else ""
        lines.append(f"  {words}, {numbers.count(draws, 'draw')}: {verdict}{numbers_}")
    moves = over_parts(whole, found)
    return [f"How the answer moves with what is unknown, draws in parts: {moves}.", *lines]


def numbers_of(results, part):
    controls = answer.share(answer.controls_opposed(results, part), part)
    return (
        f"no larger than average {intervals.percent(answer.share(part.restored, part))}; emission "
        f"{times_with_reach(part.emission_left, part)} of the twin's; controls "
        f"{intervals.percent(controls)}"
    )


def over_parts(whole, found):
    """found: {verdict: parts of the prior}. A part that is open does not say that the verdict
    changes there, and one of too few draws says nothing."""
    few = found.get(TOO_FEW, [])
    enough = {verdict: parts for verdict, parts in found.items() if verdict != TOO_FEW}
    if few and not enough:
        said = "is open" if whole == OPEN else f"({whole}) is of all draws together"
        return f"the verdict {said}; {TOO_FEW} of any part of the prior"
    if not few:
        return over_large_parts(whole, enough, "part of the prior")
    said = over_large_parts(whole, enough, f"part of {intervals.FEWEST} draws or more")
    return f"{said}; {TOO_FEW} for {', '.join(few)}"


def over_large_parts(whole, found, part_of):
    """The same of parts that have draws enough, each a part_of."""
    open_ = found.get(OPEN, [])
    decided = {verdict: parts for verdict, parts in found.items() if verdict != OPEN}
    if whole == OPEN:
        said = [f"{verdict} for {', '.join(parts)}" for verdict, parts in decided.items()]
        parts = f", but decided in parts: {'; '.join(said)}" if said else ""
        return f"the verdict is open{parts}"
    changed = [part for verdict, parts in decided.items() if verdict != whole for part in parts]
    undecided = f"is open for {', '.join(open_)}"
    if changed:
        return (
            f"the verdict ({whole}) does not hold over the prior, but changes for "
            f"{', '.join(changed)}" + (f", and {undecided}" if open_ else "")
        )
    if open_:
        return f"the verdict ({whole}) changes in no {part_of}, but {undecided}"
    return f"the verdict ({whole}) holds in every {part_of}"


def beside_the_record(results):
    """What of the record is met, why not, and the verdict where economies are nearest to it."""
    points, whole = record.known()
    rows = against.rows_of(results, points)
    said = against.lines(rows) + why.lines(results, points, rows)
    if not whole:
        said[0] = f"{said[0][:-1]} (recorded prices: dated points)."
    return said + answer_near.lines(results, points)


def disclosure(lines):
    count = sum(len(re.findall(r"\(-?[\d.]+ to ", line)) for line in lines)
    return [
        "The share of root needed is an identity, kappa (1 + v held/(w S)); the sweep adds how "
        "much alpha is held. 'No larger than average' is absolute: spot share times living subnets "
        "at most 1, days 28 to 32 after the action; it does not depend on the twin.",
        f"This page prints {count} intervals of 95 %, not adjusted but for the registered: about "
        "one in twenty misses what it is for.",
    ]


def details(results, said, verdicts):
    """Lines below the sentences in `said`."""
    lines = robustness(results, verdicts) + prior(results) + starts(results)
    lines += beside_the_record(results)
    return lines + disclosure(said + lines)
