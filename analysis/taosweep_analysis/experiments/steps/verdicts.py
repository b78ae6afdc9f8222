"""What a setting costs in all headline outcomes together."""

import dataclasses

import numpy

from . import paired
from .sweep import HEADLINES


@dataclasses.dataclass(frozen=True)
class Cost:
    """A setting beside the exact one."""

    setting: object
    cpu: float  # seconds of an economy
    differences: list  # of every outcome, block by block
    headlines: list  # those of them that are of headline outcomes

    @property
    def unclear(self):
        """How many are neither shown to lie within the half-width nor beyond it."""
        return self.count(paired.OPEN, paired.FEW, paired.ALIKE)

    def count(self, *verdicts):
        return sum(d.verdict in verdicts for d in self.headlines)

    @property
    def seen(self):
        """Headline differences whose own interval does not hold 0: one in twenty would not either
        without any bias."""
        return sum(bool(d.bias.low > 0 or d.bias.high < 0) for d in self.headlines)

    @property
    def with_interval(self):
        return [d for d in self.headlines if numpy.isfinite(d.relative.low)]

    @property
    def worst(self):
        """The headline difference that is largest in standard deviations between economies, with
        an interval for all of them together; None where none has one."""
        found = paired.simultaneous(self.with_interval)
        return max(found, key=lambda d: abs(d.relative.value), default=None)

    @property
    def typical(self):
        """Median over headline outcomes of the size of their biases, likewise."""
        sizes = [abs(d.relative.value) for d in self.with_interval]
        return float(numpy.median(sizes)) if sizes else numpy.nan


def costs(steps, economies=None):
    kinds = paired.kinds_of(steps)
    found = []
    for sweep in sorted(steps.coarse, key=lambda s: dataclasses.astuple(s.setting)):
        differences = paired.compare(steps, sweep, kinds, economies)
        headlines = [d for d in differences if d.outcome in HEADLINES]
        found.append(Cost(sweep.setting, sweep.cpu_seconds, differences, headlines))
    return found
