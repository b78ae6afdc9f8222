"""Economies under a script: what stands at launch, and who orders what in which block.

Orders may look at the chain without truncation, so that a sale can be "all that the miner holds";
both chains and the program then get the same amounts. Amounts are whole multiples of 2^-9 TAO or
alpha: whole rao, and exact in the FP32 in which the program stores the flows of cohorts. """
from dataclasses import dataclass, field

from chain import MINER, OWNER, U16, VALIDATOR, Chain, Constants, Subnet
from fixed_point import RAO
from later_chain import LaterChain, LaterConstants, LaterSubnet
from legacy_chain import LegacyChain, LegacyConstants
from share_pool import SharePool

STEP = RAO // 2**9  # of an order's amount [rao]


@dataclass
class Pool:
    average: int  # of 2^32
    tao: int = RAO
    alpha: int = RAO
    out: int = 0  # all of it held by value stakers
    burned: int = 0  # part of the miners' pay, of 2^32


@dataclass
class Script:
    name: str
    blocks: int
    pools: list
    orders: object = None  # of a block and the chain without truncation; yields Buy, Sell, Root
    constants: Constants = field(default_factory=lambda: Constants(tempo=99))
    issuance: int = 8_310_000 * RAO
    root_tao: int = 5_930_000 * RAO
    opens: int = -1  # block before which a subnet registers
    settings: dict = field(default_factory=dict)  # of the program, beyond those that follow
    eras: list = field(default_factory=list)  # (name, block from which on); none: the launch
    opening: list = field(default_factory=list)  # what the program is told after its pools
    changes: list = field(default_factory=list)  # (block, constants that hold from it on)

    def chain(self, widths):
        later = isinstance(self.constants, LaterConstants)
        make, subnet_of = (LaterChain, LaterSubnet) if later else (Chain, Subnet)
        if isinstance(self.constants, LegacyConstants):
            make = LegacyChain
        chain = make(widths, self.constants, self.issuance, self.root_tao)
        for netuid, pool in enumerate(self.pools, start=1):
            stake = SharePool(widths)
            stake.add_for("value", widths.rao(pool.out))
            average = widths.ratio.over(widths.ratio.number(pool.average),
                                        widths.ratio.number(2**32))
            chain.subnets[netuid] = subnet_of(widths.rao(pool.tao), widths.rao(pool.alpha),
                                              widths.rao(pool.out), average, stake)
            if later:
                chain.subnets[netuid].burned = widths.ratio.over(
                    widths.ratio.number(pool.burned), widths.ratio.number(2**32))
        return chain


@dataclass
class Buy:
    netuid: int
    coldkey: str
    tao: int  # rao

    def on(self, chain):
        chain.add_stake(self.netuid, self.coldkey, self.tao)
        return self.tao / RAO

    def words(self):
        return f"buy {self.netuid} {self.coldkey} {self.tao / RAO!r}"


@dataclass
class Sell:
    netuid: int
    coldkey: str
    alpha: int  # rao

    def on(self, chain):
        return chain.w.in_tao(chain.remove_stake(self.netuid, self.coldkey, self.alpha))

    def words(self):
        return f"sell {self.netuid} {self.coldkey} {self.alpha / RAO!r}"


@dataclass
class Root:
    tao: int  # rao

    def on(self, chain):
        chain.stake_on_root(self.tao)
        return None

    def words(self):
        return f"root {self.tao / RAO!r}"


@dataclass
class Split:
    """The vector of a subnet from the next block on, in units of 1/65535."""
    netuid: int
    owner: int
    validators: int
    miners: int

    def on(self, chain):
        chain.subnets[self.netuid].vector = (self.owner, self.validators, self.miners)
        return None

    def words(self):
        parts = [part / U16 for part in (self.owner, self.validators, self.miners)]
        return f"split {self.netuid} {' '.join(map(repr, parts))}"


def averages(*shares):
    """Price averages in these proportions, of sum 1."""
    return [Pool(round(share / sum(shares) * 2**32)) for share in shares]


def part_of(chain, netuid, coldkey, part):
    """A sale of a part of what somebody holds, in whole steps of an order."""
    subnet = chain.subnets[netuid]
    held = subnet.miner if coldkey == MINER else subnet.validator.value_of(coldkey)
    alpha = int(held / chain.w.rao(STEP) * part) * STEP
    return [Sell(netuid, coldkey, alpha)] if alpha else []


# ---- the scripts ---------------------------------------------------------------------------------


def trading(block, chain):
    """Purchases and sales of all sizes, one in a block at most."""
    netuid = 1 + block // 7 % 5
    if block in (50, 411):
        yield Buy(2, "value", 40_000_000 * RAO)  # would leave less alpha than a pool must have
    elif block == 300:
        yield from part_of(chain, 6, MINER, 1)  # would leave less TAO than a pool must have
    elif block == 350:
        yield Root(250_000 * RAO)
    elif block % 7 == 2:
        yield Buy(netuid, ("value", "attention", "yield")[block // 7 % 3],
                  (1 + block % 13) * 37 * STEP)
    elif block == 640:  # more than the chain counts as outstanding: part of it was over-issued
        yield from part_of(chain, 3, MINER, 1)
    elif block in (641, 642, 643):
        yield from part_of(chain, 3, (VALIDATOR, OWNER, "value")[block - 641], 0.99)
    elif block % 7 == 4 and block > 200:
        yield from part_of(chain, netuid, (MINER, VALIDATOR, OWNER, "value")[block // 7 % 4], 0.3)


def after_opening(block, chain):
    """Purchases on a subnet that has just opened."""
    if block >= 300 and block % 40 == 20:
        yield Buy(4, "attention", 2 * RAO)


def both_sides(block, chain):
    """Buyers and sellers of one block, in turn, in a hundred small orders each."""
    if block >= 300 and block % 50 == 0:
        for part in range(101):
            yield Buy(1, "value", (128 if 0 < part < 100 else 64) * STEP)
            if part < 100:
                yield Sell(1, MINER, 256 * STEP)


SCRIPTS = [
    # No orders: emission, injection, root's sale (refused where a share is tiny), averages, epochs.
    Script("quiet", 2400, averages(0.35, 0.25, 0.2, 0.12, 0.08, 1e-6),
           constants=Constants(tempo=360, reduced_from=1350)),
    Script("trading", 950, averages(0.3, 0.25, 0.2, 0.15, 0.1, 1e-7), trading,
           constants=Constants(tempo=99, reduced_from=720)),
    Script("registration", 700, averages(0.5, 0.3, 0.2), after_opening, opens=225),
    # Emission of TAO halves at 10.5 million, that of a subnet's alpha with its own issuance.
    Script("halvings", 400, [
        Pool(2**30, 9_000 * RAO, 150_000 * RAO, 10_349_850 * RAO),
        Pool(2**31, 700 * RAO, 5_000 * RAO)], issuance=10_499_900 * RAO + RAO // 3),
]

# Without the fee, which is that of an order; a step clears all orders of a block at once.
BOTH_SIDES = Script("both sides", 420, averages(0.6, 0.4), both_sides,
                    constants=Constants(tempo=99, staking_fee=0))

# Somebody holds alpha before the first epoch.
HOLDERS_AT_LAUNCH = Script("holders", 500, [Pool(2**31, out=50 * RAO), Pool(2**31, out=500 * RAO)],
                           constants=Constants(tempo=99, nominators_first=True))
