"""Drawn networks of 2026 are at rest: with all that shakes them off, what is left to move their
prices is the chain and those who sell their pay."""
import h5py
import numpy
import pytest

from program import taosweep

from test_readme_examples import ROOT

CONFIG = ROOT / "configs" / "markets_2026.ini"
DAYS = 20
SHAKEN = ("noise.base_sd", "noise.attention_sd", "attention.base_events", "attention.buy_gain",
          "attention.base_sell", "attention.bored_sell", "attention.stop_sell", "value.worth_sd",
          "value.news", "mood.ln_sd")
# What moved drawn networks before: worth beside the price, and holders whose wish is not what they
# have. Values of the launch.
RESTLESS = {"network.share_quality_correlation": 0.75, "network.quality_ln_sd": 1.48,
            "value.anchor_sum": 2.59, "yield.rate": 0.06, "noise.reversion": 0.0132,
            "network.held_attention": 0.11, "network.held_yield": 0.45, "network.cash_part": 1,
            "capital.value_share": 0.39, "capital.attention_share": 0.368,
            "capital.yield_share": 0.21, "capital.noise_share": 0.29, "noise.deep_tao": 23000}


def spreads(folder, settings):
    """Standard deviation over subnets of ln p(20 d)/p(0), of each of four economies."""
    out = folder / "rest.h5"
    given = {key: 0 for key in SHAKEN} | settings
    given |= {"time.days": DAYS, "sweep.replicates": 4, "keep.paths": 4}
    words = [word for key, value in given.items() for word in ("--set", f"{key}={value}")]
    taosweep("run", CONFIG, "-o", out, "--quiet", *words)
    with h5py.File(out) as file:
        day, price = file["paths/day"][:], file["paths/price"][:]
    first, last = price[:, numpy.argmin(abs(day))], price[:, numpy.argmin(abs(day - DAYS))]
    with numpy.errstate(divide="ignore", invalid="ignore"):
        growth = numpy.log(last / first)
    return numpy.array([each[numpy.isfinite(each)].std() for each in growth])


@pytest.mark.parametrize("settings, least, most", [({}, 0.05, 0.2), (RESTLESS, 0.4, 0.7)],
                         ids=["at rest", "as they were"])
def test_growth_over_20_days_without_noise_spreads_by_no_more_than_a_fifth(
        tmp_path, settings, least, most):
    found = spreads(tmp_path, settings)
    assert len(found) == 4
    assert (found > least).all() and (found < most).all(), found


def test_a_worth_beside_the_price_alone_moves_them(tmp_path):
    worth = {key: RESTLESS[key] for key in ("network.share_quality_correlation",
                                            "network.quality_ln_sd")}
    assert (spreads(tmp_path, worth) > 0.2).all()
