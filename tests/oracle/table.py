#!/usr/bin/python3
"""Prints how far the program is from the chain, script by script.

Usage: TAOSWEEP_SCRIPTED_ECONOMY=build/cpu/tests/scripted_economy tests/oracle/table.py

Columns: largest relative distance over all blocks and subnets of the program from the chain without
truncation, of the chain in rao from both, and the part of the bound of truncation.py used at most.
"""
from economy import Economy
from scripts import SCRIPTS
from truncation import part_of_bound

LEAST = 1e-3  # smaller amounts are shown by their absolute distance over this one [TAO, alpha]


def largest(states, others, name):
    return max(abs(states[block].subnets[netuid][name] - value[name]) / max(abs(value[name]), LEAST)
               for block in range(len(states)) for netuid, value in others[block].subnets.items())


def main():
    print(f"{'script':13}{'quantity':17}{'program - exact':>17}{'rao - exact':>13}{'of bound':>10}"
          "  at block, netuid")
    for script in SCRIPTS:
        economy = Economy(script)
        worst, parted = part_of_bound(economy)
        for name, (used, block, netuid) in worst.items():
            print(f"{script.name:13}{name:17}{largest(economy.program, economy.exact, name):17.1e}"
                  f"{largest(economy.rao, economy.exact, name):13.1e}{used:10.2f}  {block}, "
                  f"{netuid}")
        if parted:
            print(
                f"{script.name:13}rao parts from exact at the least reserve: netuid {list(parted)}")


main()
