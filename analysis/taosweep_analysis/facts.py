"""Every outcome of a file in words and one table: the file's own statistics, arm by arm and cell by
cell."""

import numpy

from .facts_table import FactRow, lines_of_table
from .file import results as reading
from .file import values
from .file.cells import cell_names
from .file.outcome_intervals import intervals_of
from .say import stopped
from .say.numbers import count

UNSEALED = (
    "This file has no seal (it was opened for writing, or is of schema 1): its numbers are those "
    "that were written, but only 'taosweep verify FILE' tells whether the intervals are."
)


def rows_of(file, name):
    """(arm, cell) -> FactRow of an outcome, whose numbers are read once."""
    outcome, numbers = file["outcomes"][name], file["distributions_cells"]
    n = values.read(values.member(numbers, name + "_n"))
    found = intervals_of(file, name)
    unit = values.attribute(outcome, "units")
    why = values.attribute_or(outcome, "undefined_when", values.text, "")
    mean = f"{name}_observed_mean"  # in how many economies a time was seen
    seen = values.read(numbers[mean]) if mean in numbers else numpy.full(n.shape, numpy.nan)

    def row(arm, cell):
        at = arm, cell
        return FactRow(name, int(n[at]), *(part[at] for part in found), unit, why, float(seen[at]))

    return row


def undefined_everywhere(data, file):
    """Names of outcomes that no economy has, by the reason that the file gives."""
    reasons = {}
    failed = bool((data.economies.status != 0).all())
    for name in data.outcomes:
        if not data.economies[name].notna().any():
            why = values.attribute_or(file["outcomes"][name], "undefined_when", values.text, "")
            reasons.setdefault(
                "every economy failed" if failed else why or "no reason is stated", []
            ).append(name)
    return reasons


def against_baseline(file, name):
    """Whether an outcome compares an arm with the baseline, so that arms differ in it even where
    they are the same."""
    why = values.attribute_or(file["outcomes"][name], "undefined_when", values.text, "")
    return "baseline" in why


def identical_arms(data, file):
    """Groups of arms, by number, that are the same in every economy, bit by bit."""
    own = [
        name
        for name in data.outcomes
        if not against_baseline(file, name) and not name.endswith("_residual")  # rounding
    ]
    groups = {}
    for number in range(len(data.arms)):
        rows = data.of_arm(number)[["status", *own]]
        groups.setdefault(rows.to_numpy(float).tobytes(), []).append(number)
    return list(groups.values())


def words_on_arms(data, groups):
    if len(data.arms) > 1 and len(groups) == 1:
        return [
            f"All {len(data.arms)} arms are identical in every economy: nothing reads what they "
            "set, or not before the horizon. They are shown once."
        ]
    return [
        f"Identical in every economy: {'; '.join(data.arms[number] for number in group)}. They are "
        "shown once."
        for group in groups
        if len(group) > 1
    ]


def notes(file):
    """That the run left warnings or mishaps; what no economy has and which arms are the same stands
    here from the numbers themselves."""
    run = file.get("run")
    said = values.attribute_or(run, "notes", values.text, "") if run is not None else ""
    left = len([line for line in said.splitlines() if line.strip()])
    if not left:
        return []
    them = "it" if left == 1 else "them"
    return [f"The run left {count(left, 'note')}: 'taosweep info FILE' shows {them}."]


def refusals(file):
    """Why a whole group says nothing."""
    groups = [file[name] for name in ("distributions_cells", "intervals")]
    said = {values.attribute_or(group, "refused", values.text, "") for group in groups} - {""}
    return [f"Pooled statistics are refused: {why}." for why in sorted(said)]


def head(data, file, missing, groups):
    """What stands above the table."""
    failed = int((data.economies.status != 0).sum())
    lines = [
        data.attributes["title"],
        data.attributes["question"],
        f"{count(len(data.economies), 'economy')}, {failed} failed; shares (of outcomes that are 1 "
        "or 0) and medians, with 95 % intervals; - where there are too few for one",
        *([] if data.sealed else [UNSEALED]),
        stopped.sentence(data),
        *notes(file),
        *refusals(file),
        *words_on_arms(data, groups),
    ]
    for why, names in missing.items():
        lines.append(f"Undefined in every economy ({why}): {', '.join(names)}")
    return [line for line in lines if line]


def table(path):
    """Lines of text."""
    data = reading.read(path)
    with data.open() as file:
        missing, groups = undefined_everywhere(data, file), identical_arms(data, file)
        gone = {name for names in missing.values() for name in names}
        names = [name for name in data.outcomes if name not in gone]
        rows, blocks = [rows_of(file, name) for name in names], []
        for cell, place in enumerate(cell_names(data, file)):
            for group in groups:
                label = "; ".join(data.arms[number] for number in group)
                # Where arms are the same, what compares them with the baseline stands in the last.
                block = [row(group[-1], cell) for row in rows]
                blocks.append((f"{place}; {label}", block))
        return head(data, file, missing, groups) + lines_of_table(blocks)
