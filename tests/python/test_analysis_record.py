"""The recorded path of subnet 28 beside the simulated ones; where the series is found or not."""

import datetime
import subprocess
import sys

import numpy
import pytest
import synthetic_results
from matplotlib import pyplot
from taosweep_analysis import __main__
from taosweep_analysis.experiments.sn28 import figure_record, record, report
from taosweep_analysis.experiments.sn28 import sweep as results

NAMES = record.FILES


@pytest.fixture(autouse=True)
def no_data(monkeypatch):
    monkeypatch.delenv("TAOSWEEP_DATA", raising=False)


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return results.read(synthetic_results.write(tmp_path_factory.mktemp("sweep") / "sn28.h5"))


def described(path):
    figure, lines = figure_record.draw(results.read(path))
    pyplot.close(figure)
    return lines


def starting(lines, start):
    return next(line for line in lines if line.startswith(start))


def test_launch_is_the_first_block_of_dtao():
    start = datetime.datetime(2025, 2, 13, 21, 42, 48, tzinfo=record.UTC)

    assert record.LAUNCH == start
    assert record.days(record.ACTION) == pytest.approx(11.86, abs=0.005)
    assert record.ROOT_STAKE_DAY == pytest.approx(288.8, abs=0.05)


def test_record_says_how_much_of_the_fan_is_as_extreme(tmp_path):
    def two_of_three(outcomes, day, kind, sample, arm, rng):
        outcomes["price_rank_at_12"] = 5.0 if sample % 3 else 20.0
        outcomes["crash_12h"] = 0.5

    lines = described(synthetic_results.write(tmp_path / "a.h5", override=two_of_three))

    assert "67 % (47 to 82 %, n = 24)" in starting(lines, "rank 7 or better")
    fall = starting(lines, "fall of 85.5 % or more within 12 h")
    assert fall.endswith("0 % (0 to 14 %, n = 24): not reproduced, 0 of 24")
    assert "keeps no paths" in starting(lines, "run-up from day 1")


def test_run_up_late_fall_and_joint_share_come_from_kept_paths(tmp_path):
    """24 economies of arm 1 of 21, ids 1, 22, ...; the action is on day 12."""

    def all_fall(outcomes, day, kind, sample, arm, rng):
        outcomes["price_rank_at_12"], outcomes["crash_12h"] = 3.0, 0.9
        outcomes["pool_tao"], outcomes["pool_alpha"] = 1.0, 100.0  # 0.01 at the action

    paths = {}
    for sample in range(24):
        peak = 0.3 if sample < 3 else 0.155 if sample < 6 else 0.1  # x30, x15.5 or x10 of day 1
        low = 0.001 if sample < 12 else 0.05
        paths[1 + 21 * sample] = [1.0, 0.01] + [0.02] * 8 + [peak, 0.05] + [0.03, low] + [0.05] * 30
    lines = described(synthetic_results.write(tmp_path / "a.h5", override=all_fall, paths=paths))

    assert "25 % (12 to 45 %, n = 24)" in starting(lines, "run-up from day 1")  # day 0 is no peak
    assert "13 % (4 to 31 %, n = 24)" in starting(lines, "  of x16.5 or more")
    assert "50 % (31 to 69 %, n = 24)" in starting(lines, "fall of 98 % or more from the peak")
    assert "25 % (12 to 45 %, n = 24)" in starting(lines, "rank, run-up, fall within 12 h and")


def test_paths_near_the_record_are_counted_by_their_distance_over_days_1_to_11(tmp_path):
    points = record.dated_points()
    true = [record.at(points, day) for day in range(40)]
    paths = {
        1 + 21 * sample: [price * (2.9 if sample < 6 else 3.1) for price in true]
        for sample in range(24)
    }
    lines = described(synthetic_results.write(tmp_path / "a.h5", paths=paths))

    assert "25 % (12 to 45 %, n = 24)" in starting(lines, "price within x3 of the record")


def test_a_fall_after_the_17_days_is_not_counted(tmp_path):
    def at_action(outcomes, day, kind, sample, arm, rng):
        outcomes["pool_tao"], outcomes["pool_alpha"] = 1.0, 100.0

    path = [1.0] + [0.01] * 29 + [0.00001] * 10  # day 30: 18 days after the action
    lines = described(
        synthetic_results.write(
            tmp_path / "a.h5", override=at_action, paths={1 + 21 * i: path for i in range(24)}
        )
    )

    assert "not reproduced, 0 of 24" in starting(lines, "fall of 98 % or more from the peak")


def test_the_fan_is_compared_at_the_time_of_the_series(sweep):
    points = record.dated_points()
    assert points[0][0] == pytest.approx(0.76, abs=0.005)
    # day 1 lies between the samples of days 0.76 and 1.76 (dated points)
    assert record.at(points, 1) == pytest.approx(
        0.0042 * (0.00924 / 0.0042) ** ((1 - points[0][0]) / (points[1][0] - points[0][0]))
    )
    figure, lines = figure_record.draw(sweep)
    pyplot.close(figure)
    day_1 = starting(lines, "day 1: recorded 0.0051 TAO/alpha, below the 1 % quantile")
    assert day_1.endswith(": not reproduced")


def test_dated_points_are_not_joined(sweep):
    figure, _ = figure_record.draw(sweep)
    for axes in figure.axes:
        line = next(line for line in axes.get_lines() if line.get_label().startswith("recorded, d"))
        assert line.get_linestyle() == "None" and line.get_marker() == "o"
    pyplot.close(figure)


def test_recorded_series_replaces_the_dated_points(tmp_path, monkeypatch):
    for name in NAMES:
        (tmp_path / name).write_text("block,price_tao\n4925837,0.004\n5005717,0.0342\n9999999,1\n")
    monkeypatch.setenv("TAOSWEEP_DATA", str(tmp_path))

    points, name = figure_record.recorded()

    assert name == "recorded"
    assert {price for _, price in points} == {0.004, 0.0342}  # nothing after March 2025
    assert max(day for day, _ in points) == pytest.approx(record.days(record.ACTION), abs=0.01)


def test_an_empty_variable_counts_as_unset(monkeypatch, capsys):
    monkeypatch.setenv("TAOSWEEP_DATA", "")

    assert figure_record.recorded()[1] == "recorded, dated points"
    assert capsys.readouterr().err == ""


def run_sn28(tmp_path, monkeypatch, data=None):
    synthetic_results.write(tmp_path / "a.h5")
    synthetic_results.write(
        tmp_path / "r.h5", synthetic_results.RULES_CELLS, synthetic_results.RULES
    )
    if data is not None:
        monkeypatch.setenv("TAOSWEEP_DATA", str(data))
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "taosweep_analysis",
            "sn28",
            tmp_path / "a.h5",
            "--rules",
            tmp_path / "r.h5",
            "--out",
            tmp_path / "out",
        ],
        capture_output=True,
        text=True,
    )


def test_a_folder_without_the_series_is_named_and_all_is_drawn(tmp_path, monkeypatch):
    done = run_sn28(tmp_path, monkeypatch, tmp_path / "nowhere")

    assert done.returncode == 0
    assert f"TAOSWEEP_DATA names {tmp_path / 'nowhere'}" in done.stderr
    assert len(list((tmp_path / "out").glob("*.png"))) == 5


def test_command_writes_pictures_texts_and_the_answer(tmp_path, monkeypatch):
    done = run_sn28(tmp_path, monkeypatch)

    assert done.returncode == 0, done.stderr
    for name in ("sn28_needed", "sn28_left", "sn28_record", "sn28_fall", "sn28_root_share"):
        assert (tmp_path / "out" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / "out" / f"{name}.txt").read_text().strip()
    assert (tmp_path / "out" / "sn28_answer.txt").read_text() in done.stdout


def test_a_figure_that_cannot_be_drawn_takes_no_other_along(tmp_path, monkeypatch, capsys):
    synthetic_results.write(tmp_path / "a.h5")

    def damaged(sweep):
        raise results.FileProblem("a.h5: damaged: /series_all/root_stake cannot be read")

    monkeypatch.setattr(report.figure_root, "draw", damaged)
    code = __main__.main(["sn28", str(tmp_path / "a.h5"), "--out", str(tmp_path / "out")])

    assert code == 0 and "sn28_root_share was not drawn" in capsys.readouterr().err
    assert len(list((tmp_path / "out").glob("*.png"))) == 4


def test_a_series_that_the_file_lacks_is_named_before_anything_is_drawn(tmp_path, capsys):
    synthetic_results.write(tmp_path / "a.h5", drop_series=["root_stake"])

    code = __main__.main(["sn28", str(tmp_path / "a.h5"), "--out", str(tmp_path / "out")])

    assert code == 2 and "this file lacks /series_all/root_stake" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_whose_series_are_no_prices_is_named(tmp_path, monkeypatch):
    for name in NAMES:
        (tmp_path / name).write_text("block;price\n1;2\n")
    monkeypatch.setenv("TAOSWEEP_DATA", str(tmp_path))

    with pytest.raises(record.NoSeries, match="cannot be read as prices by block"):
        record.full_series()


def test_days_that_a_series_does_not_hold_are_said_so(sweep):
    price = sweep.series("target_price", 1, 0)
    price.time = price.time * 7  # one record a week

    lines = [figure_record.place_in_fan(price, day, record.dated_points()) for day in (3, 7)]

    assert lines[0].endswith("the file has no price of that day") and "median is" in lines[1]


@pytest.mark.parametrize("day", [-1, 0, 0.25, 1, 1.5, 2, 2.999, 3, 9])
def test_a_price_is_looked_up_as_on_all_lines_between_the_points(day):
    points = [(0.0, 0.5), (1.0, 0.25), (1.0, 0.125), (2.0, 0.5), (3.0, 0.75)]
    times, prices = zip(*points)

    assert record.at(points, day) == numpy.exp(numpy.interp(day, times, numpy.log(prices)))
