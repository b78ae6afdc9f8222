"""What the rules did, in sentences and one table. Verdicts are those of `taosweep compare`."""

import numpy

from ...estimate.of_file import of_outcome
from ...say.numbers import count, interval, number
from ..experiment import Statement
from .sweep import BASELINE, GATE, QUANTITIES, SUBSIDY

UNITS = {"top_10_share": "%", "root_dividend_share": "%"}
GATED = {"confirmed": "takes", "falsified": "does not take"}
MOVED = {"confirmed": "less than", "falsified": "more than"}


def verdict_on(verdicts, arm, other):
    """The registered verdict on the share of the ten largest; None where there is none."""
    named = ("top_10_share", arm, other)
    rows = ((one.found.outcome, one.found.arm, one.found.baseline) for one in verdicts)
    return next((one for one, row in zip(verdicts, rows) if row == named), None)


def in_points(verdict):
    """'14 points (9 to 19, 64 pairs)'"""
    found = verdict.found
    bounds = interval(100 * found.low, 100 * found.high)
    said = f"no interval: {found.why or found.method}" if bounds == "none" else bounds
    return f"{number(100 * found.value)} points ({said}; {count(found.pairs, 'pair')})"


def gate_sentence(sweep, verdict):
    return Statement(
        verdict.word,
        f"The gate by rank {GATED.get(verdict.word, 'does not clearly take')} emission to the ten "
        f"largest: on day {sweep.day:g} their share under it is higher than under the same rules "
        f"without it by {in_points(verdict)}.",
    )


def subsidy_sentence(verdict):
    return Statement(
        verdict.word,
        f"The subsidy of July 2025 moves that share by {in_points(verdict)} against the rules "
        f"before it: {MOVED.get(verdict.word, 'not clearly less than')} five points.",
    )


def hypothesis(found):
    """As it was registered: an interval that holds 0, or reaches beyond five points, falsifies."""
    if all(one.word == "confirmed" for one in found):
        return Statement("stands", "The hypothesis stands.")
    if any(one.word != "confirmed" and numpy.isfinite(one.found.low) for one in found):
        return Statement(
            "falsified",
            "The hypothesis is falsified as registered: an interval holds 0, lies below it or "
            "reaches beyond five points.",
        )
    return Statement("open", "The hypothesis is open: an interval is missing.")


def history(sweep):
    """What the ten largest take at the end as the chain had it, and what intervals are of."""
    found = cell("top_10_share", of_outcome(sweep, "top_10_share", sweep.arms.index(BASELINE)))
    draws = count(sweep.economies["sample"].nunique(), "draw")
    return [
        Statement(
            "median",
            f"Under all rules in turn, as the chain had them, their share on day {sweep.day:g} is "
            f"{found} %, the median of economies.",
        ),
        Statement("prior", f"Intervals: sampling error over {draws} of an assumed prior."),
    ]


def statements(sweep, verdicts):
    """Whether the hypothesis stands, and what says so."""
    gate, subsidy = (verdict_on(verdicts, *pair) for pair in (GATE, SUBSIDY))
    if gate is None or subsidy is None:
        said = Statement("open", "The hypothesis on the ten largest is open: no verdicts on it.")
        return [said, *history(sweep)]
    return [
        hypothesis([gate, subsidy]),
        gate_sentence(sweep, gate),
        subsidy_sentence(subsidy),
        *history(sweep),
    ]


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


def lines(sweep, compared):
    """compared: what taosweep compare says of the registered contrasts."""
    failed = int((sweep.economies.status != 0).sum())
    why = [f"No verdict here: {compared.lacking}."] if compared.lacking else []
    return [
        sweep.attributes["title"],
        sweep.attributes["question"],
        "",
        *(statement.sentence for statement in statements(sweep, compared.verdicts)),
        *why,
        "",
        *table(sweep),
        *silent(sweep),
        "",
        f"The first arm, {BASELINE}, goes through the eras as the chain did. The others share its "
        "first days and then hold one rule; 'taosweep info FILE' shows from which day on.",
        f"{len(sweep.economies)} economies, {failed} failed and left out; hypothesis as registered "
        f"before the run: {sweep.attributes['hypothesis']}",
    ]
