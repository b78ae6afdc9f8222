"""Pools of every subnet through time, one row for each variant of what is unknown.

Trades keep k = T A, and what the chain adds follows from prices: L = sqrt(k) is a sum over blocks,
and T = L sqrt(p), A = L/sqrt(p) at every price p.
"""

import dataclasses

import numpy

from . import rules
from .unknowns import IDLE, STRAIGHT

STEP, FIRST_STEP = 150, 50  # longest steps, and before the first price [block]
CLOSEST = 50  # finer prices are read at most as often [block]


@dataclasses.dataclass
class Grid:
    """Times at which pools are looked at, steps between them, and the prices there."""

    nodes: numpy.ndarray  # [block]
    logs: numpy.ndarray  # a row a node, ln of the price; that of the first row before it
    opened: numpy.ndarray  # [block]
    closes: numpy.ndarray  # block of the last price
    first: float  # block of the first row

    def alive(self, begin, end):
        return (self.opened <= begin) & (end <= self.closes)


def marks_of(prices, opened, looks):
    """Blocks at which a step must end: looks, openings, and prices unless they lie close."""
    last = prices.blocks[-1]
    spaced = prices.blocks[numpy.diff(prices.blocks // CLOSEST, prepend=-1) > 0]
    marks = numpy.unique(numpy.concatenate([[0, prices.blocks[0], last], spaced, opened, looks]))
    return marks[marks <= last]


def grid_of(prices, opened, looks):
    marks = marks_of(prices, opened, looks)
    pieces = [
        numpy.linspace(a, b, int(numpy.ceil((b - a) / (STEP if a else FIRST_STEP))), endpoint=False)
        for a, b in zip(marks[:-1], marks[1:])
    ]
    nodes = numpy.concatenate([*pieces, marks[-1:]])
    logs, closes = numpy.empty((len(nodes), len(prices.netuids))), []
    for i, netuid in enumerate(prices.netuids):
        blocks, price = prices.known(netuid)
        logs[:, i] = numpy.interp(nodes, blocks, numpy.log(price))
        closes.append(blocks[-1])
    return Grid(nodes, logs, opened, numpy.array(closes), prices.blocks[0])


@dataclasses.dataclass
class State:
    """Of each variant (rows) and subnet (columns)."""

    average: numpy.ndarray  # m, price average [TAO/alpha]
    depth: numpy.ndarray  # L [sqrt(TAO alpha)]
    issued: numpy.ndarray  # X, alpha in the pool and outside
    injected: numpy.ndarray  # TAO since the launch
    rooted: numpy.ndarray  # TAO that root took out for the alpha it sold
    capped: numpy.ndarray  # blocks in which the cap of the injected alpha bound


@dataclasses.dataclass
class Lowest:
    """Alpha held outside the pool, where it was least: below 0 the variant cannot be."""

    held: numpy.ndarray  # [alpha]
    issued: numpy.ndarray  # then [alpha]
    first_day: numpy.ndarray  # on which it is below 0; inf: never


def start(votes):
    """Pools of 1 TAO and 1 alpha, price averages that add up to 1 as the last root vote."""
    zero, one = numpy.zeros_like(votes), numpy.ones_like(votes)
    return State(votes.copy(), one, one.copy(), zero, zero.copy(), zero.copy())


def price_within(grid, step, state, variants, root_tao):
    """Price in the middle of a step, the same for all variants but before the first row."""
    begin, end = grid.nodes[step], grid.nodes[step + 1]
    price = numpy.exp((grid.logs[step] + grid.logs[step + 1]) / 2)
    if begin >= grid.first:
        return price
    hours = variants.first_hours[:, None]
    straight = price ** ((begin + end) / 2 / grid.first)
    idle = rules.steady_price(
        rules.shares(state.average), 0, rules.root_sale(state.issued, root_tao)
    )
    idle = numpy.where(idle > 0, numpy.minimum(idle, price), price)
    return numpy.where(hours == STRAIGHT, straight, numpy.where(hours == IDLE, idle, price))


def advance(state, price, blocks, alive, weight, root_tao):
    """Adds some blocks at one price.

    weight: of the price in the average over all of these blocks [1]."""
    price = numpy.where(alive, price, 1.0)
    tao = rules.shares(state.average)
    there = blocks * alive
    sold = rules.root_sale(state.issued, root_tao)
    state.depth += there * rules.depth_gain(tao, price)
    state.issued += there * (1 + rules.alpha_value(tao, price) / price)
    state.injected += there * tao
    state.rooted += there * sold * price
    state.capped += there * (tao > price)
    state.average += weight * alive * (numpy.minimum(price, 1) - state.average)


def note_lowest(lowest, state, grid, node):
    held = state.issued - state.depth / numpy.exp(grid.logs[node] / 2)
    less = held < lowest.held
    lowest.held = numpy.where(less, held, lowest.held)
    lowest.issued = numpy.where(less, state.issued, lowest.issued)
    new = (held < 0) & ~numpy.isfinite(lowest.first_day)
    lowest.first_day[new] = grid.nodes[node] / rules.BLOCKS_A_DAY


def rebuild(grid, at_launch, variants, root_tao, looks):
    """({block of a look: State}, Lowest). Averages of pools that close leave the sum."""
    state = start(variants.votes)
    shape = state.depth.shape
    endless = numpy.full(shape, numpy.inf)
    lowest = Lowest(endless, numpy.zeros(shape), endless.copy())
    seen, wanted = {}, set(looks)
    for step in range(len(grid.nodes) - 1):
        begin, end = grid.nodes[step], grid.nodes[step + 1]
        alive = grid.alive(begin, end)
        state.average *= alive
        price = price_within(grid, step, state, variants, root_tao)
        weight = rules.average_weight(
            begin / rules.BLOCKS_A_DAY, end - begin, grid.opened, at_launch, variants.fast_days
        )
        advance(state, price, end - begin, alive, weight, root_tao)
        if end >= grid.first:
            note_lowest(lowest, state, grid, step + 1)
        if end in wanted:
            seen[end] = dataclasses.replace(
                state, **{name: array.copy() for name, array in vars(state).items()}
            )
    return seen, lowest
