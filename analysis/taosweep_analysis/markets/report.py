"""Simulated markets beside recorded ones: sentences and tables."""

import numpy

from ..file import results
from ..problem import FileProblem
from ..say.numbers import count
from ..words import padded, width
from . import panel, periods
from .rows import HEADINGS, LEFT, Row


def value_of(fact, panels):
    """A moment over the days of a fact, of {quantity: panel}; NaN where they do not reach so far or
    lack the quantity."""
    windows = [panel.window(panels[name], fact.first, fact.last) for name in fact.of
               if name in panels]
    if len(windows) < len(fact.of) or any(rows is None or rows.shape[1] < 3 for rows in windows):
        return numpy.nan
    return float(fact.moment(*windows))


def rows_of(economies, record, block):
    """A row for each fact of a block that the economies reach, each a {quantity: panel}; `record`
    is such a one, or None for the figures that are known."""
    rows = []
    for fact in block.facts:
        simulated = [value_of(fact, panels) for panels in economies]
        if not numpy.isfinite(simulated).all():
            continue
        given = record is not None and set(fact.of) <= set(record)
        known = value_of(fact, record) if given else block.figures[fact.name]
        rows.append(Row(fact, known, numpy.median(simulated), min(simulated), max(simulated)))
    return rows


def lines_of(blocks):
    """blocks: [(heading, rows)]. Columns are as wide in every block."""
    parts = [(heading, [HEADINGS] + [row.cells() for row in rows]) for heading, rows in blocks]
    everything = [cells for _, block in parts for cells in block]
    widths = [max(width(cells[i]) for cells in everything) for i in range(len(HEADINGS))]
    return [line for heading, block in parts for line in
            ["", heading, *(aligned(cells, widths) for cells in block)]]


def aligned(cells, widths):
    return "  ".join(
        padded(text, columns) if i in LEFT else " " * (columns - width(text)) + text
        for i, (text, columns) in enumerate(zip(cells, widths))
    ).rstrip()


def sentence(heading, rows, economies):
    """How many facts of a block hold, and which do not."""
    failing = [row.fact.name for row in rows if not row.passes]
    missed = f"; missed: {', '.join(failing)}" if failing else ""
    return (
        f"{heading}: {len(rows) - len(failing)} of {len(rows)} facts of recorded markets hold in "
        f"{count(economies, 'economy')}{missed}."
    )


def rule(economies):
    """When a fact holds."""
    return (
        "With a band a fact holds where the median of economies lies in it; with 'range', where "
        "the record lies between the lowest and the highest economy; were it one more of them, "
        f"2 in {economies + 1} facts would be missed."
    )


def period_of(path):
    """Blocks of 2026 where economies begin at a state of the network, else of the launch."""
    begins = results.read(path).config.get("network.start", "launch")
    return periods.LAUNCH if begins == "launch" else periods.LATER


def lines(path, record_path=None):
    """The sentences, then the tables. FileProblem where the file keeps no prices of each day up to
    one that facts are about."""
    period = period_of(path)
    economies = panel.economies_of(path, periods.quantities(period))
    subnets = economies[0]["price"][1].shape[1]
    record = {"price": panel.of_record(record_path, subnets)} if record_path else None
    found = [(block.heading, rows_of(economies, record, block)) for block in period]
    blocks = [(heading, rows) for heading, rows in found if rows]
    if not blocks:
        first, last = periods.days(period)
        end = min(panel.end_of(panels["price"]) for panels in economies)
        raise FileProblem(
            f"{path}: its economies end on day {end} or later; facts "
            f"are about days {first} to {last}: run its config with "
            f"--set time.days={last + 1} --set time.days_after_start=0"
        )
    return [
        *(sentence(heading, rows, len(economies)) for heading, rows in blocks),
        rule(len(economies)),
        *lines_of(blocks),
    ]
