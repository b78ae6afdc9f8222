"""configs/buyback.ini where nobody trades but revenue and root: the closed form of its page."""
import h5py
import numpy
import pytest

from program import SMOKE, taosweep

CONFIG = SMOKE.parents[2] / "configs" / "buyback.ini"
# No noise, no cash of others, no sales but root's, whose part hardly falls; averages that follow
# prices within hours.
QUIET = ("noise.base_sd=0", "noise.attention_sd=0", "capital.burst_tao=0",
         "capital.drip_tao_per_day=0", "root.rate=0", "miners.sell=0", "miners.margin=1e9",
         "validators.sell=0", "owners.sell=0", "protocol.stake_fee_tao=0",
         "protocol.ema_alpha=1e-3", "protocol.tao_weight=1", "network.root_tao=2.1e7",
         "value.follows=0", "value.worth_sd=0", "value.news=0")
REVENUE = 6000  # [TAO/d], all of which buys: above the cap, which takes more than 2,952


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    """Outcomes of the arm in which all revenue of all subnets buys back, in three economies."""
    out = tmp_path_factory.mktemp("buyback") / "quiet.h5"
    more = ("sweep.points=3", f"revenue.total_tao={REVENUE}", "revenue.part=1")
    taosweep("run", CONFIG, "-o", out, "--device", "cpu", "--quiet",
             *(f"--set={line}" for line in QUIET + more))
    with h5py.File(out) as results:
        arm = [label.decode() for label in results["design/arm"][...]].index("all")
        assert (results["outcomes/status"][...] == 0).all()
        return {name: results["outcomes"][name][arm].ravel()
                for name in ("buyback_tao", "sum_of_prices", "root_dividend_share",
                             "revenue_concordance", "tao_residual", "alpha_residual")}


def test_a_tao_of_steady_buying_draws_what_the_closed_form_says(quiet):
    sold = 0.41 * quiet["root_dividend_share"]  # S [alpha/block]
    drawn = 7200 / REVENUE  # TAO of emission for each TAO that buys
    numpy.testing.assert_allclose(drawn, 1 / (sold * quiet["sum_of_prices"]), rtol=0.05)


def test_all_of_revenue_is_spent_and_emission_goes_by_it(quiet):
    numpy.testing.assert_allclose(quiet["buyback_tao"], 120 * REVENUE, rtol=1e-6)
    numpy.testing.assert_allclose(quiet["revenue_concordance"], 1, atol=1e-3)
    assert max(*quiet["tao_residual"], *quiet["alpha_residual"]) <= 1e-12
