"""Pools that were rebuilt, with the range over all that is unknown."""

import dataclasses

import numpy

from ..experiments.sn28 import closed_form
from . import rules
from .ranges import Ranged


@dataclasses.dataclass
class Rebuilt:
    prices: object  # Prices
    opened: numpy.ndarray
    at_launch: numpy.ndarray
    variants: object  # Variants
    grid: object  # Grid
    seen: dict  # block -> State

    def ranged(self, values):
        """values: a row a variant. -> lowest, middle and highest of each column, or of all"""
        return Ranged(values.min(axis=0), values[self.variants.middle], values.max(axis=0))

    def place(self, netuid):
        return self.prices.netuids.index(netuid)

    def price(self, block):
        """Of each subnet [TAO/alpha]; NaN where it has no pool then."""
        node = int(numpy.searchsorted(self.grid.nodes, block))
        price = numpy.exp(self.grid.logs[node])
        return numpy.where((self.opened <= block) & (block <= self.grid.closes), price, numpy.nan)

    def tao(self, block):
        """T = L sqrt(p) of each variant and subnet [TAO]."""
        if block == 0:
            return numpy.where(self.at_launch, numpy.ones_like(self.variants.votes), numpy.nan)
        return self.seen[block].depth * numpy.sqrt(self.price(block))

    def alpha(self, block):
        """A = L/sqrt(p) [alpha]."""
        return self.seen[block].depth / numpy.sqrt(self.price(block))

    def held(self, block):
        """Alpha outside the pool, X - A [alpha]."""
        return self.seen[block].issued - self.alpha(block)

    def since(self, name, begin, end):
        """What a sum of State grew by between two looks."""
        return getattr(self.seen[end], name) - (getattr(self.seen[begin], name) if begin else 0)

    def net_buying(self, begin, end):
        """TAO that all but root and the chain put in, less what they took out,
        dT - injected + what root took [TAO]. Pools that open in between start with 1 TAO."""
        before = numpy.nan_to_num(self.tao(begin), nan=1.0)
        flow = self.tao(end) - before
        return flow - self.since("injected", begin, end) + self.since("rooted", begin, end)


def largest_fall(alpha, held):
    """Fall of the price after which all of the held alpha is sold [1]."""
    return closed_form.exit_floor(numpy.maximum(held, 0) / alpha)


def day_of(block):
    return block / rules.BLOCKS_A_DAY
