"""What the experiment of a file says and draws itself, where its config has a folder of its own."""

from __future__ import annotations

from ..draw.drawn import Drawn
from ..experiments import experiment
from ..problem import FileProblem
from ..say.summary import within


class Own:
    """lead: at most 120 words; figures: those that the file serves for, the first one first."""

    def __init__(self, lead, figures):
        self.lead, self.figures = lead, figures


def of(sweep):
    """None where the file is of no such experiment, or lacks what its text needs: a config of that
    name may have become another."""
    known = experiment.of(sweep)
    if known is None:
        return None
    try:
        results = known.own(sweep.results)
        sentences = [statement.sentence for statement in known.statements(results)]
    except FileProblem:
        return None
    return Own(within(sentences[0], sentences[1:], ""), list(drawn(known, results)))


def drawn(known, results):
    for name, draw in known.figures.items():
        try:
            figure, lines = draw(results)
        except FileProblem:  # the others are drawn all the same
            continue
        panel = figure.axes[0]
        title = panel.get_title(loc="left")
        panel.set_title("", loc="left")
        yield Drawn(name, figure, title, lines[0], "; ".join(lines[1:8]))
