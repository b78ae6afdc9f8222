"""A signal tick in loops over subnets, for numba."""
import math

from cohorts import (attention_hazards, capacity_after_day, cash_per_hazard, entered_by,
                     hazard_part, miners_sale, rush_at, value_gap, value_hazards, yield_hazards)
from config import BLOCKS_PER_DAY
from emission import root_part
from noise import noise_deviation, noise_reversion
from numba_step import advance_step, compiled, earning_on, emission_of
from signals import (error_memory, events_mean, events_of, log_yield, root_moves, root_odds,
                     susceptible_after, trend_after)
from state import ATTENTION, BUYERS, COHORTS, MINERS, NOISE, OWNERS, VALIDATORS, VALUE, YIELD


@compiled
def start_day(p, s, rng):
    keep, spread = error_memory(p)
    for i in range(s.tao.size):
        s.value_error[i] = keep * s.value_error[i] + spread * rng.standard_normal()
        mined = 0.5 * BLOCKS_PER_DAY * (1 - p.protocol_owner_cut) * emission_of(s.issued[i])
        s.capacity[i] = capacity_after_day(p, s.capacity[i], mined * s.tao[i] / s.alpha[i])


@compiled
def enter_capital(p, s, block, blocks):
    shares = (p.capital_value_share, p.capital_attention_share, p.capital_yield_share,
              p.capital_noise_share)
    day = block / BLOCKS_PER_DAY
    cash = entered_by(p, day + blocks / BLOCKS_PER_DAY) - entered_by(p, day)
    for c in range(BUYERS + 1):
        s.cash[c] += cash * shares[c] / (shares[0] + shares[1] + shares[2] + shares[3])


@compiled
def update_attention(p, s, rng, dt):
    keep, sd = math.exp(-p.attention_decay * dt), p.attention_mark_ln_sd
    for i in range(s.tao.size):
        attention = s.attention[i] * keep
        for _ in range(events_of(rng.random(), events_mean(p, s.attention[i], s.trend[i], dt))):
            attention += math.exp(sd * rng.standard_normal() - sd * sd / 2)
        s.susceptible[i] = susceptible_after(p, s.susceptible[i], attention, dt)
        s.attention[i] = attention


@compiled
def move_root(p, s, yields, dt):
    stake, pools, weighted, sold = s.root[0] + s.unbooked_root[0], 0.0, 0.0, 0.0
    for i in range(s.tao.size):
        pools += s.tao[i]
        weighted += s.tao[i] * yields[i]
        participants = (1 - p.protocol_owner_cut) * emission_of(s.issued[i])
        sold += (root_part(p.protocol_tao_weight * s.root[0], s.issued[i]) * participants *
                 s.tao[i] / s.alpha[i])
    odds = root_odds(p, stake, weighted / pools, sold)
    leaves, joins = root_moves(p, s.root[0], stake, s.cash[YIELD], odds, dt)
    s.root[0] += joins - leaves
    s.cash[YIELD] += leaves - joins


@compiled
def set_sales(p, s, o, i, hazards, rush, dt, blocks):
    """What cohorts on subnet i sell; hazards of the three that buy."""
    for c in range(BUYERS):
        o.sell_of[c, i] = s.held[c, i] * hazard_part(rush * hazards[c], dt) / blocks
    o.sell_of[MINERS, i] = miners_sale(p, s.held[MINERS, i], s.capacity[i],
                                       s.tao[i] / s.alpha[i], dt) / blocks
    o.sell_of[VALIDATORS, i] = s.held[VALIDATORS, i] * hazard_part(p.validators_sell, dt) / blocks
    o.sell_of[OWNERS, i] = s.held[OWNERS, i] * hazard_part(p.owners_sell, dt) / blocks
    o.sell[i] = 0.0
    for c in range(COHORTS):
        o.sell[i] += o.sell_of[c, i]


@compiled
def set_flows(p, s, o, yields, block, blocks):
    dt, rush = blocks / BLOCKS_PER_DAY, rush_at(p, block)
    pools, roots, worths = 0.0, 0.0, 0.0
    for i in range(s.tao.size):
        pools += s.tao[i]
        roots += math.sqrt(s.tao[i])
        worths += math.exp(s.log_worth[i])
    mean_yield, rates = yields.sum() / s.tao.size, [0.0, 0.0, 0.0]
    for i in range(s.tao.size):
        weight = s.tao[i] / pools
        value = p.value_anchor_sum * math.exp(s.log_worth[i] + s.value_error[i]) / worths
        by_value = value_hazards(p, value_gap(value, s.tao[i] / s.alpha[i]), weight)
        by_attention = attention_hazards(p, s.attention[i], s.susceptible[i], s.trend[i],
                                         math.sqrt(s.tao[i]) / roots)
        by_yield = yield_hazards(p, yields[i], mean_yield, s.trend[i], weight)
        set_sales(p, s, o, i, (by_value[1], by_attention[1], by_yield[1]), rush, dt, blocks)
        buying = (by_value[0], by_attention[0], by_yield[0])
        for c in range(BUYERS):
            o.buy_of[c, i] = rush * buying[c]
            rates[c] += rush * buying[c]
        o.noise_sd[i] = noise_deviation(p, s.attention[i], rush)
        o.noise_drift[i] = noise_reversion(p, s.held[NOISE, i], s.alpha[i], rush)
        o.noise_budget[i] = s.cash[NOISE] * weight
        o.buyer_fill[i] = o.seller_fill[i] = o.noise_proceeds[i] = 0.0
        o.bought_blocks[i] = o.sold_blocks[i] = blocks
    s.cash[NOISE] = 0.0
    o.buy[:] = 0.0
    for c in range(BUYERS):
        spent = cash_per_hazard(s.cash[c], rates[c], dt) / blocks
        for i in range(s.tao.size):
            o.buy_of[c, i] *= spent
            o.buy[i] += o.buy_of[c, i]


@compiled
def settle(p, s, o, dt):
    for i in range(s.tao.size):
        for c in range(COHORTS):
            if c == NOISE:
                s.cash[c] += o.noise_proceeds[i] + o.noise_budget[i]
                continue
            s.held[c, i] = max(s.held[c, i] - o.sell_of[c, i] * o.sold_blocks[i], 0.0)
            s.cash[c] += o.sell_of[c, i] * o.seller_fill[i]
            if c < BUYERS:
                s.held[c, i] += o.buy_of[c, i] * o.buyer_fill[i]
                s.cash[c] -= o.buy_of[c, i] * o.bought_blocks[i]
        log_price = math.log(s.tao[i] / s.alpha[i])
        s.trend[i] = trend_after(p, s.trend[i], log_price, s.log_price[i], dt)
        s.log_price[i] = log_price


@compiled
def advance_tick(p, s, o, yields, z, rng, block, blocks, k):
    dt = blocks / BLOCKS_PER_DAY
    if block > 0 and block % BLOCKS_PER_DAY == 0:
        start_day(p, s, rng)
    enter_capital(p, s, block, blocks)
    update_attention(p, s, rng, dt)
    for i in range(s.tao.size):
        earning = earning_on(s, i)
        yields[i] = log_yield(p, emission_of(s.issued[i]), earning + s.held[MINERS, i], earning)
    move_root(p, s, yields, dt)
    set_flows(p, s, o, yields, block, blocks)
    for done in range(0, blocks, k):
        for i in range(z.size):
            z[i] = rng.standard_normal()
        advance_step(p, s, o, block + done, k, z, rng.standard_normal())
    settle(p, s, o, dt)


assert (VALUE, ATTENTION, YIELD) == tuple(range(BUYERS))
