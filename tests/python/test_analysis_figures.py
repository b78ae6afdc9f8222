"""Figures: every axis labelled with its unit, every picture with its numbers beside it."""

import re

import h5py
import numpy
import pandas
import pytest
import synthetic_results
from matplotlib import pyplot
from taosweep_analysis.estimate import intervals, of_file
from taosweep_analysis.experiments.sn28 import (
    answer_details,
    figure_fall,
    figure_left,
    figure_needed,
    figure_record,
    figure_root,
)
from taosweep_analysis.experiments.sn28 import sweep as results


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return results.read(synthetic_results.write(tmp_path_factory.mktemp("sweep") / "sn28.h5"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A file that keeps the paths of subnet 28's own start, acting or not."""
    arms = len(synthetic_results.CELLS) * len(synthetic_results.ACTS)
    paths = {
        arms * sample + arm: [0.01 if day < 12 or arm == 0 else 0.001 for day in range(72)]
        for sample in range(24)
        for arm in (0, 1)
    }
    path = tmp_path_factory.mktemp("kept") / "kept.h5"
    return results.read(synthetic_results.write(path, paths=paths))


@pytest.fixture(params=["record", "fall", "needed", "left", "root"])
def drawn(request, sweep, kept):
    figure, lines = {
        "record": lambda: figure_record.draw(sweep),
        "fall": lambda: figure_fall.draw(sweep),
        "needed": lambda: figure_needed.draw(sweep),
        "left": lambda: figure_left.draw(kept),
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


def test_a_figure_has_one_panel_with_a_title_and_names_beside_its_lines(drawn):
    (axes,) = drawn[0].axes
    assert axes.get_title(loc="left") and axes.get_legend() is None
    assert len([text for text in axes.texts if text.get_text().strip()]) >= 3


def test_an_axis_says_where_equal_times_are_not_equally_spaced(drawn):
    (axes,) = drawn[0].axes
    for scale, label in ((axes.get_xscale(), axes.get_xlabel()),):
        assert (scale == "log") == ("logarithmic" in label)


def test_the_price_and_the_rank_count_from_the_action(sweep, kept):
    for figure, _ in (figure_record.draw(sweep), figure_left.draw(kept)):
        (axes,) = figure.axes
        assert axes.get_xlabel() == "time since the action [d]"
        assert axes.get_xlim()[0] == pytest.approx(-11.86, abs=0.005)
        assert "off the record by" in axes.get_title(loc="left")
        pyplot.close(figure)


def test_figures_are_at_least_1200_pixels_wide(drawn):
    assert drawn[0].get_size_inches()[0] * drawn[0].dpi >= 1200


def test_panels_are_wide_enough_to_read(drawn):
    drawn[0].canvas.draw()
    for axes in drawn[0].axes:
        assert axes.get_window_extent().width >= 500


def test_text_gives_numbers_with_their_n(drawn):
    assert any(re.search(r"n = \d+|over \d+ economies|economies whose", line) for line in drawn[1])


def test_needed_is_drawn_over_the_subnets_age_with_every_coalition(sweep):
    figure, lines = figure_needed.draw(sweep)
    axes = figure.axes[0]

    assert any("fresh, start on day 360, age at the action 12 d" in line for line in lines)
    assert any("existing, start on day 360, age at the action 372 d" in line for line in lines)
    assert "identity" in lines[0] and "identity" in axes.get_title(loc="left")
    assert axes.get_xscale() == "log" and axes.get_ylim()[0] < 0.348
    texts = {text.get_text() for text in axes.texts}
    assert texts >= {
        "no veto left",
        "old subnet",
        "one registered that day",
        "largest validator, 0.35",
        "recorded coalition, 0.57",
        "three largest, 0.58",
        "eight largest, 0.94",
        "all of root, 1.00",
    }
    assert any("closed form with the alpha held" in word for word in texts)
    assert any("their own emission alone" in word for word in texts)
    pyplot.close(figure)


def test_the_closed_form_of_the_alpha_held_meets_each_median(tmp_path):
    """Twice their own emission is held, and the share needed is the identity of it: the band's
    values are the medians, those of the own emission alone are not."""

    def twice(outcomes, day, kind, sample, arm, rng):
        age = 12 + (day if kind == "existing" else 0)
        outcomes["held_alpha"] = 2 * 7200 * age
        outcomes["root_stake"], outcomes["action_day"] = 2e6, day + 12.0
        outcomes["phi_needed_opposed"] = 0.5 * (1 + 0.75 * 2 * 7200 * age / 360000)

    sweep = results.read(synthetic_results.write(tmp_path / "a.h5", override=twice))
    rows = sweep.all_of("consensus alone", "existing")
    ages, held = figure_needed.held_over_root(sweep, rows)
    assert list(ages) == [12, 42, 102, 372] and held == pytest.approx(2 * 7200 * ages / 360000)
    assert figure_needed.between(numpy.array([6.0, 57, 800]), ages, held) == pytest.approx(
        [0.24, 2.28, 32]  # 0.04 a day
    )
    for day in (0, 360):
        part = rows[rows["attack.day"] == day].assign(**{"validators.alpha_staked": 0.75})
        needed = part.phi_needed_opposed.median()
        said = figure_needed.closed_forms(sweep, part)
        assert said.startswith(f"closed form {needed:.3f} with the median alpha held, x2.00 of")
        assert said.endswith(f"and {0.5 + (needed - 0.5) / 2:.3f} with that alone")


def test_until_when_a_coalition_suffices_lies_between_the_starts(tmp_path):
    def straight(outcomes, day, kind, sample, arm, rng):
        age = 12 + (day if kind == "existing" else 0)
        outcomes["phi_needed_opposed"] = 0.5 + age / 400

    sweep = results.read(synthetic_results.write(tmp_path / "a.h5", override=straight))

    assert "an age of about 28 d" in figure_needed.until(sweep, 0.57)  # 0.5 + 28/400
    assert "at no start: at 12 d it takes 0.530" in figure_needed.until(sweep, 0.35)
    assert figure_needed.until(sweep, 1.5).startswith("at every start, up to 372 d")


def test_figures_have_the_medians_of_the_file(tmp_path):
    """Of 24 values the 12th, not the middle of the 12th and 13th."""

    def even(outcomes, day, kind, sample, arm, rng):
        outcomes["phi_needed_opposed"] = 0.4 + (sample + 1) / 100

    sweep = results.read(synthetic_results.write(tmp_path / "a.h5", override=even))
    assert figure_needed.until(sweep, 0.35) == "at no start: at 12 d it takes 0.520"
    ranks = pandas.DataFrame({1.0: [1.0, 2.0, 5.0, 9.0], 2.0: [1.0, 3.0, 4.0, numpy.nan]})
    middle = figure_left.middle_of(ranks)
    assert middle.to_list() == [intervals.median(ranks[day]).value for day in ranks] == [2, 3]


def test_ranks_count_the_subnets_that_are_dearer(tmp_path):
    path = synthetic_results.write(
        tmp_path / "a.h5", paths={21 * sample + 1: [0.01] * 72 for sample in range(24)}
    )
    with h5py.File(path, "a") as file:
        file["paths/price"][:, :, 3] = 0.02  # dearer throughout
        file["paths/price"][:, 20:, 4] = 0.03  # from day 20 on
        file["paths/price"][:, :, 5] = 0.001
    sweep = results.read(synthetic_results.stamp(path))

    ranks, living = figure_left.ranks_of(sweep, "consensus alone")

    assert (ranks[12] == 2).all() and (ranks[30] == 3).all()
    assert (living[:, 11] == 3).all() and (living[:, 29] == 4).all()
    assert figure_left.ranks_of(sweep, "no action") == (None, None)
    lines = texts_of(figure_left.draw(sweep))
    assert any("30 d after the action: rank 3 (3 to 3, n = 24) of 4" in line for line in lines)
    assert (
        "recorded, day 29.09: rank 75 of 77 that have a price; consensus alone 3, 5 to 95 % 3 to "
        "3: not reproduced"
    ) in lines


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


def test_medians_of_an_arm_are_those_that_stand_in_the_file(tmp_path):
    """Put in other ones than those of its economies, to see whose they are."""
    path = synthetic_results.write(tmp_path / "a.h5")
    with h5py.File(path, "a") as file:
        file["distributions_cells/phi_needed_opposed_quantiles"][...] = 0.123
        file["intervals/phi_needed_opposed_quantiles_cells"][...] = [0.111, 0.222]
        file["intervals/root_controls_share_cells"][...] = numpy.nan
    sweep = results.read(synthetic_results.stamp(path))

    needed = of_file.of_outcome(sweep, "phi_needed_opposed", 1)
    assert intervals.number(needed, 3) == "0.123 (0.111 to 0.222, n = 24)"
    assert any("0.123 (0.111 to 0.222" in line for line in answer_details.prior(sweep))
    assert any("needed 0.123 (0.111 to 0.222" in line for line in answer_details.starts(sweep))
    assert any("0.123 (0.111 to 0.222" in line for line in texts_of(figure_needed.draw(sweep)))
    controls = of_file.of_outcome(sweep, "root_controls", 1)
    assert "(no interval: the file has none" in intervals.percent(controls)
