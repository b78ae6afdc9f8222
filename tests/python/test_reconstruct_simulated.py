"""Pools rebuilt from simulated prices of every 6 hours, the first at 18 hours, beside the pools
that the program kept."""

import csv
import resource
import subprocess
import sys

import made_prices
import numpy
import pytest
from taosweep_analysis.reconstruction import rules

ECONOMIES = 4
WILD = 24  # economies of the defaults, whose prices jump
NEVER = ("--fast-day", "never")
DAYS = (12, 30, 60, 100)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return made_prices.simulated(tmp_path_factory.mktemp("simulated"), ECONOMIES)


@pytest.fixture(scope="module")
def wild(tmp_path_factory):
    return made_prices.simulated(tmp_path_factory.mktemp("wild"), WILD, markets="")


@pytest.fixture
def no_warm_up(monkeypatch):
    """The average of these economies is that of the launch all along."""
    monkeypatch.setattr(rules, "WARMUPS", ())


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def prices_file(kept, economy, folder):
    paths, day = kept
    rows = day >= 0.75
    return made_prices.write_wide(
        folder / f"{economy}.csv", day[rows], paths["price"][economy, rows]
    )


def at(kept, economy, quantity, day):
    paths, days = kept
    return paths[quantity][economy, int(numpy.abs(days - day).argmin())]


def votes(kept, economy):
    first = at(kept, economy, "price_ema", 0)
    return first / first.sum()


def share_of_28(kept, economy):
    """Its vote, known within a factor of two either way."""
    share = votes(kept, economy)[27]
    return "--first-share", f"{share / 2}..{share * 2}"


def with_known_votes(kept, economy, folder, *options):
    file = made_prices.write_votes(folder / "v.csv", votes(kept, economy))
    return made_prices.rebuilt(
        prices_file(kept, economy, folder), "--first-shares", file, *options
    )[0]


def spread(found, true):
    """Quantiles 5, 50, 95 % over subnets of the error."""
    return numpy.quantile(found / true, [0.05, 0.5, 0.95]) - 1


@pytest.mark.parametrize("economy", range(ECONOMIES))
def test_with_known_votes_pools_and_held_alpha_are_met(kept, economy, no_warm_up, tmp_path):
    """Measured in 8 economies of 65 subnets: sums within 0.5 %, nine of ten subnets within 2 %. In
    16, nine of ten shares of a day within 0.0006, the worst of all off by 0.0044."""
    found = with_known_votes(kept, economy, tmp_path, *NEVER)
    middle = found.variants.middle
    for day in DAYS:
        tao, true = found.tao(day * 7200)[middle], at(kept, economy, "tao", day)
        assert tao.sum() == pytest.approx(true.sum(), rel=0.01)
        assert numpy.abs(spread(tao, true)).max() < 0.03
        held = at(kept, economy, "alpha_out", day).sum()
        assert found.held(day * 7200)[middle].sum() == pytest.approx(held, rel=0.01)
        share = found.since("injected", day * 7200 - 7200, day * 7200)[middle] / 7200
        off = numpy.abs(share - at(kept, economy, "emission_share", day))
        assert numpy.quantile(off, 0.9) < 0.001 and off.max() < 0.006


@pytest.mark.parametrize("economy", range(ECONOMIES))
def test_from_prices_alone_sums_of_calm_markets_are_met_within_1_percent_from_day_12(
    kept, economy, no_warm_up, tmp_path
):
    """Measured in 8 economies: sums within 0.6 %; nine of ten subnets between -19 and +36 % on day
    12, -8 and +13 % on day 100; 98 to 100 % of the 65 subnets in their ranges."""
    found, _ = made_prices.rebuilt(
        prices_file(kept, economy, tmp_path), *NEVER, *share_of_28(kept, economy)
    )
    for day in DAYS:
        tao, true = found.tao(day * 7200), at(kept, economy, "tao", day)
        total = found.ranged(tao.sum(axis=1))
        assert total.middle == pytest.approx(true.sum(), rel=0.01)
        assert total.low < true.sum() < total.high
        low, median, high = spread(tao[found.variants.middle], true)
        assert -0.3 < low < high < 0.5 and abs(median) < 0.05
        single = found.ranged(tao)
        assert ((single.low <= true) & (true <= single.high)).mean() > 0.9
        assert single.low[27] < true[27] < single.high[27]
    assert -0.12 < low < high < 0.2  # day 100


def test_in_markets_of_the_defaults_sums_are_near_and_ranges_hold_them(wild, no_warm_up, tmp_path):
    """Measured in these: root mean square of what sums are off 2.1, 1.7, 1.2, 0.8 % on days 12, 30,
    60 and 100 (of model version 15, in as many, 1.8, 1.7, 1.4, 0.9), 6.7 % at most, 0.4 to 1.3 %
    low in the mean; 87 of 96 sums in their ranges. Bounds stand a quarter and more above."""
    off, held, singles = numpy.empty((WILD, len(DAYS))), 0, []
    for economy in range(WILD):
        file = prices_file(wild, economy, tmp_path)
        found, _ = made_prices.rebuilt(file, *NEVER, *share_of_28(wild, economy))
        for i, day in enumerate(DAYS):
            tao, true = found.tao(day * 7200), at(wild, economy, "tao", day)
            total, single = found.ranged(tao.sum(axis=1)), found.ranged(tao)
            off[economy, i] = total.middle / true.sum() - 1
            held += total.low < true.sum() < total.high
            singles.append(((single.low <= true) & (true <= single.high)).mean())
    assert numpy.abs(off).max() < 0.08
    assert (numpy.sqrt((off**2).mean(axis=0)) < [0.027, 0.022, 0.018, 0.012]).all()
    assert numpy.abs(off.mean(axis=0)).max() < 0.017
    assert held >= 0.85 * off.size
    assert numpy.mean(singles) > 0.93


def test_held_alpha_and_cap_of_the_attacked_subnet_are_met(kept, no_warm_up, tmp_path):
    for economy in range(ECONOMIES):
        found = with_known_votes(kept, economy, tmp_path, *NEVER)
        middle = found.variants.middle
        held = found.held(12 * 7200)[middle, 27]
        assert held == pytest.approx(at(kept, economy, "alpha_out", 12)[27], rel=0.02)
        paths, days = kept
        rows = (days > 1) & (days <= 12)
        below = (paths["price"] < paths["emission_share"])[economy, rows, 27].mean()
        capped = found.since("capped", 7200, 12 * 7200)[middle, 27] / (11 * 7200)
        assert capped == pytest.approx(below, abs=0.05)


def test_a_faster_average_from_a_known_day_on_is_followed(tmp_path):
    kept = made_prices.simulated(tmp_path, 1, 46, "launch-2025-03@0")  # fast from day 20 on

    known, slow = (
        with_known_votes(kept, 0, tmp_path, "--fast-day", day) for day in ("20", "never")
    )

    true = at(kept, 0, "tao", 45)
    middle = known.variants.middle
    assert numpy.abs(spread(known.tao(45 * 7200)[middle], true)).max() < 0.05
    assert numpy.abs(spread(slow.tao(45 * 7200)[middle], true)).max() > 0.1


def test_the_command_tells_all_of_it_within_a_minute(kept, tmp_path):
    out = tmp_path / "out.csv"
    file = prices_file(kept, 0, tmp_path)
    began = processor_time()

    done = subprocess.run(
        [sys.executable, "-m", "taosweep_analysis", "reconstruct", file, "-o", out],
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
    assert processor_time() - began < 60
    first = done.stdout.splitlines()[0]
    assert first.startswith("On day 101 the pools of 65 launch subnets held ")
    assert "that of subnet 28 held" in first and first.endswith(" %.")
    with open(out, newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 65 * 102  # day 0.75, then 1 to 101
    row = next(row for row in rows if row["netuid"] == "5" and float(row["day"]) == 30)
    true = at(kept, 0, "tao", 30)[4]
    assert float(row["pool_tao_low"]) <= true <= float(row["pool_tao_high"])
    assert float(row["pool_tao"]) / float(row["pool_alpha"]) == pytest.approx(
        float(row["price"]), rel=1e-5
    )
