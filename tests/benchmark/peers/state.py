"""What an economy of the peers keeps. Names, units and order of cohorts are those of the sweep."""
from typing import Any, NamedTuple

# Cohorts, in the order of kernels/cohorts/all.hpp. The first three buy by hazards; noise traders
# draw their orders; the last three only sell.
VALUE, ATTENTION, YIELD, NOISE, MINERS, VALIDATORS, OWNERS = range(7)
COHORTS, BUYERS = 7, 3


class State(NamedTuple):
    # Per subnet: pool and what waits for the epoch.
    tao: Any  # T, reserve [TAO]
    alpha: Any  # A, reserve [alpha]
    issued: Any  # X = A + alpha outstanding [alpha]
    price_ema: Any  # m, price average [TAO/alpha]
    pending_alpha: Any  # P, waiting for the epoch [alpha]
    pending_swapped: Any  # s, sold for root, waiting [alpha]
    pending_tao: Any  # proceeds of that sale [TAO]
    over_issued: Any  # credited although it had been sold for root [alpha]
    unallocated: Any  # outstanding, credited to nobody [alpha]
    refused: Any  # steps in which the minimum reserve refused orders
    held: Any  # by each cohort, a row of them [alpha]
    # Per subnet: what stakers bring.
    log_worth: Any  # logarithm of its worth to value stakers
    value_error: Any  # error of perceived value, logarithm
    attention: Any  # h
    susceptible: Any  # z, part that can still be won
    log_price: Any  # at the last tick
    trend: Any  # m, of the price [1/d]
    capacity: Any  # cost of all miners [TAO/d]
    # Per economy.
    cash: Any  # of each cohort, a row [TAO]
    root: Any  # R, booked as staked on root [TAO]
    unbooked_root: Any  # root dividends paid [TAO]
    issuance: Any  # TAO in existence


class Flows(NamedTuple):
    """Orders of a tick at constant flow per block, and how they were filled so far."""
    buy_of: Any  # of each buyer, a row [TAO/block]
    sell_of: Any  # of each cohort, a row [alpha/block]
    buy: Any  # sums of these
    sell: Any
    noise_sd: Any  # of noise traders' flow over the pool [1/d^0.5]
    noise_drift: Any  # [1/d]
    noise_budget: Any  # left to spend [TAO]
    noise_proceeds: Any  # [TAO]
    buyer_fill: Any  # alpha for a flow of 1 TAO/block so far
    seller_fill: Any  # TAO for a flow of 1 alpha/block
    bought_blocks: Any  # whose buys were not refused
    sold_blocks: Any


def replaced(row, i, value):
    """A row of cohorts with one of them changed."""
    return row[:i] + (value,) + row[i + 1:]
