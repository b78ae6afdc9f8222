"""What the experiment of a file says and draws itself, where its config has a folder of its own."""

from __future__ import annotations

import dataclasses

from ..draw import style
from ..draw.drawn import WIDTH, Drawn
from ..experiments import experiment
from ..problem import FileProblem
from ..say.summary import within


@dataclasses.dataclass
class Own:
    """lead: at most 120 words, empty where they cannot be said; figures: those that the file serves
    for, the first one first; lacking: what could not be made, and why."""

    lead: str = ""
    figures: list[Drawn] = dataclasses.field(default_factory=list)
    lacking: list[str] = dataclasses.field(default_factory=list)


def of(sweep, verdicts):
    """None where the file is of no such experiment. verdicts: a call that waits for them."""
    known = experiment.of(sweep)
    return None if known is None else made(known, sweep.results, verdicts)


def made(known, results, verdicts):
    """A config of that name may have become another, so that its file lacks what is needed."""
    found = Own()
    try:
        own = known.own(results)
        draw_figures(known, own, found)
        sentences = [statement.sentence for statement in known.statements(own, verdicts())]
    except FileProblem as problem:
        return Own(lacking=[f"Own words and figures could not be made: {problem}"])
    found.lead = within(sentences[0], sentences[1:], "")
    return found


def draw_figures(known, own, found):
    for name, draw in known.figures.items():
        try:
            found.figures.append(drawn(name, *draw(own)))
        except FileProblem as problem:  # the others are drawn all the same
            found.lacking.append(f"{name} was not drawn: {problem}")


def drawn(name, figure, lines):
    panel = figure.axes[0]
    title = panel.get_title(loc="left")
    panel.set_title("", loc="left")
    as_on_a_page(figure)
    return Drawn(name, figure, title, lines[0], "; ".join(lines[1:8]))


def as_on_a_page(figure):
    """As wide as the other figures of a page, so that no letters are smaller than theirs on a
    telephone; words stand on a ground of their own, not struck through by lines."""
    width, height = figure.get_size_inches()
    figure.set_size_inches(min(width, WIDTH), height)
    for axes in figure.axes:
        legend = axes.get_legend()
        for text in [*axes.texts, *(legend.get_texts() if legend else [])]:
            text.set_fontsize(max(text.get_fontsize(), style.LETTER))
        for text in axes.texts:
            text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85})
