"""Files of schema 1 are read as those of schema 2 are: the same sweep, made before and now, is the
same to the analysis."""

import pathlib
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

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Written by the program when it wrote schema 1."""
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(ROOT / "tests/data/schema_1.tar.xz") as kept:
        kept.extract("whole.h5", folder)
    return folder / "whole.h5"


@pytest.fixture(scope="module")
def now(before, tmp_path_factory):
    """The same config, run now; with the same paths, which were chosen otherwise then."""
    folder = tmp_path_factory.mktemp("now")
    with h5py.File(before) as file:
        config = bytes(file["inputs/file_0"][()]).decode()
        kept = ", ".join(map(str, file["paths/economy"][()]))
    assert "paths = 2" in config
    return made_files.run(folder / "now.h5", config.replace("paths = 2", f"economies = {kept}"))


def test_the_reference_is_of_schema_1(before):
    with h5py.File(before) as file:
        assert file.attrs["schema_version"] == 1
        assert "subnet" in file["paths"] and "point" not in file["paths"]


def test_the_same_sweep_is_the_same_in_both_schemas(before, now):
    old, new = results.read(before), results.read(now)

    assert (old.schema, new.schema) == (1, 2)
    assert old.arms == new.arms and old.sampled == new.sampled and old.settings == new.settings
    pandas.testing.assert_frame_equal(old.economies, new.economies)
    for name in ("target_price", "fall_since_action"):
        a, b = old.series(name, 1, 1), new.series(name, 1, 1)
        numpy.testing.assert_array_equal(a.values, b.values)
        numpy.testing.assert_array_equal(a.time, b.time)
    for day in (0, 2):
        exact = [sweep.exact_medians("root_stake", 0, 0, day) for sweep in (old, new)]
        numpy.testing.assert_array_equal(*exact)


def test_kept_paths_are_the_same_by_netuid_in_both_schemas(before, now):
    old, new = results.read(before), results.read(now)

    for netuid in (1, 3):
        paths = old.paths("price", netuid)
        assert len(paths) > 0 and paths.notna().all(axis=None)
        pandas.testing.assert_frame_equal(paths, new.paths("price", netuid), check_index_type=False)


def test_facts_are_the_same_in_both_schemas(before, now):
    assert facts.table(before) == facts.table(now)


@pytest.mark.parametrize("version", [1, 2])
def test_prices_of_the_attacked_subnet_are_found_in_both_schemas(version, tmp_path):
    path = [0.5, 0.25]
    file = synthetic_results.write(tmp_path / "a.h5", version=version, paths={4: path, 7: path})

    prices = sn28.read(file).price_paths(arm=1, cell=0)

    assert list(prices.index) == [(1, 0), (2, 0)]
    assert list(prices.iloc[0, :2]) == path and list(prices.columns[:2]) == [0, 1]


@pytest.mark.parametrize("version", [1, 2])
def test_the_whole_report_is_made_of_both_schemas(version, tmp_path):
    file = synthetic_results.write(tmp_path / "a.h5", version=version)

    assert __main__.main(["sn28", str(file), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").glob("*.png"))) == 4


def test_the_content_digest_is_that_of_the_program(before, now):
    for path in (before, now):
        with h5py.File(path) as file:
            assert digest.content_digest(file) == file.attrs["content_digest"]


def test_the_table_of_datasets_follows_from_the_declarations():
    done = subprocess.run(
        [ROOT / "scripts/schema_page.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    text = (ROOT / "host/store/schema.def").read_text()
    assert len(schema.DATASETS) == text.count("\nDATASET(") > 50
    assert len(schema.AXES) == text.count("\nAXIS(") and len(schema.GROUPS) == text.count("\nGROUP(")
    header = (ROOT / "host/store/schema.hpp").read_text()
    assert f"int schema_version = {datasets.NEWEST_SCHEMA};" in header


@pytest.mark.parametrize("version", [1, 2])
def test_every_dataset_of_a_file_is_an_axis_or_declared(version, before, now):
    with h5py.File(before if version == 1 else now) as file:
        for group in (name for name in file if name != "run"):
            for name in file[group]:
                axis = schema.axis_of(group, name, version)
                assert axis or schema.declared_as(group, name, version), f"/{group}/{name}"
