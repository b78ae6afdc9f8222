#!/usr/bin/env python3
"""Sets noise, news and attention of configs/markets_2026.ini by two recorded states 20 days apart;
nothing recorded later is looked at.

    scripts/fit_markets_2026.py FOLDER [PROGRAM]

FOLDER has the tables snapshot_20260322*.csv and snapshot_20260411*.csv, columns as in
docs/states.md.

Distance: sum over three moments of the growth of prices of ((simulated - recorded) / scale)^2, the
median of 12 economies, at the points of a grid, all on the same shocks.
"""
import csv
import itertools
import pathlib
import subprocess
import sys
import tempfile

import numpy
import scipy.stats

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "analysis"))
from taosweep_analysis.markets import panel  # noqa: E402

DAYS = 20
SCALES = numpy.array([0.02, 0.02, 0.02])
BASE_SD, ATTENTION_SD = 0.03, 0.0768  # [1/d^0.5] of the launch
NOISE = (0.5, 0.75, 1)  # over that
NEWS = (0, 0.01, 0.02, 0.05)
ATTENTION = (0, 0.02, 0.05, 0.11)  # network.held_attention
HELD_SUM, HELD, OTHER_CASH = 0.94, 1.75, 1.39  # sum of network.held_*, network.drawn_held
CASH_OVER_HELD = 0.13  # sells 0.036 of its holding a day, buys with 0.26 of its cash


def moments(before, after):
    """Standard deviation of growth, that of a normal law with its quartiles, rank correlation."""
    growth = numpy.log(after / before)
    low, high = numpy.quantile(growth, [0.25, 0.75])
    rank = scipy.stats.spearmanr(before, after).statistic
    return numpy.array([growth.std(), (high - low) / 1.349, rank])


def state(folder, date):
    """Price, alpha outstanding over alpha in the pool, of each pool of 100 TAO or more."""
    (path,) = pathlib.Path(folder).glob(f"snapshot_{date}*.csv")
    with open(path, encoding="utf-8") as file:
        rows = [{key: float(row[key] or "nan") for key in
                 ("netuid", "tao_in", "alpha_in", "alpha_out", "price_tao")}
                for row in csv.DictReader(file)]
    return {row["netuid"]: (row["price_tao"], row["alpha_out"] / row["alpha_in"]) for row in rows
            if row["netuid"] > 0 and row["tao_in"] >= 100 and row["price_tao"] < 1}


def recorded(folder):
    first, second = state(folder, "20260322"), state(folder, "20260411")
    both = numpy.array([first[i] + second[i] for i in first if i in second])
    held = numpy.corrcoef(numpy.log(both[:, 1]), numpy.log(both[:, 3]))[0, 1]
    print(f"holdings over pools: correlation {held:.3f}, so {-numpy.log(held) / DAYS:.4f} a day")
    return moments(both[:, 0], both[:, 2])


def settings(noise, news, part):
    cash = CASH_OVER_HELD * HELD * part / HELD_SUM
    return {"noise.base_sd": BASE_SD * noise, "noise.attention_sd": ATTENTION_SD * noise,
            "value.news": news, "network.held_attention": part, "network.held_yield": 0.56 - part,
            "network.cash_part": OTHER_CASH + cash,
            "capital.attention_share": 0.99 * cash / OTHER_CASH}


def simulated(program, given, folder):
    results = pathlib.Path(folder) / "trial.h5"
    words = [word for key, value in given.items() for word in ("--set", f"{key}={value:.6g}")]
    subprocess.run([program, "run", ROOT / "configs/markets_2026.ini", "-o", results, "--force",
                    "--quiet", "--set", f"time.days={DAYS + 1}", *words], check=True)
    windows = [panel.window(each, 0, DAYS) for each in panel.of_file(results)]
    return numpy.median([moments(prices[0], prices[-1]) for prices in windows], axis=0)


def main():
    target = recorded(sys.argv[1])
    program = sys.argv[2] if len(sys.argv) > 2 else ROOT / "build/cpu/taosweep"
    print("recorded", target.round(3))
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for place in itertools.product(NOISE, NEWS, ATTENTION):
            has = simulated(program, settings(*place), folder)
            found.append((((has - target) / SCALES) ** 2).sum())
            print(f"noise {place[0]}, news {place[1]}, attention {place[2]}: {has.round(3)}, "
                  f"distance {found[-1]:.1f}", flush=True)
    best = list(itertools.product(NOISE, NEWS, ATTENTION))[int(numpy.argmin(found))]
    for key, value in settings(*best).items():
        print(f"{key} = {value:.3g}")


if __name__ == "__main__":
    main()
