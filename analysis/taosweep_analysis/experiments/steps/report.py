"""Everything that `taosweep-analysis steps` writes and says."""

from ...draw import style
from ..folder import out_folder, write_or_explain
from . import answer, figure_steps, sweep, table, verdicts


def write(exact, coarse, economies, out, say):
    """Reads all that is needed before anything is written. FileProblem where it cannot be done."""
    steps = sweep.read(exact, coarse)
    size = economies or len(steps.exact.of_arm(0)) // steps.exact.economies.cell.nunique()
    costs = verdicts.costs(steps, size)
    lines = answer.lines(steps, costs, size)
    document = table.document(steps, costs, lines)
    drawing = figure_steps.draw(steps, costs, size)
    folder = out_folder(out)

    def write_all():
        style.write_lines(folder / "steps_answer.txt", lines)
        style.write_lines(folder / "steps_table.md", document)
        for line in lines:
            say(line)
        picture = style.save(*drawing, folder, "steps")
        say(f"{picture}  (numbers: {picture.with_suffix('.txt').name})")
        say(f"{folder / 'steps_table.md'}  (every outcome)")

    write_or_explain(out, write_all)
