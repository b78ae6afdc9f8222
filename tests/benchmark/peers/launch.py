"""The day of launch: pools of 1 TAO : 1 alpha, price averages from the last root vote.
Source: subtensor v2.0.1 migrate_rao.rs; kernels/economy/setup.hpp."""
import math

from arrays import xp
from config import BLOCKS_PER_DAY
from state import COHORTS, State

LEGACY_SHARE, QUALITY, VALUATION, ATTENTION = range(4)  # what is drawn


def launch(p, draws):
    """Logarithms of a subnet's first share and of its worth are normal with a correlation, but for
    the subnet that an attack would take: it stands at attack.relative_size times the median."""
    subnets, chosen = int(p.network_subnets), int(p.attack_netuid) - 1
    is_chosen = xp.arange(subnets) == chosen
    size = math.log(p.attack_relative_size)
    z, y = draws.launch(LEGACY_SHARE), draws.launch(QUALITY)
    rho = p.network_share_quality_correlation
    share = xp.exp(xp.where(is_chosen, size, p.network_share_ln_sd * z))
    share = share / share.sum(-1, keepdims=True)
    worth = p.network_quality_ln_sd * (rho * z + math.sqrt(1 - rho**2) * y)
    attention = p.attention_initial * xp.exp(p.attention_initial_ln_sd * draws.launch(ATTENTION))
    income = 0.5 * (1 - p.protocol_owner_cut) * BLOCKS_PER_DAY

    def each(value):
        return xp.full_like(share, value)

    def whole(value):
        return xp.full_like(share[..., :1], value)

    seed = p.protocol_minimum_lock_tao
    return State(
        tao=each(seed), alpha=each(seed), issued=each(seed), price_ema=share,
        pending_alpha=each(0), pending_swapped=each(0), pending_tao=each(0), over_issued=each(0),
        unallocated=each(0), refused=each(0), held=tuple(each(0) for _ in range(COHORTS)),
        log_worth=xp.where(is_chosen, size, worth),
        value_error=p.value_error_ln_sd * draws.launch(VALUATION), attention=attention,
        susceptible=each(1), log_price=each(0), trend=each(0),
        capacity=income * share / (1 + p.miners_margin),
        cash=tuple(whole(0) for _ in range(COHORTS)), root=whole(p.network_root_tao),
        unbooked_root=whole(0), issuance=whole(p.network_issuance_tao))
