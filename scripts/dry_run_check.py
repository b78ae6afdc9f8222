#!/usr/bin/python3
# What a dry run foretells beside what a run takes: time, memory and file size over ten shapes of
# sweep.
"""usage: dry_run_check.py [PROGRAM] [--shapes NAME,NAME] [--seconds S] [--busy]

Each shape runs for about S seconds (default 8) on one thread. --busy compares seconds on a core,
for machines with other work. Exit code 1 where a forecast is further off than 30 % in time, 20 % in
memory or 10 % in file size; 0 else."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
LIMITS = {"time": 0.30, "memory": 0.20, "file": 0.10}
UNITS = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "s": 1, "min": 60, "h": 3600}

BASE = """title = Dry run check
[network]
subnets = {subnets}
[time]
days             = {days}
step_blocks      = 75
fine_step_blocks = 25
fine_days        = 1
[attack]
mode   = {mode}
netuid = 3
{attack}
[foundation]
delay_days = 1
{vary}
{arms}
[sweep]
{points}
replicates = {replicates}
seed = 5
[keep]
{keep}
"""
VARY = "[vary]\nattack.shock = loguniform(3, 100)\nminers.margin = uniform(0.3, 0.7)\n"
ARMS = "[arms]\nfoundation.acts = no, yes\n"
# Economies end ten days after a start that differs: by arm, of which one keeps all its paths, or by
# point.
ARM_STARTS = "[arms]\nattack.day = 0, 25, 50, 90\n"
POINT_STARTS = VARY.replace("[vary]", "[vary]\nattack.day = grid(0, 20, 50, 90)")


def shape(name, count, days=3, subnets=8, vary=True, arms=False, replicates=1, paths=0,
          mode="meme_holders", options=(), counts="points", starts=""):
    """`count` scales with the time that the shape may take: points, or replicates. `paths` is a
    number, or "first arm". Where `starts` differ, by "arm" or "point", economies end after them."""
    return dict(name=name, count=count, days=days, subnets=subnets, vary=vary, arms=arms,
                replicates=replicates, paths=paths, mode=mode, options=options, counts=counts,
                starts=starts)


# Counts are those of a second.
SHAPES = [
    shape("many points", 500),
    shape("many replicates", 500, vary=False, counts="replicates"),
    # Arms that are alike until one acts: each lies in blocks of its own.
    shape("paired points", 250, arms=True),
    shape("several arms", 30, arms=True, replicates=8),
    shape("long horizon", 8, days=60, subnets=100, arms=True),
    shape("short horizon", 1500, days=0.125, mode="none", vary=False, counts="replicates"),
    shape("kept paths", 60, arms=True, replicates=4, paths=200),
    shape("paths of early starts", 6, days=100, subnets=100, paths="first arm", starts="arm"),
    shape("paths of any start", 5, days=100, subnets=100, paths=20, starts="point"),
    shape("a shard", 60, arms=True, replicates=8, options=("--shard", "1/2")),
]


def config(one, seconds):
    count = max(1, round(one["count"] * seconds))
    points = f"points = {count}" if one["vary"] else ""
    replicates = count if one["counts"] == "replicates" else one["replicates"]
    vary = POINT_STARTS if one["starts"] == "point" else VARY if one["vary"] else ""
    arms = ARM_STARTS if one["starts"] == "arm" else ARMS if one["arms"] else ""
    # What varies must not be set as well.
    attack = "" if one["starts"] else "day = 0" if one["days"] < 1 or not vary else "day = 1"
    days = f"{one['days']}\ndays_after_start = 10" if one["starts"] else one["days"]
    keep = f"paths = {one['paths']}"
    if one["paths"] == "first arm":
        keep = "economies = " + ", ".join(str(4 * point) for point in range(count))
    text = BASE.format(days=days, subnets=one["subnets"], mode=one["mode"], attack=attack,
                       vary=vary, arms=arms, points=points, replicates=replicates, keep=keep)
    if one["days"] < 1:
        text += f"series_days = {one['days']}\n"
    return text


def amount(text):
    """"1 min 05 s", "12.3 MB" as a number."""
    parts = re.findall(r"([\d.]+) (\w+)", text)
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def waited(arguments, **options):
    """Exit code, and what the process took: seconds, those of them on a core, most memory."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, **options)
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), {"time": time.monotonic() - start,
                                               "memory": usage.ru_maxrss * 1024,
                                               "busy": usage.ru_utime + usage.ru_stime}


def foretold(program, arguments, busy):
    with tempfile.TemporaryFile("w+") as said:
        code, took = waited([program, "run", *arguments, "--dry-run"], stdout=said,
                            stderr=subprocess.DEVNULL)
        said.seek(0)
        text = said.read()
    if code != 0:
        sys.exit(f"the dry run ended with exit code {code}")
    about = dict(re.findall(r"^(\w+) +about ([\d.]+ \w+(?: \d+ s)?)", text, re.M))
    values = {what: amount(about[what]) for what in LIMITS}
    # The probe counts seconds, and got only its share of each on a machine with other work.
    if busy:
        values["time"] *= took["busy"] / took["time"]
    return values


def measured(program, arguments, out, busy):
    code, took = waited([program, "run", *arguments, "--quiet"], stderr=subprocess.DEVNULL)
    if code != 0:
        sys.exit(f"the run ended with exit code {code}")
    return {"time": took["busy" if busy else "time"], "memory": took["memory"],
            "file": out.stat().st_size}


def shown(what, value):
    return f"{value:.1f} s" if what == "time" else f"{value / 1e6:.1f} MB"


def check(program, one, seconds, folder, busy):
    """A row of the table, and what is off in it."""
    path, out = folder / "sweep.ini", folder / f"{one['name'].replace(' ', '_')}.h5"
    path.write_text(config(one, seconds))
    arguments = [str(path), "-o", str(out), "--device", "cpu", "--threads", "1", *one["options"]]
    before, after = foretold(program, arguments, busy), measured(program, arguments, out, busy)
    cells, off = [one["name"]], []
    for what, limit in LIMITS.items():
        ratio = before[what] / after[what]
        cells.append(f"{shown(what, before[what])} / {shown(what, after[what])} = {ratio:.2f}")
        if abs(ratio - 1) > limit:
            off.append(f"{one['name']}: {what} foretold {ratio:.2f} times what it was")
    return cells, off


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("program", nargs="?", default=str(ROOT / "build" / "cpu" / "taosweep"))
    options.add_argument("--shapes", default="")
    options.add_argument("--seconds", type=float, default=8)
    options.add_argument("--busy", action="store_true")
    given = options.parse_args()
    wanted = [one for one in SHAPES if not given.shapes or one["name"] in given.shapes.split(",")]
    wrong = []
    print("| shape | time foretold / taken | memory | file |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for one in wanted:
            cells, off = check(given.program, one, given.seconds, pathlib.Path(folder), given.busy)
            print("| " + " | ".join(cells) + " |", flush=True)
            wrong += off
    print("\n".join(wrong) if wrong
          else "every forecast is within 30 % in time, 20 % in memory, 10 % in file size")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
