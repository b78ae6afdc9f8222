"""Figures: every axis labelled with its unit, every picture with its numbers beside it."""
import re
import subprocess
import sys

import pytest
import synthetic_results
from matplotlib import pyplot
from taosweep_analysis import figure_clocks, figure_exit, figure_record, figure_root, results


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return results.read(synthetic_results.write(tmp_path_factory.mktemp("sweep") / "sn28.h5"))


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "rules.h5"
    return results.read(synthetic_results.write(path, synthetic_results.RULES_CELLS, synthetic_results.RULES))


@pytest.fixture(params=["record", "clocks", "exit", "root"])
def drawn(request, sweep, rules):
    figure, lines = {"record": lambda: figure_record.draw(sweep), "clocks": lambda: figure_clocks.draw(sweep, rules),
                     "exit": lambda: figure_exit.draw(sweep), "root": lambda: figure_root.draw(sweep)}[request.param]()
    yield figure, lines
    pyplot.close(figure)


def test_every_axis_names_its_quantity_and_unit(drawn):
    for axes in drawn[0].axes:
        for label in (axes.get_xlabel(), axes.get_ylabel()):
            assert re.fullmatch(r".+ \[(d|h|1|TAO/alpha|1/block)\]", label), label


def test_every_panel_has_a_title_and_a_legend(drawn):
    for axes in drawn[0].axes:
        assert axes.get_title(loc="left") and axes.get_legend().get_texts()


def test_figures_are_at_least_1200_pixels_wide(drawn):
    assert drawn[0].get_size_inches()[0] * drawn[0].dpi >= 1200


def test_text_gives_numbers_with_their_n(drawn):
    assert any(re.search(r"n = \d+|over \d+ economies|economies whose", line) for line in drawn[1])


def test_contour_is_checked_against_each_economy(tmp_path):
    def wrong_side(outcomes, day, kind, sample, arm, rng):
        outcomes["held_alpha"] = 0.0                       # phi needed = kappa (1 - q)/(1 - kappa q) <= 1/2
        outcomes["root_controls"] = 0.0
    sweep = results.read(synthetic_results.write(tmp_path / "wrong.h5", override=wrong_side))
    above = (results_of(sweep)["foundation.coalition_share"] >= 0.5 * (1 - q(sweep)) / (1 - 0.5 * q(sweep))).sum()

    figure, lines = figure_clocks.draw(sweep)

    assert any(line.startswith(f"control: {above} of {len(results_of(sweep))} economies") for line in lines)
    assert above > 0
    pyplot.close(figure)


def results_of(sweep):
    return sweep.of_arm(1)


def q(sweep):
    return results_of(sweep)["foundation.abstain_share"]


def test_record_says_how_much_of_the_fan_is_as_extreme(tmp_path):
    def two_of_three(outcomes, day, kind, sample, arm, rng):
        outcomes["rank_at_12"] = 5.0 if sample % 3 else 20.0
    figure, lines = figure_record.draw(results.read(synthetic_results.write(tmp_path / "a.h5", override=two_of_three)))
    pyplot.close(figure)

    assert any(line.startswith("rank 7 or better") and "67 % (47 to 82 %, n = 24)" in line for line in lines)


def test_recorded_series_replaces_the_dated_points(sweep, tmp_path, monkeypatch):
    for name in ("alpha_price_sn28_hourly_20250214_20251028.csv", "alpha_price_sn28_2min_20250220_20250331.csv"):
        (tmp_path / name).write_text("block,price_tao\n4925837,0.004\n5005717,0.0342\n9999999,1\n")
    monkeypatch.setenv("TAOSWEEP_DATA", str(tmp_path))

    days, prices, name = figure_record.recorded()

    assert name == "recorded" and sorted(set(prices)) == [0.004, 0.0342]     # nothing after March 2025
    assert days.max() == pytest.approx(figure_record.record.days(figure_record.record.ACTION), abs=0.01)


def test_command_writes_pictures_texts_and_the_answer(tmp_path):
    synthetic_results.write(tmp_path / "a.h5")
    synthetic_results.write(tmp_path / "r.h5", synthetic_results.RULES_CELLS, synthetic_results.RULES)

    done = subprocess.run([sys.executable, "-m", "taosweep_analysis", "sn28", tmp_path / "a.h5", "--rules",
                           tmp_path / "r.h5", "--out", tmp_path / "out"], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    for name in ("sn28_record", "sn28_clocks", "sn28_exit_floor", "sn28_root_share"):
        assert (tmp_path / "out" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / "out" / f"{name}.txt").read_text().strip()
    assert (tmp_path / "out" / "sn28_answer.txt").read_text() in done.stdout
