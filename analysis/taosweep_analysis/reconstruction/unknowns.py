"""What prices do not tell, and the values it is given."""

import csv
import dataclasses
import itertools

import numpy

from ..problem import FileProblem

FLAT, STRAIGHT, IDLE = range(3)
FIRST_DAYS, LATER_DAYS = 1.0, 30.0  # over which prices stand for the last root vote [d]
FIRST_HOURS = {
    FLAT: "as the first price",
    STRAIGHT: "straight from 1 to it in logarithms",
    IDLE: "as without a trade",
}


@dataclasses.dataclass
class Variants:
    """A row each: the first hours, the part of each subnet in the last root vote [1] and the day of
    the fast average. The row `middle` is the one that single numbers come from."""

    first_hours: numpy.ndarray
    votes: numpy.ndarray
    fast_days: numpy.ndarray
    middle: int = 0


def guessed_votes(prices, place=None, share=None, exponent=1.0, factor=1.0, other=1.0):
    """Part of each subnet in the last root vote: as a power of its price, times a factor at even
    places and another at odd ones. That at `place` is `share`. Subnets that were not there have NaN
    as price, and 0."""
    votes = numpy.where(numpy.isfinite(prices), prices**exponent, 0)  # nan^0 is 1
    votes = votes * numpy.where(numpy.arange(len(votes)) % 2, other, factor)
    if place is None:
        return votes / votes.sum()
    votes[place] = 0
    votes *= (1 - share) / votes.sum()
    votes[place] = share
    return votes


def ranging_votes(first_prices, later_prices, place, share):
    """Votes to take ranges over, the likeliest first. Of half of the subnets they are twice, of the
    others half of what first prices say, and the reverse. As later prices they foresee: emission
    lifts prices, so that wrong votes put pools too low in sum. That at `place` ranges over
    `share`."""
    parts = [None] if place is None else [share.low, share.high]
    middle = None if place is None else share.middle

    def guess(part, **form):
        return guessed_votes(first_prices, place, part, **form)

    return [
        guess(middle),
        guessed_votes(later_prices, place, middle),
        *(guess(part, exponent=e) for part in parts for e in (1.0, 0.0)),
        guess(middle, factor=2.0, other=0.5),
        guess(middle, factor=0.5, other=2.0),
    ]


def extreme_votes(first_prices):
    """Votes of which each subnet has once a tenth of what its first price says."""
    return [
        guessed_votes(first_prices),
        guessed_votes(first_prices, exponent=0.0),
        guessed_votes(first_prices, factor=0.1),
        guessed_votes(first_prices, other=0.1),
    ]


def combined(votes, fast_days):
    """Variants of first hours, votes and dates, all with all. fast_days: Ranged."""
    rows = list(itertools.product(FIRST_HOURS, range(len(votes)), fast_days.values()))
    return Variants(
        numpy.array([hours for hours, _, _ in rows]),
        numpy.array([votes[vote] for _, vote, _ in rows]),
        numpy.array([fast for _, _, fast in rows]),
        rows.index((FLAT, 0, fast_days.middle)),
    )


def together(parts):
    return Variants(
        *(
            numpy.concatenate([getattr(part, name) for part in parts])
            for name in ("first_hours", "votes", "fast_days")
        ),
        parts[0].middle,
    )


def read_votes(path, netuids, at_launch):
    """Part of each subnet in the last root vote from a table netuid, share. FileProblem where it
    does not name each subnet of the launch."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            given = {int(row["netuid"]): float(row["share"]) for row in csv.DictReader(file)}
    except (OSError, KeyError, TypeError, ValueError, csv.Error):
        raise FileProblem(
            f"--first-shares {path}: it cannot be read as columns netuid and share; give a row a "
            "subnet of the launch"
        ) from None
    missing = [n for n, there in zip(netuids, at_launch) if there and not given.get(n, 0) > 0]
    if missing:
        raise FileProblem(
            f"--first-shares {path}: no share above 0 for subnet {missing[0]}; give a row to each "
            "subnet of the launch"
        )
    votes = numpy.array([given[n] if there else 0.0 for n, there in zip(netuids, at_launch)])
    return votes / votes.sum()
