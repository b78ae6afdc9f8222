"""`network.start = FILE`: economies that begin at a recorded state."""
import csv
import io
import os
import pathlib

import h5py
import numpy as np
import pytest

from program import DONE, USAGE, digest, taosweep

COLUMNS = ("netuid,tao_in,alpha_in,alpha_out,price_tao,moving_price_tao,miner_burned,"
           "emission_enabled,block,total_issuance_tao\n")
ROOT = "0,5000000.0,1.0,1.0,1,,,1,9000000,11000000.0\n"
ROWS = ["1,30000.0,1000000.0,2000000.0,0.03,0.031,0,1,9000000,\n",
        "2,9000.0,1000000.0,1500000.0,0.009,0.01,0.5,1,9000000,\n",
        "5,4000.0,400000.0,2500000.0,0.01,0.01,0,0,9000000,\n"]
CONFIG = """title = from a state
[network]
start = state.csv
[time]
days = 3
step_blocks = 300
[sweep]
replicates = 4
"""


@pytest.fixture
def place(tmp_path):
    (tmp_path / "a.ini").write_text(CONFIG)
    (tmp_path / "state.csv").write_text(COLUMNS + ROOT + "".join(ROWS))
    return tmp_path


def run(place, *options, out="out.h5", code=DONE):
    return taosweep("run", place / "a.ini", "-o", place / out, "--device", "cpu", *options,
                    code=code)


def outcomes(file):
    with h5py.File(file) as opened:
        return {name: data[()] for name, data in opened["outcomes"].items()}


def same(a, b):
    return a.keys() == b.keys() and all(
        np.array_equal(a[k], b[k], equal_nan=a[k].dtype.kind == "f") for k in a)


def test_it_is_said_in_one_line_wherever_a_config_is_shown(place):
    line = "state.csv: 3 subnets at block 9000000, 43000.0 TAO in pools, 5000000.0 TAO on root"
    validated = taosweep("validate", place / "a.ini")
    assert f"start: {line}" in validated.stdout
    assert "schedule: hill-rank-2026-08@0" in validated.stdout
    assert f"start          {line}" in run(place, "--dry-run").stdout
    run(place)
    assert line in taosweep("info", place / "out.h5").stdout


def test_what_was_taken_by_default_is_said_once_and_kept(place):
    said = run(place).stderr
    with h5py.File(place / "out.h5") as opened:
        notes = opened["run"].attrs["notes"]
    for sentence in ("no protocol_alpha", "protocol.schedule = hill-rank-2026-08",
                     "protocol.switched_off = 0"):
        assert said.count(sentence) == 1, said
        assert sentence in notes


def test_a_rule_that_the_state_gives_is_not_laid_to_the_config(place):
    set_too = ("--set", "protocol.validator_take=0.1")
    for said in (run(place, *set_too).stderr,
                 taosweep("validate", place / "a.ini", *set_too).stderr):
        assert "the state state.csv overrides the era in protocol.switched_off\n" in said
        assert "the config overrides the era in protocol.validator_take\n" in said


def test_a_file_replays_and_reruns_after_the_state_is_gone(place):
    run(place, "--quiet", "--set", "keep.paths=1")
    before = outcomes(place / "out.h5")
    assert np.all(before["status"] == 0)
    (place / "state.csv").unlink()
    for economy in (0, 3):
        taosweep("replay", place / "out.h5", "--economy", economy, "--check")
    taosweep("rerun", place / "out.h5", "-o", place / "again.h5", "--device", "cpu")
    assert digest(place / "again.h5") == digest(place / "out.h5")
    with h5py.File(place / "out.h5") as opened:
        assert opened["inputs/file_1"].attrs["file_name"] == "state.csv"
        tao = opened["paths/tao"][0, 0]
    assert list(tao[:2]) == [30000, 9000] and tao[4] == 4000


def test_registered_contrasts_are_judged_after_the_state_is_gone(place):
    (place / "a.ini").write_text(CONFIG + """[arm now]
protocol.schedule = hill-rank-2026-08
[arm before]
protocol.schedule = price-2026-07
[contrasts]
fewer = effective_subnets: now - before < 0
""")
    run(place, "--quiet")
    (place / "state.csv").unlink()
    assert "fewer" in taosweep("compare", place / "out.h5").stdout


def test_shards_merge_to_the_same_file(place):
    run(place, "--quiet", "--set", "vary.network.cash_part=grid(0.5, 1)")
    for i in range(2):
        run(place, "--quiet", "--set", "vary.network.cash_part=grid(0.5, 1)", "--shard", f"{i}/2",
            out=f"part{i}.h5")
    (place / "state.csv").unlink()
    taosweep("merge", place / "whole.h5", place / "part0.h5", place / "part1.h5")
    assert digest(place / "whole.h5") == digest(place / "out.h5")


def test_resume_refuses_a_state_that_has_changed(place):
    run(place, "--quiet")
    run(place, "--resume")
    (place / "state.csv").write_text(COLUMNS + ROOT + "".join(ROWS[:2]))
    assert "another config" in run(place, "--resume", code=USAGE).stderr


def test_economies_do_not_hang_on_the_order_of_rows(place):
    run(place, "--quiet")
    (place / "state.csv").write_text(COLUMNS + "".join(reversed(ROWS)) + ROOT)
    run(place, "--quiet", out="other.h5")
    assert same(outcomes(place / "out.h5"), outcomes(place / "other.h5"))


def test_economies_follow_what_the_state_says(place):
    run(place, "--quiet")
    (place / "state.csv").write_text(COLUMNS + ROOT + "".join(ROWS).replace("30000.0", "30001.0"))
    run(place, "--quiet", out="other.h5")
    assert not same(outcomes(place / "out.h5"), outcomes(place / "other.h5"))


def test_a_name_from_set_is_looked_for_where_the_program_runs_first(place, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.csv").write_text(COLUMNS + ROOT + ROWS[0])
    done = taosweep("validate", place / "a.ini", "--set", "network.start=mine.csv", cwd=elsewhere)
    assert "mine.csv: 1 subnets" in done.stdout
    done = taosweep("validate", place / "a.ini", "--set", "network.start=state.csv", cwd=elsewhere)
    assert "state.csv: 3 subnets" in done.stdout


def test_rules_from_before_the_state_are_warned_of(place):
    done = run(place, "--set", "protocol.schedule=launch-2025-02")
    assert "warning: protocol.schedule begins with launch-2025-02" in done.stderr


@pytest.mark.parametrize("text, reason", [
    ('[{"netuid":1,"name":"x","price_tao_per_alpha":0.1,"emission_tao_per_day":1.0,'
     '"tao_flow_tao_per_day":3.1}]', "btcli 11"),
    ((COLUMNS + ROOT + "".join(ROWS)).replace("9000000", "8000000"), "concentrated liquidity"),
    (COLUMNS + "".join(ROWS), "network.root_tao"),
    (COLUMNS + ROOT + ROWS[0].replace("1,30000", "129,30000"), "netuid 129"),
    ("", "is empty")])
def test_what_cannot_be_begun_in_is_refused_with_its_place_and_reason(place, text, reason):
    (place / "state.csv").write_text(text)
    done = taosweep("validate", place / "a.ini", code=USAGE)
    assert f"{place / 'a.ini'}:3: state.csv" in done.stderr and reason in done.stderr


def test_drawn_networks_replay_and_differ(tmp_path):
    (tmp_path / "a.ini").write_text(CONFIG.replace("state.csv", "drawn\nsubnets = 20"))
    run(tmp_path, "--quiet", "--set", "keep.paths=4")
    for economy in (0, 3):
        taosweep("replay", tmp_path / "out.h5", "--economy", economy, "--check")
    with h5py.File(tmp_path / "out.h5") as opened:
        tao = opened["paths/tao"][:, 0, :20]
        assert "file_1" not in opened["inputs"]
    assert len(np.unique(tao)) == tao.size


RECORDED = {"20260322_b7801029": (7801029, "flow-2025-12"), "20260411": (7947000, "flow-2025-12"),
            "20260614_b8404076": (8404076, "netflow-2026-05"),
            "20260807_b8791247": (8791247, "hill-rank-2026-08")}


def with_liquidity(text):
    """Pools of concentrated liquidity need L, which these files lack: the root of the product."""
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        tao, alpha = float(row["tao_in"]), float(row["alpha_in"])
        row["alpha_sqrt_price"] = float(row["price_tao"]) ** 0.5
        row["current_liquidity"] = (tao * alpha) ** 0.5
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("name", RECORDED)
def test_each_recorded_state_runs_under_the_rules_of_its_day(tmp_path, name):
    data = os.environ.get("TAOSWEEP_DATA")
    if not data:
        pytest.skip("TAOSWEEP_DATA is not set: it names the folder of recorded chain data")
    block, era = RECORDED[name]
    text = (pathlib.Path(data) / f"snapshot_{name}.csv").read_text()
    (tmp_path / "state.csv").write_text(with_liquidity(text) if block < 8486593 else text)
    (tmp_path / "a.ini").write_text(CONFIG)
    out = tmp_path / "out.h5"
    taosweep("run", tmp_path / "a.ini", "-o", out, "--device", "cpu", "--quiet",
             "--set", "time.days=2", "--set", f"network.start_block={block}",
             "--set", "network.root_tao=5.3e6", "--set", "network.issuance_tao=1.1e7",
             "--set", f"protocol.schedule={era}")
    found = outcomes(out)
    assert np.all(found["status"] == 0)
    assert np.all(found["tao_residual"] < 1e-12) and np.all(found["alpha_residual"] < 1e-12)
    if name != "20260807_b8791247":
        (tmp_path / "state.csv").write_text(text)
        done = taosweep("validate", tmp_path / "a.ini", "--set", f"network.start_block={block}",
                        code=USAGE)
        assert "concentrated liquidity" in done.stderr
