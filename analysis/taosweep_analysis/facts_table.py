"""Rows of facts as lines whose columns stand under each other, however long their contents."""

import dataclasses

import numpy

from .say.numbers import whole_percent
from .words import padded, width

HEADINGS = ("outcome", "n", "value", "low", "high", "unit")
LEFT = (0, 5)  # columns that begin at the left


@dataclasses.dataclass
class FactRow:
    name: str
    n: int
    value: float
    low: float
    high: float
    unit: str
    undefined_when: str
    seen: float  # share of economies in which the time was seen, not cut off; NaN for others

    def cells(self):
        if self.n == 0:
            why = f" ({self.undefined_when})" if self.undefined_when else ""
            return (self.name, "0", "-", "-", "-", f"undefined{why}")
        unit = self.unit
        if not numpy.isfinite(self.value) and numpy.isfinite(self.seen):
            unit += f", seen in {whole_percent(self.seen)} of them"
        return (self.name, str(self.n), *map(number, (self.value, self.low, self.high)), unit)


def number(value):
    return f"{value:.4g}" if numpy.isfinite(value) else "-"


def lines_of_table(blocks):
    """blocks: [(heading, rows)]. Columns are as wide in every block."""
    parts = [(heading, [row.cells() for row in rows]) for heading, rows in blocks]
    everything = [HEADINGS] + [cells for _, block in parts for cells in block]
    widths = [max(width(cells[i]) for cells in everything) for i in range(len(HEADINGS))]
    lines = []
    for heading, block in parts:
        lines += ["", heading]
        lines += [line_of(cells, widths) for cells in [HEADINGS, *block]]
    return lines


def line_of(cells, widths):
    placed = [
        padded(text, columns) if i in LEFT else " " * (columns - width(text)) + text
        for i, (text, columns) in enumerate(zip(cells, widths))
    ]
    return "  ".join(placed).rstrip()
