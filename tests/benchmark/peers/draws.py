"""Random numbers of the peers, from generators of their own. `block` names a tick or a day by the
block at which it starts."""
from arrays import PEER, xp

if PEER == "jax":
    from jax import random

MOST_EVENTS = 4  # attention events of a subnet in a tick; those beyond are dropped


class NumpyDraws:
    """numpy.random.Generator (SFC64) for (economies, subnets) at once."""

    def __init__(self, seed, shape):
        self.rng = xp.random.Generator(xp.random.SFC64(seed))
        self.shape = shape

    def launch(self, _):
        return self.rng.standard_normal(self.shape)

    def order_flow(self, block, k):
        """Own and common normals of a step of k blocks, FP32."""
        own = self.rng.standard_normal(self.shape, dtype=xp.float32)
        return own, self.rng.standard_normal((*self.shape[:-1], 1), dtype=xp.float32)

    def valuation(self, block):
        return self.rng.standard_normal(self.shape)

    def event_level(self, block):
        """Uniform numbers that decide how many events there are."""
        return self.rng.random(self.shape)

    def event_sizes(self, block, events, ln_sd):
        """Sum of the sizes of the events of a tick, each log-normal with mean 1."""
        sizes = xp.zeros(self.shape)
        for n in range(MOST_EVENTS):
            hit = events > n
            count = int(hit.sum())
            if count == 0:
                break
            sizes[hit] += xp.exp(ln_sd * self.rng.standard_normal(count) - ln_sd**2 / 2)
        return sizes


class JaxDraws:
    """jax.random, for one economy (subnets,) or for all (economies, subnets); every number follows
    from key and block."""

    def __init__(self, key, shape):
        self.key, self.shape = key, shape

    def of(self, purpose, block):
        return random.fold_in(random.fold_in(self.key, purpose), block)

    def launch(self, purpose):
        return random.normal(self.of(10 + purpose, 0), self.shape)

    def order_flow(self, block, k):
        subnets = self.shape[-1]
        z = random.normal(self.of(0, block), (*self.shape[:-1], subnets + 1), dtype=xp.float32)
        return z[..., :subnets], z[..., subnets:]

    def valuation(self, block):
        return random.normal(self.of(1, block), self.shape)

    def event_level(self, block):
        return random.uniform(self.of(2, block), self.shape)

    def event_sizes(self, block, events, ln_sd):
        z = random.normal(self.of(3, block), (MOST_EVENTS, *self.shape))
        sizes = xp.exp(ln_sd * z - ln_sd**2 / 2)
        return sum(xp.where(events > n, sizes[n], 0.0) for n in range(MOST_EVENTS))
