"""What the answer is in the economies nearest to the record: descriptive, since they were chosen by
what they look like."""

import numpy

from ...estimate import intervals
from ...say.numbers import count, number
from . import answer, near, sweep

FEW = 30  # of fewer economies an interval of a share may reach 18 percentage points to a side


def lines(results, points):
    """The verdict again in the economies nearest to the record, beside that of all."""
    apart = near.distances(results, points)
    if not apart.notna().any():
        return ["Economies nearest to the record: not computed, the file keeps no paths of this "
                "start."]
    chosen, kept = near.nearest(apart), int(apart.notna().sum())
    rows = answer.twins(results, sweep.ALONE, *sweep.OWN)
    part, whole = rows.loc[chosen.index], answer.verdict_of(rows)
    enough = len(part) >= intervals.FEWEST
    verdict = answer.verdict_of(part) if enough else "not told, there are too few"
    alike = "as of all" if verdict == whole else f"of all it is {whole}"
    few = f" {len(part)} are few, and their intervals wide." if len(part) < FEW else ""
    return [
        f"In the {count(len(part), 'economy')} of {kept} nearest to the record on days "
        f"{near.DAYS[0]} to {near.DAYS[-1]} (within x{number(numpy.exp(chosen.iloc[-1]))}; "
        f"{int(near.flags(apart).sum())} are within x{near.NEAR}) the verdict is {verdict}, "
        f"{alike}. Descriptive: they were chosen by their prices.{few}",
        *(f"  {words}: {said(rows_)}" for words, rows_ in (("nearest", part), ("all", rows))),
    ]


def said(rows):
    def percent(values):
        return intervals.written(answer.median(values, rows), 100, 2, " %")

    idle = answer.share(rows.idle_restored, rows)
    return (
        f"no larger than average {intervals.percent(answer.share(rows.restored, rows))}, nobody "
        f"acting {intervals.percent(idle)}; emission "
        f"{intervals.times(answer.median(rows.emission_left, rows))} of the twin's; share of "
        f"prices a month later {percent(rows.share_30d_after)}, nobody acting "
        f"{percent(rows.idle_share_30d_after)}"
    )
