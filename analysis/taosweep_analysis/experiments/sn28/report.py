"""Everything that `taosweep-analysis sn28` writes and says."""

from ...draw import style
from ...estimate.compared import by_program
from ...problem import FileProblem
from ..folder import out_folder, write_or_explain
from . import answer, answer_details, answer_rules, contrasts, sweep
from . import figure_fall, figure_left, figure_needed, figure_record, figure_root


def answer_lines(results, rules, compared):
    """compared: what taosweep compare says of the registered contrasts."""
    statements = answer.statements(results, compared.verdicts)
    answered = [statement.sentence for statement in statements]
    said = [" ".join(answered)]
    if rules:
        said += [""] + [statement.sentence for statement in answer_rules.statements(rules)]
    failed = int((results.economies.status != 0).sum())
    return [
        results.attributes["title"],
        results.attributes["question"],
        "",
        *said,
        "",
        *contrasts.lines(compared),
        "",
        *answer_details.details(results, said, compared.verdicts),
        "",
        f"{len(results.economies)} economies, {failed} failed and left out; intervals are "
        f"95 %; hypothesis as registered before the run: {results.attributes['hypothesis']}",
    ]


def write(file, rules_file, out, say, complain, program=None, answered=None):
    """Reads all that is needed before anything is written. FileProblem where it cannot be done."""
    results = sweep.read(file)
    rules = sweep.read_rules(rules_file) if rules_file else None
    lines = answer_lines(results, rules, by_program(results, program, answered))
    folder = out_folder(out)

    def write_all():
        style.write_lines(folder / "sn28_answer.txt", lines)
        for line in lines:
            say(line)
        draw_all(results, folder, say, complain)

    write_or_explain(out, write_all)


def draw_all(results, folder, say, complain):
    """Each figure is saved as it is drawn: one that fails takes no other along."""
    drawings = {
        "sn28_needed": lambda: figure_needed.draw(results),
        "sn28_left": lambda: figure_left.draw(results),
        "sn28_record": lambda: figure_record.draw(results),
        "sn28_fall": lambda: figure_fall.draw(results),
        "sn28_root_share": lambda: figure_root.draw(results),
    }
    problems = []
    for name, draw in drawings.items():
        try:
            picture = style.save(*draw(), folder, name)
            say(f"{picture}  (numbers: {picture.with_suffix('.txt').name})")
        except FileProblem as problem:
            problems.append(problem)
            complain("warning", f"{name} was not drawn: {problem}")
    if len(problems) == len(drawings):
        raise problems[0]
