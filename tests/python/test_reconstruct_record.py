"""Figures of docs/reconstruction.md, from the recorded prices."""

import os
import pathlib

import made_prices
import numpy
import pytest
from taosweep_analysis.reconstruction import speeds
from taosweep_analysis.reconstruction.rebuilt import largest_fall

NAME = "alpha_price_6h_20250214_20250731.csv"
FINER = (
    "alpha_price_sn28_2min_20250220_20250331.csv",
    "alpha_price_sn28_hourly_20250214_20251028.csv",
)


@pytest.fixture(scope="module")
def folder():
    name = os.environ.get("TAOSWEEP_DATA", "")
    if not name:
        pytest.skip("TAOSWEEP_DATA is not set: it names the folder of recorded chain data")
    return pathlib.Path(name)


@pytest.fixture(scope="module")
def found(folder):
    finer = [word for name in FINER for word in ("--finer", f"28={folder / name}")]
    return made_prices.rebuilt(folder / NAME, *finer)


def at_action(found):
    """The range of each quantity of subnet 28 at the action, day 11.86."""
    rebuilt, looks = found
    block = made_prices.asked("x").block - made_prices.LAUNCH
    place = rebuilt.place(28)
    return rebuilt, looks[0], block, place


# day: (least, most) TAO in the pools of the 64 launch subnets, in thousands
SUMS = {30: (155, 192), 60: (430, 476), 100: (618, 640), 163: (825, 845)}


@pytest.mark.parametrize("day", SUMS)
def test_pools_of_the_launch_subnets_held_that_much(found, day):
    rebuilt, _ = found
    total = rebuilt.ranged(rebuilt.tao(day * 7200)[:, rebuilt.at_launch].sum(axis=1) / 1e3)
    assert rebuilt.at_launch.sum() == 64
    assert SUMS[day][0] < total.low <= total.middle <= total.high < SUMS[day][1]


def test_the_pool_of_subnet_28_held_300_to_1000_tao_at_the_action(found):
    rebuilt, _, block, place = at_action(found)
    tao = rebuilt.ranged(rebuilt.tao(block)[:, place])
    held = rebuilt.ranged(rebuilt.held(block)[:, place])
    assert 300 < tao.low < 500 < tao.middle < 550 < tao.high < 1000
    assert 90e3 < held.low < held.high < 105e3
    fall = rebuilt.ranged(largest_fall(rebuilt.alpha(block), rebuilt.held(block))[:, place])
    assert 0.95 < fall.low < 0.98 < fall.high < 0.995


def test_everybody_but_root_bought_600_to_900_tao_of_it_before_the_action(found):
    rebuilt, first, block, place = at_action(found)
    net = rebuilt.ranged(rebuilt.net_buying(first, block)[:, place])
    assert 600 < net.low < net.high < 900
    tao = rebuilt.since("injected", first, block)[:, place]
    assert 200 < tao.min() < tao.max() < 600


def test_the_cap_bound_on_subnet_28_after_the_action_and_hardly_before(found):
    rebuilt, first, block, place = at_action(found)

    def part(begin, end):
        return rebuilt.ranged(rebuilt.since("capped", begin, end)[:, place] / (end - begin))

    assert part(first, block).middle == 0 and part(first, block).high < 0.1
    assert part(2 * 7200, block).high == 0
    assert part(block, 14 * 7200 + 7200).middle > 0.4
    assert part(15 * 7200, 19 * 7200).high > 0.95


def test_a_slow_average_leaves_subnets_with_less_than_no_alpha(folder):
    from taosweep_analysis.reconstruction import intake

    lines = speeds.lines(intake.read(made_prices.asked(folder / NAME)), 5.93e6)

    rows = {line.split()[0]: line.split() for line in lines if line.startswith("  ")}
    assert rows["10"][1] == "0" and int(rows["never"][1]) > 8
    assert 20 < float(rows["never"][2]) < 37
    assert int(rows["never"][4]) >= 1 and rows["25"][4] == "0"


def test_nothing_is_undefined_where_a_pool_is_open(found):
    rebuilt, looks = found
    for block in looks[::10]:
        there = numpy.isfinite(rebuilt.price(block))
        assert numpy.isfinite(rebuilt.tao(block)[:, there]).all() and there.sum() >= 64
