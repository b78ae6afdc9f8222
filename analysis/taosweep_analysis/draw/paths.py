"""One kept economy: a quantity of its subnets through time."""

import numpy
from matplotlib.collections import LineCollection

from ..say.numbers import count, number
from . import style
from .drawn import Drawn, labelled, logarithmic, place_of, sheet, with_unit

BY_NAME = 5  # subnets with a colour; the others are grey


def economies(sweep):
    """Words for each kept economy."""
    kept = sweep.kept_economies
    columns = (kept[name].values for name in ("economy", "point", "replicate", "arm"))
    return [
        f"economy {economy}: point {point}, replicate {replicate}, {arm}"
        for economy, point, replicate, arm in zip(*columns)
    ]


def cell_of(sweep, place):
    """Number of the cell that a kept economy is of."""
    design, point = sweep.group("design"), sweep.kept_economies["point"].values[place]
    return int(design["cell"].values[design["point"].values == point][0])


def chosen(values, attacked, netuids):
    """Places of the subnets that are named: the attacked one, then those that end highest."""
    ends = [column[numpy.isfinite(column)][-1] if numpy.isfinite(column).any() else -numpy.inf
            for column in values.T]
    order = [int(k) for k in numpy.argsort(ends)[::-1] if numpy.isfinite(ends[k])]
    first = [k for k in order if netuids[k] == attacked]
    return (first + [k for k in order if k not in first])[:BY_NAME], order


def attacked_subnet(sweep):
    """Netuid of the attacked subnet; None without an attack."""
    config = sweep.results.config
    mode, netuid = config.get("attack.mode", "none"), config.get("attack.netuid", "")
    return int(netuid) if mode != "none" and netuid.isdecimal() else None


def of_economy(sweep, place, quantity="price"):
    data = sweep.kept_economy(place, quantity)
    values, days, netuids = data.values, data["day"].values, data["netuid"].values
    attacked = attacked_subnet(sweep)
    named, order = chosen(values, attacked, netuids)
    figure, (axes,) = sheet(3.3)
    others = [numpy.column_stack([days, values[:, k]]) for k in order if k not in named]
    axes.add_collection(LineCollection(others, colors="0.8", linewidths=0.6))
    axes.autoscale_view()
    for number_, k in reversed(list(enumerate(named))):
        colour, dash, _ = style.of_number(number_)
        what = f"subnet {netuids[k]}" + (" (attacked)" if netuids[k] == attacked else "")
        axes.plot(days, values[:, k], dash, color=colour, linewidth=1.5, label=what)
    positive = values[numpy.isfinite(values) & (values > 0)]
    if len(positive) and positive.max() > 30 * numpy.quantile(positive, 0.05):
        logarithmic(axes, "y")
    labelled(axes, with_unit("time", data["day"].attrs["units"]),
             with_unit(quantity, data.attrs["units"]))
    if named:
        axes.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.2), fontsize=style.LETTER, ncols=2,
                    frameon=False)
    words = economies(sweep)[place]
    if len(sweep.cells) > 1:
        cell = sweep.cells[cell_of(sweep, place)]
        words += f", {place_of(cell, len(sweep.cells))}"
    return Drawn(
        f"paths-{quantity}-{place}",
        figure,
        words,
        f"{data.attrs['long_name']} of {count(len(order), 'subnet')}: {words}. In colour those "
        "that end highest, and the attacked one; the others grey.",
        "; ".join(f"subnet {netuids[k]} {end_of(days, values[:, k], data.attrs['units'])}"
                  for k in named),
    )


def end_of(days, values, unit):
    """'ends at 0.3 TAO/alpha', the last finite value: where a subnet ceases before the others, on
    which day."""
    last = numpy.flatnonzero(numpy.isfinite(values))[-1]
    early = "" if last == len(values) - 1 else f" on day {number(days[last])}"
    return f"ends at {number(values[last])} {unit}{early}"
