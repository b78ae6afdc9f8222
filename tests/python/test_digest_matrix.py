"""scripts/digest_matrix.py puts each pinned number into its column, misses none, and takes no two
failures for equal."""
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


def made_up_tests(folder, suites, failing=(), skipped=(), ends="0"):
    """A build whose tests are these, with some that fail."""
    report = {"testsuites": [
        {"name": suite, "testsuite": [
            {"name": test, "result": "SKIPPED" if test in skipped else "COMPLETED",
             **({"failures": [{}]} if test in failing else {})} for test in tests]}
        for suite, tests in suites.items()]}
    (folder / "tests").mkdir(exist_ok=True, parents=True)
    (folder / "report").write_text(json.dumps(report))
    program = folder / "tests/bits_tests"
    program.write_text(f'#!/bin/sh\nfor word; do :; done\ncp {folder}/report "${{word#*:}}"\n'
                       f"exit {ends}\n")
    program.chmod(0o755)


def pins(folder, *suites, **how):
    made_up_tests(folder, *suites, **how)
    return digest_matrix.pins(folder, {}, digest_matrix.First())


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


def test_tests_that_end_badly_are_not_equal(tmp_path):
    assert pins(tmp_path, TESTS, ends="7")["batches"] == ["no pin differs, yet: exit code 7"]
    (tmp_path / "tests/bits_tests").write_text("#!/bin/sh\nkill -SEGV $$\n")
    found = digest_matrix.pins(tmp_path, {}, digest_matrix.First())
    assert found["batches"] == ["the tests did not end: SIGSEGV"]


def test_no_test_at_all_is_not_equal(tmp_path):
    assert all(pins(tmp_path, {}).values())


# Its files hold their digest. ENDS: shell patterns of command lines that end badly.
PROGRAM = """#!/bin/bash
case "$*" in {ends}) echo "no such thing" >&2; {how} ;; esac
out=
for word; do case $word in *.h5) [ "$out" ] || out=$word ;; esac; done
case $1 in
  run) echo "content digest {digest}" >"$out" ;;
  merge) cp "$3" "$out" ;;
  info) cat "$out" ;;
  devices) for isa in {isas}; do echo "  $isa: lanes"; done ;;
esac
"""
A, B = 64 * "a", 64 * "b"


@pytest.fixture
def table(tmp_path, monkeypatch, capsys):
    """Column -> cells of the rows of made-up builds, and the exit code."""
    def made(*builds):
        monkeypatch.setattr(digest_matrix, "compilers", lambda: [f"cc{i}" for i in
                                                                 range(len(builds))])
        monkeypatch.setattr(digest_matrix, "LEVELS", ("-O0",))
        monkeypatch.setattr(digest_matrix, "LIBRARIES", {"as it is": {}})
        monkeypatch.setattr(digest_matrix, "build", lambda compiler, level: tmp_path / compiler)
        monkeypatch.setattr(sys, "argv", ["digest_matrix.py"])
        for i, build in enumerate(builds):
            made_up_tests(tmp_path / f"cc{i}", TESTS)
            program = tmp_path / f"cc{i}/taosweep"
            program.write_text(PROGRAM.format(**{"ends": "never", "how": "exit 1", "digest": A,
                                                 "isas": "one two", **build}))
            program.chmod(0o755)
        with pytest.raises(SystemExit) as ended:
            digest_matrix.main()
        head, _, *rows = capsys.readouterr().out.splitlines()
        cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in [head, *rows]]
        return {name: [row[i] for row in cells[1:]] for i, name in enumerate(cells[0])}, \
            ended.value.code
    return made


OF_FILES = ("threads", "shards", "back ends")


def test_builds_of_one_digest_are_equal(table):
    found, code = table({}, {})
    assert code == 0
    assert all(found[column] == ["equal", "equal"] for column in digest_matrix.COLUMNS)


def test_a_build_of_another_digest_differs(table):
    found, code = table({}, {"digest": B})
    assert code == 1 and all(found[column][0] == "equal" != found[column][1] for column in OF_FILES)


def test_builds_that_all_crash_are_not_equal(table):
    crash = {"ends": "run*", "how": "kill -SEGV $$"}
    found, code = table(crash, crash)
    assert code == 1
    assert all(found[column] == 2 * ["no run to compare with: SIGSEGV, no such thing"]
               for column in OF_FILES)


def test_a_build_that_crashes_is_no_measure_of_the_next(table):
    found, code = table({"ends": "run*"}, {})
    assert code == 1 and all(found[column][1] == "equal" != found[column][0] for column in OF_FILES)


@pytest.mark.parametrize("ends, column", [
    ("*--threads*97*", "threads"), ("*--shard*1/2*", "shards"), ("merge*", "shards"),
    ("info*joined.h5", "shards"), ("*--isa*two*", "back ends"), ("devices", "back ends")])
def test_a_command_that_ends_badly_is_named_with_its_reason(ends, column, table):
    """Also where an earlier run left its file."""
    assert table({}, {})[1] == 0
    found, code = table({"ends": ends}, {"ends": ends})
    assert code == 1
    for name in OF_FILES:
        for said in found[name]:
            assert said.endswith("exit code 1, no such thing") if name == column else \
                said == "equal"


@pytest.mark.parametrize("ends, column", [("run*", "threads"), ("merge*", "shards")])
def test_a_file_of_an_earlier_run_is_not_read(ends, column, table):
    assert table({}, {})[1] == 0
    found, code = table({"ends": ends, "how": "exit 0"}, {})
    assert code == 1 and found[column][0] != "equal" == found[column][1]


@pytest.mark.parametrize("build, column", [({"isas": ""}, "back ends"),
                                           ({"digest": ""}, "threads"),
                                           ({"digest": "failed"}, "threads")])
def test_no_back_end_and_no_digest_are_not_equal(build, column, table):
    found, code = table(build, build)
    assert code == 1 and "equal" not in found[column]


def test_a_build_without_a_back_end_of_the_first_is_not_equal(table):
    found, code = table({}, {"isas": "one"})
    assert code == 1 and found["back ends"] == ["equal", "without two"]


def test_a_build_without_a_pin_of_the_first_is_not_equal(tmp_path):
    first = digest_matrix.First()
    made_up_tests(tmp_path, TESTS)
    assert not any(digest_matrix.pins(tmp_path, {}, first).values())
    made_up_tests(tmp_path, {**TESTS, "All/Pinned": TESTS["All/Pinned"] + [
        "NumbersAreWhatTheyWere/failing_avx2"]}, skipped=["NumbersAreWhatTheyWere/sn28_scalar"])
    assert digest_matrix.pins(tmp_path, {}, first)["other pins"] == [
        "without NumbersAreWhatTheyWere/sn28"]


def test_a_compiler_that_is_not_there_is_not_equal(monkeypatch, capsys):
    monkeypatch.setattr(digest_matrix, "compilers", lambda: ["no-such-compiler"])
    monkeypatch.setattr(sys, "argv", ["digest_matrix.py"])
    with pytest.raises(SystemExit) as ended:
        digest_matrix.main()
    said = capsys.readouterr()
    assert ended.value.code == 1 and "no-such-compiler was not found" in said.err
    assert said.out.count("not built") == 2 * len(digest_matrix.LEVELS) * len(
        digest_matrix.COLUMNS)


def test_a_build_that_is_asked_for_and_not_there_is_said(monkeypatch):
    monkeypatch.setattr(digest_matrix, "compilers", lambda: ["g++"])
    monkeypatch.setattr(digest_matrix, "build", lambda compiler, level: None)
    monkeypatch.setattr(sys, "argv", ["digest_matrix.py", "g++-O0", "clang++-O0"])
    with pytest.raises(SystemExit) as ended:
        digest_matrix.main()
    assert "no build is named clang++-O0; there are g++-O0" in ended.value.code
