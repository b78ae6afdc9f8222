"""Drawn networks of 2026 are at rest: with all that shakes them off, what is left to move their
prices is the chain and those who sell their pay."""
import configparser
import re

import h5py
import numpy
import pytest

from program import taosweep

from test_readme_examples import ROOT

CONFIG = ROOT / "configs" / "markets_2026.ini"
PROPOSALS = [ROOT / "configs" / f"{name}.ini"
             for name in ("rule_race", "gate_rank", "chain_buy_cap", "owner_split")]
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


def spreads(folder, settings, config=CONFIG):
    """Standard deviation over subnets of ln p(20 d)/p(0), of each of four economies or more of the
    first arm."""
    out = folder / "rest.h5"
    given = {key: 0 for key in SHAKEN} | {"sweep.replicates": 4, "keep.paths": 4} | settings
    words = [word for key, value in given.items() for word in ("--set", f"{key}={value}")]
    taosweep("run", config, "-o", out, "--quiet", "--set", f"time.days={DAYS}", *words)
    with h5py.File(out) as file:
        arm = file["paths/arm"][:]
        day, price = file["paths/day"][:], file["paths/price"][:][arm == arm[0]]
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


@pytest.mark.parametrize("config", PROPOSALS, ids=lambda path: path.stem)
def test_so_are_those_of_proposals_where_holdings_lose_their_order_faster(tmp_path, config):
    found = spreads(tmp_path, {"sweep.points": 2, "sweep.replicates": 2, "keep.paths": 16}, config)
    assert len(found) >= 4
    assert (found > 0.05).all() and (found < 0.3).all(), found


def sections(config):
    text = configparser.ConfigParser(inline_comment_prefixes="#")
    text.read_string("[top]\n" + config.read_text())
    return text


@pytest.mark.parametrize("config", PROPOSALS, ids=lambda path: path.stem)
def test_proposals_have_the_markets_at_rest_but_for_what_they_draw(config):
    rest, has = sections(CONFIG), sections(config)
    drawn = set(has["vary"]) | set(has["depend"])
    for section in ("network", "value", "capital", "yield", "noise"):
        own = dict(has[section]) if has.has_section(section) else {}
        assert own == {key: value for key, value in rest[section].items()
                       if f"{section}.{key}" not in drawn}


@pytest.mark.parametrize("config", PROPOSALS, ids=lambda path: path.stem)
def test_what_proposals_draw_begins_at_the_markets_at_rest(config):
    """Without attention stakers, and with the slowest loss of order, each formula of [depend]
    gives the value of the config at rest."""
    rest, has = sections(CONFIG), sections(config)
    least = {"network.held_attention": 0.0, "yield.rate": float(rest["yield"]["rate"])}
    for key, value in least.items():
        assert float(re.search(r"\(([\d.]+),", has["vary"][key])[1]) == value
    for key, formula in has["depend"].items():
        section, name = key.split(".")
        for named, value in least.items():
            formula = formula.replace(named, str(value))
        assert eval(formula, {"__builtins__": {}}) == float(rest[section][name])
