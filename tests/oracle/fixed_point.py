"""The chain's fixed-point numbers, and the same arithmetic with so many bits that nothing is lost.

A number is a Python integer that counts 2^-fraction; an amount of TAO or alpha counts 2^-part rao,
part = 0 on the chain. Products and quotients are truncated, and everything saturates.
Source: substrate-fixed, as used by subtensor v2.0.1; protocol types I96F32, I110F18, U64F64.
"""
from dataclasses import dataclass

RAO = 10**9  # of one TAO, of one alpha


@dataclass(frozen=True)
class Format:
    """Numbers below 2^whole in units of 2^-fraction; `part` is that of amounts."""
    whole: int
    fraction: int
    part: int

    def __post_init__(self):
        most = (1 << (self.whole + self.fraction)) - 1
        object.__setattr__(self, "least", -most - 1)
        object.__setattr__(self, "most", most)

    def kept(self, x):
        if self.least <= x <= self.most:
            return x
        return self.most if x > 0 else self.least

    def of(self, amount):
        return self.kept(amount << (self.fraction - self.part))

    def number(self, whole):
        return self.kept(whole << self.fraction)

    def amount(self, x):
        """Truncated; never below 0."""
        return max(0, x) >> (self.fraction - self.part)

    def times(self, a, b):
        return self.kept(a * b >> self.fraction)

    def over(self, a, b):
        """Rounded towards 0; b > 0."""
        quotient = (abs(a) << self.fraction) // b
        return self.kept(quotient if a >= 0 else -quotient)


@dataclass(frozen=True)
class Widths:
    """The formats of one arithmetic: ratios and prices, pools, shares in the stake of a hotkey."""
    ratio: Format
    pool: Format
    share: Format
    part: int

    def rao(self, amount):
        """An amount given in rao."""
        return amount << self.part

    def in_tao(self, amount):
        """As a double [TAO or alpha], for people and comparisons."""
        return amount / (RAO << self.part)


CHAIN = Widths(Format(95, 32, 0), Format(109, 18, 0), Format(64, 64, 0), 0)
EXACT = Widths(*[Format(400, 200, 130)] * 3, 130)
