"""configs/bitcoin_mining.ini in a few short economies: what each design earns, buys and draws."""
import h5py
import numpy
import pytest

from program import SMOKE, taosweep

CONFIG = SMOKE.parents[2] / "configs" / "bitcoin_mining.ini"


@pytest.fixture(scope="module")
def arms(tmp_path_factory):
    """Outcomes of each arm in four economies of 20 days."""
    out = tmp_path_factory.mktemp("mining") / "short.h5"
    taosweep("run", CONFIG, "-o", out, "--device", "cpu", "--quiet",
             *(f"--set={line}" for line in ("sweep.points=4", "time.days=20")))
    with h5py.File(out) as results:
        assert (results["outcomes/status"][...] == 0).all()
        labels = [label.decode() for label in results["design/arm"][...]]
        return {label: {name: results["outcomes"][name][i].ravel()
                        for name in ("buyback_tao", "revenue_tao", "earner_share", "tao_residual",
                                     "unallocated_alpha", "pay_sold_tao")}
                for i, label in enumerate(labels)}


@pytest.mark.parametrize("arm, part", [("none", 0), ("A, a tenth", 0.1), ("A, half", 0.5),
                                       ("A, all", 1), ("B", 0.02), ("C", 0),
                                       ("October 2025", 0.02)])
def test_each_design_buys_with_its_part_of_what_is_earned(arms, arm, part):
    bought, earned = arms[arm]["buyback_tao"], arms[arm]["revenue_tao"]
    assert (earned > 0).all()
    numpy.testing.assert_allclose(bought, part * earned, rtol=1e-6)
    assert arms[arm]["tao_residual"].max() <= 1e-12


def test_coin_that_is_kept_or_given_back_draws_emission(arms):
    lost = arms["none"]["earner_share"]
    for arm in ("A, half", "A, all", "B", "C", "October 2025"):
        assert (arms[arm]["earner_share"] > lost).all(), arm
    alone = arms["none, alone"]["earner_share"]
    for arm in ("A, all, alone", "C, alone", "October 2025, alone"):
        assert (arms[arm]["earner_share"] > alone).all(), arm


def test_alpha_that_is_burned_beyond_the_bonus_is_not_sold(arms):
    assert (arms["October 2025"]["unallocated_alpha"] > arms["B"]["unallocated_alpha"] + 1e5).all()
    assert (arms["October 2025"]["pay_sold_tao"] < arms["B"]["pay_sold_tao"]).all()
