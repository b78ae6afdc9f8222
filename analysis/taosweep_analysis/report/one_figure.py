"""The command figure: one figure of one file, with its caption beside it."""

from __future__ import annotations

import dataclasses
import difflib
import pathlib
from typing import Callable

from ..draw import cells, drawn, fan, forest, paths, recorded, scatter, style, survival
from ..draw import drivers as bars
from ..estimate import compared, drivers
from ..experiments import experiment
from ..file import recorded as recorded_file
from ..problem import FileProblem
from ..say import interest
from ..say.numbers import count
from ..sweep import Sweep
from . import heeded


# Names that a sentence lists whatever is near, and those that it lists where nothing is.
FEW, MANY = 6, 24


@dataclasses.dataclass
class Asked:
    """What to draw of a sweep; None: the file's first."""

    sweep: Sweep
    options: object

    @property
    def arms(self):
        names = self.options.arm
        if not names:
            return None
        return [of_list(self.sweep.arms, name, "arm", self.sweep) for name in names]

    @property
    def cell(self):
        """Number of the cell that is asked for, by its number or label; None where none is."""
        if self.options.cell is None:
            return None
        wanted, names = "".join(self.options.cell.split()), self.sweep.cells
        labels = ["".join(name.split()) for name in names]
        if wanted in labels:
            return labels.index(wanted)
        if wanted.isdecimal() and int(wanted) < len(names):
            return int(wanted)
        listed = "; ".join(f"{number} is {name}" for number, name in enumerate(names))
        raise self.problem(f"there is no cell {self.options.cell}: {listed}")

    def outcome(self, names=None):
        """The outcome that is asked for, of those that can be drawn."""
        names = interest.outcomes(self.sweep) if names is None else names
        if self.options.outcome:
            name = self.options.outcome
            of_list(self.sweep.results.outcomes, name, "outcome", self.sweep)
            if not self.sweep.outcomes[name].notnull().any():
                why = self.sweep.outcomes[name].attrs.get("undefined_when", "")
                raise self.problem(f"no economy has {name} (undefined: {why})")
            return name
        if not names:
            raise self.problem("no outcome varies enough for this figure; --outcome names one")
        return names[0]

    def problem(self, words):
        return FileProblem(f"{self.sweep.path}: {words}")


def near_names(known, wanted):
    """At most six that are spelled like it, or contain it."""
    lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(wanted.lower(), lower, n=3)
    near += [name for name in lower if wanted and wanted.lower() in name and name not in near][:3]
    return [lower[name] for name in near]


def of_list(names, wanted, what, sweep):
    """Place of a name; FileProblem with the nearest of those that there are, or with all."""
    if wanted in names:
        return list(names).index(wanted)
    known = list(map(str, names))
    has = f"it has: {'; '.join(known)}"
    near = near_names(known, str(wanted)) if len(known) > FEW else []
    if near:
        has = f"near it: {', '.join(near)}"
    elif what == "outcome" and len(known) > MANY:
        has = f"it has {len(known)}: `taosweep-analysis facts {sweep.path}` lists them"
    raise FileProblem(f"{sweep.path}: it has no {what} '{wanted}'; {has}")


def a_forest(asked):
    found = compared.of_sweep(asked.sweep, asked.options.program, asked.options.compared)
    if not found.differences:
        raise asked.problem(found.lacking)
    chosen = asked.options.arm
    if found.verdicts and not asked.options.outcome:
        if chosen:
            raise asked.problem(
                f"{heeded.written('arm', chosen)}: without --outcome a forest is of what was "
                "registered, of arms that were registered too; name an --outcome beside --arm"
            )
        return forest.of_verdicts(asked.sweep, found.verdicts)
    rows = [row for row in found.differences if not chosen or row.arm in chosen]
    there = {row.outcome for row in rows if row.shown[0] == row.shown[0]}
    names = [name for name in interest.outcomes(asked.sweep) if name in there]
    name = asked.outcome(names)
    rows = [row for row in rows if row.outcome == name]
    if name not in there:
        why = "; ".join(sorted({row.why for row in rows if row.why})) or "no such arm is compared"
        raise asked.problem(f"no arm has a difference from the baseline in {name}: {why}")
    return forest.of_outcome(asked.sweep, rows, name)


def a_fan(asked):
    names = interest.series(asked.sweep)
    wanted = asked.options.outcome
    if wanted is None and not names:
        raise asked.problem("no series of it moves, so there is nothing to draw")
    if wanted is not None:
        of_list(names, wanted, "series that moves", asked.sweep)
    return fan.of_series(asked.sweep, wanted or names[0], asked.cell or 0, asked.arms)


def a_map(asked):
    if len(asked.sweep.cells) < 2:
        why = "every axis is drawn" if asked.sweep.results.varied else "nothing is varied"
        raise asked.problem(f"it has one cell ({why}), so there is no map of cells")
    return cells.of_outcome(asked.sweep, asked.outcome(), asked.arms)


def a_survival(asked):
    names = survival.times_of(asked.sweep)
    if not names:
        raise asked.problem("no time that may be cut off is defined in any economy")
    if asked.options.outcome:
        of_list(names, asked.options.outcome, "time that may be cut off", asked.sweep)
    return survival.of_outcome(asked.sweep, asked.outcome(names), asked.arms, asked.cell)


def a_scatter(asked):
    if not asked.sweep.results.sampled:
        raise asked.problem("no parameter was drawn, so there is nothing to scatter over")
    name, arms = asked.outcome(interest.measures(asked.sweep)), asked.arms
    parameter = asked.options.parameter
    if parameter is None:
        parameter = scatter.strongest(asked.sweep, name, (arms or [0])[0], asked.cell)[0]
    of_list(asked.sweep.results.sampled, parameter, "drawn parameter", asked.sweep)
    return scatter.of_outcome(asked.sweep, name, parameter, arms, asked.cell)


def a_path(asked):
    words = paths.economies(asked.sweep)
    place = asked.options.economy or 0
    if not 0 <= place < len(words):
        kept = count(len(words), "economy")
        raise asked.problem(f"it keeps {kept}: --economy 0 to {len(words) - 1}")
    quantity = asked.options.outcome or "price"
    of_list(asked.sweep.quantities, quantity, "kept quantity", asked.sweep)
    return paths.of_economy(asked.sweep, place, quantity)


def a_record(asked):
    name, options = asked.options.outcome or "target_price", asked.options
    of_list(interest.series(asked.sweep), name, "series that moves", asked.sweep)
    record = record_of(asked.sweep, name, options.record)
    arm = (asked.arms or [0])[0]
    drawn_ = recorded.of_series(asked.sweep, name, record, asked.cell or 0, arm)
    if drawn_ is None:
        raise asked.problem(
            f"no recorded point lies within the times of {name} in {asked.sweep.arms[arm]}"
        )
    return drawn_


def record_of(sweep, name, path):
    """Of a CSV, or what the file's experiment knows."""
    if path:
        return recorded_file.read(pathlib.Path(path), name, fan.time_of(sweep.series(), name)[1])
    known = experiment.of(sweep)
    if known is None or known.record is None:
        raise FileProblem(
            f"{sweep.path}: no record of {name} is known for it: --record CSV names one (columns "
            f"day and {name})"
        )
    return known.record(sweep, name)


def a_sensitivity(asked):
    options, arms = asked.options, asked.arms
    if options.sensitivity and (options.cell is not None or arms):
        raise asked.problem(
            "what --sensitivity names is of one arm and one cell already: leave out --cell and "
            "--arm, or --sensitivity, and the program is asked"
        )
    found = drivers.of_sweep(asked.sweep, options.program, options.sensitivity,
                             asked.sweep.arms[arms[0]] if arms else None, asked.cell or 0)
    if found.lacking:
        raise asked.problem(found.lacking)
    there = [one.outcome for one in found.outcomes if one.drivers]
    if not there:
        why = "; ".join(sorted({one.why for one in found.outcomes})) or "no outcome is defined"
        raise asked.problem(f"nothing is told of any outcome: {why}")
    name = asked.outcome([name for name in interest.outcomes(asked.sweep) if name in there])
    if name not in there:
        told = found.of(name)
        why = told.why if told else "no economy has it"
        raise asked.problem(f"nothing is told of {name}: {why}")
    return bars.of_outcome(asked.sweep, found, name)


KINDS: dict[str, Callable] = {
    "forest": a_forest,
    "fan": a_fan,
    "map": a_map,
    "survival": a_survival,
    "scatter": a_scatter,
    "paths": a_path,
    "record": a_record,
    "sensitivity": a_sensitivity,
}


def place_of(kind, out):
    place = pathlib.Path(out or f"{kind}.svg")
    if place.suffix.lstrip(".").lower() not in drawn.FORMATS:
        raise FileProblem(f"{place}: a figure ends in .svg, .pdf or .png; name it so with -o")
    if not place.parent.is_dir():
        raise FileProblem(f"{place.parent}: there is no such folder; make it first")
    return place


def write(arguments, say):
    heeded.check(arguments.kind, arguments)
    place = place_of(arguments.kind, arguments.out)
    sweep = Sweep(arguments.file)
    figure = KINDS[arguments.kind](Asked(sweep, arguments))
    try:
        figure.save(place, place.suffix.lstrip(".").lower())
        caption = place.with_suffix(".txt")
        style.write_lines(caption, [figure.title, "", figure.caption, "", figure.alternative, "",
                                    f"{sweep.path}, {sweep.attributes['content_digest']}"])
    except OSError as error:
        raise FileProblem(f"{place}: it cannot be written ({error.strerror})") from None
    say(f"{place}, caption in {caption}")
