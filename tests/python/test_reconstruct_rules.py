"""What a block adds to a pool, and where prices rest: closed forms by hand and block by block."""

import made_prices
import numpy
import pytest
from taosweep_analysis.reconstruction import rules
from taosweep_analysis.reconstruction.rebuilt import largest_fall
from taosweep_analysis.reconstruction.tables import number


def after_blocks(tao, bought, sold, blocks=200_000):
    """Price of a pool of 1 TAO and 1 alpha after many blocks: injection, a buy, a sale."""
    in_pool, alpha = 1.0, 1.0
    for _ in range(blocks):
        injected = min(tao / (in_pool / alpha), 1.0)
        in_pool, alpha = in_pool + tao, alpha + injected
        in_pool, alpha = in_pool + bought, alpha * in_pool / (in_pool + bought)
        in_pool, alpha = in_pool * alpha / (alpha + sold), alpha + sold
    return in_pool / alpha


@pytest.mark.parametrize("tao, bought", [(0.015, 0.0), (0.015, 0.003), (0.015, 0.006)])
def test_below_the_cap_a_price_rests_at_e_plus_2_b_over_1_plus_2_s(tao, bought):
    expected = (tao + 2 * bought) / (1 + 2 * 0.41)
    assert expected < tao
    assert rules.steady_price(tao, bought, 0.41) == pytest.approx(expected, rel=1e-12)
    assert after_blocks(tao, bought, 0.41) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("bought", [0.01, 0.05])
def test_above_the_cap_a_price_rests_at_b_over_s(bought):
    assert rules.steady_price(0.015, bought, 0.41) == pytest.approx(bought / 0.41, rel=1e-12)
    assert after_blocks(0.015, bought, 0.41) == pytest.approx(bought / 0.41, rel=1e-3)


def test_prices_without_trades_add_up_to_0_55_at_the_launch():
    sold = rules.root_sale(1.0, 5.93e6)
    assert sold == pytest.approx((1 - 11796 / 65535) / 2, rel=1e-5)  # all dividends are root's
    shares = numpy.array([0.5, 0.3, 0.2])
    assert rules.steady_price(shares, 0, sold).sum() == pytest.approx(0.5494, abs=1e-3)


def test_root_sells_half_as_much_where_alpha_weighs_as_much_as_root():
    assert rules.root_sale(0.18 * 1000, 1000) == pytest.approx(0.82 / 4, rel=1e-5)


@pytest.mark.parametrize("tao, price", [(0.01, 0.02), (0.01, 0.004)])
def test_a_block_deepens_a_pool_by_what_the_chain_injects(tao, price):
    in_pool, alpha = 900.0 * price, 900.0
    injected = min(tao / price, 1)
    exact = numpy.sqrt((in_pool + tao) * (alpha + injected)) - numpy.sqrt(in_pool * alpha)
    assert rules.depth_gain(tao, price) == pytest.approx(exact, rel=1e-3)


def test_the_average_is_slow_then_a_hundred_times_faster_then_warms_up():
    def weight(day, fast=15.0, opened=0, at_launch=True):
        return rules.average_weight(
            day, 1, numpy.array([opened]), numpy.array([at_launch]), [fast]
        )[0, 0]

    assert weight(14.9) == pytest.approx(3e-6) and weight(15.0) == pytest.approx(3e-4)
    age = (25 + 365) * 7200  # v2.0.6: half its weight at 100,800 blocks
    assert weight(25) == pytest.approx(3e-4 * age / (age + 100_800))
    assert weight(25, opened=24 * 7200, at_launch=False) == pytest.approx(3e-4 * 7200 / 108_000)
    age = (60 - rules.STARTED) * 7200  # v2.0.10: from 28 Mar on, half at 201,600
    assert weight(60) == pytest.approx(3e-4 * age / (age + 201_600))
    assert 42 < rules.STARTED < 43 and weight(60, fast=numpy.inf) < 1.2e-6


def test_k_blocks_weigh_what_k_single_ones_do():
    alone = (numpy.array([0]), numpy.array([True]), [0.0])
    one, many = rules.average_weight(1, 1, *alone)[0, 0], rules.average_weight(1, 500, *alone)[0, 0]
    assert many == pytest.approx(1 - (1 - one) ** 500, rel=1e-9)


def test_all_who_hold_twice_the_pool_take_eight_ninths_of_the_price():
    assert largest_fall(100.0, 200.0) == pytest.approx(8 / 9)
    assert largest_fall(100.0, -5.0) == 0  # nobody holds less than nothing


SHARES = numpy.array([0.6, 0.3, 0.1])


@pytest.mark.parametrize("prices", [[0.2, 0.1, 0.04], [0.7, 0.4, 0.2]])
def test_a_price_that_rests_tells_what_is_bought(prices, tmp_path):
    """Below the cap 2 B = p (1 + 2 S) - e, above it B = p S [TAO/block]."""
    days = numpy.arange(0.25, 6, 0.25)
    file = made_prices.write_wide(tmp_path / "a.csv", days, [prices] * len(days))
    votes = made_prices.write_votes(tmp_path / "v.csv", SHARES)
    found, looks = made_prices.rebuilt(
        file, "--first-shares", votes, "--fast-day", "never", "--subnet", 1
    )

    begin, end = looks[2], looks[3]
    middle, blocks = found.variants.middle, end - begin
    price = numpy.array(prices)
    tao = found.since("injected", begin, end)[middle] / blocks
    sold = found.since("rooted", begin, end)[middle] / blocks / price
    expected = numpy.where(price < tao, (price * (1 + 2 * sold) - tao) / 2, price * sold)
    bought = found.net_buying(begin, end)[middle] / blocks
    assert bought == pytest.approx(expected, rel=1e-6, abs=1e-9)
    assert tao.sum() == pytest.approx(1) and 0.38 < sold.min() < sold.max() < 0.4101
    capped = found.since("capped", begin, end)[middle] / blocks
    assert (capped == (price < tao)).all()


@pytest.mark.parametrize(
    "value, text",
    [
        (0, "0"),
        (834_123, "834,000"),
        (0.0340321, "0.0340"),
        (-1474, "-1,470"),
        (9.996, "10.00"),
        (float("nan"), "-"),
    ],
)
def test_numbers_have_three_digits(value, text):
    assert number(value) == text
