#!/usr/bin/env python3
"""Fits the markets of the launch to recorded moments of days 20 to 100, memory among them, and says
the settings as lines of a config. What was recorded after day 100 is not looked at.

    scripts/fit.sh [--from middle | shipped] [--evaluations N] [--economies N] [--seed N]
                   [--jobs N] [--run OPTIONS] [--program FILE] [--log FILE]

The search starts in the middle of all ranges, so that it has to find what it finds, or at the
settings that ship. On a larger machine --jobs 14 makes the trials of a generation at once, and
--run='--threads 1' or --run='--device cuda' is handed to each run of the program; neither changes
what is found.

Simulated moments: sum over moments of ((median of economies - recorded) / scale)^2, each term at
most 25, all trials on the same shocks; minimised by CMA-ES (Hansen, the package cma) over
parameters brought to 0..1. The same seed, program and package give the same settings.
"""
import argparse
import concurrent.futures
import functools
import json
import multiprocessing
import pathlib
import shlex
import subprocess
import sys
import tempfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "analysis"))
from taosweep_analysis.markets import facts, panel, recorded, report  # noqa: E402

# key: (lowest, highest, what ships, whether steps are steps of the logarithm)
RANGES = {
    "value.worth_sd": (0.005, 0.08, 0.0389, True),
    "value.news": (0.005, 0.6, 0.0497, True),
    "value.follows": (0.002, 0.6, 0.00524, True),
    "value.rate": (0.01, 0.5, 0.125, True),
    "value.anchor_sum": (0.8, 3, 2.59, True),
    "value.error_ln_sd": (0.02, 0.6, 0.0514, True),
    "noise.base_sd": (0.004, 0.06, 0.03, True),
    "noise.attention_sd": (0.005, 0.12, 0.0768, True),
    "noise.deep_tao": (300, 100000, 23000, True),
    "noise.reversion": (0.002, 0.1, 0.0132, True),
    "noise.common": (0.1, 0.6, 0.341, False),
    "attention.base_events": (0.005, 0.1, 0.0577, True),
    "attention.decay": (0.1, 4, 0.4, True),
    "attention.mark_ln_sd": (0.8, 2.5, 2.08, False),
    "attention.buy_gain": (0.05, 3, 0.447, True),
    "attention.base_sell": (0.003, 0.2, 0.0288, True),
    "attention.bored_sell": (0.003, 0.3, 0.00739, True),
    "attention.depletion": (0.01, 1, 0.0398, True),
    "attention.renewal": (0.01, 0.3, 0.121, True),
    "capital.attention_share": (0.04, 0.5, 0.368, True),
    "capital.drip_tao_per_day": (4000, 30000, 11700, True),
    "capital.drip_days": (20, 300, 225, True),
    "capital.leave_rate": (0.0005, 0.05, 0.0021, True),
    "mood.ln_sd": (0.05, 1, 0.248, True),
    "mood.days": (2, 30, 4.73, True),
    "network.quality_ln_sd": (1, 2, 1.48, False),
}
WORST = 25  # the most that one moment adds to the sum
GENERATION = 14  # trials
CONFIG = """title = markets of the launch, days 1 to 100
[time]
days = 101
step_blocks = 300
signal_blocks = 300
[keep]
series_days = 1
"""


def settings_of(places):
    """Parameters at places 0..1 of their ranges."""
    found = {}
    for (key, (low, high, _, by_log)), place in zip(RANGES.items(), places):
        place = min(max(place, 0), 1)
        found[key] = low * (high / low) ** place if by_log else low + (high - low) * place
    return found


def shipped():
    """Places of the settings that ship."""
    return [
        numpy.log(start / low) / numpy.log(high / low) if by_log else (start - low) / (high - low)
        for low, high, start, by_log in RANGES.values()
    ]


def first_places(begin):
    return shipped() if begin == "shipped" else [0.5] * len(RANGES)


def moments_of(given, settings, results):
    """Median over economies of each fitted moment, by name; `given`: options."""
    sets = {"sweep.replicates": given.economies, "keep.paths": given.economies,
            "sweep.seed": given.seed, **settings}
    words = [word for key, value in sets.items() for word in ("--set", f"{key}={value!r}")]
    config = results.parent / "markets.ini"
    call = [given.program, "run", config, "-o", results, "--force", "--quiet", *words, *given.run]
    done = subprocess.run(call, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"the program failed on {settings}:\n{done.stderr}")
    economies = panel.economies_of(results)
    return {
        fact.name: numpy.median([report.value_of(fact, panels) for panels in economies])
        for fact in facts.FITTED
    }


def misfit(found):
    """Sum of squares of what is missed, in scales."""
    total = 0
    for fact in facts.FITTED:
        missed = ((found[fact.name] - recorded.FITTED[fact.name]) / fact.scale) ** 2
        total += min(missed, WORST) if numpy.isfinite(missed) else WORST
    return total


def generation(given, places, folder):
    """(settings, moments) of each trial, in their order; some of them at once. In processes, not in
    threads: a file is looked at in a child, which a lock held by another thread would stop."""
    settings = [settings_of(place) for place in places]
    files = [folder / f"{number}.h5" for number in range(len(places))]
    trial = functools.partial(moments_of, given)
    if given.jobs == 1:
        return list(zip(settings, map(trial, settings, files)))
    with concurrent.futures.ProcessPoolExecutor(
        given.jobs, multiprocessing.get_context("fork")
    ) as pool:
        return list(zip(settings, pool.map(trial, settings, files)))


def options(words=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--from", dest="begin", choices=["middle", "shipped"], default="middle")
    parser.add_argument("--evaluations", type=int, default=1000)
    parser.add_argument("--economies", type=int, default=8)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=1, help="trials at a time")
    parser.add_argument("--run", type=shlex.split, default=[], metavar="OPTIONS",
                        help="options of each run, such as '--threads 1' or '--device cuda'")
    parser.add_argument("--program", default=ROOT / "build/cpu/taosweep")
    parser.add_argument("--log", default="/dev/null", help="each better trial, a line of JSON")
    return parser.parse_args(words)


def main():
    import cma  # scripts/fit.sh has it

    given = options()
    bounded = {"bounds": [0, 1], "seed": given.seed, "popsize": GENERATION, "verbose": -9,
               "maxfevals": given.evaluations}
    search = cma.CMAEvolutionStrategy(first_places(given.begin), 0.2, bounded)
    best = (numpy.inf, {}, {})
    with tempfile.TemporaryDirectory() as folder, open(given.log, "a", encoding="utf-8") as log:
        folder = pathlib.Path(folder)
        (folder / "markets.ini").write_text(CONFIG, encoding="utf-8")
        while not search.stop():
            places, misfits = search.ask(), []
            for settings, found in generation(given, places, folder):
                misfits.append(misfit(found))
                if misfits[-1] < best[0]:
                    best = (misfits[-1], settings, found)
                    print(json.dumps(best), file=log, flush=True)
            search.tell(places, misfits)
            print(f"{search.countevals} trials, misfit {best[0]:.1f}", file=sys.stderr)
    print(f"# misfit {best[0]:.1f}")
    for key, value in best[1].items():
        print(f"{key} = {value:.3g}")
    for fact in facts.FITTED:
        print(f"# {fact.name}: {best[2][fact.name]:.3g}, recorded "
              f"{recorded.FITTED[fact.name]:.3g}")


if __name__ == "__main__":
    main()
