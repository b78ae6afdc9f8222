"""Numbers that the chain's own tests publish, file by file, through the program `conformance`."""
import json
import os
import pathlib
import re
import subprocess

import pytest

PROGRAM = os.environ["TAOSWEEP_CONFORMANCE"]
FOLDER = os.environ.get("TAOSWEEP_VECTORS")
FILES = sorted(pathlib.Path(FOLDER).glob("*.json")) if FOLDER else []


def run(*files):
    done = subprocess.run([PROGRAM, *files], capture_output=True, text=True)
    tally = re.search(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", done.stdout, flags=re.M)
    return done, [int(number) for number in tally.groups()] if tally else None


@pytest.mark.skipif(not FOLDER, reason="TAOSWEEP_VECTORS is not set")
def test_the_folder_of_vectors_holds_some():
    assert FILES, f"no *.json in {FOLDER}"


@pytest.mark.skipif(not FOLDER, reason="TAOSWEEP_VECTORS is not set")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_vector_of_a_rule_we_have_holds(file):
    done, tally = run(file)
    assert done.returncode == 0, done.stdout + done.stderr
    passed, failed, _ = tally
    assert passed > 0 and failed == 0
    assert sum(tally) == len(json.loads(file.read_text())["vectors"])


def test_a_file_that_is_no_json_is_refused(tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    done, _ = run(broken)
    assert done.returncode == 1 and "broken.json" in done.stderr


def test_a_vector_without_numbers_is_a_failure(tmp_path):
    empty = tmp_path / "empty.json"
    empty.write_text('{"vectors": []}')
    assert run(empty)[0].returncode == 1
