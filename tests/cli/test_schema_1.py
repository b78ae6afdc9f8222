"""Files that were written with schema 1 stay readable: the promise of host/store/schema.md."""
import pathlib
import tarfile

import h5py
import pytest

from program import FAILED, digest, taosweep, text

KEPT = pathlib.Path(__file__).resolve().parents[1] / "data" / "schema_1.tar.xz"


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A whole sweep of two arms with kept paths (whole.h5), and both shards of a small one of one arm."""
    folder = tmp_path_factory.mktemp("schema_1")
    with tarfile.open(KEPT) as kept:
        kept.extractall(folder)
    assert {name.name for name in folder.iterdir()} == {"whole.h5", "shard_0.h5", "shard_1.h5"}
    for file in folder.iterdir():
        with h5py.File(file) as opened:
            assert opened.attrs["schema_version"] == 1
    return folder


def as_stored(file):
    """Data of outcomes and pooled series, which both schemas hold alike."""
    with h5py.File(file) as opened:
        return {data.name: data[()].tobytes() for group in ("outcomes", "series_all", "design")
                for data in opened[group].values() if data.name != "/design/cell_label"
                and not data.name.startswith("/design/cell_number") and data.dtype.kind in "iuf"}


def test_info_shows_it(old):
    said = taosweep("info", old / "whole.h5").stdout
    assert "A file of schema 1" in said and digest(old / "whole.h5") in said


def test_verify_finds_it_whole(old):
    assert "whole" in taosweep("verify", old / "whole.h5").stdout


def test_verify_finds_a_changed_number_in_it(old, tmp_path):
    changed = tmp_path / "changed.h5"
    changed.write_bytes((old / "whole.h5").read_bytes())
    with h5py.File(changed, "r+") as file:
        file["outcomes/sum_of_prices"][0, 0, 0] += 1
    taosweep("verify", changed, code=FAILED)


def test_replay_gives_the_economy_that_it_holds(old, tmp_path):
    taosweep("replay", old / "whole.h5", "--economy", "3", "-o", tmp_path / "path.h5")
    with h5py.File(tmp_path / "path.h5") as path, h5py.File(old / "whole.h5") as whole:
        arm, point, replicate = 1, 0, 1  # of economy 3, with 2 arms and 2 replicates
        assert path["outcomes"].attrs["sum_of_prices"] == whole["outcomes/sum_of_prices"][arm, point, replicate]


def test_rerun_writes_the_same_numbers_in_the_new_schema(old, tmp_path):
    new = tmp_path / "new.h5"
    taosweep("rerun", old / "whole.h5", "-o", new, "--quiet", code=None)
    assert text(new, "title") == "A file of schema 1"
    assert as_stored(new) == as_stored(old / "whole.h5")
    taosweep("verify", new)


def test_merge_joins_its_shards_into_a_file_of_the_new_schema(old, tmp_path):
    merged = tmp_path / "merged.h5"
    taosweep("merge", merged, old / "shard_0.h5", old / "shard_1.h5")
    taosweep("verify", merged)
    with h5py.File(merged) as file, h5py.File(old / "shard_1.h5") as shard:
        assert file.attrs["schema_version"] == 2 and file.attrs["shard_count"] == 1
        held = list(shard["outcomes/point"])
        assert (file["outcomes/sum_of_prices"][:, held] == shard["outcomes/sum_of_prices"][()]).all()
