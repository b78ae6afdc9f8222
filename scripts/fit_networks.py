#!/usr/bin/env python3
"""Moments of recorded states that network.start = drawn rests on, and how far drawn networks are
from a date that was not fitted.

    scripts/fit_networks.py FOLDER        tables snapshot_*.csv, columns as in docs/states.md

Each figure is the mean over the states of what one gives, over pools of at least 100 TAO: smaller
ones are about to be given up, and each would count as much as the largest.
"""
import csv
import pathlib
import sys

import numpy as np

LEAST_POOL = 100  # [TAO]
MEDIAN_POOL = 7700  # [TAO] at which prices and ratios are read
SEED = 1

# TAO in the pools of 128 subnets on 8 Oct 2026, by a public brief: not fitted.
UNSEEN = {0: 241, 0.1: 984, 0.25: 3070, 0.5: 6741, 0.75: 14025, 0.9: 33675, 1: 202368}
UNSEEN_SUM = 1.983e6


def moments(path):
    """Logarithms of pool TAO t, price p and alpha outstanding over alpha in the pool o."""
    with open(path) as file:
        rows = [row for row in csv.DictReader(file) if int(row["netuid"]) > 0]
    tao, alpha, out, price = (np.array([float(row[key] or "nan") for row in rows]) for key in
                              ("tao_in", "alpha_in", "alpha_out", "price_tao"))
    kept = (tao >= LEAST_POOL) & (price > 0) & (price < 1)
    t, p, o = np.log(tao[kept]), np.log(price[kept]), np.log(out[kept] / alpha[kept])
    at = np.log(MEDIAN_POOL)
    of_price, of_out = np.polyfit(t, p, 1), np.polyfit(t, o, 1)
    rest_p, rest_o = p - np.polyval(of_price, t), o - np.polyval(of_out, t)
    low, high = np.quantile(t, [0.1, 0.9])
    found = {"drawn_tao": np.exp(np.median(t)), "drawn_tao_ln_sd": (high - low) / 2.5631,
             "drawn_price": np.exp(np.polyval(of_price, at)), "drawn_price_slope": of_price[0],
             "drawn_price_ln_sd": rest_p.std(), "drawn_held": np.exp(np.polyval(of_out, at)),
             "drawn_held_slope": of_out[0], "drawn_held_ln_sd": rest_o.std(),
             "drawn_held_with_price": np.corrcoef(rest_p, rest_o)[0, 1]}
    if "miner_burned" in rows[0]:
        burned = np.array([float(row["miner_burned"] or 0) for row in rows])
        found["drawn_burning"] = np.mean(burned >= 0.99)
        found["drawn_burning_some"] = np.mean((burned > 0.001) & (burned < 0.99))
    return found


def main():
    states = [moments(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("snapshot_*.csv"))]
    fitted = {key: np.mean([s[key] for s in states if key in s])
              for key in dict.fromkeys(key for state in states for key in state)}
    for key, value in fitted.items():
        each = ", ".join(f"{s[key]:.4g}" for s in states if key in s)
        print(f"network.{key:<22} {value:8.4g}    of {each}")
    z = np.random.default_rng(SEED).standard_normal((10000, 128))
    pools = np.sort(fitted["drawn_tao"] * np.exp(fitted["drawn_tao_ln_sd"] * z), axis=1)
    print("\nTAO in pools, drawn (10, 50, 90 % of networks), and on 8 Oct 2026, not fitted:")
    for part, seen in UNSEEN.items():
        drawn = np.quantile(np.quantile(pools, part, axis=1), [0.1, 0.5, 0.9])
        print(f"  quantile {part:4.2f}  {drawn[0]:9.0f} {drawn[1]:9.0f} {drawn[2]:9.0f}   "
              f"{seen:9.0f}")
    drawn = np.quantile(pools.sum(axis=1), [0.1, 0.5, 0.9])
    print(f"  sum            {drawn[0]:9.0f} {drawn[1]:9.0f} {drawn[2]:9.0f}   {UNSEEN_SUM:9.0f}")


main()
