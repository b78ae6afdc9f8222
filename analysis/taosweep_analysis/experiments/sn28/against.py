"""Rows of the record beside the economies: the price of each compared day, recorded ranks and
falls, each with the 5 to 95 % range of economies, and whether the recorded value lies in it."""

import dataclasses

from ...say.numbers import number
from . import ranks as ranks_by_price
from . import record, sweep

DAYS = (1, 2, 3, 6, 9, 11, 13, 16, 20, 28)  # of the series, whose prices are compared
LARGEST_GAP = 0.5  # between such a day and the recorded one that stands for it [d]
LOW, HIGH = 0.05, 0.95
NOT_REPRODUCED = ": not reproduced"


@dataclasses.dataclass(frozen=True)
class Row:
    """A recorded value at a time, and quantiles over economies there."""

    kind: str  # price, rank or fall
    when: float  # day since launch, or of a fall hours since the action
    recorded: float
    low: float
    median: float
    high: float

    @property
    def inside(self):
        return self.low <= self.recorded <= self.high

    @property
    def mark(self):
        """Ends the line of a row."""
        return "" if self.inside else NOT_REPRODUCED

    @property
    def range(self):
        if self.kind == "rank":
            return f"{self.low:.0f} to {self.high:.0f}"
        return f"{number(self.low)} to {number(self.high)}"


def prices(results, points):
    """Rows of the compared days, those that the file has."""
    series = results.series("target_price", results.number(sweep.ALONE, *sweep.OWN), 0)
    return [row for row in (price(series, day, points) for day in DAYS) if row]


def price(series, day, points):
    """The row of one day; None where the series has no price of it."""
    place = series.place(day)
    if abs(series.time[place] - day) > LARGEST_GAP or series.n[place] == 0:
        return None
    quantiles = (series.at(q)[place] for q in (LOW, 0.5, HIGH))
    return Row("price", day, record.at(points, day), *quantiles)


def ranks(results):
    """Rows of the recorded ranks within the kept days; none where the file keeps no paths."""
    found, _ = ranks_by_price.ranks_of(results, sweep.ALONE)
    return [] if found is None else ranks_of(found)


def ranks_of(found):
    """The same of ranks by economy and day."""
    rows = []
    for day, rank, _ in record.RANKS:
        look = look_of(found.columns, day)
        if look is not None and found[look].notna().any():
            low, high = (found[look].quantile(q) for q in (LOW, HIGH))
            middle = ranks_by_price.middle_of(found[[look]]).iloc[0]
            rows.append(Row("rank", day, rank, low, middle, high))
    return rows


def look_of(days, day):
    """The daily look that stands for a recorded time: the nearest on its side of the action, a day
    away at most."""
    action = record.days(record.ACTION)
    same = [look for look in days if (look <= action) == (day <= action) and abs(look - day) <= 1]
    return min(same, key=lambda look: abs(look - day), default=None)


def falls(series):
    """Rows of the recorded falls, as parts of the price at the action that are lost."""
    rows = []
    for hour, fall in record.FALLS:
        place = series.place(hour)
        if series.n[place] > 0:
            low, middle, high = (1 - series.at(q)[place] for q in (HIGH, 0.5, LOW))
            rows.append(Row("fall", hour, fall, low, middle, high))
    return rows


def rows_of(results, points):
    """{kind: rows}"""
    series = results.series("fall_since_action", results.number(sweep.ALONE, *sweep.OWN), 0)
    return {"price": prices(results, points), "rank": ranks(results), "fall": falls(series)}


NAMES = {
    "price": ("prices", "price on day {:g}"),
    "rank": ("ranks by price", "rank on day {:.0f}"),
    "fall": ("falls", "fall after {:g} h"),
}


def lines(rows):
    """How many recorded values lie in the range of economies, and each one that does not."""
    counts = ", ".join(
        f"{sum(row.inside for row in some)} of {len(some)} {NAMES[kind][0]}"
        for kind, some in rows.items() if some
    )
    missed = [
        f"{NAMES[kind][1].format(row.when)}: {number(row.recorded)}, economies {row.range}"
        for kind, some in rows.items() for row in some if not row.inside
    ]
    return [
        f"Recorded values of subnet 28 in the 5 to 95 % range of economies, consensus alone: "
        f"{counts}.",
        f"  Not reproduced: {'; '.join(missed) if missed else 'none of these'}.",
    ]
