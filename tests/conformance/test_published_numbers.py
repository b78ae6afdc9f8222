"""Numbers that the chain's own tests publish, file by file, through the program `conformance`."""
import json
import os
import pathlib
import re
import subprocess

import pytest

PROGRAM = os.environ["TAOSWEEP_CONFORMANCE"]
OWN = pathlib.Path(os.environ["TAOSWEEP_SOURCE"]) / "tests" / "vectors"
OTHER = os.environ.get("TAOSWEEP_VECTORS")  # a folder of more vector files, of any era
FILES = sorted(OWN.glob("*.json")) + (sorted(pathlib.Path(OTHER).glob("*.json")) if OTHER else [])


def run(*files):
    done = subprocess.run([PROGRAM, *files], capture_output=True, text=True)
    tally = re.search(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", done.stdout, flags=re.M)
    return done, [int(number) for number in tally.groups()] if tally else None


def test_there_are_vectors():
    assert any(file.parent == OWN for file in FILES)
    assert OTHER is None or any(file.parent == pathlib.Path(OTHER) for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_vector_of_a_rule_we_have_holds(file):
    done, tally = run(file)
    assert done.returncode == 0, done.stdout + done.stderr
    passed, failed, skipped = tally
    assert passed > 0 and failed == 0
    assert skipped == 0 or file.parent != OWN, done.stdout
    assert sum(tally) == len(json.loads(file.read_text())["vectors"])


def test_a_file_that_is_no_json_is_refused(tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    done, _ = run(broken)
    assert done.returncode == 1 and "broken.json" in done.stderr


def test_a_file_without_vectors_is_refused(tmp_path):
    empty = tmp_path / "empty.json"
    empty.write_text('{"vectors": []}')
    done, _ = run(empty)
    assert done.returncode == 1 and "empty.json" in done.stderr


def refused(tmp_path, **changes):
    """One vector that holds, with changes: what the program says of it."""
    vector = {"id": "v", "piece": "owner_cut", "inputs": {"alpha_out": 1000, "cut_u16": 65535},
              "expected": 1000, "tolerance": {"abs": 0}}
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"vectors": [{**vector, **changes}]}))
    return run(file)


def test_a_wrong_number_is_a_failure_that_names_vector_field_and_numbers(tmp_path):
    assert refused(tmp_path)[1] == [1, 0, 0]
    done, tally = refused(tmp_path, expected=999)
    assert done.returncode == 1 and tally == [0, 1, 0]
    line = next(line for line in done.stdout.splitlines() if line.startswith("FAILED"))
    assert all(word in line for word in ("v ", "owner_cut", "999", "1000"))


def test_a_vector_that_lacks_an_input_is_a_failure(tmp_path):
    done, tally = refused(tmp_path, inputs={"alpha_out": 1000})
    assert done.returncode == 1 and tally == [0, 1, 0] and "cut_u16" in done.stdout


def test_a_vector_that_expects_what_is_not_computed_is_a_failure(tmp_path):
    done, tally = refused(tmp_path, piece="stake_fee", inputs={"tao_staked": 9, "fee": 1},
                          expected={"something": 9})
    assert done.returncode == 1 and tally == [0, 1, 0] and "something" in done.stdout


def failure(done):
    return next(line for line in done.stdout.splitlines() if line.startswith("FAILED"))


def test_a_piece_that_is_neither_computed_nor_known_to_be_missing_is_a_failure(tmp_path):
    done, tally = refused(tmp_path, piece="owner_cutt")
    assert done.returncode == 1 and tally == [0, 1, 0]
    assert "owner_cutt" in failure(done) and "missing.cpp" in failure(done)


def test_so_is_one_that_its_source_has_disabled(tmp_path):
    assert refused(tmp_path, piece="owner_cutt", active=False)[1] == [0, 1, 0]


def test_an_era_or_variant_that_nobody_knows_is_a_failure(tmp_path):
    share = {"piece": "tao_share", "inputs": {"block_emission": 9, "subnets": [{"price_ema": 1}]},
             "expected": [9]}
    assert refused(tmp_path, **share, era="launch")[1] == [1, 0, 0]
    done, tally = refused(tmp_path, **share, era="lunch")
    assert done.returncode == 1 and tally == [0, 1, 0] and "lunch" in failure(done)
    done, tally = refused(tmp_path, **epoch_of([1]), params={"variant": "yuma9"})
    assert tally == [0, 1, 0] and "yuma9" in failure(done)


def test_what_is_known_to_be_missing_is_counted_with_what_it_waits_for(tmp_path):
    done, tally = refused(tmp_path, piece="conviction_decay")
    assert done.returncode == 0 and tally == [0, 0, 1]
    assert "skipped 1 conviction_decay: waits for locks" in done.stdout
    done, tally = refused(tmp_path, piece="flow_normalise", inputs={"flows": [1], "p": 2})
    assert tally == [0, 0, 1] and "skipped 1 flow_normalise (exponent): waits for" in done.stdout


def test_an_empty_list_is_an_answer(tmp_path):
    share = {"piece": "tao_share", "inputs": {"block_emission": 9, "subnets": []}}
    assert refused(tmp_path, **share, expected=[])[1] == [1, 0, 0]
    done, tally = refused(tmp_path, **share, expected=[9])
    assert tally == [0, 1, 0] and "list of 1" in failure(done)
    column = {"piece": "weighted_median_col",
              "inputs": {"stake": [], "weights": [], "majority": 0.5}}
    assert refused(tmp_path, **column, expected={"consensus": []})[1] == [1, 0, 0]


def test_null_is_an_answer_and_a_number_is_another(tmp_path):
    done, tally = refused(tmp_path, expected=None)
    assert tally == [0, 1, 0] and "expected nothing, got 1000" in failure(done)


def test_a_vector_that_expects_nothing_at_all_is_a_failure(tmp_path):
    done, tally = refused(tmp_path, **epoch_of([1]), expected={})
    assert tally == [0, 1, 0] and "nothing was compared" in failure(done)


def epoch_of(*stake, **active):
    """Two validators, or one, that score one miner alike."""
    weights = [[1] for _ in (list(stake) + list(active.values()))[0]]
    named = {"stake": stake[0]} if stake else {}
    return {"piece": "epoch", "inputs": {**named, **active, "weights": weights}}


def test_masked_validators_have_no_stake_in_an_epoch(tmp_path):
    shares = {"expected": {"validator_share_of_epoch": [0.5, 0]}}
    assert refused(tmp_path, **epoch_of(active_stake=[1, None]), **shares)[1] == [1, 0, 0]
    assert refused(tmp_path, **epoch_of(active_stake=[1, 0]), **shares)[1] == [1, 0, 0]
    assert refused(tmp_path, **epoch_of([1, 1]), **shares)[1] == [0, 1, 0]
    assert refused(tmp_path, **epoch_of([1, 1], active_stake=[1, None]), **shares)[1] == [1, 0, 0]


def test_where_all_are_masked_they_are_paid_by_stake(tmp_path):
    shares = {"expected": {"validator_share_of_epoch": [0.75, 0.25]}}
    masked = {"active_stake": [None, None]}
    assert refused(tmp_path, **epoch_of([3, 1], **masked), **shares)[1] == [1, 0, 0]
    done, tally = refused(tmp_path, **epoch_of(**masked), **shares)
    assert tally == [0, 1, 0] and "no stake stands beside it" in failure(done)
    done, tally = refused(tmp_path, **epoch_of([1, 1], active_stake=[1]), **shares)
    assert tally == [0, 1, 0] and "differ in number" in failure(done)


def test_a_key_that_is_not_read_is_a_failure(tmp_path):
    shares = {"expected": {"validator_share_of_epoch": [0.5]}}
    assert refused(tmp_path, **epoch_of([1]), **shares)[1] == [1, 0, 0]
    for other in ({"params": {"kapa": 0.9}},
                  {"inputs": {"stake": [1], "weights": [[1]], "active_stakes": [1]}}):
        done, tally = refused(tmp_path, **{**epoch_of([1]), **shares, **other})
        assert tally == [0, 1, 0] and "is not read" in failure(done)
