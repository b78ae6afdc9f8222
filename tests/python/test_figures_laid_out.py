"""Figures have room for all that hangs on their panels, whatever its size."""

import numpy
import pytest
from matplotlib import pyplot
from matplotlib.layout_engine import ConstrainedLayoutEngine
from taosweep_analysis.draw import drawn, layout, style

TIMES = numpy.arange(100.0)


@pytest.fixture(autouse=True)
def closed():
    yield
    pyplot.close("all")


def lines(number, name, scale=1.0):
    """A figure of so many lines with a legend below."""
    figure, (axes,) = drawn.sheet(3.1)
    for k in range(number):
        axes.plot(TIMES, scale * (k + 1 + numpy.sin(TIMES)), label=f"{name} {k}")
    drawn.labelled(axes, "time [d]", "price of it [TAO/alpha]")
    drawn.names_below(axes)
    return figure


def beyond(figure):
    """How far anything reaches out of the figure [point]."""
    renderer, whole = figure.canvas.get_renderer(), figure.bbox
    boxes = [axes.get_tightbbox(renderer) for axes in figure.axes]
    ends = [end for box in boxes for end in (whole.x0 - box.x0, box.x1 - whole.x1,
                                             whole.y0 - box.y0, box.y1 - whole.y1)]
    return 72 * max(ends) / figure.dpi


@pytest.mark.parametrize("number, name, scale", [
    (1, "one", 1), (12, "an arm with a name that takes more than a line of a legend: day", 1),
    (3, "no action", 1e9), (30, "arm", 1e-3)])
def test_legends_labels_and_ticks_lie_within_the_figure(number, name, scale):
    figure = lines(number, name, scale)

    drawn.laid_out(figure)

    assert beyond(figure) <= 0
    low, high = figure.axes[0].get_position().intervaly
    assert (high - low) * figure.get_figheight() > 1.6  # inch: the panel is not what gives way
    axis = figure.axes[0].yaxis
    ends = axis.get_view_interval()
    ticks = [tick.label1 for tick in axis.get_major_ticks() if ends[0] <= tick.get_loc() <= ends[1]]
    left = min(tick.get_window_extent().x0 for tick in ticks)
    assert 0 <= left - axis.label.get_window_extent().x1 < 12


def test_panels_under_each_other_are_as_large_as_each_other_and_do_not_overlap():
    figure, panels = drawn.sheet(4.0, rows=3)
    for place, axes in enumerate(panels):
        axes.plot(TIMES, TIMES * 10 ** (3 * place))
        axes.set_title("a title", loc="left")
        axes.set_xlabel("two\nlines" if place == 1 else "one")

    drawn.laid_out(figure)

    renderer = figure.canvas.get_renderer()
    boxes = [axes.get_tightbbox(renderer) for axes in panels]
    assert all(upper.y0 > lower.y1 for upper, lower in zip(boxes, boxes[1:]))
    assert beyond(figure) <= 0
    sizes = numpy.array([axes.get_position().size for axes in panels])
    assert sizes == pytest.approx(numpy.broadcast_to(sizes[0], sizes.shape))


def test_what_is_drawn_is_what_was_measured(tmp_path):
    figure = lines(2, "arm")
    drawn.laid_out(figure)
    assert figure.get_layout_engine() is None
    before = [axes.get_position().extents for axes in figure.axes]
    texts = [label.get_text() for label in figure.axes[0].get_xticklabels()]

    figure.savefig(tmp_path / "a.svg", dpi=110)

    assert numpy.array_equal(before, [axes.get_position().extents for axes in figure.axes])
    assert texts == [label.get_text() for label in figure.axes[0].get_xticklabels()]


def colours():
    figure, (axes,) = drawn.sheet(3.0)
    figure.colorbar(axes.imshow([[1, 2], [3, 4]], aspect="auto"), ax=axes).set_label("what [1]")
    return figure


def beside():
    figure, panels = style.figure(2, height=3)
    for axes in panels[0]:
        axes.plot(TIMES, TIMES)
    return figure


def crowded():
    """Where nothing is left for the panel."""
    figure, (axes,) = drawn.sheet(1.0)
    axes.plot(TIMES, TIMES)
    axes.set_xlabel("line\n" * 9)
    return figure


@pytest.mark.parametrize("make", [colours, beside, crowded])
def test_other_figures_are_laid_out_by_matplotlib(make, monkeypatch):
    executed = []
    monkeypatch.setattr(ConstrainedLayoutEngine, "execute", lambda _, one: executed.append(one))
    figure = make()

    layout.lay_out(figure)

    assert executed == [figure] and figure.get_layout_engine() is None
