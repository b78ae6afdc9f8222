"""open_sweep: a results file as xarray, with the numbers, intervals and words of the file."""

import importlib.util
import json
import re
import subprocess
import sys

import h5py
import made_files
import numpy
import pandas
import pytest
import taosweep_analysis
import xarray

VARY = "attack.day = grid(0, 1)\nattack.subnet = list(existing, fresh)\n"
VARY += "yield.gain = uniform(0.3, 1.5)"
ARMS = "foundation.acts = no, yes"
NUMBERS = ("sum_of_prices", "top_10_share")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Two arms, four cells, eight draws of two replicates, two kept economies."""
    return made_files.sweep(
        tmp_path_factory.mktemp("sweep") / "a.h5", VARY, ARMS, 8, more="[keep]\npaths = 2\n"
    )


@pytest.fixture(scope="module")
def sweep(path):
    return taosweep_analysis.open_sweep(path)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """One arm, one cell, nothing drawn."""
    path = tmp_path_factory.mktemp("plain") / "plain.h5"
    return taosweep_analysis.open_sweep(made_files.sweep(path))


def test_outcomes_have_arms_cells_and_design_beside_them(sweep, path):
    found = sweep.outcomes["sum_of_prices"]

    assert found.dims == ("arm", "point", "replicate") and found.shape == (2, 32, 2)
    assert list(found["arm"].values) == ["foundation.acts=no", "foundation.acts=yes"]
    assert set(found["attack.subnet"].values) == {"existing", "fresh"}  # words, not numbers
    assert list(found["cell"].values[::8]) == sweep.cells
    assert "attack.subnet=fresh" in sweep.cells[1]
    assert found.attrs["units"] == "TAO/alpha" and found["yield.gain"].attrs["units"] == "1"
    with h5py.File(path) as file:
        numpy.testing.assert_array_equal(found.values, file["outcomes/sum_of_prices"][()])


FAILED = [(1, "not finite"), (2, "TAO ledger does not close"), (5, "not run"),
          (6, "a holding, reserve or cash below zero, or a price not finite")]


@pytest.mark.parametrize(("status", "words"), FAILED)
def test_an_economy_that_failed_has_no_outcomes(sweep, path, monkeypatch, status, words):
    stored = sweep.group("outcomes")
    at_point = numpy.where(stored["point"].values[:, None] == 3, status, 0)
    failed = stored["status"].copy(data=at_point + stored["status"].values)
    other = taosweep_analysis.open_sweep(path)
    made_up = stored.assign(status=failed)
    real = other.group
    monkeypatch.setattr(other, "group", lambda n: made_up if n == "outcomes" else real(n))

    found = other.outcomes["sum_of_prices"].sel(point=3)

    assert found.isnull().all() and (found["status"] == words).all()
    assert other.outcomes["sum_of_prices"].sel(point=4).notnull().all()


@pytest.mark.parametrize("by, group", [("all", "differences_all"), ("cell", "differences_cells")])
def test_paired_differences_and_their_intervals_are_those_of_the_file(by, group, sweep, path):
    found = sweep.paired(by)

    with h5py.File(path) as file:
        for name in NUMBERS:
            one, end = found.sel(outcome=name), "_difference_all" if by == "all" else None
            bounds = file["intervals"][name + (end or "_difference_cells")][()]
            numpy.testing.assert_array_equal(one["mean"], file[group][f"{name}_mean"])
            numpy.testing.assert_array_equal(one["n"], file[group][f"{name}_n"])
            numpy.testing.assert_array_equal(one["low"], bounds[..., 0])
            numpy.testing.assert_array_equal(one["high"], bounds[..., 1])
    low, how = found["low"].values, found["how"].values
    refused = numpy.array([word.startswith("refused") for word in how.flat]).reshape(how.shape)
    assert (numpy.isnan(low) == refused).all() and 0 < refused.mean() < 1


def test_compare_says_the_same_differences(sweep, path):
    said = json.loads(made_files.taosweep("compare", path, "--json").stdout)
    found = sweep.paired()
    rows = {row["outcome"]: row for row in said["descriptive"] if row["difference"] is not None}
    assert set(NUMBERS) <= set(rows)

    for name, row in rows.items():
        if row["horizon"] is None:  # times that are cut off are compared up to a horizon
            one = found.sel(outcome=name, compared_arm=row["arm"])
            assert float(one["mean"]) == pytest.approx(row["difference"], rel=1e-9, abs=1e-12)
            assert int(one["n"]) == row["pairs"]
            if row["low"] is not None:  # the same resamples: the same digits
                assert [float(one["low"]), float(one["high"])] == [row["low"], row["high"]]


def test_quantiles_and_shares_have_the_intervals_of_the_file(sweep, path):
    found = sweep.quantiles()

    with h5py.File(path) as file:
        bounds = file["intervals/sum_of_prices_quantiles_cells"][()]
        numpy.testing.assert_array_equal(found.sel(outcome="sum_of_prices")["low"], bounds[..., 0])
        shares = file["intervals/root_controls_share_cells"][()]
        one = found.sel(outcome="root_controls")
        numpy.testing.assert_array_equal(one["mean_low"], shares[..., 0])
        numpy.testing.assert_array_equal(one["mean_high"], shares[..., 1])
    assert list(found["cell"].values) == sweep.cells


def test_series_and_paths_stand_over_their_times(sweep):
    series, paths = sweep.series(), sweep.paths()

    assert series["sum_of_prices"].dims == ("arm", "cell", "day", "quantile")
    assert series["fall_since_action"].dims == ("arm", "cell", "since_action", "quantile")
    assert series["day"].attrs["units"] == "d"
    assert paths["price"].dims == ("path", "day", "netuid") and paths.sizes["path"] >= 2


def test_what_a_file_does_not_hold_is_said_in_a_sentence(plain):
    with pytest.raises(taosweep_analysis.FileProblem, match="one arm"):
        plain.paired()
    with pytest.raises(taosweep_analysis.FileProblem, match="/paths holds nothing: no economy"):
        plain.paths()
    with pytest.raises(taosweep_analysis.FileProblem, match="no group /other; it has design"):
        plain.group("other")
    with pytest.raises(taosweep_analysis.FileProblem, match="name one of: cell, point"):
        plain.quantiles("day")


def test_a_tree_where_xarray_has_one_and_groups_where_not(sweep, monkeypatch):
    class Tree(dict):
        from_dict = classmethod(lambda cls, groups: cls(groups))

    monkeypatch.delattr(xarray, "DataTree", raising=False)
    assert type(sweep.tree()) is dict and "differences_all" in sweep.tree()
    monkeypatch.setattr(xarray, "DataTree", Tree, raising=False)
    assert isinstance(sweep.tree(), Tree)


def test_tables_hold_what_the_file_holds(sweep, plain, tmp_path):
    names = {path.stem for path in sweep.to_csv(tmp_path / "a")}
    assert names == {"economies", "columns", "quantiles", "series", "paired"}

    economies = pandas.read_csv(tmp_path / "a/economies.csv", float_precision="round_trip")
    assert len(economies) == 2 * 32 * 2 and set(economies["status"]) == {"ok"}
    assert {"attack.subnet", "cell", "sum_of_prices"} <= set(economies)
    numpy.testing.assert_array_equal(
        economies["sum_of_prices"], sweep.outcomes["sum_of_prices"].values.ravel()
    )
    paired = pandas.read_csv(tmp_path / "a/paired.csv", float_precision="round_trip")
    paired = paired.set_index("outcome")
    name = paired["low"].dropna().index[0]
    assert paired.loc[name, "low"].item() == float(sweep.paired()["low"].sel(outcome=name)[0])
    assert "paired" not in {path.stem for path in plain.to_csv(tmp_path / "b")}


def test_tables_that_cannot_be_written_are_a_sentence(sweep, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    with pytest.raises(taosweep_analysis.FileProblem, match="tables cannot be written there"):
        sweep.to_csv(tmp_path / "file")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(taosweep_analysis.FileProblem, match="pip install pyarrow"):
        sweep.to_parquet(tmp_path / "a.parquet")


def test_the_example_of_the_readme_works(path, capsys):
    text = (made_files.ROOT / "README.md").read_text()
    example = next(b for b in re.findall(r"```python\n(.*?)```", text, flags=re.S)
                   if "open_sweep" in b)
    example = example.replace("results/sn28.h5", str(path))

    exec(example.replace("results/sn28", str(path.parent / "tables")), {})

    assert "compared_arm" in capsys.readouterr().out


def test_the_package_installs_into_a_virtual_environment(path, tmp_path):
    """With the libraries of the system, so that nothing is fetched."""
    if not all(importlib.util.find_spec(name) for name in ("pip", "setuptools", "venv")):
        pytest.skip("pip, setuptools or venv is not installed")
    source = tmp_path / "analysis"
    subprocess.run(["cp", "-r", made_files.ROOT / "analysis", source], check=True)
    place = tmp_path / "venv"
    python = [sys.executable, "-m"]
    new = [*python, "venv", "--system-site-packages", "--without-pip", place]
    into = [*python, "pip", "--python", place / "bin/python", "install", "-q", "--no-deps"]
    for command in (new, [*into, "--no-build-isolation", source]):
        subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)

    done = subprocess.run(
        [place / "bin/taosweep-analysis", "facts", path], cwd=tmp_path, capture_output=True,
        text=True, env={"PATH": "/usr/bin:/bin"},
    )

    assert done.returncode == 0 and "sum_of_prices" in done.stdout, done.stderr
    assert list(place.rglob("taosweep_analysis/py.typed"))
