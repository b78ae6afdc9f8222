"""The step that sweeps run against the chain's arithmetic of the eras after the launch."""
import functools

import pytest

from economy import Economy
from fixed_point import EXACT, RAO
from later_chain import FLOW_SMOOTHING
from later_scripts import CLAIMED_BETWEEN_ORDERS, HANDOVERS, LOW, QUIET, TRADING, VARIANTS

# Doubles against 200 fraction bits, some hundred blocks of them, relative and absolute.
ROUNDING = 1e-11
# Claims and orders of one block are cleared together, on the chain one after another.
TOGETHER = 2e-7

SCRIPTS = {it.name: it for it in QUIET + LOW + TRADING + HANDOVERS + VARIANTS}


@functools.cache
def economy(name):
    return Economy(SCRIPTS[name])


def distances(it):
    """(distance over the larger of the quantity and 0.001, what, block, netuid)."""
    for block, (got, want) in enumerate(zip(it.program, it.exact, strict=True)):
        for name in ("issuance", "root_stake"):
            wanted = getattr(want, name)
            yield abs(getattr(got, name) - wanted) / wanted, name, block, 0
        for netuid, subnet in want.subnets.items():
            for name, value in subnet.items():
                distance = abs(got.subnets[netuid][name] - value)
                yield distance / max(abs(value), 1e-3), name, block, netuid


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_era_is_the_chain_without_its_truncation(name):
    assert max(distances(economy(name)))[0] < ROUNDING, max(distances(economy(name)))


@pytest.mark.parametrize("it", CLAIMED_BETWEEN_ORDERS, ids=lambda it: it.name)
def test_claims_between_orders_stay_close_to_the_chain(it):
    assert max(distances(Economy(it)))[0] < TOGETHER


@pytest.mark.parametrize("it", QUIET + VARIANTS, ids=lambda it: it.name)
def test_truncation_keeps_alpha_to_a_part_in_ten_million(it):
    """TAO follows the average, which the chain truncates to 32 bits: at 3e-4 a block it settles up
    to 2 * 2^-32/3e-4 = 1.6e-6 low."""
    chain = economy(it.name)
    for got, want in zip(chain.program, chain.rao, strict=True):
        for netuid, subnet in want.subnets.items():
            other = got.subnets[netuid]
            out = subnet["alpha_in"] + subnet["alpha_out"]
            assert abs(other["alpha_in"] + other["alpha_out"] - out) < 1e-7 * out
            assert other["average"] == pytest.approx(subnet["average"], abs=2e-6)


@pytest.mark.parametrize("it", [it for it in QUIET + VARIANTS if it.name != "netflow-2026-05"],
                         ids=lambda it: it.name)
def test_where_both_truncate_the_average_the_program_is_the_chain_in_rao(it):
    chain = economy(it.name)
    truncated = chain.program_with({"protocol.ema_truncated": 1})
    for got, want in zip(truncated, chain.rao, strict=True):
        for netuid, subnet in want.subnets.items():
            other = got.subnets[netuid]
            assert abs(other["average"] - subnet["average"]) < 1e-8
            assert other["tao"] == pytest.approx(subnet["tao"], rel=1e-6)
            for name in ("alpha_in", "alpha_out"):
                assert other[name] == pytest.approx(subnet[name], rel=1e-6)


def test_the_scripts_hold_what_they_are_there_for():
    kept = economy("price-2026-07").exact[-1].subnets
    assert kept[1]["protocol_alpha"] > 100, "the chain buys what the cap leaves"
    assert kept[4]["protocol_alpha"] == 0, "nothing goes where all of miners' pay is burned"
    waits = economy("flow-2025-12 low").exact
    assert all(state.subnets[1]["pending_root"] == 0 for state in waits), "root is not paid"
    assert economy("flow-2025-12").exact[-1].subnets[1]["claimable"] > 1
    basket = economy("hill-rank-2026-08").exact[-1].subnets[1]["claimable"]
    assert basket > 1.0001 * economy("hill-2026-07").exact[-1].subnets[1]["claimable"], "it earns"


def test_what_waits_is_claimed_after_the_eras_that_let_it_wait():
    states = economy("back").program
    waiting = [state.subnets[1]["claimable"] for state in states]
    assert waiting[349] > 1
    assert waiting[-1] < 0.9 * max(waiting[350:]), "5 a day: a fifth in 350 blocks"


def test_flows_that_grew_for_450_blocks_are_released_in_one():
    """The first block that follows flows again takes all that came meanwhile for its own."""
    states = economy("release").program
    smoothing = FLOW_SMOOTHING[0] / FLOW_SMOOTHING[1]
    steps = [abs(states[b].subnets[1]["flow_average"] - states[b - 1].subnets[1]["flow_average"])
             for b in range(1, len(states))]
    largest = max(range(len(steps)), key=steps.__getitem__) + 1
    assert largest == 600
    assert max(steps[:149]) < 0.2 * steps[599]
    still = {states[b].subnets[1]["flow_average"] for b in range(150, 600)}
    assert len(still) == 1, "it stands still while shares follow prices"
    assert steps[599] > 10 * smoothing, "more than 10 TAO in one block"


def test_a_flow_average_that_has_become_negative_stays_so():
    """Nothing but stakers' TAO lifts it: emission does not, and a subnet without emission earns
    nothing that would bring them."""
    states = economy("flow-2025-12 trading").exact
    below = [netuid for netuid, subnet in states[-1].subnets.items() if subnet["flow_average"] < 0]
    for netuid in below:
        first = next(b for b, s in enumerate(states) if s.subnets[netuid]["flow_average"] < 0)
        assert all(s.subnets[netuid]["flow_average"] < 0 for s in states[first:])


def test_capped_buys_spill_over_and_what_nobody_can_take_is_not_minted():
    whole, cheap = economy("capped buy"), economy("capped buy of cheap alpha")
    unspent = cheap.exact_chain.unspent / 2**EXACT.ratio.fraction / RAO
    assert whole.exact_chain.unspent / 2**EXACT.ratio.fraction < 1e-20, "all of it finds room"
    assert unspent > 0.05
    minted = cheap.program[-1].issuance - cheap.program[-2].issuance
    assert minted == pytest.approx(1 - unspent, abs=1e-7)
    more, usual = whole.exact[499].subnets[5], economy("hill-rank-2026-08").exact[499].subnets[5]
    assert more["tao"] > 1.05 * usual["tao"], "liquidity comes first"
    assert more["protocol_alpha"] == 0
    bought = economy("capped buy trading").exact[-1].subnets
    assert bought[5]["protocol_alpha"] > 10, "buys come after it"
    assert bought[4]["protocol_alpha"] == 0, "nothing is mined where all of it is burned"


def test_recycled_pay_leaves_what_is_outstanding():
    recycled, burned = economy("recycled").exact[-1].subnets, economy("price-2026-07").exact[499]
    assert recycled[4]["alpha_out"] < burned.subnets[4]["alpha_out"] - 100
    assert recycled[1]["alpha_out"] == pytest.approx(burned.subnets[1]["alpha_out"], rel=1e-3)
