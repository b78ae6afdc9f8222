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


def test_an_unknown_piece_is_skipped_by_name(tmp_path):
    done, tally = refused(tmp_path, piece="another_rule")
    assert done.returncode == 0 and tally == [0, 0, 1] and "1 another_rule" in done.stdout
