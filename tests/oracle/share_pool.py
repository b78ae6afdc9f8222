"""The stake of one hotkey on one subnet, and what belongs to each coldkey of it.

Source: subtensor v2.0.1 primitives/share-pool/src/lib.rs.
"""


class SharePool:
    def __init__(self, widths):
        self.number = widths.share
        self.value = 0  # amount
        self.shares = {}
        self.denominator = 0

    def value_of(self, coldkey):
        shares = self.shares.get(coldkey, 0)
        if self.denominator == 0 or shares == 0:
            return 0
        per_share = self.number.over(self.number.of(self.value), self.denominator)
        return self.number.amount(self.number.times(per_share, shares))

    def add_for_all(self, amount):
        """Everybody's part grows alike."""
        self.value += amount

    def add_for(self, coldkey, amount):
        """Buys shares at what they are worth; sells them where `amount` is below 0."""
        before = self.number.of(self.value)
        self.value += amount
        if self.denominator == 0:
            self.shares[coldkey] = self.denominator = self.number.of(self.value)
            return
        per_share = self.number.over(before, self.denominator)
        bought = self.number.over(self.number.of(amount), per_share) if per_share else 0
        self.denominator += bought
        self.shares[coldkey] = self.shares.get(coldkey, 0) + bought
