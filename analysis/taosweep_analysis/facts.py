"""Every outcome of a file in one table: the file's own statistics, arm by arm and cell by cell."""

import h5py
import numpy

from . import results as reading


def cell_names(data):
    """What distinguishes each cell, in words."""
    varied = [name for name in data.economies if "." in name and name not in data.sampled]
    first = data.economies.drop_duplicates("cell").set_index("cell").sort_index()
    if not varied:  # a frame without columns has no records
        return ["all points"] * len(first)
    return [
        ", ".join(
            f"{key}={value:g}" if isinstance(value, float) else f"{key}={value}"
            for key, value in row.items()
        )
        for row in first[varied].to_dict("records")
    ]


def row(file, name, arm, cell):
    """(n, estimate, low, high): share of a flag, median of anything else, with the file's
    95 % interval."""
    numbers, bounds = file["distributions_cells"], file["intervals"]
    n = int(numbers[name + "_n"][arm, cell])
    if f"{name}_share_cells" in bounds:
        return n, numbers[name + "_mean"][arm, cell], *bounds[f"{name}_share_cells"][arm, cell]
    if f"{name}_median_cells" in bounds:
        return (
            n,
            bounds[f"{name}_median_cells"][arm, cell],
            *bounds[f"{name}_median_bounds_cells"][arm, cell],
        )
    middle = int(numpy.flatnonzero(numpy.isclose(numbers["quantile"][()], 0.5))[0])
    return (
        n,
        numbers[name + "_quantiles"][arm, cell, middle],
        *bounds[f"{name}_quantiles_cells"][arm, cell, middle],
    )


def table(path):
    """Lines of text. FileProblem where the file has no statistics."""
    data = reading.read(path)
    with h5py.File(path) as file:
        for group in ("distributions_cells", "intervals"):
            if group not in file:
                raise reading.FileProblem(
                    f"{path}: the group /{group} is missing; 'taosweep verify {path}' says "
                    "what else is"
                )
        outcomes = [
            name
            for name in file["outcomes"]
            if file["outcomes"][name].ndim == 3 and name != "status"
        ]
        failed = int((data.economies.status != 0).sum())
        lines = [
            data.attributes["title"],
            data.attributes["question"],
            f"{len(data.economies)} economies, {failed} failed; shares (1/0 outcomes) "
            "and medians, 95 % intervals",
        ]
        for cell, place in enumerate(cell_names(data)):
            for arm, label in enumerate(data.arms):
                lines += [
                    "",
                    f"{place}; {label}",
                    f"{'outcome':26} {'n':>6} {'value':>11} {'low':>11} {'high':>11}  unit",
                ]
                for name in outcomes:
                    n, value, low, high = row(file, name, arm, cell)
                    unit = reading.text(file["outcomes"][name].attrs["units"])
                    lines.append(f"{name:26} {n:6d} {value:11.4g} {low:11.4g} {high:11.4g}  {unit}")
    return lines
