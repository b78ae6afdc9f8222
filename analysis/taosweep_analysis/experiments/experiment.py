"""What a folder of experiments/ says of itself in its own.py, and which one a file is of."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from typing import Callable, Mapping

import taosweep_analysis.experiments as folders


@dataclasses.dataclass(frozen=True)
class Statement:
    """verdict: a word that tests and scripts can compare; sentence: the same for people, with the
    numbers."""

    verdict: str
    sentence: str


@dataclasses.dataclass(frozen=True)
class Experiment:
    """own() makes of the results those that statements and figures are asked about, or says by
    FileProblem what a file lacks for it."""

    config: str  # configs/NAME.ini: its file is known by this name
    arms: Mapping[str, str]  # what kinds of arms there are, and what happens in them
    cells: tuple[str, ...]  # parameters that tell its cells or starts apart
    own: Callable  # file.results.Results -> its own kind of them
    statements: Callable  # (own results, verdicts of compare) -> [object with verdict, sentence]
    figures: Mapping[str, Callable]  # name -> (own results -> figure), in their order
    record: Callable | None = None  # (sweep, series) -> file.recorded.Record


def config_of(sweep) -> str:
    """'sn28' of a file that configs/sn28.ini made; empty where no config was read."""
    names = [str(item.get("file_name", "")) for item in sweep.inputs]
    return next((name.removesuffix(".ini") for name in names if name.endswith(".ini")), "")


def of(sweep) -> Experiment | None:
    """The experiment whose config made a file; None where there is no folder of that name."""
    name = config_of(sweep)
    if name not in {found.name for found in pkgutil.iter_modules(folders.__path__) if found.ispkg}:
        return None
    try:
        return importlib.import_module(f"{folders.__name__}.{name}.own").EXPERIMENT
    except ModuleNotFoundError as error:
        if error.name == f"{folders.__name__}.{name}.own":  # one that is about several files
            return None
        raise
