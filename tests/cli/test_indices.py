"""Rows and trajectories from the config to their indices, beside the formulas in numpy."""
import csv
import io
import json
import pathlib
import sys

import h5py
import numpy
import pytest
from program import USAGE, taosweep
from three_axes import CONFIG, KEYS

sys.path.append(str(pathlib.Path(__file__).parent.parent / "faults"))
import seals

OUTCOME = "holder_return"


def sweep(folder, name, sweep_lines, more=""):
    config, out = folder / f"{name}.ini", folder / f"{name}.h5"
    config.write_text(CONFIG + more + "[sweep]\n" + sweep_lines)
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet")
    return out


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("indices")
    return {"saltelli": sweep(folder, "saltelli", "design = saltelli\npoints = 640\n"
                              "replicates = 2\n"),
            "morris": sweep(folder, "morris", "design = morris\npoints = 160\n")}


def flat(text):
    return " ".join(text.split())


def found(file, *options):
    return json.loads(taosweep("sensitivity", file, "--outcome", OUTCOME, "--json",
                               *options).stdout)["outcomes"][0]


def test_indices_are_those_of_the_formulas(files):
    said = found(files["saltelli"])
    with h5py.File(files["saltelli"]) as opened:
        assert opened["design"].attrs["design"] == "saltelli"
        assert opened["design"].attrs["points_together"] == 5
        values = opened["outcomes"][OUTCOME][0]
    rows = values.mean(axis=1).reshape(128, 5)
    within = values.var(axis=1, ddof=1).mean()
    base = rows[:, :2]
    variance = base.var(ddof=1) - within / 2
    a, b = base[:, 0] - base.mean(), base[:, 1] - base.mean()
    assert [one["key"] for one in said["parameters"]] == list(KEYS)
    for i, one in enumerate(said["parameters"]):
        ab = rows[:, 2 + i] - base.mean()
        assert one["first"] == pytest.approx((b * (ab - a)).mean() / variance, rel=1e-9)
        total = (((a - ab) ** 2).mean() / 2 - within / 2) / variance
        assert one["total"] == pytest.approx(total, rel=1e-9)
        assert one["first_low"] < one["first"] < one["first_high"]
        assert one["total_low"] < one["total"] < one["total_high"]
    assert said["noise"] == pytest.approx(within / (within + variance), rel=1e-9)
    assert said["rows"] == 128 and said["left_out"] == 0


def test_effects_are_those_of_the_moves(files):
    said = found(files["morris"])
    with h5py.File(files["morris"]) as opened:
        values = opened["outcomes"][OUTCOME][0, :, 0].reshape(40, 4)
        drawn = numpy.stack([opened["design"][key][:] for key in KEYS]).reshape(3, 40, 4)
    assert set(numpy.round(numpy.unique(drawn), 9)) == {0.125, 0.375, 0.625, 0.875}
    moved = numpy.diff(drawn, axis=2)
    for i, one in enumerate(said["parameters"]):
        effects = (numpy.diff(values, axis=1) / numpy.where(moved[i] == 0, numpy.inf,
                                                            moved[i])).sum(axis=1)
        assert one["mu_star"] == pytest.approx(numpy.abs(effects).mean(), rel=1e-9)
        assert one["mu"] == pytest.approx(effects.mean(), rel=1e-9, abs=1e-12)
        assert one["sigma"] == pytest.approx(effects.std(ddof=1), rel=1e-9)
    assert said["trajectories"] == 40 and said["noise"] is None


def test_every_form_says_what_it_counts(files):
    rows = list(csv.DictReader(io.StringIO(taosweep("sensitivity", files["saltelli"],
                                                    "--csv").stdout)))
    assert {"first", "first_low", "total", "total_high", "sum_first", "rows"} <= set(rows[0])
    table = taosweep("sensitivity", files["saltelli"]).stdout
    assert "128 rows x 5 points x 2 replicates" in flat(table)
    assert "Shocks are taken off by the replicates" in flat(table)
    table = taosweep("sensitivity", files["morris"]).stdout
    assert "at one replicate nothing tells by how much" in flat(table)
    shown = taosweep("sensitivity", files["morris"], "--outcome", OUTCOME, "--markdown").stdout
    assert all(f"| {key} |" in shown for key in KEYS) and "| mu_star |" in shown


@pytest.mark.parametrize("design, units", [("saltelli", "rows of 5"),
                                           ("morris", "trajectories of 4")])
def test_counts_of_points_are_told_before_a_run(tmp_path, design, units):
    config = tmp_path / "counts.ini"
    config.write_text(CONFIG + f"[sweep]\ndesign = {design}\npoints = 40\n")
    for command in (["validate", config], ["run", config, "--dry-run", "-o", tmp_path / "x.h5"]):
        said = taosweep(*command).stdout
        assert f"{design}, {units} points" in said and "40 points (1 cell)" in said
    assert "give" in taosweep("validate", config, "--set", "sweep.points=41", code=USAGE).stderr


def test_means_have_intervals_from_the_means_of_rows(files):
    with h5py.File(files["morris"]) as opened:
        values = opened["outcomes"][OUTCOME][0, :, 0].reshape(40, 4)
        stored = opened["intervals"][f"{OUTCOME}_mean_cells"][0, 0]
    means = values.mean(axis=1)
    half = 2.0226909200367604 * means.std(ddof=1) / numpy.sqrt(40)  # Student's, 39 degrees
    assert stored == pytest.approx([means.mean() - half, means.mean() + half], rel=1e-9)


def made_to_fail(file, places):
    """Economies of a whole file, with a digest and a seal that fit."""
    file.write_bytes(file.read_bytes()[:-seals.SEAL])
    with h5py.File(file, "r+") as opened:
        for point, replicate in places:
            opened["outcomes"]["status"][0, point, replicate] = 1
        text = h5py.string_dtype("utf-8")
        del opened.attrs["content_digest"]
        opened.attrs.create("content_digest", seals.digest(seals.parts(opened)), dtype=text)
    file.write_bytes(seals.sealed(file.read_bytes()))


def test_a_row_with_a_failed_economy_is_left_out_and_counted(files, tmp_path):
    other = tmp_path / "failed.h5"
    other.write_bytes(files["saltelli"].read_bytes())
    made_to_fail(other, ((7, 0), (8, 1), (637, 1)))  # of rows 1, 1 and 127
    said = found(other)
    assert said["rows"] == 126 and said["left_out"] == 2
    assert "3 of 1280 economies failed" in flat(taosweep("sensitivity", other).stdout)


def test_cells_and_arms_have_indices_of_their_own(tmp_path):
    out = sweep(tmp_path, "cells", "design = morris\npoints = 64\ncommon_shocks = points\n",
                "network.cash_part = list(0.2, 0.4)\n"
                "[arms]\nprotocol.share = price_ema, root_vote\n")
    assert "choose one with --cell" in flat(taosweep("sensitivity", out, code=USAGE).stderr)
    with h5py.File(out) as opened:
        cell = opened["design"]["cell_label"].asstr()[1]
        arm = opened["design"]["arm"].asstr()[1]
        values = opened["outcomes"][OUTCOME][1, 64:, 0]
    said = found(out, "--cell", cell, "--arm", arm)
    assert said["trajectories"] == 16
    assert "given these shocks" in flat(taosweep("sensitivity", out, "--cell", cell).stdout)
    assert numpy.isfinite(values).all()
    for shard in (0, 1):
        taosweep("run", tmp_path / "cells.ini", "-o", tmp_path / f"s{shard}.h5", "--device", "cpu",
                 "--quiet", "--shard", f"{shard}/2")
    taosweep("merge", tmp_path / "whole.h5", tmp_path / "s0.h5", tmp_path / "s1.h5")
    taosweep("verify", tmp_path / "whole.h5", "--against", out)
