"""Facts and figures from results files of taosweep; reads the file alone."""

from __future__ import annotations

import os
import typing

from .problem import FileProblem

if typing.TYPE_CHECKING:
    from .sweep import Sweep

__all__ = ["FileProblem", "open_sweep"]


def open_sweep(path: str | os.PathLike[str]) -> Sweep:
    """A results file as xarray datasets; FileProblem says in a sentence why it is none."""
    from .sweep import Sweep  # xarray takes its time, and not every command needs it

    return Sweep(os.fspath(path))
