"""Closed forms by hand."""

import pytest
from taosweep_analysis.experiments.sn28 import closed_form


@pytest.mark.parametrize(
    "a, q, phi", [(0, 0, 0.5), (0.5, 1, 0.5), (0.2, 0.5, 0.35 / 0.75), (1, 0, 1), (1, 1, 1)]
)
def test_share_needed_puts_the_coalition_at_kappa(a, q, phi):
    assert closed_form.phi_needed(0.5, a, q) == pytest.approx(phi)
    active = phi + (1 - phi) * (1 - q)
    assert phi / (active + a) == pytest.approx(0.5)


def test_98_percent_needs_six_times_the_pool():
    assert closed_form.exit_floor(6.0711) == pytest.approx(0.98, abs=1e-5)
    assert closed_form.exit_floor(0) == 0


def test_weight_of_root_is_18_percent_of_its_stake():
    config = {"protocol.tao_weight": "0.18", "network.root_tao": "5930000"}

    assert closed_form.root_weight(config) == pytest.approx(1067400)
    assert closed_form.root_weight(config, 2e6) == pytest.approx(360000)
