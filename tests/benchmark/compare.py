#!/usr/bin/python3
"""Measures taosweep beside what one would write instead, and leaves a report for
scripts/benchmark_table.py.

Usage: compare.py --build FOLDER --out REPORT.json [--quick]
  FOLDER holds taosweep and taosweep_benchmark. --quick: fewer batch sizes, repeats and days.

A row of the report is one program on one workload: {workload, program, threads, batch, rates
[subnet-blocks/s per core where threads is one, in all where it is all], first and compiling [s]},
or {.., absent: why}. Rows of the wide sweep have wall and cpu [s], from start to end.
"""
import argparse
import json
import os
import pathlib
import platform
import subprocess
import tempfile
import time

from peers.config import lines_of
from programs import (ALL, CARD, CARD_ECONOMIES, CORES, HERE, ONE, Failed, back_ends, environment,
                      peer_command, peer_lines, pinned, tell, timed)

# Stages and players that the peers do not have; the configs switch them off in taosweep as well.
LEFT_OUT = "attacker, foundation, root's voters, momentum traders"

STEPS = {"every block": "every_block.ini", "coarse steps": "coarse.ini"}
WIDE = "wide.ini"
FULL = {"repeats": 5, "peer_repeats": 3, "wide_repeats": 3, "sets": {}, "wide_sets": [],
        "batches": {"numpy": [1, 16, 64, 256], "numba": [16], "jax vmap": [64, 256],
                    "jax batch": [64, 256]},
        "all": {"numpy": [64], "numba": [16], "jax batch": [256]}, "card": [1024, 8192]}
QUICK = {"repeats": 3, "peer_repeats": 2, "wide_repeats": 1, "wide_sets": ["sweep.replicates=2048"],
         "sets": {"every block": ["time.days=0.125"], "coarse steps": ["time.days=6"]},
         "batches": {"numpy": [64], "numba": [16], "jax batch": [64]}, "all": {}, "card": [1024]}
WIDE_BATCH = {"numpy": 64, "numba": 256, "jax batch": 256}


def peer_rows(workload, peer, threads, build, plan, device="cpu"):
    row = {"workload": workload, "program": peer + (" cuda" if device == "cuda" else ""),
           "threads": CARD if device == "cuda" else threads}
    batches = plan["card"] if device == "cuda" else plan[
        "batches" if threads == ONE else "all"][peer]
    try:
        lines = peer_lines(peer, build / "taosweep", STEPS[workload], threads, batches,
                           plan["peer_repeats"], plan["sets"].get(workload, []), device)
    except Failed as failure:
        tell(f"  ABSENT: {peer}: {failure}")
        return [row | {"absent": str(failure)}]
    clock = "cpu" if threads == ONE and device == "cpu" else "wall"
    return [row | {"batch": line["batch"], "versions": line["versions"],
                   "rates": [line["subnet_blocks"] * line["economies"] / warm[clock]
                             for warm in line["warm"]],
                   "first": line["first"]["wall"],
                   "compiling": line["versions"].pop("compiling", {}).get("wall")}
            for line in lines]


def step_rows(workload, build, plan, card):
    tell(f"== {workload}")
    found = {}
    sets = plan["sets"].get(workload, [])
    for name, threads, rate, seconds in back_ends(build, STEPS[workload], plan["repeats"], sets):
        batch = {ONE: 1, ALL: len(CORES), CARD: CARD_ECONOMIES}[threads]
        row = found.setdefault((name, threads), {"workload": workload, "program": name,
                                                 "threads": threads, "batch": batch, "rates": [],
                                                 "first": seconds})
        row["rates"].append(rate)
    rows = list(found.values())
    for threads, peers in ((ONE, plan["batches"]), (ALL, plan["all"])):
        for peer in peers:
            rows += peer_rows(workload, peer, threads, build, plan)
    if card:
        rows += peer_rows(workload, "jax batch", ALL, build, plan, "cuda")
    return rows


def wide_row(program, threads, command, repeats, device="cpu"):
    row = {"workload": "wide sweep", "program": program, "threads": threads}
    try:
        times = [timed(pinned(threads) + command, env=environment(threads, device))
                 for _ in range(repeats)]
    except Failed as failure:
        tell(f"  ABSENT: {program}: {failure}")
        return row | {"absent": str(failure)}
    return row | {"wall": [wall for wall, _ in times], "cpu": [cpu for _, cpu in times]}


def wide_peer(peer, threads, folder, sets, batch, build, device="cpu"):
    name = peer + (" cuda" if device == "cuda" else "")
    more = ["--economies", batch, "--out", f"{folder}/theirs.npz", *sets]
    if threads == ALL and not peer.startswith("jax"):
        more += ["--threads", len(CORES)]
    try:
        command = peer_command(peer, build / "taosweep", WIDE, more)
    except Failed as failure:
        tell(f"  ABSENT: {name}: {failure}")
        return {"workload": "wide sweep", "program": name, "threads": threads,
                "absent": str(failure)}
    return wide_row(name, threads, command, 1, device)


def wide_rows(build, plan, card):
    """From config to file: taosweep's results file, the peers' .npz of outcomes at the end."""
    tell("== wide sweep, from config to file")
    rows, sets = [], [word for change in plan["wide_sets"] for word in ("--set", change)]
    repeats = plan["wide_repeats"]
    with tempfile.TemporaryDirectory() as folder:
        ours = [build / "taosweep", "run", HERE / WIDE, "-o", f"{folder}/ours.h5", "--force",
                "--quiet", *sets, "--device"]
        for threads, count in ((ONE, 1), (ALL, len(CORES))):
            rows.append(wide_row("taosweep", threads, ours + ["cpu", "--threads", count], repeats))
            rows += [wide_peer(peer, threads, folder, sets, batch, build)
                     for peer, batch in WIDE_BATCH.items() if threads == ONE or plan["all"]]
        if card:
            rows.append(wide_row("taosweep cuda", CARD, ours + ["cuda"], repeats))
            rows.append(wide_peer("jax batch", CARD, folder, sets, 8192, build, "cuda"))
    return rows


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=HERE)
    except OSError:
        return ""
    return done.stdout.splitlines()[0].strip() if done.returncode == 0 and done.stdout else ""


def context(build, card):
    model = [line.split(":", 1)[1].strip()
             for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]
    cache = (build / "CMakeCache.txt").read_text().splitlines()
    compilers = [line.split("=", 1)[1] for line in cache
                 if line.startswith(("CMAKE_CXX_COMPILER:", "CMAKE_CUDA_COMPILER:"))]
    return {"date": time.strftime("%Y-%m-%d", time.gmtime()), "load": os.getloadavg()[0],
            "processor": model[0] if model else "unknown processor", "cores": len(CORES),
            "card": card, "driver": card and first_line("nvidia-smi", "--id=0",
                                                        "--query-gpu=driver_version",
                                                        "--format=csv,noheader"),
            "compilers": [first_line(path, "--version") for path in compilers],
            "python": platform.python_version(),
            "program": first_line(str(build / "taosweep"), "--version"),
            "commit": first_line("git", "describe", "--always", "--dirty", "--abbrev=12"),
            "left_out": LEFT_OUT}


def wide_economies(plan):
    sets = lines_of(HERE / WIDE) | dict(change.split("=") for change in plan["wide_sets"])
    return int(sets["sweep.replicates"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--card", default="", help="name of the card to measure on as well")
    options = parser.parse_args()
    plan, build = QUICK if options.quick else FULL, options.build.resolve()
    report = {"context": context(build, options.card) | {
        "quick": options.quick, "wide_economies": wide_economies(plan)}}
    report["rows"] = [row for workload in STEPS
                      for row in step_rows(workload, build, plan, options.card)]
    report["rows"] += wide_rows(build, plan, options.card)
    options.out.write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
