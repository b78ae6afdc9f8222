"""The pool: root's sale, and all orders of a step together.
Source: subtensor v2.0.1 run_coinbase.rs, stake_utils.rs; kernels/chain/pool/."""
from arrays import formula, xp


@formula
def sold_for_root(tao, alpha, root_alpha):
    """TAO for root's alpha at the constant product: T r/(A + r)."""
    return tao * root_alpha / (alpha + root_alpha)


@formula
def clear(tao, alpha, buy, sell):
    """Reserves after constant flows of B TAO and S alpha, and what buyers and sellers got.

      u = sqrt(B S/(T A)), g = tanh(u)/u, T' = (T + B g)/(1 + S g/A), A' = T A/T'
      buyers share S + A - A', sellers B + T - T', each over a common denominator, so that small
      orders keep their digits
    """
    u = xp.maximum(xp.sqrt(buy * sell / (tao * alpha)), 1e-150)
    g = xp.tanh(u) / u
    b, s = buy * g / tao, sell * g / alpha
    by_buys, by_sales = 1 + b, 1 + s
    growth = by_buys / by_sales
    return (tao * growth, alpha / growth,
            (sell * (1 - g) + (alpha + sell) * b) / by_buys,
            (buy * (1 - g) + (tao + buy) * s) / by_sales)
