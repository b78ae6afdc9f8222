"""scripts/digest_matrix.py puts each pinned number into its column, and misses none."""
import json
import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import digest_matrix  # noqa: E402

TESTS = {"All/Pinned": ["NumbersAreWhatTheyWere/era_launch_step_1_scalar",
                        "NumbersAreWhatTheyWere/era_launch_avx2",
                        "NumbersAreWhatTheyWere/sn28_scalar"],
         "Of/PinnedInBatches": ["NumbersAreThoseOfOneBatch/sn28",
                                "NumbersAreThoseOfOneBatchOnACard/sn28_rules"]}


def pins(folder, suites, failing=(), skipped=()):
    """Of a build whose tests are these, with some that fail."""
    report = {"testsuites": [
        {"name": suite, "testsuite": [
            {"name": test, "result": "SKIPPED" if test in skipped else "COMPLETED",
             **({"failures": [{}]} if test in failing else {})} for test in tests]}
        for suite, tests in suites.items()]}
    (folder / "tests").mkdir(exist_ok=True)
    (folder / "report").write_text(json.dumps(report))
    program = folder / "tests/bits_tests"
    program.write_text(f'#!/bin/sh\nfor word; do :; done\ncp {folder}/report "${{word#*:}}"\n')
    program.chmod(0o755)
    return digest_matrix.pins(folder, {})


def test_pins_of_batches_have_a_column_of_their_own(tmp_path):
    assert "batches" in digest_matrix.COLUMNS
    assert pins(tmp_path, TESTS) == {column: [] for column in digest_matrix.PINNED}
    for test in TESTS["Of/PinnedInBatches"]:
        found = pins(tmp_path, TESTS, failing=[test])
        assert {column for column, names in found.items() if names} == {"batches"}
        assert found["batches"] == [test.split("/")[-1]]


@pytest.mark.parametrize("column, test", zip(("eras, every block", "eras, coarse", "other pins"),
                                             TESTS["All/Pinned"]))
def test_other_pins_are_in_theirs(column, test, tmp_path):
    found = pins(tmp_path, TESTS, failing=[test])
    assert {column for column, names in found.items() if names} == {column}


def test_a_column_without_a_test_is_not_equal(tmp_path):
    without = {"All/Pinned": TESTS["All/Pinned"]}
    assert pins(tmp_path, without)["batches"] == ["no pin was looked at"]
    assert pins(tmp_path, TESTS, skipped=TESTS["Of/PinnedInBatches"])["batches"] == [
        "no pin was looked at"]
