"""The probability of a rare event by splitting: against economies that are only begun."""
import json
import math

import h5py
import pytest

from program import USAGE, taosweep

CONFIG = """title = How often?
[network]
subnets = 8
[time]
days          = 12
step_blocks   = 300
signal_blocks = 300
[attack]
mode   = meme_holders
netuid = 3
day    = 1
[vary]
attack.shock = loguniform(3, 30)
[sweep]
points = 16
seed   = 1
"""
ARMS = """[arm none]
attack.mode = none
[arm some]
attack.budget_tao = 2000
"""
EVENT = ("--event", "target_spot_share > 0.5 for 2 days")


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    path = tmp_path_factory.mktemp("rare") / "often.ini"
    path.write_text(CONFIG)
    return path


def rare(config, *options, **more):
    return taosweep("rare", config, "--device", "cpu", *options, **more)


@pytest.fixture(scope="module")
def told(config):
    return json.loads(rare(config, *EVENT, "--replicas", "40", "--crude", "1500", "--json").stdout)


# Both within four standard errors of their difference: a false alarm in 6 of 100,000.
def test_splitting_agrees_with_economies_that_are_only_begun(told):
    estimate, crude = told["estimate"], told["crude"]
    assert 0.01 < crude["share"] < 0.15
    of_runs = estimate["run_spread"] * estimate["probability"] / math.sqrt(20)
    of_crude = math.sqrt(crude["share"] * (1 - crude["share"]) / crude["economies"])
    assert abs(estimate["probability"] - crude["share"]) < 4 * math.hypot(of_runs, of_crude)


def test_runs_say_what_they_cost_and_what_the_estimate_rests_on(told):
    runs = told["runs"]
    assert len(runs) == told["plan"]["runs"] == 20
    assert told["estimate"]["economies"] == sum(run["economies"] for run in runs)
    mean = sum(run["probability"] for run in runs) / 20
    assert told["estimate"]["probability"] == pytest.approx(mean, rel=1e-12)
    for run in runs:
        assert run["economies"] >= 40 + run["steps"] * told["plan"]["killed"]
        assert 1 <= run["distinct_roots"] <= run["seen"] or run["extinct"]
    assert told["plan"]["killed"] == 4 and told["plan"]["parameters_drawn"]
    assert told["event"]["text"] == EVENT[1]
    assert told["same_start"]["economies"] >= 20


def test_roots_are_the_economies_of_a_sweep(config, tmp_path):
    """One morning above 0.2: those whose peak is above."""
    found = json.loads(rare(config, "--event", "target_spot_share > 0.2", "--replicas", "10",
                            "--json").stdout)
    out = tmp_path / "roots.h5"
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet", "--set", "sweep.points=200")
    with h5py.File(out) as file:
        above = file["outcomes/peak_spot_share"][...].ravel() > 0.2
    for i, run in enumerate(found["runs"]):
        assert run["roots_above"] == int(above[10 * i:10 * i + 10].sum())


def test_the_answer_is_the_same_on_threads_and_instruction_sets(config):
    plan = (*EVENT, "--replicas", "10", "--json")
    first = rare(config, *plan).stdout
    assert rare(config, *plan, "--threads", "1").stdout == first
    assert rare(config, *plan, "--isa", "scalar").stdout == first
    assert rare(config, *plan, "--set", "sweep.seed=2").stdout != first


def said(config, *options):
    return " ".join(rare(config, *options).stdout.split())


def test_it_says_where_the_start_decides(config):
    """What is staked on root moves by little from where it begins."""
    found = said(config, "--event", "root_stake > 5.9e6 for 3 days", "--replicas", "20",
                 "--set", "vary.attack.shock=", "--set", "attack.shock=3", "--set",
                 "vary.network.root_tao=uniform(5e6, 6e6)")
    assert "what is drawn at the start decides" in found
    assert "More --replicas can, or narrower draws." in found


def test_a_common_event_needs_no_splitting(config):
    found = said(config, "--event", "target_price > 0 for 5 days", "--replicas", "10")
    assert "Probability of target_price > 0 for 5 days within 12 days: 1 (" in found
    assert "needs no splitting" in found
    assert "More --replicas" not in found and "cannot help" not in found


def test_what_cannot_be_asked_is_refused_with_what_to_do(config, tmp_path):
    def refused(*options, of=config):
        return " ".join(rare(of, *options, code=USAGE).stderr.split())

    assert "did you mean target_spot_share?" in refused("--event", "target_spot_shar > 0.3")
    assert "take" in refused("--event", "target_spot_share > 0.3 for 13 days")
    assert "expected a whole number from 20" in refused(*EVENT, "--runs", "19")
    assert "expected 9 at most" in refused(*EVENT, "--replicas", "10", "--kill", "10")
    assert "take fewer --replicas" in refused(*EVENT, "--replicas", "1000000", "--runs", "4000")
    assert "than 4294967295 economies" in refused(*EVENT, "--replicas", "1000000", "--runs", "5000")
    assert "than 4294967295 economies" in refused(*EVENT, "--crude", "4294967295")
    assert "--crude" not in refused(*EVENT, "--replicas", "1000000", "--runs", "5000")
    assert "there are 8 subnets at most" in refused("--event", "target_rank > 8")
    assert "always below 8.5" in refused("--event", "living_subnets < 8.5")
    for key in ("sweep.points", "sweep.replicates", "sweep.until"):
        assert f"{key} says nothing here" in refused(*EVENT, "--set", f"{key}=32")
    assert "sweep.common_shocks=arms" in refused(*EVENT, "--set", "sweep.common_shocks=points")
    assert "is never above 1" in refused("--event", "target_spot_share > 1 for 2 days")
    assert "blanks are missing: 'target_rank < 8'" in refused("--event", "target_rank<8")
    joined = tmp_path / "joined.ini"
    joined.write_text(CONFIG.replace("points = 16", "points = 32\ndesign = latin"))
    assert "sweep.design=random" in refused(*EVENT, of=joined)
    assert "--set vary.KEY=" in refused(*EVENT, "--set", "vary.attack.budget_tao=list(1, 2)")
    path = tmp_path / "arms.ini"
    path.write_text(CONFIG + ARMS)
    assert "choose another arm with --arm" in refused(*EVENT, of=path)
    assert "there is no such arm" in refused(*EVENT, "--arm", "more", of=path)
    assert "in arm 'some'" in rare(path, *EVENT, "--arm", "some", "--replicas", "10").stdout


def test_sizes_of_the_config_do_not_count(config, tmp_path):
    """Neither points, which it need not give, nor a rule on them, which they would not meet."""
    plan = (*EVENT, "--replicas", "10", "--json")

    def found(text):
        path = tmp_path / config.name
        path.write_text(text)
        told = json.loads(rare(path, *plan).stdout)
        del told["config"]
        return told
    with_points = found(CONFIG)
    assert found(CONFIG.replace("points = 16\n", "")) == with_points
    assert found(CONFIG + "until = births halfwidth < 0.1\n") == with_points
