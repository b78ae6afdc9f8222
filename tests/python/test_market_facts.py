"""Both tables of scripts/market_facts.sh, which docs/markets.md shows, and the recorded figures in
them where the record is at hand."""

import csv
import os
import pathlib
import re
import subprocess

import made_files
import numpy
import pytest
from taosweep_analysis.markets import facts, facts_2026, panel, recorded, report, rows

PRICES = "alpha_price_6h_20250214_20250731.csv"
LAUNCHED = 64  # subnets
STATES = {0: "20260322", 20: "20260411", 84: "20260614", 138: "20260807"}
PAGE = (made_files.ROOT / "docs/markets.md").read_text()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the script wrote of each config."""
    out = tmp_path_factory.mktemp("facts")
    script = made_files.ROOT / "scripts/market_facts.sh"
    done = subprocess.run([script, out, made_files.program()], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {name: (out / f"{name}.txt").read_text() for name in ("markets", "markets_2026")}


@pytest.mark.parametrize("name", ["markets", "markets_2026"])
def test_the_page_shows_what_the_script_prints(told, name):
    assert len(told[name].splitlines()) > 15
    assert f"```\n{told[name]}```\n" in PAGE


def test_the_script_says_how_it_is_called():
    script = made_files.ROOT / "scripts/market_facts.sh"
    done = subprocess.run([script], capture_output=True, text=True)
    assert done.returncode == 1 and "usage: scripts/market_facts.sh OUT" in done.stderr


@pytest.fixture(scope="module")
def folder():
    if not os.environ.get("TAOSWEEP_DATA"):
        pytest.skip("TAOSWEEP_DATA is not set: it names the folder of recorded chain data")
    return pathlib.Path(os.environ["TAOSWEEP_DATA"])


@pytest.mark.parametrize(
    "wanted, figures",
    [(facts.AFTER, recorded.AFTER), (facts.LAUNCH, recorded.LAUNCH),
     (facts.FITTED, recorded.FITTED)],
    ids=["after", "launch", "fitted"],
)
def test_figures_of_the_launch_are_those_of_the_record(folder, wanted, figures):
    record = {"price": panel.of_record(folder / PRICES, LAUNCHED)}
    found = {fact.name: report.value_of(fact, record) for fact in wanted}
    assert found == pytest.approx(figures, rel=1e-3)


def states(folder):
    """{day: {netuid: price}} of pools that hold 100 TAO or more."""
    found = {}
    for day, date in STATES.items():
        (path,) = folder.glob(f"snapshot_{date}*.csv")
        with open(path, encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if int(row["netuid"]) > 0]
        found[day] = {row["netuid"]: float(row["price_tao"]) for row in rows
                      if float(row["tao_in"]) >= 100 and 0 < float(row["price_tao"]) < 1}
    return found


def between(first, second):
    """Prices of the subnets that are in both states, a row each."""
    both = sorted(set(first) & set(second))
    return numpy.array([[state[netuid] for netuid in both] for state in (first, second)])


def of_states(fact, at):
    """A moment of the first and the last day of a fact, or of those as far apart."""
    days = fact.last - fact.first
    begin = 84 if days == 54 else 0
    rows = between(at[begin], at[begin + days])
    return float(fact.moment(numpy.concatenate([numpy.repeat(rows[:1], days, axis=0), rows[1:]])))


def test_growth_and_ranks_of_2026_are_those_of_the_states(folder):
    at = states(folder)
    known = recorded.LATER | recorded.LATER_FITTED
    wanted = [fact for fact in facts_2026.LATER + facts_2026.FITTED
              if fact.name.startswith(("growth", "quartiles", "rank memory"))]
    assert len(wanted) == 9
    for fact in wanted:
        assert of_states(fact, at) == pytest.approx(known[fact.name], rel=2e-3), fact.name


def test_levels_of_2026_are_those_of_the_last_state(folder):
    (path,) = folder.glob(f"snapshot_{STATES[138]}*.csv")
    with open(path, encoding="utf-8") as file:
        prices = numpy.array([float(row["price_tao"]) for row in csv.DictReader(file)
                              if int(row["netuid"]) > 0])
    prices = prices[prices > 0]
    wanted = [fact for fact in facts_2026.LATER
              if fact.name in ("top ten", "sum of prices", "rank-size slope")]
    assert len(wanted) == 3
    for fact in wanted:
        found = fact.moment(prices[None, :])
        assert found == pytest.approx(recorded.LATER[fact.name], rel=2e-3)


def test_pools_of_2026_are_those_that_the_fit_of_networks_did_not_see():
    text = (made_files.ROOT / "scripts/fit_networks.py").read_text()
    (line,) = re.findall(r"^UNSEEN = \{(.*)\}", text, flags=re.M)
    seen = {float(part): float(tao) for part, tao in re.findall(r"([\d.]+): (\d+)", line)}
    for part in (0.1, 0.25, 0.5, 0.75, 0.9):
        assert recorded.LATER[f"pools, {100 * part:.0f} %"] == seen[part]
    assert recorded.LATER["pools, largest"] == seen[1]
    assert f"UNSEEN_SUM = {recorded.LATER['pools, sum'] / 1e6:g}e6" in text


def test_large_numbers_are_shown_to_three_digits():
    assert [rows.number(x) for x in (6741, 1.983e6, 0.04787, -0.5, float("nan"))] == [
        "6,740", "1,980,000", "0.0479", "-0.5", "-"]
