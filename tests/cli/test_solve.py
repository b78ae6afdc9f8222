"""The value of a parameter at which an outcome reaches a target: a search of small sweeps."""
import csv
import io
import json
import pathlib
import signal
import time

import h5py
import numpy
import pytest

from program import FAILED, STOPPED, USAGE, start, taosweep
from test_race import STATE

CONFIG = """title = How much money?
[network]
subnets = 8
[time]
days        = 3
step_blocks = 300
[attack]
mode   = meme_holders
netuid = 3
[vary]
attack.shock = loguniform(3, 100)
[sweep]
points = 16
seed   = 1
"""
ARMS = """[arm no]
foundation.acts = no
[arm soon]
foundation.acts      = yes
foundation.delay_days = 1
"""
MONEY = ("--key", "attack.budget_tao", "--from", "10", "--to", "1e4")
SHARE = ("--outcome", "peak_spot_share", "--over", "0.3", "--reach", "0.5")


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    path = tmp_path_factory.mktemp("solve") / "money.ini"
    path.write_text(CONFIG)
    return path


def solve(config, folder, *options, **more):
    return taosweep("solve", config, "-o", folder, "--device", "cpu", *options, **more)


@pytest.fixture(scope="module")
def solved(config):
    """A folder of results files, and what the search said."""
    folder = config.parent / "money.solve"
    done = solve(config, folder, *MONEY, *SHARE, "--json")
    return folder, json.loads(done.stdout)


def share_at(file):
    with h5py.File(file) as opened:
        return float(numpy.mean(opened["outcomes/peak_spot_share"][...] >= 0.3))


def test_the_answer_is_what_runs_with_the_two_values_say(config, solved, tmp_path):
    answer = solved[1]["answer"]
    assert answer["missed"] < answer["value"] <= 1.05 * answer["missed"]
    shares = []
    for value in (answer["missed"], answer["value"]):
        out = tmp_path / f"{value}.h5"
        taosweep("run", config, "-o", out, "--device", "cpu", "--quiet", "--set",
                 f"attack.budget_tao={value}")
        shares.append(share_at(out))
    assert shares[0] < 0.5 <= shares[1]


def test_the_interval_holds_the_values_whose_own_interval_holds_the_target(solved):
    folder, told = solved
    answer = told["answer"]
    for one in told["evaluated"]:
        holds = one["low"] <= 0.5 <= one["high"]
        inside = (answer["low"] is None or answer["low"] < one["value"]) and (
            answer["high"] is None or one["value"] < answer["high"])
        assert holds == inside, one
        assert one["estimate"] == share_at(folder / one["file"])
    assert told["question"]["log"]
    assert f"{answer['value']:g} TAO or more (95 %: " in told["sentence"]


def test_back_ends_give_equal_answers(config, solved):
    folder = config.parent / "scalar"
    done = solve(config, folder, *MONEY, *SHARE, "--json", "--isa", "scalar", "--quiet")
    told = json.loads(done.stdout)
    assert {**told, "folder": ""} == {**solved[1], "folder": ""}


def test_the_same_command_goes_on_from_what_the_folder_holds(config, solved):
    folder, told = solved
    files = sorted(folder.glob("*.h5"))
    assert len(files) == len(told["evaluated"])
    files[1].unlink()
    before = {path: path.stat().st_mtime_ns for path in files if path.exists()}
    done = solve(config, folder, *MONEY, *SHARE, "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert float(rows[0]["value"]) == told["answer"]["value"]
    assert [float(row["estimate"]) for row in rows[1:]] == [
        one["estimate"] for one in told["evaluated"]]
    assert files[1].exists() and before == {path: path.stat().st_mtime_ns for path in before}
    said = solve(config, folder, *MONEY, *SHARE, "--set", "sweep.seed=2", code=USAGE).stderr
    assert "it is of another config" in said and "choose another name with -o" in said


def test_a_signal_stops_the_search_and_the_same_command_goes_on(config, solved):
    folder = config.parent / "stopped"
    process = start("solve", config, "-o", folder, "--device", "cpu", *MONEY, *SHARE, "--json")
    end = time.monotonic() + 60
    while not list(folder.glob("*.h5")):
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said, error = process.communicate(timeout=60)
    assert process.returncode == STOPPED and said == "" and "stopped by a signal" in error
    done = solve(config, folder, *MONEY, *SHARE, "--json", "--quiet")
    assert {**json.loads(done.stdout), "folder": ""} == {**solved[1], "folder": ""}


def test_ends_that_hold_no_crossing_are_told_with_their_intervals(config, tmp_path):
    done = solve(config, tmp_path / "a", "--key", "attack.budget_tao", "--from", "10", "--to", "11",
                 *SHARE, "--quiet", code=FAILED)
    said = " ".join(done.stdout.split())
    assert "Not found: the share of economies with peak_spot_share of 0.3 or more" in said
    assert "at neither end of attack.budget_tao" in said and "with 10 TAO" in said


def test_whole_numbers_are_counted_and_a_mean_without_spread_has_no_interval(config, tmp_path):
    done = solve(config, tmp_path / "a", "--key", "attack.count", "--from", "1", "--to", "4",
                 "--outcome", "attackers_begun", "--reach", "3", "--set", "attack.every=0",
                 "--quiet", "--json")
    told = json.loads(done.stdout)
    assert told["answer"]["value"] == 3 and told["answer"]["missed"] == 2
    assert {one["value"]: one["estimate"] for one in told["evaluated"]} == {1: 1, 2: 2, 3: 3, 4: 4}
    assert told["answer"]["low"] is None and "rule nothing out" in " ".join(told["remarks"])


@pytest.mark.parametrize("section, why", [
    ("[depend]\nattack.budget_tao = 10 * attack.shock\n",
     "stands in [depend], and a search gives every economy the same value: it would not be "
     "computed any more. Search for another key, or drop it with --set 'depend.attack.budget_tao='"
     ),
    ("[vary money]\nattack.budget_tao = grid(10, 20)\n",
     "stands in [vary money], and a search gives every economy the same value: it would not be "
     "varied any more. Search for another key, or take its line out of that section"),
])
def test_a_key_that_a_section_sets_is_refused_with_what_helps(tmp_path, section, why):
    path = tmp_path / "set.ini"
    path.write_text(CONFIG.replace("[sweep]", section + "[sweep]"))
    said = solve(path, tmp_path / "a", *MONEY, *SHARE, code=USAGE).stderr
    assert why in " ".join(said.split()), said


@pytest.mark.parametrize("options, why", [
    (("--key", "attack.shock", "--from", "1", "--to", "9", *SHARE), "would not be varied any more"),
    (("--key", "attack.mode", "--from", "1", "--to", "9", *SHARE), "its values are words"),
    (("--key", "attack.budget_ta", "--from", "1", "--to", "9", *SHARE), "is attack.budget_"),
    (("--key", "attack.budget_tao", "--from", "9", "--to", "1", *SHARE), "a smaller, then"),
    (("--key", "attack.budget_tao", "--from", "0", "--to", "9", "--log", *SHARE), "begins above 0"),
    (("--key", "attack.budget_tao", "--from", "0", "--to", "1e9", *SHARE), "--to 1e9: "),
    (("--key", "attack.day", "--from", "0", "--to", "2.5", *SHARE), "no whole number of steps"),
    ((*MONEY, "--outcome", "peak_spot", "--reach", "1"), "nearest is peak_spot_share"),
    ((*MONEY, "--outcome", "peak_ema_share"), "give a target"),
    ((*MONEY, "--outcome", "peak_ema_share", "--over", "0.1", "--reach", "2"), "between 0 and 1"),
    ((*MONEY, "--outcome", "takeover_ema_2", "--over", "1", "--reach", "0.5"), "by itself"),
    ((*MONEY, "--outcome", "control_days", "--reach", "3"), "control_days_observed"),
    ((*MONEY, "--outcome", "stopped", "--reach", "0.5"), "compares with the first arm"),
    (("--key", "foundation.delay_days", "--from", "1", "--to", "2", "--arm", "soon", *SHARE),
     "arm 'soon' sets foundation.delay_days"),
    ((*MONEY, *SHARE, "--arm", "late"), "there is no such arm"),
    ((*MONEY, *SHARE, "--tolerance", "1e-300"), "every halving is a sweep of its own; 1e-09 or"),
    (("--key", "attack.budget_tao", "--from", "10", "--to", "20", *SHARE, "--tolerance", "9e-9"),
     "1e-08 or more here, a part of 1e-9 of the range"),
    ((*MONEY, *SHARE, "--set", "sweep.points=128", "--set",
      "sweep.until=peak_ema_share[no] halfwidth < 0.1"), "--set sweep.until="),
])
def test_what_cannot_be_searched_is_refused_before_anything_runs(tmp_path, options, why):
    path = tmp_path / "arms.ini"
    path.write_text(CONFIG + ARMS)
    said = solve(path, tmp_path / "a", *options, code=USAGE).stderr
    assert why in " ".join(said.split()), said
    assert not (tmp_path / "a").exists()


def test_economies_that_all_fail_end_the_search_with_the_reason(tmp_path):
    (tmp_path / "state.csv").write_text(STATE)
    (tmp_path / "a.ini").write_text("[network]\nstart = state.csv\n[time]\ndays = 1\n"
                                    "step_blocks = 300\n[sweep]\nreplicates = 8\n")
    said = solve(tmp_path / "a.ini", tmp_path / "a", "--key", "noise.target", "--from", "0.5",
                 "--to", "1", "--outcome", "sum_of_prices", "--reach", "1", "--quiet",
                 code=USAGE).stderr
    assert "no economy of arm 'base' defines sum_of_prices (8 failed)" in said


def test_the_page_says_what_its_search_says(tmp_path):
    page = (pathlib.Path(__file__).resolve().parents[2] / "docs/solve.md").read_text()
    ini, line, shown = page.split("```\n")[1::2][:3]
    (tmp_path / "budget.ini").write_text(ini)
    words = line.split()
    assert words[:2] == ["build/cpu/taosweep", "solve"]
    done = taosweep(*words[1:], "--device", "cpu", "--quiet", cwd=tmp_path)
    assert done.stdout == shown
