#!/usr/bin/env python3
"""How far compilers are from each other: the same tree built by each, and each back end's processor
time in turns, so that what else a machine does meets all of them alike.

usage: scripts/compiler_times.py [--turns N] [--config FILE[+KEY=VALUE]...]... COMPILER...
  such as g++ clang++-14 clang++-19; builds, host and all, go to build/compilers/
  --turns   of each program on each config and back end, 7 by default
  --config  by default every_block.ini and coarse.ini of tests/benchmark, ten days of gate_rank.ini

Prints median times in ms, and over the fastest. Exit code 0: all are within LIMIT of it, else 1.
"""
import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
LIMIT = 1.15
CONFIGS = ["tests/benchmark/every_block.ini", "tests/benchmark/coarse.ini",
           "configs/gate_rank.ini+time.days=10"]


def build(compiler):
    """The benchmark program as this compiler makes it."""
    folder = ROOT / "build/compilers" / compiler.strip("/").replace("/", "_")
    subprocess.run(["cmake", "--preset", "cpu", "-B", folder, f"-DCMAKE_CXX_COMPILER={compiler}"],
                   cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", folder, "--target", "taosweep_benchmark"], check=True,
                   stdout=subprocess.DEVNULL)
    return folder / "taosweep_benchmark"


def times(program, config):
    """Back end -> processor time of one economy [ms]."""
    file, *settings = config.split("+")
    command = [program, f"--config={file}", *(f"--set={one}" for one in settings),
               "--repetitions=1", "--benchmark_filter=^taosweep ", "--benchmark_format=json"]
    ran = subprocess.run(command, cwd=ROOT, check=True, text=True, capture_output=True)
    return {row["name"].split()[1].split("/")[0]: row["cpu_time"]
            for row in json.loads(ran.stdout)["benchmarks"]}


def medians(programs, config, turns):
    """(back end, compiler) -> median [ms]; every second turn goes the other way round."""
    seen = {}
    for turn in range(turns):
        for compiler in list(programs)[::-1 if turn % 2 else 1]:
            for back_end, time in times(programs[compiler], config).items():
                seen.setdefault((back_end, compiler), []).append(time)
    return {key: statistics.median(values) for key, values in seen.items()}


def table(config, found, compilers):
    """Prints a row for each back end. -> the largest time over the fastest."""
    print(f"\n| {config} | " + " | ".join(compilers) + " |\n" + "|---" * (len(compilers) + 1) + "|")
    worst = 1.0
    for back_end in dict.fromkeys(key[0] for key in found):
        row = [found[back_end, compiler] for compiler in compilers]
        print(f"| {back_end} | " + " | ".join(f"{t:.4g}, {t / min(row):.2f}" for t in row) + " |",
              flush=True)
        worst = max(worst, max(row) / min(row))
    return worst


def main():
    options = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    options.add_argument("compilers", nargs="+")
    options.add_argument("--turns", type=int, default=7)
    options.add_argument("--config", action="append")
    given = options.parse_args()
    if given.turns < 1:
        options.error(f"--turns {given.turns}: at least one turn is needed")
    for compiler in given.compilers:
        if not shutil.which(compiler):
            options.error(f"there is no compiler {compiler}; give its name or its path")
    for file in (config.split("+")[0] for config in given.config or []):
        if not (ROOT / file).is_file():
            options.error(f"there is no config {file}")
    programs = {compiler: build(compiler) for compiler in given.compilers}
    worst = max(table(config, medians(programs, config, given.turns), given.compilers)
                for config in given.config or CONFIGS)
    print(f"\nslowest over fastest: {worst:.2f}, at most {LIMIT} is wanted")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
