"""configs/reported_revenue.ini in a few short economies: emission by reports, errors and lies."""
import h5py
import numpy
import pytest

from program import SMOKE, taosweep

CONFIG = SMOKE.parents[2] / "configs" / "reported_revenue.ini"
OUTCOMES = ("earner_share", "reported_over_true", "misallocation_by_revenue", "tao_residual")


@pytest.fixture(scope="module")
def arms(tmp_path_factory):
    """Outcomes of each arm in four economies of 20 days, attacked from the fifth on."""
    out = tmp_path_factory.mktemp("reports") / "short.h5"
    taosweep("run", CONFIG, "-o", out, "--device", "cpu", "--quiet",
             *(f"--set={line}" for line in ("sweep.points=4", "time.days=20", "attack.day=5")))
    with h5py.File(out) as results:
        assert (results["outcomes/status"][...] == 0).all()
        labels = [label.decode() for label in results["design/arm"][...]]
        return {label: {name: results["outcomes"][name][i].ravel() for name in OUTCOMES}
                for i, label in enumerate(labels)}


def test_reports_told_truly_give_all_emission_to_who_earns(arms):
    numpy.testing.assert_allclose(arms["reports, true"]["earner_share"], 1, atol=1e-12)
    assert (arms["reports, true"]["misallocation_by_revenue"] < 1e-3).all()
    assert (arms["prices"]["earner_share"] < 0.5).all()


def test_errors_misallocate_among_those_who_earn(arms):
    """Little where one of them has nearly all revenue."""
    errors = arms["reports with errors"]
    numpy.testing.assert_allclose(errors["earner_share"], 1, atol=1e-12)
    assert (errors["misallocation_by_revenue"] > 1e-6).all()
    assert numpy.median(errors["misallocation_by_revenue"]) > 0.1


@pytest.mark.parametrize("arm, claimed", [("one claims tenfold", 10),
                                          ("one claims a hundredfold", 100)])
def test_one_who_lies_has_what_it_claims_of_all_reports(arms, arm, claimed):
    """Of 65 subnets' average revenue and the claim; a little more where subnet 14 earns itself."""
    honest = arms[arm]["earner_share"]
    numpy.testing.assert_allclose(honest[honest < 65 / (65 + claimed) + 1e-6],
                                  65 / (65 + claimed), rtol=1e-5)
    assert (honest >= 65 / (65 + claimed) - 1e-6).all()
    over_true = 1 + claimed / 65 * 15 / 20  # claimed on 15 of 20 days
    numpy.testing.assert_allclose(arms[arm]["reported_over_true"], over_true, rtol=1e-5)


def test_ledgers_close(arms):
    for arm in arms.values():
        assert arm["tao_residual"].max() <= 1e-12
