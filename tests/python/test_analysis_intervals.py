"""Intervals against hand-checked numbers and against scipy."""

import numpy
import pytest
from scipy import stats
from taosweep_analysis.estimate import intervals, misfit, quantiles


@pytest.mark.parametrize("hits, n", [(0, 1000), (5, 20), (32, 64), (64, 64)])
def test_wilson_agrees_with_scipy(hits, n):
    expected = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")

    low, high = intervals.wilson(hits / n, n)

    assert low == pytest.approx(expected.low, abs=1e-12)
    assert high == pytest.approx(expected.high, abs=1e-12)


def test_wilson_bounds_what_was_never_seen():
    assert intervals.wilson(0, 1000)[1] == pytest.approx(0.0038, abs=5e-5)


def test_share_leaves_out_what_is_undefined():
    estimate = intervals.share([1, 0, numpy.nan, 1])

    assert estimate.n == 3 and estimate.value == pytest.approx(2 / 3)


def test_equal_values_within_clusters_count_once():
    alone, copied = intervals.share([1, 0] * 8), intervals.share(
        numpy.repeat([1, 0] * 8, 5), numpy.repeat(range(16), 5)
    )

    assert copied.n == 80 and copied.value == 0.5
    width = copied.high - copied.low
    assert width == pytest.approx(alone.high - alone.low, rel=0.03)  # s^2 has n - 1 of more values


def test_clusters_of_one_change_nothing():
    flags = [1, 0, 0, 1, 1, 0, 1, 1]

    assert intervals.share(flags, range(8)) == intervals.share(flags)


def test_median_interval_is_made_of_order_statistics():
    estimate = intervals.median(numpy.arange(1, 21))

    assert (estimate.value, estimate.low, estimate.high) == (
        10,
        6,
        15,
    )  # P(6 <= Bin(20, 1/2) < 15) = 0.959


def of_pairs(n):
    return intervals.paired_share([1, 0] * (n // 2) + [1] * (n % 2), [0] * n)


@pytest.mark.parametrize("estimate", [
    lambda n: intervals.share([1, 0] * 16, numpy.arange(32) % n),
    lambda n: intervals.share([1] * n),
    lambda n: intervals.median(numpy.arange(32), numpy.arange(32) % n),
    lambda n: intervals.median(numpy.arange(n)),
    lambda n: intervals.paired_mean(numpy.arange(n)),
    lambda n: intervals.paired_ratio(numpy.arange(1, n + 1), numpy.ones(n)),
    of_pairs,
])
def test_fewer_than_8_independent_units_have_no_interval_and_the_reason(estimate):
    """Also where there are many values: those of one draw are one unit."""
    few, enough = estimate(intervals.FEWEST - 1), estimate(intervals.FEWEST)

    assert numpy.isfinite(few.value) and numpy.isnan([few.low, few.high]).all()
    assert "(no interval: 7 independent units, 8 are needed, n = " in intervals.number(few)
    assert numpy.isfinite([enough.low, enough.high]).all() and enough.why == ""


def test_nothing_defined_is_no_estimate():
    for empty in (intervals.share([]), intervals.median([numpy.nan]), intervals.paired_mean([])):
        assert numpy.isnan(empty.value) and empty.n == 0
    assert intervals.number(intervals.share([])) == "undefined (n = 0)"


def test_percent_rounds_halves_as_people_do():
    assert intervals.percent(intervals.share([1] * 3 + [0] * 21)) == "13 % (4 to 31 %, n = 24)"


def test_paired_mean_agrees_with_a_t_test():
    rng = numpy.random.default_rng(3)
    differences = rng.normal(0.3, 1, 40)
    expected = stats.ttest_1samp(differences, 0).confidence_interval()

    estimate = intervals.paired_mean(differences)

    assert (estimate.low, estimate.high) == pytest.approx((expected.low, expected.high))


def test_paired_ratio_is_a_geometric_mean():
    assert intervals.paired_ratio([2, 8], [1, 1]).value == pytest.approx(4)


def test_copies_of_draws_are_named_and_do_not_narrow_a_median():
    alone = intervals.median(numpy.arange(24.0))
    copied = intervals.median(numpy.tile(numpy.arange(24.0), 7), numpy.tile(range(24), 7))

    assert (copied.value, copied.low, copied.high) == (alone.value, alone.low, alone.high)
    assert copied.count == "n = 168 from 24 draws" and alone.count == "n = 24"


def test_pairs_that_all_agree_still_leave_an_interval():
    same = intervals.paired_share([0] * 24, [0] * 24)

    assert same.value == 0 and same.high == pytest.approx(-same.low) and 0.05 < same.high < 0.1


def test_paired_share_is_the_interval_of_agresti_and_min():
    upper, lower = [1] * 9 + [0] * 11, [0] * 8 + [1] + [0] * 9 + [1] * 2  # b = 8, c = 2

    estimate = intervals.paired_share(upper, lower)

    half = 1.959964 * (11 - 36 / 22) ** 0.5 / 22
    assert estimate.value == pytest.approx(0.3)
    assert (estimate.low, estimate.high) == pytest.approx((6 / 22 - half, 6 / 22 + half), abs=1e-6)


@pytest.mark.parametrize(
    "low, high, expected",
    [
        (0.9971, 1.0024, "1.000 (0.997 to 1.002, n = 64)"),
        (0.9, 1.1, "1.00 (0.90 to 1.10, n = 64)"),
        (1.0, 1.0, "1.00 (1.00 to 1.00, n = 64)"),
    ],
)
def test_an_interval_whose_bounds_would_read_the_same_gets_more_digits(low, high, expected):
    assert intervals.number(intervals.Estimate(1.0, low, high, 64)) == expected


def test_paths_that_are_twice_and_half_are_a_factor_of_2_apart():
    assert numpy.exp(misfit.of_logarithms([2, 1], [1, 2])) == pytest.approx(2)
    assert misfit.rms([[3, 4], [0, 0]], axis=1) == pytest.approx([12.5**0.5, 0])
    assert numpy.isnan(misfit.rms([1, numpy.nan]))


@pytest.mark.parametrize("probability", [0.001, 0.025, 0.975, 0.9999])
def test_quantiles_are_those_of_scipy_stats(probability):
    assert quantiles.normal(probability) == stats.norm.ppf(probability)
    for n in (*range(1, 130), 704, 10007):
        assert quantiles.coins(probability, n) == stats.binom.ppf(probability, n, 0.5)
        expected = stats.t.ppf(probability, n - 0.5)
        assert quantiles.student(probability, n - 0.5) == pytest.approx(expected, rel=1e-12)
