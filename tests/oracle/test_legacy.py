"""Root's vote and what it pays, against the chain's arithmetic before the launch."""
import functools

import legacy_chain
import pytest

from economy import Economy
from legacy_chain import Ballot, LegacyConstants
from scripts import STEP, Buy, Pool, Script

ROUNDING = 1e-12  # doubles against 200 fraction bits, relative and absolute

# All that set weights list the first; the third has a majority by a weight of 1, the fourth has
# none, nobody lists the last. The fourth validator has stake and sets no weights.
BALLOTS = [Ballot(1_894_000, [65535, 30000, 1, 0, 0]), Ballot(686_000, [20000, 65535, 0, 0, 0]),
           Ballot(582_000, [1, 0, 65535, 40000, 0]), Ballot(523_000, [0, 0, 0, 0, 0]),
           Ballot(425_000, [65535, 65535, 65535, 65535, 0])]


def script(name, until, blocks, ballots=BALLOTS, orders=None):
    eras = [("legacy-root", 0)] + ([("launch-2025-02", until)] if until < blocks else [])
    return Script(name, blocks, [Pool(0) for _ in range(5)], orders,
                  LegacyConstants(tempo=99, ballots=ballots, until=until), eras=eras,
                  opening=[" ".join(map(str, ["ballot", ballot.stake, *ballot.weights]))
                           for ballot in ballots] + ["vote"])


def launched(block, chain):
    """Stakers buy into each subnet once there are pools."""
    if 350 <= block < 355:
        yield Buy(block - 349, "value", (355 - block) * 5000 * STEP)


SCRIPTS = {it.name: it for it in [
    script("votes", 10**6, 350),
    script("one validator", 10**6, 120, [Ballot(1, [3, 2, 1, 0, 5])]),
    script("handover", 350, 800, orders=launched)]}


@functools.cache
def economy(name):
    return Economy(SCRIPTS[name])


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_block_is_the_chain_without_its_truncation(name):
    it = economy(name)
    for block, (got, want) in enumerate(zip(it.program, it.exact, strict=True)):
        assert got.issuance == pytest.approx(want.issuance, rel=ROUNDING), block
        assert got.root_stake == pytest.approx(want.root_stake, rel=ROUNDING), block
        for netuid, subnet in want.subnets.items():
            for quantity, value in subnet.items():
                assert got.subnets[netuid][quantity] == pytest.approx(
                    value, rel=ROUNDING, abs=ROUNDING), (block, netuid, quantity)


@pytest.mark.parametrize("name", ["votes", "one validator"])
def test_truncation_costs_a_rao_a_block_and_subnet(name):
    it = economy(name)
    for block, (got, want) in enumerate(zip(it.program, it.rao, strict=True)):
        for netuid, subnet in want.subnets.items():
            lost = got.subnets[netuid]["pending_tao"] - subnet["pending_tao"]
            assert -1e-12 < lost < 1.01e-9 * (block + 1)
        assert abs(got.root_stake - want.root_stake) < 4e-9 * (block + 2)


def test_the_scripts_hold_what_they_are_there_for():
    state = economy("votes").exact[10].subnets
    waiting = [state[netuid]["pending_tao"] for netuid in range(1, 6)]
    assert waiting[0] > waiting[1] > 2 * waiting[2] > 10 * waiting[3] > 0 == waiting[4]
    before, after = economy("handover").program[348:350]
    assert before.subnets[1]["pending_tao"] > 1 and after.subnets[1]["pending_tao"] == 0
    averages = [economy("handover").program[block].subnets[1]["average"] for block in (0, 349, 350)]
    assert averages[0] == averages[1] and averages[2] == pytest.approx(averages[1], abs=1e-5)
    assert economy("handover").program[-1].subnets[1]["tao"] > 100


def test_an_other_majority_would_be_seen():
    """Consensus of 0.52 of the stake is near one half: a kappa of 0.4 gives the second subnet
    more."""
    kept, legacy_chain.KAPPA = legacy_chain.KAPPA, 26214
    try:
        other = Economy(script("kappa", 10**6, 3))
    finally:
        legacy_chain.KAPPA = kept
    got, want = other.program[2].subnets[2], other.exact[2].subnets[2]
    assert abs(got["pending_tao"] / want["pending_tao"] - 1) > 1e-3
