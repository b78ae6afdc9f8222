"""Economies under the rules of the eras after the launch."""
from dataclasses import replace

import later_chain as eras
from fixed_point import RAO
from scripts import STEP, Buy, Pool, Script, Split, part_of

# Later subnets stand on the balance between injection, chain buys and what root is paid with.
POOLS = [
    Pool(round(0.31 * 2**32), 9_000 * RAO, 30_000 * RAO, 90_000 * RAO),
    Pool(round(0.24 * 2**32), 4_000 * RAO, 19_000 * RAO, 120_000 * RAO, burned=2**31),
    Pool(round(0.2 * 2**32), 700 * RAO, 3_500 * RAO, 4_000 * RAO),
    Pool(round(0.15 * 2**32), 2_500 * RAO, 50_000 * RAO, 900_000 * RAO, burned=2**32),
    Pool(round(0.12 * 2**32), 300 * RAO, 2_000 * RAO, 1_000 * RAO),
]
# Of their alpha all that emission can buy is worth less than a block's TAO.
CHEAP = [replace(pool, tao=pool.tao // 4) for pool in POOLS]
LOW_POOLS = [replace(pool, average=pool.average // 2) for pool in POOLS]
# Their averages sum to more than 1.
HIGH = [replace(pool, average=pool.average // 2 * 3) for pool in POOLS]


def opening(block, chain):
    """What stakers bring in the first block, so that there is a flow to follow."""
    if block == 0:
        for netuid in range(1, 6):
            yield Buy(netuid, "value", (7 - netuid) * 5000 * STEP)


def trading(block, chain):
    """An order in a block at most, from the first on, so that flows differ."""
    yield from opening(block, chain)
    netuid = 1 + block // 3 % 5
    if block % 3 == 1 and block > 0:
        yield Buy(netuid, ("value", "attention", "yield")[block // 3 % 3],
                  (1 + block % 13) * 211 * STEP)
    elif block % 3 == 2 and block > 100:
        yield from part_of(chain, netuid, "value", 0.002 * (1 + netuid % 3))


def script(name, constants, pools=POOLS, orders=opening, blocks=800, **settings):
    return Script(f"{name}{' trading' if orders is trading else ''}", blocks, pools, orders,
                  replace(constants, tempo=99), eras=[(name, 0)],
                  settings={"protocol.switched_off": 0, "protocol.start_delay_blocks": 0,
                            **settings})


ALL = [("pools-2025-07", eras.POOLS), ("subsidy-2025-07", eras.SUBSIDY),
       ("flow-2025-11", eras.FLOW_11),
       ("flow-2025-12", eras.FLOW_12), ("netflow-2026-05", eras.NET_FLOW),
       ("price-root-2026-06", eras.PRICE_ROOT), ("price-2026-07", eras.PRICE),
       ("hill-2026-07", eras.HILL), ("hill-rank-2026-08", replace(eras.HILL_RANK, rank=3)),
       ("etao-2026-10", replace(eras.ETAO, rank=3))]


def with_rank(constants):
    return {"protocol.gate_rank": constants.rank} if constants.gate == "rank" else {}


# Where stakers bring less than the chain spends, net flows sum to 0: emission drives each of them
# there, and what is left of a subnet's is the rounding of its parts. Such a script ends before.
BALANCED = {"netflow-2026-05": 190}


def quiet(name, constants, pools):
    return script(name, constants, pools, blocks=BALANCED.get(name, 800), **with_rank(constants))


def without_claims(it):
    return replace(it, constants=replace(it.constants, claim_rate=0.0),
                   settings={**it.settings, "root.claim_rate": 0.0})


# Root's averages sum to more than 1, and to less: only then it waits.
QUIET = [quiet(name, constants, HIGH) for name, constants in ALL]
LOW = [replace(quiet(name, constants, LOW_POOLS), name=f"{name} low")
       for name, constants in ALL if constants.flag]
CLAIMED_BETWEEN_ORDERS = [script(name, constants, HIGH, trading, **with_rank(constants))
                          for name, constants in ALL]
TRADING = [without_claims(it) for it in CLAIMED_BETWEEN_ORDERS]


def handover(name, steps, blocks=900, orders=trading, claim_rate=0.0):
    """Eras one after the other: (era, first block)."""
    constants = {name: replace(constants, tempo=99) for name, constants in ALL}
    settings = {"protocol.switched_off": 0, "protocol.start_delay_blocks": 0,
                "protocol.gate_rank": 3, "root.claim_rate": claim_rate}
    changes = [(block, replace(constants[era], claim_rate=claim_rate, rank=3))
               for era, block in steps]
    return Script(name, blocks, HIGH, orders, changes[0][1], eras=steps, changes=changes[1:],
                  settings=settings)


HANDOVERS = [
    # The chain's own way, in days of an hour or two.
    handover("history", [(name, 100 * place) for place, (name, _) in enumerate(ALL)]),
    # Flows grow while shares follow prices; the first block that follows them again takes them all.
    handover("release", [("flow-2025-12", 0), ("price-2026-07", 150), ("flow-2025-12", 600)]),
    # What waits when eras of claims end is claimed after them.
    handover("back", [("price-2026-07", 0), ("subsidy-2025-07", 350)], 700, opening, 5.0),
]


def variant(name, era, constants, settings, pools=HIGH, orders=opening, blocks=500):
    """An era with something changed, whose name says what."""
    constants = replace(dict(ALL)[era], **constants)
    it = without_claims(script(era, constants, pools, orders, blocks, **with_rank(constants)))
    return replace(it, name=name, settings={**it.settings, **settings})


CAPPED = {"injection": "capped_buy"}, {"protocol.injection": 3}


def splitting(block, chain):
    """Owners set their vectors, one of them twice."""
    yield from trading(block, chain)
    if block == 130:
        yield Split(1, 21626, 22283, 21626)
        yield Split(3, 11141, 32767, 21627)
    elif block == 333:
        yield Split(1, 21000, 22000, 22535)


VARIANTS = [
    # Some subnets have room for what others leave; then nobody has.
    variant("capped buy", "hill-rank-2026-08", *CAPPED),
    variant("capped buy trading", "price-2026-07", *CAPPED, orders=trading),
    variant("capped buy of cheap alpha", "price-2026-07", *CAPPED, pools=CHEAP),
    variant("recycled", "price-2026-07", {"recycles_burned": True}, {"miners.burned_to": 1}),
    variant("vectors", "etao-2026-10", {}, {"protocol.split": 1}, orders=splitting),
]
