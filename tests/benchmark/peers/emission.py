"""Emission: the block's TAO by price averages, alpha beside it, and what is set aside for root.
Source: subtensor v2.0.1 run_coinbase.rs, block_emission.rs; kernels/chain/emission/."""
from arrays import choose, formula, xp

SUPPLY = 21e6  # S, of TAO, and of each subnet's alpha


@formula
def halved_emission(issuance):
    """E(I) = 2^-floor(log2(1/(1 - I/S))) for any I, nothing below one rao [TAO or alpha/block]."""
    rest = xp.maximum(1 - issuance / SUPPLY, 1e-12)
    halvings = xp.floor(xp.log2(1 / rest))
    return choose(halvings < 30, 0.5**halvings, 0.0)


@formula
def injected(tao_in, tao, alpha, alpha_out):
    """Alpha beside the TAO that joins a pool: min(t/p, A) [alpha/block]."""
    return xp.minimum(tao_in * alpha / tao, alpha_out)


@formula
def root_part(weighted_root, issued):
    """Half of what goes to participants times root's share rho = w R/(w R + X)."""
    return 0.5 * weighted_root / (weighted_root + issued)


@formula
def average_weight(ema_alpha, k):
    """w of m <- m + w (min(p, 1) - m) over k blocks: 1 - (1 - a)^k."""
    return -xp.expm1(k * xp.log1p(-ema_alpha))


@formula
def price_of_step(tao_before, alpha_before, tao, alpha, for_root):
    """Mean price of a step of several blocks, at the low point of a block: after root's sale,
    before orders."""
    mean = 0.5 * (alpha_before + alpha)
    return (tao_before + tao) / (alpha_before + alpha) * (mean / (mean + for_root))
