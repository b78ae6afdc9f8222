"""configs/no_intervention.ini at a small size, and attackers who find no subnet."""
import h5py
import numpy
import pytest

from program import SMOKE, USAGE, taosweep

CONFIG = SMOKE.parents[2] / "configs" / "no_intervention.ini"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Outcomes by name and arm, of two points whose attackers begin within weeks."""
    out = tmp_path_factory.mktemp("attackers") / "small.h5"
    taosweep("run", CONFIG, "-o", out, "--device", "cpu", "--quiet", "--set=sweep.points=2",
             "--set=time.days=60", "--set=attack.day=5", "--set=attack.every=2")
    with h5py.File(out) as results:
        arms = [label.decode() for label in results["design/arm"][...]]
        assert (results["outcomes/status"][...] == 0).all()
        return {(name, arm): stored[i].ravel() for name, stored in results["outcomes"].items()
                if stored.ndim == 3 for i, arm in enumerate(arms)}


def test_ledgers_close_with_twelve_attackers(small):
    for residual in ("tao_residual", "alpha_residual"):
        assert small[residual, "twelve"].max() <= 1e-12


def test_more_attackers_begin_and_spend_more(small):
    assert (small["attackers_begun", "one"] == 1).all()
    assert (small["attackers_begun", "four"] == 4).all()
    assert (small["attackers_begun", "twelve"] > 4).all()
    for name in ("attackers_cost", "attackers_emission", "attackers_peak_share"):
        assert (small[name, "four"] > small[name, "one"]).all(), name
        assert (small[name, "twelve"] > small[name, "four"]).all(), name


def test_one_attacker_is_all_of_them(small):
    for all_of_them, first in (("attackers_cost", "attack_cost"),
                               ("attackers_profit", "attack_profit"),
                               ("attackers_peak_share", "peak_ema_share")):
        numpy.testing.assert_array_equal(small[all_of_them, "one"], small[first, "one"])


def test_more_attackers_than_subnets_are_refused():
    said = taosweep("validate", CONFIG, "--set=network.subnets=10", "--set=attack.netuid=1",
                    code=USAGE).stderr
    assert "attack.count = 12 attackers need as many old subnets" in said
    assert "network.subnets = 10" in said
