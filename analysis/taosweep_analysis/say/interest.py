"""Which outcomes a reader wants first: those registered, then those with a better side."""

import functools

import numpy

MOST_ARMS = 6  # in one panel
CHECKS = ("_residual", "_observed")  # ledgers; whether a time was seen


@functools.lru_cache(maxsize=1)  # asked for by every part of a page
def varying(sweep):
    """Outcomes that are not the same in every economy that has them."""
    found = sweep.outcomes
    return [
        name
        for name in sweep.results.outcomes
        if spread(found[name].values)
    ]


def spread(values):
    """Whether numbers differ by more than rounding."""
    there = values[numpy.isfinite(values)]
    return there.size > 0 and numpy.ptp(there) > 1e-9 * numpy.abs(there).max()


def outcomes(sweep, verdicts=()):
    """Names, the most interesting first; those that say nothing here are left out."""
    found = sweep.group("outcomes").variables
    some = [name for name in varying(sweep) if not name.endswith(CHECKS)]
    first = [v.found.outcome for v in verdicts]
    sided = [name for name in some if found[name].attrs.get("better", 0)]
    return list(dict.fromkeys([*(n for n in first if n in some), *sided, *some]))


def by_outcome(sweep, compared):
    """{outcome: its differences}: first those that differ between arms, then those that have an
    interval, then the rest, each in the order of interest."""
    rows = {}
    for row in compared.differences:
        if row.shown[0] == row.shown[0] and row.pairs:
            rows.setdefault(row.outcome, []).append(row)
    names = [name for name in outcomes(sweep, compared.verdicts) if name in rows]
    names.sort(key=lambda name: -max(clear(row) for row in rows[name]))
    return {name: rows[name] for name in names}


def clear(row):
    """2 where the interval of a difference leaves 0 out, 1 where it has one, else 0."""
    _, low, high, _ = row.shown
    if not (low == low and high == high):
        return 0
    return 2 if low > 0 or high < 0 else 1


def arms(sweep, verdicts=()):
    """Numbers of the arms that one panel shows: all of a few; of many the first and those that
    something was registered of, at most six."""
    if len(sweep.arms) <= MOST_ARMS:
        return list(range(len(sweep.arms)))
    named = [name for one in verdicts for name in (one.found.baseline, one.found.arm)]
    places = [sweep.arms.index(name) for name in named if name in sweep.arms]
    chosen = list(dict.fromkeys([0, *places])) if places else list(range(MOST_ARMS))
    return sorted(chosen[:MOST_ARMS])


def measures(sweep, verdicts=()):
    """Those outcomes that are no flags."""
    found = sweep.outcomes
    three_and_undefined = 4
    return [
        name
        for name in outcomes(sweep, verdicts)
        if len(numpy.unique(found[name].values)) >= three_and_undefined
    ]


def series(sweep):
    """Names of series that are defined somewhere and move."""
    found = sweep.series()
    names = [name for name in found.data_vars if f"{name}_n" in found]
    return [name for name in names if moves(found, name)]


def moves(found, name):
    return spread(found[name].values[found[f"{name}_n"].values > 0])
