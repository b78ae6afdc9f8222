"""The experiment of configs/eras.ini."""

from ..experiment import Experiment
from . import answer, figure_end, figure_time, sweep

EXPERIMENT = Experiment(
    config="eras",
    arms={
        sweep.BASELINE: "all eras, one after the other, as the chain had them",
        **{name: f"that rule alone, of the family '{family}'"
           for family, names in sweep.FAMILIES.items() for name in names},
    },
    cells=(),
    own=sweep.made,
    statements=answer.statements,
    figures={"eras_end": figure_end.draw, "eras_time": figure_time.draw},
)
