"""`compare --by-cell` and `--scale ratio`: rows, numbers and refusals in each form."""
import csv
import io
import json

import h5py
import numpy
import pytest

from program import USAGE, asked, run_smoke, taosweep

SIZES = ("--quiet", "--set", "sweep.points=12", "--set", "sweep.replicates=2",
         "--set", "keep.paths=0")


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    """2 cells x 12 draws x 2 replicates, two arms."""
    out = tmp_path_factory.mktemp("cells") / "sweep.h5"
    run_smoke(out, *SIZES)
    return out


def said(*arguments):
    return json.loads(asked("compare", *arguments, "--json"))


def test_each_cell_has_a_row_of_its_own_pairs(sweep):
    found = said(sweep, "--by-cell", "--outcome", "sum_of_prices")
    rows = found["descriptive"]
    assert [row["cell"] for row in rows] == ["attack.day=0", "attack.day=1"]
    with h5py.File(sweep) as opened:
        prices = opened["outcomes/sum_of_prices"][...]
    for cell, row in enumerate(rows):
        apart = (prices[1] - prices[0])[12 * cell:12 * cell + 12]
        assert (row["pairs"], row["units"]) == (24, 12)
        assert row["difference"] == pytest.approx(apart.mean(), rel=1e-9)
    remarks = " ".join(found["remarks"])
    assert "Each of the 2 cells" in remarks and "pooled" not in remarks


def test_cells_stand_in_every_form(sweep):
    options = ("--by-cell", "--outcome", "sum_of_prices")
    lines = list(csv.DictReader(io.StringIO(taosweep("compare", sweep, *options, "--csv").stdout)))
    assert [line["cell"] for line in lines] == ["attack.day=0", "attack.day=1"]
    markdown = taosweep("compare", sweep, *options, "--markdown").stdout
    assert "| outcome | cell | unit |" in markdown and "| attack.day=1 |" in markdown
    assert "attack.day=1" in taosweep("compare", sweep, *options).stdout


def test_one_cell_is_no_choice_of_cells(tmp_path):
    out = tmp_path / "one.h5"
    run_smoke(out, *SIZES, "--set", "vary.attack.day=")
    assert "has one cell" in taosweep("compare", out, "--by-cell", code=USAGE).stderr


def test_a_ratio_is_of_means_and_its_interval_holds_fiellers_equation(sweep):
    found = said(sweep, "--scale", "ratio")
    assert found["scale"] == "ratio"
    checked = 0
    for row in found["descriptive"]:
        if row["ratio"] is not None:
            assert row["ratio"] == pytest.approx(row["arm_value"] / row["baseline_value"])
        if row["low"] is not None and row["high"] is not None:
            assert 0 <= row["low"] <= row["ratio"] <= row["high"], row["outcome"]
        if row["method"] != "Fieller" or row["pairs"] != 48 or row["horizon"] is not None:
            continue
        with h5py.File(sweep) as opened:
            values = opened["outcomes"][row["outcome"]][...]
        units = numpy.arange(24) % 12
        a, b = ([values[arm][units == unit].mean() for unit in range(12)] for arm in (1, 0))
        for bound in (row["low"], row["high"]):
            rest = numpy.array(a) - bound * numpy.array(b)
            score = abs(rest.mean()) / (rest.std(ddof=1) / 12 ** 0.5)
            assert score == pytest.approx(2.200985, rel=1e-4) or bound == 0  # t of 11 degrees
        checked += 1
    assert checked > 0
    flags = [row for row in found["descriptive"] if (row["method"] or "").startswith("score")]
    assert flags


def test_a_ratio_of_what_may_be_below_0_or_is_0_is_refused_with_the_reason(sweep):
    refusals = {row["outcome"]: row["refusal"] or ""
                for row in said(sweep, "--scale", "ratio")["descriptive"]}
    assert any("below 0" in why for why in refusals.values())
    assert any("the baseline is 0 everywhere" in why for why in refusals.values())


def test_outputs_without_the_options_have_the_columns_that_they_had(sweep):
    head = taosweep("compare", sweep, "--csv").stdout.splitlines()[0].split(",")
    assert head[:9] == ["contrast", "verdict", "expected", "level", "outcome", "unit", "baseline",
                        "arm", "pairs"]
    assert "difference" in head and not {"ratio", "cell", "baseline_n"} & set(head)
    ratio = taosweep("compare", sweep, "--scale", "ratio", "--csv").stdout.splitlines()[0]
    assert "ratio" in ratio.split(",") and "difference" not in ratio.split(",")


def test_another_scale_is_refused(sweep):
    refused = taosweep("compare", sweep, "--scale", "log", code=USAGE).stderr
    assert "difference" in refused and "ratio" in refused
