"""Facts of recorded markets: each moment on prices made for it, windows, and the table of a run."""

import dataclasses
import os
import subprocess

import h5py
import numpy
import pytest
from taosweep_analysis import __main__ as command
from taosweep_analysis.markets import facts, moments, panel, periods, report, rows
from taosweep_analysis.problem import FileProblem


def walk(days=400, subnets=40, sd=0.1, seed=1):
    """Prices of independent random walks."""
    steps = numpy.random.default_rng(seed).normal(0, sd, (days, subnets))
    return numpy.exp(steps.cumsum(axis=0))


def test_deviation_of_steps_up_and_down():
    prices = numpy.exp(0.1 * (numpy.arange(101)[:, None] % 2) * numpy.ones(3))
    assert moments.deviation(prices) == pytest.approx(0.1)
    assert moments.skewness(prices) == pytest.approx(0, abs=1e-9)


# The ratio of one walk has a deviation of about 0.3 over 400 days; the median of 40 of them stays
# within 0.3 of what it is on average but once in 10,000.
def test_variance_ratio_of_a_random_walk_is_about_one():
    assert moments.variance_ratio(walk(), 10) == pytest.approx(0.97, abs=0.3)


def test_variance_ratio_of_prices_that_come_back_is_small():
    prices = numpy.exp(numpy.random.default_rng(1).normal(0, 0.1, (200, 10)))
    assert moments.variance_ratio(prices) < 0.1


def test_sums_of_returns_of_rare_steps_come_nearer_to_a_normal_law():
    """Returns that are 0 but in one of 20 days have a kurtosis of 20; over a week of 20/7 + 3."""
    rng = numpy.random.default_rng(1)
    steps = rng.choice([-1, 1], (20000, 5)) * (rng.random((20000, 5)) < 0.05)
    ratio = moments.weekly_kurtosis(numpy.exp(0.001 * steps.cumsum(axis=0)))
    assert ratio == pytest.approx((17 / 7 + 3) / 20, rel=0.05)


def test_the_tail_of_pareto_returns_has_their_exponent():
    """A standard error is 1/sqrt(1000) of it; scaling a subnet does not matter."""
    rng = numpy.random.default_rng(1)
    steps = (rng.random((4000, 10)) ** (-1 / 3)) * rng.choice([-1, 1], (4000, 10))
    prices = numpy.exp(0.01 * steps.cumsum(axis=0) * numpy.arange(1, 11))
    assert moments.tail_of_returns(prices) == pytest.approx(3, rel=0.12)


def test_rises_are_counted_within_their_days():
    prices = numpy.ones((100, 4))
    prices[50:, 0] = 6  # at once
    prices[:, 1] = numpy.exp(numpy.linspace(0, numpy.log(6), 100))  # over 100 days
    prices[50:, 2] = 4
    assert moments.rises(5)(prices) == 0.25
    assert moments.rises(3)(prices) == 0.5
    assert moments.rises(5, 99)(prices) == 0.5


def test_largest_fall_is_from_the_peak_before():
    prices = numpy.array([[1.0], [4.0], [1.0], [2.0], [1.5]])
    assert moments.largest_fall(prices) == pytest.approx(0.75)


def test_rank_memory_of_reversed_order_is_minus_one():
    prices = numpy.array([[1.0, 2, 3], [2, 2, 2.5], [3, 2, 1]])
    assert moments.last_rank_memory(2)(prices) == pytest.approx(-1)
    assert moments.rank_memory(2)(prices) == pytest.approx(-1)


def test_growth_spreads_as_the_last_price_over_one_before():
    prices = numpy.ones((3, 4))
    prices[1] = 7
    prices[2] = numpy.exp([1, -1, 1, -1])
    assert moments.growth_spread(2)(prices) == pytest.approx(1)
    assert moments.cross_deviation(prices) == pytest.approx(0.5)  # 0, then 1
    five = numpy.exp([[0.0, 0, 0, 0, 0], [-2, -1, 0, 1, 2]])
    assert moments.growth_quartiles(1)(five) == pytest.approx(2 / 1.349)


def test_sums_and_top_share_are_those_of_the_last_day():
    prices = numpy.ones((2, 40))
    prices[1, :10] = 3
    assert moments.last_sum(prices) == 60
    assert moments.last_top_share(prices) == 0.5


def test_common_movement_of_one_price_is_one():
    one = walk(subnets=1)
    prices = numpy.concatenate([one, 2 * one, 5 * one], axis=1)
    assert moments.common_movement(prices) == pytest.approx(1)
    assert moments.common_deviation(prices) == pytest.approx(moments.deviation(one), rel=1e-6)


def test_large_days_are_a_year():
    prices = numpy.ones((366, 2))
    prices[100:, 0] = 1.5
    assert moments.large_days(0, 1.3)(prices) == pytest.approx(0.5)
    assert moments.large_days(0.77, 1e9)(1 / prices) == pytest.approx(0.5)


def test_a_window_is_of_subnets_with_all_its_prices():
    prices = numpy.ones((10, 3))
    prices[4, 1] = numpy.nan
    assert panel.window((5, prices), 6, 8).shape == (3, 3)
    assert panel.window((5, prices), 8, 12).shape == (5, 2)
    assert panel.window((5, prices), 4, 8) is None
    assert panel.window((5, prices), 6, 15) is None


def test_a_panel_ends_with_its_last_price():
    prices = numpy.ones((10, 3))
    prices[4:] = numpy.nan
    assert panel.end_of((5, prices)) == 8
    assert panel.end_of((5, prices[:4])) == 8


def test_every_fact_has_a_recorded_figure():
    for block in periods.LAUNCH + periods.LATER:
        assert [fact.name for fact in block.facts] == list(block.figures), block.heading
    assert all(fact.last <= 100 and fact.scale > 0 for fact in facts.FITTED)


def test_what_was_fitted_is_checked_by_the_days_after():
    """Each moment of days 20 to 100 is there of days 100 to 164 alone, and none of those fitted."""
    fitted = {fact.moment for fact in facts.FITTED}
    assert {fact.moment for fact in facts.AFTER} == fitted
    assert all((fact.first, fact.last, fact.fitted) == (100, 164, "no") for fact in facts.AFTER)
    assert all(fact.last <= 100 and fact.fitted == "yes" for fact in facts.FITTED)
    levels = {moments.last_sum, moments.last_top_share}
    for fact in facts.LAUNCH:
        part = fact.moment in fitted - levels and fact.first < 100
        assert fact.fitted == ("in part" if part else "no"), fact.name


def test_with_a_band_the_median_is_judged_and_without_one_the_record():
    fact = facts.Fact("x", "", "1", 0, 1, None, (1, 2))
    assert rows.Row(fact, 9, 2, 0, 3).passes and not rows.Row(fact, 1.5, 2.1, 0, 3).passes
    free = dataclasses.replace(fact, band=())
    assert rows.Row(free, 3, 9, 0, 3).passes and not rows.Row(free, 3.1, 2, 0, 3).passes
    assert rows.Row(free, 3, 2, 0, 3).cells()[6:9] == ("range", "no", "pass")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("markets")
    config = folder / "a.ini"
    config.write_text(
        "[time]\ndays = 165\nstep_blocks = 300\nsignal_blocks = 300\n"
        "[sweep]\nreplicates = 2\n[keep]\nseries_days = 1\npaths = 2\n"
    )
    made = folder / "a.h5"
    program = os.environ["TAOSWEEP_BINARY"]
    subprocess.run([program, "run", config, "-o", made, "--quiet"], check=True)
    return made


def test_pools_and_caps_are_those_of_the_paths(results):
    first = panel.economies_of(results, ("price", "pool", "cap"))[0]
    with h5py.File(results) as file:
        paths = {name: values[0].astype(float) for name, values in file["paths"].items()
                 if name in ("price", "tao", "alpha_in", "alpha_out")}
        day = file["paths/day"][:]
    row, (begin, pools), (_, caps) = list(day).index(30), first["pool"], first["cap"]
    assert pools[30 - begin] == pytest.approx(paths["tao"][row], nan_ok=True)
    issued = paths["alpha_in"][row] + paths["alpha_out"][row]
    assert caps[30 - begin] == pytest.approx(paths["price"][row] * issued, nan_ok=True)


def test_a_fact_of_a_quantity_that_is_not_there_is_undefined():
    fact = facts.Fact("x", "", "1", 0, 1, numpy.sum, of=("pool",))
    one = (0, numpy.ones((2, 3)))
    assert report.value_of(fact, {"pool": one}) == 6
    assert numpy.isnan(report.value_of(fact, {"price": one}))


def test_the_table_counts_what_holds(results, capsys):
    assert command.main(["markets", str(results)]) == 0
    sentences, *tables = "".join(capsys.readouterr().out).split("\n\n")
    assert len(tables) == len(periods.LAUNCH)
    for block, said, table in zip(periods.LAUNCH, sentences.splitlines(), tables):
        listed = [line for line in table.splitlines() if "  pass  " in line or "  fail  " in line]
        held = [line for line in listed if "  pass  " in line]
        assert len(listed) == len(block.facts)
        assert said.startswith(f"{block.heading}: {len(held)} of {len(listed)} facts")
        assert table.startswith(block.heading)


def test_economies_from_a_state_are_held_against_2026(tmp_path, capsys):
    config, made = tmp_path / "a.ini", tmp_path / "a.h5"
    config.write_text(
        "[network]\nstart = drawn\n[time]\ndays = 20\nstep_blocks = 300\nsignal_blocks = 300\n"
        "[sweep]\nreplicates = 2\n[keep]\nseries_days = 1\npaths = 2\n"
    )
    program = os.environ["TAOSWEEP_BINARY"]
    subprocess.run([program, "run", config, "-o", made, "--quiet"], check=True)
    assert command.main(["markets", str(made)]) == 0
    shown = capsys.readouterr().out
    assert "growth in 20 d" in shown and "rank memory 20" in shown
    assert "growth in 54 d" not in shown  # it ends before
    assert shown.startswith("2026, fitted: ")


def test_a_record_replaces_the_figures(results, tmp_path):
    prices = walk(170, 65, seed=2)
    record = tmp_path / "record.csv"
    with open(record, "w", encoding="utf-8") as file:
        print("block", *(f"sn{i + 1}" for i in range(65)), sep=",", file=file)
        for day, row in enumerate(prices, 1):
            print(panel.LAUNCH_BLOCK + 7200 * day, *row, sep=",", file=file)
    given = {"price": panel.of_record(record, 65)}
    found = {row.fact.name: row.recorded for row in
             report.rows_of(panel.economies_of(results), given, periods.LAUNCH[1])}
    assert found["deviation"] == pytest.approx(0.1, rel=0.05)
    assert found["sum of prices"] == pytest.approx(prices[163].sum())


def test_what_cannot_be_used_is_refused(results, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("time,sn1\n1,2\n")
    with pytest.raises(FileProblem, match="no column 'block'"):
        panel.of_record(bad, 65)
    bad.write_text("block,sn1\n4920351,x\n")
    with pytest.raises(FileProblem, match="no numbers"):
        panel.of_record(bad, 65)
    bad.write_text("block,sn1\n4927551,1\n4970751,1\n")
    with pytest.raises(FileProblem, match="within 8 h of day 2"):
        panel.of_record(bad, 65)
    with pytest.raises(FileProblem, match="cannot be read"):
        report.lines(results, tmp_path / "none.csv")
