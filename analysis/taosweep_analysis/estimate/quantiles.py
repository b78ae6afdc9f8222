"""Quantiles of the distributions that intervals need. They are those of scipy.stats, which takes a
quarter of a second to load, where a whole page takes a few."""

from scipy import special

normal = special.ndtri


def student(probability, freedom):
    """Of Student's t with so many degrees of freedom."""
    return special.stdtrit(freedom, probability)


def coins(probability, n):
    """Of how often n fair coins show heads: the least k with P(Bin(n, 1/2) <= k) >= probability."""
    k = max(0, int(special.bdtrik(probability, n, 0.5)) - 1)
    while special.bdtr(k, n, 0.5) < probability:
        k += 1
    return k
