"""figure FILE record: simulated bands beside recorded points, and which experiment a file is of."""

import math

import made_files
import numpy
import pytest
from taosweep_analysis import __main__, open_sweep
from taosweep_analysis.draw import fan, recorded
from taosweep_analysis.experiments import experiment
from taosweep_analysis.file import recorded as recorded_file


@pytest.fixture(autouse=True)
def no_data(monkeypatch):
    monkeypatch.delenv("TAOSWEEP_DATA", raising=False)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Two arms over eight draws, by a config that is called as that of an experiment."""
    out = tmp_path_factory.mktemp("record") / "sn28.h5"
    vary, arms = "yield.gain = uniform(0.3, 1.5)", "foundation.acts = no, yes"
    return made_files.sweep(out, vary, arms, 8, 1)


def figure(path, out, *options):
    return __main__.main(["figure", str(path), "record", "-o", str(out), *map(str, options)])


def test_a_fine_record_is_as_coarse_as_the_series_and_a_coarse_one_stays():
    times = numpy.array([0.0, 1.0, 2.0, 3.0])
    points = [(0.9, 1.0), (0.96, 2.0), (1.2, 3.0), (2.5, 4.0), (9.0, 5.0)]

    places, found = recorded.beside(points, times)

    assert places.tolist() == [1, 3]  # days 0 and 2 have none within half a day
    assert found.tolist() == [[0.96, 2.0], [2.5, 4.0]]


def test_misfit_counts_what_lies_in_the_band_and_measures_the_distance_of_logarithms():
    """1 and 4 against a median of 2: both ln 2 away, and the first alone within [0.5, 3]."""
    low, median, high = numpy.full((3, 2), [[0.5], [2.0], [3.0]])

    inside, apart = recorded.misfit(numpy.array([1.0, 4.0]), low, median, high)

    assert inside == 1 and apart == pytest.approx(math.log(2))
    assert math.isnan(recorded.misfit(numpy.array([0.0, 4.0]), low, median, high)[1])


def test_the_band_is_wider_by_the_bins_that_its_ends_were_read_from():
    """A bin from m/1.25 to m 1.25: what lies in it is not outside the band."""
    low, high = recorded.widened(numpy.array([1.0]), numpy.array([2.0]), 0.25)

    assert (low[0], high[0]) == (0.8, 2.5)


def test_times_are_those_of_the_axis_that_a_series_has(path):
    series = open_sweep(path).series()

    for name, axis, unit in (("sum_of_prices", "day", "d"),
                             ("fall_since_action", "since_action", "h")):
        times, of = fan.time_of(series, name)
        assert of == unit and times.tolist() == series[axis].values.tolist()


def test_rows_without_a_number_are_left_out_and_counted(tmp_path):
    csv = tmp_path / "own.csv"
    csv.write_text("hour,day,value,x\n2,9,0.5,a\n1,9,0.25,\n3,9,,\n,9,1,\n4,9,nan,\n")

    found = recorded_file.read(csv, "fall_since_action", "h")

    assert found.points == [(1.0, 0.25), (2.0, 0.5)] and found.source == "own.csv"
    assert (found.rows, found.left_out, found.time_unit) == (5, 3, "h")
    words = recorded.words_on_record(found, "1")
    assert words == "own.csv, 5 rows in 1 over h, 3 left out without a number"


def test_a_figure_says_how_far_the_record_is_in_its_title(path, tmp_path):
    sweep = open_sweep(path).series()["sum_of_prices"]
    middle = sweep.sel(day=[1, 2], quantile=0.5).values[1, 0]
    csv = tmp_path / "own.csv"
    rows = (f"{day},{price},77\n" for day, price in zip((1, 2), 3 * middle))
    csv.write_text("day,sum_of_prices,other\n" + "".join(rows) + "400,1,1\n3,,1\n")

    options = ("--outcome", "sum_of_prices", "--record", csv, "--arm", "foundation.acts=yes")
    assert figure(path, tmp_path / "a.svg", *options) == 0

    caption = (tmp_path / "a.txt").read_text()
    assert "Sum of alpha prices: 0 of 2 recorded points in the band, off by x3\n" in caption
    assert "own.csv, 4 rows in TAO/alpha over d, 1 left out without a number; 2 drawn" in caption
    assert "foundation.acts=yes" in caption and "Quantiles are those of bins, within" in caption
    assert "recorded" in (tmp_path / "a.svg").read_text()


@pytest.mark.parametrize("text, words", [
    ("day,price\n1,2\n", "a record has a column day and a column sum_of_prices or value; it has:"),
    ("hour,value\n1,2\n", "time of sum_of_prices is in days, and the record's is in a column hour"),
    ("day,price_tao\n1,2\n", "a column price_tao is the price of the attacked subnet"),
    ("day,value\n1,x\n", "it cannot be read as a record"),
    ("day,value\n", "holds no numbers in the columns day and value"),
    ("day,value\n900,1\n", "no recorded point lies within the times of sum_of_prices")])
def test_a_record_that_does_not_serve_is_named(path, text, words, tmp_path, capsys):
    csv = tmp_path / "own.csv"
    csv.write_text(text)

    code = figure(path, tmp_path / "a.svg", "--outcome", "sum_of_prices", "--record", csv)

    said = capsys.readouterr().err
    assert code == 2 and words in said and said.count("\n") == 1
    assert not (tmp_path / "a.svg").exists()


def test_recorded_prices_come_from_a_folder_of_the_users(path, tmp_path, monkeypatch, capsys):
    assert figure(path, tmp_path / "a.svg") == 2
    assert "TAOSWEEP_DATA names the folder that holds them" in capsys.readouterr().err
    for name in ("alpha_price_sn28_hourly_20250214_20251028.csv",
                 "alpha_price_sn28_2min_20250220_20250331.csv"):
        (tmp_path / name).write_text("block,price_tao\n4927551,0.01\n4934751,0.02\n")
    monkeypatch.setenv("TAOSWEEP_DATA", str(tmp_path))

    assert figure(path, tmp_path / "a.svg") == 0
    assert "of 2 recorded points" in (tmp_path / "a.txt").read_text()


def test_an_experiment_is_found_by_the_name_of_the_config_in_the_file(path, tmp_path):
    assert experiment.of(open_sweep(path)).config == "sn28"
    for name in ("own", "steps"):  # a user's; one whose folder has no plug-in
        other = made_files.sweep(tmp_path / f"{name}.h5")
        assert experiment.config_of(open_sweep(other)) == name
        assert experiment.of(open_sweep(other)) is None
