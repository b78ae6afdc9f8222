"""What --resume and --force trust, refuse and drop."""
import shutil

import h5py
import pytest

import chunk_file
from program import (ECONOMIES, LONG_WITH_ALL, USAGE, copy_with_parts, digest, interrupt, parts,
                     run_smoke)


@pytest.fixture(scope="module")
def long(long_with_all):
    """Here with arms and replicates, so that a chunk of one point has economies to fail."""
    return long_with_all


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory):
    """The same, stopped by a signal."""
    out = tmp_path_factory.mktemp("interrupted") / "long.h5"
    assert interrupt(out, sweep=LONG_WITH_ALL)[0] == 130
    return out


def test_an_existing_file_is_refused_and_kept(smoke):
    before = smoke.read_bytes()
    done = run_smoke(smoke, code=USAGE)
    assert "exists" in done.stderr and "--force" in done.stderr
    assert smoke.read_bytes() == before


def test_force_replaces_an_existing_file(tmp_path):
    out = tmp_path / "out.h5"
    out.write_text("something else")
    run_smoke(out, "--quiet", "--force")
    with h5py.File(out) as opened:
        assert "outcomes" in opened


def test_resume_on_a_complete_file_is_done(smoke):
    before = smoke.stat().st_mtime_ns
    done = run_smoke(smoke, "--resume")
    assert "is complete" in done.stdout
    assert smoke.stat().st_mtime_ns == before


def test_resume_on_a_complete_file_removes_what_a_kill_left_beside_it(interrupted, long, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    shutil.copy(long, out)
    run_smoke(out, "--resume", *LONG_WITH_ALL)
    assert not (tmp_path / "out.h5.parts").exists()
    assert digest(out) == digest(long)


def test_resume_on_nothing_starts_the_run(smoke, tmp_path):
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", "--resume")
    assert digest(out) == digest(smoke)


def test_resume_refuses_the_file_of_another_config(smoke):
    done = run_smoke(smoke, "--resume", "--set", "attack.budget_tao=7", code=USAGE)
    assert "another config" in done.stderr


def test_resume_refuses_the_file_of_another_shard(tmp_path):
    out = tmp_path / "out.h5"
    run_smoke(out, "--quiet", "--shard", "0/2")
    done = run_smoke(out, "--quiet", "--resume", "--shard", "1/2", code=USAGE)
    assert "0/2" in done.stderr


def test_resume_refuses_a_file_that_holds_no_results(tmp_path):
    out = tmp_path / "out.h5"
    out.write_text("not a results file")
    run_smoke(out, "--resume", code=USAGE)
    assert out.read_text() == "not a results file"


def test_resume_and_force_together_replace_a_file_and_use_finished_work(interrupted, tmp_path):
    """A finished chunk with another number in it shows in the new file."""
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    chunk_file.change(parts(out)[0], _fail_first_two)
    out.write_text("an old file")
    done = run_smoke(out, "--quiet", "--resume", "--force", *LONG_WITH_ALL, code=ECONOMIES)
    assert "2 of 320 economies failed" in done.stderr


def test_finished_work_is_refused_without_a_word_on_it(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    done = run_smoke(out, *LONG_WITH_ALL, code=USAGE)
    assert "--resume" in done.stderr and "--force" in done.stderr
    assert parts(out)


def test_resume_refuses_finished_work_of_another_config(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    done = run_smoke(out, "--resume", *LONG_WITH_ALL, "--set", "attack.budget_tao=7", code=USAGE)
    assert "another config" in done.stderr
    assert parts(out)


def test_force_drops_finished_work(interrupted, tmp_path):
    """A finished chunk with another number in it would show."""
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    for part in parts(out):
        chunk_file.change(part, _fail_first_two)
    run_smoke(out, "--quiet", "--force", *LONG_WITH_ALL)


def _fail_first_two(chunk):
    chunk["status"][0] = 1
    chunk["status"][1] = 3


def test_finished_work_is_used_and_failed_economies_are_counted(interrupted, tmp_path):
    out = copy_with_parts(interrupted, tmp_path / "out.h5")
    chunk_file.change(parts(out)[0], _fail_first_two)
    done = run_smoke(out, "--quiet", "--resume", *LONG_WITH_ALL, code=ECONOMIES)
    assert "2 of 320 economies failed: 1 not finite, 1 alpha ledger does not close" in done.stderr
    with h5py.File(out) as opened:
        assert sorted(opened["outcomes/status"][...].ravel())[-3:] == [0, 1, 3]


@pytest.mark.parametrize("place", ["missing/out.h5", "."])
def test_a_place_that_cannot_be_written_to_is_said_before_anything_runs(tmp_path, place):
    done = run_smoke(tmp_path / place, code=USAGE)
    assert "cannot write" in done.stderr or "exists" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_config_is_not_overwritten(tmp_path):
    config = tmp_path / "smoke.ini"
    config.write_text("[time]\ndays = 1\n")
    run_smoke(config, "--force", config=config, code=USAGE)
    assert config.read_text() == "[time]\ndays = 1\n"
