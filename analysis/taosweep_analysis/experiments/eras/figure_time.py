"""Share of the ten largest through time, a panel for each family of rules, for a page."""

from ...draw import drawn, style
from ...say.numbers import number
from . import figure_eras
from .sweep import FAMILIES

QUANTITY, _, RECORDED = figure_eras.PANELS[0]
HEIGHT = 3.1  # of a panel and its legend [inch]


def draw(sweep):
    """-> (figure, lines of text)"""
    figure, panels = drawn.sheet(HEIGHT * len(FAMILIES), rows=len(FAMILIES))
    lines = [
        f"Medians of {len(sweep.of_arm(0))} economies; grey holds 90 % of them under the chain's "
        "own history, diamonds were recorded. Each panel is one family of rules."
    ]
    bounds = figure_eras.limits(sweep, QUANTITY, RECORDED)
    for axes, (family, names) in zip(panels, FAMILIES.items()):
        figure_eras.panel(axes, sweep, QUANTITY, names, RECORDED)
        axes.set_ylim(*bounds)
        axes.set_title(family, loc="right", fontsize=9)
        axes.set_xlabel("time since launch [d]")
        axes.set_ylabel("share [1]")
        axes.legend(loc="upper left", bbox_to_anchor=(-0.02, -0.36), fontsize=9, ncols=1,
                    frameon=False, borderpad=0.1)
        for name in names:
            series = sweep.series(QUANTITY, sweep.arms.index(name), 0)
            some = series.n > 0
            lines.append(f"{name}: {number(series.at(0.5)[some][-1])} at the end")
    panels[0].set_title("Share of the ten largest through time", loc="left")
    return figure, lines
