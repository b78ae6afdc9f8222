"""Economies one after the other, in compiled loops; threads take parts of a batch."""
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from config import phases
from draws import NumpyDraws
from launch import launch
from numba_step import compiled
from numba_tick import advance_tick
from state import COHORTS, Flows, State


@compiled
def run_all(p, plan, economies, o, yields, z, rng):
    """Advances each economy to the horizon by the plan's rows (first block, ticks, blocks, k)."""
    for s in economies:
        for phase in range(plan.shape[0]):
            first, ticks, blocks, k = plan[phase]
            for tick in range(ticks):
                advance_tick(p, s, o, yields, z, rng, first + tick * blocks, blocks, k)


def empty_flows(subnets):
    rows = {"buy_of": 3, "sell_of": COHORTS}
    return Flows(**{name: np.zeros((rows[name], subnets) if name in rows else subnets)
                    for name in Flows._fields})


def economies_of(p, draws):
    """A state each, whose arrays are rows of one state for all; that one too."""
    s = launch(p, draws)
    s = s._replace(held=np.stack(s.held, axis=1), cash=np.stack(s.cash, axis=1)[..., 0])
    return s, [State(*(np.ascontiguousarray(x[e]) for x in s)) for e in range(len(s.tao))]


def run_part(p, seed, count):
    from numba.typed import List
    subnets = int(p.network_subnets)
    draws = NumpyDraws(seed, (count, subnets))
    _, economies = economies_of(p, draws)
    run_all(p, np.array(phases(p)), List(economies), empty_flows(subnets), np.zeros(subnets),
            np.zeros(subnets), draws.rng)
    return economies


def run_economies(p, seed, count, threads):
    """State of all economies at the horizon, as the array model has it."""
    parts = np.array_split(np.arange(count), threads)
    with ThreadPoolExecutor(threads) as pool:
        done = list(pool.map(lambda i: run_part(p, [seed, i], len(parts[i])), range(threads)))
    economies = [s for part in done for s in part]
    whole = {name: np.stack([getattr(s, name) for s in economies]) for name in State._fields}
    held = tuple(whole["held"][:, c] for c in range(COHORTS))
    cash = tuple(whole["cash"][:, c:c + 1] for c in range(COHORTS))
    return State(**whole | {"held": held, "cash": cash})
