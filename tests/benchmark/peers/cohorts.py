"""Cohorts: hazards of buying and selling, miners' sales, and the cash that enters.
Source: kernels/cohorts/, a file per cohort; tests/model/plain_cohorts.cpp."""
from arrays import choose, clamp, formula, xp
from config import BLOCKS_PER_DAY


@formula
def hazard_part(rate, dt):
    """Part of a holding that a hazard [1/d] takes in dt [d], at most 1 - e^-13."""
    return -xp.expm1(-xp.minimum(rate * dt, 13.0))


@formula
def cash_per_hazard(cash, total, dt):
    """TAO that one unit of buying hazard spends: C (1 - e^(-L dt))/L."""
    return cash * hazard_part(total, dt) / xp.maximum(total, 1e-300)


@formula
def entered_by(p, day):
    """Cash from outside by a day: burst (1 - e^(-t/tau)) + drip tau' (1 - e^(-t/tau')) [TAO]."""
    return (p.capital_burst_tao * -xp.expm1(-day / p.capital_burst_days) +
            p.capital_drip_tao_per_day * p.capital_drip_days *
            -xp.expm1(-day / p.capital_drip_days))


@formula
def rush_at(p, block):
    """All trading clocks run faster by this at launch: 1 + f e^(-t/tau)."""
    return 1 + p.capital_rush_factor * xp.exp(-block / BLOCKS_PER_DAY / p.capital_rush_days)


@formula
def value_gap(value, price):
    """g = ln(V/p) within +-3."""
    return clamp(xp.log(value / price), 3.0)


@formula
def value_hazards(p, gap, weight):
    """a = nu w [g]+, s = s0 + nu [-g]+, w the pool's part of all pools [1/d]."""
    return (p.value_rate * weight * xp.maximum(gap, 0.0),
            p.value_base_sell + p.value_rate * xp.maximum(-gap, 0.0))


@formula
def attention_hazards(p, attention, susceptible, trend, root_weight):
    """a = b h z w', w' by sqrt(T); s = s0 + s1 [-m]+/0.02 + s2/(1 + h), at most 3 [1/d]."""
    return (p.attention_buy_gain * attention * susceptible * root_weight,
            xp.minimum(p.attention_base_sell +
                       p.attention_stop_sell * xp.maximum(-trend, 0.0) / 0.02 +
                       p.attention_bored_sell / (1 + attention), 3.0))


@formula
def yield_hazards(p, log_yield, mean_yield, trend, weight):
    """a = nu w e^U, s = nu e^-U [1/d], U = gain (ln(1+y) - mean - (1 - psi) [-365 m]+) in +-3."""
    falls = 365 * (1 - p.yield_naivety) * xp.maximum(-trend, 0.0)
    odds = xp.exp(clamp(p.yield_gain * (log_yield - mean_yield - falls), 3.0))
    return p.yield_rate * weight * odds, p.yield_rate / odds


@formula
def miners_sale(p, held, capacity, price, dt):
    """What cost forces, nearly all of the holding at most, and a hazard on the rest [alpha]."""
    forced = (1 - 1e-6) * xp.minimum(held, capacity * dt / price)
    return forced + (held - forced) * hazard_part(p.miners_sell, dt)


@formula
def capacity_after_day(p, capacity, income):
    """dc/c = k clamp(ln(I/(c (1 + margin))), +-2) a day, k by direction [TAO/d]."""
    cost = xp.maximum(capacity, 1e-12) * (1 + p.miners_margin)
    gap = clamp(xp.log(xp.maximum(income, 1e-12) / cost), 2.0)
    return capacity * xp.exp(gap * choose(gap > 0, p.miners_entry, p.miners_exit))
