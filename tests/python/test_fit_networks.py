"""scripts/fit_networks.py finds what states were made of, and the register has what it finds."""
import os
import pathlib
import re
import subprocess
import sys

import pytest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "fit_networks.py"


def fitted(folder):
    done = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {key: float(value) for key, value in
            re.findall(r"^network\.(\w+) +([-+.\de]+)", done.stdout, flags=re.M)}


def test_it_finds_the_powers_that_prices_and_alpha_follow(tmp_path):
    """p = 0.0072 (T/7700)^0.5 and O/A = 2 (T/7700)^-0.25, with no spread around them."""
    rows = ["netuid,tao_in,alpha_in,alpha_out,price_tao,miner_burned"]
    for netuid in range(1, 102):
        tao = 7700 * 1.05 ** (netuid - 51)
        price, ratio = 0.0072 * (tao / 7700) ** 0.5, 2 * (tao / 7700) ** -0.25
        burned = 1 if netuid <= 25 else 0.5 if netuid <= 50 else 0
        rows.append(f"{netuid},{tao!r},{tao / price!r},{ratio * tao / price!r},{price!r},{burned}")
    rows.append("102,1.0,1.0,1.0,1.0,0")  # about to be given up: left out
    (tmp_path / "snapshot_1.csv").write_text("\n".join(rows) + "\n")
    found = fitted(tmp_path)
    for key, value in (("drawn_tao", 7700), ("drawn_price", 0.0072), ("drawn_price_slope", 0.5),
                       ("drawn_held", 2), ("drawn_held_slope", -0.25)):
        assert found[key] == pytest.approx(value, rel=1e-3), key
    assert found["drawn_price_ln_sd"] < 1e-6
    assert found["drawn_burning"] == pytest.approx(25 / 102, rel=1e-3)


def test_the_register_has_what_it_finds_in_recorded_states():
    data = os.environ.get("TAOSWEEP_DATA")
    if not data:
        pytest.skip("TAOSWEEP_DATA is not set: it names the folder of recorded chain data")
    done = subprocess.run([os.environ["TAOSWEEP_BINARY"], "params", "network.drawn"],
                          capture_output=True, text=True)
    table = dict(re.findall(r"^network\.(drawn_\w+) = (\S+)", done.stdout, flags=re.M))
    found = fitted(data)
    assert table.keys() >= found.keys()
    for key, value in found.items():
        assert float(table[key]) == pytest.approx(value, rel=0.02), key
