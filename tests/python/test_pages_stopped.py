"""What a rule that stopped a sweep says of it stands on its page and among its facts."""

import h5py
import made_files
import pytest
from taosweep_analysis import __main__, facts
from taosweep_analysis.file import results
from taosweep_analysis.say import numbers, stopped

VARY = "[vary]\nattack.day = grid(0, 1)\nyield.gain = uniform(0.3, 1.5)\n"
SIZE = "[sweep]\npoints = 65\nreplicates = 1\nseed = 1\n"
FIXED = "All other intervals are of 95 % as if the number of points had been fixed."


def run(out, vary, rule):
    text = made_files.BASE + vary + SIZE
    return made_files.run(out, text, options=("--until", rule))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Two cells, stopped at the first of two looks."""
    out = tmp_path_factory.mktemp("stopped") / "a.h5"
    return run(out, VARY, "sum_of_prices halfwidth < 99 in every cell")


def test_facts_and_page_have_the_rule_and_its_own_interval(path, tmp_path, monkeypatch):
    with h5py.File(path) as file:
        said = dict(file.attrs)
    value = numbers.number(said["until_estimate"])
    ends = numbers.interval(said["until_low"], said["until_high"])
    (line,) = [line for line in facts.table(path) if line.startswith("A rule says")]

    assert "sum_of_prices[base] halfwidth < 99 in every cell: met at look 1 of 2" in line
    assert "64 points of at most 65 of each cell" in line
    assert f"widest of 2 cells ({said['until_cell']}) is {value} ({ends}, which has" in line
    assert "98.75 %, so that all looks and cells hold together with 95 %" in line
    assert line.endswith(FIXED)
    made_files.few_figures(monkeypatch)
    out = tmp_path / "a.html"
    assert __main__.main(["report", str(path), "-o", str(out)]) == 0
    assert line.replace("<", "&lt;") in out.read_text().split("<nav")[0]


def test_a_rule_that_is_not_met_is_told_so(tmp_path):
    path = run(tmp_path / "a.h5", "[vary]\nyield.gain = uniform(0.3, 1.5)\n",
               "sum_of_prices halfwidth < 1e-9")
    line = stopped.sentence(results.read(path))
    assert "not met at look 2 of 2, with 65 points of at most 65, where the value is" in line
    assert "97.5 %, so that all looks hold together" in line


def test_a_rule_on_what_nobody_defines_has_no_interval(tmp_path):
    vary = "[vary]\nyield.gain = uniform(0.3, 1.5)\n"
    path = run(tmp_path / "a.h5", vary, "share_30d_after halfwidth < 1")
    line = stopped.sentence(results.read(path))
    assert "not met at look 1 of 2" in line and "where the value has no interval" in line


def test_a_sweep_of_a_fixed_number_of_points_has_no_such_sentence(tmp_path):
    path = made_files.sweep(tmp_path / "a.h5")
    assert stopped.sentence(results.read(path)) == ""
    assert not [line for line in facts.table(path) if line.startswith("A rule") or line == ""][1:]
