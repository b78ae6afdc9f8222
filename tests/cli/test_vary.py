"""Axes from a table, computed parameters and blocks, from the config to what reads the file."""
import pathlib
import re

import h5py
import pytest
from program import taosweep
from three_axes import CONFIG as THREE_AXES

DESIGNS = (pathlib.Path(__file__).resolve().parents[2] / "docs/designs.md").read_text()
COARSE = ("--set", "time.step_blocks=300", "--set", "time.signal_blocks=300")
QUICK = (*COARSE, "--set", "time.days=2")
LATER = (*COARSE, "--set", "time.days=62", "--set", "keep.series_days=62")


def run(folder, text, *options):
    config, out = folder / "a.ini", folder / "a.h5"
    config.write_text(text)
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet", "--force", *options)
    return out


def example_of(mark):
    (found,) = [text for text in re.findall(r"^```\n(.*?)^```", DESIGNS, flags=re.S | re.M)
                if mark in text]
    return "[attack]\nmode = meme_holders\n" + found


def labels_of(file):
    with h5py.File(file) as opened:
        return [label.decode() for label in opened["design/cell_label"][:]]


@pytest.fixture(scope="module")
def with_table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table")
    (folder / "noise.csv").write_text("\ufeffwhat,common,target\n\"a, b\",0.1,0.5\nc,0.2,0.7\n")
    out = run(folder, "[time]\ndays = 2\n[vary]\nzip(noise.common, noise.target) = "
              "table(noise.csv, common, target)\n", *QUICK)
    (folder / "noise.csv").unlink()
    return out


def test_rows_of_a_table_are_cells(with_table):
    assert labels_of(with_table) == ["noise.common=0.1, noise.target=0.5",
                                     "noise.common=0.2, noise.target=0.7"]
    with h5py.File(with_table) as opened:
        assert opened["inputs/file_1"].attrs["file_name"] == "noise.csv"


def test_a_sweep_runs_again_without_its_table(with_table, tmp_path):
    taosweep("rerun", with_table, "-o", tmp_path / "again.h5", "--quiet")
    taosweep("verify", tmp_path / "again.h5", "--against", with_table)
    taosweep("verify", with_table)


def test_a_wrong_cell_is_told_by_file_line_and_column(tmp_path):
    (tmp_path / "noise.csv").write_text("a,common\n1,0.1\n2,much\n")
    (tmp_path / "a.ini").write_text("[vary]\nnoise.common = table(noise.csv, common)\n")
    said = taosweep("validate", tmp_path / "a.ini", code=2).stderr
    assert "a.ini:2: noise.csv:3:2: 'much' is not a number" in said


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    return run(tmp_path_factory.mktemp("computed"), example_of("[depend]"), *LATER)


def test_computed_parameters_are_columns_and_no_axes(computed):
    with h5py.File(computed) as opened:
        design = opened["design"]
        budget, day, shock = (design[f"attack.{key}"][:] for key in ("budget_tao", "day", "shock"))
        assert design["attack.shock"].attrs["formula"] == "3 + attack.budget_tao / 1000"
        buy_days = design["attack.buy_days"][:]
    assert shock == pytest.approx(3 + budget / 1e3, rel=1e-15)
    assert list(buy_days) == [1 if d < 10 else s / 2 for d, s in zip(day, shock)]
    assert labels_of(computed) == ["attack.day=0", "attack.day=30"]
    assert "attack.shock = 3 + attack.budget_tao / 1000" in taosweep("info", computed).stdout


def test_a_file_with_computed_parameters_is_whole_and_runs_again(computed, tmp_path):
    taosweep("verify", computed)
    taosweep("rerun", computed, "-o", tmp_path / "again.h5", "--quiet")
    taosweep("verify", tmp_path / "again.h5", "--against", computed)
    taosweep("replay", computed, "--economy", "3")


def test_a_formula_that_is_not_that_of_the_config_is_refused(computed, tmp_path):
    other = tmp_path / "other.h5"
    other.write_bytes(computed.read_bytes())
    with h5py.File(other, "r+") as opened:
        opened["design/attack.shock"].attrs.modify("formula", "attack.budget_tao")
    taosweep("verify", other, code=1)


def test_only_axes_have_indices(tmp_path):
    computed = "[depend]\ncapital.attention_share = 0.2 + noise.common / 100\n"
    out = run(tmp_path, THREE_AXES + computed + "[sweep]\npoints = 64\n", *QUICK)
    said = taosweep("sensitivity", out, "--json").stdout
    assert "noise.common" in said and "attention_share" not in said


@pytest.fixture(scope="module")
def blocks(tmp_path_factory):
    return run(tmp_path_factory.mktemp("blocks"), example_of("[vary when]"), *LATER)


def test_a_block_whose_line_is_refused_is_not_called_empty(tmp_path):
    config = tmp_path / "a.ini"
    config.write_text(THREE_AXES + "[vary cash]\nyield.gain = uniform(0.3, 1)\n")
    said = taosweep("validate", config, code=2).stderr
    assert "what is drawn stands in [vary]" in said and "has no line" not in said


def test_cells_of_blocks_say_their_block(blocks):
    labels = labels_of(blocks)
    assert labels[:3] == [f"when: attack.day={day}" for day in (0, 30, 60)]
    assert labels[3] == "how-strong: attack.shock=3, attack.subnet=existing"
    assert len(labels) == 7
    assert "when: attack.day" in taosweep("info", blocks).stdout


def test_shards_of_blocks_join_to_the_file_of_one_run(blocks, tmp_path):
    shards = [tmp_path / f"{i}.h5" for i in range(2)]
    (tmp_path / "a.ini").write_text(example_of("[vary when]"))
    for i, shard in enumerate(shards):
        taosweep("run", tmp_path / "a.ini", "-o", shard, "--device", "cpu", "--quiet", *LATER,
                 "--shard", f"{i}/2")
    taosweep("merge", tmp_path / "whole.h5", *shards)
    taosweep("verify", tmp_path / "whole.h5", "--against", blocks)
    assert labels_of(tmp_path / "whole.h5") == labels_of(blocks)


def test_the_analysis_shows_blocks_and_computed_columns(blocks, computed):
    sweep = pytest.importorskip("taosweep_analysis.file.results")
    assert sweep.__name__
    from taosweep_analysis import open_sweep
    assert list(open_sweep(blocks).cells) == labels_of(blocks)
    results = open_sweep(computed).results
    assert results.sampled == ["attack.budget_tao"] and results.varied[-1] == "attack.day"
