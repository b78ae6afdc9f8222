"""How far the chain's truncation may have taken it from the same arithmetic without.

Each block truncates, where u = 2^-32 is the last place of the chain's ratios:
  average      two products, at most 2 u a block; an average settles up to 2 u / alpha low, and
  never
               below 0. What prices are off adds alpha times that.
  TAO share    E m / M with averages that are off by b: E (b_i / M + m_i sum(b) / M^2), and one rao
  alpha        the price it is divided by, at most u off, so at most u/p of what is injected; one
  rao pools        one rao of what comes out, for root's sale and for each order
Relative to the reserves these errors add up to a drift d. A swap keeps the product T A, and neither
injection at the price nor a swap enlarges a relative error of T or A beyond the sum of both: so
after any number of blocks reserves are at most 2 d off. Where root's sale or an order is refused by
one chain and not by the other, they are two histories: the caller compares no further. """
ULP = 2.0**-32
RAO = 1e-9  # [TAO, alpha]
DOUBLES = 1e-12  # relative, of the comparison itself


class Truncation:
    def __init__(self, script):
        const = script.constants
        self.weight = const.moving_alpha / 2**32
        self.tempo = const.tempo
        self.root = const.tao_weight / 2**64 * script.root_tao * RAO
        self.low, self.drift = {}, {}  # of averages [TAO/alpha] and of reserves [1], by netuid
        self.blocks = 0

    def block(self, before, after):
        """Takes in a block of the chain without truncation; `before` is None for the first."""
        self.blocks += 1
        start = before or after
        averages = {netuid: subnet["average"] for netuid, subnet in start.subnets.items()}
        total = sum(averages.values())
        all_low = sum(self.low.values())
        for netuid, end in after.subnets.items():
            begin = start.subnets.get(netuid, end)
            tao, alpha = min(begin["tao"], end["tao"]), min(begin["alpha_in"], end["alpha_in"])
            low = self.low.get(netuid, 0.0)
            share = low / total + averages.get(netuid, 0.0) * all_low / total**2 + RAO
            self.drift[netuid] = (self.drift.get(netuid, 0.0)
                                  + (2 * share + 3 * RAO + ULP) / tao + 3 * RAO / alpha)
            price = min(1.0, max(begin["tao"] / begin["alpha_in"], end["tao"] / end["alpha_in"]))
            low += 2 * ULP + self.weight * (ULP + price * 2 * self.drift[netuid])
            self.low[netuid] = min(low, end["average"])

    def allowed(self, netuid, quantity, state):
        """How far a quantity of a subnet may be off [its unit]."""
        subnet = state.subnets[netuid]
        reserves = 2 * self.drift[netuid]
        rounding = DOUBLES * subnet[quantity] + 3 * RAO * self.blocks
        alpha = reserves * subnet["alpha_in"]
        if quantity == "average":
            return self.low[netuid] + DOUBLES * subnet[quantity]
        if quantity in ("tao", "alpha_in", "pending_tao"):
            return reserves * subnet[quantity] + rounding
        if quantity in ("alpha_out", "held_others"):  # what buyers were paid is alpha of the pool
            return alpha + reserves * subnet["alpha_out"] + rounding
        # Root's part of what a tempo pays goes with w R / (w R + X), X off by what the pool is.
        return alpha / self.root * (self.tempo + 1) + rounding


def part_of_bound(economy):
    """{quantity: (part of the bound that the program's distance from the chain uses, block,
    netuid)} at the worst place, and {netuid: TAO in the pool} where the two histories part."""
    bound, worst, parted = Truncation(economy.script), {}, {}
    before = None
    for block, (chain, program, exact) in enumerate(
            zip(economy.rao, economy.program, economy.exact, strict=True)):
        bound.block(before, exact)
        before = exact
        for netuid, subnet in exact.subnets.items():
            if netuid in parted or chain.refused[netuid] != exact.refused[netuid]:
                parted.setdefault(netuid, subnet["tao"])
                continue
            for name in subnet:
                distance = abs(program.subnets[netuid][name] - chain.subnets[netuid][name])
                used = (distance / bound.allowed(netuid, name, exact), block, netuid)
                worst[name] = max(worst.get(name, used), used)
    return worst, parted
