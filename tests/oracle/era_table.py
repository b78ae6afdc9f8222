#!/usr/bin/python3
"""Prints how near the program is to the chain in each era, and what the vectors of the chain's own
tests prove of each stage, as tables of Markdown.

Usage: TAOSWEEP_SCRIPTED_ECONOMY=build/cpu/tests/scripted_economy \\
       TAOSWEEP_CONFORMANCE=build/cpu/tests/conformance tests/oracle/era_table.py [VECTORS.json..]

Without files those of tests/vectors.
Distances are relative, the largest over all blocks, subnets and amounts (smaller ones than 0.001
are taken for that).
"""
import os
import pathlib
import subprocess
import sys

from economy import Economy
from later_scripts import ALL, CLAIMED_BETWEEN_ORDERS, QUIET, TRADING


def distance(states, others, names):
    return max(abs(got.subnets[netuid][name] - value) / max(abs(value), 1e-3)
               for got, want in zip(states, others)
               for netuid, subnet in want.subnets.items()
               for name, value in subnet.items() if name in names)


def row(place, name):
    quiet, trading = Economy(QUIET[place]), Economy(TRADING[place])
    claimed = Economy(CLAIMED_BETWEEN_ORDERS[place])
    all_of = tuple(quiet.exact[0].subnets[1])
    return (f"| {name} | {len(quiet.exact)} "
            f"| {distance(quiet.program, quiet.exact, all_of):.0e} "
            f"| {distance(trading.program, trading.exact, all_of):.0e} "
            f"| {distance(claimed.program, claimed.exact, all_of):.0e} "
            f"| {distance(quiet.program, quiet.rao, ('alpha_in', 'alpha_out')):.0e} "
            f"| {distance(quiet.program, quiet.rao, ('tao',)):.0e} "
            f"| {distance(quiet.program, quiet.rao, ('average',)):.0e} |")


def main():
    print("""# How near each era is to the chain

The step that sweeps run, block by block, beside the chain's own arithmetic (`tests/oracle/`): five
subnets, emission, injection, chain buys, averages, epochs, root's claims; in the second column of
distances also some hundred orders; in the third claims in the same blocks as orders, which are
cleared together here and one after another on the chain. The first three are from the chain without
truncation: order and composition. The last three are from the chain in whole rao with its own
fixed-point numbers: what truncation does, most of it to the price average (`protocol.ema_truncated`
follows it).
Printed by `tests/oracle/era_table.py`; `tests/oracle/test_later.py` holds the bounds. The launch
has a table of its own, `tests/oracle/table.py`.

| era | blocks | quiet | orders | claims among orders | rao: alpha | rao: TAO | rao: average |
|---|---|---|---|---|---|---|---|""")
    for place, (name, _) in enumerate(ALL):
        print(row(place, name))
    print("""
Recorded states, where `TAOSWEEP_DATA` names their folder
(`tests/kernels/economy/recorded_emission_test.cpp`): TAO injected on 22 Mar 2026 to 1e-6 where the
cap does not hold, and to 1e-4 of itself where it does; shares of 7 Aug 2026 to 3e-6 with the
chain's stored bar and to 2.4e-5 with the bar looked up. Wrong orders are seen: burned pay that is
not left out costs 1.8e-2, a gate before burning 4.8e-3, switched-off subnets that leave before the
gate 2.1e-3, the bar of the mass rule 2.7e-3.

## What the vectors prove

Numbers that the chain's own tests publish, through the functions that sweeps call, on every back
end, by stage (a folder of `kernels/chain`) and the era that the test speaks of. Errors are relative
to what is expected, and to one (a rao, mostly) where that is less: most are a truncation, or the
digits that the source prints (root's curves and some consensus tests have two or three). Who waits
stands in `tests/conformance/missing.cpp`.
""")
    own = pathlib.Path(__file__).resolve().parents[1] / "vectors"
    files = sys.argv[1:] or sorted(map(str, own.glob("*.json")))
    sys.stdout.flush()
    subprocess.run([os.environ["TAOSWEEP_CONFORMANCE"], "--table", *files], check=True)


main()
