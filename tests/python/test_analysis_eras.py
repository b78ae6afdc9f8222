"""The answer and the figure over all eras, against the numbers that the file itself holds."""

import types

import made_files
import numpy
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.experiments.eras import answer, figure_eras, record, sweep
from taosweep_analysis.problem import FileProblem

CONFIG = made_files.ROOT / "configs/eras.ini"
SMALL = ("sweep.points=8", "network.subnets=12", "time.days=182")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return made_files.run(tmp_path_factory.mktemp("eras") / "eras.h5", CONFIG, *SMALL)


@pytest.fixture(scope="module")
def eras(path):
    return sweep.read(path)


def test_each_arm_is_a_median_of_its_own_economies(eras):
    lines = answer.table(eras)

    for arm, name in enumerate(eras.arms):
        values = numpy.sort(eras.of_arm(arm).sum_of_prices.to_numpy())
        (line,) = [line for line in lines if line.startswith(name + " ")]
        with eras.open() as file:
            low, high = file["intervals/sum_of_prices_quantiles_cells"][arm, 0, 4]
        assert f"{values[3]:.2f} ({low:.2f} to {high:.2f})" in line


def test_differences_are_paired_by_point(eras):
    found = answer.difference(eras, "top_10_share", "hill-rank-2026-08", "price-2026-07")

    upper = eras.of_arm(eras.arms.index("hill-rank-2026-08")).top_10_share.to_numpy()
    lower = eras.of_arm(eras.arms.index("price-2026-07")).top_10_share.to_numpy()
    assert found.n == 8
    assert found.value == pytest.approx((upper - lower).mean(), abs=1e-6)


@pytest.mark.parametrize(
    "gate, subsidy, words",
    [
        ((0.2, 0.01), (0.0, 0.01), "stands"),
        ((-0.2, 0.01), (0.0, 0.01), "is falsified"),
        ((0.2, 0.01), (0.2, 0.01), "is falsified"),
        ((0.001, 0.9), (0.0, 0.01), "is falsified"),
        ((numpy.nan, numpy.nan), (0.0, 0.01), "is open: an interval is missing"),
        ((-0.2, 0.01), (numpy.nan, numpy.nan), "is open: an interval is missing"),
    ],
)
def test_the_verdict_follows_the_intervals(monkeypatch, gate, subsidy, words):
    def made_up(_sweep, _quantity, arm, _other):
        middle, half = gate if arm.startswith("hill") else subsidy
        return answer.intervals.Estimate(middle, middle - half, middle + half, 64)

    monkeypatch.setattr(answer, "difference", made_up)

    assert answer.statements(types.SimpleNamespace(day=630))[-1] == f"The hypothesis {words}."


def test_every_recorded_value_and_every_arm_is_drawn(eras):
    figure, _ = figure_eras.draw(eras)

    axes = numpy.array(figure.axes).reshape(len(figure_eras.PANELS), len(sweep.FAMILIES))
    for row, (_, words, recorded) in zip(axes, figure_eras.PANELS):
        assert row[0].get_ylabel() == words and words.endswith("]")
        for one, names in zip(row, sweep.FAMILIES.values()):
            drawn = {line.get_label(): line for line in one.lines}
            assert drawn["recorded"].get_xydata() == pytest.approx(numpy.array(recorded))
            low, high = one.get_ylim()
            assert all(low <= value <= high for _, value in recorded)
            for name in names:
                assert f"{name} (n = 8)" in drawn


def test_recorded_values_are_in_the_order_of_time_and_within_what_they_may_be():
    for values in (
        *(record.SUM_OF_PRICES, record.TOP_10_SHARE),
        *(record.EFFECTIVE_SUBNETS, record.ROOT_DIVIDEND_SHARE),
    ):
        days = [day for day, _ in values]
        assert days == sorted(days) and days[0] > 0
    assert all(0 < share < 1 for _, share in record.TOP_10_SHARE + record.ROOT_DIVIDEND_SHARE)


@pytest.mark.parametrize(
    "setting, lacks",
    [
        ("sweep.replicates=2", "one replicate"),
        ("sweep.seed=3", "8 points"),
        ("vary.yield.gain=grid(0.5, 1)", "all drawn"),
    ],
)
def test_another_sweep_is_refused_by_what_it_lacks(setting, lacks, tmp_path):
    path = made_files.run(tmp_path / "a.h5", CONFIG, *SMALL[1:], "sweep.points=2", setting)

    with pytest.raises(FileProblem, match="configs/eras.ini") as refusal:
        sweep.read(path)

    assert lacks in str(refusal.value)


@pytest.mark.parametrize(
    "setting, lacks",
    [("network.subnets=10", "more than ten subnets"), ("time.days=154", "still identical")],
)
def test_a_verdict_needs_arms_that_can_differ(setting, lacks, tmp_path):
    key = setting.split("=")[0]
    others = [other for other in SMALL if not other.startswith(key)]
    path = made_files.run(tmp_path / "a.h5", CONFIG, *others, setting)

    with pytest.raises(FileProblem, match=lacks):
        sweep.read(path)


def test_the_command_writes_what_it_says(path, tmp_path, capsys):
    assert __main__.main(["eras", str(path), "--out", str(tmp_path)]) == 0

    said = capsys.readouterr().out
    assert (tmp_path / "eras.png").stat().st_size > 50_000
    assert (tmp_path / "eras_answer.txt").read_text() in said
    assert "recorded: day 3.1 1.35" in (tmp_path / "eras.txt").read_text()
