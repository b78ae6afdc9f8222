"""A figure heeds the cell that it is asked for or refuses it, and says where it pools several."""

import types

import made_files
import numpy
import pytest
import xarray
from matplotlib import pyplot
from taosweep_analysis import __main__, open_sweep
from taosweep_analysis.draw import scatter, survival

pytestmark = pytest.mark.filterwarnings("error::UserWarning")

VARY = "attack.day = grid(0, 1)\nyield.gain = uniform(0.3, 1.5)"
ARMS = "foundation.acts = no, yes"
MORE = """[contrasts]
move = sum_of_prices: foundation.acts=yes - foundation.acts=no > 0.5
[keep]
paths = 2
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Two arms in two cells over sixteen draws, with kept paths."""
    out = tmp_path_factory.mktemp("cells") / "a.h5"
    return made_files.sweep(out, VARY, ARMS, 16, 1, MORE)


@pytest.fixture
def figure(path, tmp_path, capsys):
    """figure(kind, option, ..) -> its words, or those of the refusal."""

    def draw(kind, *options):
        out = tmp_path / "f.svg"
        code = __main__.main(["figure", str(path), kind, "-o", str(out), *map(str, options)])
        said = capsys.readouterr().err
        assert (code, out.exists()) == ((2, False) if said else (0, True))
        return said or out.with_suffix(".txt").read_text()

    return draw


def test_a_cell_is_named_by_its_number_or_label(figure):
    by_number = figure("fan", "--cell", 1)
    assert "one cell of 2: attack.day=1" in by_number
    assert figure("fan", "--cell", "attack.day = 1") == by_number != figure("fan")
    assert "one cell of 2: attack.day=0" in figure("fan")


def test_a_record_is_beside_the_cell_that_is_asked_for(figure, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("day,sum_of_prices\n1,2\n2,2\n")
    options = ("--outcome", "sum_of_prices", "--record", own)
    assert "one cell of 2: attack.day=1" in figure("record", *options, "--cell", 1)
    assert "one cell of 2: attack.day=0" in figure("record", *options)


@pytest.mark.parametrize("cell", ["2", "-1", "attack.day=3"])
def test_a_cell_that_there_is_not_is_refused_with_those_that_there_are(figure, cell):
    said = figure("survival", f"--cell={cell}")
    assert f"there is no cell {cell}: 0 is attack.day=0; 1 is attack.day=1" in said


def test_a_scatter_is_of_one_cell_or_says_that_it_pools_them(path, figure):
    pooled = figure("scatter", "--outcome", "sum_of_prices")
    assert "2 cells are pooled." in pooled and "n = 32" in pooled

    one = figure("scatter", "--outcome", "sum_of_prices", "--cell", 1)
    assert "It is one cell of 2: attack.day=1." in one and "n = 16" in one
    sweep = open_sweep(path)
    wanted = sweep.outcomes["sum_of_prices"].isel(arm=0).values[sweep.outcomes["cell"] ==
                                                                "attack.day=1"]
    _, found = scatter.pairs(sweep, "sum_of_prices", "yield.gain", 0, 1)
    numpy.testing.assert_array_equal(found, wanted.ravel())


def test_a_forest_says_that_it_pools_cells(figure):
    for option in ((), ("--outcome", "sum_of_prices")):
        words = figure("forest", *option, "--program", made_files.program())
        assert "2 cells are pooled." in words
        assert ("Each statement on its own scale" in words) == (option == ())


def test_a_forest_of_what_was_registered_takes_no_arm(figure):
    said = figure("forest", "--arm", "foundation.acts=yes", "--program", made_files.program())
    assert "--arm foundation.acts=yes: without --outcome a forest is of what was" in said
    assert "name an --outcome beside --arm" in said


def two_cells(days, ends):
    """A sweep of one arm in two cells, whose economies end on these days; None: not until then."""
    times = numpy.array([[[end if day is None else day] for cell, end in zip(days, ends)
                          for day in cell]], float)
    seen = numpy.array([[[float(day is not None)] for cell in days for day in cell]])
    about, axes = {"units": "d", "long_name": "days until"}, ("arm", "point", "replicate")
    of_points = numpy.repeat([0, 1], [len(cell) for cell in days])
    return types.SimpleNamespace(
        arms=["a"],
        cells=["x=0", "x=1"],
        outcomes={"t": xarray.DataArray(times, dims=axes, attrs=about),
                  "t_observed": xarray.DataArray(seen, dims=axes)},
        group=lambda name: {"cell": types.SimpleNamespace(values=of_points)},
    )


def drawn(sweep, cell=None):
    made = survival.of_outcome(sweep, "t", cell=cell)
    pyplot.close(made.figure)
    return made


def test_a_curve_over_cells_that_end_at_different_times_says_so():
    """Cells of which one is cut off on day 2 and the other on day 9."""
    sweep = two_cells([[1, None, None], [4, 5, None]], [2, 9])
    caption = drawn(sweep).caption
    assert "2 cells are pooled. Cells end at different times" in caption
    assert "after day 2, where the first cell ends, up to day 9 it follows" in caption

    one = drawn(sweep, 0)
    assert one.caption.endswith("It is one cell of 2: x=0.")
    assert "a (n = 3, seen in 1): 67 % had not got there by day 2" in one.alternative


@pytest.mark.parametrize("days", [
    [[1, None], [4, None]],  # both are cut off on day 9
    [[1, 2], [4, None]],  # of the first all were seen
    [[1, 2], [4, 5]],
])
def test_a_curve_over_cells_that_end_together_says_only_that_it_pools_them(days):
    caption = drawn(two_cells(days, [9, 9])).caption
    assert caption.endswith("2 cells are pooled.")


def test_where_nobody_got_there_none_did():
    words = drawn(two_cells([[None, None], [None]], [3, 3])).alternative
    assert words.endswith("100 % had not got there by day 3; none did")
    some = drawn(two_cells([[1, None], [None]], [3, 3])).alternative
    assert some.endswith("less than half of them did")


def test_an_answer_of_sensitivity_is_of_its_own_cell_and_arm(figure, tmp_path):
    answer = tmp_path / "said.json"
    answer.write_text("{}")
    for option in (("--cell", 0), ("--arm", "foundation.acts=no")):
        said = figure("sensitivity", "--sensitivity", answer, *option)
        assert "of one arm and one cell already: leave out --cell and --arm" in said
