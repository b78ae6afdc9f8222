"""Numbers of which only a range is known."""

import dataclasses


@dataclasses.dataclass
class Ranged:
    """A number that is known to lie in a range."""

    low: float
    middle: float
    high: float

    def values(self):
        return sorted({self.low, self.middle, self.high})


def known(value):
    return Ranged(value, value, value)
