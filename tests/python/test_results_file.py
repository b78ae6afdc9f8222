"""A results file opens with the readers its users have, and says what the standard tools expect."""

import os
import pathlib
import subprocess

import h5py
import netCDF4
import numpy as np
import pytest
import xarray

GROUPS = ["design", "outcomes", "distributions", "distributions_cells", "series", "series_all",
          "differences",
          "differences_cells", "differences_all", "intervals", "paths", "inputs", "run"]


@pytest.fixture(scope="session")
def write(tmp_path_factory):
    folder = tmp_path_factory.mktemp("results")

    def write_file(kind=None):
        file = folder / f"{kind or 'whole'}.h5"
        if not file.exists():
            subprocess.run([os.environ["TAOSWEEP_WRITE_SAMPLE"], file] + ([kind] if kind else []),
                           check=True)
        return file

    return write_file


def assert_axes_have_names(data):
    assert not [name for name in data.dims if name.startswith("phony")]
    for name, variable in data.variables.items():
        assert len(variable.dims) == variable.ndim
        assert variable.attrs.get("units"), name
        assert variable.attrs.get("long_name"), name


@pytest.fixture(scope="module")
def as_netcdf(write):
    """The netCDF library reads all names of a file when it opens it: once is enough."""
    with netCDF4.Dataset(write()) as file:
        yield file


def group_of(as_netcdf, group):
    return xarray.open_dataset(xarray.backends.NetCDF4DataStore(as_netcdf[group]))


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_opens_with_named_axes(as_netcdf, group):
    assert_axes_have_names(group_of(as_netcdf, group))


# h5netcdf asks for the name of every axis of every dataset, for which HDF5 walks through the file:
# minutes where a group has hundreds.
@pytest.mark.parametrize("group", ["design", "outcomes", "paths", "inputs", "run"])
def test_groups_of_few_datasets_open_with_h5netcdf_as_well(write, group):
    with xarray.open_dataset(write(), group=group, engine="h5netcdf") as data:
        assert_axes_have_names(data)


@pytest.mark.parametrize("engine", ["h5netcdf", "netcdf4"])
def test_xarray_selects_by_label(write, engine):
    with xarray.open_dataset(write(), group="outcomes", engine=engine) as data:
        prices = data["sum_of_prices"]
        assert prices.dims == ("arm", "point", "replicate")
        difference = prices.sel(arm="foundation.acts=yes") - prices.sel(arm="foundation.acts=no")
        assert np.array_equal(difference, np.full((8, 8), 10.0))
        assert data["action_day"].dtype == np.float64  # [d] stays a number
        assert int(data["status"].sum()) == 2


def test_h5py_reads_a_distribution_in_a_few_lines(write):
    with h5py.File(write()) as file:
        group = file["distributions"]
        quantiles = group["tao_in_pools_quantiles"]
        names = [axis[0].name.split("/")[-1] for axis in quantiles.dims]
        median = quantiles[0, 3, list(group["quantile"][:]).index(0.5)]
        assert names == ["arm", "point", "quantile"]
        assert median == 303  # 100 * point + the 4th of 8 replicates
        assert file.attrs["title"] == "A made-up sweep"
        assert file.attrs["hypothesis"] == "It does: \u03b1 = \u03c4."


def test_quantiles_agree_with_numpy(as_netcdf):
    data, stored = group_of(as_netcdf, "outcomes"), group_of(as_netcdf, "distributions")
    values = data["pool_tao"].where(data["status"] == 0)
    for name in ["pool_tao_quantiles", "pool_tao_mean", "pool_tao_standard_error"]:
        assert name in stored
    for p in (0.05, 0.5, 0.9):
        expected = np.nanquantile(values, p, axis=2, method="inverted_cdf")
        assert np.array_equal(stored["pool_tao_quantiles"].sel(quantile=p), expected)
    assert np.allclose(stored["pool_tao_mean"], values.mean("replicate"), rtol=1e-14)
    error = values.std("replicate", ddof=1) / np.sqrt(values.count("replicate"))
    assert np.allclose(stored["pool_tao_standard_error"], error, rtol=1e-12)


def test_intervals_agree_with_scipy(as_netcdf):
    from scipy import stats
    data, stored = group_of(as_netcdf, "outcomes"), group_of(as_netcdf, "intervals")
    values = data["pool_tao"].values[1, 2]
    low, high = stats.t.interval(0.95, 7, values.mean(), stats.sem(values))
    assert np.allclose(stored["pool_tao_mean"].values[1, 2], [low, high], rtol=1e-12)
    wilson = stats.binomtest(4, 8).proportion_ci(method="wilson")
    assert np.allclose(stored["takeover_ema_2_share"].values[0, 1], [wilson.low, wilson.high],
                       rtol=1e-12)


def test_types_are_those_that_every_reader_knows(write):
    def check(name, item):
        if isinstance(item, h5py.Dataset):
            text = h5py.check_string_dtype(item.dtype)
            assert text and text.encoding == "utf-8" or item.dtype in (
                np.dtype("<f8"), np.dtype("<f4"), np.dtype("<i4"), np.dtype("<i8"), np.dtype("<u4"),
                np.dtype("u1")), name
            assert item.compression in (None, "gzip"), name
    with h5py.File(write()) as file:
        file.visititems(check)


def test_missing_floats_are_marked(as_netcdf):
    stopped = as_netcdf["outcomes"]["stopped"]
    assert np.isnan(stopped._FillValue) and stopped.undefined_when


def test_members_keep_the_order_in_which_they_were_made(write):
    def members(group):
        names = []
        group.id.links.iterate(lambda name: names.append(name.decode()),
                               idx_type=h5py.h5.INDEX_CRT_ORDER)
        return names
    with h5py.File(write()) as file:
        assert members(file)[:3] == ["inputs", "design", "outcomes"]
        assert members(file["outcomes"])[:5] == ["arm", "point", "replicate", "takeover_spot_10",
                                                 "takeover_ema_2"]


@pytest.mark.parametrize("letters", [1, 8, 16, 24, 32, 40, 48, 56, 64])
def test_equal_contents_give_equal_bytes(write, tmp_path, letters):
    """Whatever lies where in memory: paths of some lengths move everything."""
    again = tmp_path / f"{'a' * letters}.h5"
    subprocess.run([os.environ["TAOSWEEP_WRITE_SAMPLE"], again], check=True)
    assert again.read_bytes() == pathlib.Path(write()).read_bytes()


def test_h5dump_reads_it_whole(write):
    dump = subprocess.run(["h5dump", "-d", "/differences/sum_of_prices_mean", write()],
                          capture_output=True, text=True)
    assert dump.returncode == 0, dump.stderr
    assert "(0,0): nan, 10, 10" in dump.stdout
    assert subprocess.run(["h5dump", "-H", write()], capture_output=True).returncode == 0


def test_one_replicate_has_no_series_of_its_own(write):
    with h5py.File(write("one-replicate")) as file:
        assert "sum_of_prices" not in file["series"]
        assert "one replicate" in file["series"].attrs["note"]
        assert file["series_all/sum_of_prices_n"][0, 0, 1] == 4
        assert np.isnan(file["differences_all/sum_of_prices_mean"][0]) == (
            file["differences_all/sum_of_prices_n"][0] < 8)


def test_shards_hold_their_points_and_the_whole_design(write):
    with h5py.File(write("shard-1")) as file:
        assert file.attrs["shard_index"] == 1 and file.attrs["shard_count"] == 2
        assert list(file["outcomes/point"]) == [3, 4, 5, 6, 7]
        assert list(file["design/point"]) == list(range(8))
        # The first row of the first series, which no economy of the sample leaves out.
        assert file["shard/sum_of_prices_counts"][0, 1].sum(axis=-1)[0] == 32
