"""What pages say of files that have less than most: one economy, cells without intervals, no arms,
many arms. And what a reader sees who points at a number."""

import re
import types

import made_files
import matplotlib
import numpy
import pandas
import pytest
from matplotlib import pyplot
from taosweep_analysis import __main__, open_sweep
from taosweep_analysis.draw import cells, forest, style
from taosweep_analysis.estimate.compared import Compared, Difference, Verdict
from taosweep_analysis.experiments.sn28 import figure_left
from taosweep_analysis.report import figures, own
from taosweep_analysis.say import interest, summary

pytestmark = pytest.mark.filterwarnings("error::UserWarning")
NOTHING = Compared([], [], [], "", "nothing to compare")
GRID = "attack.day = grid(0, 1)\nattack.subnet = list(existing, fresh)"


def difference(**numbers):
    return Difference("sum_of_prices", "TAO/alpha", "b", "a", 24, 24, **numbers)


def verdict(found):
    return Verdict("prices stay", "inconclusive", "sum_of_prices: b - a within 0.06", 0.95, found)


SKEWED = difference(value=0.01, low=numpy.nan, high=numpy.nan, median=0.01, median_low=0.0,
                    median_high=0.02, why="skew 2.1 over 24 independent units")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("words")


@pytest.fixture(scope="module")
def one(folder):
    """One economy, and nothing varied."""
    return made_files.sweep(folder / "one.h5", replicates=1)


@pytest.fixture(scope="module")
def grid(folder):
    """Four cells of two axes, of too few economies for an interval."""
    return made_files.sweep(folder / "grid.h5", GRID, replicates=2)


def page_of(path, monkeypatch):
    made_files.few_figures(monkeypatch)
    page = path.with_suffix(".html")
    assert __main__.main(["report", str(path), "-o", str(page), "--program",
                          made_files.program()]) == 0
    return page.read_text()


def test_of_one_economy_no_interval_and_no_band_is_promised_and_no_figure_stands_twice(
        one, monkeypatch):
    text = page_of(one, monkeypatch)

    lead = re.search(r'<p class="lead">(.*?)</p>', text)[1]
    assert "One economy: there is no interval" in lead and "random shocks alone" not in lead
    assert "so that there are no bands" in text and "light band" not in text
    names = re.findall(r'<title id="(?:first-)?(.*?)-title">', text)
    assert names and len(names) == len(set(names))
    assert 'id="first-fan-' in text


def test_the_first_of_several_cells_is_said_to_be_it_and_its_map_stands_once(grid, monkeypatch):
    text = page_of(grid, monkeypatch)

    lead = re.search(r'<p class="lead">(.*?)</p>', text)[1]
    assert "in the first of 4 cells (attack.day=0, attack.subnet=existing)" in lead
    assert "of which 4 of 4 have none (too few independent economies)" in text
    names = re.findall(r'<title id="(?:first-)?(.*?)-title">', text)
    assert 'id="first-map-' in text and len(names) == len(set(names))
    assert "<title>attack.day=0, attack.subnet=existing: " in text  # of whoever points at a cell


def test_a_map_says_why_there_is_none(one, tmp_path, capsys):
    assert __main__.main(["figure", str(one), "map", "-o", str(tmp_path / "a.svg")]) == 2
    assert "it has one cell (nothing is varied)" in capsys.readouterr().err


def test_a_map_without_a_number_in_some_cells_is_drawn(grid, monkeypatch):
    sweep = open_sweep(grid)
    nothing = numpy.full(4, numpy.nan)
    monkeypatch.setattr(cells, "estimates", lambda *_: (nothing, nothing, nothing,
                                                        numpy.zeros(4, int), "median"))
    drawn = cells.of_outcome(sweep, "sum_of_prices")
    assert "- (none), n = 0" in drawn.svg()


def test_a_statement_without_an_interval_of_the_mean_says_why_it_is_open(one):
    row = summary.found(SKEWED)
    assert row == "has no interval of the mean, 24 pairs (skew 2.1 over 24 independent units)"
    drawn = forest.of_verdicts(open_sweep(one), [verdict(SKEWED)])
    assert "is on means, so that it decides nothing: \u2018prices stay\u2019 (skew" in drawn.caption
    mean = difference(value=0.01, low=0.0, high=0.02)
    assert forest.words_on_deciding([verdict(mean)]) == ""
    pyplot.close("all")


def test_points_and_bars_of_a_forest_say_their_numbers(one, tmp_path):
    drawn = forest.of_verdicts(open_sweep(one), [verdict(difference(value=1, low=0, high=2))])
    drawn.save(tmp_path / "a.svg", "svg")

    text = (tmp_path / "a.svg").read_text()
    assert text.count("<title>b less a: 1 TAO/alpha (0 to 2), 24 pairs</title>") == 2
    assert "hint:" not in text


@pytest.mark.parametrize("word", ["confirmed", "falsified", "inconclusive"])
def test_letters_of_a_verdict_stand_out_from_white(one, word):
    found = Verdict("a", word, "x: b - a > 0.1", 0.95, difference(value=1, low=0, high=2))
    drawn = forest.of_verdicts(open_sweep(one), [found])
    (title,) = (text for text in drawn.figure.axes[0].findobj(matplotlib.text.Text)
                if word in text.get_text())
    assert contrast(matplotlib.colors.to_rgb(title.get_color()), (1, 1, 1)) >= 4.5
    pyplot.close("all")


def light(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_numbers_in_cells_of_a_map_stand_out_from_every_colour():
    for ground in matplotlib.colormaps["cividis"](numpy.linspace(0, 1, 101))[:, :3]:
        ink = matplotlib.colors.to_rgb(style.ink_on(ground))
        assert contrast(ink, ground) >= 4.5


def test_of_many_arms_a_panel_shows_the_first_and_those_registered():
    names = [f"arm {k}" for k in range(10)]
    sweep = types.SimpleNamespace(arms=names)
    found = Difference("x", "1", "arm 7", "arm 3", 9, 9, 1, 0, 2)

    assert interest.arms(sweep, [verdict(found)]) == [0, 3, 7]
    assert interest.arms(sweep) == [0, 1, 2, 3, 4, 5]
    assert interest.arms(types.SimpleNamespace(arms=names[:6]), [verdict(found)]) == list(range(6))


def test_a_panel_of_some_arms_names_the_others(folder):
    arms = "foundation.acts = no, yes\nattack.exit_on_action = no, yes\nyield.gain = 0.5, 1"
    sweep = open_sweep(made_files.sweep(folder / "many.h5", arms=arms, replicates=1))
    assert len(sweep.arms) == 8
    (drawn, *_) = figures.fans(sweep, NOTHING)
    assert "6 of 8 arms are drawn" in drawn.caption and drawn.caption.count(sweep.arms[7]) == 1
    assert sweep.arms[5] not in drawn.caption
    pyplot.close("all")


def test_ranks_of_one_kept_economy_promise_no_band():
    assert "bands of 50 and 90 % of the 12 economies" in figure_left.caption(
        pandas.DataFrame(numpy.ones((12, 3))))
    assert "lines are the one economy" in figure_left.caption(pandas.DataFrame(numpy.ones((1, 3))))
    assert "without bands" in figure_left.caption(None)


def test_figures_of_an_experiment_are_as_wide_as_others_and_their_words_stand_on_a_ground():
    figure, axes = style.panel()
    axes.set_title("What is left", loc="left")
    axes.text(0.5, 0.5, "three largest", fontsize=7)

    drawn = own.drawn("a", figure, ["a caption"])

    assert figure.get_figwidth() == own.WIDTH
    (words,) = axes.texts
    assert words.get_fontsize() == style.LETTER and words.get_bbox_patch() is not None
    assert drawn.title == "What is left"
    pyplot.close("all")
