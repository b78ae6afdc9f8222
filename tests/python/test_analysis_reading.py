"""Files: what is refused and in which words; files of the program as h5py, xarray and the analysis
read them."""

import os
import pathlib
import re
import subprocess
import sys

import h5py
import numpy
import pytest
import synthetic_results
import xarray
from taosweep_analysis import __main__, facts
from taosweep_analysis.experiments.sn28 import sweep as sn28
from taosweep_analysis.file import results, values

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONG = bool(os.environ.get("TAOSWEEP_LONG"))
LARGE = {"intervals", "differences_cells", "distributions_cells"}


@pytest.fixture(scope="module")
def program_file(tmp_path_factory):
    """Results of tests/bits/small.ini, made anew by the program."""
    if "TAOSWEEP_BINARY" not in os.environ:
        pytest.skip("TAOSWEEP_BINARY is not set: no program to make a file with; ctest sets it")
    path = tmp_path_factory.mktemp("program") / "small.h5"
    subprocess.run(
        [
            os.environ["TAOSWEEP_BINARY"],
            "run",
            ROOT / "tests/bits/small.ini",
            "-o",
            path,
            "--quiet",
            "--set",
            "sweep.points=8",
            "--set",
            "keep.paths=2",
            "--set",
            "attack.mode=meme_holders",
        ],
        check=True,
    )
    return path


def test_the_example_of_the_readme_reads_a_file(program_file, capsys):
    text = (ROOT / "README.md").read_text().split("## Reading a file")[1]
    example = re.search(r"```python\n(.*?)```", text, flags=re.S)[1]
    assert "results/sn28.h5" in example

    exec(example.replace("results/sn28.h5", str(program_file)), {})

    said = capsys.readouterr().out
    for words in ("crash_12h", "attack.day", "(path: 2, day: 4)", "replicate"):
        assert words in said, words


def test_ten_lines_of_h5py_read_a_file(program_file):
    with h5py.File(program_file) as file:
        crash = file["outcomes/crash_12h"]
        arms = [
            name.decode() if isinstance(name, bytes) else name for name in file["design/arm"][()]
        ]

        assert arms == ["foundation.acts=no", "foundation.acts=yes"]
        assert values.axis_names(crash) == ["arm", "point", "replicate"] and crash.shape == (
            2,
            16,
            1,
        )
        assert file["design/attack.day"].attrs["units"] in ("d", b"d")
        assert crash.attrs["long_name"] and crash.attrs["undefined_when"]


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
@pytest.mark.parametrize(
    "group",
    [
        "design",
        "outcomes",
        "distributions",
        "distributions_cells",
        "series_all",
        "differences_cells",
        "intervals",
        "paths",
    ],
)
def test_xarray_opens_every_group(program_file, group, engine):
    if engine == "h5netcdf" and group in LARGE and not LONG:
        pytest.skip("h5netcdf asks for names of axes in a time that grows with the square of the "
                    "group: minutes; scripts/test.sh --long runs it")
    with h5py.File(program_file) as file:
        expected = {name: data.shape for name, data in file[group].items()}

    with xarray.open_dataset(program_file, group=group, engine=engine) as data:
        data.load()
        assert {name: data[name].shape for name in data.variables} == expected
        assert all("units" in data[name].attrs for name in data.data_vars)


def test_analysis_reads_a_file_of_the_program(program_file):
    sweep = results.read(program_file)

    assert len(sweep.economies) == 32 and sweep.sampled == ["capital.burst_tao"]
    assert set(sweep.economies["attack.day"]) == {0, 1}
    assert sweep.config["protocol.tao_weight"] == "0.18"
    assert sweep.economies.root_controls.isin([0, 1]).all()
    assert sweep.series("target_price", 1, 0).values.shape == (4, 9)


def test_facts_show_the_intervals_of_the_file(program_file):
    lines = facts.table(program_file)

    assert any("attack.day=1; foundation.acts=yes" in line for line in lines)
    with h5py.File(program_file) as file:
        low = file["intervals/sum_of_prices_quantiles_cells"][0, 0, 4, 0]
    row = next(line for line in lines if line.startswith("sum_of_prices"))
    assert f"{low:.4g}" in row.split() and row.endswith("TAO/alpha")


def test_failed_economies_are_left_out(tmp_path):
    path = synthetic_results.write(tmp_path / "a.h5")
    with h5py.File(path, "a") as file:
        file["outcomes/status"][0, 3, 0] = 2
    synthetic_results.stamp(path)

    economies = results.read(path).economies

    failed = economies[economies.status == 2]
    assert len(failed) == 1 and failed.point.item() == 3 and numpy.isnan(failed.phi_needed.item())
    assert economies.phi_needed.isna().sum() == 1


def test_arms_are_found_by_what_they_set_whatever_their_names(tmp_path, program_file):
    named = sn28.read(synthetic_results.write(tmp_path / "a.h5"))
    assert [named.number(answer, *sn28.OWN) for answer in synthetic_results.ACTS] == [0, 1, 2]
    assert named.number(sn28.ALONE, 30, "fresh") == 7  # the second answer of the third start
    assert named.number(sn28.ALONE, 31, "fresh") is None
    rows = named.rows(sn28.IDLE, 360, "existing")
    assert set(rows["attack.day"]) == {360} and set(rows.answer) == {"no action"}


def test_the_shipped_experiment_keeps_the_paths_that_its_figures_need():
    text = (ROOT / "configs/sn28.ini").read_text()
    arms = re.findall(r"^\[arm (.*)\]$", text, flags=re.M)
    points = int(re.search(r"^points *= (\d+)", text, flags=re.M)[1])
    kept = re.search(r"^economies *= (.*)$", text, flags=re.M)[1].split(", ")

    assert arms[:2] == ["existing day 0 no action", "existing day 0 consensus"]
    expected = [len(arms) * point + arm for point in range(points) for arm in (0, 1)]
    assert [int(economy) for economy in kept] == expected


def test_what_is_recorded_of_subnet_28_is_not_drawn():
    text = (ROOT / "configs/sn28.ini").read_text()
    vary = text.split("[vary]")[1].split("[arm ")[0]
    for key, value in (
        ("relative_size", "0.39"), ("coalition_share", "0.57"), ("delay_days", "11.86")
    ):
        assert re.search(rf"^{key} += {value}\b", text, flags=re.M) and key not in vary


def test_kept_prices_are_those_of_one_subnet_in_one_arm(tmp_path):
    path = synthetic_results.write(tmp_path / "a.h5", paths={0: [1.0], 1: [0.5, 0.25], 22: [0.1]})
    with h5py.File(path, "a") as file:
        file["paths/price"][:, :, 4] = 7

    sweep = sn28.read(synthetic_results.stamp(path))

    prices = sweep.price_paths(sn28.ALONE)
    assert list(prices.index) == [(0, 0), (1, 0)] and list(prices.iloc[0, :2]) == [0.5, 0.25]
    assert (sweep.price_paths(sn28.ALONE, netuid=5) == 7).all(axis=None)


def refusal(path):
    with pytest.raises(results.FileProblem) as problem:
        results.read(path)
    return str(problem.value)


def test_cells_with_different_draws_are_refused(tmp_path):
    path = synthetic_results.write(
        tmp_path / "a.h5", synthetic_results.RULES_CELLS, synthetic_results.RULES
    )
    with h5py.File(path, "a") as file:
        file["design/yield.naivety"][3] += 0.1
    synthetic_results.stamp(path)

    assert "different draws" in refusal(path)


def test_a_file_of_another_experiment_is_refused_with_what_it_lacks(tmp_path, capsys):
    path = synthetic_results.write(
        tmp_path / "a.h5", arms=["protocol.dividends=era", "protocol.dividends=reduced"]
    )

    assert __main__.main(["sn28", str(path), "--out", str(tmp_path)]) == 2

    error = capsys.readouterr().err
    assert (
        "configs/sn28.ini" in error
        and "an arm of day 0 on an existing subnet in which nobody acts (foundation" in error
    )


def test_the_executable_runs_the_package():
    done = subprocess.run(
        [ROOT / "analysis/taosweep-analysis", "--help"],
        capture_output=True,
        text=True,
        env={**os.environ, "TAOSWEEP_PYTHON": sys.executable},
    )

    assert done.returncode == 0 and "sn28" in done.stdout and "facts" in done.stdout
