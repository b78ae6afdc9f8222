"""Rows and trajectories from the config to their indices, beside the formulas in numpy."""
import csv
import io
import json
import pathlib
import re
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


@pytest.mark.parametrize("design, units", [("saltelli", "8 rows of 5"),
                                           ("morris", "10 trajectories of 4")])
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
    assert found(out, "--cell", "1", "--arm", arm) == said
    assert "There is: " in taosweep("sensitivity", out, "--cell", "2", code=USAGE).stderr
    assert said["trajectories"] == 16
    assert "given these shocks" in flat(taosweep("sensitivity", out, "--cell", cell).stdout)
    assert numpy.isfinite(values).all()
    for shard in (0, 1):
        taosweep("run", tmp_path / "cells.ini", "-o", tmp_path / f"s{shard}.h5", "--device", "cpu",
                 "--quiet", "--shard", f"{shard}/2")
    taosweep("merge", tmp_path / "whole.h5", tmp_path / "s0.h5", tmp_path / "s1.h5")
    taosweep("verify", tmp_path / "whole.h5", "--against", out)


GROUPED = ("design = saltelli\nsecond_order = yes\nbase = sobol\n"
           "groups = both(noise.target, noise.base_sd)\npoints = 768\n")


@pytest.fixture(scope="module")
def grouped(tmp_path_factory):
    return sweep(tmp_path_factory.mktemp("grouped"), "grouped", GROUPED)


def left_out(index, scrambles=16):
    """Index and its interval from leaving out each scramble; index(rows) is one number."""
    every = numpy.arange(128)
    numbers = numpy.array([index(every[every % scrambles != one]) for one in range(scrambles)])
    error = numpy.sqrt((scrambles - 1) / scrambles * ((numbers - numbers.mean()) ** 2).sum())
    half = 2.131449545559323 * error  # Student's, 15 degrees
    return index(every) - half, index(every), index(every) + half


def test_groups_and_pairs_are_those_of_the_formulas(grouped):
    said = found(grouped)
    with h5py.File(grouped) as opened:
        attributes = dict(opened["design"].attrs)
        assert (attributes["points_together"], attributes["scrambles"]) == (6, 16)
        of = {key: opened["design"][key].attrs.get("group") for key in KEYS}
        values = opened["outcomes"][OUTCOME][0, :, 0].reshape(128, 6)
    assert of == {"noise.target": "both", "noise.base_sd": "both", "noise.common": None}

    def index(formula):
        def number(rows):
            base = values[rows][:, :2]
            a, b, ab_0, ab_1, ba_0, ba_1 = (values - values[:, :2].mean())[rows].T
            return formula(a, b, (ab_0, ab_1), (ba_0, ba_1)).mean() / base.var(ddof=1)
        return number

    def measured(one, name):
        return [one[f"{name}_low"], one[name], one[f"{name}_high"]]

    assert [one["key"] for one in said["parameters"]] == ["both", "noise.common"]
    for i, one in enumerate(said["parameters"]):
        first = index(lambda a, b, ab, ba: (b * (ab[i] - a) + a * (ba[i] - b)) / 2)
        total = index(lambda a, b, ab, ba: ((ab[i] - a) ** 2 + (ba[i] - b) ** 2) / 4)
        assert measured(one, "first") == pytest.approx(left_out(first), rel=1e-6)
        assert measured(one, "total") == pytest.approx(left_out(total), rel=1e-6)
    (pair,) = said["pairs"]
    second = index(lambda a, b, ab, ba: ((ba[0] - b) * (ab[1] - a)
                                         + (ba[1] - b) * (ab[0] - a)) / 2)
    assert pair["keys"] == ["both", "noise.common"]
    assert measured(pair, "second") == pytest.approx(left_out(second), rel=1e-6, abs=1e-9)


def test_groups_and_pairs_stand_in_every_form(grouped):
    shown = flat(taosweep("sensitivity", grouped, "--outcome", OUTCOME).stdout)
    assert "both x noise.common" in shown and "leaving out each of 16 scrambles" in shown
    assert "Groups: both(noise.target, noise.base_sd)." in shown
    assert "of 2 groups and parameters change no outcome" in shown
    rows = list(csv.DictReader(io.StringIO(taosweep("sensitivity", grouped, "--csv", "--outcome",
                                                    OUTCOME).stdout)))
    assert [row["parameter"] for row in rows] == ["both", "noise.common", "both x noise.common"]
    assert [bool(row["second"]) for row in rows] == [False, False, True]
    whole = json.loads(taosweep("sensitivity", grouped, "--json").stdout)
    assert whole["groups"] == {"both": ["noise.target", "noise.base_sd"]}
    assert (whole["design"], whole["strongest"]) == ("saltelli", "total")
    assert whole["measures"] == ["first", "total", "second"]
    with h5py.File(grouped) as opened:
        assert whole["content_digest"] == opened.attrs["content_digest"]


def test_more_points_of_a_sobol_base_keep_those_that_there_were(grouped, tmp_path):
    fewer = sweep(tmp_path, "fewer", GROUPED.replace("768", "384"))
    with h5py.File(fewer) as few, h5py.File(grouped) as many:
        assert all((few["design"][key][:] == many["design"][key][:384]).all() for key in KEYS)
        assert (few["outcomes"][OUTCOME][0] == many["outcomes"][OUTCOME][0, :384]).all()
    taosweep("rerun", fewer, "-o", tmp_path / "again.h5", "--device", "cpu", "--quiet")
    taosweep("verify", fewer, "--against", tmp_path / "again.h5")


def test_the_rows_of_the_page_on_designs_are_good(tmp_path):
    page = (pathlib.Path(__file__).parents[2] / "docs/designs.md").read_text()
    (block,) = [text for text in re.findall(r"^```\n(.*?)^```", page, flags=re.S | re.M)
                if "second_order" in text]
    config = tmp_path / "page.ini"
    config.write_text("title = t\nquestion = q\nhypothesis = h\n[attack]\nmode = meme_holders\n"
                      + block)
    assert re.search(r"saltelli, \d+ rows of 8 points, 16 scrambles",
                     taosweep("validate", config).stdout)
