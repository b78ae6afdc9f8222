"""What `state` says of recorded states of the network, in each form that people hold."""
import concurrent.futures
import json
import os
import random
import subprocess

import pytest

from program import DONE, USAGE, command, taosweep

OWN = """netuid,name,tao_in,alpha_in,alpha_out,price_tao,moving_price_tao,miner_burned,\
emission_enabled,tao_in_emission_per_block,excess_tao_per_block,block
0,root,5000000.0,1.0,1.0,1,,,1,,,9000000
1,one,300.0,1000.0,1.0,0.3,0.3,0,1,0.25,0.125,9000000
2,"two, too",200.0,1000.0,1.0,0.2,0.2,0.5,1,0.1,0.025,9000000
"""
DYNAMIC_INFO = [{"netuid": 51, "subnet_name": [83, 78], "alpha_in": 2 * 10**15,
                 "alpha_out": 10**15, "tao_in": 170000500000000, "tao_in_emission": 13970000,
                 "network_registered_at": 8700000, "moving_price": {"bits": 429496729}}]
LEGACY = {"pagination": {"current_page": 1, "total_pages": 1}, "data": [
    {"netuid": 51, "block_number": 9240300, "timestamp": "2026-10-08T10:02:36.000Z", "name": "x",
     "price": "0.085", "total_tao": "170000500000000", "alpha_in_pool": "2000000000000000",
     "alpha_staked": "1000000000000000"}]}
TAOSTATS = {"data": [
    {"netuid": 51, "block_number": 9240300, "price": "0.085", "tao_in_pool": "170000500000000",
     "alpha_in_pool": "2000000000000000", "alpha_staked": "1000000000000000",
     "subnet_emission_enabled": True}]}
BTCLI_9 = {"total_netuids": 1, "subnets": {"51": {
    "netuid": 51, "subnet_name": "x", "price": 0.08500025, "emission": 0.0139,
    "tao_flow_ema": 0.02, "liquidity": {"tao_in": 170000.5, "alpha_in": 2000000.0},
    "alpha_out": 1000000.0}}}
BTCLI_11 = [{"netuid": 51, "name": "x", "price_tao_per_alpha": 0.0931,
             "emission_tao_per_day": 100.6, "tao_flow_tao_per_day": 3.1}]

FORMS = {"own": OWN, "dynamic_info": json.dumps(DYNAMIC_INFO), "legacy": json.dumps(LEGACY),
         "taostats": json.dumps(TAOSTATS), "btcli_9": json.dumps(BTCLI_9)}


@pytest.fixture
def state(tmp_path):
    """Runs `state` on a text, in a file whose name says nothing."""
    def run(text, *options, code=DONE):
        file = tmp_path / "file"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return taosweep("state", file, *options, code=code)
    return run


def refusal(state, text, *options):
    done = state(text, *options, code=USAGE)
    assert done.stdout == ""
    return done.stderr


@pytest.mark.parametrize("form, kind, unit", [
    ("own", "state with the columns of taosweep", "in TAO"),
    ("dynamic_info", "DynamicInfo", "in rao"), ("legacy", "taostats (legacy)", "in rao"),
    ("taostats", "pools of taostats", "in rao"), ("btcli_9", "btcli 9", "in TAO")])
def test_each_form_is_told_by_its_keys(state, form, kind, unit):
    said = state(FORMS[form], "--block", "9000000").stdout
    assert kind in said and unit in said
    assert said.startswith("A network of ")


def test_shares_are_recomputed_by_the_rules_of_the_block(state):
    """Weights 0.3 and 0.1; the bar is the least share: 0.75/(1 + 1/27) and 0.25/2."""
    said = json.loads(state(OWN, "--json").stdout)
    first, second = 0.75 * 27 / 28, 0.125
    expected = first / (first + second)
    assert said["rules"]["era"] == "hill-rank-2026-08" and said["amounts_in_file"] == "TAO"
    assert said["subnets"][0]["share_by_rules"] == pytest.approx(expected, abs=1e-12)
    assert said["subnets"][0]["share_recorded"] == pytest.approx(0.75, abs=1e-12)
    assert said["rules"]["difference"]["largest"] == pytest.approx(expected - 0.75, abs=1e-12)
    assert said["summary"]["effective_subnets"] == pytest.approx(1 / (0.75**2 + 0.25**2))


def test_another_era_may_be_asked_for(state):
    said = json.loads(state(OWN, "--json", "--era", "price-2026-07").stdout)
    assert said["rules"]["difference"]["largest"] == pytest.approx(0, abs=1e-12)
    assert "nearest is price-2026-07" in refusal(state, OWN, "--era", "price-2026-7")


def test_the_bar_may_be_given(state):
    said = state(OWN, "--bar", "0.5").stdout
    assert "bar 0.5000000, as the chain stored it" in said
    assert "between 0 and 1" in refusal(state, OWN, "--bar", "5")


@pytest.mark.parametrize("form", FORMS)
def test_what_it_says_for_programs_is_a_state_again(state, form):
    def numbers(said):
        return [{key: value for key, value in subnet.items()} for subnet in said["subnets"]]
    first = json.loads(state(FORMS[form], "--block", "9000000", "--json").stdout)
    again = json.loads(state(json.dumps(first), "--json").stdout)
    assert numbers(again) == numbers(first)
    assert again["block"] == first["block"] and again["root_tao"] == first["root_tao"]


def test_shares_of_few_subnets_are_said_to_be_parts_of_those(state):
    assert "50 of them are not in the file" in state(FORMS["taostats"]).stdout.replace(
        "\n" + 15 * " ", " ")


REFUSED = {
    "a config": ("# a, b\n[network]\nsubnets = 2\n", "known by the columns # a, b"),
    "empty": ("", "is empty"),
    "cut off": (FORMS["legacy"][:-20], "no JSON: parse error at line 1"),
    "deep": ("[" * 100000, "deeper than 64 levels"),
    "not a number": (FORMS["dynamic_info"].replace("170000500000000", "NaN"), "NaN"),
    "negative": (OWN.replace("300.0", "-300.0"), "file:3, column tao_in (netuid 1)"),
    "twice": (OWN.replace('\n2,', '\n1,'), "netuid 1 stands there a second time"),
    "a column less": (OWN.replace("alpha_out", "beta_out"), "no column alpha_out"),
    "mixed units": (OWN.replace("200.0", "200"), "file:4, column tao_in (netuid 2)"),
    "absurd": (OWN.replace("300.0", "1e15"), "a pool of 1e+15 TAO"),
    "btcli 11": (json.dumps(BTCLI_11), "neither the reserves of the pools nor a block"),
    "v3 pools": (OWN.replace("9000000", "7801029"), "alpha_sqrt_price and current_liquidity"),
    "one page": (FORMS["legacy"].replace('"total_pages": 1', '"total_items": 129'),
                 "holds 1 of 129 rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "zero bytes"),
    "latin 1": ('[{"netuid":1,"name":"Z\xfcrich"}]'.encode("latin-1"), "UTF-8"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_state_is_refused_with_its_place(state, what):
    text, words = REFUSED[what]
    said = refusal(state, text)
    assert words in said and said.count("\n") == 1


def test_places_that_are_no_files_are_refused(tmp_path):
    assert "is a folder" in taosweep("state", tmp_path, code=USAGE).stderr
    assert "No such file" in taosweep("state", tmp_path / "none", code=USAGE).stderr
    huge = tmp_path / "huge"
    with open(huge, "wb") as file:
        file.truncate(1 << 30)
    assert "more than 16 MiB" in taosweep("state", huge, code=USAGE).stderr


def test_names_from_a_file_do_not_steer_the_terminal(state):
    said = state(OWN.replace("one", "\x1b[2Jone\x07").replace("0.25,0.125", "0.3,0.125"))
    assert "\x1b" not in said.stdout and "\\x1B[2Jone\\x07" in said.stdout
    assert "\x1b" not in state(OWN.replace("one", "\x1b[2J"), "--json").stdout
    assert "\x1b" not in refusal(state, OWN.replace("300.0", "\x1b[2J"))


def test_names_of_a_table_may_be_of_any_bytes(state):
    assert "largest 1 o\\xE9" in state(OWN.encode().replace(b"one", b"o\xe9")).stdout


def test_a_state_of_concentrated_liquidity_has_shares_alone(state):
    said = state(OWN.replace("9000000", "8470000"), "--shares-only").stdout
    assert "price-root-2026-06" in said and "\npools " not in said


def mutated(text, chance):
    for _ in range(chance.randint(1, 3)):
        at, span = chance.randint(0, len(text)), chance.randint(0, 40)
        piece = chance.choice(["", "NaN", "[", "{", '"', "-1", "1e999", "\0", "\x1b[2J", ",\n"])
        text = text[:at] + piece + text[at + chance.choice([0, span]):]
    return text


def test_damaged_files_end_in_words(tmp_path):
    """tests/host/network/mutated_states_test.cpp tries far more of them inside one process."""
    chance = random.Random(11)
    files = []
    for form, text in FORMS.items():
        for n in range(20):
            files.append(tmp_path / f"{form}_{n}")
            files[-1].write_text(mutated(text, chance))

    def run(file):
        return subprocess.run(command("state", file, "--block", "9000000"), capture_output=True,
                              timeout=60)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        done = list(pool.map(run, files))
    assert {one.returncode for one in done} == {DONE, USAGE}
    assert all(one.stderr.startswith(b"taosweep: ") for one in done if one.returncode)


@pytest.mark.skipif("TAOSWEEP_DATA" not in os.environ,
                    reason="TAOSWEEP_DATA is not set: it names the folder of recorded chain data")
def test_the_recorded_state_of_august_follows_its_rules():
    file = os.path.join(os.environ["TAOSWEEP_DATA"], "snapshot_20260807_b8791247.csv")
    said = json.loads(taosweep("state", file, "--block", "8791247", "--bar",
                               "0.008232527922764766", "--json").stdout)
    assert said["rules"]["difference"]["largest"] < 3e-6
    assert said["rules"]["difference"]["mean"] < 1e-7
