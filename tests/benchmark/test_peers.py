"""The peers of the benchmark run the economies that the program runs: else a ratio of speeds would
compare nothing.

With the program's own draws numpy must follow its paths; with generators of their own, numpy, numba
and JAX must agree with it in the mean.
"""
import json
import os
import pathlib
import subprocess
import sys

import h5py
import numpy as np
import pytest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE / "peers")]

from config import lines_of, read_config  # noqa: E402
from draws import NumpyDraws  # noqa: E402
from economy import outcomes, run_economies  # noqa: E402
from keyed_draws import KeyedDraws  # noqa: E402

PROGRAM = os.environ["TAOSWEEP_BINARY"]
VENV = ROOT / "build/peers-venv/bin/python"
SEED = 7


def settings(**changes):
    return [f"{key.replace('__', '.')}={value}" for key, value in changes.items()]


def sweep(tmp_path, config, changes, replicates):
    """(outcomes by name, kept quantities at the horizon) of the program's economies."""
    p, _ = read_config(PROGRAM, HERE / config, changes)
    out = tmp_path / "ours.h5"
    more = settings(sweep__replicates=replicates, sweep__seed=SEED, keep__paths=replicates,
                    keep__series_days=p.time_days)
    subprocess.run([PROGRAM, "run", HERE / config, "-o", out, "--quiet", "--device", "cpu"] +
                   [word for change in changes + more for word in ("--set", change)],
                   check=True, capture_output=True, timeout=120)
    with h5py.File(out) as file:
        found = {name: data[...].ravel() for name, data in file["outcomes"].items()}
        subnets = int(p.network_subnets)
        paths = {name: data[:, -1, :subnets].astype(float) for name, data in file["paths"].items()
                 if data.ndim == 3}
    return p, found, paths


ODD_RULES = settings(protocol__minimum_reserve=1, protocol__tempo=319,
                     network__issuance_tao=10.49996e6, protocol__stake_fee_tao=0.01)


@pytest.mark.parametrize("config, changes", [
    ("every_block.ini", settings(network__subnets=40, time__days=0.25)),
    ("coarse.ini", settings(network__subnets=40, time__days=6)),
    ("every_block.ini", settings(network__subnets=20, time__days=0.125) + ODD_RULES),
    ("coarse.ini", settings(network__subnets=40, time__days=4) + ODD_RULES),
], ids=["every block", "coarse steps", "odd rules", "odd rules in coarse steps"])
def test_numpy_follows_the_programs_paths_with_its_draws(tmp_path, config, changes):
    """What the program computes and keeps in FP32 is FP64 here: five parts in a hundred thousand,
    where two draws of one economy lie a fifth apart."""
    p, found, paths = sweep(tmp_path, config, changes, replicates=2)

    s = run_economies(p, KeyedDraws(SEED, 2, int(p.network_subnets)))

    theirs = {"price": s.tao / s.alpha, "tao": s.tao, "alpha_in": s.alpha,
              "alpha_out": s.issued - s.alpha, "price_ema": s.price_ema, "held": sum(s.held),
              "attention": s.attention}
    for name, value in theirs.items():
        np.testing.assert_allclose(value, paths[name], rtol=5e-5, err_msg=name)
    for name, value in outcomes(p, s).items():
        if name in found:
            np.testing.assert_allclose(value, found[name], rtol=5e-5, err_msg=name)
    if "tempo=319" in " ".join(changes):
        assert found["refused_orders"].min() > 0, "no order was refused: the case is not there"
        assert (s.issuance > 10.5e6).all(), "TAO did not halve: the case is not there"


# An hour's steps after two of five minutes each, in which all stages run.
MEANS = settings(network__subnets=40, time__days=6, time__fine_days=1, time__opening_blocks=300)
REPLICATES = {"ours": 256, "theirs": 96}


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    p, found, paths = sweep(tmp_path_factory.mktemp("ours"), "coarse.ini", MEANS,
                            REPLICATES["ours"])
    log_price = np.log(paths["price"])
    found |= {"held": paths["held"].sum(-1),
              "log_attention": np.log(paths["attention"].mean(-1)),
              "mean_log_price": log_price.mean(-1), "sd_log_price": log_price.std(-1)}
    return p, found


COMPARED = ("sum_of_prices", "tao_in_pools", "top_10_share", "effective_subnets",
            "root_dividend_share", "root_consensus_share", "over_issued_alpha",
            "unbooked_root_tao", "held", "log_attention", "mean_log_price", "sd_log_price")


def far_apart(ours, theirs):
    """Outcomes whose means differ by more than three standard errors, and whose spreads by more
    than one and a half times."""
    wrong = []
    for name in COMPARED:
        a, b = ours[name], np.asarray(theirs[name])
        error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
        if not abs(a.mean() - b.mean()) <= 3 * error:
            wrong.append(f"{name}: {a.mean():.6g} here, {b.mean():.6g} there, error {error:.2g}")
        if not 1 / 1.5 < a.std() / b.std() < 1.5:
            wrong.append(f"{name}: spread {a.std():.3g} here, {b.std():.3g} there")
    return wrong


def run_numpy(p):
    shape = (REPLICATES["theirs"], int(p.network_subnets))
    return outcomes(p, run_economies(p, NumpyDraws(SEED, shape)))


def test_numpy_agrees_in_the_mean(ours):
    """Twelve means within three standard errors: of all seeds one in thirty would fail, and the
    seeds are fixed."""
    p, found = ours
    assert far_apart(found, run_numpy(p)) == []


def test_a_wrong_peer_would_be_seen(ours):
    """A tenth more cash, or root's stake a fiftieth smaller."""
    p, found = ours
    for change in ({"capital_drip_tao_per_day": 1.1 * p.capital_drip_tao_per_day},
                   {"network_root_tao": 0.98 * p.network_root_tao}):
        assert far_apart(found, run_numpy(p._replace(**change))) != []


@pytest.mark.parametrize("change, said", [
    ("attack.mode=meme_holders", "attack.mode = none"),
    ("protocol.share=spot_price", "rules of the launch alone"),
    ("protocol.schedule=launch-2025-02@0, fixed-2025-02@2", "protocol.schedule"),
    ("mood.ln_sd=0.2", "mood.ln_sd = 0"),
    ("capital.brust_tao=1", "is no parameter"),
    ("vary.yield.gain=uniform(0.3, 1.5)", "[vary]"),
])
def test_what_peers_do_not_have_is_refused(change, said):
    with pytest.raises(SystemExit) as refusal:
        read_config(PROGRAM, HERE / "coarse.ini", [change])
    assert said in str(refusal.value)


def test_the_economies_of_a_benchmark_differ_in_their_steps_alone():
    every, coarse = lines_of(HERE / "every_block.ini"), lines_of(HERE / "coarse.ini")
    assert {key for key in every | coarse if every.get(key) != coarse.get(key)} <= {
        "title", "question", "keep.series_days", "time.days", "time.step_blocks",
        "time.fine_step_blocks", "time.fine_days"}


def test_a_runner_says_what_it_measured():
    done = subprocess.run(
        [sys.executable, HERE / "peers/run_numpy.py", HERE / "every_block.ini", "--program",
         PROGRAM, "--set", "time.days=0.03125", "--set", "network.subnets=4", "--economies",
         "2", "3", "--repeats", "1"], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["batch"] for line in lines] == [line["economies"] for line in lines] == [2, 3]
    assert {line["subnet_blocks"] for line in lines} == {4 * 225}
    assert all(line["warm"][0]["cpu"] > 0 for line in lines)
