"""Noise traders: orders drawn step by step, in parts of the pool.
Source: kernels/cohorts/noise.hpp."""
from arrays import formula, xp


@formula
def flow(sd, drift, dt, z):
    """sd sqrt(dt) z + drift dt: TAO over T where it buys, alpha over A where it sells."""
    return sd * xp.sqrt(dt) * z + drift * dt


@formula
def noise_buy(part, tao, budget):
    return xp.minimum(tao * xp.maximum(part, 0.0), budget)


@formula
def noise_sell(part, alpha, held):
    return xp.minimum(alpha * xp.maximum(-part, 0.0), 0.9 * held)


@formula
def noise_deviation(p, attention, rush):
    """sd^2 = rush (s0^2 + sh^2 h) [1/d]."""
    return xp.sqrt(rush * (p.noise_base_sd**2 + p.noise_attention_sd**2 * attention))


@formula
def noise_reversion(p, held, alpha, rush):
    """rush kappa (target - q/A) [1/d]."""
    return rush * p.noise_reversion * (p.noise_target - held / alpha)
