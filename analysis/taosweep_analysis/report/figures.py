"""Which figures a page has, and in which order."""

from ..draw import cells, fan, forest, paths, scatter, survival
from ..draw import drivers as bars
from ..problem import FileProblem
from ..say import interest
from ..say.summary import MOST_VERDICTS

# of each kind on a page
FORESTS, FANS, MAPS, SCATTERS, TIMES, ECONOMIES, DRIVEN = 6, 6, 3, 3, 3, 4, 4


def headline(sweep, compared):
    """One figure: what was registered, else the first difference, map, series or path."""
    if compared.verdicts:
        return forest.of_verdicts(sweep, compared.verdicts[:MOST_VERDICTS])
    for outcome, rows in interest.by_outcome(sweep, compared).items():
        return forest.of_outcome(sweep, rows, outcome)
    return next(
        (made[0] for made in (draw(sweep, compared) for draw in (maps, fans)) if made), None
    )


def forests(sweep, compared):
    """A figure for each outcome in which arms differ or may, but the one that stands first."""
    shown = list(interest.by_outcome(sweep, compared).items())[0 if compared.verdicts else 1 :]
    return [forest.of_outcome(sweep, rows, outcome) for outcome, rows in shown[:FORESTS]]


def fans(sweep, compared, but=""):
    """but: the name of the figure that stands first already, here and of maps()."""
    order = {name: place for place, name in enumerate(interest.outcomes(sweep, compared.verdicts))}
    names = sorted(interest.series(sweep), key=lambda name: order.get(name, len(order)))
    arms = interest.arms(sweep, compared.verdicts)
    shown = [name for name in names[:FANS] if f"fan-{name}-0" != but]
    return [fan.of_series(sweep, name, arms=arms) for name in shown]


def maps(sweep, compared, but=""):
    if len(sweep.cells) < 2:
        return []
    names = interest.outcomes(sweep, compared.verdicts)[:MAPS]
    return [cells.of_outcome(sweep, name) for name in names if f"map-{name}" != but]


def scatters(sweep, compared):
    """The first outcome against what orders it most."""
    names = interest.measures(sweep, compared.verdicts)[:1]
    last = len(sweep.arms) - 1
    return [
        scatter.of_outcome(sweep, name, parameter, sorted({0, last}))
        for name in names
        for parameter in scatter.strongest(sweep, name, last)[:SCATTERS]
    ]


def driven(sweep, found, compared):
    """What drives the first outcomes of which something is told."""
    there = [one.outcome for one in found.outcomes if one.drivers]
    names = [name for name in interest.outcomes(sweep, compared.verdicts) if name in there]
    return [bars.of_outcome(sweep, found, name) for name in names[:DRIVEN]]


def times(sweep, compared):
    arms = interest.arms(sweep, compared.verdicts)
    return [survival.of_outcome(sweep, name, arms) for name in survival.times_of(sweep)[:TIMES]]


def economies(sweep):
    """(words, figure) of each kept economy, and how many there are; none where none was kept."""
    try:
        words = paths.economies(sweep)
    except FileProblem:
        return [], 0
    shown = range(min(ECONOMIES, len(words)))
    return [(words[k], paths.of_economy(sweep, k)) for k in shown], len(words)
