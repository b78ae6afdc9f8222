#!/usr/bin/python3
"""Prints the table of BENCHMARKS.md from a report of the benchmark program.

Usage: benchmark_table.py REPORT.json

Speed is items_per_second [subnet-blocks/s] of one thread; the last column divides by the row whose
name holds "plain".
"""
import json
import subprocess
import sys
import pathlib

GOAL = 6    # times the plain model


def commit():
    try:
        done = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=12"],
                              capture_output=True, text=True, cwd=pathlib.Path(__file__).parent)
    except OSError:  # no git on this machine
        return "unknown"
    return done.stdout.strip() or "unknown"


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


def main(report):
    read = json.loads(pathlib.Path(report).read_text())
    rows = [(row.get("run_name", row["name"]).removesuffix("/repeats:1"), row["items_per_second"])
            for row in read["benchmarks"]
            if "items_per_second" in row and row.get("aggregate_name", "median") == "median"]
    if not rows:
        sys.exit(f"error: {report} holds no row with items_per_second; was a filter too narrow?")
    plain = next((speed for name, speed in rows if "plain" in name), None)
    print(f"\n{read['context']['date']}, {processor()}, load {read['context']['load_avg'][0]:.1f}, "
          f"commit {commit()}\n")
    print("| program | million subnet-blocks/s per core | times the plain model |\n|---|---|---|")
    for name, speed in rows:
        times = f"{speed / plain:.1f}" if plain else "not measured"
        print(f"| {name} | {speed / 1e6:.2f} | {times} |")
    avx2 = next((speed for name, speed in rows if "avx2" in name), None)
    if plain and avx2:
        reached = "reached" if avx2 >= GOAL * plain else "NOT reached"
        print(f"\nThe goal, AVX2 at least {GOAL} times the plain model, is {reached}.")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
