"""Share of the ten largest at the end under each rule, by family."""

from ...draw import drawn, style
from ...estimate.of_file import of_outcome
from ...say.numbers import interval, number
from .sweep import BASELINE, FAMILIES

OUTCOME = "top_10_share"
ROW, EDGES = 0.27, 0.8  # [inch]


def draw(sweep):
    """-> (figure, lines of text)"""
    families = {"all of them in turn": (BASELINE,), **FAMILIES}
    figure, (axes,) = drawn.sheet(EDGES + ROW * (len(sweep.arms) + len(families)))
    lines = [
        f"Median share of the ten largest on day {sweep.day:g} with its interval of 95 %, of "
        f"{len(sweep.of_arm(0))} economies under each rule; the same economies everywhere."
    ]
    place = 0
    for family, names in families.items():
        place += 1
        axes.text(0, place, family, fontsize=9, fontweight="bold", va="center",
                  transform=axes.get_yaxis_transform())
        for name in names:
            place += 1
            found = of_outcome(sweep, OUTCOME, sweep.arms.index(name))
            colour = style.BLACK if name == BASELINE else style.BLUE
            axes.plot([found.low, found.high], [place, place], color=colour, linewidth=2)
            axes.plot(found.value, place, "o", color=colour, markersize=5)
            axes.text(-0.02, place, name, fontsize=9, ha="right", va="center",
                      transform=axes.get_yaxis_transform())
            bounds = interval(found.low, found.high)
            lines.append(f"{name}: {number(found.value)} ({bounds}; {found.count})")
    axes.set_ylim(place + 0.7, 0.3)
    axes.set_yticks([])
    axes.grid(axis="y", visible=False)
    style.label(axes, "Share of the ten largest under each rule",
                "share of the ten largest at the end [1]", "")
    return figure, lines
