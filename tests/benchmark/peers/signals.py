"""What cohorts look at in a tick: attention, yields, root's moves, the trend.
Source: kernels/economy/attention_events.hpp, headline_yield.hpp, root_moves.hpp, settle.hpp."""
from arrays import choose, clamp, formula, xp
from cohorts import hazard_part
from config import BLOCKS_PER_DAY


@formula
def events_mean(p, attention, trend, dt):
    """(mu + f [m]+) dt + n h (1 - e^(-beta dt))."""
    return ((p.attention_base_events + p.attention_trend_feedback * xp.maximum(trend, 0.0)) * dt +
            p.attention_branching * attention * -xp.expm1(-p.attention_decay * dt))


@formula
def events_of(level, mean):
    """How many of the first four probabilities of Poisson's law a uniform number lies beyond."""
    term = xp.exp(-mean)
    below, events = term, 1 * (level > term)
    for n in range(1, 4):
        term = term * mean / n
        below = below + term
        events = events + 1 * (level > below)
    return events


@formula
def susceptible_after(p, susceptible, attention, dt):
    """dz/dt = rho (1 - z) - kappa h z."""
    rate = p.attention_renewal + p.attention_depletion * attention
    rest = p.attention_renewal / rate
    return rest + (susceptible - rest) * xp.exp(-rate * dt)


@formula
def log_yield(p, alpha_out, held, earning):
    """ln(1 + y), y what an epoch's half less the take pays in a year over what earns it, at most
    1e4. The launch pays that half to alpha alone, over-issued."""
    half = 0.5 * BLOCKS_PER_DAY * (1 - p.protocol_owner_cut) * alpha_out
    paid = (1 - p.protocol_validator_take) * half
    return xp.log1p(xp.minimum(365 * paid / xp.maximum(earning, 1e-9), 1e4))


@formula
def root_odds(p, stake, alpha_yield, sold_tao):
    """e^U, U = gain (Y_alpha - ln(1 + 365 sold for root a day/stake)) within +-3."""
    root_yield = xp.log1p(365 * BLOCKS_PER_DAY * sold_tao / stake)
    return xp.exp(clamp(p.root_gain * (alpha_yield - root_yield), 3.0))


@formula
def root_moves(p, root, stake, cash, odds, dt):
    """TAO that leaves root for alpha with hazard nu e^U, and that joins it with nu e^-U."""
    return (xp.minimum(stake * hazard_part(p.root_rate * odds, dt), root),
            cash * hazard_part(p.root_rate / odds, dt))


@formula
def trend_after(p, trend, log_price, log_price_before, dt):
    """Average of the rate of return over trend.days; moves beyond +-20 a day count as 20 [1/d]."""
    keep = xp.exp(-dt / p.trend_days)
    return keep * trend + (1 - keep) * clamp((log_price - log_price_before) / dt, 20.0)


@formula
def error_memory(p):
    """(what a day keeps, deviation of what it brings) of the error of perceived value."""
    keep = xp.exp(-1 / p.value_error_days)
    return keep, p.value_error_ln_sd * xp.sqrt(1 - keep * keep)
