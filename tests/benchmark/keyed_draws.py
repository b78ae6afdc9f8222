"""The draws of the sweep's own economies, for the peers: with them numpy must follow the very paths
of the program. Keys and words as in kernels/random/, numbers by SciPy's inverse of the normal law,
as tests/model/plain_draws.cpp has them."""
import numpy as np
from scipy.special import ndtri

# Numbers of kernels/random/purposes.hpp.
LAUNCH = (2, 3, 5, 4)  # legacy share, quality, valuation error, initial attention
VALUATION, EVENT_COUNT, EVENT_SIZE, NOISE, NOISE_COMMON = 5, 6, 7, 8, 9
WHOLE_ECONOMY = 255
LOW = np.uint64(0xffffffff)


def philox(c0, c1, c2, c3, seed):
    """Philox4x32-10 of Salmon and others (2011): four words of 32 bits."""
    k0, k1 = seed & 0xffffffff, seed >> 32
    for _ in range(10):
        product0, product1 = c0 * np.uint64(0xd2511f53), c2 * np.uint64(0xcd9e8d57)
        c0, c1, c2, c3 = ((product1 >> np.uint64(32)) ^ c1 ^ np.uint64(k0), product1 & LOW,
                          (product0 >> np.uint64(32)) ^ c3 ^ np.uint64(k1), product0 & LOW)
        k0, k1 = (k0 + 0x9e3779b9) & 0xffffffff, (k1 + 0xbb67ae85) & 0xffffffff
    return c0, c1, c2, c3


def uniform_real(words):
    """FP64: an odd multiple of 2^-53."""
    return words[0] * 2.0**-32 + ((words[1] >> np.uint64(11)) | np.uint64(1)) * 2.0**-53


def uniform_fast(word):
    """FP32: an odd multiple of 2^-24."""
    return ((word >> np.uint64(8)) | np.uint64(1)) * 2.0**-24


def signed(word):
    """A word as a number in [-1, 1)."""
    return np.where(word >> np.uint64(31), word - 2.0**32, word * 1.0) * 2.0**-31


class KeyedDraws:
    """Those of replicates 0, 1, .. of point 0."""

    def __init__(self, seed, replicates, subnets):
        self.seed = seed
        self.replicate = np.arange(replicates, dtype=np.uint64)[:, None]
        self.subnet = np.arange(subnets, dtype=np.uint64)[None, :]

    def words(self, purpose, tick, subnet=None):
        subnet = self.subnet if subnet is None else np.array([[subnet]], dtype=np.uint64)
        one = np.ones_like(self.replicate * subnet)
        return philox(one * np.uint64(tick), one * (subnet | np.uint64(purpose << 16)),
                      one * np.uint64(0), one * self.replicate, self.seed)

    def launch(self, which):
        return ndtri(uniform_real(self.words(LAUNCH[which], 0)))

    def valuation(self, block):
        return ndtri(uniform_real(self.words(VALUATION, block)))

    def order_flow(self, block, k):
        """One call of Philox serves four steps of k blocks."""
        step = block // k
        tick = (k - 1) << 23 | step >> 2

        def normal(purpose, subnet=None):
            first = step & 2
            words = self.words(purpose, tick, subnet)[first:first + 2]
            radius, half_turns = np.sqrt(-2 * np.log(uniform_fast(words[0]))), signed(words[1])
            return radius * (np.sin if step & 1 else np.cos)(np.pi * half_turns)
        return normal(NOISE), normal(NOISE_COMMON, WHOLE_ECONOMY)

    def event_level(self, block):
        return 1 - uniform_fast(self.words(EVENT_COUNT, block)[0])  # events are counted from above

    def event_sizes(self, block, events, ln_sd):
        words = self.words(EVENT_SIZE, block)
        return sum(np.where(events > n, np.exp(ln_sd * ndtri(uniform_fast(w)) - ln_sd**2 / 2), 0.0)
                   for n, w in enumerate(words))
