"""What the rules did, in sentences and one table."""

import numpy

from ...estimate import intervals
from ...estimate.of_file import of_outcome
from ...say.numbers import count
from .sweep import BASELINE, GATE, QUANTITIES, SUBSIDY

LEAST_MOVE = 0.05  # of the hypothesis [1]
UNITS = {"top_10_share": "%", "root_dividend_share": "%"}


def difference(sweep, quantity, arm, other):
    """Mean paired difference of a quantity at the end, arm less other."""
    return intervals.paired_mean(sweep.at_end(quantity, arm) - sweep.at_end(quantity, other))


def stands_where(found, holds):
    """Whether a part of the hypothesis holds; None where no interval says so."""
    return bool(holds) if numpy.isfinite(found.low) else None


def gate_sentence(sweep):
    found = difference(sweep, "top_10_share", *GATE)
    holds = "takes" if found.low > 0 else "does not clearly take"
    return (
        f"The gate by rank {holds} emission to the ten largest: on day {sweep.day:g} their share "
        "is "
        f"{intervals.points(found)} above that under the same rules without it."
    ), stands_where(found, found.low > 0)


def subsidy_sentence(sweep):
    found = difference(sweep, "top_10_share", *SUBSIDY)
    small = stands_where(found, max(abs(found.low), abs(found.high)) < LEAST_MOVE)
    return (
        f"The subsidy of July 2025 moves that share by {intervals.points(found)} against the rules "
        f"before it: {'less than' if small else 'not clearly less than'} five points."
    ), small


def statements(sweep):
    """Sentences that answer the question, and whether the hypothesis stands."""
    (gate, gated), (subsidy, small) = gate_sentence(sweep), subsidy_sentence(sweep)
    verdict = {True: "stands", False: "is falsified", None: "is open: an interval is missing"}
    both = None if None in (gated, small) else gated and small
    return [gate, subsidy, f"The hypothesis {verdict[both]}."]


def cell(quantity, estimate):
    """'57 (55 to 60)' in per cent, or '1.31 (1.27 to 1.40)'."""
    factor, digits = (100, 0) if UNITS.get(quantity) == "%" else (1, 2)
    if not numpy.isfinite(estimate.value):
        return "undefined"
    text = f"{factor * estimate.value:.{digits}f}"
    if not numpy.isfinite(estimate.low):
        return text
    return f"{text} ({factor * estimate.low:.{digits}f} to {factor * estimate.high:.{digits}f})"


HEADINGS = {
    "top_10_share": "ten largest [%]",
    "effective_subnets": "effective number",
    "sum_of_prices": "sum of prices [TAO/alpha]",
    "root_dividend_share": "root's dividends [%]",
}


def table(sweep):
    """Medians over economies with their 95 % intervals, a line for each arm."""
    n = len(sweep.of_arm(0))
    lines = [f"Day {sweep.day:g}, medians over {n} economies (95 % intervals):"]
    rows = [("arm", *HEADINGS.values())]
    for number, arm in enumerate(sweep.arms):
        estimates = [of_outcome(sweep, name, number) for name in QUANTITIES]
        rows.append((arm, *(cell(*pair) for pair in zip(QUANTITIES, estimates))))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines += [
        "  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip() for row in rows
    ]
    return lines


def silent(sweep):
    """Arms in which nothing is emitted to any subnet in some economies at the end."""
    lines = []
    for arm in sweep.arms:
        none = int((sweep.at_end("emitted_subnets", arm) == 0).sum())
        if none:
            lines.append(f"{arm}: in {count(none, 'economy')} no subnet is emitted to at the end")
    return lines


def lines(sweep):
    failed = int((sweep.economies.status != 0).sum())
    return [
        sweep.attributes["title"],
        sweep.attributes["question"],
        "",
        *statements(sweep),
        "",
        *table(sweep),
        *silent(sweep),
        "",
        f"The first arm, {BASELINE}, goes through the eras as the chain did. The others share its "
        "first days and then hold one rule; 'taosweep info FILE' shows from which day on.",
        f"{len(sweep.economies)} economies, {failed} failed and left out; hypothesis as registered "
        f"before the run: {sweep.attributes['hypothesis']}",
    ]
