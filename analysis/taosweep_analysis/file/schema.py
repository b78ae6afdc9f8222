"""The table of datasets as the reader uses it: what stands where, along which axes."""

import dataclasses
import fnmatch
import functools

from . import datasets


@dataclasses.dataclass(frozen=True)
class Declared:
    """A dataset, or one for each item of a kind; * in its name stands for the item."""

    group: str
    name: str
    per: str
    axes: tuple  # ids of axes; "time" is day or since_action
    type: str
    when: str


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]


AXES = {axis: (name, kind) for axis, name, kind in rows(datasets.AXES)}
GROUPS = dict(rows(datasets.GROUPS))
DATASETS = [
    Declared(group, name, per, tuple(axes.split()), kind, when)
    for group, name, per, axes, kind, when in rows(datasets.DATASETS)
]
LATER = {tuple(row) for row in rows(datasets.LATER)}  # files from before may lack these
TIMES = ("day", "since_action")

# What schema 1 had otherwise; its /paths counted slots from 0 on.
ADDED_IN_2 = {("design", "cell_label"), *(("paths", n) for n in ("point", "replicate", "arm"))}
SLOTS_OF_1 = "subnet"


def needed_groups():
    """Groups that hold something in every file."""
    return [group for group, when in GROUPS.items() if when == "always"]


@functools.lru_cache(None)
def of_group(group, schema):
    return [d for d in DATASETS if d.group == group and (schema > 1 or not is_new(d))]


def in_every_file(declared):
    once = declared.per == "once" and declared.when == "always"
    return once and (declared.group, declared.name) not in LATER


def is_new(declared):
    return (declared.group, declared.name) in ADDED_IN_2


def stored_axis(axis, schema):
    """The name under which an axis is stored; * where it has one for each item."""
    return SLOTS_OF_1 if axis == "netuid" and schema == 1 else AXES[axis][0]


@functools.lru_cache(None)
def axes_of_group(group, schema):
    """Ids of the axes that datasets of a group run over."""
    over = {axis for declared in of_group(group, schema) for axis in declared.axes}
    if "time" in over:
        over = over - {"time"} | set(TIMES)
    return over | (
        {"arm"} if group == "design" else set()
    )  # named there, though nothing runs over it


def axis_of(group, name, schema):
    """Id of the axis that a member of a group is; None where it is none."""
    fitting = (
        axis
        for axis in axes_of_group(group, schema)
        if fnmatch.fnmatchcase(name, stored_axis(axis, schema))
    )
    return next(fitting, None)


def declared_as(group, name, schema):
    """The declaration that a member of a group follows, the most particular one; None where it is
    an axis or nothing that is declared."""
    if axis_of(group, name, schema):
        return None
    fitting = [d for d in of_group(group, schema) if fnmatch.fnmatchcase(name, d.name)]
    return max(fitting, key=lambda d: len(d.name), default=None)


def quantities_of_paths(names, schema):
    """Those names of members of /paths that hold a quantity of every subnet."""
    declared = ((name, declared_as("paths", name, schema)) for name in names)
    return [name for name, known in declared if known and "netuid" in known.axes]


def items(group, names, per, schema=datasets.NEWEST_SCHEMA):
    """Those names of members of a group that are datasets of a kind (outcome, series, varied)."""
    of_kind = [d for d in of_group(group, schema) if d.per == per and d.name == "*"]
    return [name for name in names if declared_as(group, name, schema) in of_kind]
