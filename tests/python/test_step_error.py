"""Coarse steps of the program itself, beside single blocks: an hour costs little, and the check
would see it if it cost more."""

import functools

import made_files
import pytest
from taosweep_analysis import __main__
from taosweep_analysis.experiments.steps import sweep, verdicts

CONFIG = made_files.ROOT / "configs/step_error.ini"
# An existing subnet from the launch on, 30 days, 24 subnets. Without noise traders, whose orders
# are drawn step by step, and with looks of one length, pairs differ by the step alone.
SMALL = (
    *("vary.zip(attack.day, attack.subnet)=", "vary.foundation.delay_days="),
    *("foundation.delay_days=6", "attack.netuid=3", "network.subnets=24", "time.days=30"),
    *("noise.base_sd=0", "noise.attention_sd=0", "time.signal_blocks=300", "sweep.points=16"),
    *(*made_files.calm_settings(), "vary.capital.attention_share=uniform(0.04, 0.25)"),
    *("noise.reversion=0.1", "noise.deep_tao=0"),
)
# Standard deviations between economies. Measured: 0.0017 with windows, 0.0088 without, 0.03 where
# pools open in long steps as well; 0.0026 with windows where the average took the price before a
# step for the mean of it, which this bound is to see.
BOUND = 0.0022


@pytest.fixture(scope="module")
def exact(tmp_path_factory):
    return made_files.run(tmp_path_factory.mktemp("steps") / "exact.h5", CONFIG, *SMALL)


@pytest.fixture(scope="module")
def cost_of(exact, tmp_path_factory):
    """cost_of(setting, ...) of coarse steps, worked out once for each."""
    @functools.cache
    def cost(*settings):
        out = tmp_path_factory.mktemp("coarse") / "coarse.h5"
        path = made_files.run(out, CONFIG, *SMALL, *settings)
        (found,) = verdicts.costs(sweep.read(exact, [path]), 64)
        return found
    return cost


def largest(cost):
    return max(abs(d.relative.value) for d in cost.with_interval)


@pytest.mark.parametrize("step", [25, 300])
def test_steps_with_windows_put_no_headline_outcome_off(step, cost_of):
    """The same bits in every run: it fails where the program changes, not by chance."""
    cost = cost_of(f"time.step_blocks={step}")

    assert len(cost.with_interval) >= 20
    assert largest(cost) < BOUND


@pytest.mark.parametrize("settings", [(), ("time.opening_blocks=0",)])
def test_the_check_sees_an_hour_without_windows(settings, cost_of):
    hour = ("time.step_blocks=300", "time.fine_days=0")

    assert largest(cost_of(*hour, *settings)) > 2 * BOUND


def test_shares_of_pairs_are_off_by_less_than_one_economy(cost_of):
    cost = cost_of("time.step_blocks=300")

    flags = [d for d in cost.differences if d.kind == "flag"]
    assert len(flags) > 8 and all(d.differing == 0 for d in flags)


def test_one_file_alone_is_no_comparison(exact, tmp_path, capsys):
    out = tmp_path / "out"

    assert __main__.main(["steps", str(exact), str(exact), "--out", str(out)]) == 2

    assert "lacks other steps" in capsys.readouterr().err and not out.exists()
