"""A signal tick: cohorts look, order at constant flow, the chain steps, orders are settled.
Source: kernels/economy/run.hpp, flows.hpp, settle.hpp; tests/model/plain_model.cpp."""
import math

from arrays import only_if, repeat, xp
from cohorts import (attention_hazards, capacity_after_day, cash_per_hazard, entered_by,
                     hazard_part, miners_sale, rush_at, value_gap, value_hazards, yield_hazards)
from config import BLOCKS_PER_DAY
from emission import root_part
from epoch import earning
from noise import noise_deviation, noise_reversion
from signals import (error_memory, events_mean, events_of, log_yield, root_moves, root_odds,
                     susceptible_after, trend_after)
from state import (ATTENTION, BUYERS, COHORTS, Flows, MINERS, NOISE, OWNERS, VALIDATORS, VALUE,
                   YIELD, replaced)
from step import advance_step, emission_at


def start_day(p, s, draws, block):
    """Errors of perceived value, a stationary process, and miners' capacity move on."""
    keep, spread = error_memory(p)
    mined = 0.5 * BLOCKS_PER_DAY * (1 - p.protocol_owner_cut) * emission_at(s.issued)
    return s._replace(value_error=keep * s.value_error + spread * draws.valuation(block),
                      capacity=capacity_after_day(p, s.capacity, mined * s.tao / s.alpha))


def enter_capital(p, s, block, blocks):
    shares = (p.capital_value_share, p.capital_attention_share, p.capital_yield_share,
              p.capital_noise_share)
    day = block / BLOCKS_PER_DAY
    cash = entered_by(p, day + blocks / BLOCKS_PER_DAY) - entered_by(p, day)
    entered = tuple(s.cash[c] + cash * shares[c] / sum(shares) for c in range(BUYERS + 1))
    return s._replace(cash=entered + s.cash[BUYERS + 1:])


def update_attention(p, s, draws, block, dt):
    events = events_of(draws.event_level(block), events_mean(p, s.attention, s.trend, dt))
    attention = (s.attention * math.exp(-p.attention_decay * dt) +
                 draws.event_sizes(block, events, p.attention_mark_ln_sd))
    return s._replace(attention=attention,
                      susceptible=susceptible_after(p, s.susceptible, attention, dt))


def total(x):
    return x.sum(-1, keepdims=True)


def move_root(p, s, yields, dt):
    stake, price = s.root + s.unbooked_root, s.tao / s.alpha
    participants = (1 - p.protocol_owner_cut) * emission_at(s.issued)
    sold = total(root_part(p.protocol_tao_weight * s.root, s.issued) * participants * price)
    odds = root_odds(p, stake, total(s.tao * yields) / total(s.tao), sold)
    leaves, joins = root_moves(p, s.root, stake, s.cash[YIELD], odds, dt)
    return s._replace(root=s.root + joins - leaves,
                      cash=replaced(s.cash, YIELD, s.cash[YIELD] + leaves - joins))


def flows_of_tick(p, s, yields, block, blocks):
    """Orders of a tick; all cash of noise traders is in their budgets."""
    dt, subnets, price = blocks / BLOCKS_PER_DAY, s.tao.shape[-1], s.tao / s.alpha
    rush, root_tao, worth = rush_at(p, block), xp.sqrt(s.tao), xp.exp(s.log_worth)
    weight, root_weight = s.tao / total(s.tao), root_tao / total(root_tao)
    value = p.value_anchor_sum * worth * xp.exp(s.value_error) / total(worth)
    hazards = (value_hazards(p, value_gap(value, price), weight),
               attention_hazards(p, s.attention, s.susceptible, s.trend, root_weight),
               yield_hazards(p, yields, total(yields) / subnets, s.trend, weight))
    buy_of = []
    for c, (rate, _) in enumerate(hazards):
        rate = rush * rate
        spent = cash_per_hazard(s.cash[c], total(rate), dt) / blocks
        buy_of.append(rate * spent)
    part_sold = [hazard_part(rush * rate, dt) for _, rate in hazards]
    sell_of = [s.held[c] * part_sold[c] / blocks for c in range(BUYERS)]
    sell_of += [xp.zeros_like(s.tao),
                miners_sale(p, s.held[MINERS], s.capacity, price, dt) / blocks,
                s.held[VALIDATORS] * (hazard_part(p.validators_sell, dt) / blocks),
                s.held[OWNERS] * (hazard_part(p.owners_sell, dt) / blocks)]
    nothing, all_blocks = xp.zeros_like(s.tao), xp.full_like(s.tao, blocks)
    return s._replace(cash=replaced(s.cash, NOISE, xp.zeros_like(s.root))), Flows(
        buy_of=tuple(buy_of), sell_of=tuple(sell_of), buy=sum(buy_of), sell=sum(sell_of),
        noise_sd=noise_deviation(p, s.attention, rush),
        noise_drift=noise_reversion(p, s.held[NOISE], s.alpha, rush),
        noise_budget=s.cash[NOISE] * weight, noise_proceeds=nothing, buyer_fill=nothing,
        seller_fill=nothing, bought_blocks=all_blocks, sold_blocks=all_blocks)


def settle(p, s, o, dt):
    """Fills go to holdings and cash; then the trend moves on."""
    held, cash = list(s.held), list(s.cash)
    for c in range(COHORTS):
        if c == NOISE:
            cash[c] = cash[c] + total(o.noise_proceeds + o.noise_budget)
            continue
        held[c] = xp.maximum(held[c] - o.sell_of[c] * o.sold_blocks, 0.0)
        change = o.sell_of[c] * o.seller_fill
        if c < BUYERS:
            held[c] = held[c] + o.buy_of[c] * o.buyer_fill
            change = change - o.buy_of[c] * o.bought_blocks
        cash[c] = cash[c] + total(change)
    log_price = xp.log(s.tao / s.alpha)
    return s._replace(held=tuple(held), cash=tuple(cash), log_price=log_price,
                      trend=trend_after(p, s.trend, log_price, s.log_price, dt))


def advance_tick(p, s, draws, block, blocks, k):
    """One tick of `blocks` blocks in steps of k."""
    dt, loading = blocks / BLOCKS_PER_DAY, p.noise_common
    rest = math.sqrt(1 - loading**2)
    s = only_if((block > 0) & (block % BLOCKS_PER_DAY == 0),
                lambda s: start_day(p, s, draws, block), s)
    s = enter_capital(p, s, block, blocks)
    s = update_attention(p, s, draws, block, dt)
    yields = log_yield(p, emission_at(s.issued), sum(s.held), earning(s.held))
    s = move_root(p, s, yields, dt)
    s, o = flows_of_tick(p, s, yields, block, blocks)

    def one_step(i, carry):
        now = block + i * k
        own, common = draws.order_flow(now, k)
        return advance_step(p, *carry, now, k, rest * own + loading * common)

    s, o = repeat(blocks // k, one_step, (s, o))
    return settle(p, s, o, dt)


assert (VALUE, ATTENTION, YIELD) == tuple(range(BUYERS))
