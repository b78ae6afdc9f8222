"""A script run three times: by the chain in rao, by the chain without truncation, by the
program."""
import functools
import os
import subprocess
from dataclasses import dataclass, replace

from chain import MINER, U16, U64
from fixed_point import CHAIN, EXACT, RAO
from later_chain import ESCROW

PROGRAM = os.environ["TAOSWEEP_SCRIPTED_ECONOMY"]
QUANTITIES = ("tao", "alpha_in", "alpha_out", "average", "pending_alpha", "pending_swapped",
              "pending_tao", "pending_root", "claimable", "protocol_alpha", "flow_average")
HOLDERS = ("value", "attention", "yield", "noise", "miners", "validators", "owners")
BLOCKS_PER_DAY = 7200


@dataclass
class State:
    """After a block [TAO, alpha]."""
    issuance: float
    root_stake: float
    subnets: dict  # netuid: {quantity: value}
    held: dict  # netuid: {cohort: alpha}
    refused: dict  # netuid: orders and sales for root that the pool refused; not the program's


def quantities(subnet, widths):
    tao = widths.in_tao
    values = (tao(subnet.subnet_tao), tao(subnet.alpha_in), tao(subnet.alpha_out),
              subnet.moving_price / 2**widths.ratio.fraction, tao(subnet.pending_emission),
              tao(subnet.pending_alpha_swapped), tao(subnet.pending_root_divs),
              tao(getattr(subnet, "pending_root", 0)), tao(getattr(subnet, "claimable", 0)),
              tao(getattr(subnet, "protocol_alpha", 0)),
              (getattr(subnet, "flow_ema", 0) or 0) / 2**widths.ratio.fraction / RAO)
    miners, others = tao(subnet.miner), tao(subnet.validator.value - escrow_of(subnet))
    return dict(zip(QUANTITIES, values)) | {"held_miners": miners, "held_others": others}


def escrow_of(subnet):
    return subnet.validator.value_of(ESCROW)


def holders(subnet, widths):
    held = {name: widths.in_tao(subnet.validator.value_of(name)) for name in HOLDERS}
    return held | {MINER: widths.in_tao(subnet.miner)}


def state_of(chain):
    subnets = chain.subnets.items()
    return State(chain.w.in_tao(chain.total_issuance), chain.w.in_tao(chain.root_stake),
                 {netuid: quantities(s, chain.w) for netuid, s in subnets},
                 {netuid: holders(s, chain.w) for netuid, s in subnets},
                 {netuid: s.refused for netuid, s in subnets})


def states_in(text):
    """What the program printed."""
    states = []
    for line in text.splitlines():
        numbers = line.split()
        if len(numbers) == 3:
            states.append(State(float(numbers[1]), float(numbers[2]), {}, {}, {}))
            continue
        netuid, values = int(numbers[0]), list(map(float, numbers[1:len(QUANTITIES) + 1]))
        held = {name: float(alpha) for name, alpha in
                (word.split("=") for word in numbers[len(QUANTITIES) + 1:])}
        others = sum(held.values()) - held[MINER]
        states[-1].subnets[netuid] = dict(zip(QUANTITIES, values, strict=True)) | {
            "held_miners": held[MINER], "held_others": others}
        states[-1].held[netuid] = held
    return states


def over_issue(script):
    if script.eras:
        return {}
    return {"over_issue_ends": min(script.constants.reduced_from, 10**8) / BLOCKS_PER_DAY}


def settings(script):
    """The program's parameters: the chain's constants as doubles, one look at the market a
    block."""
    const = script.constants
    elapsed = BLOCKS_PER_DAY  # since the last registration: the least time between two
    days = {"protocol.lock_interval": const.lock_reduction_interval / BLOCKS_PER_DAY,
            "protocol.registration_gap": elapsed / BLOCKS_PER_DAY}
    opening = {"attack.mode": 1, "attack.subnet": 1, "attack.day": script.opens / BLOCKS_PER_DAY,
               "attack.budget_tao": 0, "attack.holder_pay": 0, "foundation.acts": 0}
    return {"network.subnets": len(script.pools), "network.root_tao": script.root_tao / RAO,
            "network.issuance_tao": script.issuance / RAO,
            "time.step_blocks": 1, "time.signal_blocks": 1,
            "protocol.tempo": const.tempo, "protocol.ema_alpha": const.moving_alpha / 2**32,
            "protocol.tao_weight": const.tao_weight / U64,
            "protocol.owner_cut": const.owner_cut / U16,
            "protocol.validator_take": const.delegate_take / U16,
            "protocol.stake_fee_tao": const.staking_fee / RAO,
            "protocol.minimum_lock_tao": const.min_lock / RAO,
            "protocol.last_lock_tao": const.last_lock / RAO,
            "validators.alpha_staked": const.staked_quarters / 4,
            **days, **over_issue(script),
            **(opening if script.opens >= 0 else {}), **script.settings}


def run_chain(script, widths, orders):
    """States after each block, and the size of each block's orders [TAO]."""
    chain = script.chain(widths)
    states, sizes = [], []
    for block in range(script.blocks):
        chain.block = block
        for since, constants in script.changes:
            if since == block:
                chain.follow(constants)
        if block == script.opens:
            chain.register_network(len(script.pools) + 1, BLOCKS_PER_DAY)
        chain.block_step()
        sizes.append([order.on(chain) for order in orders(block, chain)])
        states.append(state_of(chain))
    return chain, states, sizes


def run_program(script, orders, sizes, long_steps_from=None, long_step=1):
    lines = [f"set {key} {value!r}" for key, value in settings(script).items()]
    lines += [f"era {name} {block / BLOCKS_PER_DAY!r}" for name, block in script.eras]
    lines += ["launch"]
    for netuid, pool in enumerate(script.pools, start=1):
        lines.append(f"pool {netuid} {pool.tao / RAO!r} {pool.alpha / RAO!r} {pool.out / RAO!r} "
                     f"{pool.average / 2**32!r}")
        lines.append(f"hold {netuid} value {pool.out / RAO!r}")
        if pool.burned:
            lines.append(f"burn {netuid} {pool.burned / 2**32!r}")
    lines += script.opening
    short = list(zip(orders, sizes))[:long_steps_from]
    for placed, tao in short:
        # A flow of orders pays the flat fee once per mean order: here it is one order of that size.
        sized = {size for size in tao if size} if script.constants.staking_fee else set()
        assert len(sized) <= 1, "orders of one block differ in size"
        lines += [f"set orders.mean_tao {size!r}" for size in sized]
        lines += [order.words() for order in placed] + ["step 1"]
    lines += [f"step {long_step}"] * ((len(orders) - len(short)) // long_step)
    done = subprocess.run([PROGRAM], input="\n".join(lines), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return states_in(done.stdout)


class Economy:
    """All three, on the same orders; the chain in rao runs when it is asked for."""

    def __init__(self, script):
        self.script = script
        self.orders = []
        self.exact_chain, self.exact, self._sizes = run_chain(script, EXACT, self._place)
        self.program = self.program_with({})

    def _place(self, block, chain):
        script = self.script
        self.orders.append(list(script.orders(block, chain)) if script.orders else [])
        return self.orders[-1]

    def program_with(self, changed):
        """States of the program with other parameters, which neither chain knows of."""
        script = replace(self.script, settings={**self.script.settings, **changed})
        return run_program(script, self.orders, self._sizes)

    @functools.cached_property
    def _in_rao(self):
        return run_chain(self.script, CHAIN, lambda block, chain: self.orders[block])

    @property
    def chain(self):
        return self._in_rao[0]

    @property
    def rao(self):
        return self._in_rao[1]
