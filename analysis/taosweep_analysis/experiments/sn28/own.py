"""The experiment of configs/sn28.ini."""

from ...file.recorded import Record
from ...problem import FileProblem
from ..experiment import Experiment
from . import answer, figure_fall, figure_left, figure_needed, figure_record, figure_root, needs
from . import record, sweep


def recorded(sweep_, series):
    """Recorded prices, from the folder that TAOSWEEP_DATA names. FileProblem without them."""
    if series != "target_price":
        raise FileProblem(
            f"{sweep_.path}: no record of {series} is known: --record CSV names one (columns day "
            f"and {series})"
        )
    try:
        points = record.full_series()
    except record.NoSeries as problem:
        raise FileProblem(str(problem)) from None
    if points is None:
        raise FileProblem(
            f"{sweep_.path}: recorded prices are not part of taosweep: TAOSWEEP_DATA names the "
            f"folder that holds them, or --record a CSV (columns day and {series})"
        )
    return Record(points, "d", "recorded prices of subnet 28, to 31 March 2025")


EXPERIMENT = Experiment(
    config="sn28",
    arms={name: f"foundation.acts={acts}, attack.exit_on_action={leaves}"
          for name, (acts, leaves) in needs.ANSWERS.items()},
    cells=("attack.day", "attack.subnet"),
    own=sweep.made,
    statements=answer.statements,
    figures={
        "sn28_needed": figure_needed.draw,
        "sn28_left": figure_left.draw,
        "sn28_record": figure_record.draw,
        "sn28_fall": figure_fall.draw,
        "sn28_root_share": figure_root.draw,
    },
    record=recorded,
)
