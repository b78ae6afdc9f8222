"""The chain's block at launch, in whole rao and its own fixed-point numbers: slow and obvious.

Names are those of the chain's storage, the order of lines is that of its functions. What the model
has of hotkeys is the least that tells cohorts apart: on each subnet one validator, to whom
everybody but the miner nominates, and one miner; scores are unanimous, so each side gets half of an
epoch. The validator holds all stake on root. Source: subtensor v2.0.1 coinbase/block_step.rs,
run_coinbase.rs, block_emission.rs, staking/stake_utils.rs, subnets/subnet.rs; v2.0.4
run_coinbase.rs for reduced dividends. """
from dataclasses import dataclass, field
from typing import Any

from fixed_point import RAO
from share_pool import SharePool

MINER, VALIDATOR, OWNER = "miners", "validators", "owners"
TOTAL_SUPPLY = 21 * 10**15  # rao
MINIMUM_RESERVE = 10**7  # rao
U16, U64 = 2**16 - 1, 2**64 - 1


@dataclass
class Constants:
    """What governance can set, as the launch had it."""
    tempo: int = 360
    moving_alpha: int = round(0.000003 * 2**32)  # of 2^32, as I96F32 holds it
    tao_weight: int = 3320413933267719290  # of U64
    owner_cut: int = 11796  # of U16
    delegate_take: int = 11796  # of U16
    staking_fee: int = 50_000  # rao
    min_lock: int = RAO
    last_lock: int = 500 * RAO
    lock_reduction_interval: int = 16560  # blocks
    staked_quarters: int = 3  # of all alpha held, this part counts as the validator's [1/4]
    reduced_from: int = 2**63  # block from which dividends leave root's part out
    nominators_first: bool = False  # not the chain: pays by what was held before the epoch


@dataclass
class Subnet:
    subnet_tao: int
    alpha_in: int
    alpha_out: int
    moving_price: int
    validator: SharePool
    miner: int = 0
    pending_emission: int = 0
    pending_root_divs: int = 0
    pending_alpha_swapped: int = 0
    pending_owner_cut: int = 0
    refused: int = 0  # orders and sales for root that the pool could not serve
    oversold: int = 0  # sales of more than the chain counts as outstanding
    last: dict[str, Any] = field(default_factory=dict)  # terms of this block

    def alpha_issuance(self):
        return self.alpha_in + self.alpha_out

    def held(self):
        return self.validator.value + self.miner


class Chain:
    def __init__(self, widths, constants, issuance, root_tao):
        """`issuance` and `root_tao` in rao."""
        self.w, self.const = widths, constants
        self.total_issuance = widths.rao(issuance)
        self.root_tao = self.root_stake = widths.rao(root_tao)
        self.subnets = {}
        self.block = 0
        ratio = widths.ratio
        self.moving_alpha = ratio.over(ratio.number(constants.moving_alpha), ratio.number(2**32))
        self.tao_weight = ratio.over(ratio.number(constants.tao_weight), ratio.number(U64))
        self.owner_cut = ratio.over(ratio.number(constants.owner_cut), ratio.number(U16))
        self.take = ratio.over(ratio.number(constants.delegate_take), ratio.number(U16))

    # ---- block_step ------------------------------------------------------------------------------

    def block_step(self):
        """Before the block's orders."""
        self.run_coinbase(self.emission_for(self.total_issuance))

    def emission_for(self, issuance):
        """Of TAO, or of a subnet's alpha, at its issuance: get_block_emission_for_issuance."""
        ratio = self.w.ratio
        issued = ratio.of(issuance)
        supply = ratio.number(TOTAL_SUPPLY)
        if issued >= supply:
            return 0
        left = ratio.number(1) - ratio.over(issued, supply)
        if left == 0:
            return 0
        residual = ratio.over(ratio.number(1), left)
        halvings = (residual >> ratio.fraction).bit_length() - 1  # floor(log2)
        percentage = ratio.over(ratio.number(1), ratio.number(2**halvings))
        return self.w.rao(ratio.times(percentage, ratio.number(RAO)) >> ratio.fraction)

    def price(self, subnet):
        if subnet.alpha_in == 0:
            return 0
        return self.w.ratio.over(self.w.ratio.of(subnet.subnet_tao),
                                 self.w.ratio.of(subnet.alpha_in))

    def run_coinbase(self, block_emission):
        ratio = self.w.ratio
        subnets = [self.subnets[netuid] for netuid in sorted(self.subnets)]
        total_moving_prices = sum(subnet.moving_price for subnet in subnets)
        for subnet in subnets:  # 3: all terms from the state before any injection
            price = self.price(subnet)
            tao_in = 0
            if total_moving_prices:
                tao_in = ratio.over(ratio.times(ratio.of(block_emission), subnet.moving_price),
                                    total_moving_prices)
            alpha_emission = ratio.of(self.emission_for(subnet.alpha_issuance()))
            alpha_in = min(ratio.over(tao_in, price), alpha_emission) if price else alpha_emission
            subnet.last = {"tao_in": tao_in, "alpha_in": alpha_in, "alpha_out": alpha_emission}
        for subnet in subnets:  # 4: injection
            subnet.alpha_in += ratio.amount(subnet.last["alpha_in"])
            subnet.alpha_out += ratio.amount(subnet.last["alpha_out"])
            subnet.subnet_tao += ratio.amount(subnet.last["tao_in"])
            self.total_issuance += ratio.amount(subnet.last["tao_in"])
        for subnet in subnets:  # 5: owner cuts
            owner_cut = ratio.times(subnet.last["alpha_out"], self.owner_cut)
            subnet.last["alpha_out"] -= owner_cut
            subnet.pending_owner_cut += ratio.amount(owner_cut)
        for subnet in subnets:  # 6: root dividends, sold
            weighted = ratio.times(ratio.of(self.root_tao), self.tao_weight)
            total = weighted + ratio.of(subnet.alpha_issuance())
            root_proportion = ratio.over(weighted, total) if total else 0
            root_alpha = ratio.times(ratio.times(root_proportion, subnet.last["alpha_out"]),
                                     ratio.number(1) // 2)
            pending_alpha = subnet.last["alpha_out"] - root_alpha
            root_divs = self.swap_alpha_for_tao(subnet, ratio.amount(root_alpha))
            subnet.pending_alpha_swapped += ratio.amount(root_alpha)
            subnet.pending_emission += ratio.amount(pending_alpha)
            subnet.pending_root_divs += root_divs
        for subnet in subnets:  # 7: moving prices
            capped = min(self.price(subnet), ratio.number(1))
            subnet.moving_price = (
                ratio.times(self.moving_alpha, capped)
                + ratio.times(ratio.number(1) - self.moving_alpha, subnet.moving_price))
        for netuid in sorted(self.subnets):  # 7: epochs
            if self.blocks_until_next_epoch(netuid) == 0:
                self.drain_pending_emission(self.subnets[netuid])

    def blocks_until_next_epoch(self, netuid):
        tempo = self.const.tempo
        return tempo - (self.block + netuid + 1) % (tempo + 1)

    def drain_pending_emission(self, subnet):
        ratio = self.w.ratio
        pending_alpha, subnet.pending_emission = subnet.pending_emission, 0
        pending_tao, subnet.pending_root_divs = subnet.pending_root_divs, 0
        pending_swapped, subnet.pending_alpha_swapped = subnet.pending_alpha_swapped, 0
        owner_cut, subnet.pending_owner_cut = subnet.pending_owner_cut, 0

        emission = ratio.of(pending_alpha + pending_swapped)  # of the epoch, half to each side
        incentive = dividend = ratio.amount(ratio.times(emission, ratio.number(1) // 2))
        alpha_stake = ratio.of(subnet.held() * self.const.staked_quarters // 4)
        root_alpha = ratio.times(ratio.of(self.root_stake), self.tao_weight)
        total_alpha = alpha_stake + root_alpha
        root_prop = ratio.over(root_alpha, total_alpha) if total_alpha else 0
        alpha_divs = ratio.of(dividend)
        if self.block >= self.const.reduced_from:
            alpha_divs -= ratio.times(alpha_divs, root_prop)
        tao_divs = ratio.of(pending_tao) if root_prop else 0  # one hotkey: its share is 1

        alpha_take = ratio.times(self.take, alpha_divs)
        nominators = ratio.amount(alpha_divs - alpha_take)
        if self.const.nominators_first:
            subnet.validator.add_for_all(nominators)
        subnet.validator.add_for(OWNER, owner_cut)
        subnet.miner += incentive
        subnet.validator.add_for(VALIDATOR, ratio.amount(alpha_take))
        if not self.const.nominators_first:
            subnet.validator.add_for_all(nominators)
        tao_take = ratio.times(self.take, tao_divs)
        self.root_stake += ratio.amount(tao_take) + ratio.amount(tao_divs - tao_take)

    # ---- pools -----------------------------------------------------------------------------------

    def swap_tao_for_alpha(self, subnet, tao):
        """Alpha for `tao`, or None where the pool would fall below its minimum."""
        pool = self.w.pool
        product = pool.times(pool.of(subnet.alpha_in), pool.of(subnet.subnet_tao))
        left = pool.over(product, pool.of(subnet.subnet_tao + tao))
        if left < pool.of(self.w.rao(MINIMUM_RESERVE)):
            subnet.refused += 1
            return None
        alpha = pool.amount(pool.of(subnet.alpha_in) - left)
        subnet.alpha_in -= alpha
        subnet.alpha_out += alpha
        subnet.subnet_tao += tao
        return alpha

    def swap_alpha_for_tao(self, subnet, alpha):
        """TAO for `alpha`; 0, and nothing moves, where the pool would fall below its minimum."""
        pool = self.w.pool
        product = pool.times(pool.of(subnet.alpha_in), pool.of(subnet.subnet_tao))
        left = pool.over(product, pool.of(subnet.alpha_in + alpha))
        if left < pool.of(self.w.rao(MINIMUM_RESERVE)):
            subnet.refused += 1
            return 0
        tao = pool.amount(pool.of(subnet.subnet_tao) - left)
        subnet.alpha_in += alpha
        subnet.oversold += alpha > subnet.alpha_out
        subnet.alpha_out = max(0, subnet.alpha_out - alpha)
        subnet.subnet_tao -= tao
        return tao

    # ---- orders of a block, one after another ----------------------------------------------------

    def add_stake(self, netuid, coldkey, tao):
        """TAO in rao. The fee stays in the pool; a pool that cannot serve the order refuses it."""
        subnet, tao = self.subnets[netuid], self.w.rao(tao)
        fee = min(tao, self.w.rao(self.const.staking_fee))
        alpha = self.swap_tao_for_alpha(subnet, tao - fee)
        if alpha is None:
            return
        subnet.validator.add_for(coldkey, alpha)
        subnet.subnet_tao += fee

    def remove_stake(self, netuid, coldkey, alpha):
        """Alpha in rao. Gives the TAO that the pool paid before the fee [amount]."""
        subnet, alpha = self.subnets[netuid], self.w.rao(alpha)
        tao = self.swap_alpha_for_tao(subnet, alpha)
        if tao == 0:
            return 0
        if coldkey == MINER:
            assert alpha <= subnet.miner, "sells more than it holds"
            subnet.miner -= alpha
        else:
            assert alpha <= subnet.validator.value_of(coldkey), "sells more than it holds"
            subnet.validator.add_for(coldkey, -alpha)
        subnet.subnet_tao += min(tao, self.w.rao(self.const.staking_fee))
        return tao

    def stake_on_root(self, tao):
        self.root_tao += self.w.rao(tao)
        self.root_stake += self.w.rao(tao)

    def register_network(self, netuid, elapsed):
        """Opens a subnet `elapsed` blocks after the last registration; gives the lock cost
        [rao]."""
        const = self.const
        cost = max(const.min_lock,
                   2 * const.last_lock - const.last_lock // const.lock_reduction_interval * elapsed)
        seed = self.w.rao(const.min_lock)
        self.subnets[netuid] = Subnet(seed, seed, 0, 0, SharePool(self.w))
        self.total_issuance -= self.w.rao(cost - const.min_lock)
        return cost
