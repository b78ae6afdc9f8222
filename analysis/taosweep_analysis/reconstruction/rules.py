"""What the chain itself does to a pool in a block, under the rules from the launch on 13 Feb 2025
to the subsidy of 29 Jul 2025.

Source: subtensor v2.0.0 to v3.2.2, run_coinbase.rs, stake_utils.rs, block_emission.rs. One block
emits 1 TAO in all, and 1 alpha on each side of every subnet, until the halvings of December 2025.
"""

import datetime

import numpy

from ..experiments.sn28 import record

BLOCKS_A_DAY = 7200
SLOW, FAST = 3e-6, 3e-4  # weight of the current price in the price average [1/block]
OWNER_CUT = 11796 / 65535  # of the alpha of a block [1]
TAO_WEIGHT = 0.18  # of root's TAO against alpha [1]


def day_of(month, day):
    """Days since the launch at midnight UTC of a day of 2025."""
    return record.days(datetime.datetime(2025, month, day, tzinfo=record.UTC))


# (first day, blocks of age at which the price average has half its weight): v2.0.6, v2.0.8
WARMUPS = ((day_of(3, 6), 100_800), (day_of(3, 19), 201_600))
# v2.0.9 marks all subnets there are as started that day; from v2.0.10 on age counts from then.
STARTED, RESTARTED = day_of(3, 28), day_of(4, 4)
AGE_AT_LAUNCH = 365 * BLOCKS_A_DAY  # [block]; assumption, as the program's network.age_days
# Pools take a fee that stays in them from here on (block 5,947,549, v3.2.0); it is left out.
FEES_FROM = 142.67  # [d]
LAST_DAY = 164.0  # v3.2.3 of 29 Jul 2025 buys alpha with a part of the TAO; its hour is not known


def shares(averages):
    """Part of a block's TAO that goes to each subnet, e_i = m_i / sum m [1].

    averages: m, price averages, 0 where there is no subnet [TAO/alpha]."""
    return averages / averages.sum(axis=-1, keepdims=True)


def alpha_value(tao, price):
    """TAO worth of the alpha that is injected beside e TAO, a p = min(e, p) [TAO/block].

    a = min(e/p, 1) keeps the price unless the cap of one alpha binds, p < e: the TAO is then not
    scaled down and lifts it."""
    return numpy.minimum(tao, price)


def depth_gain(tao, price):
    """What a block adds to L = sqrt(T A), which trades leave as it is.

    L' = sqrt((T + e)(A + a)), so dL = (e A + a T)/(2 L) = (e + a p)/(2 sqrt p).
    tao: e [TAO/block]; price: p = T/A [TAO/alpha]."""
    return (tao + alpha_value(tao, price)) / (2 * numpy.sqrt(price))


def root_sale(issued, root_tao):
    """Alpha that root sells into a pool, S = rho (1 - c)/2, rho = w R/(w R + X) [alpha/block].

    issued: X, all alpha of the subnet; root_tao: R [TAO]; c owner's cut, w weight of TAO."""
    weight = TAO_WEIGHT * root_tao
    return (1 - OWNER_CUT) / 2 * weight / (weight + issued)


def steady_price(tao, bought, sold):
    """Price at which a pool rests while B TAO buy and S alpha are sold in each block [TAO/alpha].

    Below the cap (p < e): e + B - S p = p (1 + S - B/p), p = (e + 2 B)/(1 + 2 S).
    Above it injection is neutral: p = B/S."""
    capped = (tao + 2 * bought) / (1 + 2 * sold)
    return numpy.where(capped < tao, capped, bought / sold)


def average_weight(day, blocks, opened, at_launch, fast_days):
    """Weight of a price in the average after some blocks of it, 1 - (1 - a)^blocks [1]; a row for
    each of fast_days.

    a = alpha b/(b + h): alpha is FAST from the day on that the row has, SLOW before; b, age.
    day: since launch; opened: block at which each subnet opened, counted from the launch;
    at_launch: whether it was there."""
    ramp = numpy.ones(len(opened))
    halves = [half for first, half in WARMUPS if day >= first]
    if halves:
        age = age_of(day, opened, at_launch)
        ramp = age / (age + halves[-1])
    both = [-numpy.expm1(blocks * numpy.log1p(-speed * ramp)) for speed in (SLOW, FAST)]
    return numpy.stack(both)[(day >= numpy.asarray(fast_days)).astype(int)]


def age_of(day, opened, at_launch):
    """Blocks that the warm-up counts, b."""
    born = numpy.where(at_launch, -AGE_AT_LAUNCH, opened)
    if day >= RESTARTED:
        born = numpy.maximum(born, STARTED * BLOCKS_A_DAY)
    return numpy.maximum(day * BLOCKS_A_DAY - born, 0)
