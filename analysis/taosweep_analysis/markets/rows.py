"""A fact beside its record and what economies have of it."""

import dataclasses

import numpy

from .facts import Fact

HEADINGS = ("fact", "days", "recorded", "median", "lowest", "highest", "band", "fitted", "", "what")
LEFT = (0, 7, 8, 9)


def number(value):
    """Three digits; '-' for what is undefined."""
    if not numpy.isfinite(value):
        return "-"
    return f"{value:.3g}" if abs(value) < 1000 else f"{float(f'{value:.3g}'):,.0f}"


@dataclasses.dataclass(frozen=True)
class Row:
    fact: Fact
    recorded: float
    median: float
    lowest: float
    highest: float

    @property
    def passes(self):
        if self.fact.band:
            return self.fact.band[0] <= self.median <= self.fact.band[1]
        return self.lowest <= self.recorded <= self.highest

    def cells(self):
        fact = self.fact
        numbers = (self.recorded, self.median, self.lowest, self.highest)
        return (
            fact.name,
            f"{fact.first}-{fact.last}",
            *map(number, numbers),
            " to ".join(map(number, fact.band)) if fact.band else "range",
            fact.fitted,
            "pass" if self.passes else "fail",
            f"{fact.sentence} [{fact.unit}]",
        )
