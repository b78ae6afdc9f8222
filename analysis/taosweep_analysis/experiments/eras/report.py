"""Everything that `taosweep-analysis eras` writes and says."""

from ...draw import style
from ...estimate.compared import by_program
from ..folder import out_folder, write_or_explain
from . import answer, figure_eras, sweep


def write(file, out, say, program=None, answered=None):
    """Reads all that is needed before anything is written. FileProblem where it cannot be done."""
    results = sweep.read(file)
    lines = answer.lines(results, by_program(results, program, answered))
    drawing = figure_eras.draw(results)
    folder = out_folder(out)

    def write_all():
        style.write_lines(folder / "eras_answer.txt", lines)
        for line in lines:
            say(line)
        picture = style.save(*drawing, folder, "eras")
        say(f"{picture}  (numbers: {picture.with_suffix('.txt').name})")

    write_or_explain(out, write_all)
