"""taosweep sensitivity: coefficients beside an oracle, and what it refuses."""
import csv
import io
import json

import h5py
import numpy
import pytest
from program import USAGE, taosweep
from three_axes import CONFIG as THREE_AXES, KEYS

CONFIG = THREE_AXES + "[sweep]\npoints = 256\nreplicates = 2\n"


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sensitivity")
    config, out = folder / "drivers.ini", folder / "drivers.h5"
    config.write_text(CONFIG)
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet", "--set", "sweep.design=sobol")
    return out


def ranks(values):
    return numpy.array([(values < v).sum() + ((values == v).sum() + 1) / 2 for v in values])


def standardised(values):
    found = ranks(values)
    return (found - found.mean()) / found.std()


def test_coefficients_are_those_of_a_regression_of_ranks(swept):
    said = json.loads(taosweep("sensitivity", swept, "--outcome", "top_10_share",
                               "--json").stdout)["outcomes"][0]
    with h5py.File(swept) as opened:
        values = opened["outcomes"]["top_10_share"][0].mean(axis=1)
        drawn = [opened["design"][key][:] for key in KEYS]
    axes = numpy.column_stack([standardised(column) for column in drawn])
    outcome = standardised(values)
    expected = numpy.linalg.lstsq(axes, outcome, rcond=None)[0]
    assert [one["key"] for one in said["parameters"]] == list(KEYS)
    assert [one["coefficient"] for one in said["parameters"]] == pytest.approx(expected, abs=1e-9)
    assert said["r2"] == pytest.approx(1 - (outcome - axes @ expected).var(), abs=1e-9)
    assert 0 <= said["noise"] <= 1
    for one in said["parameters"]:
        assert one["low"] < one["coefficient"] < one["high"]


def test_every_form_has_every_parameter(swept):
    rows = list(csv.DictReader(io.StringIO(taosweep("sensitivity", swept, "--csv").stdout)))
    outcomes = {row["outcome"] for row in rows}
    assert "top_10_share" in outcomes and len(rows) == 3 * len(outcomes)
    table = taosweep("sensitivity", swept).stdout
    assert "16 scrambles" in table and "of 3 parameters change no outcome by 5 %" in table
    shown = taosweep("sensitivity", swept, "--outcome", "top_10_share", "--markdown").stdout
    assert all(f"| {key} |" in shown for key in KEYS)


def test_it_says_why_there_are_no_intervals(tmp_path):
    config, out = tmp_path / "few.ini", tmp_path / "few.h5"
    config.write_text(THREE_AXES + "[sweep]\ndesign = saltelli\npoints = 60\n")
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet")
    remarks = json.loads(taosweep("sensitivity", out, "--json").stdout)["remarks"]
    assert remarks[-1].startswith("No outcome has intervals")
    assert remarks[-1].endswith("because 12 rows say too little, 128 are the fewest.")
    assert not [line for line in remarks if line.startswith("Within their intervals")]


def test_the_flag_of_a_censored_time_is_named(tmp_path):
    config, out = tmp_path / "times.ini", tmp_path / "times.h5"
    attacked = "[attack]\nmode = meme_holders\nnetuid = 2\nday = 0\n[sweep]\npoints = 64\n"
    config.write_text(THREE_AXES.replace("days = 1", "days = 3") + attacked)
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet")
    said = json.loads(taosweep("sensitivity", out, "--json").stdout)["outcomes"]
    refusals = {one["outcome"]: one["refusal"] for one in said}
    censored = {name: why for name, why in refusals.items() if why and "censored" in why}
    assert censored
    for name, why in censored.items():
        assert why.endswith(f"take {name}_observed")


def test_what_cannot_be_told_is_refused(swept, tmp_path):
    assert "no such outcome" in taosweep("sensitivity", swept, "--outcome", "top_ten",
                                         code=USAGE).stderr
    assert "no such arm" in taosweep("sensitivity", swept, "--arm", "other", code=USAGE).stderr
    assert "There is: all points" in taosweep("sensitivity", swept, "--cell", "other",
                                              code=USAGE).stderr


def test_a_cell_is_named_in_all_that_is_printed(tmp_path):
    config, out = tmp_path / "cells.ini", tmp_path / "cells.h5"
    config.write_text(THREE_AXES + "network.cash_part = list(0.2, 0.4)\n[sweep]\npoints = 16\n")
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet")
    label = "network.cash_part=0.4"
    for options in ((), ("--markdown",)):
        told = " ".join(taosweep("sensitivity", out, "--cell", "1", *options).stdout.split())
        assert f"arm 'base', cell '{label}', 16 points" in told.partition(" failed.")[0]
    text = taosweep("sensitivity", out, "--cell", "network.cash_part = 0.4", "--csv").stdout
    assert text == taosweep("sensitivity", out, "--cell", "1", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {(row["arm"], row["cell"]) for row in rows} == {("base", label)}
    for cell in ("2", "-1", "network.cash_part=0.5"):
        told = " ".join(taosweep("sensitivity", out, f"--cell={cell}", code=USAGE).stderr.split())
        assert f"there is no cell '{cell}'; the nearest is 'network.cash_part=0." in told
        assert f"There is: network.cash_part=0.2; {label}" in told
