"""What coarse steps cost, on files whose answer is known by hand."""

import dataclasses

import made_steps
import numpy
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.experiments.steps import answer, order, paired, sweep, table, verdicts
from taosweep_analysis.problem import FileProblem

N = 24  # pairs in a cell


def shifted(values):
    """sum_of_prices 0.1 and 0.3 higher in turn: 0.2 in the mean; phi_needed 1 % higher in all;
    three economies of the first cell stop no longer; one has no crash."""
    values["sum_of_prices"] += numpy.where(numpy.arange(2 * N) % 2 == 0, 0.1, 0.3)[None, :, None]
    values["phi_needed"] *= 1.01
    values["stopped"][1, :N, 0] = numpy.r_[numpy.zeros(3), numpy.ones(N - 3)]
    values["crash_12h"][1, 5, 0] = numpy.nan


def all_stopped(values):
    values["stopped"][1, :N, 0] = 1


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("steps")
    exact = made_steps.write(folder / "exact.h5", 1, all_stopped)

    def both(values):
        all_stopped(values)
        shifted(values)

    return exact, made_steps.write(folder / "hour.h5", 300, both)


@pytest.fixture(scope="module")
def cost(files):
    (found,) = verdicts.costs(sweep.read(files[0], files[1:]), 64)
    return found


def of(cost, outcome, arm=1, cell=0):
    (found,) = [d for d in cost.differences if (d.outcome, *d.block) == (outcome, arm, cell)]
    return found


def test_the_bias_of_a_number_is_the_mean_of_pairs_in_its_unit(cost):
    d = of(cost, "sum_of_prices")

    half = 2.0687 * 0.1 * numpy.sqrt(N / (N - 1)) / numpy.sqrt(N)  # t of 23, pairs 0.2 +- 0.1
    assert d.kind == "difference" and d.n == N and d.differing == N
    assert (d.bias.value, d.bias.low) == pytest.approx((0.2, 0.2 - half), abs=1e-4)
    assert d.between == pytest.approx(numpy.sqrt(N * (N + 1) / 12))  # of 1, 2, .. N
    assert d.relative.value == pytest.approx(0.2 / d.between)


def test_a_logarithmic_outcome_is_compared_by_its_ratio(cost):
    d = of(cost, "phi_needed")

    assert d.kind == "ratio" and d.bias.value == pytest.approx(numpy.log(1.01))
    assert "| phi_needed | 24 | +1 (+1 to +1) % |" in "\n".join(table.outcomes([d]))


def test_shares_are_compared_pair_by_pair_and_never_without_a_width(cost):
    d, same = of(cost, "stopped"), of(cost, "takeover_ema_2")

    assert d.bias.value == pytest.approx(-3 / N) and d.differing == 3
    # Agresti and Min: b' = 0.5, c' = 3.5, m = 26
    assert d.bias.low == pytest.approx((-3 - 1.96 * numpy.sqrt(4 - 9 / 26)) / 26, abs=1e-4)
    assert same.bias.value == 0 and same.bias.low < -0.03 and same.bias.high > 0.03


def test_where_an_outcome_is_defined_at_one_length_alone_is_counted(cost):
    d = of(cost, "crash_12h")

    assert (d.n, d.only_exact, d.only_coarse) == (N - 1, 1, 0)
    assert "1 / 0" in table.outcome_row(d)


def test_a_number_that_is_the_same_in_all_pairs_is_said_to_be_so_without_an_interval(cost):
    d = of(cost, "run_up")

    assert d.verdict == paired.EQUAL and numpy.isnan(d.bias.low)
    assert "0 (equal in all 24)" in table.outcome_row(d)


def test_few_pairs_that_differ_give_no_interval():
    exact = numpy.arange(24.0)
    coarse = exact.copy()
    coarse[:3] += 5

    d = paired.difference("x", (0, 0), "difference", "1", exact, coarse, 64)

    assert d.verdict == paired.FEW and d.bias.value == pytest.approx(15 / 24)


def test_the_yardstick_is_the_half_width_of_a_mean_over_the_economies_named():
    exact = numpy.arange(1.0, 25)

    half = paired.half_width(exact, False, 64)

    assert half == pytest.approx(1.9983 * exact.std(ddof=1) / 8, rel=1e-4)
    with_gaps = numpy.r_[exact, numpy.full(24, numpy.nan)]  # half of them are undefined
    assert paired.half_width(with_gaps, False, 128) == pytest.approx(half, rel=1e-9)
    assert paired.half_width(numpy.tile([0.0, 1.0], 12), True, 64) == pytest.approx(0.119, abs=1e-3)


@pytest.mark.parametrize(
    "bias, verdict", [(0.0, paired.WITHIN), (2.0, paired.OPEN), (5.0, paired.BEYOND)]
)
def test_the_verdict_is_that_of_the_whole_interval(bias, verdict):
    exact = numpy.arange(1.0, 25)  # half-width over 64: 1.77
    coarse = exact + bias + numpy.tile([-1.0, 1.0], 12)  # half-width of the bias: 0.43

    assert paired.difference("x", (0, 0), "difference", "1", exact, coarse, 64).verdict == verdict


def test_the_order_is_that_of_halved_errors():
    """Errors (k - 1) and (k - 1)^2 of two outcomes: orders 1 and 2, and a flag has none."""
    settings = [sweep.Setting(k, k, 0.0, 1200, 300, 300) for k in (300, 150)]
    exact = sweep.Setting(1, 1, 0.0, 1200, 300, 300)
    base = numpy.arange(1.0, 25)

    def of_step(k, power):
        size = 1e-4 * (k - 1) ** power * (1 + 0.1 * numpy.sin(base))
        return paired.difference(power, (0, 0), "difference", "1", base, base + size, 64)

    both = [[of_step(k, 1), of_step(k, 2)] for k in (300, 150)]
    ((longer, shorter, quartiles, count),) = order.orders(exact, settings, both)

    assert (longer, shorter, count) == (0, 1, 2)
    assert quartiles[1] == pytest.approx(1.5) and quartiles[0] == pytest.approx(1.25)


def test_settings_are_told_apart_by_what_takes_effect():
    def setting(step, fine=25, days=4, signal=75):
        lines = {"step_blocks": step, "fine_step_blocks": fine, "fine_days": days}
        lines |= {"opening_blocks": 1200, "signal_blocks": signal}
        return sweep.setting_of({f"time.{key}": str(value) for key, value in lines.items()})

    assert setting(1) == setting(1, fine=5, days=9)
    assert setting(300).label == "300 blocks (25 for 4 d), looks every 300 (75)"
    assert setting(300, days=0).label == "300 blocks, looks every 300"
    assert setting(1).label == "single blocks, looks every 75"


def test_the_command_writes_a_table_a_text_and_a_figure(files, tmp_path, capsys):
    out = tmp_path / "out"

    assert __main__.main(["steps", *map(str, files), "--out", str(out), "--economies", "64"]) == 0

    said = capsys.readouterr().out
    assert (out / "steps_answer.txt").read_text() in said
    assert "10 times as fast" in said and "shared where looks come as often" in said
    assert (out / "steps.png").stat().st_size > 30_000
    numbers = (out / "steps.txt").read_text()
    assert "sum_of_prices: +0.0283" in numbers and "0.05 s of CPU per economy" in numbers
    written = (out / "steps_table.md").read_text()
    for name in ("stopped", "share_30d_after", "crash_12h", "sum_of_prices"):
        assert f"| {name} | " in written
    assert written.count("### ") == 4  # two arms, two cells


@pytest.mark.parametrize(
    "step, other, words",
    [
        (300, {"seed": 2}, "sweep.seed is 2, not 1"),
        (300, {"noise": 0}, "noise.base_sd is 0"),
        (1, {}, "lacks other steps"),
        (300, {"shocks": "points"}, "shocks of its own"),
        (300, {"samples": 25}, "other points"),
        (300, {"samples": 4}, "8 draws"),
    ],
)
def test_what_cannot_be_paired_is_refused_by_what_differs(step, other, words, files, tmp_path):
    path = made_steps.write(tmp_path / "other.h5", step, **other)

    with pytest.raises(FileProblem, match=words):
        sweep.read(files[0], [path])


def test_the_shortest_steps_come_first(files):
    with pytest.raises(FileProblem, match="name the file of the shortest steps first"):
        sweep.read(files[1], [files[0]])


def test_a_run_that_was_resumed_has_no_cpu_time(files, tmp_path):
    path = made_steps.write(tmp_path / "a.h5", 300)
    assert sweep.read(files[0], [path]).coarse[0].cpu_seconds == pytest.approx(4.8 / 96)

    made_steps.resume(path)

    assert numpy.isnan(sweep.read(files[0], [path]).coarse[0].cpu_seconds)


@pytest.mark.parametrize("number", ["1", "-3", "many"])
def test_a_size_that_is_none_is_refused(number, files, capsys):
    with pytest.raises(SystemExit):
        __main__.main(["steps", *map(str, files), "--economies", number])
    assert "whole number, 2 or more" in capsys.readouterr().err


def test_the_first_sentence_says_no_more_than_what_is_decided(files, cost):
    """A setting with open comparisons is not shown to do harm, which is not that it does none."""
    steps = sweep.read(files[0], files[1:])
    harmless = [d for d in cost.headlines if d.verdict != paired.BEYOND]
    open_ = verdicts.Cost(cost.setting, cost.cpu, cost.differences, harmless)
    assert open_.unclear and "is not shown to put any" in answer.first(steps, [open_], 64)
    within = [d for d in harmless if d.verdict in (paired.WITHIN, paired.EQUAL)]
    sure = verdicts.Cost(cost.setting, cost.cpu, cost.differences, within)
    assert "setting that puts no headline outcome off" in answer.first(steps, [sure], 64)
    nothing = verdicts.Cost(cost.setting, cost.cpu, cost.differences, [])
    assert answer.first(steps, [nothing], 64).startswith("Of no setting it is shown")
    harm = verdicts.Cost(cost.setting, cost.cpu, [], [beyond(cost)])
    assert answer.first(steps, [harm], 64).startswith("Every setting puts some headline outcome")


def beyond(cost):
    """The same of an outcome that is far off."""
    d = of(cost, "sum_of_prices")
    return dataclasses.replace(d, half=d.bias.low / 2)


def test_seven_pairs_have_no_interval_that_skewness_does_not_mislead_either():
    assert numpy.isnan(paired.mean(numpy.array([1.0, 2, 3, 4, 5, 6, 70])).low)
    assert numpy.isfinite(paired.mean(numpy.array([1.0, 2, 3, 4, 5, 6, 7, 70])).low)
