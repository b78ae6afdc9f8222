"""configs/rotation.ini at a small size: what docs/rotation.md says of stake that moves."""
import h5py
import numpy
import pytest

from program import SMOKE, taosweep

CONFIG = SMOKE.parents[2] / "configs" / "rotation.ini"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Outcomes by name and arm, of four points over the whole horizon of the config."""
    out = tmp_path_factory.mktemp("rotation") / "small.h5"
    taosweep("run", CONFIG, "-o", out, "--device", "cpu", "--quiet", "--set=sweep.points=4")
    with h5py.File(out) as results:
        arms = [label.decode() for label in results["design/arm"][...]]
        assert (results["outcomes/status"][...] == 0).all()
        return {(name, arm): stored[i].ravel() for name, stored in results["outcomes"].items()
                if stored.ndim == 3 for i, arm in enumerate(arms)}


def test_ledgers_close_where_stake_moves(small):
    for arm in ("half, no fall", "all, fall", "all, no fall, fee 0.3 %"):
        for residual in ("tao_residual", "alpha_residual"):
            assert small[residual, arm].max() <= 1e-12


def test_nothing_moves_where_all_goes_through_cash(small):
    for arm in ("cash, no fall", "cash, fall"):
        assert (small["moved_tao", arm] == 0).all()
        assert numpy.isnan(small["move_cost", arm]).all()


def test_more_moves_where_more_may(small):
    moved = {arm: small["moved_tao", f"{arm}, no fall"] for arm in ("half", "all")}
    assert (moved["half"] > 0).all() and (moved["all"] > 1.2 * moved["half"]).all()
    pools = {arm: small["tao_in_pools", f"{arm}, no fall"].mean() for arm in ("cash", "all")}
    assert 1 < pools["all"] / pools["cash"] < 1.1


def test_a_move_of_an_order_costs_depth_and_the_fee_on_both_legs(small):
    """Of 10 TAO the launch's flat fee is 5e-6, the others 0.05 and 0.3 %, each paid twice."""
    base = small["move_cost", "all, no fall"]
    assert ((base > 0.004) & (base < 0.012)).all()
    for arm, fee in (("fee 0.05 %", 5e-4), ("fee 0.3 %", 3e-3)):
        more = small["move_cost", f"all, no fall, {arm}"] - base
        numpy.testing.assert_allclose(more, 2 * (fee - 5e-6), rtol=0.1)
    apart = small["move_cost", "half, no fall"] - base
    assert (numpy.abs(apart) < 0.005).all()  # the first of the registered contrasts


def test_the_bought_up_subnet_falls_where_it_is_acted_on_alone(small):
    for arm in ("cash", "half", "all"):
        assert ((small["crash_12h", f"{arm}, fall"] > 0.5) &
                (small["crash_12h", f"{arm}, fall"] < 0.9)).all()
        assert (small["crash_12h", f"{arm}, no fall"] < 0.4).all()
        apart = small["rest_after_1d", f"{arm}, fall"] - small["rest_after_1d", f"{arm}, no fall"]
        assert (numpy.abs(apart) < 0.01).all()  # a fall stays where it is
        assert (small["root_controls", f"{arm}, fall"] == 0).all()  # root has not the weight
