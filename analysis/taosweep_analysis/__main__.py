"""Command line: taosweep-analysis sn28 | facts."""

import argparse
import pathlib
import sys

from . import results as reading


def sn28(arguments):
    from . import answer, answer_details, answer_rules, style
    from . import figure_clocks, figure_exit, figure_record, figure_root

    results = reading.read(arguments.file)
    rules = reading.read(arguments.rules) if arguments.rules else None
    folder = pathlib.Path(arguments.out)
    folder.mkdir(parents=True, exist_ok=True)
    said = [statement.sentence for statement in answer.statements(results)]
    if rules:
        said += [""] + [statement.sentence for statement in answer_rules.statements(rules)]
    failed = int((results.economies.status != 0).sum())
    lines = [
        results.attributes["title"],
        results.attributes["question"],
        "",
        *said,
        "",
        *answer_details.details(results, said),
        "",
        f"{len(results.economies)} economies, {failed} failed and left out; intervals are "
        f"95 %; hypothesis as registered before the run: {results.attributes['hypothesis']}",
    ]
    (folder / "sn28_answer.txt").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))
    # Each figure is saved as it is drawn: one that fails takes no other along.
    drawings = {
        "sn28_record": lambda: figure_record.draw(results),
        "sn28_clocks": lambda: figure_clocks.draw(results, rules),
        "sn28_exit_floor": lambda: figure_exit.draw(results),
        "sn28_root_share": lambda: figure_root.draw(results),
    }
    problems = []
    for name, draw in drawings.items():
        try:
            picture = style.save(*draw(), folder, name)
            print(f"{picture}  (numbers: {picture.with_suffix('.txt').name})")
        except reading.FileProblem as problem:
            problems.append(problem)
            print(f"warning: {name} was not drawn: {problem}", file=sys.stderr)
    if len(problems) == len(drawings):
        raise problems[0]


def facts(arguments):
    from . import facts as listing

    print("\n".join(listing.table(arguments.file)))


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="taosweep-analysis", description="Facts and figures from results files."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    figures = commands.add_parser("sn28", help="answer and figures of configs/sn28.ini")
    figures.add_argument("file", help="results of configs/sn28.ini")
    figures.add_argument("--rules", help="results of configs/sn28_rules.ini")
    figures.add_argument(
        "--out", default="results", help="folder for figures and texts (default: results)"
    )
    figures.set_defaults(call=sn28)
    table = commands.add_parser("facts", help="every outcome with its interval")
    table.add_argument("file")
    table.set_defaults(call=facts)
    chosen = parser.parse_args(arguments)
    try:
        chosen.call(chosen)
    except BrokenPipeError:  # the reader of the text, such as head, has seen enough
        sys.stdout = None
        return 0
    except (reading.FileProblem, OSError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
