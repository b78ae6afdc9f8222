"""Files of schema 1 are read as those of schema 2 are: the same sweep, made before and now, is the
same to the analysis."""

import pathlib
import shutil
import subprocess
import tarfile

import h5py
import made_files
import numpy
import pandas
import pytest
import synthetic_results
from taosweep_analysis import __main__, facts
from taosweep_analysis.experiments.sn28 import sweep as sn28
from taosweep_analysis.file import datasets, digest, results, schema
from taosweep_analysis.sweep import Sweep

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Written by the program when it wrote schema 1."""
    folder = tmp_path_factory.mktemp("kept")
    with tarfile.open(ROOT / "tests/data/schema_1.tar.xz") as files:
        files.extract("whole.h5", folder)
    return folder / "whole.h5"


@pytest.fixture(scope="module")
def now(tmp_path_factory):
    """Written by the program of today, with kept paths."""
    vary, arms = (
        "attack.day = grid(0, 1)\nattack.shock = loguniform(3, 100)",
        "foundation.acts=no,yes",
    )
    path = tmp_path_factory.mktemp("now") / "now.h5"
    made_files.sweep(path, vary, arms)
    return made_files.run(path.with_name("paths.h5"), path.with_suffix(".ini"), "keep.paths=4")


@pytest.fixture(scope="module")
def before(now):
    """The same as schema 1 had it."""
    path = shutil.copy(now, now.with_name("before.h5"))
    with h5py.File(path, "r+") as file:
        file.attrs["schema_version"] = 1
        for name in ("paths/point", "paths/replicate", "paths/arm", "paths/netuid"):
            del file[name]
        del file["design/cell_label"], file["design/cell_number"]
        file["paths/subnet"] = numpy.arange(128, dtype="i4")
    return synthetic_results.stamp(path)


def test_a_file_kept_from_the_time_of_schema_1_is_read(kept):
    sweep = results.read(kept)

    with h5py.File(kept) as file:
        assert file.attrs["schema_version"] == 1 and "subnet" in file["paths"]
        crash, price = file["outcomes/crash_12h"][()], file["paths/price"][:, :, 2]
    assert sweep.schema == 1 and sweep.arms == ["foundation.acts=no", "foundation.acts=yes"]
    rows = sweep.economies.sort_values(["arm", "point", "replicate"])
    numpy.testing.assert_array_equal(rows.crash_12h.to_numpy(), crash.ravel())
    paths = sweep.paths("price", netuid=3)
    numpy.testing.assert_array_equal(paths.to_numpy(), price)
    assert list(paths.index) == [(0, 0, 0), (0, 2, 0)]
    assert any("attack.day=1; foundation.acts=yes" in line for line in facts.table(kept))
    assert set(Sweep(kept).outcomes["status"].values.ravel()) == {"ok"}


def test_kept_economies_of_schema_1_have_their_places(kept):
    paths = Sweep(kept).paths()

    assert list(paths["point"].values) == [0, 2] and list(paths["replicate"].values) == [0, 0]
    assert set(paths["arm"].values) == {"foundation.acts=no"}
    with h5py.File(kept) as file:
        third = file["paths/price"][:, :, 2]
    numpy.testing.assert_array_equal(paths["price"].sel(netuid=3).values, third)


def test_the_same_sweep_is_the_same_in_both_schemas(before, now):
    old, new = results.read(before), results.read(now)

    assert (old.schema, new.schema) == (1, 2)
    pandas.testing.assert_frame_equal(old.economies, new.economies)
    for netuid in (1, 3):
        paths = new.paths("price", netuid)
        assert len(paths) == 4 and paths.notna().all(axis=None)
        pandas.testing.assert_frame_equal(old.paths("price", netuid), paths, check_index_type=False)
    lines = facts.table(before)
    lines.remove(facts.UNSEALED)
    assert lines == facts.table(now)


def test_the_content_digest_is_that_of_the_program(kept, now):
    for path in (kept, now):
        with h5py.File(path) as file:
            assert digest.content_digest(file) == file.attrs["content_digest"]


@pytest.mark.parametrize("version", [1, 2])
def test_prices_of_the_attacked_subnet_are_found_in_both_schemas(version, tmp_path):
    path = [0.5, 0.25]
    file = synthetic_results.write(tmp_path / "a.h5", version=version, paths={22: path, 43: path})

    prices = sn28.read(file).price_paths("consensus alone")

    assert list(prices.index) == [(1, 0), (2, 0)]
    assert list(prices.iloc[0, :2]) == path and list(prices.columns[:2]) == [0, 1]


@pytest.mark.parametrize("version", [1, 2])
def test_the_whole_report_is_made_of_both_schemas(version, tmp_path):
    file = synthetic_results.write(tmp_path / "a.h5", version=version)

    assert __main__.main(["sn28", str(file), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").glob("*.png"))) == 5


def test_the_table_of_datasets_follows_from_the_declarations():
    done = subprocess.run(
        [ROOT / "scripts/schema_page.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    text = (ROOT / "host/store/schema.def").read_text()
    assert len(schema.DATASETS) == text.count("\nDATASET(") > 50
    assert len(schema.AXES) == text.count("\nAXIS(") and len(schema.GROUPS) == text.count(
        "\nGROUP("
    )
    header = (ROOT / "host/store/schema.hpp").read_text()
    assert f"int schema_version = {datasets.NEWEST_SCHEMA};" in header


@pytest.mark.parametrize("version", [1, 2])
def test_every_dataset_of_a_file_is_an_axis_or_declared(version, kept, now):
    with h5py.File(kept if version == 1 else now) as file:
        for group in (name for name in file if name != "run"):
            for name in file[group]:
                axis = schema.axis_of(group, name, version)
                assert axis or schema.declared_as(group, name, version), f"/{group}/{name}"
