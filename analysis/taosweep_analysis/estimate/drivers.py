"""What `taosweep sensitivity` says of a file: which drawn parameters tell an outcome, with their
intervals. The analysis computes none of it again."""

from __future__ import annotations

import dataclasses

from ..words import shown
from .answer import asked, kept, program_at, read_as

COMMAND = "sensitivity"
OF_PAIRS = "second"  # a measure that pairs have, and no parameter by itself
SHARES = ("first", "total")  # parts of a variance


@dataclasses.dataclass(frozen=True)
class Driver:
    """A parameter, a group or a pair of them. measures: {name: (value, low, high)}, NaN where there
    is none."""

    key: str
    measures: dict
    idle: bool = False


@dataclasses.dataclass(frozen=True)
class Told:
    """Of one outcome. why: no drivers, or no intervals, and the reason."""

    outcome: str
    units: int
    noise: float
    drivers: list[Driver]
    pairs: list[Driver]
    why: str = ""


@dataclasses.dataclass(frozen=True)
class Found:
    """lacking: why there is nothing."""

    design: str = ""
    measures: tuple = ()
    strongest: str = ""
    units: str = ""  # what is counted: points, rows, trajectories
    arm: str = ""
    cell: str = ""
    remarks: tuple = ()
    outcomes: tuple = ()
    lacking: str = ""

    def of(self, outcome):
        return next((one for one in self.outcomes if one.outcome == outcome), None)


def of_sweep(sweep, program=None, answer=None, arm=None, cell=0):
    """By the program, of one arm (the last) and cell, or from its answer as a JSON file."""
    if answer:
        return read_as(found_in, sweep, kept(answer, COMMAND), str(answer), COMMAND)
    if not sweep.results.sampled:
        return Found(lacking="no parameter was drawn")
    place = program_at(program)
    if place is None:
        return Found(
            lacking="no program taosweep was found; --program names one, --sensitivity a file made "
            "by 'taosweep sensitivity FILE --json'"
        )
    options = ["--arm", sweep.arms[-1] if arm is None else arm]
    if len(sweep.cells) > 1:
        options += ["--cell", sweep.cells[cell]]
    text, problem = asked(place, sweep.path, options, COMMAND)
    if problem:
        return Found(lacking=problem)
    return read_as(found_in, sweep, text, f"{place} {COMMAND}", COMMAND)


def found_in(said):
    measures = tuple(str(name) for name in said["measures"] if name != OF_PAIRS)
    return Found(
        str(said["design"]),
        measures,
        str(said["strongest"]),
        str(said["units"]),
        shown(said["arm"]),
        shown(said["cell"]),
        tuple(shown(line) for line in said["remarks"]),
        tuple(told(row, measures, said["units"]) for row in said["outcomes"]),
    )


def told(row, measures, units):
    drivers = [
        Driver(
            shown(one["key"]), {name: measure(one, name) for name in measures}, bool(one["idle"])
        )
        for one in row["parameters"]
    ]
    pairs = [
        Driver(shown(" x ".join(one["keys"])), {OF_PAIRS: measure(one, OF_PAIRS)})
        for one in row.get("pairs", [])
    ]
    why = row["refusal"] or row["unbounded"] or ""
    return Told(row["outcome"], int(row[units]), number(row["noise"]), drivers, pairs, shown(why))


def measure(row, name):
    """A single measure has the ends 'low' and 'high', several have names of their own."""
    ends = (row.get(f"{name}_{end}", row.get(end)) for end in ("low", "high"))
    return (number(row[name]), *map(number, ends))


def number(value):
    return float("nan") if value is None else float(value)
