"""Designs that fill the cube: their points beside scipy's, and what their intervals rest on."""
import h5py
import numpy
import pytest
from program import taosweep
from three_axes import CONFIG as THREE_AXES

CONFIG = THREE_AXES + "[sweep]\npoints = 1024\n"
SCRAMBLES = 16


def sweep(folder, design, *options):
    config, out = folder / f"{design}.ini", folder / f"{design}.h5"
    config.write_text(CONFIG)
    taosweep("run", config, "-o", out, "--device", "cpu", "--quiet", "--set",
             f"sweep.design={design}", *options)
    return out


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("designs")
    return {design: sweep(folder, design) for design in ("random", "latin", "sobol")}


def points_of(file):
    with h5py.File(file) as opened:
        return numpy.column_stack([opened["design"][key][:] for key in
                                   ("noise.target", "noise.common", "noise.base_sd")])


def test_sobol_points_are_as_even_as_those_of_scipy(files):
    """L2 discrepancies of 16 scrambles each scatter by a tenth at most, their means by a fortieth:
    means apart by 10 % would be four errors of either."""
    qmc = pytest.importorskip("scipy.stats.qmc")
    ours = points_of(files["sobol"])
    mine = [qmc.discrepancy(ours[scramble::SCRAMBLES]) for scramble in range(SCRAMBLES)]
    theirs = [qmc.discrepancy(qmc.Sobol(3, seed=seed).random(64)) for seed in range(64)]
    assert numpy.mean(mine) == pytest.approx(numpy.mean(theirs), rel=0.1)
    at_random = points_of(files["random"])
    plain = [qmc.discrepancy(at_random[part::SCRAMBLES]) for part in range(SCRAMBLES)]
    assert numpy.mean(mine) < numpy.mean(plain) / 4


@pytest.mark.parametrize("design", ["latin", "sobol"])
def test_means_have_intervals_from_the_means_of_scrambles(files, design):
    t = 2.131449545559323  # Student's 97.5 % quantile, 15 degrees of freedom
    with h5py.File(files[design]) as opened:
        assert opened["design"].attrs["scrambles"] == SCRAMBLES
        values = opened["outcomes"]["sum_of_prices"][0, :, 0]
        stored = opened["intervals"]["sum_of_prices_mean_cells"][0, 0]
    assert numpy.isfinite(values).all()
    means = numpy.array([values[part::SCRAMBLES].mean() for part in range(SCRAMBLES)])
    half = t * means.std(ddof=1) / numpy.sqrt(SCRAMBLES)
    assert stored == pytest.approx([means.mean() - half, means.mean() + half], rel=1e-9)


@pytest.mark.parametrize("design", ["latin", "sobol"])
def test_a_file_is_whole_and_says_its_design(files, design, tmp_path):
    taosweep("verify", files[design])
    config = tmp_path / "again.ini"
    config.write_text(CONFIG)
    said = taosweep("validate", config, "--set", f"sweep.design={design}").stdout
    assert f"design: {design}, 16 " in said


def test_random_files_have_no_attribute_of_a_design(files):
    with h5py.File(files["random"]) as opened:
        assert "design" not in opened["design"].attrs


def test_a_file_whose_design_is_not_that_of_its_config_is_refused(files, tmp_path):
    other = tmp_path / "other.h5"
    other.write_bytes(files["sobol"].read_bytes())
    with h5py.File(other, "r+") as opened:
        opened["design"].attrs.modify("scrambles", numpy.int64(32))
    taosweep("verify", other, code=1)


def test_shards_join_to_the_file_of_one_run(files, tmp_path):
    shards = []
    for shard in range(2):
        config = tmp_path / "shard.ini"
        config.write_text(CONFIG)
        shards.append(tmp_path / f"shard_{shard}.h5")
        taosweep("run", config, "-o", shards[-1], "--device", "cpu", "--quiet", "--set",
                 "sweep.design=sobol", "--shard", f"{shard}/2")
    taosweep("merge", tmp_path / "whole.h5", *shards)
    taosweep("verify", tmp_path / "whole.h5", "--against", files["sobol"])
