"""Command line: taosweep-analysis report | figure | table | facts | sn28 | eras | steps | markets |
reconstruct."""

import argparse
import pathlib
import sys
import traceback

from . import report_options
from .once import Parser
from .problem import FileProblem
from .reconstruction import command as reconstruct_command
from .words import shown, shown_on_a_line

DONE, FAILED, USAGE, STOPPED = 0, 1, 2, 130


def say(line):
    print(shown(line))


def complain(kind, sentence):
    print(f"{kind}: {shown_on_a_line(sentence)}", file=sys.stderr)


def sn28(arguments):
    from .experiments.sn28 import report

    asked = arguments.program, arguments.compared
    report.write(arguments.file, arguments.rules, arguments.out, say, complain, *asked)


def eras(arguments):
    from .experiments.eras import report

    report.write(arguments.file, arguments.out, say)


def steps(arguments):
    from .experiments.steps import report

    report.write(arguments.exact, arguments.coarse, arguments.economies, arguments.out, say)


def facts(arguments):
    from . import facts as listing

    for line in listing.table(arguments.file):
        say(line)


def report(arguments):
    from .report import write

    write.write(arguments, say)


def figure(arguments):
    from .report import one_figure

    one_figure.write(arguments, say)


def table(arguments):
    from .report import table_picture

    table_picture.write(arguments, say)


def reconstruct(arguments):
    from .reconstruction import report

    report.write(arguments, say)


def markets(arguments):
    from .markets import report

    for line in report.lines(arguments.file, arguments.record):
        say(line)


def whole(text):
    """A number of economies, at least 2."""
    if not (text.isdecimal() and int(text) > 1):
        raise argparse.ArgumentTypeError(f"'{text}': name a whole number, 2 or more")
    return int(text)


def parser():
    common = Parser(add_help=False)
    common.add_argument(
        "--debug", action="store_true", help="show where in the analysis an error came up"
    )
    top = Parser(
        prog="taosweep-analysis", description="Facts and figures from results files and prices."
    )
    commands = top.add_subparsers(dest="command", required=True)
    report_options.add_report(commands, common, report)
    report_options.add_figure(commands, common, figure, argparse.RawDescriptionHelpFormatter)
    report_options.add_table(commands, common, table)
    figures = commands.add_parser(
        "sn28", help="answer and figures of configs/sn28.ini", parents=[common]
    )
    figures.add_argument("file", help="results of configs/sn28.ini")
    figures.add_argument("--rules", help="results of configs/sn28_rules.ini")
    figures.add_argument(
        "--out", default="results", help="folder for figures and texts (default: results)"
    )
    report_options.add_compared(figures)
    figures.set_defaults(call=sn28)
    history = commands.add_parser(
        "eras", help="answer and figure of configs/eras.ini", parents=[common]
    )
    history.add_argument("file", help="results of configs/eras.ini")
    history.add_argument(
        "--out", default="results", help="folder for figure and texts (default: results)"
    )
    report_options.add_compared(history)
    history.set_defaults(call=eras)
    lengths = commands.add_parser(
        "steps", help="what coarse steps cost in each outcome, of any config", parents=[common]
    )
    lengths.add_argument("exact", help="results of a config in steps of one block")
    lengths.add_argument("coarse", nargs="+", help="results of the same config in longer steps")
    lengths.add_argument(
        "--economies",
        type=whole,
        metavar="N",
        help="size of the sweep, in each cell, whose error is the yardstick (default: the file's)",
    )
    lengths.add_argument(
        "--out", default="results", help="folder for table, figure and texts (default: results)"
    )
    lengths.set_defaults(call=steps)
    listed = commands.add_parser(
        "facts", help="every outcome of any results file, with its interval", parents=[common]
    )
    listed.add_argument("file", help="a results file")
    listed.set_defaults(call=facts)
    reconstruct_command.add(commands, common, reconstruct)
    alike = commands.add_parser(
        "markets", help="simulated prices beside recorded ones, fact by fact", parents=[common]
    )
    alike.add_argument("file", help="results of a config that keeps paths of each day")
    alike.add_argument(
        "--record", metavar="CSV", help="prices to compute the recorded column from (default: "
        "figures of the launch subnets, February to July 2025)"
    )
    alike.set_defaults(call=markets)
    return top


def missing(error):
    """One sentence about a Python without a library."""
    return (
        f"this Python ({sys.executable}) has no {error.name}: run the program taosweep-analysis, "
        "which takes the Python that the packages were installed for, or set TAOSWEEP_PYTHON"
    )


def fault(error):
    """One sentence about an error that nobody foresaw."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    words = str(error).strip().splitlines()
    return (
        f"a fault of the analysis, not of your file: {type(error).__name__} in "
        f"{pathlib.Path(place.filename).name}:{place.lineno} "
        f"({words[-1] if words else 'no words'}); --debug shows all of it, for a report"
    )


def main(arguments=None):
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter gets its number
            stream.reconfigure(errors="backslashreplace")
    chosen = parser().parse_args(arguments)
    try:
        chosen.call(chosen)
        sys.stdout.flush()
        return DONE
    except BrokenPipeError:  # the reader of the text, such as head, has seen enough
        sys.stdout = None
        return DONE
    except KeyboardInterrupt:
        complain("stopped", "what was finished is kept")
        return STOPPED
    except FileProblem as problem:
        sentence, code = str(problem), USAGE
    except ModuleNotFoundError as error:
        sentence, code = missing(error), FAILED
    except Exception as error:
        sentence, code = fault(error), FAILED
        if chosen.debug:
            traceback.print_exc()
    complain("error", sentence)
    return code


if __name__ == "__main__":
    sys.exit(main())
