"""The chain's block before the launch, when root voted on emission, in whole rao and I64F64.

The order of lines is that of block_step: the root epoch sets what each subnet gets, which waits for
the subnet's own epoch; that pays the owner in TAO and the rest by scores, which are unanimous here:
half to the miner, half to the validator's stake. Weights are rows of u16. At the launch what waits
is paid out (the chain left it to be taken for alpha), and the averages start from the last
values. Source: subtensor v1.2.5 coinbase/root.rs root_epoch, block_step.rs; v2.0.1 migrate_rao.rs.
"""
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from chain import U16, Chain, Constants
from fixed_point import CHAIN, RAO, Format

KAPPA = 32767  # of U16
RHO = 10


@dataclass
class Ballot:
    stake: int  # TAO
    weights: list  # u16, a number for each netuid from 1 on


@dataclass
class LegacyConstants(Constants):
    ballots: list = field(default_factory=list)
    until: int = 0  # the launch's first block


class LegacyChain(Chain):
    def __init__(self, widths, constants, issuance, root_tao):
        super().__init__(widths, constants, issuance, root_tao)
        self.votes = Format(63, 64, 0) if widths is CHAIN else widths.ratio
        self.values = {}  # EmissionValues
        self.minted_out = 0  # paid to owners and miners

    def exp(self, x):
        with localcontext() as context:
            context.prec = 150
            unit = Decimal(2) ** self.votes.fraction
            return int((Decimal(x) / unit).exp() * unit)

    def normalised(self, numbers):
        total = sum(numbers)
        return [self.votes.over(x, total) if total else 0 for x in numbers]

    def root_epoch(self, block_emission):
        votes, ballots = self.votes, self.const.ballots
        one = votes.number(1)
        stakes = self.normalised([votes.number(ballot.stake) for ballot in ballots])
        rows = [self.normalised([votes.number(w) for w in ballot.weights]) for ballot in ballots]
        netuids = range(len(self.subnets))
        ranks = [sum(votes.times(s, row[k]) for s, row in zip(stakes, rows)) for k in netuids]
        trust = [sum(s for s, row in zip(stakes, rows) if row[k] > 0) for k in netuids]
        kappa = votes.over(votes.number(KAPPA), votes.number(U16))
        supported = []
        for k in netuids:
            part = votes.over(trust[k], sum(stakes))
            warm = votes.times(part - kappa, votes.number(RHO))
            consensus = votes.over(one, one + self.exp(-warm))
            supported.append(votes.times(consensus, ranks[k]))
        for netuid, share in enumerate(self.normalised(supported), start=1):
            self.values[netuid] = votes.amount(votes.times(share, votes.of(block_emission)))

    def block_step(self):
        emission = self.emission_for(self.total_issuance)
        if self.block >= self.const.until:
            super().block_step()
            return
        if not self.values:  # ballots stay as they are, and so do the values of later root epochs
            self.root_epoch(emission)
        for netuid, subnet in sorted(self.subnets.items()):
            subnet.pending_root_divs += self.values[netuid]
            subnet.moving_price = self.w.ratio.over(self.w.ratio.of(self.values[netuid]),
                                                    self.w.ratio.of(self.w.rao(RAO)))
            if self.blocks_until_next_epoch(netuid) == 0 or self.block + 1 == self.const.until:
                self.pay_out(subnet)

    def pay_out(self, subnet):
        ratio = self.w.ratio
        pending, subnet.pending_root_divs = subnet.pending_root_divs, 0
        owner = ratio.amount(ratio.times(ratio.of(pending), self.owner_cut))
        half = ratio.amount(ratio.times(ratio.of(pending - owner), ratio.number(1) // 2))
        self.minted_out += owner + half
        self.root_stake += half
        self.root_tao += half
        self.total_issuance += owner + 2 * half
