"""Wide sweeps of short economies: memory that does not grow with them, files as foretold, and time
that goes into economies. Short here; as wide as the word means under scripts/test.sh --long."""
import json
import os
import subprocess

import h5py
import pytest

from program import command, taosweep

LONG = bool(os.environ.get("TAOSWEEP_LONG"))
FEW, MANY = (10000, 100000) if LONG else (500, 5000)
CONFIG = """title = Wide
[network]
subnets = 65
[time]
days = 1
step_blocks = 300
fine_days = 0
opening_blocks = 300
[vary]
capital.burst_tao = loguniform(1e5, 5e5)
[sweep]
points = 100
replicates = 1
seed = 1
"""


# Thousands of datasets: statistics of each arm, of their differences, and of each cell of a map.
SMALL = CONFIG.replace("subnets = 65", "subnets = 2").replace("replicates = 1", "replicates = 2")
OF_ARMS = SMALL + "[arms]\nfoundation.acts = no, yes\n"
TWENTY = ", ".join(f"0.1{number:02}" for number in range(20))
OF_MANY_ARMS = SMALL + f"[arms]\nminers.margin = {TWENTY}\n"
OF_CELLS = OF_ARMS.replace("[vary]", f"[vary]\nminers.margin = grid({TWENTY})")
# Two points to a cell: intervals within it are undefined, and counts nearly all zero.
OF_MANY_CELLS = OF_CELLS.replace("[vary]", "[vary]\nvalue.anchor_sum = grid(1, 1.5, 2, 2.5, 3)")
# Series of each arm are counted at each day: sixteen of 200 days are 124 MB.
OF_DAYS = (SMALL.replace("days = 1\n", "days = 200\n")
           + f"[arms]\nminers.margin = {', '.join(TWENTY.split(', ')[:16])}\n")


def run(folder, points, text=CONFIG):
    """A sweep by itself: resident memory [B], processor time [s], that in economies, bytes."""
    config, out = folder / "wide.ini", folder / f"{points}.h5"
    config.write_text(text)
    # A process whose only child is the run: its numbers are those of the run.
    script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
              "u = resource.getrusage(resource.RUSAGE_CHILDREN); "
              "print(u.ru_maxrss * 1024, u.ru_utime + u.ru_stime)")
    options = ("-o", out, "--quiet", "--device", "cpu", "--threads", "1", "--set",
               f"sweep.points={points}")
    said = subprocess.run(["/usr/bin/python3", "-c", script, *command("run", config, *options)],
                          capture_output=True, text=True, check=True).stdout.split()
    with h5py.File(out) as opened:
        inside = opened["run"].attrs["economy_cpu_seconds"]
    dry = taosweep("run", config, *options, "--force", "--dry-run", "--json")
    foretold = json.loads(dry.stdout)
    return {"memory": float(said[0]), "seconds": float(said[1]), "inside": inside,
            "bytes": out.stat().st_size, "foretold": foretold["file_bytes"],
            "memory_foretold": foretold["memory_bytes"]}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wide")
    return {points: run(folder, points) for points in (FEW, MANY)}


def test_memory_hardly_grows_with_economies(runs):
    """Each takes its place in the design (32 bytes) and in the column that is pooled (16 and 65),
    of the 3,000 that it leaves. The rest is there whatever their number: the program, the chunk
    that is on its way, blocks of outcomes, which fill until there are 16,000 (85 MB then)."""
    assert runs[MANY]["memory"] < (85e6 if LONG else 65e6) + 115 * MANY
    assert runs[MANY]["memory"] - runs[FEW]["memory"] < 25e6 + 115 * (MANY - FEW)


def test_memory_is_as_foretold(runs):
    for one in runs.values():
        assert abs(one["memory_foretold"] / one["memory"] - 1) < 0.20, one


@pytest.mark.parametrize("text, points", (
    (OF_ARMS, 40), (OF_MANY_ARMS, 20), (OF_CELLS, 4), (OF_MANY_CELLS, 2), (OF_DAYS, 5),
    (OF_ARMS.replace("days = 1\n", "days = 365\n"), 20)),
                         ids=("arms", "many arms", "cells", "many cells", "days and arms",
                              "a year"))
def test_memory_and_file_of_arms_cells_and_replicates_are_as_foretold(tmp_path, text, points):
    one = run(tmp_path, points, text)
    assert abs(one["memory_foretold"] / one["memory"] - 1) < 0.20, one
    assert abs(one["foretold"] / one["bytes"] - 1) < 0.10, one


def test_files_are_as_large_as_foretold(runs):
    for one in runs.values():
        assert abs(one["foretold"] / one["bytes"] - 1) < 0.10, one


def test_time_goes_into_economies(runs):
    """Beside them are start, the look before the run and the making of the file, which take about a
    tenth of a second whatever the size (more where others are at work), and little for each
    economy."""
    one = runs[MANY]
    outside = one["seconds"] - one["inside"]
    assert outside < 0.10 * one["seconds"] + (0 if LONG else 0.5), one


def test_the_file_says_how_long_economies_took(runs):
    for one in runs.values():
        assert 0 < one["inside"] < one["seconds"]


def test_what_no_economy_defines_is_hardly_stored(tmp_path):
    """20,000 numbers are two blocks of 16,384: of an outcome that is undefined everywhere the first
    alone stands in the file, and the second reads as undefined all the same."""
    config, out = tmp_path / "wide.ini", tmp_path / "wide.h5"
    config.write_text(CONFIG.replace("subnets = 65", "subnets = 2"))
    taosweep("run", config, "-o", out, "--quiet", "--set", "sweep.points=20000")
    with h5py.File(out) as opened:
        for name, blocks in (("takeover_spot_10", 1), ("top_10_share", 2)):
            outcome = opened["outcomes"][name]
            assert outcome.id.get_num_chunks() == blocks, name
            assert (outcome[()] != outcome[()]).all() == (blocks == 1), name
