"""Files that were written with schema 1 stay readable: the promise of docs/file_format.md."""
import os
import pathlib
import re
import tarfile

import h5py
import pytest

from program import FAILED, USAGE, digest, taosweep

KEPT = pathlib.Path(__file__).resolve().parents[1] / "data" / "schema_1.tar.xz"


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A whole sweep of two arms with kept paths (whole.h5), and both shards of a small one of one
    arm."""
    folder = tmp_path_factory.mktemp("schema_1")
    with tarfile.open(KEPT) as kept:
        kept.extractall(folder)
    assert {name.name for name in folder.iterdir()} == {"whole.h5", "shard_0.h5", "shard_1.h5"}
    for file in folder.iterdir():
        with h5py.File(file) as opened:
            assert opened.attrs["schema_version"] == 1
    return folder


def test_info_shows_it(old):
    said = taosweep("info", old / "whole.h5").stdout
    assert "A file of schema 1" in said and digest(old / "whole.h5") in said


def test_verify_finds_it_whole(old):
    assert "whole" in taosweep("verify", old / "whole.h5").stdout


@pytest.mark.parametrize("command", ["compare", "sensitivity"])
def test_its_outcomes_are_compared_and_what_it_lacks_is_named(command, old):
    said = " ".join(taosweep(command, old / "whole.h5").stdout.split())
    assert re.search(r"model version 2, which did not have \d+ of the \d+ outcomes: .*theil", said)
    assert "sum_of_prices" in said


def test_status_says_that_it_is_finished(old):
    said = taosweep("status", old / "whole.h5").stdout
    assert "finished" in said and "no dataset" not in said


def test_verify_finds_a_changed_number_in_it(old, tmp_path):
    changed = tmp_path / "changed.h5"
    changed.write_bytes((old / "whole.h5").read_bytes())
    with h5py.File(changed, "r+") as file:
        file["outcomes/sum_of_prices"][0, 0, 0] += 1
    taosweep("verify", changed, code=FAILED)


@pytest.mark.parametrize("arguments",
                         [("replay", "--economy", "3", "-o"), ("rerun", "--quiet", "-o")])
def test_its_economies_are_those_of_its_model_version(arguments, old, tmp_path):
    command, *options = arguments
    out = tmp_path / "out.h5"
    done = taosweep(command, old / "whole.h5", *options, out, code=USAGE)
    assert "made by model version 2" in done.stderr
    assert f"and this program is model version {model_version()}" in done.stderr
    assert not out.exists()


def model_version():
    header = pathlib.Path(os.environ["TAOSWEEP_SOURCE"], "kernels", "model_version.hpp").read_text()
    return int(re.search(r"int model_version = (\d+);", header)[1])


def test_merge_refuses_its_shards_by_their_model(old, tmp_path):
    merged = tmp_path / "merged.h5"
    done = taosweep("merge", merged, old / "shard_0.h5", old / "shard_1.h5", code=USAGE)
    assert "shard_0.h5" in done.stderr and f"this program has {model_version()}" in done.stderr
    assert not merged.exists()
