"""Share of the ten largest through time, a panel for each family of rules, for a page."""

from matplotlib.ticker import MultipleLocator

from ...draw import drawn
from ...say.numbers import number
from . import figure_eras
from .sweep import FAMILIES

QUANTITY, _, RECORDED = figure_eras.PANELS[0]
HEIGHT = 2.9  # of a panel and its legend [inch]


def draw(sweep):
    """-> (figure, lines of text)"""
    figure, panels = drawn.sheet(HEIGHT * len(FAMILIES), rows=len(FAMILIES))
    lines = [
        f"Medians of {len(sweep.of_arm(0))} economies; the thin black line is that of the chain's "
        "own history, grey holds 90 % of its economies, diamonds were recorded. Each panel is one "
        "family of rules."
    ]
    bounds = figure_eras.limits(sweep, QUANTITY, RECORDED)
    for axes, (family, names) in zip(panels, FAMILIES.items()):
        figure_eras.panel(axes, sweep, QUANTITY, names, RECORDED)
        axes.set_ylim(*bounds)
        axes.yaxis.set_major_locator(MultipleLocator(0.5))
        axes.set_title(family, loc="right", fontsize=9)
        axes.set_xlabel("time since launch [d]")
        axes.set_ylabel("share [1]")
        lines_of = zip(*axes.get_legend_handles_labels())
        handles = [handle for handle, label in lines_of if label.startswith(names)]
        axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(-0.02, -0.3), fontsize=9,
                    frameon=False, borderpad=0.1)
        for name in names:
            series = sweep.series(QUANTITY, sweep.arms.index(name), 0)
            some = series.n > 0
            lines.append(f"{name}: {number(series.at(0.5)[some][-1])} at the end")
    panels[0].set_title("Share of the ten largest through time", loc="left")
    figure.get_layout_engine().execute(figure)  # legends hang on panels: nearer with each pass
    return figure, lines
