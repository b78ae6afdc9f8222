"""Options of report, figure and table."""

KINDS = ("forest", "fan", "map", "survival", "scatter", "paths", "record", "sensitivity")
WHICH = """kinds, and what --outcome names there:
  forest    paired differences of an outcome; without --outcome what was registered
  fan       a series through time
  map       an outcome over the cells of the design
  survival  a time that may be cut off
  scatter   an outcome against a drawn parameter (--parameter)
  paths     a kept quantity (price) of one economy (--economy)
  record    a series (target_price) beside what was recorded: --record CSV, or TAOSWEEP_DATA for
            subnet 28
  sensitivity  what drives an outcome, of one arm (the last) and one cell: bars with intervals"""


def add_compared(parser):
    parser.add_argument(
        "--program", help="the taosweep that compares (default: TAOSWEEP_BINARY, the path, build/)"
    )
    parser.add_argument(
        "--compared", metavar="JSON", help="what 'taosweep compare FILE --json' said of the file"
    )


def add_sensitivity(parser):
    parser.add_argument(
        "--sensitivity", metavar="JSON", help="what 'taosweep sensitivity FILE --json' said of it"
    )


def add_report(commands, common, call):
    page = commands.add_parser(
        "report", help="one page of any results file: answer, figures, tables", parents=[common]
    )
    page.add_argument("file", help="a results file")
    page.add_argument("-o", "--out", metavar="PAGE.html", help="default: ./<file>.html")
    add_compared(page)
    add_sensitivity(page)
    page.set_defaults(call=call)


def add_figure(commands, common, call, form):
    one = commands.add_parser(
        "figure",
        help="one figure of any results file, with its caption, for a paper",
        parents=[common],
        epilog=WHICH,
        formatter_class=form,
    )
    one.add_argument("file", help="a results file")
    one.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    one.add_argument("--outcome", metavar="NAME", help="what to draw (default: the file's first)")
    one.add_argument("--arm", action="append", help="only this arm; any number of times")
    one.add_argument(
        "--cell",
        metavar="N",
        help="one cell, by its number from 0 or label: of fan, record and sensitivity (default: "
        "the first), of survival and scatter (default: all of them pooled)",
    )
    one.add_argument("--parameter", metavar="KEY", help="of a scatter (default: the strongest)")
    one.add_argument(
        "--economy", type=int, metavar="N", help="of those kept, from 0 (default: 0)"
    )
    one.add_argument(
        "--record",
        metavar="CSV",
        help="of a record: a column day or hour, as the series counts time, and one called as the "
        "series",
    )
    one.add_argument(
        "-o", "--out", metavar="FILE", help="ends in .svg, .pdf or .png (default: ./KIND.svg)"
    )
    add_compared(one)
    add_sensitivity(one)
    one.set_defaults(call=call)


def add_table(commands, common, call):
    one = commands.add_parser(
        "table",
        help="what taosweep compare prints, as an SVG for a pull request",
        parents=[common],
    )
    one.add_argument("file", help="a results file")
    one.add_argument("other", nargs="?", help="a second one: its arms against the first's")
    one.add_argument(
        "--outcome", action="append", metavar="NAME", help="only this outcome; any number of times"
    )
    one.add_argument("--arm", action="append", help="only this arm; any number of times")
    one.add_argument("--baseline", metavar="ARM", help="arm that the others are held against")
    one.add_argument("--by-cell", action="store_true", help="each cell by itself")
    one.add_argument("--scale", choices=("difference", "ratio"), help="as taosweep compare has it")
    one.add_argument("-o", "--out", metavar="FILE.svg", help="default: ./<file>.svg")
    add_compared(one)
    one.set_defaults(call=call)
