"""The step that sweeps run against the chain's own arithmetic: order and composition of the
launch."""
import functools
from dataclasses import replace

import pytest

from economy import HOLDERS, Economy, run_chain, run_program
from fixed_point import EXACT
from scripts import BOTH_SIDES, HOLDERS_AT_LAUNCH, SCRIPTS, Buy
from truncation import RAO, part_of_bound

# Doubles against numbers of 200 fraction bits over some thousand blocks. Amounts that are the rest
# of a difference (all that was held but for a last order) keep the absolute error of what they
# were.
RELATIVE, ABSOLUTE = 1e-12, 1e-12

by_name = pytest.mark.parametrize("name", [script.name for script in SCRIPTS])


@functools.cache
def economy(name):
    return Economy(next(script for script in SCRIPTS if script.name == name))


def far_off(got, want):
    return abs(got - want) > RELATIVE * abs(want) + ABSOLUTE


def different(got, want):
    """The first difference of two histories, in words."""
    assert len(got) == len(want)
    for block, (a, b) in enumerate(zip(got, want)):
        if a.subnets.keys() != b.subnets.keys():
            return f"block {block}: subnets {list(a.subnets)}, expected {list(b.subnets)}"
        pairs = [("issuance", a.issuance, b.issuance), ("root stake", a.root_stake, b.root_stake)]
        pairs += [(f"netuid {netuid} {name}", a.subnets[netuid][name], value)
                  for netuid, subnet in b.subnets.items() for name, value in subnet.items()]
        for what, x, y in pairs:
            if far_off(x, y):
                return f"block {block}: {what} {x!r}, expected {y!r}"
    return None


@by_name
def test_without_truncation_the_chain_and_the_program_are_one(name):
    assert different(economy(name).program, economy(name).exact) is None


@by_name
def test_the_program_is_no_farther_from_the_chain_than_truncation_takes_it(name):
    it = economy(name)
    worst, parted = part_of_bound(it)
    assert {name: where for name, where in worst.items() if where[0] > 1} == {}
    assert worst["average"][0] > 0.1 and worst["tao"][0] > 0.01, "the bound says nothing"
    assert all(tao < 0.02
               for tao in parted.values()), "only at the least reserve may one refuse alone"


@by_name
def test_the_chain_mints_less_than_its_emission_by_what_it_truncates(name):
    it = economy(name)
    missing = it.program[-1].issuance - it.rao[-1].issuance
    assert 0 < missing <= len(it.rao[-1].subnets) * it.script.blocks * RAO


def test_the_scripts_hold_what_they_are_there_for():
    def subnets(name):
        return economy(name).chain.subnets.values()
    assert sum(subnet.refused for subnet in subnets("quiet")) > 100
    assert economy("trading").chain.subnets[2].refused == 2, "two purchases"
    assert sum(subnet.oversold for subnet in subnets("trading")) >= 1
    assert sum(len(placed) for placed in economy("trading").orders) > 150
    opening = economy("registration")
    assert [len(opening.rao[block].subnets) for block in (224, 225)] == [3, 4]
    assert opening.rao[224].issuance - opening.rao[225].issuance > 700, "most of the lock is burned"
    minted = [after.issuance - before.issuance
              for before, after in zip(economy("halvings").rao, economy("halvings").rao[1:])]
    assert minted[0] == pytest.approx(1) and minted[-1] == pytest.approx(0.5)
    for name in ("quiet", "trading"):
        script = economy(name).script
        assert script.constants.reduced_from + 2 * script.constants.tempo < script.blocks


def test_holdings_are_paid_by_what_was_held_before_the_epoch():
    """The one difference of order: the chain stakes the owner's cut and the validator's take first,
    so that both earn in the epoch that pays them. What all of them get together is the same."""
    it = Economy(HOLDERS_AT_LAUNCH)
    for block, (program, exact) in enumerate(zip(it.program, it.exact)):
        for netuid, held in exact.held.items():
            for name in HOLDERS:
                assert not far_off(program.held[netuid][name], held[name]), (block, netuid, name)
    constants = replace(HOLDERS_AT_LAUNCH.constants, nominators_first=False)
    chain, states, _ = run_chain(replace(HOLDERS_AT_LAUNCH, constants=constants), EXACT,
                                 lambda block, chain: [])
    assert different(it.program, states) is None
    ratio = {name: it.program[-1].held[1][name] / states[-1].held[1][name]
             for name in ("owners", "validators", "value")}
    assert 0.8 < ratio["owners"] < 0.9 and 0.8 < ratio["validators"] < 0.9
    assert 1.2 < ratio["value"] < 1.3, "of 50 alpha at launch; less where more is held"


@pytest.mark.parametrize("blocks, reserves, average", [(25, 6e-4, 1e-5), (300, 7e-3, 1e-4)])
def test_steps_of_many_blocks_stay_close_to_the_chain(blocks, reserves, average):
    """Root's sale is one of the orders of such a step. The bounds are what long steps cost here."""
    it, opening = economy("quiet"), 1200
    program = run_program(it.script, it.orders, [[]] * it.script.blocks, opening, blocks)
    assert len(program) == opening + (it.script.blocks - opening) // blocks
    for netuid in range(1, 6):  # the sixth stands at the least reserve
        assert last_difference(program, it.exact, netuid) < reserves
        end, exact = program[-1].subnets[netuid], it.exact[-1].subnets[netuid]
        assert end["average"] == pytest.approx(exact["average"], rel=average)
        assert end["held_miners"] == pytest.approx(exact["held_miners"], rel=1e-9)


def last_difference(states, others, netuid=1):
    """Of the reserves, relative."""
    return max(abs(states[-1].subnets[netuid][name] / others[-1].subnets[netuid][name] - 1)
               for name in ("tao", "alpha_in", "alpha_out"))


def test_orders_on_both_sides_clear_as_a_hundred_small_ones_in_turn():
    it = Economy(BOTH_SIDES)
    assert last_difference(it.program, it.exact) < 2e-6
    assert last_difference(it.program, it.rao) < 2e-6

    def buyers_first(block, chain):
        return sorted(it.orders[block], key=lambda order: not isinstance(order, Buy))
    other = run_chain(BOTH_SIDES, EXACT, buyers_first)[1]
    assert last_difference(other, it.exact) > 1e-3, "the order of the orders does not matter"
