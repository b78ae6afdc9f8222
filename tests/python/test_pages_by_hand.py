"""What pages count and say, on numbers small enough to check by hand."""

import re
import types

import made_files
import numpy
import pytest
from taosweep_analysis.draw import fan, forest, survival
from taosweep_analysis.estimate.compared import Difference
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


def declared():
    """{name: meaning} of every outcome and series of the program."""
    text = "".join((made_files.ROOT / f"kernels/register/{name}.def").read_text()
                   for name in ("outcomes", "series"))
    rows = re.findall(r'^(?:OUTCOME|SERIES)\((\w+),.*?((?:"[^"]*"\s*)+)\)$', text, re.M | re.S)
    return {name: "".join(re.findall(r'"([^"]*)"', meaning)) for name, meaning in rows}


def test_titles_are_of_outcomes_and_series_that_there_are_and_lean_on_nothing():
    rows = declared()
    assert rows["rank_le_7"] == "that rank is 7 or better" and len(rows) > 100
    assert set(titles.TITLES) <= set(rows)
    found = {name: titles.title_of(name, meaning) for name, meaning in rows.items()}
    assert not [name for name, words in found.items() if words.lower().startswith(titles.LEANS)]
    keys = [name for name, words in found.items() if words == name]
    assert len([name for name in keys if not name.endswith("_observed")]) < len(rows) / 20
