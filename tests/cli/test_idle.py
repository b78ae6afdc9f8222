"""What no economy reads is said before a sweep, what stays undefined or identical after it."""
import re

import h5py
import pytest

from program import SMOKE, run_smoke, taosweep

NO_ATTACK = ("--set", "attack.mode=none")
TWINS = "arms 'foundation.acts=no' and 'foundation.acts=yes'"


def notes(file):
    with h5py.File(file) as opened:
        value = opened["run"].attrs["notes"]
    return value.decode() if isinstance(value, bytes) else value


@pytest.fixture(scope="module")
def idle(tmp_path_factory):
    """A quiet run in which arms and axes change nothing: what it said, and its file."""
    out = tmp_path_factory.mktemp("idle") / "idle.h5"
    return run_smoke(out, "--quiet", *NO_ATTACK), out


def test_validate_warns_and_still_says_good():
    done = taosweep("validate", SMOKE, *NO_ATTACK)
    assert "good" in done.stdout
    assert re.search(
        r"warning: the axes attack.day \(\S+smoke.ini:\d+\) and attack.shock \(\S+smoke.ini:\d+\) "
        r"change "
        r"nothing in the \d+ economies tried; they do with attack.mode = meme_holders", done.stderr)
    assert f"warning: {TWINS} give identical economies" in done.stderr


def test_validate_lists_what_the_horizon_leaves_undefined():
    done = taosweep("validate", SMOKE)
    assert "warning" not in done.stderr
    assert re.search(
        r"\d+ of \d+ outcomes stay undefined in the economies tried: .*"
        r"harm_60d_after, restored, action_holds "
        r"\(no action reached, or it ends before\)", done.stdout)


def test_an_action_beyond_the_horizon_is_told_with_the_horizon_to_use():
    done = taosweep("validate", SMOKE, "--set", "foundation.delay_days=2")
    assert re.search(
        r"warning: the foundation cannot act before the end of the economy in 3 of 6 points, in "
        r"arm "
        r"'foundation.acts=yes': .* day 3, by .*foundation.delay_days.*; use time.days = 4 or more",
        done.stderr)


def test_a_dry_run_warns(tmp_path):
    done = run_smoke(tmp_path / "out.h5", "--dry-run", *NO_ATTACK)
    assert f"warning: {TWINS} give identical economies" in done.stderr
    assert re.search(r"^outcomes +\d+ of \d+ outcomes stay undefined .*; and \d+ more "
                     r"\(`taosweep validate` names all\)$", done.stdout, re.M)


def test_warnings_of_a_quiet_run_go_to_standard_error(idle):
    done, _ = idle
    assert done.stdout == ""
    assert all(line.startswith("taosweep: warning: ") for line in done.stderr.splitlines())
    assert f"{TWINS} give identical economies" in done.stderr
    assert f"{TWINS} are identical: every outcome of every economy" in done.stderr


def test_the_file_keeps_the_warnings_a_sentence_a_line(idle):
    done, out = idle
    lines = notes(out).splitlines()
    for line in done.stderr.splitlines():
        assert line.removeprefix("taosweep: warning: ") in lines
    assert any(re.match(r"\d+ of \d+ outcomes are undefined in every economy: .*root_controls",
                        line)
               for line in lines)


def test_a_run_ends_with_the_outcomes_that_stay_undefined(tmp_path):
    said = run_smoke(tmp_path / "out.h5").stdout.splitlines()[-1]
    assert re.match(r"\d+ of \d+ outcomes are undefined", said)
    assert "share_30d_after" in said and "root_controls" not in said
    cut = re.fullmatch(r".*economy: (.*); and (\d+) more \(`taosweep info .*", said)
    named, more = cut.groups()
    shown = re.split("[,;] ", re.sub(r" \([^)]*\)", "", named))
    assert len(shown) == 12 and said.startswith(f"{12 + int(more)} of ")


def test_a_rerun_says_the_same(idle, tmp_path):
    done = taosweep("rerun", idle[1], "-o", tmp_path / "again.h5", "--device", "cpu")
    assert f"{TWINS} are identical" in done.stderr


def test_a_merge_says_what_holds_of_the_whole(tmp_path):
    shards = [tmp_path / f"{i}.h5" for i in range(2)]
    for i, shard in enumerate(shards):
        run_smoke(shard, "--quiet", "--shard", f"{i}/2", *NO_ATTACK)
        assert "every economy" not in notes(shard), "it holds of the shard alone"
    done = taosweep("merge", tmp_path / "out.h5", *shards)
    assert f"{TWINS} are identical: every outcome of every economy" in done.stderr
    assert "outcomes are undefined in every economy: takeover_spot_10" in done.stdout
    assert f"{TWINS} are identical" in notes(tmp_path / "out.h5")
