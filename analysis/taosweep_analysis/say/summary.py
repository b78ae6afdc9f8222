"""The answer in at most 120 words, from the numbers."""

from ..draw import cells
from ..draw.forest import in_words
from . import interest
from .numbers import count, interval, with_unit
from .titles import title_of

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
    """-> (the first sentence, those that follow): one number, and which statements hold."""
    if compared.verdicts:
        return tally(compared.verdicts), list(of_verdicts(sweep, compared.verdicts[:MOST_VERDICTS]))
    if not interest.outcomes(sweep):
        return "No outcome varies over the economies.", []
    if len(sweep.arms) > 1:
        lead = (
            "Nothing was registered before the run, and so all is descriptive."
            if not registered(sweep)
            else "Verdicts on what was registered need the program; what is here is descriptive."
        )
        return lead, list(differing(sweep, compared))
    return "One arm, and so nothing compared.", [level(sweep, interest.outcomes(sweep)[0])]


def of_verdicts(sweep, verdicts):
    """The first statement with its number, the others by their word alone."""
    first, *others = verdicts
    row = first.found
    yield (
        f"{quoted(first.name)} is {first.word}: {named(sweep, row.outcome)}, {quoted(row.arm)} "
        f"less {quoted(row.baseline)}, {found(row)}."
    )
    for word in VERDICTS:
        names = [quoted(verdict.name) for verdict in others if verdict.word == word]
        if names:
            yield f"{' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}: {word}."


def quoted(name):
    return f"\u2018{name}\u2019"


def named(sweep, outcome):
    """An outcome in words, inside a sentence."""
    words = title(sweep, outcome)
    return words if words == outcome or words[:2].isupper() else words[0].lower() + words[1:]


def found(row):
    """What decided: the mean with its interval, or that there is none."""
    if row.low == row.low:
        return in_words(row)
    why = row.why or row.method
    return f"has no interval of the mean, {count(row.pairs, 'pair')}" + (f" ({why})" if why else "")


def registered(sweep):
    return "[contrasts]" in sweep.attributes["config"]


def tally(verdicts):
    found = [(sum(v.word == word for v in verdicts), word) for word in VERDICTS]
    counts = ", ".join(f"{number} {word}" for number, word in found if number)
    return f"Of {count(len(verdicts), 'registered statement')}: {counts}."


def differing(sweep, compared):
    """The difference that stands first, and in how many outcomes there is one."""
    rows = interest.by_outcome(sweep, compared)
    clear = [max(interest.clear(row) for row in some) for some in rows.values()]
    if 2 not in clear:
        yield "No difference between arms has an interval that leaves 0 out."
        return
    outcome, some = next(iter(rows.items()))
    row = next(row for row in some if interest.clear(row) == 2)
    yield (
        f"{title(sweep, outcome)}, {quoted(row.arm)} less {quoted(row.baseline)}: {in_words(row)}."
    )
    yield (
        f"In {clear.count(2)} of {count(len(clear) - clear.count(0), 'outcome')} with an interval "
        "some arm differs from the baseline."
    )


def title(sweep, outcome):
    return title_of(outcome, sweep.group("outcomes")[outcome].attrs.get("long_name", ""))


def level(sweep, name):
    value, low, high, n, kind = cells.estimates(sweep, name, 0)
    unit = sweep.group("outcomes")[name].attrs["units"]
    bounds = interval(low[0], high[0])
    said = f"({bounds})" if bounds != "none" else "(too few for an interval)"
    more = len(sweep.cells) - 1
    place = f", in the first of {more + 1} cells ({sweep.cells[0]})" if more else ""
    return f"{title(sweep, name)}: {kind} {with_unit(value[0], unit)} {said}, n = {n[0]}{place}."


def closing(sweep):
    data = sweep.results
    failed = int((data.economies.status != 0).sum())
    size = f"{count(len(data.economies), 'economy')}, {failed or 'none'} failed."
    if len(data.economies) == len(sweep.arms):
        each = "One economy" if len(sweep.arms) == 1 else "One economy an arm"
        return f"{size} {each}: there is no interval, and how much is chance is not known."
    if not data.sampled:
        return f"{size} Intervals are over random shocks alone: no parameter is drawn."
    draws = data.economies["sample"].nunique()
    return f"{size} Intervals are sampling error over {count(draws, 'draw')} of an assumed prior."
