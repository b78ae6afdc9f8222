"""Only what is this program's own is ever removed: by its name, regular files alone, never through
a link."""
import os
import re
import shutil
import signal

import pytest

import foreign
from program import (DONE, LONG, PLAIN, SLOWLY, SMOKE, USAGE, copy_with_parts, digest, more,
                     parts, run_smoke, some_of, start, taosweep, wait_for_part)

FORCES = [(), ("--force",), ("--resume",), ("--force", "--resume")]
ATTEMPTS = [*FORCES, "rerun", "merge"]


@pytest.fixture
def place(tmp_path):
    """A place for OUT where files of others stand beside it and in OUT.parts/."""
    out = tmp_path / "place" / "out.h5"
    out.parent.mkdir()
    foreign.put_into(out.parent, tmp_path / "elsewhere")
    foreign.put_into(parts_of(out), tmp_path / "elsewhere in parts")
    return out


def parts_of(out):
    return out.with_name(out.name + ".parts")


def foreign_walk(out):
    """All below the test's folder but OUT itself and its chunks."""
    def own(path):
        chunk = re.fullmatch(r"(points|point_\d{10}_replicates)_\d{10}_\d{10}\.chunk",
                             path.name) and path.name not in foreign.NEARLY
        return path == out or (path.parent == parts_of(out) and chunk)
    return foreign.walk(out.parent.parent, own)


@pytest.mark.parametrize("options", FORCES)
def test_a_run_leaves_what_is_not_its_own(place, options):
    before = foreign_walk(place)
    run_smoke(place, "--quiet", *PLAIN, *options)
    assert place.is_file() and foreign_walk(place) == before


@pytest.mark.parametrize("options", FORCES)
def test_a_run_over_finished_work_leaves_what_is_not_its_own(place, interrupted, options):
    before = foreign_walk(place)
    for part in parts(interrupted):
        shutil.copy(part, parts_of(place))
    run_smoke(place, "--quiet", *options, *LONG, code=DONE if options else USAGE)
    assert foreign_walk(place) == before


@pytest.mark.parametrize("options", [("--force",), ("--force", "--resume")])
def test_force_over_a_file_and_the_work_of_another_config_leaves_what_is_not_its_own(
    place, interrupted, options):
    before = foreign_walk(place)
    for part in parts(interrupted):
        shutil.copy(part, parts_of(place))
    place.write_text("an old file")
    run_smoke(place, "--quiet", *PLAIN, *options)
    assert digest(place) and foreign_walk(place) == before


def test_a_rerun_and_a_merge_leave_what_is_not_their_own(place, plain, tmp_path):
    before = foreign_walk(place)
    taosweep("rerun", plain, "-o", place, "--quiet")
    taosweep("rerun", plain, "-o", place, "--quiet", "--force")
    shards = [tmp_path / "place" / f"made{i}.h5" for i in range(2)]
    for i, shard in enumerate(shards):
        run_smoke(shard, "--quiet", *PLAIN, "--shard", f"{i}/2")
    taosweep("merge", place, *shards, "--force")
    place.unlink()
    taosweep("merge", place, *shards)
    for shard in shards:
        shard.unlink()
    assert foreign_walk(place) == before


@pytest.mark.parametrize("number, options", [
    (signal.SIGINT, FORCES[0]), (signal.SIGKILL, FORCES[1]), (signal.SIGKILL, FORCES[2]),
    (signal.SIGINT, FORCES[3]),
    *more((signal.SIGKILL, FORCES[0]), (signal.SIGINT, FORCES[1]), (signal.SIGINT, FORCES[2]),
          (signal.SIGKILL, FORCES[3]))])
def test_a_run_that_is_ended_leaves_what_is_not_its_own(place, options, number):
    before = foreign.walk(place.parent.parent)
    process = start("run", SMOKE, "-o", place, "--device", "cpu", "--quiet", *options, *LONG,
                    *SLOWLY)
    near = len(parts(place))
    wait_for_part(process, place, more_than=near)
    process.send_signal(number)
    process.communicate(timeout=60)
    run_smoke(place, "--quiet", "--resume", *LONG)
    place.unlink()
    after = foreign.walk(place.parent.parent)
    assert after == before


def test_a_refusal_removes_nothing(place, interrupted, plain, tmp_path):
    """Not even unfinished files that a kill left."""
    for part in parts(interrupted):
        shutil.copy(part, parts_of(place))
    (parts_of(place) / "out.h5.4711.tmp").write_text("half a file")
    before = foreign.walk(tmp_path)
    run_smoke(place, *LONG, code=USAGE)
    run_smoke(place, "--resume", code=USAGE)
    run_smoke(place, "--shard", "0/2", "--resume", *LONG, code=USAGE)
    taosweep("rerun", plain, "-o", place, code=USAGE)
    taosweep("merge", place, plain, code=USAGE)
    taosweep("merge", place, plain, "--force", code=USAGE)
    place.write_text("an old file")
    run_smoke(place, *LONG, code=USAGE)
    run_smoke(place, "--resume", *LONG, code=USAGE)
    taosweep("rerun", plain, "-o", place, code=USAGE)
    place.unlink()
    assert foreign.walk(tmp_path) == before


KINDS = {
    "link to a file": lambda path, elsewhere: path.symlink_to(elsewhere / "file"),
    "link to a folder": lambda path, elsewhere: path.symlink_to(elsewhere),
    "dangling link": lambda path, elsewhere: path.symlink_to(elsewhere / "nothing"),
    "folder": lambda path, elsewhere: (path / "inner").mkdir(parents=True),
    "pipe": lambda path, elsewhere: os.mkfifo(path),
    "socket": lambda path, elsewhere: foreign.make_socket(path),
    "device": lambda path, elsewhere: os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5)),
}
OURS = ("lock", "points_0000000000_0000000001.chunk",
        "point_0000000000_replicates_0000000000_0000000001.chunk",
        "out.h5.4711.tmp", "shards", "shard_0_of_2.h5")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_under_a_name_of_ours_is_refused_and_left(interrupted, plain, tmp_path,
                                                                  kind):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").write_text("of somebody")
    for number, name in enumerate(OURS, list(KINDS).index(kind)):
        out = copy_with_parts(interrupted, tmp_path / "out.h5")
        try:
            path = parts_of(out) / name
            if path.exists():
                path.unlink()
            KINDS[kind](path, elsewhere)
        except PermissionError:
            pytest.skip("only root can make a device: run the tests as root")
        before = foreign.walk(tmp_path)
        for attempt in some_of(ATTEMPTS, number):
            if attempt == "rerun":
                taosweep("rerun", plain, "-o", out, code=USAGE, timeout=20)
            elif attempt == "merge":
                taosweep("merge", out, plain, plain, code=USAGE, timeout=20)
            else:
                said = run_smoke(out, "--quiet", *attempt, *LONG, code=USAGE, timeout=20).stderr
                assert str(path) in said or "holds finished work" in said
        assert foreign.walk(tmp_path) == before
        shutil.rmtree(parts_of(out))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_folder_in_place_of_the_parts_is_refused_and_left(plain, tmp_path, kind):
    if kind == "folder":
        return
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out.h5"
    foreign.put_into(elsewhere, tmp_path / "further")
    try:
        KINDS[kind](parts_of(out), elsewhere)
    except PermissionError:
        pytest.skip("only root can make a device: run the tests as root")
    before = foreign.walk(tmp_path)
    for options in FORCES:
        said = run_smoke(out, "--quiet", *options, code=USAGE, timeout=20).stderr
        assert "is a link or no folder" in said and "out.h5.parts" in said
    run_smoke(out, "--dry-run", code=USAGE, timeout=20)
    taosweep("rerun", plain, "-o", out, code=USAGE, timeout=20)
    taosweep("merge", out, plain, plain, code=USAGE, timeout=20)
    assert foreign.walk(tmp_path) == before


def test_an_unfinished_name_that_is_taken_by_a_link_is_not_written_through(plain, tmp_path):
    out, victim = tmp_path / "path.h5", tmp_path / "victim"
    victim.write_text("of somebody")
    taosweep("replay", plain, "--economy", "0", "-o", out, code=USAGE,
             preexec_fn=lambda: os.symlink(victim, f"{out}.{os.getpid()}.tmp"))
    assert victim.read_text() == "of somebody" and not out.exists()


def test_an_unfinished_file_that_a_process_of_the_same_number_left_is_replaced(plain, tmp_path):
    """In containers all have the same number."""
    out = tmp_path / "path.h5"
    taosweep("replay", plain, "--economy", "0", "-o", out,
             preexec_fn=lambda: open(f"{out}.{os.getpid()}.tmp", "w").write("half a file"))
    assert [path.name for path in tmp_path.iterdir()] == ["path.h5"]
