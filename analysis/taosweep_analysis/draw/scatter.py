"""An outcome of single economies against what was drawn for them."""

import numpy
import pandas

from ..say.numbers import number
from ..say.titles import title_of
from . import style
from .cells import of_cell
from .drawn import POINTS_AS_VECTORS, Drawn, labelled, logarithmic, names_below, plain, sheet
from .drawn import with_unit, words_on_cells


def drawn_numbers(sweep):
    """Varied parameters of which each point has its own number."""
    return list(sweep.results.sampled)


def pairs(sweep, outcome, parameter, arm, cell=None):
    """(drawn values, outcomes) of one arm, in all cells or one."""
    found = of_cell(sweep, sweep.outcomes[outcome], cell).isel(arm=arm)
    y = found.values.ravel()
    x = numpy.repeat(found[parameter].values.astype(float), found.sizes["replicate"])
    some = numpy.isfinite(y)
    return x[some], y[some]


def rank_correlation(x, y):
    """Spearman's, Pearson's of the ranks, equal ones in their middle; NaN where one of the two does
    not vary."""
    if len(x) < 3 or len(set(x)) < 2 or len(set(y)) < 2:
        return numpy.nan
    return float(numpy.corrcoef(pandas.Series(x).rank(), pandas.Series(y).rank())[0, 1])


def strongest(sweep, outcome, arm=0, cell=None):
    """The drawn parameters, the one that orders the outcome most first."""
    sizes = {
        p: abs(rank_correlation(*pairs(sweep, outcome, p, arm, cell))) for p in drawn_numbers(sweep)
    }
    return sorted(sizes, key=lambda p: -numpy.nan_to_num(sizes[p]))


def words_on_arms(sweep, numbers):
    """Which arms are drawn, where they are not all."""
    if len(numbers) == len(sweep.arms):
        return ""
    names = "; ".join(sweep.arms[k] for k in numbers)
    return f"; {len(numbers)} of {len(sweep.arms)} arms: {names}"


def of_outcome(sweep, outcome, parameter, arms=None, cell=None):
    numbers = list(range(len(sweep.arms)) if arms is None else arms)
    figure, (axes,) = sheet(3.1)
    said = []
    for arm in numbers:
        x, y = pairs(sweep, outcome, parameter, arm, cell)
        colour, _, marker = style.of_number(arm)
        order = rank_correlation(x, y)
        label = f"{sweep.arms[arm]} (n = {len(x)}, rank correlation {number(order)})"
        said.append(label)
        axes.plot(x, y, marker, color=colour, markersize=3.5, alpha=0.75, label=plain(label),
                  linestyle="", rasterized=len(x) * len(numbers) > POINTS_AS_VECTORS)
    values = sweep.group("design")[parameter]
    if values.min() > 0 and values.max() > 30 * values.min():
        logarithmic(axes, "x")
    unit = sweep.group("outcomes")[outcome].attrs["units"]
    labelled(axes, with_unit(parameter, values.attrs["units"]), with_unit(outcome, unit))
    names_below(axes)
    meaning = sweep.group("outcomes")[outcome].attrs["long_name"]
    return Drawn(
        f"scatter-{outcome}-{parameter.replace('.', '_')}",
        figure,
        f"{title_of(outcome, meaning)}, by {parameter}",
        f"{meaning} ({outcome}), each economy against {values.attrs['long_name']} ({parameter})"
        f"{words_on_arms(sweep, numbers)}.{words_on_cells(sweep.cells, cell)}",
        "; ".join(said),
    )
