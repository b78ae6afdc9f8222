"""Economies from the launch to the horizon, and the numbers that are kept of each."""
from arrays import repeat, xp
from config import phases
from launch import launch
from tick import advance_tick


def run_economies(p, draws):
    """State of all economies at the horizon."""
    s = launch(p, draws)
    for first, ticks, blocks, k in phases(p):
        s = repeat(ticks, lambda i, s: advance_tick(p, s, draws, first + i * blocks, blocks, k), s)
    return s


def outcomes(p, s):
    """Outcomes of the sweep that the peers have, one number per economy."""
    def total(x):
        return x.sum(-1)

    price, weight = s.tao / s.alpha, s.price_ema / s.price_ema.sum(-1, keepdims=True)
    weighted = p.protocol_tao_weight * s.root
    staked = p.protocol_tao_weight * (s.root + s.unbooked_root)
    held = sum(s.held)
    log_price = xp.log(price)
    return {
        "sum_of_prices": total(price),
        "tao_in_pools": total(s.tao),
        "top_10_share": total(xp.sort(weight, axis=-1)[..., -10:]),
        "effective_subnets": 1 / total(weight**2),
        "root_dividend_share": (weighted / (weighted + s.issued)).mean(-1),
        "root_consensus_share":
            (staked / (staked + held * p.validators_alpha_staked)).mean(-1),
        "over_issued_alpha": total(s.over_issued),
        "unallocated_alpha": total(s.unallocated),
        "unbooked_root_tao": s.unbooked_root[..., 0],
        "refused_orders": total(s.refused),
        "staked_on_root": (s.root + s.unbooked_root)[..., 0],
        "held": total(held),
        "log_attention": xp.log(s.attention.mean(-1)),
        "mean_log_price": log_price.mean(-1),
        "sd_log_price": log_price.std(-1),
    }
