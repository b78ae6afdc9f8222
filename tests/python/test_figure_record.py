"""figure FILE record: simulated bands beside recorded points, and which experiment a file is of."""

import math

import made_files
import numpy
import pytest
from taosweep_analysis import __main__, open_sweep
from taosweep_analysis.draw import recorded
from taosweep_analysis.experiments import experiment


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


def test_a_figure_says_how_far_the_record_is_in_its_title(path, tmp_path):
    sweep = open_sweep(path).series()["sum_of_prices"]
    middle = sweep.sel(day=[1, 2], quantile=0.5).values[1, 0]
    csv = tmp_path / "own.csv"
    rows = (f"{day},{price},77\n" for day, price in zip((1, 2), 3 * middle))
    csv.write_text("day,sum_of_prices,other\n" + "".join(rows) + "400,1,1\n")

    options = ("--outcome", "sum_of_prices", "--record", csv, "--arm", "foundation.acts=yes")
    assert figure(path, tmp_path / "a.svg", *options) == 0

    caption = (tmp_path / "a.txt").read_text()
    assert "Sum of alpha prices: 0 of 2 recorded points in the band, off by x3\n" in caption
    assert "own.csv" in caption and "foundation.acts=yes" in caption
    assert "recorded" in (tmp_path / "a.svg").read_text()


@pytest.mark.parametrize("text, words", [
    ("day,price\n1,2\n", "a record has a column day or hour and a column sum_of_prices, value or"),
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
    for name in ("own", "eras"):  # a user's; one whose folder has no plug-in
        other = made_files.sweep(tmp_path / f"{name}.h5")
        assert experiment.config_of(open_sweep(other)) == name
        assert experiment.of(open_sweep(other)) is None
