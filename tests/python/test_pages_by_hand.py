"""What pages count and say, on numbers small enough to check by hand."""

import types

import numpy
import pytest
import xarray
from matplotlib import pyplot
from taosweep_analysis import __main__
from taosweep_analysis.draw import drawn as drawn_
from taosweep_analysis.draw import fan, forest, paths, scatter, survival
from taosweep_analysis.estimate import answer
from taosweep_analysis.estimate.compared import Difference
from taosweep_analysis.problem import FileProblem
from taosweep_analysis.report import own, page
from taosweep_analysis.say import interest, numbers, titles


def test_the_share_that_is_left_falls_where_an_end_was_seen():
    """1 seen, 2 cut off, 3 and 4 seen: S = 3/4 after 1, 3/4 * 1/2 after 3, 0 after 4."""
    times, seen = numpy.array([3.0, 1.0, 2.0, 4.0]), numpy.array([True, True, False, True])

    place, share = survival.kaplan_meier(times, seen)

    assert place.tolist() == [0, 1, 3, 4] and share.tolist() == [1, 0.75, 0.375, 0]


def test_nothing_seen_leaves_all():
    place, share = survival.kaplan_meier(numpy.array([2.0, 3.0]), numpy.array([False, False]))

    assert place.tolist() == [0] and share.tolist() == [1]


@pytest.mark.parametrize("value, shown", [
    (0, "0"), (0.12345, "0.123"), (-1234.5, "\u22121,234"), (1e-5, "1.00e\u22125"),
    (3e9, "3.00e9"), (float("nan"), "-"), (None, "-")])
def test_numbers_have_three_digits_or_so(value, shown):
    assert numbers.number(value) == shown


@pytest.mark.parametrize("expected, holds", [
    ("a: b - c > 0.1", (0.1, numpy.inf)), ("a: b - c < -2", (-numpy.inf, -2)),
    ("a: b > c - d within 0.02", (-0.02, 0.02))])
def test_a_statement_holds_where_its_words_say(expected, holds):
    assert forest.region(expected) == holds


def difference(**numbers_):
    return Difference("x", "TAO", "b", "a", 9, 9, **numbers_)


def test_the_median_is_shown_where_the_mean_has_no_interval():
    mean = difference(value=1.0, low=0.5, high=1.5, median=2.0, median_low=1.0, median_high=3.0)
    nan = float("nan")
    skewed = difference(value=1.0, low=nan, high=nan, median=2.0, median_low=1.0, median_high=3.0)
    neither = difference(value=1.0, low=nan, high=nan, why="too few")

    assert forest.in_words(mean) == "1 TAO (0.5 to 1.5), 9 pairs"
    assert forest.in_words(skewed) == "median 2 TAO (1 to 3), 9 pairs"
    assert forest.in_words(neither) == "1 TAO (no interval: too few), 9 pairs"
    assert forest.words_on_medians([mean]) == "" and "Hollow" in forest.words_on_medians([skewed])


def test_names_at_the_ends_of_lines_keep_apart_and_inside():
    assert fan.apart([0.1, 0.5], 0.1) == [0.1, 0.5]
    assert fan.apart([0.98, 0.99, 1.0], 0.1) == pytest.approx([0.8, 0.9, 1.0])


def test_rounding_is_no_difference():
    assert not interest.spread(numpy.array([1.0, 1.0 + 1e-12, numpy.nan]))
    assert interest.spread(numpy.array([1.0, 1.001])) and not interest.spread(numpy.array([]))
    data = types.SimpleNamespace(attrs={"high": 100.0})
    assert "At 100" in fan.words_on_ends(data, numpy.array([1, 100], numpy.float32))


@pytest.mark.parametrize("name, meaning, shown", [
    ("own", "price of bread at the end: of all, in (some) towns; else none",
     "Price of bread at the end"),
    ("rank_le_7", "that rank is 7 or better", "Among the first seven on day 12 after the start"),
    ("endless", "very " * 20 + "long", "endless"), ("bare", "", "bare")])
def test_a_title_is_words_that_stand_alone(name, meaning, shown):
    assert titles.title_of(name, meaning) == shown


@pytest.mark.parametrize("value, shown", [(12.5, 13), (37.49999999999999999, 38), (-0.5, -1),
                                          (12.4, 12), (0.0, 0)])
def test_halves_are_rounded_away_from_0_as_people_do(value, shown):
    assert numbers.rounded(value) == shown


@pytest.mark.parametrize("share, shown", [(1 / 8, "13 %"), (7 / 8, "88 %"), (0, "0 %"),
                                          (1, "100 %"), (0.004, "under 1 %"),
                                          (0.997, "over 99 %"), (0.285, "29 %")])
def test_a_whole_percent_says_none_or_all_where_it_is_so(share, shown):
    """0.285 is a bit less in the machine; 0.004 is not none."""
    assert numbers.whole_percent(share) == shown


def times_of(*arms, scale="", unit="d"):
    """A sweep whose economies reach something on these days; None: not until day 30."""
    days = numpy.array([[30.0 if day is None else day for day in arm] for arm in arms])
    seen = numpy.array([[float(day is not None) for day in arm] for arm in arms])
    about = {"units": unit, "long_name": "days until it is there", "scale": scale}
    return types.SimpleNamespace(
        arms=[f"arm {k}" for k in range(len(arms))],
        cells=["all points"],
        outcomes={"x": xarray.DataArray(days, attrs=about), "x_observed": xarray.DataArray(seen)},
    )


def test_a_curve_says_which_part_had_not_got_there_by_when():
    """1 of 8 is not there by day 30, when the economies end: nobody knows that it never will."""
    drawn = survival.of_outcome(times_of([1, 2, 3, 4, 5, 6, 7, None]), "x")
    pyplot.close(drawn.figure)
    words = "arm 0 (n = 8, seen in 7): 13 % had not got there by day 30"
    assert drawn.alternative == f"{words}; half of them by 4"
    (named,) = drawn.figure.axes[0].get_legend().get_texts()
    assert named.get_text().replace("\n", " ") == words
    hours = survival.of_outcome(times_of([1.0], unit="h"), "x")
    pyplot.close(hours.figure)
    assert "0 % had not got there by hour 1;" in hours.alternative


def test_curves_on_a_logarithmic_axis_begin_at_one_time():
    drawn = survival.of_outcome(times_of([1, 2, None], [0, 10, 20], scale="log"), "x")
    pyplot.close(drawn.figure)
    begins = [line.get_xdata()[0] for line in drawn.figure.axes[0].lines if len(line.get_xdata())]
    assert begins[0] == begins[2] == 0.8 and min(drawn.figure.axes[0].lines[2].get_xdata()) == 0.8


def test_a_path_ends_at_its_last_finite_value():
    days = numpy.arange(4.0)
    whole, early = numpy.array([1.0, 2, 3, 4]), numpy.array([1.0, 2, numpy.nan, numpy.nan])
    assert paths.end_of(days, whole, "TAO/alpha") == "ends at 4 TAO/alpha"
    assert paths.end_of(days, early, "TAO/alpha") == "ends at 2 TAO/alpha on day 1"


def test_a_figure_of_one_cell_of_several_says_which():
    assert drawn_.place_of("all points", 1) == "all points"
    assert drawn_.place_of("attack.day=0", 4) == "one cell of 4: attack.day=0"


def test_a_fan_says_how_exact_its_quantiles_are():
    data = types.SimpleNamespace(attrs={"relative_error": numpy.float64(0.0451234)})
    assert fan.words_on_bins(data) == " Quantiles are those of bins, within 4.51 %."
    assert fan.words_on_bins(types.SimpleNamespace(attrs={})) == ""


def row_of(unit="TAO", value=1e-17, arm=5.0, low=-2e-17):
    return {"unit": unit, "baseline_value": 5.0, "arm_value": arm, "difference": value, "low": low,
            "high": 3e-17, "median": None, "median_low": None, "median_high": None}


def test_rounding_noise_of_a_difference_is_0():
    cleared = answer.without_noise(row_of(), "difference")
    assert [cleared[name] for name in ("difference", "low", "high")] == [0, 0, 0]
    assert cleared["median"] is None
    assert answer.without_noise(row_of(value=1e-9), "difference")["difference"] == 1e-9
    assert answer.noise_of("TAO", None, float("nan")) == 0 and answer.noise_of("1", 0.0) == 1e-15


def test_what_an_experiment_cannot_draw_stands_on_its_page_with_the_reason():
    def lacks(results):
        raise FileProblem("a.h5: it keeps no paths")

    def draws(results):
        figure, axes = pyplot.subplots()
        axes.set_title("What is left", loc="left")
        return figure, ["a caption", "a line"]

    words = [types.SimpleNamespace(sentence="It stops.")]
    known = types.SimpleNamespace(own=lambda results: results, statements=lambda results, _: words,
                                  figures={"one": draws, "two": lacks})
    found = own.made(known, None, list)
    assert found.lead == "It stops."
    assert [figure.title for figure in found.figures] == ["What is left"]
    assert "two was not drawn: a.h5: it keeps no paths" in page.of_experiment(found)
    known.own = lacks
    lacking = page.of_experiment(own.made(known, None, list))
    assert "could not be made: a.h5: it keeps no paths" in lacking
    assert page.of_experiment(own.Own()) == ""
    pyplot.close("all")


@pytest.mark.parametrize("command", [["report"], ["figure", "fan"], ["table"]])
def test_an_ending_is_refused_before_a_file_is_read(command, capsys):
    """There is no such file, which nobody looks for yet."""
    name, *kind = command
    assert __main__.main([name, "nowhere.h5", *kind, "-o", "x.txt"]) == 2
    assert "x.txt: a " in (said := capsys.readouterr().err) and "nowhere" not in said


def test_a_scatter_of_some_arms_says_which():
    sweep = types.SimpleNamespace(arms=["a", "b", "c"])
    assert scatter.words_on_arms(sweep, [0, 1, 2]) == ""
    assert scatter.words_on_arms(sweep, [0, 2]) == "; 2 of 3 arms: a; c"
