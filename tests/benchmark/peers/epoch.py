"""Epochs of the launch: half of what waits for participants goes to miners, the other half to
validators and, less their take, to those who hold alpha; the owner's cut beside it.

Dividends are paid on the part that was sold for root as well: that is the launch's over-issue.
Source: subtensor v2.0.1 run_coinbase.rs, run_epoch.rs; kernels/economy/epoch.hpp."""
from arrays import choose, column, formula, only_if, with_column, xp
from state import COHORTS, MINERS, OWNERS, VALIDATORS


@formula
def blocks_until_epoch(tempo, block, subnet):
    """An epoch runs at blocks where (block + netuid + 1) mod (tempo + 1) = tempo."""
    return tempo - (block + subnet + 2) % (tempo + 1)


@formula
def paid(p, total, holders):
    """(rate on holders' alpha, miners, validators, owners) of an epoch on `total` alpha."""
    half = 0.5 * total
    take = p.protocol_validator_take * half
    someone = holders > 0
    rate = choose(someone, (half - take) / xp.maximum(holders, 1e-300), 0.0)
    return (rate, half, take + choose(someone, 0.0, half - take),
            total * (p.protocol_owner_cut / (1 - p.protocol_owner_cut)))


def earning(held):
    """Alpha that dividends are paid on: all but miners'."""
    return sum(held[c] for c in range(COHORTS) if c != MINERS)


def pay(p, held, total):
    """Holdings after an epoch on `total` alpha."""
    rate, miners, validators, owners = paid(p, total, earning(held))
    grown = [held[c] + (miners if c == MINERS else held[c] * rate) for c in range(COHORTS)]
    grown[VALIDATORS] = grown[VALIDATORS] + validators
    grown[OWNERS] = grown[OWNERS] + owners
    return tuple(grown)


def epoch_of_column(p, s, i):
    """The epoch of subnet i alone, on all that waits."""
    alpha, swapped = column(s.pending_alpha, i), column(s.pending_swapped, i)
    held = pay(p, tuple(column(q, i) for q in s.held), alpha + swapped)
    nothing = xp.zeros_like(alpha)
    return s._replace(
        held=tuple(with_column(q, i, new) for q, new in zip(s.held, held)),
        over_issued=with_column(s.over_issued, i, column(s.over_issued, i) + swapped),
        unbooked_root=s.unbooked_root + column(s.pending_tao, i),
        pending_alpha=with_column(s.pending_alpha, i, nothing),
        pending_swapped=with_column(s.pending_swapped, i, nothing),
        pending_tao=with_column(s.pending_tao, i, nothing))


def epochs_of_step(p, s, block, k, participants, swapped, root_tao):
    """Epochs due within a step, each on its part of what the step accrued [alpha, alpha, TAO]."""
    tempo, subnets = int(p.protocol_tempo), s.tao.shape[-1]
    if k == 1:
        s = s._replace(pending_alpha=s.pending_alpha + participants,
                       pending_swapped=s.pending_swapped + swapped,
                       pending_tao=s.pending_tao + root_tao)
        due = (tempo - block - 2) % (tempo + 1)
        return only_if(due < subnets, lambda s: epoch_of_column(p, s, due), s)

    until = blocks_until_epoch(tempo, block, xp.arange(subnets))
    part = xp.where(until < k, (until + 1.0) / k, 0.0)
    waiting = s._replace(pending_alpha=s.pending_alpha + (1 - part) * participants,
                         pending_swapped=s.pending_swapped + (1 - part) * swapped,
                         pending_tao=s.pending_tao + (1 - part) * root_tao)

    def run_due(_):
        due = part > 0
        alpha = xp.where(due, s.pending_alpha + part * participants, 0.0)
        sold = xp.where(due, s.pending_swapped + part * swapped, 0.0)
        tao = xp.where(due, s.pending_tao + part * root_tao, 0.0)
        return s._replace(
            held=pay(p, s.held, alpha + sold), over_issued=s.over_issued + sold,
            unbooked_root=s.unbooked_root + tao.sum(-1, keepdims=True),
            pending_alpha=xp.where(due, 0.0, s.pending_alpha) + (1 - part) * participants,
            pending_swapped=xp.where(due, 0.0, s.pending_swapped) + (1 - part) * swapped,
            pending_tao=xp.where(due, 0.0, s.pending_tao) + (1 - part) * root_tao)

    return only_if(xp.any(part > 0), run_due, waiting)

