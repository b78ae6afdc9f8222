"""Figures: every axis labelled with its unit, every picture with its numbers beside it."""

import re

import pytest
import synthetic_results
from matplotlib import pyplot
from taosweep_analysis import style
from taosweep_analysis.experiments.sn28 import (
    closed_form,
    figure_clocks,
    figure_clocks_harm,
    figure_exit,
    figure_record,
    figure_root,
)
from taosweep_analysis.experiments.sn28 import sweep as results


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return results.read(synthetic_results.write(tmp_path_factory.mktemp("sweep") / "sn28.h5"))


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    path = tmp_path_factory.mktemp("rules") / "rules.h5"
    return results.read_rules(
        synthetic_results.write(path, synthetic_results.RULES_CELLS, synthetic_results.RULES)
    )


@pytest.fixture(params=["record", "clocks", "exit", "root"])
def drawn(request, sweep, rules):
    figure, lines = {
        "record": lambda: figure_record.draw(sweep),
        "clocks": lambda: figure_clocks.draw(sweep, rules),
        "exit": lambda: figure_exit.draw(sweep),
        "root": lambda: figure_root.draw(sweep),
    }[request.param]()
    yield figure, lines
    pyplot.close(figure)


def texts_of(drawn):
    """Closes the figure -> its lines of text."""
    pyplot.close(drawn[0])
    return drawn[1]


def test_every_axis_names_its_quantity_and_unit(drawn):
    for axes in drawn[0].axes:
        for label in (axes.get_xlabel(), axes.get_ylabel()):
            assert re.fullmatch(r".+ \[(d|h|1|TAO/alpha|1/block)\]", label), label


def test_every_panel_has_a_title_and_a_legend(drawn):
    for axes in drawn[0].axes:
        assert axes.get_title(loc="left") and axes.get_legend().get_texts()


def test_figures_are_at_least_1200_pixels_wide(drawn):
    assert drawn[0].get_size_inches()[0] * drawn[0].dpi >= 1200


def test_panels_are_wide_enough_to_read(drawn):
    drawn[0].canvas.draw()
    for axes in drawn[0].axes:
        assert axes.get_window_extent().width >= 500


def test_text_gives_numbers_with_their_n(drawn):
    assert any(re.search(r"n = \d+|over \d+ economies|economies whose", line) for line in drawn[1])


def q(sweep):
    return sweep.of_arm(sweep.alone)["foundation.abstain_share"]


def test_contour_is_checked_against_each_economy_at_its_own_root_stake(tmp_path):
    def alpha_as_heavy_as_root(outcomes, day, kind, sample, arm, rng):
        outcomes["root_stake"] = 2e6  # w S = 360,000 alpha; at launch 1,067,400
        outcomes["held_alpha"] = 500_000.0
        outcomes["root_controls"] = 0.0

    sweep = results.read(
        synthetic_results.write(tmp_path / "a.h5", override=alpha_as_heavy_as_root)
    )
    rows = sweep.of_arm(sweep.alone)
    over = 500_000 * rows["validators.alpha_staked"] / 360_000
    above = (
        rows["foundation.coalition_share"] >= closed_form.phi_needed(0.5, over, q(sweep))
    ).sum()

    lines = texts_of(figure_clocks.draw(sweep))

    assert any(line.startswith(f"control: {above} of {len(rows)} economies") for line in lines)
    assert 0 < above < len(rows)


def test_contours_end_at_all_of_root_and_every_draw_is_in_the_panel(sweep):
    figure, axes = style.figure(1)
    figure_clocks.draw_contour(axes[0, 0], sweep)

    for line in axes[0, 0].get_lines():
        x, y = line.get_data()
        assert max(y) <= 1 and max(x) <= axes[0, 0].get_xlim()[1]
    pyplot.close(figure)


def test_clock_1_is_the_subnets_age_and_shows_the_smallest_coalition(sweep):
    figure, axes = style.figure(1)
    lines = figure_clocks.draw_needed(axes[0, 0], sweep)

    assert any("fresh, day 360, age at the action 12 d" in line for line in lines)
    assert any("existing, day 360, age at the action 372 d" in line for line in lines)
    assert axes[0, 0].get_ylim()[0] < 0.348
    words = [text.get_text() for text in axes[0, 0].get_legend().get_texts()]
    assert any("50 to 100 %" in word for word in words)  # the band
    assert any("largest validators" in word for word in words)  # the dashed lines
    pyplot.close(figure)


def test_points_of_fewer_than_eight_economies_are_not_drawn(tmp_path):
    def few_control(outcomes, day, kind, sample, arm, rng):
        outcomes["root_controls"] = float(sample < (20 if kind == "fresh" else 7))
        if arm != "no action":
            outcomes["harm_after"] = 0.1 + sample / 100

    sweep = results.read(synthetic_results.write(tmp_path / "a.h5", override=few_control))
    figure, axes = style.figure(1)
    lines = figure_clocks_harm.draw_left_over(axes[0, 0], sweep)

    drawn = {bar.get_label(): len(bar[0].get_xdata()) for bar in axes[0, 0].containers}
    assert drawn["existing: where it controls"] == 0 and drawn["fresh: where it controls"] == 3
    assert {text.get_text() for text in axes[0, 0].texts} == {"n = 7", "n = 20"}
    assert any("where it controls: x0.13 (0.10 to 0.16, n = 7)" in line for line in lines)
    pyplot.close(figure)


def test_exit_figure_counts_draws_not_their_copies(tmp_path):
    def one_value_a_draw(outcomes, day, kind, sample, arm, rng):
        outcomes["root_controls"], outcomes["crash_12h"] = 1.0, sample / 24

    sweep = results.read(synthetic_results.write(tmp_path / "a.h5", override=one_value_a_draw))

    line = next(
        line for line in texts_of(figure_exit.draw(sweep)) if "alone, the coalition c" in line
    )

    # 24 draws in 7 cells: ranks 7 and 18 of 24, as wide as in one cell
    assert "0.458 (0.250 to 0.708, n = 168 from 24 draws)" in line


def test_exit_figure_keeps_the_attackers_exit_apart_and_shows_the_twin(tmp_path):
    def exit_alone(outcomes, day, kind, sample, arm, rng):
        outcomes["root_controls"] = 0.0
        outcomes["crash_12h"] = {
            "no action": 0.1,
            "consensus alone": 0.2,
            "attacker leaves too": 0.4,
        }[arm]

    sweep = results.read(synthetic_results.write(tmp_path / "a.h5", override=exit_alone))

    figure, lines = figure_exit.draw(sweep)

    assert any("consensus alone, the coalition does not control: 0.200" in line for line in lines)
    assert any("leaves too, the coalition does not control: 0.400" in line for line in lines)
    assert any("no action: 0.100" in line for line in lines)
    for axes, left in zip(figure.axes, (0.8, 0.6)):
        marks = {
            line.get_label().split(" (")[0]: {round(y, 6) for y in line.get_ydata()}
            for line in axes.get_lines()
        }
        assert marks["does not control"] == {left} and marks["no action"] == {0.9}
    pyplot.close(figure)


def test_root_figure_prints_no_digit_below_the_bins(sweep):
    lines = texts_of(figure_root.draw(sweep))

    day_7 = next(line for line in lines if line.startswith("day 7:"))
    assert re.search(r"in dividends \d+ % \(\d+ to \d+ % in nine", day_7)
    assert "read from bins 0.7" in day_7 or "read from bins 0.8" in day_7


@pytest.mark.parametrize("width, expected", [(0.46, 0), (1.0, 0), (0.1, 1), (0.084, 1), (3, 0)])
def test_digits_follow_from_the_resolution(width, expected):
    assert figure_root.digits(width) == expected


def test_root_figure_holds_the_stake_against_the_recorded_one(sweep):
    lines = texts_of(figure_root.draw(sweep))

    assert any(
        line.startswith("stake on root on 1 Dec 2025, day 289: ") and "recorded 5.67 M TAO" in line
        for line in lines
    )
    assert any("95 % are meant for dividends" in line for line in lines)


def test_exact_medians_are_used_where_the_file_holds_them(tmp_path):
    path = synthetic_results.write(tmp_path / "a.h5", exact_series=True)

    lines = texts_of(figure_root.draw(results.read(path)))

    # point p of the cell has the median (p + 1)/100: the 12th of 24, ranks 7 and 18
    assert any("day 7: in dividends 12.00 % (7.00 to 18.00, n = 24)" in line for line in lines)
