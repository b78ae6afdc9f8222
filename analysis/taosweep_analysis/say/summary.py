"""The answer in at most 120 words, from the numbers."""

from ..draw import cells
from ..draw.forest import in_words
from . import interest
from .numbers import count, interval, with_unit

MOST_WORDS = 120
MOST_VERDICTS = 6
VERDICTS = ("confirmed", "falsified", "inconclusive")


def words_in(text):
    return len(text.split())


def within(lead, sentences, close):
    """As many of the sentences as there is room for between the first and the last."""
    room = MOST_WORDS - words_in(lead) - words_in(close)
    kept = []
    for sentence in sentences:
        if words_in(" ".join([*kept, sentence])) > room:
            break
        kept.append(sentence)
    return " ".join(part for part in (lead, *kept, close) if part)


def summary(sweep, compared):
    """At most 120 words."""
    return within(*parts(sweep, compared), closing(sweep))


def parts(sweep, compared):
    """-> (the first sentence, those that follow)"""
    if compared.verdicts:
        return tally(compared.verdicts), [
            f"{v.name}: {v.word} ({v.found.outcome} {found(v.found)})."
            for v in compared.verdicts[:MOST_VERDICTS]
        ]
    names = interest.outcomes(sweep)
    if not names:
        return "No outcome varies over the economies.", []
    if len(sweep.arms) > 1:
        lead = "What is below is descriptive: " + (
            "nothing was registered before the run."
            if not registered(sweep)
            else "verdicts on what was registered need the program."
        )
        return lead, [sentence for name in names for sentence in differing(compared, name)]
    return "One arm, and so nothing compared.", [level(sweep, name) for name in names[:3]]


def found(row):
    """What decided: the mean with its interval, or that there is none."""
    return in_words(row) if row.low == row.low else f"has no interval, {count(row.pairs, 'pair')}"


def registered(sweep):
    return "[contrasts]" in sweep.attributes["config"]


def tally(verdicts):
    found = [(sum(v.word == word for v in verdicts), word) for word in VERDICTS]
    counts = ", ".join(f"{number} {word}" for number, word in found if number)
    return f"Of {count(len(verdicts), 'registered statement')}: {counts}."


def differing(compared, outcome):
    """Differences with an interval that leaves 0 out."""
    for row in compared.differences:
        _, low, high, _ = row.shown
        if row.outcome == outcome and (low > 0 or high < 0):
            yield f"{outcome}, {row.arm} less {row.baseline}: {in_words(row)}."


def level(sweep, name):
    value, low, high, n, kind = cells.estimates(sweep, name, 0)
    unit = sweep.group("outcomes")[name].attrs["units"]
    bounds = interval(low[0], high[0])
    said = f"({bounds})" if bounds != "none" else "(too few for an interval)"
    return f"{name}: {kind} {with_unit(value[0], unit)} {said}, n = {n[0]}."


def closing(sweep):
    data = sweep.results
    failed = int((data.economies.status != 0).sum())
    size = f"{count(len(data.economies), 'economy')}, {failed or 'none'} failed."
    if not data.sampled:
        return f"{size} Intervals are over random shocks alone: no parameter is drawn."
    draws = data.economies["sample"].nunique()
    return f"{size} Intervals are sampling error over {draws} draws of an assumed prior."
