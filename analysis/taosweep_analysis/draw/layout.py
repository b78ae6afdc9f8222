"""Room for all labels of a figure. What matplotlib's constrained layout finds by measuring ticks
four times is found here by measuring them once, where panels stand under each other; ticks and
labels then stay where they were measured."""

from matplotlib.ticker import FixedLocator
from matplotlib.transforms import Bbox, ScaledTranslation

from . import style

# Margins [inch] while what hangs on a panel is measured the first time: left, right, bottom, top.
BEGIN = (0.6, 0.1, 0.5, 0.1)
LINE = 0.19  # height of a line of a legend [inch]
ROUNDS = 2  # of measuring that, in a panel that is nearer to its height each time
POINTS = 72  # in an inch


def lay_out(figure):
    """Once, and for good: with any engine left, savefig would measure all of it again."""
    engine = figure.get_layout_engine()
    if engine is None:
        return
    pad = engine.get()["h_pad"]
    if not (is_column(figure) and stacked(figure, pad)):
        engine.execute(figure)
    with style.pyplot.rc_context({"figure.constrained_layout.use": False}):
        figure.set_layout_engine(None)


def is_column(figure):
    """Whether panels stand under each other, alone, with their axes at the left and below."""
    grids = {grid_of(axes) for axes in figure.axes}
    return (
        len(grids) == 1
        and None not in grids
        and grids.pop().get_geometry() == (len(figure.axes), 1)
        and all(axes.xaxis.get_label_position() == "bottom" for axes in figure.axes)
        and all(axes.yaxis.get_label_position() == "left" for axes in figure.axes)
    )


def grid_of(axes):
    """None of a panel that is in none, such as a bar of colours."""
    place = axes.get_subplotspec() if hasattr(axes, "get_subplotspec") else None
    return None if place is None else place.get_gridspec()


def stacked(figure, pad):
    """Places the panels; False where there is no room for them."""
    renderer = figure.canvas.get_renderer()
    begin = [begin_of(axes) for axes in figure.axes]
    if not (place(figure, begin, pad) or place(figure, [BEGIN] * len(begin), pad)):
        return False
    legends = [legend_of(axes, renderer) for axes in figure.axes]
    for _ in range(ROUNDS):
        hanging = [hanging_on(*one, renderer) for one in zip(figure.axes, legends)]
        if not place(figure, [widest(BEGIN, one) for one in hanging], pad):
            return False
    found = []
    for axes, legend in zip(figure.axes, legends):
        below = measured(axes.xaxis, renderer)
        left = measured(axes.yaxis, renderer)
        found.append(widest(hanging_on(axes, legend, renderer), below, left))
    return place(figure, found, pad)


def widest(*margins):
    return tuple(map(max, zip(*margins)))


def place(figure, margins, pad):
    """margins of each panel [inch]; the widest decide where panels begin and end, and all are of
    one height. False where nothing is left for them."""
    width, height = figure.get_size_inches()
    left, right = (max(column) + pad for column in list(zip(*margins))[:2])
    taken = sum(below + above + 2 * pad for _, _, below, above in margins)
    across, down = width - left - right, (height - taken) / len(margins)
    if across <= 0 or down <= 0:
        return False
    top = height
    for axes, (_, _, below, above) in zip(figure.axes, margins):
        top -= pad + above + down
        axes.set_position([left / width, top / height, across / width, down / height])
        top -= below + pad
    return True


def begin_of(axes):
    """With room for a legend below, whose distance is a part of the panel's height: the nearer a
    panel begins to its height, the nearer it ends."""
    left, right, below, above = BEGIN
    legend = axes.get_legend()
    texts = [] if legend is None else legend.get_texts()
    lines = sum(text.get_text().count("\n") + 1 for text in texts)
    return left, right, below + LINE * lines, above


def reach(box, axes):
    """How far a box reaches beyond a panel: left, right, below, above [inch]."""
    inner, inch = axes.bbox, axes.figure.dpi
    ends = (inner.x0 - box.x0, box.x1 - inner.x1, inner.y0 - box.y0, box.y1 - inner.y1)
    return tuple(max(0.0, end / inch) for end in ends)


def legend_of(axes, renderer):
    """Ends of a legend beside the point of the panel that it hangs on [pixel]: its size is the same
    whatever the panel's. None where it hangs on none."""
    legend = axes.get_legend()
    if legend is None or any(legend.get_bbox_to_anchor().size):
        return None
    return legend.get_window_extent(renderer).extents - legend.get_bbox_to_anchor().extents


def hanging_on(axes, legend, renderer):
    """Reach of title, legend, names and lines: of all but the two axes."""
    apart = [part for part in (axes.xaxis, axes.yaxis) if part.get_visible()]
    if legend is not None:
        apart.append(axes.get_legend())
    for part in apart:
        part.set_visible(False)
    box = axes.get_tightbbox(renderer, for_layout_only=True)
    for part in apart:
        part.set_visible(True)
    if legend is not None:
        hung = Bbox.from_extents(axes.get_legend().get_bbox_to_anchor().extents + legend)
        box = Bbox.union([box, hung])
    return reach(box, axes)


def measured(axis, renderer):
    """Reach of the ticks and label of an axis, which stay as they are here."""
    axes, label, is_x = axis.axes, axis.label, axis.axis_name == "x"
    axis.set_label_coords(0.5, 0) if is_x else axis.set_label_coords(0, 0.5)
    shown = label.get_visible() and bool(label.get_text())
    label.set_visible(False)
    axis.set_major_locator(FixedLocator(axis.get_majorticklocs()))
    ticks = axis.get_tightbbox(renderer, for_layout_only=True)
    left, right, below, above = (0,) * 4 if ticks is None else reach(ticks, axes)
    label.set_visible(shown)
    if not shown:
        return left, right, below, above
    away = (below if is_x else left) + axis.labelpad / POINTS
    shift = (0, -away) if is_x else (-away, 0)
    moved = axes.transAxes + ScaledTranslation(*shift, axes.figure.dpi_scale_trans)
    axis.set_label_coords(*((0.5, 0) if is_x else (0, 0.5)), transform=moved)
    size = Bbox.union([label.get_window_extent(renderer)])
    room = away + (size.height if is_x else size.width) / axes.figure.dpi
    return (left, right, room, above) if is_x else (room, right, below, above)
