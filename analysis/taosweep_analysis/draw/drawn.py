"""A figure with its words, as pictures for pages and papers."""

from __future__ import annotations

import dataclasses
import io
import pathlib
import re
import textwrap
import warnings

from matplotlib.figure import Figure
from matplotlib.lines import TICKDOWN, TICKLEFT, Line2D
from matplotlib.ticker import MaxNLocator, NullFormatter, NullLocator, ScalarFormatter

from ..say.numbers import MINUS, count, number, shortened
from ..words import shown_on_a_line
from . import style
from .layout import LINE, lay_out

LEGEND = 56  # letters in a line of a legend
WIDTH = 4.7  # [inch]: as wide as a telephone's screen at the size of its text
POINTS_AS_VECTORS = 1500  # more points than this become a picture inside the figure
HINT = "hint: "  # begins the id of an artist that has one
FORMATS = ("svg", "pdf", "png")


@dataclasses.dataclass
class Drawn:
    """title and caption are text of the page; the figure itself has axes, units and n."""

    name: str
    figure: Figure
    title: str
    caption: str
    alternative: str  # what it shows, for who cannot see it

    def svg(self):
        """Text that stands inside a page: no prolog, no outside names, ids of its own."""
        picture = io.BytesIO()
        self.save(picture, "svg")
        return inside_a_page(picture.getvalue().decode(), self.name)

    def save(self, place, kind):
        settings = {"svg.fonttype": "none", "svg.hashsalt": self.name, "pdf.fonttype": 42}
        made = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
        with warnings.catch_warnings(), style.pyplot.rc_context(settings):
            warnings.simplefilter("ignore")  # letters that a font lacks are the reader's own
            laid_out(self.figure)
            picture = io.BytesIO() if kind == "svg" else place
            self.figure.savefig(
                picture, format=kind, metadata=made.get(kind), dpi=200 if kind == "png" else 110
            )
        style.pyplot.close(self.figure)
        if kind == "svg":
            put(place, with_hints(picture.getvalue()))


def laid_out(figure):
    """With room for all labels."""
    for axes in figure.axes:
        for which in ("x", "y"):
            mark_minor_ticks(axes, which)
    lay_out(figure)


def mark_minor_ticks(axes, which):
    """Those of a logarithmic axis as one artist, which look the same: each tick of matplotlib is
    three lines and two texts, laid out for nothing."""
    axis, look = getattr(axes, f"{which}axis"), style.pyplot.rcParams
    if axis.get_scale() != "log" or not isinstance(axis.get_minor_formatter(), NullFormatter):
        return
    low, high = sorted(axis.get_view_interval())
    places = [place for place in axis.get_minorticklocs() if low <= place <= high]
    axis.set_minor_locator(NullLocator())
    edge = [0] * len(places)
    axes.add_artist(
        Line2D(
            *((places, edge) if which == "x" else (edge, places)),
            linestyle="",
            marker=TICKDOWN if which == "x" else TICKLEFT,
            markersize=look[f"{which}tick.minor.size"],
            markeredgewidth=look[f"{which}tick.minor.width"],
            color=look[f"{which}tick.color"],
            transform=getattr(axes, f"get_{which}axis_transform")(which="tick1"),
            clip_on=False,
            zorder=2.01,  # as ticks have
        )
    ).set_in_layout(False)


def put(place, text):
    if hasattr(place, "write"):
        place.write(text)
    else:
        pathlib.Path(place).write_bytes(text)


def hinted(artist, words):
    """Words that a reader sees who holds the pointer over an artist of an SVG."""
    artist.set_gid(HINT + shown_on_a_line(words))
    return artist


def with_hints(svg):
    """Ids that are hints become titles, which browsers show without any script."""
    pattern = rf'<g id="{HINT}([^"]*)">'.encode()
    return re.sub(pattern, rb"<g><title>\1</title>", svg)


def inside_a_page(svg, name):
    text = svg[svg.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)
    text = text.replace("xlink:href", "href")
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r'href="#', f'href="#{name}-', text)
    text = re.sub(r"url\(#", f"url(#{name}-", text)
    return re.sub(r'(<svg[^>]*?) height="[^"]*pt"([^>]*?) width="[^"]*pt"', r"\1\2", text, count=1)


def plain(text, most=200):
    """Words of a file in a figure: what would be taken for a formula is not."""
    return shortened(shown_on_a_line(text), most).replace("$", r"\$")


def wrapped(text, columns):
    """The same over several lines."""
    return "\n".join(plain(line) for line in textwrap.wrap(shown_on_a_line(text), columns))


def sheet(height, width=WIDTH, rows=1, **options):
    """A figure of this size [inch] -> (figure, array of axes)."""
    figure, axes = style.pyplot.subplots(rows, 1, figsize=(width, height), squeeze=False, **options)
    return figure, axes[:, 0]


def names_below(axes, columns=1):
    """A legend under the panel with whole names, over as many lines as they take; the figure grows
    by them."""
    handles, labels = axes.get_legend_handles_labels()
    names = [wrapped(label.replace(r"\$", "$"), LEGEND // columns) for label in labels]
    lines = sum(name.count("\n") + 1 for name in names) / columns
    figure = axes.figure
    figure.set_size_inches(figure.get_figwidth(), figure.get_figheight() + LINE * lines)
    axes.legend(handles, names, loc="upper left", bbox_to_anchor=(-0.02, -0.2),
                fontsize=style.LETTER, frameon=False, ncols=columns)


def logarithmic(axes, which):
    """The axis x or y in logarithms, with numbers for ticks, not powers."""
    getattr(axes, f"set_{which}scale")("log")
    axis = getattr(axes, f"{which}axis")
    axis.set_major_formatter(lambda value, _: number(value))
    axis.set_minor_formatter(NullFormatter())


def labelled(axes, x, y):
    """Labels with units, and ticks that are numbers without a factor beside the axis."""
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    for axis in (axes.xaxis, axes.yaxis):
        if isinstance(axis.get_major_formatter(), ScalarFormatter) and axis.get_scale() != "log":
            axis.set_major_formatter(lambda value, _: f"{value:,.10g}".replace("-", MINUS))
            axis.set_major_locator(MaxNLocator(6))  # as many in whatever room the layout leaves


def place_of(name, cells):
    """'all points', or which cell of several a figure shows."""
    return name if cells == 1 else f"one cell of {cells}: {name}"


def words_on_cells(names, cell=None):
    """Which of several cells a figure shows, or that it pools them all; of one cell nothing."""
    if len(names) == 1:
        return ""
    if cell is None:
        return f" {count(len(names), 'cell')} are pooled."
    return f" It is {place_of(names[cell], len(names))}."


def words_on_others(sweep, chosen):
    """Which arms a panel leaves out."""
    others = [name for k, name in enumerate(sweep.arms) if k not in chosen]
    if not others:
        return ""
    drawn = len(sweep.arms) - len(others)
    return (
        f" {drawn} of {count(len(sweep.arms), 'arm')} are drawn; --arm of taosweep-analysis figure "
        f"draws others: {'; '.join(others)}."
    )


def with_unit(name, unit):
    """'price [TAO]': the label of an axis"""
    return plain(f"{name} [{unit}]")
