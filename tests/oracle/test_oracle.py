"""The oracle against numbers that the chain's own tests publish: to the rao."""
import json
import os
import pathlib

import pytest

from chain import U16, Chain, Constants, Subnet
from fixed_point import CHAIN, RAO
from share_pool import SharePool

VECTORS = pathlib.Path(os.environ["TAOSWEEP_SOURCE"]) / "tests" / "vectors" / "chain_rules.json"


def vectors(piece, era="", inputs=()):
    found = [v for v in json.loads(VECTORS.read_text())["vectors"]
             if v["piece"] == piece and v["era"].startswith(era)
             and set(inputs) <= set(v["inputs"])]
    assert found, piece
    return pytest.mark.parametrize("vector", found, ids=[v["id"] for v in found])


def chain_of(subnets, **constants):
    """Subnets from 1 on: (TAO, alpha, alpha outstanding [rao], price average)."""
    chain = Chain(CHAIN, Constants(**constants), 0, 0)
    for netuid, (tao, alpha, out, average) in enumerate(subnets, start=1):
        chain.subnets[netuid] = Subnet(tao, alpha, out, round(average * 2**32), SharePool(CHAIN))
    return chain


@vectors("block_emission", inputs=["issuance_rao"])
def test_block_emission(vector):
    assert chain_of([]).emission_for(vector["inputs"]["issuance_rao"]) == vector["expected"]


@vectors("block_emission", inputs=["steps"])
def test_issuance_after_many_blocks(vector):
    given, chain = vector["inputs"], chain_of([])
    issuance = given["start_issuance"]
    for _ in range(given["steps"]):
        issuance += chain.emission_for(issuance) * given["blocks_per_step"]
    assert issuance == vector["expected"]


@vectors("tao_share", "launch")
def test_tao_share(vector):
    given = vector["inputs"]
    chain = chain_of([(0, 0, 0, subnet["price_ema"]) for subnet in given["subnets"]])
    chain.run_coinbase(given["block_emission"])
    assert [subnet.subnet_tao for subnet in chain.subnets.values()] == vector["expected"]


@vectors("alpha_injection", "launch")
def test_alpha_injection(vector):
    given = vector["inputs"]
    chain = chain_of([(subnet["tao"], subnet["alpha_in"], subnet.get("alpha_out", 0), subnet["ema"])
                      for subnet in given["subnets"]])
    chain.run_coinbase(given["block_emission"])
    for name, wanted in vector["expected"].items():
        assert [getattr(subnet, name) for subnet in chain.subnets.values()] == wanted


@vectors("owner_cut", "launch")
def test_owner_cut(vector):
    given = vector["inputs"]
    chain = chain_of([(RAO, RAO, 0, 1)], owner_cut=given["cut_u16"])
    chain.run_coinbase(RAO)  # one alpha is emitted
    assert given["alpha_out"] == RAO and chain.subnets[1].pending_owner_cut == vector["expected"]
    assert 0 <= chain.owner_cut <= 2**32 and given["cut_u16"] <= U16


@vectors("stake_fee", "launch")
def test_stake_fee(vector):
    given = vector["inputs"]
    chain = chain_of([(10 * RAO, 10 * RAO, 0, 1)], staking_fee=given["fee"])
    chain.add_stake(1, "value", given["tao_staked"])
    assert chain.subnets[1].subnet_tao - 10 * RAO == vector["expected"]["subnet_tao_increase"]


@vectors("lock_cost", inputs=["effective_reduction_interval", "min_lock"])
def test_lock_cost(vector):
    given = vector["inputs"]
    if given["last_lock_block"] == 0:
        return  # the first registration of all: no multiplier, and long before the launch
    chain = chain_of([], min_lock=given["min_lock"], last_lock=given["last_lock"],
                     lock_reduction_interval=given["effective_reduction_interval"])
    assert chain.register_network(1,
                                  given["block"] - given["last_lock_block"]) == vector["expected"]
