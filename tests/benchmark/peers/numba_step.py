"""A step of k blocks in loops over subnets, for numba: the formulas of the array model, one subnet
after the other."""
import math

from numba import njit

from config import BLOCKS_PER_DAY
from emission import SUPPLY, average_weight, halved_emission, injected, price_of_step, root_part
from epoch import blocks_until_epoch, paid
from noise import flow, noise_buy, noise_sell
from pool import clear, sold_for_root
from state import COHORTS, MINERS, NOISE, OWNERS, VALIDATORS

compiled = njit(nogil=True, fastmath=True, error_model="numpy")


@compiled
def emission_of(issuance):
    return 1.0 if issuance < SUPPLY / 2 else halved_emission(issuance)


@compiled
def earning_on(s, i):
    """Alpha that dividends are paid on: all but miners'."""
    held = 0.0
    for c in range(COHORTS):
        if c != MINERS:
            held += s.held[c, i]
    return held


@compiled
def run_epoch(p, s, i, alpha, swapped, root_tao):
    rate, miners, validators, owners = paid(p, alpha + swapped, earning_on(s, i))
    for c in range(COHORTS):
        if c != MINERS:
            s.held[c, i] += s.held[c, i] * rate
    s.held[MINERS, i] += miners
    s.held[VALIDATORS, i] += validators
    s.held[OWNERS, i] += owners
    s.over_issued[i] += swapped
    s.unbooked_root[0] += root_tao


@compiled
def accrue(p, s, i, block, k, participants, swapped, root_tao):
    """What a step brings waits for the epoch; one that is due takes its part."""
    until = blocks_until_epoch(int(p.protocol_tempo), block, i)
    part = 0.0
    if until < k:
        part = (until + 1) / k
        run_epoch(p, s, i, s.pending_alpha[i] + part * participants,
                  s.pending_swapped[i] + part * swapped, s.pending_tao[i] + part * root_tao)
        s.pending_alpha[i] = s.pending_swapped[i] = s.pending_tao[i] = 0.0
    s.pending_alpha[i] += (1 - part) * participants
    s.pending_swapped[i] += (1 - part) * swapped
    s.pending_tao[i] += (1 - part) * root_tao


@compiled
def clear_or_refuse(tao, alpha, buys, sales, least):
    """Orders that would leave less than the least reserve are refused: first the side that would,
    then the other where alone it would do so too."""
    cleared = clear(tao, alpha, buys, sales)
    if cleared[0] >= least and cleared[1] >= least:
        return cleared, True, True
    buys_stay, sales_stay = cleared[1] >= least, cleared[0] >= least
    for _ in range(2):
        cleared = clear(tao, alpha, buys if buys_stay else 0.0, sales if sales_stay else 0.0)
        if cleared[0] < least or cleared[1] < least:
            buys_stay = sales_stay = False
    return cleared, buys_stay, sales_stay


@compiled
def advance_step(p, s, o, block, k, z, common):
    """z: normals of each subnet; common: the one that all share."""
    fee = min(1.0, p.protocol_stake_fee_tao / p.orders_mean_tao)
    least, dt = p.protocol_minimum_reserve, k / BLOCKS_PER_DAY
    loading = p.noise_common
    rest = math.sqrt(1 - loading * loading)
    weight = p.protocol_ema_alpha if k == 1 else average_weight(p.protocol_ema_alpha, k)
    emission, weighted_root = emission_of(s.issuance[0]), p.protocol_tao_weight * s.root[0]
    average_sum = s.price_ema.sum()
    for i in range(s.tao.size):
        tao, alpha = s.tao[i], s.alpha[i]
        tao_in, alpha_out = s.price_ema[i] * (emission / average_sum), emission_of(s.issued[i])
        alpha_in = injected(tao_in, tao, alpha, alpha_out)
        tao, alpha = tao + k * tao_in, alpha + k * alpha_in
        issued = s.issued[i] + k * (alpha_in + alpha_out)
        participants = k * (1 - p.protocol_owner_cut) * alpha_out
        root_sell = root_part(weighted_root, issued) * participants

        part = flow(o.noise_sd[i], o.noise_drift[i], dt, rest * z[i] + loading * common)
        bought = noise_buy(part, tao, o.noise_budget[i])
        sold = noise_sell(part, alpha, s.held[NOISE, i])
        buy, sell = k * o.buy[i] + bought, k * o.sell[i] + sold

        root_order, root_tao, price = root_sell, 0.0, 0.0
        if k == 1:  # root's sale stands alone; else it is one of the orders
            root_tao = sold_for_root(tao, alpha, root_sell)
            if tao - root_tao >= least:
                tao, alpha = tao - root_tao, alpha + root_sell
            else:
                root_tao = 0.0
                s.unallocated[i] += root_sell
            root_order, price = 0.0, tao / alpha
        cleared, buys_stay, sales_stay = clear_or_refuse(tao, alpha, buy * (1 - fee),
                                                         sell + root_order, least)
        alpha_for_tao = cleared[2] / max(buy * (1 - fee), 1e-300) * (1 - fee)
        gross = cleared[3] / max(sell + root_order, 1e-300)
        if not buys_stay:
            bought, buy = 0.0, 0.0
            o.bought_blocks[i] -= k
            s.refused[i] += 1
        if not sales_stay:
            sold, sell = 0.0, 0.0
            o.sold_blocks[i] -= k
            s.refused[i] += 1
            s.unallocated[i] += root_order
        if k > 1:
            price = price_of_step(tao, alpha, cleared[0], cleared[1], root_sell / k)
            root_tao = root_sell * gross
        s.tao[i] = cleared[0] + fee * (buy + gross * sell)
        s.alpha[i] = cleared[1]
        s.issued[i] = max(issued, cleared[1])
        s.price_ema[i] += weight * (min(price, p.protocol_ema_cap) - s.price_ema[i])
        s.held[NOISE, i] += bought * alpha_for_tao - sold
        o.noise_budget[i] -= bought
        o.noise_proceeds[i] += sold * gross * (1 - fee)
        o.buyer_fill[i] += k * alpha_for_tao
        o.seller_fill[i] += k * gross * (1 - fee)
        accrue(p, s, i, block, k, participants - root_sell, root_sell, root_tao)
    s.issuance[0] += k * emission
