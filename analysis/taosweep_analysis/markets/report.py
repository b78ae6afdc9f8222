"""Simulated markets beside recorded ones: a sentence and a table."""

import dataclasses

import numpy

from ..file import results
from ..problem import FileProblem
from ..say.numbers import count
from ..words import padded, width
from . import facts, panel, recorded
from .facts_2026 import LATER

HEADINGS = ("fact", "days", "recorded", "median", "lowest", "highest", "band", "", "what")
LEFT = (0, 7, 8)


@dataclasses.dataclass(frozen=True)
class Row:
    fact: facts.Fact
    recorded: float
    median: float
    lowest: float
    highest: float

    @property
    def passes(self):
        return self.fact.low <= self.median <= self.fact.high

    def cells(self):
        fact = self.fact
        numbers = (self.recorded, self.median, self.lowest, self.highest)
        return (
            fact.name,
            f"{fact.first}-{fact.last}",
            *(f"{value:.3g}" if numpy.isfinite(value) else "-" for value in numbers),
            f"{fact.low:g} to {fact.high:g}",
            "pass" if self.passes else "fail",
            f"{fact.sentence} [{fact.unit}]",
        )


def value_of(fact, prices):
    """A moment over the days of a fact; NaN where the panel does not reach so far."""
    rows = panel.window(prices, fact.first, fact.last)
    return float(fact.moment(rows)) if rows is not None and rows.shape[1] > 2 else numpy.nan


def rows_of(panels, record, period=(facts.LAUNCH, recorded.LAUNCH)):
    """A row for each fact of a period that the panels reach; `record` is a panel, or None for the
    figures that are known."""
    rows = []
    wanted, figures = period
    for fact in wanted:
        simulated = [value_of(fact, prices) for prices in panels]
        if not numpy.isfinite(simulated).all():
            continue
        known = figures[fact.name] if record is None else value_of(fact, record)
        rows.append(Row(fact, known, numpy.median(simulated), min(simulated), max(simulated)))
    return rows


def lines_of(rows):
    cells = [HEADINGS] + [row.cells() for row in rows]
    widths = [max(width(line[i]) for line in cells) for i in range(len(HEADINGS))]
    return [
        "  ".join(
            padded(text, columns) if i in LEFT else " " * (columns - width(text)) + text
            for i, (text, columns) in enumerate(zip(line, widths))
        ).rstrip()
        for line in cells
    ]


def period_of(path):
    """Facts and figures of 2026 where economies begin at a state of the network, else of the
    launch."""
    begins = results.read(path).config.get("network.start", "launch")
    if begins == "launch":
        return facts.LAUNCH, recorded.LAUNCH
    return LATER, recorded.LATER


def lines(path, record_path=None):
    """The sentence, then the table. FileProblem where the file keeps no prices of each day up to
    one that facts are about."""
    panels, period = panel.of_file(path), period_of(path)
    subnets = panels[0][1].shape[1]
    record = panel.of_record(record_path, subnets) if record_path else None
    rows = rows_of(panels, record, period)
    if not rows:
        first, last = period[0][0].first, max(fact.last for fact in period[0])
        raise FileProblem(
            f"{path}: its economies end on day {min(map(panel.end_of, panels))} or later; facts "
            f"are about days {first} to {last}: run its config with "
            f"--set time.days={last + 1} --set time.days_after_start=0"
        )
    failing = [row.fact.name for row in rows if not row.passes]
    missed = f"; missed: {', '.join(failing)}" if failing else ""
    return [
        f"{len(rows) - len(failing)} of {len(rows)} facts of recorded markets hold in the median "
        f"of {count(len(panels), 'economy')}{missed}.",
        "",
        *lines_of(rows),
    ]
