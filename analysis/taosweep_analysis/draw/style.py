"""Look of all figures: colours that colour-blind readers tell apart, bands, error bars."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as pyplot  # noqa: E402  (the back end must be chosen first)
import numpy  # noqa: E402

from ..words import shown  # noqa: E402

# Okabe and Ito (2008), "Color Universal Design".
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, RED, PINK = (
    "#000000",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
)
EXISTING, FRESH = BLUE, ORANGE
PANEL, PANEL_DPI = 5.5, 240  # [inch]: 1,320 pixels
# For arms, in this order: dark enough on white, each in dashes of its own.
SERIES = (BLUE, RED, GREEN, BLACK, PINK, ORANGE)
DASHES = ("-", "--", ":", "-.")
MARKERS = ("o", "s", "^", "D", "v")
CONTROLS, LACKS = GREEN, RED

LETTER = 9  # the least size of letters on a page [pt]: 9 pixels and more on a telephone

pyplot.rcParams.update(
    {
        "figure.dpi": 120,
        "savefig.dpi": 120,
        "font.size": 9.5,
        "axes.titlesize": 10.5,
        "axes.titleweight": "bold",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "0.9",
        "axes.axisbelow": True,
        "legend.framealpha": 0.75,
        "legend.edgecolor": "none",
        "legend.fontsize": LETTER,
        "figure.constrained_layout.use": True,
    }
)


def ink(colour):
    """A colour as letters have it: dark enough on white (4.5:1)."""
    return {ORANGE: "#8A5F00", SKY: BLUE, RED: "#A84300", GREEN: "#00704F", PINK: "#A0447A"}.get(
        colour, colour
    )


def ink_on(ground):
    """Black or white, whichever stands out more from a colour (red, green, blue of 0 to 1): by the
    contrast of WCAG 2.1, (L1 + 0.05)/(L2 + 0.05), at least 4.58 either way."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in ground[:3]]
    light = numpy.dot(linear, [0.2126, 0.7152, 0.0722])
    return "black" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "white"


def of_number(number):
    """Colour, dash and marker of the arm with this number."""
    return (
        SERIES[number % len(SERIES)],
        DASHES[number % len(DASHES)],
        MARKERS[number % len(MARKERS)],
    )


def figure(columns, rows=1, height=5.2):
    """A figure 1320 pixels wide -> (figure, array of axes)."""
    return pyplot.subplots(rows, columns, figsize=(11, height), squeeze=False)


def panel(height=3.9):
    """A figure of one panel, as wide as a page of text -> (figure, axes)."""
    figure, axes = pyplot.subplots(figsize=(PANEL, height), dpi=PANEL_DPI)
    axes.title.set_wrap(True)
    return figure, axes


def label(axes, title, x, y):
    """Title and axis labels; each label ends with its unit in brackets."""
    axes.set_title(title, loc="left")
    axes.set_xlabel(x)
    axes.set_ylabel(y)


def fan(axes, series, colour, name, start=0):
    """Median and the bands between the 5 and 95 % and the 25 and 75 % quantiles over economies;
    time counts from the start."""
    some = series.n > 0
    time = series.time[some] - start
    for low, high, alpha in ((0.05, 0.95, 0.18), (0.25, 0.75, 0.32)):
        axes.fill_between(
            time,
            series.at(low)[some],
            series.at(high)[some],
            color=colour,
            alpha=alpha,
            linewidth=0,
            label=f"{name}: {100 * (high - low):.0f} % of economies",
        )
    axes.plot(time, series.at(0.5)[some], color=colour, linewidth=1.8, label=f"{name}: median")


def bars(axes, x, estimates, colour, marker="o", name=None, line="-", fill=None):
    """Estimates with their intervals as error bars; fill: colour inside the markers."""
    value = numpy.array([e.value for e in estimates])
    low = value - numpy.array([e.low for e in estimates])
    high = numpy.array([e.high for e in estimates]) - value
    axes.errorbar(
        x,
        value,
        [numpy.nan_to_num(low).clip(0), numpy.nan_to_num(high).clip(0)],
        color=colour,
        marker=marker,
        markersize=5,
        capsize=2.5,
        linewidth=1.4,
        elinewidth=1,
        linestyle=line,
        label=name,
        markerfacecolor=fill or colour,
    )


def legend_below(axes, distance=0.13):
    """A legend under the panel, where it hides nothing; distance in heights of the panel."""
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.46, -distance),
        ncols=2,
        fontsize=7.8,
        handlelength=1.8,
        columnspacing=1.0,
        borderpad=0.1,
    )


def write_lines(path, lines):
    path.write_text(
        "\n".join(map(shown, lines)) + "\n", encoding="utf-8", errors="backslashreplace"
    )


def save(figure, lines, folder, name):
    """Writes NAME.png and NAME.txt; -> path of the picture."""
    picture = folder / f"{name}.png"
    figure.savefig(picture, dpi=max(figure.dpi, pyplot.rcParams["savefig.dpi"]))
    pyplot.close(figure)
    write_lines(folder / f"{name}.txt", lines)
    return picture
