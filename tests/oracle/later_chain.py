"""The chain's block after the launch, in whole rao and its own fixed-point numbers.

The order of lines is that of run_coinbase from v3.2.3 on: shares, terms, chain buy, injection,
participants, epochs, averages. Names are those of the chain's storage. What holders do (claims of
root) is an order of the block. Source: subtensor v3.2.3, v3.2.12, v3.3.1, v3.4.0, v3.4.6
coinbase/run_coinbase.rs, subnets_emission.rs, staking/claim_root.rs; RaoFoundation specs 432, 440,
441, 481."""
import math
from dataclasses import dataclass, field, replace
from fractions import Fraction

from capped_buy import capped_terms
from chain import MINER, OWNER, U16, VALIDATOR, Chain, Constants, Subnet
from fixed_point import RAO

ESCROW = "basket"  # a coldkey of no cohort
FLOW_SMOOTHING = (29597889189277, 2**63 - 1)
LAUNCH_AGE = 365 * 7200  # blocks


@dataclass
class LaterConstants(Constants):
    """What an era says. Each word is one of those that the comments name."""
    staking_fee: int = 0
    share: str = "price"  # price, flow, net_flow
    burn_factor: bool = False
    root_factor: bool = False
    gate: str = ""  # mass, rank
    mass: tuple = (3, 4)
    rank: int = 32
    steepness: int = 3
    off: tuple = ()  # netuids whose emission root has switched off
    injection: str = "subsidy"  # launch, subsidy, chain_buy, capped_buy
    cap: str = "alpha"  # alpha, emission, root
    keeps_bought: bool = False
    counts_flows: bool = False
    flow_start: str = "price"  # price, zero
    root: str = "sold"  # sold, claimed, basket
    flag: bool = False
    recycles: bool = False
    fee: int = 33  # of U16
    fee_to_authors: bool = False
    root_top: bool = False
    miners: tuple = (1, 2)
    recycles_burned: bool = False
    claim_rate: float = 0.02  # 1/d
    warmup: int = 201600  # blocks
    nominators_first: bool = True


def since(before, **changes):
    return replace(before, **changes)


SUBSIDY = LaterConstants(moving_alpha=round(3e-4 * 2**32))
POOLS = since(SUBSIDY, injection="launch", fee=196)
FLOW_11 = since(SUBSIDY, share="flow", counts_flows=True,
                injection="chain_buy", root="claimed", flag=True)
FLOW_12 = since(FLOW_11, cap="emission", flow_start="zero", recycles=True)
NET_FLOW = since(FLOW_12, share="net_flow", keeps_bought=True, fee_to_authors=True)
PRICE_ROOT = since(NET_FLOW, share="price", burn_factor=True, root_factor=True, cap="root")
PRICE = since(PRICE_ROOT, root_factor=False)
HILL = since(PRICE, gate="mass")
HILL_RANK = since(HILL, gate="rank", root="basket")
ETAO = since(HILL_RANK, root_top=True)


@dataclass
class LaterSubnet(Subnet):
    flow: int = 0  # SubnetTaoFlow
    flow_ema: int | None = None  # SubnetEmaTaoFlow
    protocol_flow: int = 0
    protocol_ema: int = 0
    pending_root: int = 0  # PendingRootAlphaDivs
    claimable: int = 0
    protocol_alpha: int = 0
    burned: int = 0  # MinerBurned, a ratio
    vector: tuple = None  # parts of owner, validators and miners in units of 1/65535
    pending_server: int = 0  # PendingServerEmission
    fields: dict = field(default_factory=dict)


class LaterChain(Chain):
    def __init__(self, widths, constants, issuance, root_tao):
        super().__init__(widths, constants, issuance, root_tao)
        self.bar = 0
        self.authors = 0
        self.unspent = 0  # of the block, which no subnet could take
        ratio = widths.ratio
        self.smoothing = ratio.over(ratio.number(FLOW_SMOOTHING[0]),
                                    ratio.number(FLOW_SMOOTHING[1]))

    def follow(self, constants):
        """What waits to be claimed when baskets begin is taken to join them."""
        if constants.root == "basket" and self.const.root == "claimed":
            for subnet in self.subnets.values():
                subnet.validator.add_for(ESCROW, subnet.claimable)
        self.const = constants

    def part(self, numerator, denominator):
        return self.w.ratio.over(self.w.ratio.number(numerator), self.w.ratio.number(denominator))

    # ---- shares ----------------------------------------------------------------------------------

    def averaged(self, average, flow):
        ratio = self.w.ratio
        return (ratio.times(ratio.number(1) - self.smoothing, average)
                + ratio.times(self.smoothing, ratio.of(flow)))

    def update_flows(self):
        ratio = self.w.ratio
        for subnet in self.subnets.values():
            if subnet.flow_ema is None and self.const.flow_start == "price":
                first = min(subnet.moving_price, self.price(subnet))
                subnet.flow_ema = ratio.times(first, ratio.number(RAO))
            else:
                subnet.flow_ema = self.averaged(subnet.flow_ema or 0, subnet.flow)
                subnet.flow = 0
            subnet.protocol_ema = self.averaged(subnet.protocol_ema, subnet.protocol_flow)
            subnet.protocol_flow = 0

    def flow_weight(self, subnet, norm):
        net = subnet.flow_ema
        if self.const.share == "net_flow":
            cost = subnet.protocol_ema
            net -= self.w.ratio.times(norm, cost) if cost > 0 else cost
        return max(0, net)

    def weights(self, root_proportions):
        ratio, const = self.w.ratio, self.const
        if const.share != "price":
            self.update_flows()
            flows = sum(max(0, subnet.flow_ema) for subnet in self.subnets.values())
            costs = sum(max(0, subnet.protocol_ema) for subnet in self.subnets.values())
            norm = min(ratio.number(1), ratio.over(flows, costs)) if costs else 0
            return {n: self.flow_weight(subnet, norm) for n, subnet in self.subnets.items()}
        plain = {n: subnet.moving_price for n, subnet in self.subnets.items()}
        weights = dict(plain)
        for n, subnet in self.subnets.items():
            if const.burn_factor:
                kept = ratio.number(1) - min(ratio.number(1), subnet.burned)
                weights[n] = ratio.times(weights[n], kept)
            if const.root_factor:
                weights[n] = ratio.times(weights[n], root_proportions[n])
        return weights if sum(weights.values()) else plain

    def normalised(self, weights):
        total = sum(weights.values())
        return {n: self.w.ratio.over(w, total) if total else 0 for n, w in weights.items()}

    def find_bar(self, shares):
        positive = sorted((share for share in shares.values() if share > 0), reverse=True)
        if self.const.gate == "rank":
            return positive[min(self.const.rank, len(positive)) - 1] if positive else 0
        running = 0
        for share in positive:
            running += share
            if running >= self.part(*self.const.mass):
                return share
        return positive[-1] if positive else 0

    def gated(self, shares):
        ratio = self.w.ratio
        if self.block % 360 == 0 or self.bar == 0:
            self.bar = self.find_bar(shares)
        behind = {}
        for n, share in shares.items():
            behind[n] = 0
            if share > 0:
                over = power = ratio.over(self.bar, share)
                for _ in range(self.const.steepness - 1):
                    power = ratio.times(power, over)
                behind[n] = ratio.over(share, ratio.number(1) + power)
        return self.normalised(behind) if sum(behind.values()) else shares

    def shares(self, root_proportions):
        shares = self.normalised(self.weights(root_proportions))
        if self.const.gate:
            shares = self.gated(shares)
        if self.const.off:
            shares = self.normalised({n: 0 if n in self.const.off else share
                                      for n, share in shares.items()})
        return shares

    # ---- a block ---------------------------------------------------------------------------------

    def root_proportion(self, subnet):
        ratio = self.w.ratio
        weighted = ratio.times(ratio.of(self.root_tao), self.tao_weight)
        total = weighted + ratio.of(subnet.alpha_issuance())
        return ratio.over(weighted, total) if total else 0

    def injection_cap(self, subnet, alpha):
        return {"alpha": alpha, "emission": min(alpha, self.block_emission),
                "root": self.w.ratio.times(self.root_proportion(subnet), alpha)}[self.const.cap]

    def terms(self, subnet, tao, block_emission):
        """tao_in, alpha_in, alpha_out, excess TAO, whether it is subsidised."""
        ratio, const = self.w.ratio, self.const
        price = self.price(subnet)
        alpha = ratio.of(self.emission_for(subnet.alpha_issuance()))
        self.block_emission = emission = ratio.of(block_emission)
        if const.injection == "subsidy":
            if price < ratio.over(tao, emission):
                tao_in = ratio.times(price, emission)
                return tao_in, alpha, alpha, tao - tao_in, True
            return tao, ratio.over(tao, price), alpha, 0, False
        if const.injection == "launch":
            return tao, min(ratio.over(tao, price), alpha), alpha, 0, False
        cap = self.injection_cap(subnet, alpha)
        alpha_in, tao_in = ratio.over(tao, price), tao
        if alpha_in > cap:
            alpha_in, tao_in = cap, ratio.times(cap, price)
        return tao_in, alpha_in, alpha, tao - tao_in, False

    def buy_for_chain(self, subnet, excess):
        tao = self.w.ratio.amount(excess)
        if tao == 0:
            return
        bought = self.swap_tao_for_alpha(subnet, tao)
        if self.const.keeps_bought:
            subnet.protocol_alpha += bought
        else:
            subnet.alpha_out -= bought

    def run_coinbase(self, block_emission):
        ratio, const = self.w.ratio, self.const
        order = sorted(self.subnets)
        shares = self.shares({n: self.root_proportion(self.subnets[n]) for n in order})
        pays_root = (not const.flag
                     or sum(self.subnets[n].moving_price for n in order) > ratio.number(1))
        tao = {n: ratio.times(ratio.of(block_emission), shares[n]) for n in order}
        terms = {n: self.terms(self.subnets[n], tao[n], block_emission) for n in order}
        if const.injection == "capped_buy":
            terms = capped_terms(self, terms, tao)
        for n in order:
            subnet = self.subnets[n]
            tao_in, alpha_in, _, excess, _ = terms[n]
            self.buy_for_chain(subnet, excess)
            subnet.alpha_in += ratio.amount(alpha_in)
            subnet.subnet_tao += ratio.amount(tao_in)
            counted = tao_in if const.injection == "subsidy" else tao_in + excess
            self.total_issuance += ratio.amount(counted)
            self.count(subnet, protocol=ratio.amount(tao_in + excess))
        for n in order:
            self.participants(self.subnets[n], terms[n][2], terms[n][4], pays_root)
        for n in order:
            if self.blocks_until_next_epoch(n) == 0:
                self.drain_pending_emission(self.subnets[n])
        for n in order:
            self.update_average(self.subnets[n])
        for n in order:  # what waits is claimed in every era
            self.claim(self.subnets[n])

    def parts(self, subnet):
        """The owner's of all alpha, miners' of what that leaves."""
        if not subnet.vector:
            return {"owner": self.owner_cut, "miners": self.part(*self.const.miners)}
        owner, _, miners = subnet.vector
        return {"owner": self.part(owner, U16), "miners": self.part(miners, U16 - owner)}

    def participants(self, subnet, alpha_out, subsidised, pays_root):
        ratio, const = self.w.ratio, self.const
        subnet.alpha_out += ratio.amount(alpha_out)
        part = self.parts(subnet)
        owner_cut = ratio.times(alpha_out, part["owner"])
        subnet.pending_owner_cut += ratio.amount(owner_cut)
        left = alpha_out - owner_cut
        root_alpha = ratio.times(ratio.times(self.root_proportion(subnet), left),
                                 ratio.number(1) // 2)
        if const.root_top:  # V0 x/(x + X) of all that is emitted, at most what validators get
            top = ratio.times((ratio.number(1) - self.part(11796, U16)) // 2, alpha_out)
            validators = left - ratio.times(part["miners"], left)
            root_alpha = min(ratio.times(top, self.root_proportion(subnet)), validators)
        if not pays_root and not const.recycles:
            root_alpha = 0
        subnet.pending_server += ratio.amount(ratio.times(part["miners"], left))
        subnet.pending_emission += ratio.amount(left - root_alpha)
        subnet.pending_alpha_swapped += ratio.amount(root_alpha)
        if const.root == "sold":
            if not subsidised:
                subnet.pending_root_divs += self.swap_alpha_for_tao(subnet,
                                                                    ratio.amount(root_alpha))
        elif pays_root:
            subnet.pending_root += ratio.amount(root_alpha)
        else:
            subnet.alpha_out -= ratio.amount(root_alpha)

    def update_average(self, subnet):
        ratio, const = self.w.ratio, self.const
        age = self.block + LAUNCH_AGE
        weight = self.moving_alpha
        if const.warmup:
            weight = ratio.times(weight, self.part(age, age + const.warmup))
        capped = min(self.price(subnet), ratio.number(1))
        subnet.moving_price = (ratio.times(weight, capped)
                               + ratio.times(ratio.number(1) - weight, subnet.moving_price))

    def claim(self, subnet):
        """What root's stakers claim in a block, of what could be claimed before its epoch."""
        part = Fraction(-math.expm1(-self.const.claim_rate / 7200))
        waiting = subnet.fields.pop("claimable_before", subnet.claimable)
        alpha = int(waiting * part)
        if alpha == 0:
            return
        tao = self.swap_alpha_for_tao(subnet, alpha)
        subnet.claimable -= alpha
        if self.const.root == "basket":
            subnet.validator.add_for(ESCROW, -alpha)
        self.count(subnet, protocol=-tao)
        self.root_tao += tao
        self.root_stake += tao

    def drain_pending_emission(self, subnet):
        ratio = self.w.ratio
        pending, subnet.pending_emission = subnet.pending_emission, 0
        set_aside, subnet.pending_alpha_swapped = subnet.pending_alpha_swapped, 0
        pending_tao, subnet.pending_root_divs = subnet.pending_root_divs, 0
        pending_root, subnet.pending_root = subnet.pending_root, 0
        owner_cut, subnet.pending_owner_cut = subnet.pending_owner_cut, 0
        emission = ratio.of(pending + set_aside)
        incentive = ratio.times(emission, self.part(*self.const.miners))
        if subnet.vector:
            incentive = ratio.of(subnet.pending_server)
        subnet.pending_server = 0
        dividends = emission - incentive - ratio.of(set_aside)
        take = ratio.times(self.take, dividends)
        subnet.fields["claimable_before"] = subnet.claimable
        if self.const.root == "basket":
            held = subnet.validator.value_of(ESCROW)
        subnet.validator.add_for_all(ratio.amount(dividends - take))
        if self.const.root == "basket":
            subnet.claimable += subnet.validator.value_of(ESCROW) - held
            subnet.fields["claimable_before"] = held
        subnet.validator.add_for(OWNER, owner_cut)
        burned = ratio.times(subnet.burned, incentive)
        subnet.miner += ratio.amount(incentive - burned)
        if self.const.recycles_burned:
            subnet.alpha_out -= ratio.amount(burned)
        root_take = ratio.times(self.take, ratio.of(pending_root))
        subnet.validator.add_for(VALIDATOR, ratio.amount(take) + ratio.amount(root_take))
        released = pending_root - ratio.amount(root_take)
        subnet.claimable += released
        if self.const.root == "basket":
            subnet.validator.add_for(ESCROW, released)
        self.root_tao += pending_tao  # booked since v3.2.0
        self.root_stake += pending_tao

    # ---- orders ----------------------------------------------------------------------------------

    def count(self, subnet, stakers=0, protocol=0):
        if self.const.counts_flows:
            subnet.flow += stakers
            subnet.protocol_flow += protocol

    def keep_fee(self, subnet, fee):
        if self.const.fee_to_authors:
            self.authors += fee
        else:
            subnet.subnet_tao += fee
            self.count(subnet, fee)

    def fee_of(self, amount):
        return amount * self.const.fee // U16

    def add_stake(self, netuid, coldkey, tao):
        subnet, tao = self.subnets[netuid], self.w.rao(tao)
        fee = self.fee_of(tao)
        alpha = self.swap_tao_for_alpha(subnet, tao - fee)
        if alpha is None:
            return
        subnet.validator.add_for(coldkey, alpha)
        self.count(subnet, tao - fee)
        self.keep_fee(subnet, fee)

    def remove_stake(self, netuid, coldkey, alpha):
        """The fee is a part of what is sold: it is sold as well, and its TAO stays or goes to the
        authors."""
        subnet, alpha = self.subnets[netuid], self.w.rao(alpha)
        fee_alpha = self.fee_of(alpha)
        tao = self.swap_alpha_for_tao(subnet, alpha)
        if tao == 0:
            return 0
        fee = tao * fee_alpha // alpha
        if coldkey == MINER:
            subnet.miner -= alpha
        else:
            subnet.validator.add_for(coldkey, -alpha)
        self.count(subnet, -tao)
        self.keep_fee(subnet, fee)
        return tao
