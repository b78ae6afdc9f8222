"""Two results files against each other: what ties them, which numbers follow, what is refused."""
import csv
import io
import json
import re
import shutil

import h5py
import numpy
import pytest
from scipy import stats

from program import DONE, FAILED, USAGE, asked, run_smoke, taosweep

SIZES = ("--quiet", "--set", "sweep.points=12", "--set", "sweep.replicates=1",
         "--set", "keep.paths=0", "--set", "vary.attack.day=")
FEE = ("--set", "protocol.ema_alpha=1e-4")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """One sweep; under another rule; with another seed; with more points."""
    folder = tmp_path_factory.mktemp("two")
    made = {}
    for name, options in {"base": (), "rule": FEE, "seed": ("--set", "sweep.seed=3"),
                          "more": FEE}.items():
        made[name] = folder / f"{name}.h5"
        sizes = [word.replace("=12", "=15") if name == "more" else word for word in SIZES]
        run_smoke(made[name], *sizes, *options)
    return made


def said(*arguments):
    return json.loads(asked("compare", *arguments, "--json"))


def row_of(found, outcome, arm="foundation.acts=no"):
    (row,) = [row for row in found["descriptive"]
              if row["outcome"] == outcome and row["arm"] == arm]
    return row


def values(file, outcome, arm=0):
    with h5py.File(file) as opened:
        return opened["outcomes"][outcome][arm, :, 0]


def test_one_seed_and_design_are_pairs(files):
    found = said(files["base"], files["rule"])
    row = row_of(found, "sum_of_prices")
    apart = values(files["rule"], "sum_of_prices") - values(files["base"], "sum_of_prices")
    assert found["tied"] == "pairs" and (row["pairs"], row["units"]) == (12, 12)
    assert row["difference"] == pytest.approx(apart.mean(), rel=1e-9)
    if row["method"] == "t":
        bounds = stats.t.interval(0.95, 11, apart.mean(), stats.sem(apart))
        assert (row["low"], row["high"]) == pytest.approx(bounds, rel=1e-9)
    assert "equal in every varied value" in " ".join(found["remarks"])


def test_more_points_of_the_same_design_leave_pairs_of_those_that_both_have(files):
    found = said(files["base"], files["more"], "--outcome", "sum_of_prices")
    assert row_of(found, "sum_of_prices")["pairs"] == 12
    assert "12 points x 1 replicate that both have, of 12 x 1 and 15 x 1" in " ".join(
        found["remarks"])


def test_two_seeds_are_independent_samples_by_welch(files):
    found = said(files["base"], files["seed"])
    row = row_of(found, "sum_of_prices")
    a, b = values(files["seed"], "sum_of_prices"), values(files["base"], "sum_of_prices")
    assert found["tied"] == "samples" and "seeds 20250213 and 3 differ" in " ".join(
        found["remarks"])
    assert row["difference"] == pytest.approx(a.mean() - b.mean(), rel=1e-9)
    assert (row["pairs"], row["baseline_n"], row["better"]) == (12, 12, None)
    checked = 0
    for row in found["descriptive"]:
        if row["method"] != "Welch" or row["horizon"] is not None or row["pairs"] != 12:
            continue
        arm = 0 if row["arm"] == "foundation.acts=no" else 1
        a, b = (values(files[name], row["outcome"], arm) for name in ("seed", "base"))
        va, vb = a.var(ddof=1) / 12, b.var(ddof=1) / 12
        freedom = (va + vb) ** 2 / ((va ** 2 + vb ** 2) / 11)
        bounds = stats.t.interval(0.95, freedom, a.mean() - b.mean(), (va + vb) ** 0.5)
        assert (row["low"], row["high"]) == pytest.approx(bounds, rel=1e-9)
        checked += 1
    assert checked > 3
    flags = [row for row in found["descriptive"] if row["method"] == "two shares"]
    assert flags and all(row["low"] < row["difference"] < row["high"] for row in flags)


def test_one_seed_under_another_design_is_neither(files, tmp_path):
    other = tmp_path / "cells.h5"
    run_smoke(other, *SIZES[:-2])
    found = said(files["base"], other, "--outcome", "sum_of_prices")
    row = row_of(found, "sum_of_prices")
    assert found["tied"] == "neither" and row["low"] is None
    assert row["refusal"] == "one seed, and yet no pairs"
    assert "Run one with another sweep.seed" in " ".join(found["remarks"])


def test_a_copy_is_equal_by_construction_and_one_file_twice_is_refused(files, tmp_path):
    copy = tmp_path / "copy.h5"
    shutil.copy(files["base"], copy)
    found = said(files["base"], copy)
    assert "Both files hold the same data" in " ".join(found["remarks"])
    assert {row["method"] for row in found["descriptive"] if row["pairs"] >= 8} == {
        "equal by construction"}
    refused = taosweep("compare", copy, tmp_path / "." / "copy.h5", code=USAGE).stderr
    assert "are one file" in refused


def test_arms_are_matched_by_label_and_the_others_named(files, tmp_path):
    acts = ("--set", "arms.foundation.acts=")
    first, other = tmp_path / "first.h5", tmp_path / "other.h5"
    run_smoke(first, *SIZES, *acts, "--set", "arm one.foundation.acts=no",
              "--set", "arm two.foundation.acts=yes")
    run_smoke(other, *SIZES, *acts, "--set", "arm two.foundation.acts=yes",
              "--set", "arm three.protocol.ema_alpha=1e-4")
    options = ("--outcome", "sum_of_prices")
    found = said(first, other, *options)
    assert [row["arm"] for row in found["descriptive"]] == ["two"]
    assert found["descriptive"][0]["difference"] == 0
    remarks = " ".join(found["remarks"])
    assert f"Only {other} has the arm 'three'." in remarks
    assert f"Only {first} has the arm 'one'." in remarks
    named = said(first, other, *options, "--baseline", "one", "--arm", "three")
    assert (named["descriptive"][0]["baseline"], named["descriptive"][0]["arm"]) == ("one", "three")
    alone = taosweep("compare", first, other, "--arm", "three", code=USAGE).stderr
    assert "name one with --baseline. There is: one; two" in " ".join(alone.split())
    assert named["descriptive"][0]["baseline_n"] is None  # pairs have no count of their own
    refused = taosweep("compare", files["base"], first, code=USAGE).stderr
    assert "no arm of" in refused and "--baseline 'foundation.acts=no' --arm 'one'" in refused


def test_forms_of_two_files_have_the_same_rows(files):
    both = (files["base"], files["seed"])
    rows = list(csv.DictReader(io.StringIO(taosweep("compare", *both, "--csv").stdout)))
    found = said(*both)["descriptive"]
    assert [row["outcome"] for row in rows] == [row["outcome"] for row in found]
    assert {"baseline_n", "baseline_units"} <= set(rows[0])
    text = taosweep("compare", *both, "--markdown").stdout
    assert "contrasts are of arms of one file" in text
    assert f"arm 'foundation.acts=no' of {files['seed']} against 'foundation.acts=no' of" in text


@pytest.mark.parametrize("edit, words", [
    (lambda opened: opened["outcomes/sum_of_prices"].attrs.__setitem__("units", "EUR"),
     "has the units 'EUR'"),
    (lambda opened: opened.attrs.__setitem__("schema_version", 99), "99"),
])
def test_a_file_that_was_edited_or_is_of_another_schema_is_refused(files, tmp_path, edit, words):
    other = tmp_path / "x.h5"
    shutil.copy(files["seed"], other)
    with h5py.File(other, "r+") as opened:
        edit(opened)
    assert words in taosweep("compare", files["base"], other, code=USAGE).stderr


def test_a_config_and_a_file_are_no_two_files(files, tmp_path):
    (tmp_path / "a.ini").write_text("[sweep]\npoints = 3\n")
    refused = taosweep("compare", tmp_path / "a.ini", files["base"], code=USAGE).stderr
    assert "a.ini" in refused and "results file" in refused


def test_verify_says_how_far_outcomes_are_apart(files, tmp_path):
    done = taosweep("verify", files["base"], "--against", files["rule"], code=FAILED).stdout
    assert "/outcomes/sum_of_prices differs" in done
    both = [values(files[name], "sum_of_prices", arm) for name in ("base", "rule")
            for arm in (0, 1)]
    apart = numpy.concatenate([both[2] - both[0], both[3] - both[1]])
    (line,) = [line for line in done.splitlines() if line.startswith("sum_of_prices ")]
    cells = line.split()
    assert cells[2:5] == [str((apart != 0).sum()), "of", "24"]
    assert float(cells[5]) == pytest.approx(abs(apart).max(), rel=1e-3)
    assert float(cells[6]) == pytest.approx(apart.mean(), rel=1e-3)
    more = taosweep("verify", files["base"], "--against", files["more"], code=FAILED).stdout
    assert "12 points x 1 replicate that both have, of 12 x 1 and 15 x 1" in " ".join(more.split())
    assert line in more.splitlines(), "the same pairs, and so the same row"
    answer = more.splitlines()[1:]
    assert answer[0].startswith(f"{files['base']} and {files['more']} differ in ")
    listed = [one for one in answer if re.match(r"/[a-z_]+/\S+ (differs|is only)", one)]
    assert listed and all(one.startswith("/design/") for one in listed)
    assert any(re.match(r"and what follows from that: .*\d+ of /outcomes", one) for one in answer)
    apart_seeds = taosweep("verify", files["base"], "--against", files["seed"], code=FAILED).stdout
    assert "not held against each other" in " ".join(apart_seeds.split())
    copy = tmp_path / "copy.h5"
    shutil.copy(files["base"], copy)
    assert "hold the same data" in taosweep("verify", files["base"], "--against", copy,
                                            code=DONE).stdout
